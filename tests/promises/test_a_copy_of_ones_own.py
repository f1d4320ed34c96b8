"""What somebody takes along is what they may see, no more; it comes back whole or not at all; and nobody is told."""

import asyncio
import io
import os
import zipfile
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from couples import Clock, House, account
from visits import Evening, Visitor, b64, evening, web
from weft import demo
from weft.assemble import make_home
from weft.core.past import past_cloth
from weft.core.people import Side
from weft.core.tapestry.drawdown import PHONE_ENDS
from weft.core.tapestry.svg import standalone
from weft.keeper import copies
from weft.keeper.accounts import as_sent, begin
from weft.keeper.opened import Opened
from weft.press.archive import unzipped, zipped
from weft.press.copy import COPY, MANIFEST, SIGNATURE, Copy, Manifest, listed, to_json
from weft.press.refused import CopyRefused, Why
from weft.store.memory import MemoryStore
from weft.vault.copy import HEADER_BYTES, PIECE_BYTES, sign_manifest
from weft.vault.derive import FLOOR
from weft.vault.roots import Root
from weft.vault.server_key import ServerKey

PHRASE = "heron pantry ladder copper window thistle"


_first: list[Evening] = []


async def an_evening() -> Evening:
    """Noor and Elis, paired and signed in: the same evening each time, on a server that has just started."""
    if not _first:
        _first.append(await evening())
    before = _first[0]
    house = House(deepcopy(before.house.store), before.house.key, Clock(before.house.clock.now))
    app = web(house)
    noor, elis = (Visitor(app, dict(one.cookies), one.address) for one in (before.noor, before.elis))
    return Evening(house, app, noor, elis)


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await an_evening())

    asyncio.run(run())


async def noor_of(one: Evening) -> Opened:
    opened = await one.house.home.sign_ins.open(one.noor.cookies["k"])
    assert opened
    return opened


async def taken(one: Evening) -> bytes:
    """Noor's copy, unlocked, as a browser gets it."""
    auth = b64(account("Noor", one.house.key).secrets.auth)
    assert (await one.noor.post_json("/fresh", {"auth": auth})).status == 200
    answer = await one.noor.post("/yours/copy", way="plain")
    assert answer.header("content-type") == "application/zip"
    return answer.body


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("days", [45, pytest.param(730, marks=pytest.mark.long)])
def test_a_lived_couple_comes_back_to_an_empty_house_cloth_and_words(days: int) -> None:
    async def run() -> None:
        calendar = demo.Calendar()
        home = make_home(MemoryStore(), ServerKey(os.urandom(32)), calendar)
        await demo.live(home, calendar, lambda _: None, days)
        for word in demo.PEOPLE:
            opened = await home.sign_ins.open(await demo.be(home, word))
            assert opened
            copy = await copies.gather(home, opened)
            raw = b"".join(copies.locked(copy, opened.root, PHRASE, FLOOR))
            house = House()
            _, again = await house.begin(opened.own.life.people[Side.LEFT].name, "madder")
            await copies.bring(house.home, again, copies.check(raw, PHRASE))
            house.restart()
            cookie, _ = await signed_in_again(house, opened.own.life.people[Side.LEFT].name)
            back = await house.home.sign_ins.open(cookie)
            assert back
            pasts = tuple(back.own.life.pasts.values())
            assert pasts == copy.pasts
            files = unzipped(b"".join(copies.plain(copy, opened.root)))
            drawn = standalone(past_cloth(pasts[0], PHONE_ENDS), href=lambda key: f"../book.html#s-{key}")
            assert drawn.encode() == files["together/cloth.svg"]
            assert (await copies.gather(house.home, back)).pasts[-len(pasts) :] == copy.pasts

    asyncio.run(run())


async def signed_in_again(house: House, name: str) -> tuple[str, Opened]:
    made = account(name, house.key)
    cookie = await begin(house.home.sign_ins, as_sent(made, name, "madder", "phone"), name.encode())
    opened = await house.home.sign_ins.open(cookie)
    assert opened
    return cookie, opened


def test_the_cloth_of_the_copy_is_the_cloth_on_the_wall() -> None:
    async def scene(one: Evening) -> None:
        await one.true_line_kept()
        noor = await noor_of(one)
        (past, *_) = (await copies.gather(one.house.home, noor)).pasts
        page = (await one.noor.get("/cloth")).text
        assert past_cloth(past, PHONE_ENDS).bands
        assert all(band.caption in page for band in past_cloth(past, PHONE_ENDS).bands if band.key)

    play(scene)


# ---------------------------------------------------------------- what is in it


def test_what_the_other_has_not_opened_is_not_in_it() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        await one.elis.post(f"/sittings/{sitting}", act="write", words="Not open yet, by Elis.")
        files = unzipped(await taken(one))
        assert not any(b"Not open yet" in content for content in files.values())

    play(scene)


