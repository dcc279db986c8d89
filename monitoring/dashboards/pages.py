"""The dashboards of the nation and of one organisation."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.components.charts import Series, bars
from core.display.dates import in_datetime, month_long, month_short
from core.display.measures import percent
from core.display.numbers import in_num, short_parts
from core.doors import permitted
from institutions.organisations.models import Organisation
from institutions.roles.requests import InScope
from institutions.roles.rules import permits
from monitoring.dashboards import rules, states
from monitoring.readmodels import queries

FINDINGS = {
    "MORE": gettext_lazy("Completions rose in %(month)s"),
    "FEWER": gettext_lazy("Completions fell in %(month)s"),
    "SAME": gettext_lazy("Completions stayed level in %(month)s"),
    "NONE": gettext_lazy("Completions by month"),
}
ROWS = 15  # of the table, until all are asked for
GRADES = {
    "A": gettext_lazy("Independent test"),
    "B": gettext_lazy("Test marked by the platform"),
    "C": gettext_lazy("Reading and watching measured"),
    "D": gettext_lazy("Own word or imported"),
}


@permitted("monitoring.national.view")
def national(request: InScope) -> HttpResponse:
    """The whole service: figures of the root of the tree."""
    return _dashboard(request, request.organisation, _("National learning overview"), "national")


@permitted("monitoring.overview.view")
def organisation(request: InScope, organisation: str) -> HttpResponse:
    """One ministry, department or office with everything below it."""
    name = request.organisation.name_in(translation.get_language())
    area = "national" if request.organisation.parent_id is None else "organisation"
    return _dashboard(request, request.organisation, name, area)


def _dashboard(request: InScope, place: Organisation, title: str, area: str) -> HttpResponse:
    today = timezone.localdate()
    year = rules.chosen_year(request.GET.get("year", ""), today)
    sort = request.GET.get("sort", "registered")
    sort = sort if sort in queries.SORTS else "registered"
    until = min(today, year.last_day)
    standing = queries.standing(place.pk, year.first_day, today, until)
    months = queries.months(place.pk, year.first_day, until)
    rows = queries.children(place.pk, year.first_day, today, until, sort=sort)
    is_whole = len(rows) <= ROWS or request.GET.get("all") == "1"
    state = queries.as_of()
    return render(
        request,
        "monitoring/dashboards/overview.html",
        {
            "title": title,
            "area": area,
            "as_of": in_datetime(state.as_of) if state else None,
            "year": year,
            "years": rules.years(today),
            "kpis": _kpis(standing, months, today),
            "crumbs": _crumbs(request, place),
            "integrity_url": reverse("monitoring:integrity") if place.parent_id is None else "",
            "attention": _attention(rows, year),
            "chart": _chart(months, year, today),
            "table": _table(rows if is_whole else rows[:ROWS], sort, year) if rows else None,
            "all_url": None if is_whole else f"?year={year.start}&sort={sort}&all=1",
            "all_count": len(rows),
            "map": _map(rows, year) if place.parent_id is None else None,
            "grades": _grades(standing),
            "funnel": _funnel(standing),
            "has_figures": state is not None,
        },
    )


def _crumbs(request: InScope, place: Organisation) -> list[tuple[str, str]]:
    """The organisations above whose figures the reader may see too."""
    language = translation.get_language()
    above = Organisation.objects.in_bulk(place.path[:-1])
    found = []
    for pk in place.path[:-1]:
        organisation = above[pk]
        if permits(request.principal.roles, "monitoring.overview.view", tuple(organisation.path)) is None:
            continue
        if organisation.parent_id is None:
            found.append((reverse("monitoring:national"), _("National learning overview")))
        else:
            url = reverse("monitoring:organisation", args=[organisation.code])
            found.append((url, organisation.name_in(language)))
    return found


def _attention(rows: list[queries.Row], year: rules.FinancialYear) -> list[dict[str, object]]:
    """What somebody should do something about, among the organisations directly below."""
    without = sum(row.registered > 0 and row.plan_percent is None for row in rows)
    behind = sum(row.plan_percent is not None and row.plan_percent < rules.BEHIND_PERCENT for row in rows)
    url = f"?year={year.start}&sort=plan"
    found: list[dict[str, object]] = []
    if without:
        title = ngettext("%(n)s organisation has no plan", "%(n)s organisations have no plan", without)
        found.append(
            {"icon": "exclamation-triangle", "kind": "bad", "title": title % {"n": in_num(without)},
             "text": _("Officials are registered there, and nothing is asked of them."), "url": url,
             "label": _("See the organisations")}
        )  # fmt: skip
    if behind:
        title = ngettext("%(n)s organisation is behind its plan", "%(n)s organisations are behind their plans", behind)
        share = percent(rules.BEHIND_PERCENT)
        found.append(
            {"icon": "clock", "kind": "warn", "title": title % {"n": in_num(behind)},
             "text": _("Less than %(share)s of what was asked is completed.") % {"share": share}, "url": url,
             "label": _("See the organisations")}
        )  # fmt: skip
    return found


def _kpis(standing: queries.Standing, months: list[queries.Month], today: date) -> list[dict[str, object]]:
    active = percent(100 * standing.active_30 / standing.registered) if standing.registered else None
    plan = standing.plan_percent
    return [
        _kpi(_("Registered officials"), standing.registered),
        _kpi(
            _("Active in 30 days"),
            standing.active_30,
            change_note=_("%(share)s of registered") % {"share": active} if active else "",
        ),
        _kpi(
            _("Enrolments"),
            standing.enrolled,
            **_course(months, "enrolled", today),
        ),
        _kpi(
            _("Completions"),
            standing.completions,
            **_course(months, "completed", today),
        ),
        {
            "label": _("Plan completion"),
            "value": percent(plan) if plan is not None else "–",
            "change_note": _("%(done)s of %(all)s duties")
            % {"done": in_num(standing.assigned_done), "all": in_num(standing.assigned)},
        },
        _kpi(_("Learning hours"), standing.minutes // 60),
    ]


def _kpi(label: str, number: int, **more: object) -> dict[str, object]:
    value, unit = short_parts(number)
    return {"label": label, "value": value, "unit": unit, **more}


def _course(months: list[queries.Month], figure: str, today: date) -> dict[str, object]:
    """How a figure went through the months: its line, and what the last full month made of the one before."""
    found: dict[str, object] = {"spark": [getattr(month, figure) for month in months] if len(months) > 1 else None}
    full = _full(months, today)
    change = rules.monthly_change([getattr(month, figure) for month in full])
    if change is not None:
        found["change"] = percent(abs(change))
        found["change_kind"] = "up" if change > 0 else "down" if change < 0 else "flat"
        found["change_note"] = _("in %(month)s") % {"month": month_short(full[-1].first.month)}
    return found


def _full(months: list[queries.Month], today: date) -> list[queries.Month]:
    """Without the one that is going on."""
    return [month for month in months if (month.first.year, month.first.month) != (today.year, today.month)]


def _chart(months: list[queries.Month], year: rules.FinancialYear, today: date) -> dict[str, object]:
    full = _full(months, today)
    finding = rules.trend_finding([month.completed for month in full])
    title = str(FINDINGS[finding])
    if finding != "NONE":
        title %= {"month": month_long(full[-1].first.month)}
    total = sum(month.completed for month in months)
    return bars(
        title=title,
        summary=_("%(total)s completions in %(year)s so far") % {"total": in_num(total), "year": year.label},
        labels=[month_short(month.first.month) for month in months],
        series=Series(_("Completions"), [month.completed for month in months]),
        before=Series(_("Enrolments"), [month.enrolled for month in months]),
        partial_last=len(full) < len(months),
        label_head=_("Month"),
    )


def _table(rows: list[queries.Row], sort: str, year: rules.FinancialYear) -> dict[str, object]:
    language = translation.get_language()

    def column(key: str, label: str, kind: str = "number") -> dict[str, object]:
        found: dict[str, object] = {"label": label, "kind": kind, "sort_url": f"?year={year.start}&sort={key}"}
        if key == sort:
            found["sorted"] = "ascending" if key == "name" else "descending"
        return found

    return {
        "caption": _("Organisations directly below"),
        "columns": [
            column("name", _("Organisation"), ""),
            column("registered", _("Officials")),
            column("active", _("Active in 30 days")),
            column("completed", _("Completions")),
            column("plan", _("Plan completed")),
        ],
        "rows": [
            [
                {
                    "text": (language == "hi" and row.name_hi) or row.name,
                    "url": reverse("monitoring:organisation", args=[row.code]) + f"?year={year.start}",
                },
                in_num(row.registered),
                in_num(row.active_30),
                in_num(row.completed),
                {"text": percent(row.plan_percent), "percent": row.plan_percent}
                if row.plan_percent is not None
                else "–",
            ]
            for row in rows
        ],
    }


def _map(rows: list[queries.Row], year: rules.FinancialYear) -> dict[str, object] | None:
    """The share of officials who were active, State by State, in the order of the tiles."""
    language = translation.get_language()
    here = {row.code: row for row in rows}
    found = sorted(
        ((tile, here[code]) for code, tile in states.TILES.items() if code in here),
        key=lambda pair: (pair[0].row, pair[0].column),
    )
    if not any(row.registered for _tile, row in found):
        return None
    shown = [
        {
            "column": tile.column,
            "row": tile.row,
            "letters": tile.letters_hi if language == "hi" else tile.letters,
            "name": (language == "hi" and row.name_hi) or row.name,
            "value": percent(row.active_percent) if row.active_percent is not None else "–",
            "shade": states.shade(row.active_percent),
            "url": reverse("monitoring:organisation", args=[row.code]) + f"?year={year.start}",
        }
        for tile, row in found
    ]
    names = [str(tile["name"]) for tile in shown]
    return {
        "title": _("Officials active, by State and Union Territory"),
        "tiles": shown,
        "legend": _shades(),
        "table": {
            "caption": _("Officials active, by State and Union Territory"),
            "columns": [
                {"label": _("State or Union Territory")},
                {"label": _("Officials"), "kind": "number"},
                {"label": _("Active in 30 days"), "kind": "number"},
                {"label": _("Share"), "kind": "number"},
            ],
            "rows": [
                [name, in_num(row.registered), in_num(row.active_30), tile["value"]]
                for name, tile, (_tile, row) in sorted(zip(names, shown, found, strict=True), key=lambda one: one[0])
            ],
        },
    }


def _shades() -> list[dict[str, object]]:
    first, *_between, last = states.STEPS
    named = [(1, _("under %(share)s") % {"share": percent(first)})]
    named += [
        (place, f"{low}–{percent(high - 1)}")
        for place, (low, high) in enumerate(zip(states.STEPS, states.STEPS[1:], strict=False), start=2)
    ]
    named.append((len(states.STEPS) + 1, _("%(share)s and over") % {"share": percent(last)}))
    return [{"shade": place, "name": name} for place, name in named]


def _grades(standing: queries.Standing) -> list[dict[str, object]]:
    most = max(standing.completed.values()) or 1
    return [
        {"label": f"{grade} · {GRADES[grade]}", "value": in_num(count), "percent": round(100 * count / most)}
        for grade, count in standing.completed.items()
    ]


def _funnel(standing: queries.Standing) -> list[dict[str, object]]:
    steps = [
        (_("Asked to learn"), standing.assigned),
        (_("Completed of it"), standing.assigned_done),
    ]
    most = max(count for _label, count in steps) or 1
    return [{"label": label, "value": in_num(count), "percent": round(100 * count / most)} for label, count in steps]
