"""The pages of text and the frame around every page."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]

TEXTS = ["about", "help", "accessibility", "privacy", "terms", "copyright", "hyperlinking", "sitemap", "menu"]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", ["en", "hi"])
def test_is_open_to_everybody_in_both_languages(client, name, language):
    client.cookies["django_language"] = language

    answer = client.get(reverse(f"site:{name}"))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert page.index('class="skip-link"') < page.index("<section")
    assert re.search(r"<title>[^<]+ - [^<]+</title>", page)


def test_the_mission_page_names_the_decision_and_six_pillars(client):
    page = client.get("/about/").content.decode()

    assert "2 September 2020" in page
    assert page.count('class="pillar-icon"') == 6


def test_the_frame_uses_neither_inline_style_nor_inline_script(client, settings):
    settings.DEMO = True
    for url in ("/about/", "/preferences/", "/styleguide/"):
        page = client.get(url).content.decode()
        assert " style=" not in page
        assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
        assert not re.findall(r"\son[a-z]+=", page)


def test_absent_hubs_are_not_linked(client):
    page = client.get("/about/").content.decode()

    assert not re.findall(r'href=""', page)
    assert "Discuss" not in page


def test_a_page_of_text_asks_the_database_for_nothing_but_its_scope(client, django_assert_max_num_queries):
    client.get("/about/")

    with django_assert_max_num_queries(4) as queries:
        client.get("/about/")
    assert not [query for query in queries.captured_queries if " FROM " in query["sql"]]


def test_a_page_that_is_not_there_says_what_to_do_and_gives_a_reference(client):
    answer = client.get("/no-such-page/", headers={"X-Request-ID": "abcd1234-5678"})

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "This page is not here" in page
    assert "abcd1234" in page


@pytest.mark.parametrize("url", ["/no-such-page/", "/courses/no-such-course/"])
def test_a_page_that_is_not_there_leads_each_to_the_front_that_is_theirs(cast, client, url):
    stranger = client.get(url).content.decode()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    asha = client.get(url).content.decode()

    assert '<a class="btn btn-primary" href="/">Go to the front page</a>' in stranger
    assert f'<a class="btn btn-primary" href="{reverse("home:home")}">Go to My iGOT</a>' in asha


@pytest.mark.parametrize(
    ("came_from", "again"),
    [
        ("http://testserver/feedback/?about=%2Fcourses%2F", "/feedback/?about=%2Fcourses%2F"),
        ("https://elsewhere.example/feedback/", ""),
        ("http://testserver//elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_form_that_is_too_old_is_opened_again_where_it_came_from_and_nowhere_else(came_from, again):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/preferences/", {"language": "hi"}, headers={"Referer": came_from} if came_from else {})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This form is too old" in page
    assert ("Open the page again" in page) == bool(again)
    assert f'<a class="btn btn-primary" href="{again or "/"}">' in page


def test_a_broken_page_still_has_its_frame_and_a_reference(client, monkeypatch):
    def breaking(*_args, **_kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("karmayogi.site.pages.render", breaking)
    client.raise_request_exception = False

    answer = client.get("/menu/", headers={"X-Request-ID": "abcd1234-5678"})

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "We could not finish this" in page
    assert "abcd1234" in page
    assert "broken on purpose" not in page


def test_the_strip_leads_back_to_this_very_page_and_escapes_it(client):
    page = client.get("/about/", {"q": '"><script>x@token@&'}).content.decode()

    assert "<script>x" not in page
    assert 'name="next" value="/about/?q=%22%3E%3Cscript%3Ex%40token%40%26"' in page


def test_each_reader_gets_their_own_form_token(client):
    marks = set()
    for _visit in range(2):
        page = client.get("/about/").content.decode()
        marks.update(re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', page))
        client.cookies.clear()

    assert len(marks) == 2


def test_the_choices_shown_are_the_readers(client):
    client.cookies["preferences"] = "theme=dark&text_size=xl"

    dark = client.get("/about/").content.decode()
    client.cookies["preferences"] = ""
    light = client.get("/about/").content.decode()

    assert 'value="dark" aria-pressed="true"' in dark
    assert 'value="light" aria-pressed="true"' in light
    assert 'value="larger" aria-disabled="true"' in dark


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/courses/noting/enrolment/", "/courses/noting/"),
        ("/messages/readings/", "/messages/"),
        ("/certificates/archive/", "/certificates/"),
        ("/demo/sign-in/", "/demo/"),
    ],
)
def test_opening_the_address_of_a_form_leads_to_the_page_it_is_on(client, cast, address, page):
    client.force_login(cast.user("asha"))

    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, page)


def test_a_program_is_told_that_a_call_takes_no_such_method(client, cast):
    client.force_login(cast.user("asha"))

    answer = client.get("/api/v1/progress/")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
