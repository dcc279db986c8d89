"""The first pages in a language written from right to left: Urdu, offered where TRIAL_LANGUAGES is set."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from core.components.languages import own_language
from tests.walk.reading import latin_words

ALLOWED = frozenset({"PDF", "QR"})
FIRST_PAGES = [("/", 200), ("/verify/", 200), ("/verify/0000-0000-0000/", 404), ("/preferences/", 200)]


@pytest.fixture
def urdu(settings) -> Client:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ur", "اردو")]
    cache.clear()
    return Client(headers={"host": "localhost", "accept-language": "ur"})


@pytest.mark.parametrize(("path", "status"), FIRST_PAGES)
def test_a_page_says_its_direction_and_speaks_urdu(db, urdu, path, status):
    answer = urdu.get(path)

    page = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="ur" dir="rtl"' in page
    assert "build/site.rtl.css" in page
    assert "build/site.css" not in page
    assert latin_words(page, "ur", ALLOWED) == []


def test_english_and_hindi_pages_keep_their_direction_and_style(db):
    for language in ("en", "hi"):
        page = Client(headers={"host": "localhost", "accept-language": language}).get("/").content.decode()

        assert f'<html lang="{language}" dir="ltr"' in page
        assert "build/site.rtl.css" not in page


def test_it_is_offered_only_where_that_is_asked_for(db):
    page = Client(headers={"host": "localhost", "accept-language": "ur"}).get("/").content.decode()

    assert '<html lang="en" dir="ltr"' in page
    assert "اردو" not in page


def test_what_people_wrote_in_english_keeps_its_own_direction_there():
    with translation.override("ur"):
        assert own_language("Noting & Drafting.") == '<span lang="en" dir="ltr">Noting &amp; Drafting.</span>'
    with translation.override("hi"):
        assert own_language("Noting") == '<span lang="en">Noting</span>'
