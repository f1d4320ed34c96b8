"""Two becoming a couple: the invitation, the answer, the comparing."""

from dataclasses import dataclass

from weft.web.models.room import Room


@dataclass(frozen=True, slots=True)
class InvitePage:
    """`/invite`: the code to hand over; `code` is None until one is made."""

    room: Room
    code: str | None = None
    qr: str | None = None
    link: str = ""
    until: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class JoinPage:
    """`/join`: type a code (stage "code"), then say yes to who sent it (stage "confirm")."""

    room: Room
    code: str = ""
    say: str | None = None
    from_name: str | None = None
    stage: str = "code"


@dataclass(frozen=True, slots=True)
class ComparePage:
    """`/compare`: six words and a swatch, the same on both phones if nobody stands between."""

    room: Room
    words: tuple[str, ...]
    swatch: str
    compared: bool = False
