"""Why nothing was done, in sentences for the host."""

from weft.keeper.ports import StoreTooNew, StoreUnwritable
from weft.vault.errors import BackupCutShort, BackupForeign, BackupNewer, EnvelopeAltered


class BackupRefused(Exception):
    """Why nothing was done, as a sentence for the host."""


SAID: dict[type[BaseException], str] = {
    BackupForeign: "This is not a backup of Weft.",
    BackupNewer: "This backup was made by a newer Weft. Bring Weft up to date first.",
    BackupCutShort: "The end of this backup is missing. Copy it again, or try an older one.",
    EnvelopeAltered: "This backup does not open: the phrase or key file is another one, or the backup is damaged.",
    OSError: "The backup cannot be read.",
}


class in_words:
    """Whatever the vault says inside, as a sentence."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, no: BaseException | None, trace: object) -> None:
        for error, say in SAID.items():
            if isinstance(no, error):
                raise BackupRefused(f"{say} Nothing was changed.") from no


def why(no: Exception) -> str:
    match no:
        case StoreTooNew():
            return "This backup was made by a newer Weft. Bring Weft up to date first. Nothing was changed."
        case StoreUnwritable() | OSError():
            return f"The folder cannot be written: {no}. Nothing was changed."
        case _:
            return f"This backup is damaged: {no}. Nothing was changed. Try an older one."
