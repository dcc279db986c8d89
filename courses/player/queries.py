"""A learner's states laid over the outline of a version; attempts as their pages show them."""

import json
from datetime import datetime
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from core.display.dates import in_date, in_date_long, in_datetime
from core.statements import Prepared
from core.tenancy.context import everywhere
from courses.attempts import queries as standings
from courses.attempts import rules as sittings
from courses.attempts.models import Answer, Attempt
from courses.attempts.rules import Review
from courses.catalogue.rules import FILED
from courses.enrolment.models import Enrolment
from courses.player import corrections, evidence, rules
from courses.player.models import LearningChoices
from courses.progress.queries import states_of
from courses.progress.rules import judge
from courses.questions import rules as marking
from courses.questions import showing, wording
from courses.questions.models import QuestionVersion
from courses.questions.queries import keys_shown
from courses.questions.rules import PoolQuestion
from courses.scorm.queries import missing_in

WHY = Prepared(
    "course_why",
    """
SELECT due_date, reason::text FROM courses_assignment
WHERE person_id = %s AND offering_id = %s AND withdrawn_at IS NULL ORDER BY due_date LIMIT 1
""",
)
ANY = "00000000-0000-0000-0000-000000000000"  # in an address that is made once for all parts


def contents(outline: dict[str, Any], *, code: str, enrolment: Enrolment | None, current: str = "") -> dict[str, Any]:
    """The modules with links and states, what is next, and what is missing. One query when enrolled, none otherwise."""
    states = {row["uuid"]: row for row in states_of(enrolment.pk, enrolment.version_id)} if enrolment else {}
    order = [resource["uuid"] for module in outline["modules"] for resource in module["resources"]]
    done = {uuid for uuid, row in states.items() if row["leaf"].is_complete}
    following = rules.next_uuid(order, done)
    latest = max(
        (row for row in states.values() if row["updated_at"] and row["uuid"] not in done),
        key=lambda row: row["updated_at"],
        default=None,
    )
    resume = latest["uuid"] if latest else following
    address = reverse("courses:learn", args=[code, ANY])
    words = {"state-done": _("Done"), "state-part": _("Begun"), "state-todo": _("Not begun")}
    modules, place = [], ""
    for module in outline["modules"]:
        rows = [
            _row(resource, states.get(resource["uuid"]), address, current, words) for resource in module["resources"]
        ]
        count = sum(row["is_done"] for row in rows)
        if is_here := any(row["is_current"] for row in rows):
            place = _("Module %(module)s of %(modules)s") % {
                "module": module["number"],
                "modules": len(outline["modules"]),
            }
        has_current = is_here or (not current and any(r["uuid"] == resume for r in rows))
        modules.append(
            {
                "number": module["number"],
                "title": module["title"],
                "note": _("%(done)s of %(all)s complete · %(note)s")
                % {"done": count, "all": len(rows), "note": module["note"]}
                if states
                else module["note"],
                "is_open": has_current or (not states and module["number"] == 1),
                "resources": rows,
            }
        )
    return {
        "modules": modules,
        "done": len(done),
        "total": len(order),
        "is_all_done": bool(order) and following is None,
        "next": _next(outline, resume, code) if resume else None,
        "order": order,
        "place": place,
        "states": states,
        "summary": _("%(done)s of %(all)s complete") % {"done": len(done), "all": len(order)}
        if states
        else outline["parts_note"],
    }


def title_of(outline: dict[str, Any], uuid: str | None) -> str:
    """The title of a part by its uuid; "" without one."""
    parts = (part for module in outline["modules"] for part in module["resources"])
    return next((part["title"] for part in parts if part["uuid"] == uuid), "")


def _row(
    resource: dict[str, Any], state: dict[str, Any] | None, address: str, current: str, words: dict[str, str]
) -> dict[str, Any]:
    leaf = state["leaf"] if state else None
    is_done = bool(leaf and leaf.is_complete)
    is_part = bool(leaf and not is_done and state and state["updated_at"])
    reached = "state-done" if is_done else "state-part" if is_part else "state-todo"
    return {
        "uuid": resource["uuid"],
        "title": resource["title"],
        "note": resource["note"],
        "icon": resource["icon"],
        "url": address.replace(ANY, resource["uuid"]) if state else "",
        "is_done": is_done,
        "is_current": resource["uuid"] == current,
        "state": reached,
        "state_text": words[reached],
        "state_icon": "check-lg" if is_done else "",
    }


