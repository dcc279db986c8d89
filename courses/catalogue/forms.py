"""What the catalogue's search and filters accept. Anything else is ignored, not refused: a link may be old."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.catalogue.queries import LANGUAGES, Search
from courses.catalogue.rules import AREAS, TIMES

AREA_NAMES = {"behavioural": _("Behavioural"), "functional": _("Functional"), "domain": _("Domain")}
TIME_NAMES = {
    "30": _("Up to 30 min"),
    "60": _("30 min to 1 h"),
    "180": _("1 to 3 h"),
    "more": _("Over 3 h"),
}


def search_of(query: QueryDict) -> Search:
    return Search(
        words=" ".join(query.get("q", "").split())[:200].replace("\x00", ""),
        areas=tuple(area for area in AREAS if area in query.getlist("area")),
        languages=tuple(code for code in LANGUAGES if code in query.getlist("language")),
        times=tuple(time for time in TIMES if time in query.getlist("time")),
    )


def facets(wanted: Search) -> list[dict[str, object]]:
    """The filter form: a heading, a field's name and its choices."""
    return [
        {"name": "area", "legend": _("Competency area"), "choices": _choices(AREA_NAMES, wanted.areas)},
        {"name": "language", "legend": _("Language of the course"), "choices": _choices(LANGUAGES, wanted.languages)},
        {"name": "time", "legend": _("Time needed"), "choices": _choices(TIME_NAMES, wanted.times)},
    ]


def _choices(names: object, chosen: tuple[str, ...]) -> list[tuple[str, object, bool]]:
    return [(code, name, code in chosen) for code, name in names.items()]  # type: ignore[attr-defined]
