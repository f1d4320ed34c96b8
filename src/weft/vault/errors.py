"""The ways the vault says no. None of them carries what a person wrote, or a key."""


class EnvelopeAltered(Exception):
    """These bytes are not what was locked, or not under this key, or not in this place.

    One error for every cause, so that nobody who feeds us bytes can learn how far they got.
    """

    def __init__(self) -> None:
        super().__init__("These bytes are not as they were locked.")


class CodeMistyped(Exception):
    """A typed code has a wrong length, an unknown letter, or a check that does not fit."""

    def __init__(self) -> None:
        super().__init__("The code has a slip in it.")


class DerivationTooWeak(Exception):
    """The asked-for key derivation is below the floor; nothing was derived."""

    def __init__(self) -> None:
        super().__init__("The key derivation asked for is weaker than Weft allows.")


class CookieUnreadable(Exception):
    """A sign-in cookie is not one of ours."""

    def __init__(self) -> None:
        super().__init__("The sign-in cookie cannot be read.")


class ServerKeyUnsafe(Exception):
    """The server's key file is damaged or readable by others; it was not used."""


class BackupForeign(Exception):
    """A file that is no backup of Weft."""


class BackupNewer(Exception):
    """A backup of a format that this version does not know."""


class BackupCutShort(Exception):
    """A backup whose end is missing."""
