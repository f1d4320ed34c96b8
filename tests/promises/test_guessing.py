"""Guessing tells nothing, slows only the guesser, and the server never sees what is being guessed."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

import weft.web
from couples import phrase
from visits import Evening, Visitor, evening, plain_account, plain_sign_in
from weft.keeper.accounts import AccountSent, RecoverSent
from weft.keeper.sign_ins import Refused, Sent, SignInSent

JS = Path(weft.web.__file__).parent / "static" / "js"
TEMPLATES = Path(weft.web.__file__).parent / "templates" / "doors"


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def stranger(one: Evening) -> Visitor:
    return Visitor(one.app, address="198.51.100.7")


def test_an_unknown_name_and_a_wrong_passphrase_get_the_same_answer() -> None:
    async def scene(one: Evening) -> None:
        known = await stranger(one).post_json("/sign-in", plain_sign_in("Noor", one.house, wrong=True))
        unknown = await stranger(one).post_json("/sign-in", plain_sign_in("Nobody", one.house, wrong=True))
        assert known == unknown
        assert known.status == 400

    play(scene)


def test_they_stay_the_same_while_the_guesser_is_slowed() -> None:
    async def scene(one: Evening) -> None:
        tries: dict[str, list[object]] = {"Noor": [], "Nobody": []}
        for number, name in enumerate(tries):
            guesser = Visitor(one.app, address=f"198.51.100.{number}")
            tries[name] = [
                await guesser.post_json("/sign-in", plain_sign_in(name, one.house, wrong=True))
                for _ in range(12)
            ]
        assert tries["Noor"] == tries["Nobody"]
        assert tries["Noor"][-1].status == 429  # type: ignore[attr-defined]

    play(scene)


def test_what_a_browser_derives_with_has_the_same_shape_for_everyone() -> None:
    async def scene(one: Evening) -> None:
        known, unknown = [await stranger(one).get(f"/salt?name={name}") for name in ("Noor", "Nobody")]
        assert known.headers == unknown.headers
        assert known.json()["params"] == unknown.json()["params"]
        assert len(known.json()["salt"]) == len(unknown.json()["salt"])
        assert known.json()["salt"] == (await stranger(one).get("/salt?name=noor")).json()["salt"]

    play(scene)


def test_beginning_with_a_taken_name_says_nothing_of_the_other() -> None:
    async def scene(one: Evening) -> None:
        taken = plain_account("Sol", "weld", one.house) | {"name": "Noor"}
        free = plain_account("Kim", "weld", one.house)
        answers = [await stranger(one).post_json("/begin", posted) for posted in (taken, free)]
        assert [answer.status for answer in answers] == [200, 200]
        assert answers[0].body == answers[1].body

    play(scene)


def test_ten_thousand_wrong_tries_do_not_keep_the_owner_out() -> None:
    async def scene(one: Evening) -> None:
        sign_ins = one.house.home.sign_ins
        wrong = SignInSent("Noor", Sent(bytes(32)), Sent(bytes(32)))
        for number in range(10_000):
            with pytest.raises(Refused):
                await sign_ins.sign_in(wrong, f"198.51.100.{number % 250}".encode(), None)
        one.noor.cookies.pop("k")
        assert (await one.noor.post_json("/sign-in", plain_sign_in("Noor", one.house))).status == 200
        assert (await one.noor.get("/today")).status == 200

    play(scene)


def test_a_made_up_device_mark_opens_no_other_path() -> None:
    async def scene(one: Evening) -> None:
        guesser = stranger(one)
        answers = []
        for number in range(20):
            guesser.cookies["d"] = f"{number:032x}.{number:032x}"
            answers.append(await guesser.post_json("/sign-in", plain_sign_in("Noor", one.house, wrong=True)))
        assert answers[-1].status == 429

    play(scene)


def test_a_guesser_with_a_device_mark_of_their_own_is_slowed_all_the_same() -> None:
    async def scene(one: Evening) -> None:
        guesser = Visitor(one.app, {"d": one.elis.cookies["d"]}, "198.51.100.8")
        answers = [
            await guesser.post_json("/sign-in", plain_sign_in("Noor", one.house, wrong=True))
            for _ in range(20)
        ]
        assert answers[-1].status == 429

    play(scene)


def test_a_slowed_owner_is_let_in_again_by_waiting() -> None:
    async def scene(one: Evening) -> None:
        new_phone = stranger(one)
        for _ in range(12):
            await new_phone.post_json("/sign-in", plain_sign_in("Noor", one.house, wrong=True))
        one.house.clock.pass_by(seconds=21)
        assert (await new_phone.post_json("/sign-in", plain_sign_in("Noor", one.house))).status == 200

    play(scene)


# ---------------------------------------------------------------- what never travels


@pytest.mark.parametrize("shape", [AccountSent, SignInSent, RecoverSent])
def test_no_shape_the_server_reads_has_room_for_a_passphrase(shape: type[msgspec.Struct]) -> None:
    fields = set(shape.__struct_fields__)
    assert not fields & {"passphrase", "phrase", "password", "secret_e", "e", "code"}


def test_a_passphrase_sent_all_the_same_is_kept_nowhere() -> None:
    async def scene(one: Evening) -> None:
        posted = plain_sign_in("Noor", one.house) | {"passphrase": phrase("Noor"), "secret_e": "x" * 43}
        await stranger(one).post_json("/sign-in", posted)
        kept = repr(one.house.store.__dict__) + repr(one.house.home.sign_ins.patience)
        assert phrase("Noor") not in kept
        assert "x" * 43 not in kept

    play(scene)


def test_the_account_script_posts_derived_secrets_only() -> None:
    script = (JS / "account.js").read_text(encoding="utf-8")
    bodies = re.findall(r"JSON\.stringify\((.*?)\)", script, re.S) + re.findall(
        r"send\((.*?)\);", script, re.S
    )
    assert bodies, "account.js posts nothing that this test can find"
    for body in bodies:
        assert not re.search(r"passphrase|secret_e\b|secretE\b|derived\.e\b|\brootE\b|\broot_e\b", body), body


@pytest.mark.parametrize("form", ["begin.html", "sign_in.html", "recover.html"])
def test_without_script_a_form_sends_no_passphrase(form: str) -> None:
    """A field without a name never leaves the page, whatever happens to the script."""
    page = (TEMPLATES / form).read_text(encoding="utf-8")
    for field in re.findall(r"<input[^>]*>", page):
        if "passphrase" in field or "new-password" in field or "current-password" in field:
            assert " name=" not in field, field
