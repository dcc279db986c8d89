"""Signed URLs on the content origin: whoever has one may read the file until it expires."""

import math
import time
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.conf import settings
from django.core import signing

from core.files.models import StoredFile
from core.files.queries import FileFace

SALT = "core.files.links"
LIFETIME = timedelta(hours=4)


class Expired(Exception):  # noqa: N818 (an answer, not a fault)
    """The URL was ours, and its time is over."""


class Unknown(Exception):  # noqa: N818
    """The URL was not made by us, or was changed."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a signed URL says. The content origin knows nothing else: no session, no database."""

    key: str
    name: str
    content_type: str
    disposition: str  # inline or attachment
    sha256: str
    expires: int  # seconds since 1970


def signed_url(
    file: StoredFile | FileFace,
    person_id: int | None = None,
    lifetime: timedelta = LIFETIME,
    *,
    attachment: bool = False,
) -> str:
    """The address of a file for one person. `person_id` is kept in the token, so that a leaked address tells whose."""
    token = signing.Signer(salt=SALT).sign_object(
        {
            "k": file.key,
            "n": file.name,
            "t": file.content_type,
            "d": "attachment" if attachment else "inline",
            "h": file.sha256,
            "e": math.ceil(time.time() + lifetime.total_seconds()),
            "p": person_id,
        },
        compress=True,
    )
    return f"{settings.CONTENT_URL}/f/{token}/{quote(file.name, safe='')}"


def read_token(token: str) -> Link:
    try:
        said = signing.Signer(salt=SALT).unsign_object(token)
        link = Link(said["k"], said["n"], said["t"], said["d"], said["h"], said["e"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise Unknown from None
    if link.expires <= time.time():
        raise Expired
    return link
