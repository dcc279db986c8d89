"""Accounts with a second step."""

import json
from typing import Any

from tests.walk.pages import PASSWORD


def secured(cast: Any) -> dict[str, str]:
    """Farah has a password, an app and a key; Gita a password; the others, as in the demo, have none of it."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    farah = cast.user("farah")
    farah.set_password(PASSWORD)
    farah.save()
    TOTP.activate(farah, generate_totp_secret())
    RecoveryCodes.activate(farah)
    gita = cast.user("gita")
    gita.set_password(PASSWORD)
    gita.save()
    data = {"name": "मेरा फ़ोन", "credential": _credential()}
    key = Authenticator.objects.create(user=farah, type=Authenticator.Type.WEBAUTHN, data=data)
    return {"key": f"/account/2fa/webauthn/keys/{key.pk}/"}


def _credential() -> dict[str, Any]:
    """As a device answers when it makes a passkey."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import sha256, websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(b"\0" * 16, b"specimen", key)
    data = AuthenticatorData.create(
        sha256(b"localhost"), AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP, 0, held
    )
    said = {"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}
    return {
        "id": websafe_encode(b"specimen"), "rawId": websafe_encode(b"specimen"), "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(said).encode()),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip
