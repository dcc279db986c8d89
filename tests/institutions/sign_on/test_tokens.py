"""What an ID token must be to be believed. Keys are made here; the way with a real provider: test_attacks.py."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from institutions.sign_on.tokens import TokenRefused, believed

ISSUER, CLIENT, NONCE = "https://sso.example.gov.in", "karmayogi", "n-0S6_WzA2Mj"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)
CURVE = ec.generate_private_key(ec.SECP256R1())


def public(key: Any, kid: str = "one", **more: str) -> dict[str, Any]:
    algorithm = ECAlgorithm if isinstance(key, ec.EllipticCurvePrivateKey) else RSAAlgorithm
    return {**json.loads(algorithm.to_jwk(key.public_key())), "kid": kid, **more}


def signed(key: Any = RSA, algorithm: str = "RS256", kid: str | None = "one", **changed: Any) -> str:
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": "248289761001",
        "iat": now,
        "exp": now + 3600,
        "nonce": NONCE,
    } | changed
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm, headers={"kid": kid} if kid else {})


def part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed_with_public_key_as_secret() -> str:
    secret = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    head = ".".join([part(json.dumps({"alg": "HS256", "kid": "one"}).encode()), signed().split(".")[1]])
    return f"{head}.{part(hmac.new(secret, head.encode(), hashlib.sha256).digest())}"


def ask(token: str, *keys: dict[str, Any]) -> dict[str, Any]:
    return believed(token, keys=keys or [public(RSA)], issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


@pytest.mark.parametrize(
    ("token", "keys"),
    [
        (signed(), [public(RSA)]),
        (signed(CURVE, "ES256", "two"), [public(RSA), public(CURVE, "two")]),
        (signed(algorithm="PS256"), [public(RSA)]),
        (signed(kid=None), [public(RSA), public(CURVE, "two")]),
        (signed(aud=[CLIENT]), [public(RSA)]),
        (signed(aud=[CLIENT, "a"], azp=CLIENT), [public(RSA)]),
    ],
    ids=["RS256", "ES256", "PS256", "no kid", "list of one", "azp"],
)
def test_a_token_for_us_is_believed(token, keys):
    assert ask(token, *keys)["sub"] == "248289761001"


def test_clocks_may_differ_by_a_minute():
    now = int(time.time())

    assert ask(signed(iat=now + 40))
    assert ask(signed(exp=now - 40))


NOW = int(time.time())


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (jwt.encode({"sub": "1"}, None, algorithm="none", headers={"kid": "one"}), "ALGORITHM"),
        (signed_with_public_key_as_secret(), "ALGORITHM"),
        (signed(OTHER), "SIGNATURE"),
        (signed()[:-6] + "AAAAAA", "SIGNATURE"),
        (signed(kid="two"), "UNKNOWN_KEY"),
        (signed(CURVE, "ES256"), "UNKNOWN_KEY"),
        (signed(iss="https://evil.example"), "WRONG_ISSUER"),
        (signed(iss=ISSUER + "/"), "WRONG_ISSUER"),
        (signed(aud="somebody else"), "WRONG_AUDIENCE"),
        (signed(aud=[CLIENT, "somebody else"]), "WRONG_AUDIENCE"),
        (signed(azp="somebody else"), "WRONG_AUDIENCE"),
        (signed(nonce="of another way"), "WRONG_NONCE"),
        (signed(nonce=None), "WRONG_NONCE"),
        (signed(nonce=["n-0S6_WzA2Mj"]), "WRONG_NONCE"),
        (signed(nonce="half a letter \ud800"), "WRONG_NONCE"),
        (signed(exp=NOW - 3600, iat=NOW - 7200), "EXPIRED"),
        (signed(nbf=NOW + 3600), "CLOCK"),
        (signed(iat=NOW + 3600, exp=NOW + 7200), "CLOCK"),
        (signed(exp=None), "INCOMPLETE"),
        (signed(iat=None), "INCOMPLETE"),
        (signed(sub=None), "INCOMPLETE"),
        (signed(sub=""), "INCOMPLETE"),
        (signed(sub="x" * 256), "INCOMPLETE"),
        (signed(sub="a\x00b"), "INCOMPLETE"),
        ("a.b", "NOT_A_TOKEN"),
        ("", "NOT_A_TOKEN"),
        ("x" * 40_000, "NOT_A_TOKEN"),
    ],
)
def test_any_other_is_refused(token, reason):
    with pytest.raises(TokenRefused) as refusal:
        ask(token)

    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (public(RSA, use="enc"), "UNKNOWN_KEY"),
        (public(RSA, alg="RS512"), "UNKNOWN_KEY"),
        ({"kty": "RSA", "kid": "one"}, "UNKNOWN_KEY"),
        ({"kty": "oct", "kid": "one", "k": "c2VjcmV0"}, "UNKNOWN_KEY"),
    ],
)
def test_a_key_for_something_else_is_not_used(key, reason):
    with pytest.raises(TokenRefused) as refusal:
        ask(signed(), key)

    assert refusal.value.reason == reason


def test_two_keys_of_one_name_decide_nothing():
    with pytest.raises(TokenRefused) as refusal:
        ask(signed(), public(RSA), public(OTHER))

    assert refusal.value.reason == "UNKNOWN_KEY"


@pytest.mark.filterwarnings("ignore:The RSA key")
def test_a_weak_key_is_refused():
    with pytest.raises(TokenRefused) as refusal:
        ask(signed(WEAK), public(WEAK))

    assert refusal.value.reason == "WEAK_KEY"
