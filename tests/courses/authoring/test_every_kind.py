"""Questions of every kind through the doors of authoring: forms without JavaScript, the API, files out and in again."""

from dataclasses import replace

import pytest
from django.test import Client

from courses.authoring import queries
from courses.authoring.actions import quizzes
from courses.authoring.question_forms import FORMS
from courses.formats.questions import KINDS, QuestionBrought
from courses.questions import showing, wording
from courses.questions.models import Paper, PaperQuestion, QuestionVersion
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.making import OTHER_KINDS

COMMON = {
    "stem": "Asked?",
    "stem_hi": "पूछा?",
    "reason": "Rule 3",
    "category": "Leave/Earned",
    "is_partial": "on",
    "rows": "6",
}
SENT = {
    "single": {"option_1": "a", "option_hi_1": "क", "right_1": "on", "option_2": "b", "weight_2": "50%", "fixed_2": "on"},
    "multiple": {"option_1": "a", "right_1": "on", "option_3": "b", "right_3": "on", "option_4": "c", "reason_4": "no"},
    "true_false": {"truth": "false", "reason_true": "why not"},
    "numeric": {"answer_1": "1,00,000", "tolerance_1": "5%", "answer_2": "7", "credit_2": "50", "told_2": "nearly",
                "units": "day | days | week = 7", "is_unit_needed": "on"},
    "short_text": {"answer_1": "PIO", "answer_2": "officer", "credit_2": "25", "typos": "1", "is_case_kept": "on"},
    "match": {"left_1": "a", "right_1": "1", "left_2": "b", "right_2": "2", "right_hi_2": "दो", "right_4": "3"},
    "order": {"item_1": "x", "item_2": "y", "item_hi_2": "य"},
    "fill_in": {"stem": "In [[1]] or [[2]].", "stem_hi": "[[1]] या [[2]]।", "gap_1": "30 | thirty", "gap_2": "50%=x | y"},
}  # fmt: skip


@pytest.fixture
def course(cast, filled):
    with at_istm(cast):
        paper = Paper.objects.select_related("resource__version").get(resource__version=filled)
        yield filled.offering.course, paper


@pytest.fixture
def dev(cast):
    client = Client()
    client.force_login(cast.user("dev"), backend="accounts.backend.Backend")
    return client


def page(course) -> str:
    made, paper = course
    return f"/provider/istm/courses/{made.offering.code}/resources/{paper.resource.uuid}/"


def by(cast):
    return {"actor": actor(cast, "dev"), "at": AT}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_saves_its_kind_and_shows_it_again(cast, course, dev, kind):
    saved = dev.post(f"{page(course)}questions/new/", COMMON | SENT[kind] | {"kind": kind})
    entry = PaperQuestion.objects.select_related("question_version__question").get(
        paper=course[1], question_version__kind=kind, question_version__stem=SENT[kind].get("stem", "Asked?")
    )
    address = f"{page(course)}questions/{entry.question_version.question.uuid}/"
    shown = dev.get(address).content.decode()

    assert saved.status_code == 302
    kept = wording.brought(entry.question_version)
    assert (kept.category, kept.reason) == ("Leave/Earned", "Rule 3")
    form = FORMS[kind](brought=kept)
    again = {name: field.value() for name, field in ((n, form[n]) for n in form.fields)}
    sent = {name: value for name, value in again.items() if value not in (None, "", False)} | {
        "kind": kind,
        "rows": "7",
    }
    assert dev.post(address, sent).status_code == 302
    assert wording.brought(QuestionVersion.objects.select_related("question").get(pk=entry.question_version_id)) == kept
    assert "As learners see it" in shown
    assert showing.key_of(kept, "hi")


