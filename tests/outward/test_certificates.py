"""A calendar's server has to show who it is before a word is said to it; a host may trust an authority of their own.

A real server speaks TLS on this machine, under a name that leads there, and keeps every word it hears. The authority is
told the way a host would: ``SSL_CERT_FILE``, which OpenSSL reads.
"""

import asyncio
import re
import socket
import ssl
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from certificates import DAY, NOW, Authority, authority
from ics_files import calendar
from visits import chores_done, evening
from weft.outward.addresses import Permit, Place
from weft.outward.fetch import Answer, fetch, trust
from weft.outward.refused import Refused, Why

NAME = "calendars.house.example"
EVENTS = calendar("DTSTART:20260609T080000Z\nDTEND:20260609T091500Z")


@dataclass(slots=True)
class Secure:
    """Speaks TLS with the certificate it was given, and keeps what it hears under it."""

    ear: socket.socket
    context: ssl.SSLContext
    heard: list[bytes] = field(default_factory=list)
    says: bytes = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(EVENTS), EVENTS)

    @property
    def port(self) -> int:
        return int(self.ear.getsockname()[1])

    def run(self) -> None:
        with suppress(OSError):
            while True:
                plain, _ = self.ear.accept()
                plain.settimeout(5)
                with plain, suppress(OSError), self.context.wrap_socket(plain, server_side=True) as line:
                    self.heard.append(line.recv(65536))
                    line.sendall(self.says)


Shows = Callable[[Path], Secure]


@pytest.fixture
def shows() -> Iterator[Shows]:
    """A server that shows the certificate in a file."""
    running: list[tuple[Secure, Thread]] = []

    def shows(chain: Path) -> Secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        server = Secure(socket.create_server(("127.0.0.1", 0)), context)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        return server

    yield shows
    for server, thread in running:
        server.ear.shutdown(socket.SHUT_RDWR)
        server.ear.close()
        thread.join(5)


@pytest.fixture
def household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """An authority the host trusts beside those the machine does."""
    made = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    trust.cache_clear()
    yield made
    trust.cache_clear()


def leads_here(name: str, port: int) -> list[Place]:
    return [(socket.AF_INET, "127.0.0.1")]


def ask(server: Secure, name: str = NAME) -> Answer:
    origin = f"https://{name}:{server.port}"
    headers = {"Authorization": "Basic c2VjcmV0"}
    return fetch(f"{origin}/secret.ics", headers=headers, permit=Permit(frozenset({origin}), leads_here))


def test_a_server_with_a_certificate_of_the_households_own_is_asked(
    shows: Shows, household: Authority, tmp_path: Path
) -> None:
    server = shows(household.certificate(tmp_path, NAME))
    assert ask(server).body == EVENTS
    assert b"GET /secret.ics HTTP/1.1" in server.heard[0]


def test_so_is_one_that_shows_a_number_or_any_name_below_another(
    shows: Shows, household: Authority, tmp_path: Path
) -> None:
    assert ask(shows(household.certificate(tmp_path, "127.0.0.1")), "127.0.0.1").status == 200
    assert ask(shows(household.certificate(tmp_path, "*.house.example")), NAME).status == 200


NOT_BELIEVED: dict[str, Callable[[Authority, Path], Path]] = {
    "another name": lambda ours, at: ours.certificate(at, "elsewhere.example"),
    "a name above it": lambda ours, at: ours.certificate(at, "house.example"),
    "a name that only begins so": lambda ours, at: ours.certificate(at, f"{NAME}.elsewhere.example"),
    "another number": lambda ours, at: ours.certificate(at, "127.0.0.1"),
    "no name but in the old place for it": lambda ours, at: ours.certificate(at),
    "every name there is": lambda ours, at: ours.certificate(at, "*"),
    "ran out yesterday": lambda ours, at: ours.certificate(at, NAME, ends=NOW - timedelta(hours=1)),
    "begins tomorrow": lambda ours, at: ours.certificate(at, NAME, begins=NOW + DAY / 2),
    "by an authority nobody knows": lambda _, at: authority(at, "Another").certificate(at, NAME),
    "by one that calls itself ours": lambda ours, at: replace(
        authority(at, "Again"), name=ours.name
    ).certificate(at, NAME),
    "made for those who ask, not for servers": lambda ours, at: ours.certificate(at, NAME, for_clients=True),
}


@pytest.mark.parametrize("which", NOT_BELIEVED)
def test_one_that_cannot_show_who_it_is_is_told_nothing(
    which: str, shows: Shows, household: Authority, tmp_path: Path
) -> None:
    server = shows(NOT_BELIEVED[which](household, tmp_path))
    with pytest.raises(Refused) as refused:
        ask(server)
    assert refused.value.why is Why.CERTIFICATE
    assert not any(server.heard)
    assert "secret" not in repr(refused.value)


def test_without_the_hosts_word_the_households_authority_is_nobody(shows: Shows, tmp_path: Path) -> None:
    trust.cache_clear()
    server = shows(authority(tmp_path).certificate(tmp_path, NAME))
    with pytest.raises(Refused) as refused:
        ask(server)
    assert refused.value.why is Why.CERTIFICATE
    assert not any(server.heard)


def test_nor_is_one_asked_that_speaks_only_an_old_tls(
    shows: Shows, household: Authority, tmp_path: Path
) -> None:
    server = shows(household.certificate(tmp_path, NAME))
    server.context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings(action="ignore"):
        server.context.minimum_version = ssl.TLSVersion.TLSv1
        server.context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(Refused) as refused:
        ask(server)
    assert refused.value.why is Why.CERTIFICATE
    assert not any(server.heard)


def test_one_that_does_not_speak_tls_at_all_hears_no_word_of_what_was_asked() -> None:
    heard: list[bytes] = []

    def run() -> None:
        line, _ = ear.accept()
        with line:
            heard.append(line.recv(65536))
            line.sendall(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as ear:
        running = Thread(target=run, daemon=True)
        running.start()
        origin = f"https://{NAME}:{ear.getsockname()[1]}"
        with pytest.raises(Refused) as refused:
            fetch(f"{origin}/secret.ics", permit=Permit(frozenset({origin}), leads_here))
        running.join(5)
    assert refused.value.why is Why.CERTIFICATE
    assert b"secret" not in heard[0]


def test_the_name_alone_is_said_before_the_certificate_is_seen(
    shows: Shows, household: Authority, tmp_path: Path
) -> None:
    """So that one machine can stand for many names; a number has none, and a path is never said there."""
    server, asked = shows(household.certificate(tmp_path, NAME)), list[str | None]()
    server.context.sni_callback = lambda _, name, __: asked.append(name)
    ask(server)
    assert asked == [NAME]


def test_on_the_page_it_is_a_kind_error_and_what_was_typed_stays(
    shows: Shows, household: Authority, tmp_path: Path
) -> None:
    server = shows(household.certificate(tmp_path, "elsewhere.example"))

    async def scene() -> None:
        one = await evening()
        origin = f"https://127.0.0.1:{server.port}"
        one.app.settings = replace(one.app.settings, private_hosts=frozenset({origin}))
        url = f"{origin}/ours.ics"
        answer = await one.noor.post("/time/calendars", url=url, called="Ours", name="noor", password="heron")
        assert answer.status == 303
        await chores_done(one.house)
        answer = await one.noor.get("/time/calendars")
        said = re.findall(r'role="alert"[^>]*>(.*?)</', answer.text, re.DOTALL)
        assert said == ["The server there can’t show that it is the one it says, so nothing was sent to it."]
        assert url in answer.text
        assert "heron" not in answer.text
        assert not any(server.heard)

    asyncio.run(scene())