def test_the_others_words_stay_out_when_a_sitting_is_stopped_before_they_open() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        await one.elis.post(f"/sittings/{sitting}", act="write", words="Never opened, by Elis.")
        for person in (one.elis, one.noor):
            await person.post(f"/sittings/{sitting}", act="stop")
        assert b"Never opened" not in b"".join(unzipped(await taken(one)).values())

    play(scene)


def test_ones_own_unfinished_words_are_in_it() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.agreed("one-true-line", "own-pace")
        await one.noor.post(f"/sittings/{sitting}", act="write", words="Half a line, by Noor.")
        assert b"Half a line, by Noor." in unzipped(await taken(one))["together/loose.md"]

    play(scene)


def test_a_line_written_alone_is_in_it_and_in_nobody_elses() -> None:
    async def scene(one: Evening) -> None:
        begun = await one.elis.post("/sittings", exercise="one-true-line", form="solo")
        sitting = one.sitting_of(begun)
        for act in ("write", "keep"):
            await one.elis.post(f"/sittings/{sitting}", act=act, words="For nobody else, by Elis.")
        elis = await one.house.home.sign_ins.open(one.elis.cookies["k"])
        assert elis
        own = await copies.gather(one.house.home, elis)
        assert "For nobody else" in str(
            [w.text for past in own.pasts for each in past.lived for w in each.words]
        )
        assert b"For nobody else" not in b"".join(unzipped(await taken(one)).values())

    play(scene)


def _unseen(
    act: str, words: str = "", sitting: str = "{open}"
) -> Callable[[Evening, str], Awaitable[object]]:
    return lambda one, board: one.elis.post(f"/sittings/{board}", act=act, words=words)


async def _nothing(one: Evening, board: str) -> None: ...


async def _alone(one: Evening, board: str) -> None:
    await one.elis.post("/sittings", exercise="one-true-line", form="solo")


async def _takes_one_too(one: Evening, board: str) -> None:
    auth = b64(account("Elis", one.house.key).secrets.auth)
    await one.elis.post_json("/fresh", {"auth": auth})
    assert (await one.elis.post("/yours/copy", way="plain")).body.startswith(b"PK")


@pytest.mark.parametrize(
    "secret",
    [
        _unseen("write", "Not open yet."),
        _unseen("write", "Not open yet. " * 20),
        _unseen("stop"),
        _alone,
        _takes_one_too,
    ],
    ids=["writes", "writes much", "leaves", "begins alone", "takes a copy too"],
)
def test_a_copy_is_the_same_to_the_byte_whatever_the_other_keeps_to_themself(
    secret: Callable[[Evening, str], Awaitable[object]],
) -> None:
    async def run() -> None:
        first = await an_evening()
        board = await first.agreed("one-true-line", "own-pace")
        before = await taken(first)
        await secret(first, board)
        assert await taken(first) == before

    asyncio.run(run())


def test_nothing_in_it_says_who_wrote_first() -> None:
    assert "at" not in {name for name in copies.PastWords.__dataclass_fields__}


# ---------------------------------------------------------------- who may take one


def test_a_phone_that_lies_open_is_not_enough() -> None:
    async def scene(one: Evening) -> None:
        for way in ("plain", "locked"):
            answer = await one.noor.post("/yours/copy", way=way, phrase=PHRASE)
            assert answer.header("location") == "/fresh?for=copy"
        wrong = await one.noor.post_json("/fresh", {"auth": b64(bytes(32))})
        assert wrong.status == 400
        assert (await one.noor.get("/yours/copy")).header("location") == "/fresh?for=copy"

    play(scene)


def test_after_five_minutes_the_passphrase_is_asked_again() -> None:
    async def scene(one: Evening) -> None:
        await taken(one)
        one.house.clock.pass_by(minutes=5)
        assert (await one.noor.post("/yours/copy", way="plain")).header("location") == "/fresh?for=copy"

    play(scene)


def test_typing_it_again_on_one_phone_opens_no_other() -> None:
    async def scene(one: Evening) -> None:
        await taken(one)
        assert (await one.elis.post("/yours/copy", way="plain")).header("location") == "/fresh?for=copy"

    play(scene)


def test_guessing_the_passphrase_is_slowed() -> None:
    async def scene(one: Evening) -> None:
        answers = [await one.noor.post_json("/fresh", {"auth": b64(bytes(32))}) for _ in range(12)]
        assert {answer.status for answer in answers} == {400, 429}

    play(scene)


def test_taking_one_leaves_nothing_behind() -> None:
    async def scene(one: Evening) -> None:
        noor = await noor_of(one)
        before = [await one.house.store.read(log.log) for log in noor.all_logs]
        await taken(one)
        assert [await one.house.store.read(log.log) for log in noor.all_logs] == before

    play(scene)


# ---------------------------------------------------------------- what is refused


async def _kept() -> tuple[Copy, Root]:
    one = await an_evening()
    await one.true_line_kept()
    noor = await noor_of(one)
    return await copies.gather(one.house.home, noor), noor.root


COPY_MADE, ROOT = asyncio.run(_kept())
PLAIN = b"".join(copies.plain(COPY_MADE, ROOT))
LOCKED = b"".join(copies.locked(COPY_MADE, ROOT, PHRASE, FLOOR))
BARE = unzipped(LOCKED)[copies.LOCKED_NAME]


def rezipped(**changed: bytes | None) -> bytes:
    """The plain copy with some files put in, changed, or left out; the list as it was."""
    files = dict(unzipped(PLAIN)) | {name.replace("__", "."): content for name, content in changed.items()}  # type: ignore[dict-item]
    return b"".join(zipped((name, content) for name, content in files.items() if content is not None))


def signed_anew(root: Root = ROOT, **changed: bytes) -> bytes:
    """A copy somebody made up: the list fits, and is signed."""
    files = {name: content for name, content in unzipped(PLAIN).items() if name not in (MANIFEST, SIGNATURE)}
    files |= {name.replace("__", "."): content for name, content in changed.items()}
    listing = Manifest(
        person=COPY_MADE.person,
        sig_s=root.sig_public.hex(),
        files=tuple(listed(name, content) for name, content in files.items()),
    )
    manifest = to_json(listing)
    return b"".join(
        zipped([*files.items(), (MANIFEST, manifest), (SIGNATURE, sign_manifest(root, manifest))])
    )


def with_past(**changed: object) -> bytes:
    (first, *rest) = COPY_MADE.pasts
    made = Copy(made=COPY_MADE.made, person=COPY_MADE.person, pasts=(replace(first, **changed), *rest))  # type: ignore[arg-type]
    return signed_anew(copy__json=to_json(made))


JSON = unzipped(PLAIN)[COPY]

