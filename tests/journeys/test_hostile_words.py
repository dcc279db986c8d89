"""Whatever people, offices, providers and imports have written ends with marks of HTML: no page takes them for its own.

Only what is kept as HTML stays as it is: it was cleaned when it was written (tests/courses/authoring/test_contents.py).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import psycopg2
import pytest
import redis
import requests

from tests.product import Product
from tests.walk.pages import NEWCOMER, ONE_STEP, PAGES, STRANGER

# Would end an attribute of either kind, and begin an element that no page of ours has.
ELEMENT = "<blink data-k-hostile>"
MARK = f"\"'>{ELEMENT}"
TEXTS = """
SELECT table_name, column_name, data_type, coalesce(character_maximum_length, 10000) FROM information_schema.columns
 WHERE table_schema = 'public' AND is_generated = 'NEVER' AND data_type IN ('character varying', 'text', 'jsonb')
   AND table_name ~ '^(accounts|competencies|core|courses|ehrms|institutions|messaging|monitoring|policy)_'
   AND table_name IN (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition)
"""
# What people write has spaces in it, what programs write has none. A string in JSON has the mark that needs no escape.
IN_COLUMN = (
    "{0} || %(mark)s",
    "{0} LIKE '%% %%' AND {0} NOT LIKE '%%<%%' AND length({0}) + length(%(mark)s) <= {1}",
    "replace({0}, %(mark)s, '')",
)
IN_JSON = (
    """regexp_replace({0}::text, '": "([^"<\\\\]* [^"<\\\\]*)"', '": "\\1' || %(mark)s || '"', 'g')::jsonb""",
    """{0}::text ~ '": "[^"<\\\\]* [^"<\\\\]*"'""",
    "replace({0}::text, %(mark)s, '')::jsonb",
)


@pytest.fixture(scope="module")
def hostile_words(product: Product, places: dict[str, str]) -> Iterator[None]:
    """Every text that is kept gets the mark, and loses it again."""
    owner = psycopg2.connect(product.environment["DATABASE_OWNER_URL"])
    with owner, owner.cursor() as cursor:
        cursor.execute(TEXTS)
        columns = cursor.fetchall()
    change(owner, columns, to_hostile=True)
    redis.Redis.from_url(product.environment["REDIS_URL"]).flushdb()
    yield
    change(owner, columns, to_hostile=False)
    owner.close()
    redis.Redis.from_url(product.environment["REDIS_URL"]).flushdb()


def change(owner, columns: list[tuple[str, str, str, int]], *, to_hostile: bool) -> None:
    """In one transaction, published versions and certificates too, which otherwise nobody may change."""
    with owner, owner.cursor() as cursor:
        for table, name, kind, length in columns:
            column, is_json = f'"{name}"', kind == "jsonb"
            hostile, where, friendly = IN_JSON if is_json else IN_COLUMN
            if not to_hostile:
                hostile, where = friendly, "{0}::text LIKE '%%' || %(mark)s || '%%'"
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET {column} = {hostile.format(column, length)} WHERE {where.format(column, length)}",
                {"mark": ELEMENT if is_json else MARK},
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Elements(HTMLParser):
    """The hostile ones, whether as elements or as what an attribute that ended too early lets in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "blink" or any("blink" in name or "k-hostile" in name for name, _value in attributes):
            self.found.append(self.get_starttag_text() or tag)


def signed_in(product: Product, person: str) -> requests.Session:
    session = requests.Session()
    if person != STRANGER:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(f"{product.url}/demo/").text)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "person": person}
        session.post(f"{product.url}/demo/sign-in/", data=form, headers={"Referer": f"{product.url}/demo/"})
    return session


@pytest.mark.parametrize("person", [name for name in PAGES if name not in (NEWCOMER, ONE_STEP)])
def test_no_page_takes_what_was_written_for_html(product, places, hostile_words, person):
    session, wrong, met = signed_in(product, person), [], 0
    for stop in PAGES[person]:
        if stop.form:
            continue
        path = stop.path.format_map(places)
        answer = session.get(product.url + path)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        elements = Elements()
        elements.feed(answer.text)
        wrong += [f"{path}: {found}" for found in elements.found]
        wrong += [f"{path}: {answer.status_code}"] if answer.status_code != stop.status else []
        met += answer.text.count("data-k-hostile&gt;")

    assert not wrong, "\n" + "\n".join(wrong)
    assert met > 20
