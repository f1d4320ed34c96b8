"""Two becoming a couple: the invitation, the answer, the comparing."""

from msgspec import Struct

from weft.web.models.room import Room


class InvitePage(Struct, frozen=True):
    """`/invite`: the code to hand over; `code` is None until one is made."""

    room: Room
    code: str | None = None
    qr: str | None = None
    link: str = ""
    until: str = ""
    origin: str = ""


class JoinPage(Struct, frozen=True):
    """`/join`: type a code (stage "code"), then say yes to who sent it (stage "confirm")."""

    room: Room
    code: str = ""
    say: str | None = None
    from_name: str | None = None
    stage: str = "code"


class ComparePage(Struct, frozen=True):
    """`/compare`: six words and a swatch, the same on both phones if nobody stands between."""

    room: Room
    words: tuple[str, ...]
    swatch: str
    compared: bool = False
