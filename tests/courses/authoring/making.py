"""A course in the making, by the actions that pages use: Dev writes, Hari reviews, both for ISTM."""

from datetime import UTC, datetime
from typing import Any

from competencies import facade as competencies
from core.audit.actor import Actor
from core.tenancy.context import acting_in
from courses.authoring.actions import contents, drafts, outline, publishing, quizzes, reviewing
from courses.catalogue.models import Course, CourseVersion, Resource
from courses.formats.questions import OptionBrought, QuestionBrought

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DETAILS: dict[str, Any] = {
    "title": "Noting and drafting",
    "title_hi": "टिप्पणी और मसौदा लेखन",
    "summary": "How files move.",
    "summary_hi": "फाइलें कैसे चलती हैं।",
    "outcomes": ["Write a note"],
    "outcomes_hi": ["टिप्पणी लिखना"],
    "languages": ["en", "hi"],
}


def actor(cast, name: str, organisation: str = "istm") -> Actor:
    person = cast.people[name]
    return Actor(
        name=person.full_name, door="page", person_id=person.pk, organisation_id=cast.organisations[organisation].pk
    )


def at_istm(cast, name: str = "dev"):
    return acting_in(cast.organisation_scope("istm", name))


def question(number: int = 1, **more: Any) -> QuestionBrought:
    options = (OptionBrought(f"right {number}", True), OptionBrought(f"wrong {number}", False))
    return QuestionBrought(**{"kind": "single", "stem": f"Question {number}?", "options": options, **more})


def begin(cast, name: str = "dev", **details: Any) -> Course:
    competencies.load_framework()
    known = competencies.by_code(["noting-and-drafting"])
    return drafts.create_course(
        owner_id=cast.istm.pk,
        details={**DETAILS, **details},
        visibility="national",
        competencies=[(one.id, 3) for one in known.values()],
        actor=actor(cast, name),
        at=AT,
    )


def fill(cast, version: CourseVersion, name: str = "dev", questions: int = 3) -> tuple[Resource, Resource]:
    """One module with a reading and a quiz: nothing is missing."""
    by = {"actor": actor(cast, name), "at": AT}
    module = outline.add_module(version=version, title="Files", title_hi="फाइलें", seen=None, **by)
    text = outline.add_resource(module=module, kind="text", title="Read", title_hi="पढ़ें", seen=None, **by)
    contents.write_text(
        resource=text, body="A note.", body_hi="एक टिप्पणी।", minutes=4, is_required=True, seen=None, **by
    )
    quiz = outline.add_resource(module=module, kind="quiz", title="Test", title_hi="जाँच", seen=None, **by)
    quizzes.set_paper(paper=quiz.paper, rules={"pick": questions}, **by)
    for number in range(1, questions + 1):
        quizzes.add_question(paper=quiz.paper, question=question(number), **by)
    return text, quiz


def submitted(cast) -> CourseVersion:
    course = begin(cast)
    version = course.draft
    fill(cast, version)
    return reviewing.submit(version=version, actor=actor(cast, "dev"), at=AT)


def published(cast) -> CourseVersion:
    """By Dev and, in review, by Hari."""
    version = submitted(cast)
    return publishing.publish(version=version, actor=actor(cast, "hari"), at=AT)
