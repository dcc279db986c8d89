"""A quiz before and after a sitting, in words: its rules for this person, and what an attempt came to."""

from datetime import datetime
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core.display.dates import in_date, in_datetime
from core.display.measures import duration
from courses.accommodations.queries import trace_in_words
from courses.attempts import queries as standings
from courses.attempts import rules
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Attempt
from courses.attempts.queries import Standing
from courses.enrolment.models import Enrolment
from courses.player import queries
from courses.player import rules as player_rules
from courses.progress import actions as progress
from courses.questions.models import Counts, Paging, Paper, Reveal, RevealWhen
from courses.questions.queries import terms_of
from courses.questions.rules import papers
from courses.questions.rules.papers import Terms


def quiz_rules(paper: Paper, enrolment: Enrolment, past: list[Attempt], *, at: datetime) -> dict[str, Any]:
    """The page before a quiz: what it asks, what happened before, whether one may start."""
    standing = standings.standing_of(paper, enrolment, past, at=at)
    terms = terms_of(paper.pk)
    under_way = next((attempt for attempt in past if attempt.submitted_at is None), None)
    is_passed = standing.counted.is_passed
    return {
        "facts": _facts(paper, terms, standing, is_done=is_passed and not paper.may_improve),
        "sections": _sections(terms),
        "notes": _notes(paper, terms, standing),
        "attempts": [_before(attempt) for attempt in reversed(past) if attempt.submitted_at],
        "under_way": reverse("courses:attempt", args=[under_way.uuid]) if under_way else "",
        "may_start": standing.refused is None,
        "is_passed": is_passed,
        "is_practice": paper.is_practice,
        "refused": refusal_of(standing),
        "window": [] if paper.is_practice else trace_in_words(standing.window),
    }


def _facts(paper: Paper, terms: list[Terms], standing: Standing, *, is_done: bool) -> list[dict[str, str]]:
    count = sum(one.pick for one in terms)
    facts = [
        {"icon": "question-circle", "text": ngettext("%(n)s question", "%(n)s questions", count) % {"n": count}},
    ]
    if paper.is_practice:
        return [
            *facts,
            {"icon": "arrow-repeat", "text": _("Practise as often as you like")},
            {"icon": "check-circle", "text": _("It is done when you have tried every question")},
        ]
    facts.append({"icon": "check-circle", "text": _pass_mark(paper, terms, count)})
    minutes = standing.window.minutes
    facts.append({"icon": "clock", "text": duration(minutes * 60) if minutes else _("No time limit")})
    if not is_done:  # then nobody counts them any more
        left = standing.left
        said = (
            _("As many attempts as you like")
            if left is None
            else ngettext("%(n)s attempt left", "%(n)s attempts left", left) % {"n": left}
        )
        facts.append({"icon": "arrow-repeat", "text": said})
    return facts


def refusal_of(standing: Standing) -> str:
    """Why no attempt may start now, in words; "" when one may."""
    if standing.refused is None:
        return ""
    reason, opens = standing.refused
    return str(AttemptRefused(reason, when=in_datetime(opens) if opens else ""))


def try_again(attempt: Attempt, *, at: datetime) -> str:
    """After an attempt that did not pass: whether, when and how often one may try again. "" where that is over."""
    enrolment, resource = attempt.enrolment, attempt.resource
    past = list(Attempt.objects.filter(enrolment=enrolment, resource=resource).order_by("number"))
    standing = standings.standing_of(Paper.objects.get(pk=attempt.paper_id), enrolment, past, at=at)
    if standing.counted.is_passed or past[-1].submitted_at is None:
        return ""
    refused = refusal_of(standing) or str(progress.unread_refusal(enrolment, resource) or "")
    said = refused or _("You can try again at once.")
    if not standing.left:
        return said
    return ngettext(
        "%(said)s %(n)s attempt is left.", "%(said)s %(n)s attempts are left.", standing.left
    ) % {"said": said, "n": standing.left}  # fmt: skip


def _pass_mark(paper: Paper, terms: list[Terms], count: int) -> str:
    percent = paper.pass_percent
    if papers.is_plain(terms):
        needed = rules.needed_correct(count, percent)
        return _("Pass with %(needed)s right answers (%(percent)s%%)") % {"needed": needed, "percent": percent}
    return _("Pass with %(needed)s of %(most)s marks (%(percent)s%%)") % {
        "needed": papers.shown(papers.needed(terms, percent)),
        "most": papers.shown(sum((one.most for one in terms), Fraction(0))),
        "percent": percent,
    }


