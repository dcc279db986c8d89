"""Searching: in every spelling, with filters and their counts, page after page."""

from datetime import timedelta

import pytest

from core.tenancy.context import Scope, acting_in, everywhere
from courses.catalogue.models import NationalSearchEntry, NationalSearchWord, Offering
from courses.catalogue.queries.facets import counts
from courses.catalogue.queries.search import Search, search
from courses.catalogue.rules.cursors import Cursor, cursor_of
from tests.courses.catalogue.making import listed
from tests.courses.making import NOW, published


def codes(cast, name="asha", **wanted):
    with acting_in(cast.learner_scope(name) if name else Scope()):
        return [row["code"] for row in search(Search(**wanted)).rows]


@pytest.mark.parametrize(
    ("words", "title", "title_hi"),
    [
        ("karmyogi", "An Introduction", "मिशन कर्मयोगी"), ("कर्मयोगी", "Mission Karmayogi", ""),
        ("karmchari", "Staff", "कर्मचारी"),
        ("प्रशासन", "Prashasan ke Siddhant", ""), ("suchna ka adhikar", "The Act", "सूचना का अधिकार"),
        ("सूचना का अधिकार", "RTI for Information Officers", ""), ("RTI", "Right to Information", ""),
        ("right to information", "RTI in Practice", ""), ("anushasan", "Order", "अनुशासन"), ("वेतन", "Pay Fixation", ""),
        ("vetan", "Pay", "वेतन निर्धारण"), ("chutti", "Leave Rules", ""), ("छुट्टी", "Leave Rules", ""),
        ("bhrashtachar", "Preventing It", "भ्रष्टाचार निवारण"), ("भ्रष्टाचार", "Preventing Corruption", ""),
        ("khareed", "Public Procurement", ""), ("जेम", "Buying on GeM", ""), ("GFR", "General Financial Rules", ""),
        ("POSH", "Sexual Harassment at the Workplace", ""), ("LTC", "Leave Travel Concession", ""),
        ("CCS", "Central Civil Services Rules", ""), ("APAR", "वार्षिक कार्यनिष्पादन मूल्यांकन रिपोर्ट", ""),
    ],
)  # fmt: skip
def test_finds_across_scripts_spellings_and_names(cast, words, title, title_hi):
    listed(cast, "found", title=title, title_hi=title_hi)
    listed(cast, "other", title="Something Else", title_hi="कुछ और")

    assert codes(cast, words=words) == ["found"]


def test_a_better_match_comes_first_then_the_newer(cast):
    listed(cast, "elsewhere", title="Plain", summary="All about audit.", days=0)
    listed(cast, "begun", title="Audits of the Year", days=3)
    listed(cast, "other-name", title="लेखापरीक्षा", days=1)
    listed(cast, "old", title="Audit", days=9)
    listed(cast, "new", title="Internal Audit", days=5)

    assert codes(cast, words="audit") == ["new", "old", "other-name", "begun", "elsewhere"]
    assert codes(cast, words="audit", sort="newest") == ["elsewhere", "other-name", "begun", "new", "old"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("procurment", "procurement"),
        ("vigilence", "vigilance"),
        ("puplic procurment", "public procurement"),
        ("सतर्कना", "सतर्कता"),
        ("grievnace", ""),
        ("सतरकता", ""),  # the last two sound right
    ],
)
def test_a_mistyped_word_finds_what_was_meant_and_says_so(cast, typed, meant):
    listed(cast, "one", title="Public Procurement and Vigilance: Grievance Cases", title_hi="सतर्कता")

    with acting_in(cast.learner_scope("asha")):
        found = search(Search(words=typed))

    assert [row["code"] for row in found.rows] == ["one"]
    assert found.corrected == meant


def test_what_nobody_could_mean_finds_nothing(cast):
    listed(cast, "one", title="Public Procurement")

    assert codes(cast, words="xylophone") == []
    assert codes(cast, words="!!") == []
    assert codes(cast, words="procurement xylophone") == []


def test_filters_that_leave_nothing_do_not_make_the_word_a_mistake(cast):
    listed(cast, "one", title="Procurement", minutes=20)
    listed(cast, "two", title="Procuring", minutes=200)

    with acting_in(cast.learner_scope("asha")):
        found = search(Search(words="procurement", times=("more",)))

    assert (found.rows, found.corrected) == ([], "")


