import pytest
from django.test import Client


@pytest.fixture
def browser(cast):
    return Client(headers={"host": "localhost"})


def test_begins_at_the_nation_and_goes_down_by_links(browser):
    page = browser.get("/organisations/").content.decode()
    assert 'href="/organisations/finance/"' in page
    assert page.count("<h1") == 1

    page = browser.get("/organisations/revenue/").content.decode()
    assert 'href="/organisations/cbdt/"' in page
    assert 'href="/organisations/finance/"' in page


def test_an_organisation_with_nothing_below_says_so(browser):
    assert "No organisation stands below this one." in browser.get("/organisations/cbdt/").content.decode()


def test_finds_by_the_beginning_of_a_word(browser):
    page = browser.get("/organisations/", {"q": "secretariat"}).content.decode()

    assert "1 organisation found." in page
    assert 'href="/organisations/istm/"' in page


@pytest.mark.parametrize("words", ["zzzz", "%", "_", "\\", "'", "a" * 500, "\x00"])
def test_odd_words_are_no_error(browser, words):
    assert browser.get("/organisations/", {"q": words}).status_code == 200


def test_an_unknown_code_is_not_found(browser):
    assert browser.get("/organisations/nowhere/").status_code == 404


def test_speaks_hindi(browser):
    browser.cookies["language"] = "hi"
    page = browser.get("/organisations/finance/", headers={"accept-language": "hi"}).content.decode()

    assert "राजस्व विभाग" in page


def test_asks_the_same_few_questions_however_many_there_are(browser, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        browser.get("/organisations/")
