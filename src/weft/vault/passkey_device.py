"""What a device is asked for a passkey, and what it answers.

The library behind this takes a tenth of a second and some megabytes to load, and most servers never need it: it is
loaded when the first passkey is made or used (``keeper/passkeys.py``), not when the server starts.
"""

from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, options_to_json_dict, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorAssertionResponse,
    AuthenticatorAttestationResponse,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from weft.vault.errors import EnvelopeAltered
from weft.vault.lp import id16
from weft.vault.passkey import Made, Site

WAIT_MS = 120_000
"""How long a device may take to ask its owner."""
NEUTRAL = "Weft"
"""All that a device is told to show: no name goes to whoever keeps the passkeys of its owner."""


def asked_to_make(
    site: Site, person: str, challenge: bytes, known: list[bytes], since: str
) -> dict[str, Any]:
    """What a browser needs to make a passkey. Devices that hold one of ``known`` make no second one."""
    asked = generate_registration_options(
        rp_id=site.id,
        rp_name=NEUTRAL,
        user_id=id16(person),
        user_name=since,
        user_display_name=since,
        challenge=challenge,
        timeout=WAIT_MS,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json_dict(asked)


def asked_to_sign(site: Site, challenge: bytes) -> dict[str, Any]:
    """What a browser needs to sign in with a passkey: the same for everyone, for it names no account."""
    asked = generate_authentication_options(
        rp_id=site.id,
        challenge=challenge,
        timeout=WAIT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(asked)


def challenge_in(client_data: bytes) -> bytes:
    """What a device says it was asked. Raises EnvelopeAltered."""
    try:
        return parse_client_data_json(client_data).challenge
    except Exception:  # The library raises many kinds for what no browser sends.
        raise EnvelopeAltered from None


def made(site: Site, challenge: bytes, credential: bytes, client_data: bytes, attestation: bytes) -> Made:
    """The new passkey, if it was made for this challenge, here, by somebody the device knows. Raises EnvelopeAltered."""
    try:
        found = verify_registration_response(
            credential=RegistrationCredential(
                id=bytes_to_base64url(credential),
                raw_id=credential,
                response=AuthenticatorAttestationResponse(client_data, attestation),
            ),
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:
        raise EnvelopeAltered from None
    if found.credential_id != credential:
        raise EnvelopeAltered
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def signed(
    site: Site, challenge: bytes, known: Made, client_data: bytes, authenticator: bytes, signature: bytes
) -> int:
    """How often this passkey says it was used, if it signed this challenge, here, for somebody the device knows.

    A count that does not grow is a copy of the passkey. Raises EnvelopeAltered.
    """
    try:
        found = verify_authentication_response(
            credential=AuthenticationCredential(
                id=bytes_to_base64url(known.credential),
                raw_id=known.credential,
                response=AuthenticatorAssertionResponse(client_data, authenticator, signature),
            ),
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.uses,
            require_user_verification=True,
        )
    except Exception:
        raise EnvelopeAltered from None
    return found.new_sign_count
