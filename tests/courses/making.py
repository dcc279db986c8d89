"""Making courses for tests: two texts and a quiz by ISTM, written by Dev and published by Hari."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from competencies.framework.models import Competency
from core.audit.actor import Actor
from core.kept import give_up
from core.tenancy.context import everywhere
from courses.attempts import actions as attempts
from courses.authoring.actions.publishing import publish
from courses.catalogue.models import Course, CourseVersion, Module, Offering, Rendition, Resource, VersionCompetency
from courses.catalogue.queries.national import CATALOGUE
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Batch, Enrolment
from courses.enrolment.rules import Learner
from courses.formats.questions import (
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    UnitBrought,
    true_false,
)  # fmt: skip
from courses.progress import actions as progress
from courses.questions.models import Bank, Paper, PaperQuestion, Question, QuestionVersion
from courses.questions.wording import columns

NOW = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def canary(number: int) -> str:
    """A string that no response may carry before the hand-in."""
    return f"CANARY-{number:03d}"


@dataclass
class Made:
    offering: Offering
    version: CourseVersion
    texts: list[Resource]
    quiz: Resource | None
    batch: Batch
    resources: list[Resource] = field(default_factory=list)


def give_files(version: CourseVersion, kind: str, files: dict[str, int], file_uuid: UUID | None = None) -> None:
    """Every reading of a draft becomes a video, document …, with a file of so many seconds or pages in each language.

    To be called as the platform. Nobody brought the files; `file_uuid` names one that is there.
    """
    kinds = {"video": "video/mp4", "audio": "audio/mpeg", "pdf": "application/pdf"}
    for resource in Resource.objects.filter(version=version, kind="text"):
        resource.kind, resource.length = kind, max(files.values())
        resource.save(update_fields=["kind", "length"])
        for language, length in files.items():
            Rendition.objects.create(
                version=version, resource=resource, owner_id=resource.owner_id, language=language, length=length,
                file_uuid=file_uuid or uuid4(), content_type=kinds[kind], size=1000,
            )  # fmt: skip


def actor_of(cast: Any, name: str, door: str = "page") -> Actor:
    person = cast.people[name]
    return Actor(name=person.full_name, door=door, person_id=person.pk, organisation_id=person.home_organisation_id)


def draft(
    cast: Any, *, code: str = "noting", title: str = "Noting and Drafting", owner: str = "istm",
    visibility: str = "national", texts: int = 2, quiz: bool = True, pool: int = 6, pick: int = 4, minutes: int = 2,
    offering: Offering | None = None, kinds: bool = False, **paper: Any,
) -> CourseVersion:  # fmt: skip
    """A version in draft, written as the platform (authoring's own actions are tested there)."""
    with everywhere(reason="test course", audited=False):
        owner_id = cast.organisations[owner].pk
        if offering is None:
            offering = Offering.objects.create(
                code=code, title=title, title_hi="टिप्पण और प्रारूपण", owner_id=owner_id, visibility=visibility
            )
            Course.objects.create(offering=offering, owner_id=owner_id)
        version = CourseVersion.objects.create(
            offering=offering, owner_id=owner_id, number=offering.versions.count() + 1, title=title,
            title_hi="टिप्पण और प्रारूपण", summary="Write notes that decide.", summary_hi="निर्णय योग्य टिप्पण लिखें।",
            outcomes=["Write a note"], outcomes_hi=["टिप्पण लिखना"], languages=["en", "hi"], created_by=cast.dev,
        )  # fmt: skip
        tag = Competency.objects.filter(code="noting-and-drafting").first()
        if tag is None:
            area = Competency.objects.create(
                code="functional", kind="area", area="functional", name="Functional", name_hi="कार्यात्मक", place=1,
                version="test",
            )  # fmt: skip
            theme = Competency.objects.create(
                code="office", kind="theme", area="functional", parent=area, name="Office", name_hi="कार्यालय",
                place=2, version="test",
            )  # fmt: skip
            tag = Competency.objects.create(
                code="noting-and-drafting", kind="sub_theme", area="functional", parent=theme,
                name="Noting and Drafting", name_hi="टिप्पण और प्रारूपण", place=3, version="test",
            )  # fmt: skip
        VersionCompetency.objects.create(version=version, owner_id=owner_id, competency=tag, level=2)
        module = Module.objects.create(version=version, owner_id=owner_id, position=1, title="First", title_hi="पहला")
        for number in range(1, texts + 1):
            Resource.objects.create(
                version=version, module=module, owner_id=owner_id, position=number, kind="text",
                title=f"Text {number}", title_hi=f"पाठ {number}", minutes=minutes,
                body=f"<p>Body {number}</p>", body_hi=f"<p>पाठ {number}</p>",
            )  # fmt: skip
        if quiz:
            resource = Resource.objects.create(
                version=version, module=module, owner_id=owner_id, position=texts + 1, kind="quiz", title="Check",
                title_hi="जाँच", minutes=5,
            )  # fmt: skip
            bank = Bank.objects.create(owner_id=owner_id, title="Bank")
            made = Paper.objects.begin(resource=resource, owner_id=owner_id, pick=pick, **paper)
            for number in range(1, pool + 1):
                question = Question.objects.create(bank=bank, owner_id=owner_id, position=number)
                wording = QuestionVersion.objects.create(
                    question=question, owner_id=owner_id, kind="single", stem=f"Question {number}?",
                    stem_hi=f"प्रश्न {number}?",
                    options=[
                        {"id": "a", "text": f"Right {number}", "text_hi": "सही", "is_correct": True,
                         "reason": canary(number), "reason_hi": canary(number)},
                        {"id": "b", "text": f"Wrong {number}", "text_hi": "गलत", "is_correct": False,
                         "reason": canary(number + 100), "reason_hi": canary(number + 100)},
                    ],
                    reason=canary(number + 200), reason_hi=canary(number + 200),
                )  # fmt: skip
                PaperQuestion.objects.create(
                    paper=made, section=made.sections.get(), question_version=wording, owner_id=owner_id,
                    position=number,
                )  # fmt: skip
            for number, brought in enumerate(OTHER_KINDS if kinds else (), pool + 1):
                question = Question.objects.create(bank=bank, owner_id=owner_id, position=number)
                wording = QuestionVersion.objects.create(question=question, owner_id=owner_id, **columns(brought))
                PaperQuestion.objects.create(
                    paper=made, section=made.sections.get(), question_version=wording, owner_id=owner_id,
                    position=number,
                )  # fmt: skip
    return version


WHY = {"reason": "CANARY why", "reason_hi": "CANARY क्यों"}
OTHER_KINDS = (
    QuestionBrought(
        "multiple", "Which are right?",
        tuple(OptionBrought(f"{'Right' if n < 3 else 'Wrong'} m{n}", n < 3, reason="CANARY option") for n in range(1, 5)),
        **WHY,
    ),
    true_false("It is true.", True, ("CANARY true", "CANARY false"), **WHY),
    QuestionBrought(
        "numeric", "How much?", stem_hi="कितना?", units=(UnitBrought("km"),),
        answers=(AnswerBrought("987654321", tolerance="13579", reason="CANARY number"),), **WHY,
    ),
    QuestionBrought(
        "short_text", "Which word?", answers=(AnswerBrought("CANARY word"), AnswerBrought("CANARY half", "50")), **WHY
    ),
    QuestionBrought(
        "match", "Match.",
        pairs=(*(PairBrought(f"left {n}", f"side {n}") for n in range(1, 5)), PairBrought("", "side 5")), **WHY,
    ),
    QuestionBrought("order", "Order.", items=tuple(ItemBrought(f"item {n}") for n in range(1, 5)), **WHY),
    QuestionBrought(
        "fill_in", "One [[1]] and two [[2]].", stem_hi="एक [[1]] और दो [[2]]।",
        gaps=((AnswerBrought("CANARY gap one"),), (AnswerBrought("CANARY gap two"),)), **WHY,
    ),
)  # fmt: skip
RIGHT_WORDS: dict[str, Any] = {
    "numeric": "98,76,54,321 km", "short_text": "canary word", "fill_in": ["CANARY gap one", "canary  gap two"],
}  # fmt: skip


def published(cast: Any, *, at: datetime = NOW, **how: Any) -> Made:
    return made_of(cast, draft(cast, **how), at)


def made_of(cast: Any, version: CourseVersion, at: datetime = NOW) -> Made:
    """A draft, reviewed and published."""
    with everywhere(reason="test course", audited=False):
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev, submitted_at=at)
        version = publish(version=version, actor=actor_of(cast, "hari"), at=at)
        give_up(CATALOGUE)  # as after the commit, which a test has none of
        resources = list(Resource.objects.filter(version=version).order_by("position"))
        return Made(
            offering=Offering.objects.get(pk=version.offering_id),
            version=version,
            texts=[resource for resource in resources if resource.kind == "text"],
            quiz=next((resource for resource in resources if resource.kind == "quiz"), None),
            batch=Batch.objects.get(version=version, is_default=True),
            resources=resources,
        )


