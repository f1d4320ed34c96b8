"""An account made where Weft runs, by whoever sits there, as a browser would make it.

Only for a person at their own machine: here the passphrase is in this program's memory, which it never is in use.
"""

from weft.keeper.accounts import AccountSent, begin
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.keeper.sign_ins import Sent, SlotSent
from weft.vault.account import NewAccount, new_account
from weft.vault.derive import STANDARD, Params
from weft.vault.passphrase import complain

__all__ = ["complain", "make_account"]


async def make_account(
    home: Home, name: str, dye: str, passphrase: str, params: Params = STANDARD
) -> tuple[Opened, str]:
    """A new account, signed in, and its recovery code. Raises Refused, and nothing was made."""
    day = int(home.clock().timestamp()) // 86400
    made = new_account(passphrase, home.sign_ins.server_key.salt(name), day, params)
    opened = await home.sign_ins.open(await begin(home.sign_ins, _sent(made, name, dye)))
    assert opened is not None, "the sign-in was made a moment ago"
    return opened, made.recovery_code


def _sent(made: NewAccount, name: str, dye: str) -> AccountSent:
    secrets, code, publics = made.secrets, made.recovery, made.publics
    phrase = SlotSent(1, made.phrase_slot_id, Sent(made.phrase_slot), Sent(secrets.auth))
    recovery = SlotSent(
        3, made.recovery_slot_id, Sent(made.recovery_slot), Sent(code.secrets.auth), Sent(code.lookup)
    )
    return AccountSent(
        made.person,
        name,
        dye,
        Sent(secrets.s),
        Sent(publics.kem_s),
        Sent(publics.sig_s),
        Sent(publics.kem_e),
        Sent(publics.sig_e),
        [phrase, recovery],
        adult=True,
    )
