"""Everything My iGOT shows, in four statements; rows come as tuples and leave as what the template prints.

Formatting here and not in the template is what keeps the page within its budget (bench/home.py).
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from competencies.framework.models import Area
from core.components.languages import own_language
from core.display.dates import in_date
from core.display.measures import clock, duration
from core.statements import Prepared
from courses.facade import course_address, stars_of
from courses.progress.rules import DAY_MOST_SECONDS
from karmayogi.home.rules import Due, chip

PLAN_ROWS = 6
RECOMMENDATIONS = 3

# One row for each offering somebody asked for, the earliest date first; and what was done about it.
PLAN = Prepared(
    "home_plan",
    """
SELECT DISTINCT ON (a.offering_id) o.code, o.title, o.title_hi, v.minutes, a.due_date, a.reason, a.uuid,
       e.progress, e.state, k.completed_at, (SELECT c.area FROM courses_versioncompetency vc
           JOIN competencies_competency c ON c.id = vc.competency_id WHERE vc.version_id = v.id ORDER BY c.area LIMIT 1)
FROM courses_assignment a
JOIN courses_offering o ON o.id = a.offering_id
JOIN courses_courseversion v ON v.id = o.published_version_id
LEFT JOIN LATERAL (SELECT progress, state FROM courses_enrolment WHERE person_id = a.person_id
    AND offering_id = a.offering_id ORDER BY (state = 'completed') DESC, id DESC LIMIT 1) AS e ON true
LEFT JOIN LATERAL (SELECT completed_at FROM courses_completion WHERE person_id = a.person_id
    AND offering_id = a.offering_id ORDER BY completed_at LIMIT 1) AS k ON true
WHERE a.person_id = %s AND a.withdrawn_at IS NULL
ORDER BY a.offering_id, a.due_date NULLS LAST
""",
)
# The enrolment last worked in, and its first resource that is not done. Put in order before the resources are looked
# for, so that they are looked for in one enrolment and not in all that are open.
RESUME = Prepared(
    "home_resume",
    """
WITH open AS (
    SELECT e.id, e.version_id, e.progress, o.code,
           (SELECT max(updated_at) FROM courses_resourceprogress p WHERE p.enrolment_id = e.id) AS worked_at
    FROM courses_enrolment e JOIN courses_offering o ON o.id = e.offering_id
    WHERE e.person_id = %s AND e.state = 'open'
    ORDER BY worked_at DESC NULLS LAST, e.id DESC
), here AS (
    SELECT e.*, next.* FROM open e
    CROSS JOIN LATERAL (
        SELECT r.uuid, r.title AS part, r.title_hi AS part_hi, m.position AS module, r.kind,
               coalesce(p.position, 0) AS at_place
        FROM courses_resource r JOIN courses_module m ON m.id = r.module_id
        LEFT JOIN courses_resourceprogress p ON p.enrolment_id = e.id AND p.resource_id = r.id
        WHERE r.version_id = e.version_id AND p.completed_at IS NULL ORDER BY m.position, r.position LIMIT 1
    ) AS next
    ORDER BY e.worked_at DESC NULLS LAST, e.id DESC LIMIT 1
)
SELECT here.code, v.title, v.title_hi, here.progress, here.uuid, here.part, here.part_hi, here.module, here.kind,
       here.at_place, totals.modules, totals.minutes_left,
       (SELECT c.area FROM courses_versioncompetency vc JOIN competencies_competency c ON c.id = vc.competency_id
        WHERE vc.version_id = v.id ORDER BY c.area LIMIT 1)
FROM here
JOIN courses_courseversion v ON v.id = here.version_id
CROSS JOIN LATERAL (
    SELECT count(DISTINCT r.module_id) AS modules,
           coalesce(sum(r.minutes) FILTER (WHERE p.completed_at IS NULL), 0) AS minutes_left
    FROM courses_resource r LEFT JOIN courses_resourceprogress p ON p.enrolment_id = here.id AND p.resource_id = r.id
    WHERE r.version_id = here.version_id
) AS totals
""",
)
# The newest courses of the catalogue that the person is neither in nor asked to take.
RECOMMENDED = Prepared(
    "home_recommended",
    """