@pytest.mark.parametrize(
    ("kind", "sent", "sentence"),
    [
        ("numeric", {"answer_1": "many"}, "“many” cannot be read as a number."),
        ("numeric", {"answer_1": "3", "tolerance_1": "-1"}, "must be a number of 0 or more"),
        ("numeric", {"answer_1": "3", "is_unit_needed": "on"}, "Each unit needs a name"),
        ("numeric", {}, "No accepted answer is given."),
        ("short_text", {"answer_1": "a", "credit_1": "50"}, "One accepted answer must be worth 100 percent."),
        ("short_text", {"answer_1": "a", "credit_1": "lots"}, "is a percentage up to 100"),
        ("match", {"left_1": "a", "right_1": "1"}, "At least two pairs"),
        ("match", {"left_1": "a", "right_1": "1", "left_2": "b"}, "A pair has no right side."),
        ("order", {"item_1": "a"}, "At least two things"),
        ("fill_in", {"gap_1": "a"}, "Gaps with answers: 1."),
        ("multiple", {"option_1": "a", "right_1": "on", "weight_1": "50", "option_2": "b"}, "must add up to 100 percent"),
        ("true_false", {}, "This field is required."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_saved(course, dev, kind, sent, sentence):
    before = QuestionVersion.objects.count()

    answer = dev.post(f"{page(course)}questions/new/", COMMON | sent | {"kind": kind})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert QuestionVersion.objects.count() == before


def test_more_rows_keep_what_was_written_and_save_nothing(course, dev):
    before = QuestionVersion.objects.count()

    answer = dev.post(f"{page(course)}questions/new/", COMMON | {"kind": "order", "item_2": "kept", "more": "1"})

    said = answer.content.decode()
    assert (answer.status_code, said.count('name="item_')) == (200, 20)
    assert 'value="kept"' in said
    assert QuestionVersion.objects.count() == before


def test_programs_write_what_they_read(cast, course, dev):
    address = f"/api/v1/provider/istm/courses/{course[0].offering.code}/resources/{course[1].resource.uuid}/questions/"
    for question in OTHER_KINDS:
        sent = dev.post(address, replace(question, category="Mixed").as_json(), "application/json")
        assert sent.status_code == 201, sent.content
    listed = [one for one in dev.get(address).json() if one["category"]]

    assert [
        QuestionBrought.from_json({k: v for k, v in one.items() if k not in ("uuid", "version")}) for one in listed
    ] == [replace(question, category="Mixed") for question in OTHER_KINDS]
    for one in listed:
        assert dev.put(f"{address}{one['uuid']}/", one, "application/json").status_code == 200
    assert [one for one in dev.get(address).json() if one["category"]] == listed


def test_a_quiz_is_written_as_gift_and_read_again(cast, course, dev):
    _made, paper = course
    for question in OTHER_KINDS:
        quizzes.add_question(paper=paper, question=question, **by(cast))
    file = dev.get(f"{page(course)}questions/file/")
    text = file.content.decode()
    PaperQuestion.objects.filter(paper=paper).delete()

    brought = quizzes.read_file(paper=paper, name="again.gift", data=file.content, **by(cast))
    quizzes.apply_import(brought=brought, **by(cast))

    assert file.headers["Content-Disposition"] == f'attachment; filename="{course[0].offering.code}.gift"'
    assert len(brought.accepted()) == 3 + len(OTHER_KINDS)
    weights = [line for line in text.splitlines() if line.startswith("~%")]
    assert weights == ["~%50%Right m1#CANARY option", "~%50%Right m2#CANARY option", "~%-50%Wrong m3#CANARY option",
                       "~%-50%Wrong m4#CANARY option"]  # fmt: skip
    assert queries.as_gift(paper, "en") == text


@pytest.mark.parametrize(("name", "status"), [("hari", 403), ("asha", 404), ("chitra", 404)])
def test_the_keys_are_for_those_who_make_the_quiz(cast, course, name, status):
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")

    assert client.get(f"{page(course)}questions/file/").status_code == status


def test_moodle_xml_is_taken_by_its_ending(cast, course):
    data = (
        b'<quiz><question type="shortanswer"><name><text>n</text></name><questiontext><text>Who?</text></questiontext>'
        b'<answer fraction="100"><text>PIO</text></answer></question></quiz>'
    )

    brought = quizzes.read_file(paper=course[1], name="bank.XML", data=data, **by(cast))

    assert [row["question"]["kind"] for row in brought.accepted()] == ["short_text"]
