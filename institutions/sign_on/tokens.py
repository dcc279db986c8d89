"""Believing an ID token: signed by the service's own key, for us, now, and for the question that we asked.

PyJWT checks signature and registered claims; what OpenID Connect asks on top (section 3.1.3.7) stands here.
"""

import hmac
from collections.abc import Iterable, Mapping
from typing import Any

import jwt
from jwt import exceptions as wrong

# Asymmetric only: with a secret both sides know, or with none, a token proves nothing.
ALGORITHMS = {
    "RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "PS256": "RSA", "PS384": "RSA", "PS512": "RSA",
    "ES256": "EC", "ES384": "EC", "ES512": "EC", "EdDSA": "OKP",
}  # fmt: skip
SKEW = 60  # seconds that two clocks may differ
LONGEST = 32 * 1024
SMALLEST_RSA = 2048
NEEDED = ["exp", "iat", "iss", "aud", "sub"]


class TokenRefused(Exception):  # noqa: N818 (an answer, not a fault)
    """`reason`: a word of institutions.sign_on.sentences."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(reason)


def believed(
    token: str, *, keys: Iterable[Mapping[str, Any]], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of the token, or TokenRefused."""
    header = _header(token)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise TokenRefused("ALGORITHM", str(algorithm)[:40])
    key = _key(keys, algorithm, header.get("kid"))
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key=key, algorithms=[algorithm], issuer=issuer, audience=client_id, leeway=SKEW,
            options={"require": NEEDED, "verify_sub": True},
        )  # fmt: skip
    except wrong.ExpiredSignatureError:
        raise TokenRefused("EXPIRED") from None
    except wrong.ImmatureSignatureError:
        raise TokenRefused("CLOCK") from None
    except wrong.InvalidIssuerError:
        raise TokenRefused("WRONG_ISSUER") from None
    except wrong.InvalidAudienceError:
        raise TokenRefused("WRONG_AUDIENCE") from None
    except wrong.MissingRequiredClaimError as missing:
        raise TokenRefused("INCOMPLETE", missing.claim) from None
    except wrong.InvalidSignatureError:
        raise TokenRefused("SIGNATURE") from None
    except (wrong.PyJWTError, ValueError, TypeError):
        raise TokenRefused("NOT_A_TOKEN") from None
    _is_for_us(claims, client_id, nonce)
    return claims


def _is_for_us(claims: Mapping[str, Any], client_id: str, nonce: str) -> None:
    audience, party = claims["aud"], claims.get("azp")
    if (isinstance(audience, list) and len(audience) > 1 and party is None) or party not in (None, client_id):
        raise TokenRefused("WRONG_AUDIENCE")
    said = claims.get("nonce")
    if not isinstance(said, str) or not said.isascii() or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise TokenRefused("WRONG_NONCE")
    subject = claims["sub"]
    if not subject or len(subject) > 255 or not (subject.isascii() and subject.isprintable()):
        raise TokenRefused("INCOMPLETE", "sub")


def _header(token: str) -> dict[str, Any]:
    if len(token) > LONGEST:
        raise TokenRefused("NOT_A_TOKEN")
    try:
        return jwt.get_unverified_header(token)
    except (wrong.PyJWTError, ValueError):
        raise TokenRefused("NOT_A_TOKEN") from None


def _key(keys: Iterable[Mapping[str, Any]], algorithm: str, kid: object) -> Any:
    """The one key that the token names; without a name, the only one that fits."""
    fitting = [
        key
        for key in keys
        if isinstance(key, Mapping)
        and key.get("kty") == ALGORITHMS[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (kid is None or key.get("kid") == kid)
    ]
    if len(fitting) != 1:
        raise TokenRefused("UNKNOWN_KEY", str(kid)[:80])
    try:
        key = jwt.PyJWK(dict(fitting[0]), algorithm=algorithm).key
    except (wrong.PyJWTError, ValueError, TypeError):
        raise TokenRefused("UNKNOWN_KEY", str(kid)[:80]) from None
    if ALGORITHMS[algorithm] == "RSA" and key.key_size < SMALLEST_RSA:
        raise TokenRefused("WEAK_KEY")
    return key