REFUSED: dict[str, tuple[Callable[[], bytes], str, Why]] = {
    "a locked one without its phrase": (lambda: LOCKED, " ", Why.NO_PHRASE),
    "a locked one with another phrase": (lambda: LOCKED, "six other words of the list", Why.PHRASE),
    "a locked one cut short": (lambda: BARE[:-40], PHRASE, Why.PHRASE),
    "a locked one with something behind it": (lambda: BARE + bytes(4), PHRASE, Why.PHRASE),
    "a locked one with a byte changed": (lambda: BARE[:200] + b"\0" + BARE[201:], PHRASE, Why.PHRASE),
    "a locked one of a newer format": (lambda: BARE[:8] + b"\2" + BARE[9:], PHRASE, Why.NEWER),
    "a locked one that asks for a weak key": (lambda: BARE[:9] + bytes(8) + BARE[17:], PHRASE, Why.PHRASE),
    "a locked one that asks for all memory": (lambda: BARE[:9] + b"\xff" * 8 + BARE[17:], PHRASE, Why.PHRASE),
    "the header alone": (lambda: BARE[:HEADER_BYTES], PHRASE, Why.PHRASE),
    "a zip of something else": (lambda: b"".join(zipped([("a.txt", b"x")])), "", Why.NOT_OURS),
    "a word changed in it": (
        lambda: rezipped(copy__json=JSON.replace(b"kept line", b"kept lies")),
        "",
        Why.CHANGED,
    ),
    "a file put into it": (lambda: rezipped(more__txt=b"x"), "", Why.CHANGED),
    "a file taken out of it": (lambda: rezipped(book__html=None), "", Why.CHANGED),
    "its list missing": (lambda: rezipped(manifest__json=None), "", Why.NOT_OURS),
    "its list changed": (
        lambda: rezipped(manifest__json=unzipped(PLAIN)[MANIFEST].replace(b'"version": 1', b'"version":  1')),
        "",
        Why.NOT_SIGNED,
    ),
    "its signature gone": (lambda: rezipped(manifest__sig=b""), "", Why.NOT_SIGNED),
    "a newer one": (
        lambda: signed_anew(copy__json=JSON.replace(b'"version": 1', b'"version": 2')),
        "",
        Why.NEWER,
    ),
    "one of another program": (
        lambda: signed_anew(copy__json=JSON.replace(b"weft-copy", b"else-copy")),
        "",
        Why.NOT_OURS,
    ),
    "one that is no JSON": (lambda: signed_anew(copy__json=b"\xff\xfe{"), "", Why.NOT_OURS),
    "one that is very deep": (lambda: signed_anew(copy__json=b"[" * 100_000), "", Why.NOT_OURS),
    "one with an id that is none": (lambda: with_past(log="../../etc"), "", Why.DAMAGED),
    "one with a name that never ends": (
        lambda: with_past(left=replace(COPY_MADE.pasts[0].left, name="N" * 9000)),
        "",
        Why.DAMAGED,
    ),
    "one with a band that could break out of a picture": (
        lambda: with_past(lived=(replace(COPY_MADE.pasts[0].lived[0], sitting='"/><script>'),)),
        "",
        Why.DAMAGED,
    ),
    "one with a sitting of a thousand years": (
        lambda: with_past(lived=(replace(COPY_MADE.pasts[0].lived[0], minutes=10**9),)),
        "",
        Why.DAMAGED,
    ),
    "one with a dye that Weft never had": (
        lambda: signed_anew(copy__json=JSON.replace(b'"madder"', b'"url(x)"')),
        "",
        Why.DAMAGED,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_reason_and_changes_nothing(name: str) -> None:
    make, phrase, why = REFUSED[name]
    with pytest.raises(CopyRefused) as no:
        copies.check(make(), phrase)
    assert no.value.why is why


def test_what_is_refused_changes_nothing_and_what_was_typed_is_answered() -> None:
    async def scene(one: Evening) -> None:
        noor = await noor_of(one)
        before = await one.house.store.read(noor.own.log)
        for raw in (LOCKED, b"", REFUSED["a word changed in it"][0]()):
            answer = await one.noor.post_file("/yours/bring", raw, phrase="not these words")
            assert answer.status == 400
            assert "Nothing here has changed." in answer.text
        assert await one.house.store.read(noor.own.log) == before

    play(scene)


def test_a_copy_brought_through_the_page_is_there_to_look_at() -> None:
    async def run() -> None:
        one = await evening()
        answer = await one.elis.post_file("/yours/bring", LOCKED, phrase=PHRASE)
        assert answer.header("location") == "/past"
        page = (await one.elis.get("/past")).text
        assert "A kept line by Noor" in page
        assert "A kept line by Noor" not in (await one.noor.get("/past")).text
        again = await one.elis.post_file("/yours/bring", LOCKED, phrase=PHRASE)
        assert Why.HERE.value in again.text

    asyncio.run(run())


def test_every_byte_of_a_locked_copy_counts() -> None:
    lock = copies.CopyLock.from_header(PHRASE, BARE[:HEADER_BYTES])
    frames = BARE[HEADER_BYTES:]
    for at in range(0, len(frames), 97):
        with pytest.raises(copies.EnvelopeAltered):
            lock.unlock(frames[:at] + bytes((frames[at] ^ 1,)) + frames[at + 1 :])


def test_pieces_cannot_change_places() -> None:
    lock = copies.CopyLock.new(PHRASE, FLOOR)
    header, one, two, last = lock.lock([os.urandom(PIECE_BYTES) * 2 + b"end"])
    assert len(lock.unlock(one + two + last)) == 2 * PIECE_BYTES + 3
    for wrong in (two + one + last, one + last, one + two, two + last, one + two + last + last, b""):
        with pytest.raises(copies.EnvelopeAltered):
            lock.unlock(wrong)
    assert len(header) == HEADER_BYTES


# ---------------------------------------------------------------- opening it without Weft


def test_the_book_and_the_page_that_opens_it_may_load_nothing() -> None:
    book = unzipped(PLAIN)["book.html"].decode()
    opener = unzipped(LOCKED)["open.html"].decode()
    assert "default-src 'none'; style-src 'unsafe-inline'; font-src data:" in book
    assert "<script" not in book
    assert "default-src 'none'" in opener and "connect-src" not in opener
    assert "http://" not in book.replace("http://www.w3.org/", "") and "https://" not in book


def test_what_people_wrote_is_text_in_the_book() -> None:
    (first, *rest) = COPY_MADE.pasts
    hostile = replace(
        first,
        left=replace(first.left, name="<b>Noor</b>"),
        lived=tuple(
            replace(
                one,
                title="<i>T</i>",
                words=tuple(replace(w, text="</p><script>x</script>") for w in one.words),
            )
            for one in first.lived
        ),
    )
    made = Copy(made=COPY_MADE.made, person=COPY_MADE.person, pasts=(hostile, *rest))
    files = unzipped(b"".join(copies.plain(made, ROOT)))
    for name in ("book.html", "together/cloth.svg"):
        assert not any(tag in files[name] for tag in (b"<script", b"<b>", b"<i>"))


def test_nothing_touches_the_disk_while_a_copy_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.SpooledTemporaryFile", lambda *_: pytest.fail("a file was made"))
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_: pytest.fail("a file was made"))
    assert zipfile.is_zipfile(io.BytesIO(b"".join(copies.plain(COPY_MADE, ROOT))))
