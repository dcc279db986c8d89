from django.utils import translation

from core.components.covers import cover
from core.components.plans import plan_rows

ROW = {
    "url": "/courses/rti/",
    "title": "RTI & you",
    "seed": "rti",
    "area": "functional",
    "meta": ["Functional", "40 min"],
}
FULL = ROW | {
    "reason": "Asked for by: <Plan>",
    "why_url": "/plan/1/why/",
    "chip": "Overdue by 3 days",
    "chip_kind": "bad",
    "action_url": "/courses/rti/",
    "action_label": "Start",
}


def test_a_row_of_a_course_nobody_asked_for_has_no_reason_no_state_and_no_button():
    assert plan_rows([ROW]) == (
        f'<li><span class="plan-thumb">{cover("rti", "functional", "thumb")}</span>'
        '<div><a class="plan-title" href="/courses/rti/">RTI &amp; you</a>'
        '<div class="dots"><span>Functional</span><span>40 min</span></div></div><span class="plan-chip"></span></li>'
    )


def test_a_full_row_says_why_until_when_and_what_next_and_escapes_what_people_wrote():
    row = plan_rows([FULL])

    assert (
        '<span class="plan-reason">Asked for by: &lt;Plan&gt; <a href="/plan/1/why/">Why do I have this?'
        '<span class="visually-hidden"> RTI &amp; you</span></a></span>' in row
    )
    assert '<span class="chip chip-bad">' in row
    assert "Overdue by 3 days</span></span>" in row
    assert row.endswith(
        '<a class="btn btn-sm btn-outline-primary plan-action" href="/courses/rti/">Start'
        '<span class="visually-hidden">: RTI &amp; you</span></a></li>'
    )


def test_on_a_hindi_page_an_english_title_says_its_language_and_the_question_is_hindi():
    with translation.override("hi"):
        row = plan_rows([FULL])

    assert '<span lang="en">RTI &amp; you</span>' in row
    assert "Why do I have this?" not in row
