"""Pages of tier E: a file each, the same bytes for everyone on this server, with a policy of its own.

Such a page names its scripts; each goes out with the hash of its bytes, and the policy lets no other run. So what a
browser ran can be compared with what was published. What is private gets there as locked bytes, opened in the page.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from weft.press.paper import beside
from weft.web.files import content
from weft.web.paint import ENVIRONMENT

OWN = "own"
"""Among the templates, and not among the files that are given out: without its policy it would be another page."""

_NAMED = re.compile(r'(?P<tag><(?:script|link)\b[^>]*?(?:src|href)="/static/(?P<path>[^"]+\.(?:js|css))")')


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page as it is sent: its bytes, and the content security policy that goes with it."""

    html: bytes
    policy: str


def integrity(path: str) -> str:
    """The hash of a file of ours, in the words of Subresource Integrity."""
    return _integrity(content(path))


def _integrity(raw: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(raw).digest()).decode()}"


@cache
def opener() -> bytes:
    """The page that opens a locked copy: a page of tier E puts it beside one, and takes no other than this."""
    return dict(beside())["open.html"]


@cache
def own_page(path: str) -> OwnPage:
    """A page, painted once. It is made of files alone, so any two servers of one release send the same."""
    plain = ENVIRONMENT.get_template(f"{OWN}/{path}").render(opener=_integrity(opener()))
    scripts = [one["path"] for one in _NAMED.finditer(plain) if one["path"].endswith(".js")]
    html = _NAMED.sub(lambda one: f'{one["tag"]} integrity="{integrity(one["path"])}"', plain)
    return OwnPage(html.encode(), policy(scripts))


def policy(scripts: list[str]) -> str:
    """Only these scripts, by their hashes; nothing is sent anywhere but here, and no form goes anywhere at all."""
    hashes = " ".join(f"'{integrity(one)}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "font-src 'self'; worker-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types app"
    )


OWN_PAGES = {"/notebook": "notebook.html", "/letters": "letters.html", "/sealed": "sealed.html"}
"""The addresses of such pages, and the files they are made of."""