def _sections(terms: list[Terms]) -> list[dict[str, str]]:
    """What each section asks; empty where there is one, and nothing to say about it."""
    if len(terms) == 1 and papers.is_plain(terms) and not terms[0].cut_off:
        return []
    return [
        {
            "title": title_of(one, place),
            "questions": ngettext("%(n)s question", "%(n)s questions", one.pick) % {"n": one.pick},
            "marks": marks_each(one),
            "cut_off": _("at least %(percent)s%% needed") % {"percent": one.cut_off} if one.cut_off else "",
        }
        for place, one in enumerate(terms, start=1)
    ]


def title_of(terms: Terms, place: int) -> str:
    title = (get_language() == "hi" and terms.title_hi) or terms.title
    return title or _("Section %(number)s") % {"number": place}


def marks_each(terms: Terms) -> str:
    """ "2 marks each, 0.5 lost for a wrong answer" """
    marks = papers.shown(terms.marks)
    each = _("1 mark each") if terms.marks == 1 else _("%(marks)s marks each") % {"marks": marks}
    if not terms.penalty:
        return each
    lost = papers.shown(terms.marks * terms.penalty)
    return _("%(each)s, %(lost)s lost for a wrong answer") % {"each": each, "lost": lost}


def _notes(paper: Paper, terms: list[Terms], standing: Standing) -> list[str]:
    if paper.is_practice:
        return [_("Each answer is checked at once and explained. Nothing counts for your score.")]
    notes = []
    if paper.cool_down_minutes:
        time = duration(paper.cool_down_minutes * 60)
        notes.append(_("After an attempt that does not pass, wait %(time)s before the next.") % {"time": time})
    if paper.is_reading_first:
        notes.append(_("Before another attempt, finish the parts of the course that you missed."))
    if standing.window.attempts != 1 and (paper.counts != Counts.BEST or paper.may_improve):
        notes.append(str(COUNTED[Counts(paper.counts)]))
    if any(one.cut_off for one in terms):
        notes.append(_("To pass you need the pass mark of the whole quiz and what each section asks at least."))
    notes.append(
        _("A wrong answer loses marks; a question left open loses none. The whole is never below 0.")
        if any(one.penalty for one in terms)
        else _("No mark is lost for a wrong answer.")
    )
    if paper.paging in PAGED:
        notes.append(str(PAGED[Paging(paper.paging)]))
    notes.append(review_note(paper))
    return [str(note) for note in notes]


PAGED = {
    Paging.FREE: gettext_lazy("One question is shown at a time; you can go back and change answers."),
    Paging.FORWARD: gettext_lazy("One question is shown at a time. There is no way back to one that you have left."),
}
COUNTED = {
    Counts.BEST: gettext_lazy("Your best attempt counts."),
    Counts.LAST: gettext_lazy("Your last attempt counts."),
    Counts.FIRST: gettext_lazy("Your first attempt counts; further ones are for learning."),
    Counts.AVERAGE: gettext_lazy("The average of your attempts counts."),
}


def review_note(paper: Paper) -> str:
    """What is seen after the hand-in, and when."""
    what = {
        Reveal.NOTHING: _("Afterwards you see your score."),
        Reveal.ANSWERS: _("Afterwards you see which of your answers were right."),
        Reveal.REASONS: _("Afterwards you see the reason for each wrong answer."),
        Reveal.KEY: _("Afterwards you see the right answers with their reasons."),
    }[Reveal(paper.reveal)]
    if paper.reveal == Reveal.NOTHING or paper.reveal_when == RevealWhen.AT_ONCE:
        return what
    if paper.reveal_when == RevealWhen.FROM_DATE and paper.reveal_from:
        return _("%(what)s That opens on %(date)s.") % {"what": what, "date": in_date(paper.reveal_from)}
    return _("%(what)s That opens when you have passed or no attempt is left.") % {"what": what}


def _before(attempt: Attempt) -> dict[str, Any]:
    return {
        "url": reverse("courses:attempt", args=[attempt.uuid]),
        "label": _("Attempt %(number)s") % {"number": attempt.number},
        "result": came_to(attempt),
        "when": in_datetime(attempt.submitted_at) if attempt.submitted_at else "",
        "is_passed": attempt.is_passed,
        "is_practice": attempt.is_practice,
    }