def learner(cast: Any, name: str) -> Learner:
    scope = cast.learner_scope(name)
    return Learner(cast.people[name].pk, cast.people[name].home_organisation_id, scope.above_ids)


def enrol(cast: Any, made: Made, name: str = "asha", at: datetime = NOW) -> Enrolment:
    """To be called inside the learner's scope."""
    return enrolment.enrol(learner=learner(cast, name), batch=made.batch, actor=actor_of(cast, name), at=at)


def read_all(cast: Any, made: Made, enrolled: Enrolment, name: str = "asha", at: datetime = NOW) -> datetime:
    """Open and read every text, honestly. Returns when the last was done."""
    for text in made.texts:
        progress.open_resource(enrolment=enrolled, resource=text, at=at)
        at += timedelta(minutes=text.minutes)
        progress.read(enrolment=enrolled, resource=text, actor=actor_of(cast, name), at=at)
    return at


def right_answers(attempt: Any) -> dict[int, Any]:
    """The right answers, known by the texts of what is shown."""
    return {position: right_answer(question) for position, question in enumerate(attempt.questions, 1)}


def right_answer(question: dict[str, Any]) -> Any:
    kind = question["kind"]
    if kind in RIGHT_WORDS:
        return RIGHT_WORDS[kind]
    if kind == "match":
        sides = [right["text"] for right in question["rights"]]
        return {
            str(n): sides.index(left["text"].replace("left", "side")) + 1 for n, left in enumerate(question["lefts"], 1)
        }
    if kind == "order":
        return {str(n): int(item["text"].removeprefix("item ")) for n, item in enumerate(question["items"], 1)}
    return [n for n, option in enumerate(question["options"], 1) if option["text"].startswith(("Right", "True"))]


def pass_quiz(cast: Any, made: Made, enrolled: Enrolment, name: str = "asha", at: datetime = LATER) -> Any:
    actor = actor_of(cast, name)
    attempt = attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor, at=at)
    return progress.submit_attempt(attempt=attempt, answers=right_answers(attempt), actor=actor, at=at)
