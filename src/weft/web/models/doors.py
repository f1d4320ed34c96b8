"""The pages before signing in."""

from msgspec import Struct

from weft.web.models.room import DyeChoice, Room


class WelcomePage(Struct, frozen=True):
    """`/`: what Weft is, and the ways in."""

    room: Room
    invited: bool


class BeginPage(Struct, frozen=True):
    """`/begin`: make an account; `say` is what was wrong, `field` where ("name", "passphrase")."""

    room: Room
    dyes: tuple[DyeChoice, ...]
    name: str = ""
    dye: str = "madder"
    say: str | None = None
    field: str | None = None
    invited: bool = False


class SignInPage(Struct, frozen=True):
    """`/sign-in`; ``passkeys``: whether there can be any on this server."""

    room: Room
    say: str | None = None
    passkeys: bool = True


class RecoverPage(Struct, frozen=True):
    """`/recover`: back in with the recovery code."""

    room: Room
    say: str | None = None


class BeforePage(Struct, frozen=True):
    """`/before`: what Weft cannot do, read before an account is made."""

    room: Room
    invited: bool = False


class SharedBrowserPage(Struct, frozen=True):
    """`/shared-browser`: another account has been used in this browser. It does not say whose."""

    room: Room