SELECT s.code, s.title, s.title_hi, s.minutes, s.languages, s.areas, s.provider, s.provider_hi,
       (SELECT ARRAY[ones, twos, threes, fours, fives] FROM courses_ratingsummary r WHERE r.offering_id = s.offering_id)
FROM courses_nationalsearchentry s
WHERE NOT EXISTS (SELECT FROM courses_enrolment e WHERE e.person_id = %s AND e.offering_id = s.offering_id
                  AND e.state <> 'withdrawn')
  AND NOT EXISTS (SELECT FROM courses_assignment a WHERE a.person_id = %s AND a.offering_id = s.offering_id
                  AND a.withdrawn_at IS NULL)
ORDER BY s.published_at DESC, s.offering_id LIMIT %s
""",
)
ABOUT = Prepared(
    "home_about",
    """
SELECT (SELECT ARRAY[d.name, d.name_hi] FROM ehrms_posting p JOIN institutions_designation d ON d.id = p.designation_id
        WHERE p.person_id = %s AND p.active_from <= %s AND (p.active_to IS NULL OR p.active_to > %s) LIMIT 1),
       (SELECT coalesce(sum(least(%s, (SELECT sum(upper(x) - lower(x)) FROM unnest(d.active) x))), 0)
            FROM courses_learningday d WHERE d.person_id = %s AND d.day >= %s),
       (SELECT count(*) FROM courses_completion WHERE person_id = %s AND completed_at >= %s),
       (SELECT jsonb_object_agg(area, n) FROM (SELECT c.area, count(DISTINCT c.id) AS n FROM competencies_attainment t
            JOIN competencies_competency c ON c.id = t.competency_id WHERE t.person_id = %s GROUP BY c.area) AS held)