def came_to(attempt: Attempt) -> str:
    """ "3 of 5 right", or marks where questions weigh differently or lose some."""
    if attempt.points is None or papers.is_plain(attempt.terms()) or attempt.is_practice:
        return _("%(correct)s of %(total)s right") % {"correct": attempt.correct, "total": attempt.total}
    return _("%(points)s of %(most)s marks") % {
        "points": papers.shown(Fraction(attempt.points)), "most": papers.shown(Fraction(attempt.points_most or 0)),
    }  # fmt: skip


def headline(attempt: Attempt) -> dict[str, Any]:
    """What a marked attempt came to: the whole, and section by section where there is something to say."""
    terms = attempt.terms()
    is_plain = papers.is_plain(terms) or attempt.points is None
    total = attempt.total
    sections = [
        {
            "title": title_of(one, place),
            "points": came_to_in(section, one),
            "percent": section["percent"],
            "cut_off": one.cut_off,
            "is_reached": section["is_reached"],
        }
        for place, (one, section) in enumerate(zip(terms, attempt.sections, strict=False), start=1)
        if "percent" in section
    ]
    missed = [section["title"] for section in sections if not section["is_reached"] and not attempt.is_passed]
    return {
        "title": came_to(attempt),
        "needed": ""
        if attempt.is_practice
        else _("%(needed)s are needed to pass.") % {"needed": rules.needed_correct(total, attempt.pass_percent)}
        if is_plain
        else _("%(needed)s marks are needed to pass.")
        % {"needed": papers.shown(papers.needed(terms, attempt.pass_percent))},
        "sections": sections if len(sections) > 1 or missed else [],
        "missed": _("Below what is needed: %(sections)s.") % {"sections": ", ".join(missed)} if missed else "",
        "by_clock": _("The time was over: the answers saved until then were handed in.")
        if attempt.is_ended_by_clock
        else "",
        "late": _late(attempt),
        "review": review_note(Paper.objects.get(pk=attempt.paper_id)),
    }


def alone(rows: list[dict[str, Any]], place: int) -> list[dict[str, Any]]:
    """One question of the sheet, under the title of its section."""
    titles = [row["section"] for row in rows[:place] if row["section"]]
    return [row | {"section": titles[-1] if titles else ""} for row in rows[place - 1 : place]]


def came_to_in(section: dict[str, Any], terms: Terms) -> str:
    if papers.is_plain([terms]):
        return _("%(correct)s of %(total)s right") % {"correct": section["correct"], "total": section["count"]}
    return _("%(points)s of %(most)s marks") % {
        "points": papers.shown(Fraction(section["points"])), "most": papers.shown(Fraction(section["most"])),
    }  # fmt: skip


def _late(attempt: Attempt) -> str:
    """Answers that came after the time, so that nobody thinks they were lost."""
    count = attempt.late_answers.count() if attempt.is_ended_by_clock else 0
    if not count:
        return ""
    return ngettext(
        "%(n)s answer came after the time. It is kept and does not count.",
        "%(n)s answers came after the time. They are kept and do not count.",
        count,
    ) % {"n": count}


def sheet(attempt: Attempt, language: str) -> list[dict[str, Any]]:
    """The questions of an attempt under way as its page shows them, each with its section, marks and earlier answer.

    `marked`: of a practice, what a checked answer came to.
    """
    terms = attempt.terms()
    has_sections = len(terms) > 1
    is_plain = papers.is_plain(terms)
    checked = queries.marked(attempt, standings.review_of(attempt, at=attempt.started_at), language) if (
        attempt.is_practice
    ) else {}  # fmt: skip
    kept = {position: one for position, *one in attempt.answers.values_list("position", "response", "saved_at")}
    rows, before = [], -1
    for shown in queries.sheet(attempt, language):
        place = attempt.questions[shown["number"] - 1].get("section", 0)
        said, saved_at = kept.get(shown["number"], ({}, None))
        rows.append(
            shown
            | {
                "section": title_of(terms[place], place + 1) if has_sections and place != before else "",
                "marks": "" if is_plain else marks_each(terms[place]),
                "was": player_rules.print_of(said),
                "saved_at": player_rules.millis(saved_at) if saved_at else 0,
                "is_marked": shown["number"] in attempt.look_again,
                "marked": checked.get(shown["number"]),
            }
        )
        before = place
    return rows
