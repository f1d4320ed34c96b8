"""An account made where Weft runs, by whoever sits there, as a browser would make it.

Only for a person at their own machine: here the passphrase is in this program's memory, which it never is in use.
"""

from weft.keeper.accounts import as_sent, begin
from weft.keeper.home import Home
from weft.keeper.opened import Opened
from weft.vault.account import new_account
from weft.vault.derive import STANDARD, Params
from weft.vault.passphrase import complain

__all__ = ["complain", "make_account"]


async def make_account(
    home: Home, name: str, dye: str, passphrase: str, params: Params = STANDARD
) -> tuple[Opened, str]:
    """A new account, signed in, and its recovery code. Raises Refused, and nothing was made."""
    day = int(home.clock().timestamp()) // 86400
    made = new_account(passphrase, home.sign_ins.server_key.salt(name), day, params)
    opened = await home.sign_ins.open(await begin(home.sign_ins, as_sent(made, name, dye)))
    assert opened is not None, "the sign-in was made a moment ago"
    return opened, made.recovery_code
