"""The catalogue as places and bits: the same answers as a walk through a list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.catalogue.rules.places import Listed, places_of

ENTRY = st.tuples(
    st.integers(0, 5), st.integers(0, 4), st.sets(st.sampled_from(("level:1", "level:2", "area:domain", "time:30")))
)
ENTRIES = st.lists(ENTRY, max_size=30)


def listed(entries):
    rows = [Listed(100 + n, n % 3, moment, minutes, sorted(of)) for n, (moment, minutes, of) in enumerate(entries)]
    return sorted(rows, key=lambda row: (-row.published, row.offering_id))


@settings(max_examples=60, deadline=None)
@given(entries=ENTRIES, level=st.sampled_from(("1", "2", "9")), owners=st.sampled_from(((), (1,), (0, 2))))
def test_filters_and_counts_are_those_of_the_list(entries, level, owners):
    rows = listed(entries)
    places = places_of(rows)

    bits = places.chosen({"level": [level, "1"]}, owners)

    left = [
        row for row in rows if {f"level:{level}", "level:1"} & {*row.tokens} and (not owners or row.owner_id in owners)
    ]
    assert [places.ids[place] for place in places.newest(bits)] == [row.offering_id for row in left]
    assert places.count(bits, "time") == ({"30": n} if (n := sum("time:30" in row.tokens for row in left)) else {})
    assert places.place(99) is places.place(100 + len(rows)) is None


@settings(max_examples=60, deadline=None)
@given(entries=ENTRIES, start=st.tuples(st.integers(0, 5), st.integers(98, 132)), few=st.booleans())
def test_orders_go_on_from_anywhere_in_both_directions(entries, start, few):
    rows = listed(entries)
    places = places_of(rows)
    bits = places.bits_of(range(0, len(rows), 10 if few else 1))
    some = [row for place, row in enumerate(rows) if bits >> place & 1]

    def ids(found):
        return [places.ids[place] for place in found]

    newest = [((-row.published, row.offering_id), row.offering_id) for row in some]
    key = (-start[0], start[1])
    assert ids(places.newest(bits, after=start)) == [one for at, one in newest if at > key]
    assert ids(places.newest(bits, after=start, is_back=True)) == [one for at, one in reversed(newest) if at < key]
    shortest = sorted(((row.minutes, row.offering_id), row.offering_id) for row in some)
    assert ids(places.shortest_of(bits, after=start)) == [one for at, one in shortest if at > start]
    assert ids(places.shortest_of(bits, after=start, is_back=True)) == [
        one for at, one in reversed(shortest) if at < start
    ]
    assert ids(places.newest(bits, is_back=True)) == [one for _at, one in reversed(newest)]


def test_a_large_catalogue_is_walked_in_steps():
    places = places_of([Listed(n, 1, -n, n, ["level:1"] if n % 5000 == 7 else []) for n in range(1, 12_000)])

    bits = places.chosen({"level": ["1"]})

    assert [places.ids[place] for place in places.newest(bits)] == [7, 5007, 10007]
    assert [places.ids[place] for place in places.newest(bits, is_back=True)] == [10007, 5007, 7]
    assert [places.ids[place] for place in places.shortest_of(bits)] == [7, 5007, 10007]
