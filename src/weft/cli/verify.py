"""``./weft verify URL``: compare what a running server sends with what a release sends."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from weft.release import LIST, ListUnreadable, Release, Sent, digest, here, read

PATIENCE = 15.0
"""Seconds one answer may take."""
MOST_BYTES = 4_000_000
"""No file of ours is nearly as large."""
ALIKE, OTHER, NOT_ASKED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Got:
    """One answer of the server."""

    status: int
    body: bytes
    policy: str


class _Stay(HTTPRedirectHandler):
    """Another address is another answer, and is not followed."""

    def redirect_request(self, *given: object) -> None:
        return None


def words() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./weft verify", description="Compare what a server sends with a release."
    )
    parser.add_argument("url", help="where the server is, such as https://weft.example")
    parser.add_argument("--release", metavar="FILE", help="a signed list to compare with (release.json)")
    parser.add_argument("--key", metavar="HEX", default="", help="the public key that must have signed it")
    parser.add_argument(
        "--saved",
        metavar="ADDRESS=FILE",
        action="append",
        default=[],
        help="a page as your browser saved it while signed in, such as /notebook=page.html",
    )
    return parser


def main(argv: Sequence[str]) -> int:
    """Compare. Gives 0 when everything asked for is alike, 1 when something differs, 2 when it could not be asked."""
    chosen = words().parse_args(argv)
    try:
        release = _release(chosen.release, chosen.key)
        saved = {one.partition("=")[0]: Path(one.partition("=")[2]).read_bytes() for one in chosen.saved}
        return _report(release, chosen.url.rstrip("/"), saved)
    except ListUnreadable as no:
        print(no, file=sys.stderr)
    except (URLError, HTTPException, OSError, ValueError) as no:
        print(f"{chosen.url} could not be asked: {no}", file=sys.stderr)
    return NOT_ASKED


def _release(file: str | None, key: str) -> Release:
    """The signed list asked for, or the one this copy of Weft carries, or what this copy itself would send."""
    path = Path(file) if file else LIST
    if file or path.exists():
        release = read(path.read_text("utf-8"), key)
        print(f"Comparing with Weft {release.version}, signed by {release.key}.")
        return release
    if key:
        raise ListUnreadable("There is no signed list here. Give one with --release.")
    print("There is no signed list here, so this compares with the copy of Weft you typed this in.")
    return here()


def _report(release: Release, origin: str, saved: Mapping[str, bytes]) -> int:
    findings = [(path, what) for path, what in compare(release, origin, saved) if what]
    for path, what in findings:
        print(f"{path}  {what}")
    wrong = [what for _, what in findings if what != CLOSED]
    alike = len(release.sent) - len(findings)
    print(
        f"{alike} of {len(release.sent)} are alike, {len(wrong)} {'differs' if len(wrong) == 1 else 'differ'}."
    )
    if wrong:
        print("Until you know why, type no passphrase there. docs/verify.md says what to do.")
    return OTHER if wrong else ALIKE


CLOSED = (
    "is shown only to whoever is signed in, and was not compared. Save it in your browser and use --saved."
)


def compare(release: Release, origin: str, saved: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each address of the list, and a sentence's end on what is wrong with it, empty when nothing is."""
    for path, sent in release.sent.items():
        if path in saved:
            yield (
                path,
                "" if digest(saved[path]) == sent.sha256 else "as your browser saved it is another page.",
            )
        else:
            yield path, _difference(origin, path, sent)


def _difference(origin: str, path: str, sent: Sent) -> str:
    # A file is asked for as pages name it and by its bare name: two answers for one file is a difference too.
    marked = [f"{path}?{sent.sha256[:8]}"] if path.startswith("/static/") else []
    return next((said for one in (path, *marked) if (said := _wrong(ask(origin + one), sent))), "")


def _wrong(got: Got, sent: Sent) -> str:
    if got.status == 303 and sent.policy:
        return CLOSED
    if got.status != 200:
        return f"is not there (the server answers {got.status})."
    if digest(got.body) != sent.sha256:
        return "differs: these are not the bytes of the release."
    if sent.policy and got.policy != sent.policy:
        return "goes out with another policy, which may let other scripts run."
    return ""


def ask(url: str) -> Got:
    """What a server answers to somebody it does not know. Raises URLError when it cannot be reached."""
    if not url.startswith(("https://", "http://")):
        raise ValueError("an address begins with https:// or http://")
    asked = Request(url, headers={"Accept": "*/*", "User-Agent": "Mozilla/5.0"})
    try:
        with build_opener(_Stay).open(asked, timeout=PATIENCE) as answer:
            return Got(answer.status, answer.read(MOST_BYTES), _policy(answer.headers))
    except HTTPError as no:
        return Got(no.code, b"", _policy(no.headers))


def _policy(headers: Message) -> str:
    """All policies of an answer; a second one, or none at all, is another policy."""
    return ", ".join(headers.get_all("content-security-policy") or ())
