"""One step of a learner each: enrolled, a part opened or noted, a quiz practised or sat."""

from datetime import datetime, timedelta
from typing import Any

from core.tenancy.context import everywhere
from tests.walk.specimens.people import who


def enrolled(cast: Any, name: str, code: str, at: datetime) -> Any:
    from courses.enrolment import actions as enrolment
    from courses.enrolment.models import Batch, Enrolment
    from tests.courses.making import learner

    found = Enrolment.objects.filter(person=cast.people[name], offering__code=code).first()
    batch = Batch.objects.filter(version__offering__code=code, is_default=True).latest("pk")
    return found or enrolment.enrol(learner=learner(cast, name), batch=batch, at=at, **who(cast, name))


def opened(cast: Any, name: str, code: str, at: datetime) -> dict[str, Any]:
    from courses.catalogue.models import Resource

    mine = enrolled(cast, name, code, at)
    parts = Resource.objects.filter(version_id=mine.version_id)
    return {"scorm" if one.kind == "package" and one.length else one.kind: one for one in parts}


def noted(cast: Any, name: str, part: Any, at: datetime) -> Any:
    from courses.notes.actions import write

    note = write(
        person_id=cast.people[name].pk, offering=part.version.offering, resource=part, text="नियम 3: तीन कर्तव्य।", place=1,
        language="en", at=at,
    )  # fmt: skip
    return note.uuid


def quiz_of(code: str) -> str:
    from courses.catalogue.models import Resource

    with everywhere(reason="specimens", audited=False):
        quiz = Resource.objects.filter(version__offering__code=code, kind="quiz", is_published=True).latest("pk")
        return f"/courses/{code}/learn/{quiz.uuid}/"


def practised(cast: Any, name: str, code: str, at: datetime) -> str:
    """A practice with one answer checked, and one open."""
    from courses.catalogue.models import Resource
    from courses.progress import actions as progress

    by = who(cast, name)
    mine = enrolled(cast, name, code, at)
    quiz = Resource.objects.get(version_id=mine.version_id, kind="quiz")
    attempt = progress.start_attempt(enrolment=mine, resource=quiz, at=at, **by)
    wrong = [place for place, option in enumerate(attempt.questions[0]["options"], 1) if "wrong" in option["text"]]
    progress.check_answer(attempt=attempt, position=1, said=wrong[:1], at=at, **by)
    return f"/attempts/{attempt.uuid}/"


def taken(cast: Any, name: str, code: str, at: datetime, *, right: bool | None) -> str:
    """Read everything and sit the quiz; `right` None leaves the attempt open. Returns the attempt's address."""
    from courses.attempts import actions as attempts
    from courses.catalogue.models import Resource, ResourceKind
    from courses.progress import actions as progress
    from courses.questions.queries import known

    by = who(cast, name)
    mine = enrolled(cast, name, code, at)
    parts = list(Resource.objects.filter(version_id=mine.version_id).order_by("module__position", "position"))
    for part in [part for part in parts if part.kind != ResourceKind.QUIZ]:
        progress.open_resource(enrolment=mine, resource=part, at=at)
        at += max(timedelta(minutes=part.minutes), timedelta(seconds=part.length or 0))
        progress.read(enrolment=mine, resource=part, at=at, **by)
    quiz = next(part for part in parts if part.kind == ResourceKind.QUIZ)
    attempt = attempts.start(enrolment=mine, resource=quiz, at=at, **by)
    if right is not None:
        with everywhere(reason="specimens", audited=False):
            keys = known([one["version"] for one in attempt.questions])
        answers = {
            place: _said(asked, keys[asked["version"]], attempt.seed, right)
            for place, asked in enumerate(attempt.questions, 1)
        }
        progress.submit_attempt(attempt=attempt, answers=answers, at=at + timedelta(minutes=2), **by)
    return f"/attempts/{attempt.uuid}/"


def _said(asked: dict[str, Any], key: Any, seed: int, right: bool) -> Any:
    """The right answer as a learner gives it, or a wrong option, or nothing."""
    from courses.questions.rules import solve

    solved = solve(key, seed=seed)
    if asked["options"]:
        chosen = [n for n, option in enumerate(asked["options"], 1) if (option["id"] in solved["chosen"]) is right]
        return chosen if right else chosen[:1]
    if not right:
        return {"match": {}, "order": {}, "fill_in": []}.get(asked["kind"], "")
    return next(iter(solved.values()))
