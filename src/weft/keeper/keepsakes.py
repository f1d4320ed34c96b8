"""What a person's browser keeps of their logs: made after what they do, heeded when they come again.

It is made only on answers to what somebody does themself, and then always, so that it can't tell what the partner did.
"""

from weft.keeper.open_log import Damage, OpenLog
from weft.keeper.opened import Opened
from weft.vault.errors import CookieUnreadable
from weft.vault.keepsake import Keepsake, Place, make_keepsake, read_keepsake


def keepsake(opened: Opened) -> str | None:
    """What the browser should keep now; None while it knows more than this server, which must not be forgotten."""
    if opened.behind or any(is_older_copy(log) for log in opened.all_logs):
        return None
    places = [Place(log.log, log.seq, log.kept_head(log.seq)) for log in opened.all_logs if log.seq >= 0]
    return make_keepsake(opened.root.keepsake_key, places)


def heed(opened: Opened, text: str) -> None:
    """Note which logs hold less than the browser has seen. None at all, or someone else's, says nothing."""
    try:
        kept = read_keepsake(opened.root.keepsake_key, text)
    except CookieUnreadable:
        return
    opened.behind = {log.log for log in opened.all_logs if not _leads_there(log, kept)}


def is_older_copy(log: OpenLog) -> bool:
    """Whether the person's own bookmark says that this log was put back."""
    return any(harm.what is Damage.ROLLED_BACK for harm in log.damage.values())


def _leads_there(log: OpenLog, kept: Keepsake) -> bool:
    where = kept.speaks_of(log.log)
    if where is None or log.damage:  # Heads behind a damaged row are not those that were seen.
        return True
    newest_first = range(log.seq, -1, -1)
    return any(kept.is_at(where, Place(log.log, seq, log.kept_head(seq))) for seq in newest_first)
