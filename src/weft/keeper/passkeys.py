"""Passkeys: a way in that a device keeps, opened by a face, a finger or the code of that device.

Only with devices that give a secret of their own to the page (a PRF result): without one a passkey could say who
somebody is, but not open what is locked for them. Auth, S and E come of that secret in the browser, as they do of a
passphrase; neither the secret nor E ever comes here. A passkey names no account when somebody signs in with it, and
asking for one is answered the same to everyone.
"""

import hmac
from dataclasses import replace
from importlib import import_module
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from weft.keeper.home import Home
from weft.keeper.loom import day_words
from weft.keeper.opened import Opened
from weft.keeper.ports import PasskeyRow, PersonTaken, SlotRow, SlotType
from weft.keeper.sign_ins import DEVICES, NOT_WHOLE, Refused, Sent, SlotSent, is_id
from weft.keeper.ways import AGAIN, proven
from weft.vault import envelope
from weft.vault.envelope import Purpose
from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import lp
from weft.vault.passkey import Made, Site, lookup_of
from weft.vault.slot import auth_hash

if TYPE_CHECKING:
    from weft.vault import passkey_device
else:

    class _AtFirstUse:
        """``vault/passkey_device.py`` with the library behind it, loaded when first asked: most servers never are."""

        def __getattr__(self, name: str) -> Any:
            return getattr(import_module("weft.vault.passkey_device"), name)

    passkey_device = _AtFirstUse()

MOST = 8
"""Passkeys of one account."""
SIGN_IN = b"passkey sign-in"
CREDENTIAL_BYTES = range(16, 1024)
"""The sizes an id of a passkey may have: any shorter could be guessed."""

NOT_HERE = "This passkey opens nothing here. Sign in with your name and passphrase, and look under Yours."
TOO_LATE = "That took a little too long, or came twice. Please try once more."
ENOUGH = f"There are {MOST} passkeys already. First remove one you no longer use."

__all__ = ["Site", "site_of"]


class AskSent(msgspec.Struct):
    """What the passphrase of now comes to."""

    auth: Sent


class NewPasskeySent(msgspec.Struct):
    """A passkey a device made, the slot its secret opens, and the passphrase of now proven. No secret of tier E."""

    auth: Sent
    secret_s: Sent
    slots: list[SlotSent]
    credential: Sent
    client_data: Sent
    attestation: Sent
    label: str = "computer"


class PasskeySignInSent(msgspec.Struct):
    """What a passkey signed, and what came of its secret for the server."""

    credential: Sent
    client_data: Sent
    authenticator: Sent
    signature: Sent
    auth: Sent
    secret_s: Sent
    label: str = "computer"


