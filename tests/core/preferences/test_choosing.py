"""Choosing language and look by a plain form."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_is_kept_and_leads_back_to_where_the_reader_was(client):
    answer = client.post("/preferences/", {"theme": "dark", "next": "/about/?x=1"})

    assert (answer.status_code, answer["Location"]) == (302, "/about/?x=1")
    assert client.cookies["preferences"].value == "theme=dark"
    assert 'data-bs-theme="dark"' in client.get("/about/").content.decode()


def test_adds_to_what_was_chosen_before(client):
    client.post("/preferences/", {"contrast": "high"})
    client.post("/preferences/", {"text_size": "larger"})

    page = client.get("/about/").content.decode()
    assert 'data-k-contrast="high"' in page
    assert 'data-k-text="l"' in page


def test_of_a_language_speaks_it_from_the_next_page(client):
    client.post("/preferences/", {"language": "hi"})

    answer = client.get("/about/")
    assert answer["Content-Language"] == "hi"
    assert '<html lang="hi" dir="ltr"' in answer.content.decode()


@pytest.mark.parametrize("language", ["xx", "ta", "../hi", ""])
def test_of_a_language_that_is_not_offered_sets_nothing(client, language):
    client.post("/preferences/", {"language": language})

    assert "django_language" not in client.cookies


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil.example", ""],
)
def test_never_leads_to_another_site(client, elsewhere):
    answer = client.post("/preferences/", {"theme": "dark", "next": elsewhere})

    assert (answer.status_code, answer["Location"]) == (302, "/preferences/")


def test_needs_the_token_of_the_form():
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/preferences/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "preferences" not in strict.cookies


def test_works_from_the_forms_of_the_page_without_script():
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/about/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    answer = strict.post("/preferences/", {"csrfmiddlewaretoken": token, "language": "hi", "next": "/about/"})

    assert (answer.status_code, strict.cookies["django_language"].value) == (302, "hi")


def test_a_browser_that_saves_data_is_believed_until_the_reader_says_otherwise(client):
    saving = {"headers": {"Save-Data": "on"}}

    assert client.get("/preferences/", **saving).wsgi_request.preferences.saves_data
    client.post("/preferences/", {"data_saver": "off"}, **saving)
    assert not client.get("/preferences/", **saving).wsgi_request.preferences.saves_data


def test_less_data_fetches_no_font(client):
    client.post("/preferences/", {"data_saver": "on"})

    page = client.get("/about/").content.decode()
    assert 'data-k-saver="on"' in page
    assert "woff2" not in page
