"""Pages of tier E: a file each, the same bytes for everyone on this server, with a policy of its own.

Such a page names its scripts; each goes out with the hash of its bytes, and the policy lets no other run. So what a
browser ran can be compared with what was published. What is private gets there as locked bytes, opened in the page.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from weft.web.files import STATIC, content

OWN = STATIC.parent / "templates" / "own"
"""Not among the files that are given out: a page without its policy would be another, weaker one."""

_NAMED = re.compile(r'(?P<tag><(?:script|link)\b[^>]*?(?:src|href)="/static/(?P<path>[^"]+\.(?:js|css))")')


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page as it is sent: its bytes, and the content security policy that goes with it."""

    html: bytes
    policy: str


def integrity(path: str) -> str:
    """The hash of a file of ours, in the words of Subresource Integrity."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content(path)).digest()).decode()}"


@cache
def own_page(path: str) -> OwnPage:
    """The page in a file. It is made of files alone, so any two servers of one release send the same."""
    plain = (OWN / path).read_text("utf-8")
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
