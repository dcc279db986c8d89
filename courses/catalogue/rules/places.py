"""The national catalogue as numbers: which entries have a facet is one bit each, so a filter or a count is one operation.

The first place (bit 0) is the newest entry. Arrays and whole numbers only: 40 bytes an entry and a bit for each value.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

STEP = 4096  # bits looked at together


class Listed(NamedTuple):
    """What an entry is placed by. `published`: microseconds."""

    offering_id: int
    owner_id: int
    published: int
    minutes: int
    tokens: Sequence[str]  # facet:value


@dataclass(frozen=True, slots=True)
class Places:
    """`with_value`: facet -> value -> bits; `owned`: owner -> bits. The arrays go by place, newest first."""

    ids: "array[int]"
    published: "array[int]"
    minutes: "array[int]"
    with_value: dict[str, dict[str, int]]
    owned: dict[int, int]
    shortest: "array[int]"  # places, by minutes and id
    sorted_ids: "array[int]"
    place_of: "array[int]"  # beside sorted_ids

    def every(self) -> int:
        return (1 << len(self.ids)) - 1

    def chosen(self, values: Mapping[str, Iterable[str]], owners: Iterable[int] = ()) -> int:
        """Those with one of the values of each facet, and of one of the owners if such are given."""
        bits = self.every()
        for facet, wanted in values.items():
            known = self.with_value.get(facet, {})
            bits &= _either(known.get(value, 0) for value in wanted)
        if owners := tuple(owners):
            bits &= _either(self.owned.get(owner, 0) for owner in owners)
        return bits

    def count(self, bits: int, facet: str) -> dict[str, int]:
        """Value -> how many of them have it, without those of none."""
        numbers = {value: (of & bits).bit_count() for value, of in self.with_value.get(facet, {}).items()}
        return {value: number for value, number in numbers.items() if number}

    def place(self, offering_id: int) -> int | None:
        at = bisect_left(self.sorted_ids, offering_id)
        known = at < len(self.sorted_ids) and self.sorted_ids[at] == offering_id
        return self.place_of[at] if known else None

    def places(self, ids: Sequence[int]) -> "array[int]":
        """Of those that are known."""
        if len(ids) * 16 > len(self.ids):  # many are found sooner by a table
            table = dict(zip(self.ids, range(len(self.ids)), strict=True))
            found: Iterable[int | None] = map(table.get, ids)
        else:
            found = map(self.place, ids)
        return array("l", (place for place in found if place is not None))

    def bits_of(self, places: Iterable[int]) -> int:
        return _bits(places, len(self.ids))

    def newest(self, bits: int, *, after: tuple[int, int] | None = None, is_back: bool = False) -> Iterator[int]:
        """Places in this order, or against it, from beyond (published, id) on."""
        start = len(self.ids) if is_back else 0
        if after:
            side = bisect_left if is_back else bisect_right
            start = side(range(len(self.ids)), (-after[0], after[1]), key=self._newness)
        return _downwards(bits, start) if is_back else _upwards(bits, start)

    def shortest_of(self, bits: int, *, after: tuple[int, int] | None = None, is_back: bool = False) -> Iterator[int]:
        """The same, by (minutes, id)."""
        few = bits.bit_count() * 8 < len(self.ids)
        order: Sequence[int] = sorted(_upwards(bits, 0), key=self._length) if few else self.shortest
        start = len(order) if is_back else 0
        if after:
            start = (bisect_left if is_back else bisect_right)(order, after, key=self._length)
        ways = range(start - 1, -1, -1) if is_back else range(start, len(order))
        if few:
            return (order[way] for way in ways)
        packed = bits.to_bytes(len(self.ids) // 8 + 1, "little")
        return (place for way in ways if packed[(place := order[way]) >> 3] >> (place & 7) & 1)

    def _newness(self, place: int) -> tuple[int, int]:
        return -self.published[place], self.ids[place]

    def _length(self, place: int) -> tuple[int, int]:
        return self.minutes[place], self.ids[place]


def places_of(entries: Sequence[Listed]) -> Places:
    """From entries in the catalogue's order: the newest first, of the same moment the one of the lower id."""
    ids = array("q", (one.offering_id for one in entries))
    minutes = array("q", (one.minutes for one in entries))
    having: dict[str, list[int]] = {}
    owned: dict[int, list[int]] = {}
    for place, one in enumerate(entries):
        owned.setdefault(one.owner_id, []).append(place)
        for token in one.tokens:
            having.setdefault(token, []).append(place)
    with_value: dict[str, dict[str, int]] = {}
    for token, places in having.items():
        facet, _colon, value = token.partition(":")
        with_value.setdefault(facet, {})[value] = _bits(places, len(ids))
    by_id = sorted(range(len(ids)), key=ids.__getitem__)
    return Places(
        ids=ids,
        published=array("q", (one.published for one in entries)),
        minutes=minutes,
        with_value=with_value,
        owned={owner: _bits(places, len(ids)) for owner, places in owned.items()},
        shortest=array("l", sorted(range(len(ids)), key=lambda place: (minutes[place], ids[place]))),
        sorted_ids=array("q", (ids[place] for place in by_id)),
        place_of=array("l", by_id),
    )


def _bits(places: Iterable[int], size: int) -> int:
    packed = bytearray(size // 8 + 1)
    for place in places:
        packed[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(packed, "little")


def _either(each: Iterable[int]) -> int:
    bits = 0
    for one in each:
        bits |= one
    return bits


def _upwards(bits: int, start: int) -> Iterator[int]:
    for base in range(start, bits.bit_length(), STEP):
        some = (bits >> base) & ((1 << STEP) - 1)
        while some:
            low = some & -some
            yield base + low.bit_length() - 1
            some ^= low


def _downwards(bits: int, end: int) -> Iterator[int]:
    """From the last place before `end`."""
    for top in range(min(end, bits.bit_length()), 0, -STEP):
        base = max(0, top - STEP)
        some = (bits >> base) & ((1 << (top - base)) - 1)
        while some:
            place = some.bit_length() - 1
            yield base + place
            some ^= 1 << place