""",
)


@dataclass(frozen=True, slots=True)
class Home:
    """What the template prints."""

    designation: str
    resume: dict[str, Any] | None
    plan_rows: list[dict[str, Any]]
    plan_count: int
    plan_done: int
    plan_overdue: int
    segments: list[tuple[str, int]]
    recommended: list[dict[str, Any]]
    hours: str
    completions: int
    held: list[dict[str, Any]]  # by area: how many competencies, and how that compares with the fullest area


def home_of(person_id: int, *, language: str, today: date, year_start: date) -> Home:
    """Four statements for the person whose scope is open."""
    with connection.cursor() as cursor:
        PLAN.run(cursor, [person_id])
        duties = [_due(row, language) for row in cursor.fetchall()]
        RESUME.run(cursor, [person_id])
        resume = _resume(cursor.fetchone(), language)
        RECOMMENDED.run(cursor, [person_id, person_id, RECOMMENDATIONS])
        recommended = [_card(row, language) for row in cursor.fetchall()]
        ABOUT.run(
            cursor, [person_id, today, today, DAY_MOST_SECONDS, person_id, year_start, person_id, year_start, person_id]
        )
        designation, seconds, completions, held = cursor.fetchone()
    duties.sort(key=lambda due: due.order(today))
    return Home(
        designation=((language == "hi" and designation[1]) or designation[0]) if designation else "",
        resume=resume,
        plan_rows=_plan_rows(duties[:PLAN_ROWS], today),
        plan_count=len(duties),
        plan_done=sum(due.is_done for due in duties),
        plan_overdue=sum(due.is_overdue(today) for due in duties),
        segments=[due.segment(today) for due in sorted(duties, key=lambda due: not due.is_done)],
        recommended=recommended,
        hours=duration(int(seconds)) if seconds else _("0 min"),
        completions=completions,
        held=_held(held),
    )


def _held(held: Any) -> list[dict[str, Any]]:
    counts = json.loads(held) if isinstance(held, str) else held or {}
    most = max(counts.values(), default=0) or 1
    return [
        {"label": name, "value": counts.get(area, 0), "percent": round(100 * counts.get(area, 0) / most)}
        for area, name in Area.choices
    ]


def _due(row: tuple[Any, ...], language: str) -> Due:
    code, title, title_hi, minutes, due_date, reason, uuid, progress, state, completed_at, area = row
    why = json.loads(reason) if isinstance(reason, str) else reason or {}
    return Due(
        code=code,
        title=(language == "hi" and title_hi) or title,
        area=area or "functional",
        minutes=minutes,
        due_date=due_date,
        why=(language == "hi" and why.get("title_hi")) or why.get("title", ""),
        assignment=str(uuid),
        progress=progress or 0,
        is_started=state == "open" and bool(progress),
        completed_date=completed_at.date() if completed_at else None,
    )


def _plan_rows(duties: list[Due], today: date) -> list[dict[str, Any]]:
    areas = {area: str(name) for area, name in Area.choices}
    return [_plan_row(due, areas[due.area], today) for due in duties]


def _plan_row(due: Due, area: str, today: date) -> dict[str, Any]:
    kind, sentence, found = chip(due, today)
    value: Any = found
    texts = {
        "overdue": lambda: ngettext("Overdue by %(n)s day", "Overdue by %(n)s days", int(value)) % {"n": value},
        "due": lambda: _("Due %(date)s") % {"date": in_date(value)},
        "completed": lambda: _("Completed %(date)s") % {"date": in_date(value)},
        "open": lambda: _("No date set"),
    }
    meta = [area, duration(due.minutes * 60)]
    if due.is_started and not due.is_done:
        meta.append(_("%(percent)s%% complete") % {"percent": due.progress})
    url = course_address(due.code)
    label = _("Open") if due.is_done else _("Continue") if due.is_started else _("Start")
    return {
        "url": url,
        "title": due.title,
        "area": due.area,
        "seed": due.code,
        "meta": meta,
        "reason": _("Asked for by: %(why)s") % {"why": due.why} if due.why else "",
        "chip": texts[sentence](),
        "chip_kind": kind,
        "action_url": url,
        "action_label": label,
    }


def _resume(row: tuple[Any, ...] | None, language: str) -> dict[str, Any] | None:
    if row is None:
        return None
    code, title, title_hi, progress, uuid, part, part_hi, module, kind, place, modules, minutes_left, area = row
    hindi = language == "hi"
    label = _("Resume") if progress else _("Start learning")
    if kind in ("video", "audio") and place:
        label = _("Resume at %(time)s") % {"time": clock(place)}
    return {
        "eyebrow": _("Continue where you stopped") if progress else _("Ready to begin"),
        "title": (hindi and title_hi) or title,
        "text": format_html(
            _("Module {module} of {modules} · {part} · {left} left"),
            module=module,
            modules=modules,
            part=own_language((hindi and part_hi) or part),
            left=duration(int(minutes_left) * 60),
        ),
        "percent": progress,
        "percent_label": _("%(percent)s%% complete") % {"percent": progress},
        "action_url": reverse("courses:learn", args=[code, uuid]),
        "action_label": label,
        "action_icon": "play-fill",
        "link_url": course_address(code),
        "link_label": _("Course page"),
        "seed": code,
        "area": area or "functional",
        "heading": "h2",
    }


def _card(row: tuple[Any, ...], language: str) -> dict[str, Any]:
    code, title, title_hi, minutes, languages, areas, provider, provider_hi, counts = row
    names = {"en": "English", "hi": "हिन्दी"}
    return {
        "url": course_address(code),
        "title": (language == "hi" and title_hi) or title,
        "area": areas[0] if areas else "functional",
        "seed": code,
        "reason": _("New from %(provider)s") % {"provider": (language == "hi" and provider_hi) or provider},
        "duration": duration(minutes * 60),
        "languages": ", ".join(names.get(code, code) for code in languages),
        **stars_of(counts),
    }
