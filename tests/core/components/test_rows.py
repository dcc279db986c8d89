"""A row of a course's contents."""

from core.components.rows import contents_row

ROW = {
    "title": "A <b>", "note": "Reading · 5 min", "icon": "journal-text", "url": "/courses/x/learn/y/", "state": "state-done",
    "state_text": "Done", "is_done": True, "is_current": True,
}  # fmt: skip


def test_a_row_leads_to_its_part_and_says_its_state():
    html = contents_row(ROW)

    assert '<a href="/courses/x/learn/y/" aria-current="true"><span class="state state-done"><svg' in html
    assert "A &lt;b&gt;" in html
    assert '<span class="visually-hidden">, Done</span>' in html


def test_a_row_of_a_course_one_is_not_in_leads_nowhere():
    html = contents_row(ROW | {"url": ""})

    assert html.startswith('<li><div class="module-row">')
    assert "href" not in html.replace('<use href="', "")