def site_of(origin: str) -> Site | None:
    """Where the passkeys of a server belong; None if its address is a bare number, to which none can belong."""
    host = urlsplit(origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Site(host, origin)
    return None


# ---------------------------------------------------------------- adding one


def _purpose(opened: Opened) -> bytes:
    return lp("passkey", opened.sid_hash)


async def ask_to_add(home: Home, opened: Opened, site: Site, sent: AskSent) -> dict[str, Any]:
    """What the browser needs to have a passkey made. Raises Refused unless the passphrase of now is proven."""
    await proven(home, opened, sent.auth.raw)
    held = await home.store.passkeys_of(opened.person)
    if len(held) >= MOST:
        raise Refused(ENOUGH)
    challenge = home.sign_ins.challenges.new(_purpose(opened), home.sign_ins.minute())
    since = f"Weft, {day_words(home.clock().astimezone().date())}"
    known = [one.credential for one in held]
    return passkey_device.asked_to_make(site, opened.person, challenge, known, since)


async def add(home: Home, opened: Opened, site: Site, sent: NewPasskeySent) -> bool:
    """Keep a passkey as one more way in. Raises Refused, and nothing was kept.

    The same sent again, because the answer was lost, is as good as the first time: False then.
    """
    row = _slot_row(home, opened, sent)
    held = await home.store.slots_of(opened.person)
    if row in [replace(one, day=row.day) for one in held]:
        return False
    await proven(home, opened, sent.auth.raw)
    if home.sign_ins.root_of(row, sent.secret_s.raw).raw != opened.root.raw:
        raise Refused(NOT_WHOLE)
    if len(await home.store.passkeys_of(opened.person)) >= MOST:
        raise Refused(ENOUGH)
    made = _made(home, site, sent, _purpose(opened))
    kept = PasskeyRow(
        row.slot, made.credential, made.public_key, made.uses, _locked_label(opened, sent.label)
    )
    try:
        await home.store.add_passkey(row, kept)
    except PersonTaken:
        raise Refused(AGAIN) from None
    return True


def _slot_row(home: Home, opened: Opened, sent: NewPasskeySent) -> SlotRow:
    """Raises Refused for anything but one passkey's slot."""
    slots = sent.slots
    if [one.type for one in slots] != [SlotType.PASSKEY] or slots[0].lookup or not is_id(slots[0].slot_id):
        raise Refused(NOT_WHOLE)
    if len(sent.credential.raw) not in CREDENTIAL_BYTES:
        raise Refused(NOT_WHOLE)
    slots[0].lookup = Sent(lookup_of(sent.credential.raw))
    return home.sign_ins.slot_row(opened.person, slots[0])


def _made(home: Home, site: Site, sent: NewPasskeySent, purpose: bytes) -> Made:
    challenge = _challenge(home, sent.client_data.raw, purpose)
    try:
        made = passkey_device.made(
            site, challenge, sent.credential.raw, sent.client_data.raw, sent.attestation.raw
        )
    except EnvelopeAltered:
        raise Refused(NOT_WHOLE) from None
    home.sign_ins.challenges.spend(challenge, home.sign_ins.minute())
    return made


def _challenge(home: Home, client_data: bytes, purpose: bytes) -> bytes:
    """What was asked, if it was asked here, for this, lately, and was not answered yet. Raises Refused."""
    try:
        challenge = passkey_device.challenge_in(client_data)
    except EnvelopeAltered:
        raise Refused(NOT_WHOLE) from None
    if not home.sign_ins.challenges.is_good(challenge, purpose, home.sign_ins.minute()):
        raise Refused(TOO_LATE)
    return challenge


def _locked_label(opened: Opened, label: str) -> bytes:
    words = (label if label in DEVICES else "computer").encode()
    return envelope.lock(opened.root.label_key, Purpose.OWN, b"passkey", words)


async def labels(home: Home, opened: Opened) -> dict[str, str]:
    """For each passkey's slot, on what kind of device it was added."""
    return {one.slot: _label(opened, one) for one in await home.store.passkeys_of(opened.person)}


def _label(opened: Opened, row: PasskeyRow) -> str:
    try:
        return envelope.unlock(opened.root.label_key, Purpose.OWN, b"passkey", row.label).decode()
    except EnvelopeAltered:
        return "computer"


# ---------------------------------------------------------------- signing in with one


def ask_to_sign_in(home: Home, site: Site) -> dict[str, Any]:
    """What a browser needs to ask its device for a passkey: nothing that depends on who asks."""
    challenge = home.sign_ins.challenges.new(SIGN_IN, home.sign_ins.minute())
    return passkey_device.asked_to_sign(site, challenge)


async def sign_in(home: Home, site: Site, sent: PasskeySignInSent) -> str:
    """Sign in with a passkey; gives the cookie. Raises Refused.

    Tries are not slowed: there is nothing to guess, and whoever shares a network could keep the owner out by it.
    """
    slot, row = await _kept(home, sent.credential.raw)
    uses = _signed(home, site, sent, row)
    if not hmac.compare_digest(slot.auth_hash, auth_hash(sent.auth.raw)):
        raise Refused(NOT_HERE)
    root = home.sign_ins.root_of(slot, sent.secret_s.raw)
    if uses:
        await home.store.used_passkey(slot.slot, uses)
    return await home.sign_ins.sign_in_with(slot.person, root, sent.label)


async def _kept(home: Home, credential: bytes) -> tuple[SlotRow, PasskeyRow]:
    slot = await home.store.slot_by_lookup(lookup_of(credential))
    row = await home.store.passkey(slot.slot) if slot and slot.type is SlotType.PASSKEY else None
    if slot is None or row is None or row.credential != credential:
        raise Refused(NOT_HERE)
    return slot, row


def _signed(home: Home, site: Site, sent: PasskeySignInSent, row: PasskeyRow) -> int:
    """How often the passkey was used by now; what it signed is good for nothing more. Raises Refused."""
    challenge = _challenge(home, sent.client_data.raw, SIGN_IN)
    known = Made(row.credential, row.public_key, row.uses)
    try:
        uses = passkey_device.signed(
            site, challenge, known, sent.client_data.raw, sent.authenticator.raw, sent.signature.raw
        )
    except EnvelopeAltered:
        raise Refused(NOT_HERE) from None
    home.sign_ins.challenges.spend(challenge, home.sign_ins.minute())
    return uses