def _next(outline: dict[str, Any], uuid: str, code: str) -> dict[str, Any]:
    for module in outline["modules"]:
        for resource in module["resources"]:
            if resource["uuid"] == uuid:
                return {
                    "title": resource["title"],
                    "text": _("Module %(module)s of %(modules)s · %(note)s")
                    % {"module": module["number"], "modules": len(outline["modules"]), "note": resource["note"]},
                    "url": reverse("courses:learn", args=[code, uuid]),
                }
    raise LookupError(uuid)


def _is_package(state: dict[str, Any] | None) -> bool:
    """One that was opened and says by itself what it lacks."""
    return state is not None and state["leaf"].kind == "package" and state["updated_at"] and state["length"]


def missing(
    outline: dict[str, Any], rule: dict[str, Any], states: dict[str, Any], enrolment_id: int
) -> list[dict[str, Any]]:
    """What is still to do until completion, in words, in the order of the course; of a package part by part."""
    titles = {resource["uuid"]: resource for module in outline["modules"] for resource in module["resources"]}
    words = {
        "NOT_STARTED": _("Not begun"),
        "NOT_FINISHED": _("Begun, not finished"),
        "NOT_TAKEN": _("Not taken yet"),
        "NOT_PASSED": _("Not passed yet"),
        "GONE": _("No longer in the course"),
    }
    verdict = judge(rule, {uuid: row["leaf"] for uuid, row in states.items()})
    begun = {
        uuid: sum(end - start for start, end in states[uuid]["ranges"])
        for uuid, reason in verdict.missing
        if reason in ("NOT_STARTED", "NOT_FINISHED") and _is_package(states.get(uuid))
    }
    parts = missing_in(enrolment_id, begun) if begun else {}
    return [
        {
            "title": titles[uuid]["title"],
            "icon": titles[uuid]["icon"],
            "why": evidence.seen(states[uuid], titles[uuid]["kind"])
            if reason == "NOT_FINISHED" and titles[uuid]["kind"] in FILED
            else words[reason],
            "uncounted": evidence.amount(states[uuid]["uncounted"], titles[uuid]["kind"])
            if uuid in states and states[uuid]["uncounted"]
            else "",
            "parts": parts.get(uuid, []),
        }
        for uuid, reason in verdict.missing
        if uuid in titles
    ]


def why(person_id: int, offering_id: int, language: str) -> dict[str, str] | None:
    """Who asked for this course and until when: the earliest date among those who ask."""
    with connection.cursor() as cursor:
        WHY.run(cursor, [person_id, offering_id])
        asked = cursor.fetchone()
    if asked is None:
        return None
    due_date, reason = asked[0], json.loads(asked[1])
    return {
        "title": (language == "hi" and reason.get("title_hi")) or reason.get("title", ""),
        "by": (language == "hi" and reason.get("by_hi")) or reason.get("by", ""),
        "due": in_date_long(due_date) if due_date else "",
    }


def sheet(attempt: Attempt, language: str) -> list[dict[str, Any]]:
    """The questions of an attempt under way, with what was said to them."""
    said = dict(Answer.objects.filter(attempt=attempt).values_list("position", "response"))
    return [
        showing.shown(question, position, said.get(position, {}), language)
        for position, question in enumerate(attempt.questions, start=1)
    ]


def asked(attempt: Attempt, language: str) -> list[dict[str, Any]]:
    """The same for programs; while there is no way back, not those that are still ahead."""
    said = dict(Answer.objects.filter(attempt=attempt).values_list("position", "response"))
    is_ahead = attempt.paging == sittings.FORWARD and attempt.submitted_at is None
    return [
        showing.asked(question, position, said.get(position, {}), language)
        for position, question in enumerate(attempt.questions, start=1)
        if not (is_ahead and position > attempt.reached)
    ]


def check(attempt: Attempt, language: str) -> dict[str, Any]:
    """What was answered so far, question by question, before the hand-in."""
    said = dict(Answer.objects.filter(attempt=attempt).values_list("position", "response"))
    lines = [
        {
            "number": position,
            "name": f"q{position}",
            "text": showing.stem_of(question, language),
            "answers": showing.said(question, said.get(position, {}), language),
            "state": showing.state_of(question, said.get(position, {})),
            "is_unread": showing.is_unread(question, said.get(position, {})),
            "is_again": position in attempt.look_again,
        }
        for position, question in enumerate(attempt.questions, start=1)
    ]
    return {
        "lines": lines,
        "total": len(lines),
        "answered": sum(line["state"] == "answered" for line in lines),
        "again": len(attempt.look_again),
        "to_do": [line for line in lines if line["state"] != "answered"],
    }


