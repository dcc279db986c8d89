"""The longest names that people, organisations, courses and the rest may have, in one word that no line can hold: no page
scrolls sideways on a phone, and axe finds nothing wrong. `make axe` sees every page so, `make test` those with most names.
"""

from collections.abc import Iterator, Sequence

import psycopg2
import pytest
import redis

from tests.journeys.test_accessibility import walk
from tests.product import Product
from tests.walk.pages import PAGES, STRANGER, Stop

WORD = {"": "venkatanarasimharajuvaripeta", "_hi": "वेंकटनरसिंहराजुवारिपेटा"}
NAMED = """
SELECT table_name, column_name, character_maximum_length FROM information_schema.columns
 WHERE table_schema = 'public' AND data_type = 'character varying'
   AND (table_name ~ '^(institutions|competencies|policy|courses|ehrms)_' OR table_name = 'accounts_person')
   AND column_name ~ '(^|_)(name|title|provider)(_hi)?$'
"""
FULL_OF_NAMES = {
    STRANGER: ["/competencies/framework/", "{course_done}"],
    "asha": ["/home/", "{quiz_again}"],
    "chitra": ["/mdo/finance/officials/", "{plan}"],
    "hari": ["{sent}review/"],
    "gita": ["/national/"],
}


@pytest.fixture(scope="module")
def long_names(product: Product, places: dict[str, str]) -> Iterator[None]:
    """Every name gets the word to its greatest length, and loses it again."""
    owner = psycopg2.connect(product.environment["DATABASE_OWNER_URL"])
    with owner.cursor() as cursor:
        cursor.execute(NAMED)
        columns = cursor.fetchall()
    change(owner, columns, "{0} || ' ' || left(repeat(%(word)s, 10), {1} - length({0}) - 1)",
           "{0} <> '' AND length({0}) < {1} - 40")  # fmt: skip
    forget_what_is_kept(product)
    yield
    change(owner, columns, "split_part({0}, ' ' || %(word)s, 1)", "{0} LIKE '%%' || %(word)s || '%%'")
    owner.close()
    forget_what_is_kept(product)


def change(owner, columns: Sequence[tuple[str, str, int]], value: str, where: str) -> None:
    """In one transaction, published versions and certificates too, which otherwise nobody may change."""
    with owner, owner.cursor() as cursor:
        for table, column, length in columns:
            words = {"word": WORD["_hi" if column.endswith("_hi") else ""]}
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET {column} = {value.format(column, length)} WHERE {where.format(column, length)}",
                words,
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def forget_what_is_kept(product: Product) -> None:
    redis.Redis.from_url(product.environment["REDIS_URL"]).flushdb()


@pytest.mark.parametrize("person", FULL_OF_NAMES)
def test_pages_full_of_names_hold_the_longest_on_a_phone(visit, places, long_names, person):
    stops = [Stop(path) for path in FULL_OF_NAMES[person]]

    page = walk(visit, places, person, ("360px", "en", "light"), stops)

    assert f" {WORD['']}" in page.content()


@pytest.mark.axe
@pytest.mark.parametrize(
    "look", [("360px", "en", "light"), ("360px", "hi", "light"), ("1440px", "en", "light")], ids="-".join
)
@pytest.mark.parametrize("person", PAGES)
def test_pages_hold_the_longest_names(visit, places, long_names, person, look):
    walk(visit, places, person, look, PAGES[person])
