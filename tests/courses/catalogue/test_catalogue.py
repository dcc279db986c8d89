"""The catalogue: search, filters, nothing and much, and what it costs."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError, InternalError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.kept import give_up
from core.tenancy.context import Scope, acting_in, everywhere
from courses.catalogue.models import CourseVersion, Module, NationalSearchEntry, Offering, Resource
from courses.catalogue.queries.national import CATALOGUE
from courses.catalogue.queries.search import Search, search
from courses.catalogue.rules.contents import clean_html
from tests.courses.making import actor_of, draft, enrol, publish, published


def _codes(cast, name, **wanted):
    with acting_in(cast.learner_scope(name)):
        return [row["code"] for row in search(Search(**wanted)).rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("noting", ["noting"]), ("draft not", ["noting"]), ("प्रारूप", ["noting"]), ("टिप्पण प्रारूपण", ["noting"]),
        ("NOTES decide", ["noting"]), ("zzz", []), ("!!", []), ("noting & drafting:*", ["noting"]), ("notting", ["noting"]),
    ],
)  # fmt: skip
def test_finds_by_the_beginning_of_words_in_both_languages(cast, words, found):
    published(cast)

    assert _codes(cast, "asha", words=words) == found


def test_shows_an_organisations_own_course_only_below_it(cast):
    published(cast, code="rail", owner="railways", visibility="organisation")
    published(cast, code="nation", title="For All")

    assert _codes(cast, "bilal") == ["rail", "nation"]
    assert _codes(cast, "asha") == ["nation"]
    with acting_in(Scope()):
        assert [row["code"] for row in search(Search()).rows] == ["nation"]


def test_filters_narrow(cast):
    published(cast)

    assert _codes(cast, "asha", areas=("functional",)) == ["noting"]
    assert _codes(cast, "asha", areas=("domain",)) == []
    assert _codes(cast, "asha", languages=("hi",), times=("30", "more")) == ["noting"]
    assert _codes(cast, "asha", times=("60",)) == []


def test_a_draft_is_seen_by_nobody_but_its_owner(cast):
    version = draft(cast)

    with acting_in(cast.learner_scope("asha")):
        assert not Offering.objects.exists()
        assert not Resource.objects.exists()
    with acting_in(cast.organisation_scope("istm", "dev")):
        assert CourseVersion.objects.get().pk == version.pk
    assert Client().get("/courses/noting/").status_code == 404


@pytest.mark.parametrize("write", ["title", "module", "body", "delete", "add", "question"])
def test_a_published_version_never_changes(cast, write):
    made = published(cast)
    from courses.questions.models import QuestionVersion

    with pytest.raises((InternalError, ProgrammingError, DatabaseError), match="published"):
        with acting_in(cast.organisation_scope("istm", "dev")), transaction.atomic():
            if write == "title":
                CourseVersion.objects.filter(pk=made.version.pk).update(title="Other")
            elif write == "module":
                Module.objects.filter(version=made.version).update(title="Other")
            elif write == "body":
                Resource.objects.filter(version=made.version).update(body="Other")
            elif write == "delete":
                Resource.objects.filter(pk=made.texts[0].pk).delete()
            elif write == "question":
                QuestionVersion.objects.update(stem="Other")
            else:
                Module.objects.create(version=made.version, owner=cast.istm, position=9, title="More")


def test_a_second_version_supersedes_and_leaves_asha_on_hers(cast):
    first = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrol(cast, first)
    version = draft(cast, title="Noting, second edition", offering=first.offering)
    with everywhere(reason="test", audited=False):
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        publish(version=version, actor=actor_of(cast, "hari"), at=timezone.now())
        first.version.refresh_from_db()
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")

    assert first.version.state == "superseded"
    page = client.get("/courses/noting/").content.decode()
    assert "Version 1" in page
    assert "second edition" not in page.split("<h1>")[1].split("</h1>")[0]
    assert "second edition" in Client().get("/courses/noting/").content.decode()


def test_costs_the_same_with_none_with_three_and_with_thirty(cast):
    counts, made = [], published(cast)
    Client().get("/courses/")  # names and counts are kept from then on
    for copies in (0, 2, 29):
        with everywhere(reason="test", audited=False):
            NationalSearchEntry.objects.exclude(offering=made.offering).delete()
            entry = NationalSearchEntry.objects.get()
            for number in range(copies):
                entry.pk = Offering.objects.create(
                    code=f"c{copies}-{number}", title=f"Course {number}", owner=cast.istm,
                    published_version=made.version,
                ).pk  # fmt: skip
                entry.code = f"c{copies}-{number}"
                entry.published_at -= timedelta(days=1)
                entry.save(force_insert=True)
        give_up(CATALOGUE)
        Client().get("/courses/")
        with CaptureQueriesContext(connection) as queries:
            page = Client().get("/courses/")
        assert page.status_code == 200
        counts.append(sum("set_config" not in query["sql"] and "SAVEPOINT" not in query["sql"] for query in queries))

    assert counts == [1, 1, 1]
    assert 'rel="next"' in page.content.decode()


def test_says_so_when_there_is_nothing(cast):
    page = Client().get("/courses/")
    narrowed = Client().get("/courses/?q=zzz&page=99&area=nonsense")

    assert (page.status_code, narrowed.status_code) == (200, 200)
    assert "No courses yet" in page.content.decode()
    assert "No course matches" in narrowed.content.decode()


def test_a_course_page_costs_few_queries(cast):
    made = published(cast)
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    with acting_in(cast.learner_scope("asha")):
        enrol(cast, made)
    client.get("/courses/noting/")

    with CaptureQueriesContext(connection) as course:
        client.get("/courses/noting/")
    with CaptureQueriesContext(connection) as player:
        client.get(f"/courses/noting/learn/{made.texts[0].uuid}/")

    def count(queries):
        return sum("set_config" not in query["sql"] and "SAVEPOINT" not in query["sql"] for query in queries)

    # The course page: offering, enrolment, states, who asked, levels held, ratings, own notes. The player: also its
    # resource and places.
    assert (count(course), count(player)) == (7, 7)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p onclick=x>a</p><script>b</script>", "<p>a</p>"),
        ('<a href="javascript:x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ("<h1>a</h1><img src=x onerror=y>", "a"),
        (
            "<table><tr><th scope='col'>a</th></tr></table>",
            '<table><tbody><tr><th scope="col">a</th></tr></tbody></table>',
        ),
    ],
)
def test_an_authors_html_keeps_only_harmless_markup(dirty, clean):
    assert clean_html(dirty) == clean


def test_the_filters_are_a_page_of_their_own_on_a_phone_and_keep_the_search(client, cast):
    results = client.get("/courses/?q=noting&area=functional&page=2")
    filters = client.get("/courses/?q=noting&area=functional&filters=1")

    assert not results.context["is_filtering"]
    assert results.context["filters_url"] == "/courses/?q=noting&area=functional&filters=1"
    assert filters.context["is_filtering"]
    assert filters.context["results_url"] == "/courses/?q=noting&area=functional"