def result(attempt: Attempt, language: str, *, at: datetime) -> dict[str, Any]:
    """A marked attempt: the score, and as much of its answers as the paper lets the learner see now; nothing else leaves."""
    review = standings.review_of(attempt, at=at)
    lines = marked(attempt, review, language) if review.answers else {}
    total = attempt.total
    corrected = corrections.of(attempt, language)
    corrections.chips(corrected, lines)
    return {
        "total": total,
        "correct": attempt.correct,
        "score": attempt.score,
        "needed": sittings.needed_correct(total, attempt.pass_percent),
        "is_passed": attempt.is_passed,
        "wrong": [line for line in lines.values() if not line["is_correct"]],
        "right": [line for line in lines.values() if line["is_correct"]],
        "topics": _topics(attempt) if review.answers else [],
        "when": in_datetime(attempt.submitted_at) if attempt.submitted_at else "",
        "shows_reasons": review.reasons and not review.key,
        "shows_answers": review.answers,
        "waits": review.waits,
        "corrections": corrected,
    }


def _topics(attempt: Attempt) -> list[dict[str, Any]]:
    """How many questions of each category were right, where the questions are of two at least. A category is no key."""
    with everywhere(reason="topics of a result", audited=False):
        ids = [question["version"] for question in attempt.questions]
        rows = QuestionVersion.objects.filter(pk__in=ids).exclude(question__category="")
        topics = dict(rows.values_list("pk", "question__category"))
    found: dict[str, list[bool]] = {}
    answered = dict(Answer.objects.filter(attempt=attempt).values_list("position", "is_correct"))
    for position, question in enumerate(attempt.questions, start=1):
        if topic := topics.get(question["version"]):
            found.setdefault(topic, []).append(bool(answered.get(position)))
    if len(found) < 2:
        return []
    return [
        {"title": title, "right": sum(right), "all": len(right), "percent": 100 * sum(right) // len(right)}
        for title, right in sorted(found.items())
    ]


def marked(attempt: Attempt, review: Review, language: str) -> dict[int, dict[str, Any]]:
    """Marked answers by position, in words. The key is read for what the review allows, and none of it is handed on."""
    answers = Answer.objects.filter(attempt=attempt, numerator__isnull=False).order_by("position")
    keys: dict[int, tuple[PoolQuestion, list[QuestionVersion]]] = {}
    if review.reasons or review.key:
        with everywhere(reason="showing what a review allows", audited=False):
            ids = [question["version"] for question in attempt.questions]
            keys = keys_shown(QuestionVersion.objects.select_related("question").filter(pk__in=ids))
    return {
        answer.position: _marked(attempt, attempt.questions[answer.position - 1], answer, review, keys, language)
        for answer in answers
    }


def _marked(
    attempt: Attempt, question: dict[str, Any], answer: Answer, review: Review,
    keys: dict[int, tuple[PoolQuestion, list[QuestionVersion]]], language: str,
) -> dict[str, Any]:  # fmt: skip
    """One answer with what it earned, in words."""
    part = answer.fraction or 0
    said = showing.said(question, answer.response, language)
    if answer.is_correct:
        chip, kind = _("Correct"), "ok"
    elif part:
        chip, kind = _("Correct in part"), "warn"
    else:
        chip, kind = _("Not correct") if said else _("Not answered"), "bad"
    known, shown = keys.get(question["version"], (None, []))
    reasons: dict[str, list[str]] = {}
    if known is not None and review.reasons:
        reasons = marking.reasons(known, answer.response, seed=attempt.seed, reveal="reasons")
    right = []
    if review.key and not answer.is_correct:
        lines = [line for version in shown for line in showing.key_of(wording.brought(version), language)]
        right = list(dict.fromkeys(line["text"] for line in lines if line["is_correct"]))
    return {
        "number": answer.position,
        "text": showing.stem_of(question, language),
        "answer": "; ".join(said) or _("No answer"),
        "answers": said,
        "is_correct": bool(answer.is_correct),
        "chip": chip,
        "kind": kind,
        "percent": marking.score(part, 1) if 0 < part < 1 else None,
        "reasons": reasons.get(language) or reasons.get("en", []),
        "right": right,
    }


def choices_of(person_id: int) -> LearningChoices:
    """How the person likes to learn; who never chose takes everything as the page is."""
    return LearningChoices.objects.filter(pk=person_id).first() or LearningChoices(person_id=person_id)


def completed_on(enrolment: Enrolment) -> str:
    return in_date(enrolment.completed_at) if enrolment.completed_at else ""
