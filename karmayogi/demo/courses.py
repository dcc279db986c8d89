"""Three short courses by ISTM, written by Dev and published by Hari. Running it again changes nothing."""

from datetime import UTC, datetime

from accounts.models import Person
from competencies import facade as competencies
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from courses.authoring.actions.publishing import publish
from courses.catalogue.models import (
    Course,
    CourseVersion,
    Module,
    Offering,
    Resource,
    ResourceKind,
    VersionCompetency,
    VersionState,
)
from courses.questions.models import Bank, Paper, PaperQuestion, Question, QuestionVersion
from institutions import facade as institutions
from karmayogi.demo.course_conduct import CODE_OF_CONDUCT
from karmayogi.demo.course_form import DemoCourse
from karmayogi.demo.course_noting import NOTING_AND_DRAFTING
from karmayogi.demo.course_rti import RTI_BASICS

COURSES = (
    (CODE_OF_CONDUCT, datetime(2026, 9, 7, 5, 0, tzinfo=UTC)),
    (RTI_BASICS, datetime(2026, 10, 5, 5, 0, tzinfo=UTC)),
    (NOTING_AND_DRAFTING, datetime(2026, 11, 2, 5, 0, tzinfo=UTC)),
)
OWNER = "istm"
PICK, PASS_PERCENT, ATTEMPTS, COOL_DOWN_MINUTES, QUIZ_MINUTES = 5, 60, 3, 10, 5


def load_courses() -> int:
    """Write and publish what is not there yet; returns how many were. Needs the tree, the cast and the framework."""
    with everywhere(reason="demo courses"):
        owner_id = institutions.ids_of_codes()[OWNER]
        people = {user: Person.objects.get(users__email=f"{user}@karmayogi.localhost") for user in ("dev", "hari")}
        made = 0
        for course, at in COURSES:
            if Offering.objects.filter(code=course.code).exists():
                continue
            version = _write(course, owner_id, people["dev"], at)
            publisher = Actor(
                name=people["hari"].full_name, door="command", person_id=people["hari"].pk, organisation_id=owner_id
            )
            publish(version=version, actor=publisher, at=at)
            made += 1
        return made


def _write(course: DemoCourse, owner_id: int, author: Person, at: datetime) -> CourseVersion:
    offering = Offering.objects.create(
        code=course.code, title=course.title, title_hi=course.title_hi, owner_id=owner_id
    )
    Course.objects.create(offering=offering, owner_id=owner_id)
    version = CourseVersion.objects.create(
        offering=offering, owner_id=owner_id, number=1, state=VersionState.IN_REVIEW,
        title=course.title, title_hi=course.title_hi, summary=course.summary, summary_hi=course.summary_hi,
        outcomes=list(course.outcomes), outcomes_hi=list(course.outcomes_hi), languages=["en", "hi"],
        created_by=author, submitted_by=author, submitted_at=at,
    )  # fmt: skip
    known = competencies.by_code(code for code, _level in course.competencies)
    for code, level in course.competencies:
        VersionCompetency.objects.create(version=version, owner_id=owner_id, competency_id=known[code].id, level=level)
    for place, (title, title_hi, texts) in enumerate(course.modules, start=1):
        module = Module.objects.create(
            version=version, owner_id=owner_id, position=place, title=title, title_hi=title_hi
        )
        for number, text in enumerate(texts, start=1):
            Resource.objects.create(
                version=version, module=module, owner_id=owner_id, position=number, kind=ResourceKind.TEXT,
                title=text.title, title_hi=text.title_hi, minutes=text.minutes, body=text.body, body_hi=text.body_hi,
            )  # fmt: skip
    _write_quiz(course, version, owner_id)
    return version


def _write_quiz(course: DemoCourse, version: CourseVersion, owner_id: int) -> None:
    module = Module.objects.create(
        version=version, owner_id=owner_id, position=len(course.modules) + 1, title="Final quiz", title_hi="अंतिम जाँच"
    )
    resource = Resource.objects.create(
        version=version, module=module, owner_id=owner_id, position=1, kind=ResourceKind.QUIZ, title="Final quiz",
        title_hi="अंतिम जाँच", minutes=QUIZ_MINUTES,
    )  # fmt: skip
    paper = Paper.objects.create(
        resource=resource, owner_id=owner_id, pick=PICK, pass_percent=PASS_PERCENT, attempts_allowed=ATTEMPTS,
        cool_down_minutes=COOL_DOWN_MINUTES,
    )  # fmt: skip
    bank = Bank.objects.create(owner_id=owner_id, title=course.title)
    for number, asked in enumerate(course.quiz, start=1):
        question = Question.objects.create(bank=bank, owner_id=owner_id, position=number)
        wording = QuestionVersion.objects.create(
            question=question, owner_id=owner_id, kind=asked.kind(), stem=asked.stem, stem_hi=asked.stem_hi,
            options=[
                {"id": "abcdef"[place], "text": text, "text_hi": hindi, "is_correct": right}
                for place, (text, hindi, right) in enumerate(asked.options)
            ],
            reason=asked.reason, reason_hi=asked.reason_hi,
        )  # fmt: skip
        PaperQuestion.objects.create(paper=paper, question_version=wording, owner_id=owner_id, position=number)