@pytest.mark.parametrize(
    "wanted", [{}, {"words": "course"}, {"sort": "shortest"}, {"words": "course", "sort": "newest"}]
)
def test_pages_lead_to_every_course_once_forwards_and_back(cast, wanted):
    made = [
        listed(
            cast,
            f"c{number}",
            title="Course" if number % 3 else "Courses",
            summary="course",
            days=number % 4,
            minutes=number % 5,
        )
        for number in range(11)
    ]
    listed(cast, "railway", title="A course", owner="railways", visibility="organisation")

    with acting_in(cast.learner_scope("bilal")):
        search_wanted = Search(**wanted)
        pages, after = [], None
        while True:
            page = search(search_wanted, after=after, size=3)
            pages.append([row["code"] for row in page.rows])
            if not page.after:
                break
            after = cursor_of(page.after, search_wanted.order())
        back = [pages[-1]]
        while page.before:
            page = search(search_wanted, before=cursor_of(page.before, search_wanted.order()), size=3)
            back.insert(0, [row["code"] for row in page.rows])

    assert sorted(code for page in pages for code in page) == sorted(["railway", *made])
    assert pages == back
    assert page.before == ""


def test_a_course_published_meanwhile_moves_nobody_elses_page(cast):
    for number in range(6):
        listed(cast, f"c{number}", title="Course", days=number + 1)
    with acting_in(cast.learner_scope("asha")):
        first = search(Search(), size=3)
    listed(cast, "newcomer", title="Course", days=0)

    with acting_in(cast.learner_scope("asha")):
        second = search(Search(), after=cursor_of(first.after, "newest"), size=3)
        again = search(Search(), before=cursor_of(second.before, "newest"), size=3)

    assert [row["code"] for row in second.rows] == ["c3", "c4", "c5"]
    assert [row["code"] for row in again.rows] == ["c0", "c1", "c2"]
    assert again.before


def test_the_last_of_a_page_may_be_retired_meanwhile(cast):
    for number in range(4):
        listed(cast, f"c{number}", title="Course", days=number)
    with acting_in(cast.learner_scope("asha")):
        first = search(Search(), size=2)
    with everywhere(reason="test", audited=False):
        NationalSearchEntry.objects.filter(code="c1").delete()

    with acting_in(cast.learner_scope("asha")):
        assert [row["code"] for row in search(Search(), after=cursor_of(first.after, "newest")).rows] == ["c2", "c3"]


@pytest.mark.parametrize("text", ["", "x", "é", "bi4wLjAuMA", "====", "A" * 500, str(Cursor("newest", 0, 2**80, 1))])
def test_a_word_that_is_no_cursor_is_none(text):
    assert cursor_of(text, "newest") is None


def test_a_cursor_of_another_order_is_none():
    assert cursor_of(str(Cursor("newest", 0, 5, 1)), "newest") == Cursor("newest", 0, 5, 1)
    assert cursor_of(str(Cursor("newest", 0, 5, 1)), "shortest") is None


def test_each_filter_counts_under_the_others_and_not_under_itself(cast):
    listed(cast, "a", title="Audit", minutes=20, level=1, languages=("en",))
    listed(cast, "b", title="Audit", minutes=20, level=2, languages=("en", "hi"))
    listed(cast, "c", title="Audit", minutes=90, level=2, languages=("hi",))
    listed(cast, "d", title="Other", minutes=90, level=3, languages=("hi",))

    with acting_in(cast.learner_scope("asha")):
        counted = counts(Search(words="audit", levels=("2",), languages=("hi",)))

    assert counted.found == 2
    assert counted.of["time"] == {"30": 1, "180": 1}
    assert counted.of["level"] == {"2": 2}
    assert counted.of["language"] == {"en": 1, "hi": 2}
    assert not counted.incomplete


