"""Names as they occur together: first and last names of one part of the country (names.csv)."""

from functools import cache
from random import Random

from karmayogi.demo import data

# How often a part of the country is met in an office of the Union.
SHARES = {
    "hindi": 36, "west": 11, "deccan": 10, "east": 10, "muslim": 8, "tamil": 6, "kerala": 5, "punjab": 5,
    "adivasi": 3, "assam": 2, "north-east": 2, "christian": 2,
}  # fmt: skip
AT_HOME = 0.8  # of the people of an office that has a region

Named = list[tuple[str, str]]  # (name, name in Hindi)


def drawn(chance: Random, region: str) -> tuple[str, str]:
    """A full name, in English and in Hindi."""
    if not region or chance.random() > AT_HOME:
        region = chance.choices(list(SHARES), list(SHARES.values()))[0]
    first, last = (chance.choice(found) for found in _known()[region])
    return f"{first[0]} {last[0]}", f"{first[1]} {last[1]}"


@cache
def _known() -> dict[str, tuple[Named, Named]]:
    found: dict[str, tuple[Named, Named]] = {region: ([], []) for region in SHARES}
    for row in data.names():
        found[row["region"]][row["place"] == "last"].append((row["name"], row["name_hi"]))
    return found
