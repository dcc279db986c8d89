"""The reference that a writer is told, and how often one address may write."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter or digit that is read as another
PER_HOUR = 10


def reference() -> str:
    return "F-" + "".join(secrets.choice(ALPHABET) for _place in range(8))


def local_path(value: str) -> str:
    """The path of a page of this site, without its query (which may hold names); empty for anything else."""
    path = value.split("?")[0].split("#")[0]
    return path[:500] if path.startswith("/") and not path.startswith("//") else ""
