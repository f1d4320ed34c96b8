"""The pages before signing in."""

from dataclasses import dataclass

from weft.web.models.room import DyeChoice, Room


@dataclass(frozen=True, slots=True)
class WelcomePage:
    """`/`: what Weft is, and the ways in."""

    room: Room
    invited: bool


@dataclass(frozen=True, slots=True)
class BeginPage:
    """`/begin`: make an account; `say` is what was wrong, `field` where ("name", "passphrase")."""

    room: Room
    dyes: tuple[DyeChoice, ...]
    name: str = ""
    dye: str = "madder"
    say: str | None = None
    field: str | None = None
    invited: bool = False


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`/sign-in`; ``passkeys``: whether there can be any on this server."""

    room: Room
    say: str | None = None
    passkeys: bool = True


@dataclass(frozen=True, slots=True)
class RecoverPage:
    """`/recover`: back in with the recovery code."""

    room: Room
    say: str | None = None


@dataclass(frozen=True, slots=True)
class BeforePage:
    """`/before`: what Weft cannot do, read before an account is made."""

    room: Room
    invited: bool = False


@dataclass(frozen=True, slots=True)
class SharedBrowserPage:
    """`/shared-browser`: another account has been used in this browser. It does not say whose."""

    room: Room
