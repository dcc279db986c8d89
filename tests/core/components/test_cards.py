"""The card of a course, and a choice of a filter: everything that people wrote is escaped."""

from core.components.cards import course_card, facet_choice

EVIL = '<script>"x"</script>'


def test_a_card_escapes_what_people_wrote():
    html = course_card(
        {"url": f"/courses/{EVIL}/", "title": EVIL, "seed": EVIL, "area": "domain", "tags": [EVIL], "provider": EVIL,
         "duration": EVIL, "languages": EVIL, "reason": EVIL, "flag": EVIL}
    )  # fmt: skip

    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 8


def test_a_card_shows_only_what_it_has():
    html = course_card({"url": "/x/", "title": "Plain", "seed": "x", "area": ""})

    assert '<h3><a href="/x/">Plain</a></h3>' in html
    assert "course-by" not in html
    assert '<div class="course-foot"></div>' in html


def test_a_choice_is_a_labelled_box():
    html = facet_choice("level", "2", EVIL, "1,000+", "", is_chosen=True)

    assert html == (
        '<label class="facet"><input type="checkbox" name="level" value="2" checked>'
        "<span>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</span><b>1,000+</b></label>"
    )
    assert ' lang="hi">हिन्दी</span>' in facet_choice("language", "hi", "हिन्दी", "3", "hi", is_chosen=False)
