"""Every answer narrows what a browser will do, and nothing changes unless one of our own pages asks."""

import asyncio
import copy
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from starlette.routing import Mount, Route

import visits
from couples import House
from visits import ORIGIN, PLAIN, Answer, Evening, Visitor, evening, plain_account, web
from weft.settings import Settings
from weft.web.app import DOORS
from weft.web.door import Door
from weft.web.own_pages import OWN_PAGES

BEHIND_TLS = Settings(origin="https://weft.example")
SOME_ID = "5" * 32
FILLED = visits.FILLED | {"board": SOME_ID, "key": SOME_ID}

UNSAFE = [door for door in DOORS if "POST" in door.methods]
SAFE = [door for door in DOORS if "GET" in door.methods]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "app",
}
DERIVING = {"/begin", "/sign-in", "/recover"}


def path_of(door: Door) -> str:
    return door.path.format(**FILLED)


def play(scene: Callable[[Evening], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene(await evening())

    asyncio.run(run())


def policy(answer: Answer) -> dict[str, str]:
    parts = (
        part.strip().partition(" ") for part in (answer.header("content-security-policy") or "").split(";")
    )
    return {name: value for name, _, value in parts}


def assert_narrow(path: str, answer: Answer) -> None:
    found = policy(answer)
    wasm = " 'wasm-unsafe-eval'" if path in DERIVING else ""
    if path in OWN_PAGES:
        assert re.fullmatch(r"'sha256-[\w+/=]{44}'( 'sha256-[\w+/=]{44}')*", found.pop("script-src")), path
        own = POLICY | {"img-src": "'self'", "form-action": "'none'"}
        assert found == {name: own[name] for name in own.keys() - {"script-src", "manifest-src"}}, path
    else:
        assert found == POLICY | {"script-src": f"'self'{wasm}"}, path
    assert answer.header("cross-origin-opener-policy") == "same-origin", path
    assert answer.header("cross-origin-resource-policy") == "same-origin", path
    assert answer.header("referrer-policy") == "no-referrer", path
    assert answer.header("x-content-type-options") == "nosniff", path
    allowed = answer.header("permissions-policy") or ""
    for one in ("geolocation", "microphone", "camera", "payment", "usb", "browsing-topics"):
        assert f"{one}=()" in allowed, path


def test_every_address_answers_with_every_header_signed_in_or_not() -> None:
    async def scene(one: Evening) -> None:
        for who in (one.noor, Visitor(one.app)):
            for path in [*map(path_of, SAFE), "/no-such-page", "/clock"]:
                answer = await who.get(path)
                assert_narrow(path, answer)
                assert "no-store" in (answer.header("cache-control") or ""), path

    play(scene)


def test_every_change_answers_with_every_header() -> None:
    async def scene(one: Evening) -> None:
        for door in UNSAFE:
            answer = await Visitor(one.app, dict(one.noor.cookies)).post(path_of(door))
            assert_narrow(path_of(door), answer)
            assert "no-store" in (answer.header("cache-control") or ""), door.path

    play(scene)


def test_a_refusal_is_narrow_too() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.ask("POST", "/sign-out", b"", {"sec-fetch-site": "cross-site"})
        assert answer.status == 403
        assert_narrow("/sign-out", answer)

    play(scene)


def test_the_stream_is_never_stored() -> None:
    async def scene(one: Evening) -> None:
        refused = await Visitor(one.app).get("/live")
        assert refused.status == 401
        assert "no-store" in (refused.header("cache-control") or "")

    play(scene)


def test_our_own_files_may_be_kept_and_are_narrow_all_the_same() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.get("/static/css/tokens.css?abc")
        assert answer.status == 200
        assert_narrow("/static/css/tokens.css", answer)

    play(scene)


FOREIGN = {
    "another site": {"sec-fetch-site": "cross-site"},
    "a neighbouring site": {"sec-fetch-site": "same-site"},
    "an address typed in": {"sec-fetch-site": "none"},
    "no origin": {},
    "the null origin": {"origin": "null"},
    "another origin": {"origin": "https://elsewhere.example"},
    "our name on another port": {"origin": "http://127.0.0.1:1"},
    "our origin as a beginning": {"origin": ORIGIN + ".elsewhere.example"},
    "another site that says our origin": {"sec-fetch-site": "cross-site", "origin": ORIGIN},
}


@pytest.mark.parametrize("asker", FOREIGN)
def test_a_change_asked_for_from_elsewhere_is_refused_at_every_door(asker: str) -> None:
    async def scene(one: Evening) -> None:
        before = copy.deepcopy(one.house.store.__dict__)
        for door in UNSAFE:
            answer = await one.noor.ask("POST", path_of(door), b"", FOREIGN[asker])
            assert answer.status == 403, door.path
        assert one.house.store.__dict__ == before

    play(scene)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_change_nothing(method: str) -> None:
    async def scene(one: Evening) -> None:
        before = copy.deepcopy(one.house.store.__dict__)
        for door in DOORS:
            answer = await one.noor.ask(method, path_of(door), b"", {"sec-fetch-site": "same-origin"})
            assert answer.status == 405, door.path
        assert one.house.store.__dict__ == before

    play(scene)


def test_our_own_origin_is_enough_where_a_browser_says_no_more() -> None:
    async def scene(one: Evening) -> None:
        answer = await one.noor.ask("POST", "/sign-out", b"", {"origin": ORIGIN})
        assert answer.status == 303

    play(scene)


def test_looking_changes_nothing_that_is_kept() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.true_line_kept()
        await one.noor.get("/today")
        before = copy.deepcopy(one.house.store.__dict__)
        for door in SAFE:
            for found in (path_of(door), door.path.format(**(FILLED | {"board": sitting, "key": sitting}))):
                await one.noor.get(found)
        assert one.house.store.__dict__ == before

    play(scene)


def test_behind_tls_every_cookie_is_bound_to_this_host_and_every_answer_asks_for_tls() -> None:
    async def run() -> None:
        house = House()
        noor = Visitor(web(house, BEHIND_TLS))
        begun = await noor.post_json("/begin", plain_account("Noor", "madder", house))
        cookies = [value for name, value in begun.headers if name == "set-cookie"]
        assert len(cookies) == 3
        for cookie in cookies:
            name, *rest = (part.strip().lower() for part in cookie.split(";"))
            assert name.startswith("__host-")
            assert {"secure", "httponly", "path=/"} <= set(rest)
            assert not any(part.startswith("domain") for part in rest)
        assert any("samesite=strict" in cookie.lower() for cookie in cookies)
        assert "includeSubDomains" in (begun.header("strict-transport-security") or "")

    asyncio.run(run())


def test_titles_and_addresses_say_nothing_of_what_is_read() -> None:
    async def scene(one: Evening) -> None:
        sitting = await one.true_line_kept()
        for door in SAFE:
            answer = await one.noor.get(door.path.format(**(FILLED | {"board": sitting, "key": sitting})))
            if "text/html" in (answer.header("content-type") or "") and answer.status == 200:
                titles = re.findall("<title>(.*?)</title>", answer.text)
                assert titles == ["New page" if door.path == "/away" else "Weft"], door.path

    play(scene)


def test_nothing_is_served_beside_the_doors() -> None:
    app = web(House(), replace(PLAIN))
    beside = {route.path for route in app.routes if isinstance(route, Route | Mount)} - {
        door.path for door in DOORS
    }
    assert beside == {"/live", "/near/line", "/clock", "/static"}
