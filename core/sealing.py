"""Secrets that must be read again (of authenticator apps, of sign-in providers) are sealed before the database keeps them.

The keys are SEALING_KEYS: the first seals, every one opens. The key made of SECRET_KEY stands last, and alone while none
is named. To change keys: put the new one first, run `manage.py reseal_secrets`, take the old one away.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"


class CannotOpen(Exception):  # noqa: N818 (says what to do)
    """None of the keys opens it: SEALING_KEYS or SECRET_KEY changed before everything was sealed anew."""


def seal(text: str) -> str:
    return MARK + _keys(*_named()).encrypt(text.encode()).decode()


def unseal(kept: str) -> str:
    """What was sealed; what an older release kept as it was is given back as it is."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _keys(*_named()).decrypt(kept[len(MARK) :].encode()).decode()
    except InvalidToken:
        raise CannotOpen("A kept secret opens with none of SEALING_KEYS and SECRET_KEY.") from None


def is_sealed(kept: str) -> bool:
    return kept.startswith(MARK)


def _named() -> tuple[str, ...]:
    return (*settings.SEALING_KEYS, settings.SECRET_KEY)


@lru_cache(maxsize=8)
def _keys(*named: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(one)) for one in named])


def _derived(text: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=b"karmayogi", info=b"sealing")
    return urlsafe_b64encode(derive.derive(text.encode()))
