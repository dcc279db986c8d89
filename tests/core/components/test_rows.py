"""A row of a course's contents."""

from core.components.rows import contents_row, requirement_rows

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


def test_what_lacks_says_what_did_not_count_and_each_part_of_a_package():
    html = requirement_rows(
        [
            {"icon": "journal-text", "title": "A <b>", "why": "2 of 4", "uncounted": "3 min", "parts": ["One <i>"]},
            {"icon": "journal-text", "title": "B", "why": "Not begun", "uncounted": "", "parts": []},
        ]
    )

    assert "<span>A &lt;b&gt;</span>" in html
    assert '<span class="muted small">2 of 4 · 3 min did not count</span>' in html
    assert '<ul class="small requirement-parts"><li>One &lt;i&gt;</li></ul></li>' in html
    assert html.endswith('<span>B</span><span class="muted small">Not begun</span></li>')