def test_more_than_can_be_counted_is_at_least_so_many(cast, monkeypatch):
    """Of the own organisation's; those of the nation are counted all."""
    monkeypatch.setattr("courses.catalogue.queries.facets.MOST_OF_OWN", 2)
    for number in range(4):
        listed(cast, f"c{number}", title="Audit", level=2)
    for number in range(3):
        listed(cast, f"own{number}", title="Audit", level=2, owner="finance", visibility="organisation")

    with acting_in(cast.learner_scope("asha")):
        counted = counts(Search(words="audit"))
        other = counts(Search(words="audit", levels=("3",)))
    with acting_in(Scope()):
        whole = counts(Search(words="audit"))

    assert (counted.found, counted.is_at_least(), counted.is_at_least("level")) == (6, True, True)
    assert (other.found, other.is_at_least(), other.of["level"], other.is_at_least("level")) == (
        0,
        False,
        {"2": 6},
        True,
    )
    assert (whole.found, whole.is_at_least()) == (4, False)


def test_counts_and_finds_what_the_own_organisation_and_those_above_offer(cast):
    listed(cast, "ours", title="Audit", owner="finance")
    listed(cast, "only-ours", title="Audit", owner="finance", visibility="organisation")
    listed(cast, "theirs", title="Audit", owner="istm")
    scope = cast.learner_scope("asha")

    with acting_in(scope):
        mine = Search(organisation_ids=scope.above_ids)
        assert {row["code"] for row in search(mine).rows} == {"ours", "only-ours"}
        assert counts(Search(), mine=scope.above_ids).mine == 2
        assert counts(mine, mine=scope.above_ids).mine == 2
        assert counts(mine, mine=scope.above_ids).of["provider"] == {"finance": 2}


def test_the_words_of_a_new_version_replace_those_of_the_old(cast):
    listed(cast, "one", title="Procurement")

    with everywhere(reason="test", audited=False):
        offering = Offering.objects.get(code="one")
    published(cast, title="Drafting", offering=offering, at=NOW + timedelta(days=1))

    assert codes(cast, words="procurement") == []
    assert codes(cast, words="drafting") == ["one"]
    assert not NationalSearchWord.objects.filter(word="procurement").exists()


@pytest.mark.parametrize("few", [1, 10**9])
@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ({"words": "audit"}, "c0 c4 c8 own c3 c7 c1 c5 c2 c6"),
        ({"words": "audit", "sort": "shortest"}, "c0 c5 c3 c8 c1 c6 c4 c2 c7 own"),
        ({"words": "audit", "sort": "newest"}, "c0 c2 c4 c6 c8 own c1 c3 c5 c7"),
        ({"words": "audit", "levels": ("2",)}, "c0 c4 c8 own c3 c7 c1 c5 c2 c6"),
    ],
)
def test_what_words_hit_stands_in_order_however_it_is_remembered(cast, monkeypatch, wanted, order, few):
    """As bits or as places, and in the second search from memory."""
    monkeypatch.setattr("courses.catalogue.queries.national.FEW", few)
    for number in range(9):
        title = ("Audit", "Auditing", "Plain", "Internal Audit")[number % 4]
        listed(cast, f"c{number}", title=title, summary="audit", days=number * 5 % 9, minutes=number * 7 % 5)
    listed(cast, "own", title="Audit", owner="finance", visibility="organisation", days=4)

    def pages():
        after, before, codes_of = None, None, []
        with acting_in(cast.learner_scope("asha")):
            while True:
                page = search(Search(**wanted), after=after, before=before, size=2)
                codes_of.append([row["code"] for row in page.rows])
                if before is None and page.after:
                    after = cursor_of(page.after, page.wanted.order())
                elif page.before:
                    after, before = None, cursor_of(page.before, page.wanted.order())
                else:
                    return codes_of

    once = pages()

    there, back = once[: len(once) // 2 + 1], once[len(once) // 2 :]
    assert pages() == once
    assert there == back[::-1]
    assert " ".join(code for page in there for code in page) == order


def test_a_search_of_many_words_hits_what_all_of_them_hit(cast):
    listed(cast, "both", title="Audit of Contracts")
    listed(cast, "one", title="Audit")
    listed(cast, "apart", title="Contracts", summary="And their audit.")
    listed(cast, "begun", title="Auditing Contracts")
    listed(cast, "phrase", title="Right to Information for Auditors of Contracts")

    assert codes(cast, words="audit contracts") == ["both", "begun", "phrase", "apart"]
    assert codes(cast, words="RTI contracts") == ["phrase"]
    assert codes(cast, words="RTI", languages=("hi",)) == []
    with acting_in(Scope()):
        assert counts(Search(words="audit contracts")).found == 4
