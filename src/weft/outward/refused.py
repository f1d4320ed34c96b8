"""Why nothing was fetched. No message holds an address or a byte of what came back."""

from enum import StrEnum


class Why(StrEnum):
    """What to tell whoever typed the address."""

    ADDRESS = "address"
    """It cannot be read as an address that begins with https://."""
    NAMED = "named"
    """It holds a name or a password, which belong into fields of their own."""
    UNKNOWN = "unknown"
    """Nothing on the network has this name."""
    PRIVATE = "private"
    """It leads into a private network, or to this machine."""
    SILENT = "silent"
    """Nobody answers there."""
    CERTIFICATE = "certificate"
    """What answers there cannot show that it is who it says."""
    SLOW = "slow"
    LARGE = "large"
    AROUND = "around"
    """It sends us on too often, or to where we do not go."""
    GARBLED = "garbled"
    """What came back is not an answer."""


class Refused(Exception):
    """Nothing was fetched; ``why`` says what to tell."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
