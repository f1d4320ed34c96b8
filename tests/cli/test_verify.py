"""``weft verify``: a server is what it says it is, or the command says plainly what is not."""

import importlib.util
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from weft import release
from weft.cli.verify import main
from weft.release import ListUnreadable, Sent, digest, here, read, written
from weft.vault.release import new_key, public_half
from weft.web.files import content
from weft.web.own_pages import OWN_PAGES, own_page

KEY = new_key()
ROOT = Path(__file__).parents[2]


def tool() -> ModuleType:
    found = importlib.util.spec_from_file_location("sign_release", ROOT / "tools" / "sign_release.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@cache
def listed() -> release.Release:
    """A list of our real files and of one page, for a server which is only this."""
    real = here()
    static = {path: sent for path, sent in real.sent.items() if path.startswith("/static/")}
    return replace(real, sent=static | {"/sign-in": Sent(digest(b"the page"), "only ours")})


class Little(BaseHTTPRequestHandler):
    """A server of our files and one page, which a test can tamper with."""

    protocol_version = "HTTP/1.0"
    swapped: dict[str, bytes]
    policy = "only ours"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/notebook":
            return self.answer(303, b"")
        if path == "/sign-in":
            return self.answer(200, self.swapped.get(self.path, b"the page"))
        file = content(path.removeprefix("/static/"))
        self.answer(200, self.swapped.get(self.path, file))

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-security-policy", self.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, type[Little]]]:
    handler = type("Handler", (Little,), {"swapped": {}})
    serving = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{serving.server_address[1]}", handler
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def signed(tmp_path: Path) -> str:
    path = tmp_path / "release.json"
    path.write_text(written(listed(), KEY))
    return str(path)


Served = tuple[str, type[Little]]


def test_a_server_of_the_release_is_alike(server: Served, signed: str, capsys: Any) -> None:
    assert main([server[0], "--release", signed, "--key", public_half(KEY).hex()]) == 0
    assert "0 differ" in capsys.readouterr().out


def test_one_changed_byte_of_a_script_is_named(server: Served, signed: str, capsys: Any) -> None:
    server[1].swapped["/static/js/vault.js"] = content("js/vault.js").replace(b"256", b"257", 1)
    assert main([server[0], "--release", signed]) == 1
    assert "/static/js/vault.js  differs" in capsys.readouterr().out


def test_a_file_that_differs_only_as_pages_name_it_is_named(server: Served, signed: str, capsys: Any) -> None:
    marked = f"/static/js/exit.js?{digest(content('js/exit.js'))[:8]}"
    server[1].swapped[marked] = b"listen()"
    assert main([server[0], "--release", signed]) == 1
    assert "/static/js/exit.js  differs" in capsys.readouterr().out


def test_a_page_with_one_script_more_is_named(server: Served, signed: str, capsys: Any) -> None:
    server[1].swapped["/sign-in"] = b"the page<script src=/static/other.js></script>"
    assert main([server[0], "--release", signed]) == 1
    assert "/sign-in  differs" in capsys.readouterr().out


def test_a_looser_policy_is_named(server: Served, signed: str, capsys: Any) -> None:
    server[1].policy = "script-src *"
    assert main([server[0], "--release", signed]) == 1
    assert "/sign-in  goes out with another policy" in capsys.readouterr().out


def test_a_server_nobody_answers_at_is_said_plainly(signed: str, capsys: Any) -> None:
    assert main(["http://127.0.0.1:9", "--release", signed]) == 2
    assert "could not be asked" in capsys.readouterr().err


def test_a_list_with_one_other_hash_is_refused() -> None:
    text = written(listed(), KEY)
    known = listed().sent["/static/js/vault.js"].sha256
    with pytest.raises(ListUnreadable, match="altered"):
        read(text.replace(known, "0" * 64))


def test_a_list_signed_by_somebody_else_is_refused() -> None:
    with pytest.raises(ListUnreadable, match="another key"):
        read(written(listed(), new_key()), public_half(KEY).hex())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"key": "zz", "signature": ""}', '{"key": 1}'])
def test_a_list_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(ListUnreadable):
        read(text)


def test_a_page_only_for_the_signed_in_can_be_saved_and_compared(
    server: Served, tmp_path: Path, capsys: Any
) -> None:
    own = own_page(OWN_PAGES["/notebook"])
    sent = {"/notebook": Sent(digest(own.html), own.policy)}
    path, saved = tmp_path / "release.json", tmp_path / "saved.html"
    path.write_text(written(replace(listed(), sent=sent), KEY))
    assert main([server[0], "--release", str(path)]) == 0
    assert "was not compared" in capsys.readouterr().out
    saved.write_bytes(own.html)
    assert main([server[0], "--release", str(path), "--saved", f"/notebook={saved}"]) == 0
    saved.write_bytes(own.html.replace(b"sha256-", b"sha256-x", 1))
    assert main([server[0], "--release", str(path), "--saved", f"/notebook={saved}"]) == 1


def test_every_file_and_every_page_that_never_changes_is_on_the_list() -> None:
    found = set(here().sent)
    assert {"/static/js/vault.js", "/static/css/weft.css", "/sign-in", "/begin", "/help", *OWN_PAGES} <= found


def test_the_key_is_never_taken_from_nor_put_into_the_repository(tmp_path: Path, capsys: Any) -> None:
    sign = tool()
    assert sign.main([str(ROOT / "key"), "--new"]) == 1
    assert not (ROOT / "key").exists()
    key, to = tmp_path / "key", tmp_path / "release.json"
    assert sign.main([str(key), "--new"]) == 0
    assert key.stat().st_mode & 0o777 == 0o600
    assert sign.main([str(key), "--to", str(to)]) == 0
    assert read(to.read_text(), public_half(key.read_bytes()).hex()).sent == here().sent


def test_a_key_others_can_read_signs_nothing(tmp_path: Path) -> None:
    key, to = tmp_path / "key", tmp_path / "release.json"
    key.write_bytes(KEY)
    key.chmod(0o644)
    assert tool().main([str(key), "--to", str(to)]) == 1
    assert not to.exists()
