"""The filters with their counts, as the page and the endpoint show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from competencies.framework.models import Area, Level
from core.components.cards import facet_choice
from core.display.numbers import in_num
from courses.catalogue.models import OfferingKind
from courses.catalogue.queries.asking import Search
from courses.catalogue.queries.cards import LANGUAGES
from courses.catalogue.queries.facets import Counts, names_of
from courses.catalogue.rules.entries import AREAS, FACETS, LEVELS, TIMES

LEGENDS: dict[str, str | Promise] = {
    "area": _("Competency area"),
    "competency": _("Competency"),
    "level": _("Level"),
    "language": _("Language of the course"),
    "time": _("Time needed"),
    "provider": _("Provider"),
    "kind": _("Kind"),
}
TIME_NAMES: dict[str, str | Promise] = {
    "30": _("Up to 30 min"),
    "60": _("30 min to 1 h"),
    "180": _("1 to 3 h"),
    "more": _("Over 3 h"),
}
FIXED = {
    "area": AREAS,
    "level": LEVELS,
    "language": tuple(LANGUAGES),
    "time": tuple(TIMES),
    "kind": tuple(OfferingKind.values),
}
SHOWN_FIRST = 5
MOST_SHOWN = 25
CHOICES_KEPT = 4096  # as HTML: the same few values come on every page, mostly with the same counts


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet. `count`: courses it would leave, or at least so many; `language` of the label, if of its own."""

    name: str
    value: str
    label: str
    count: int
    is_at_least: bool
    is_chosen: bool
    language: str = ""

    def html(self, speaks: str = "") -> SafeString:
        return _choice_html(self, speaks)

    def number(self) -> str:
        return f"{in_num(self.count)}+" if self.is_at_least and self.count else in_num(self.count)


@dataclass(frozen=True, slots=True)
class Facet:
    """`choices` are in view, `more` behind "Show all"."""

    name: str
    legend: str | Promise
    choices: list[Choice]
    more: list[Choice]

    def choices_html(self) -> SafeString:
        return _html(self.choices)

    def more_html(self) -> SafeString:
        return _html(self.more)


@lru_cache(maxsize=CHOICES_KEPT)
def _choice_html(choice: Choice, speaks: str) -> SafeString:
    return facet_choice(
        choice.name, choice.value, choice.label, choice.number(), choice.language,
        is_chosen=choice.is_chosen, speaks=speaks,
    )  # fmt: skip


def _html(choices: Iterable[Choice]) -> SafeString:
    speaks = get_language() or "en"
    return SafeString("".join(choice.html(speaks) for choice in choices))


def filters(wanted: Search, counted: Counts, language: str, *, has_mine: bool) -> list[Facet]:
    """Each facet that has something to choose. The chosen values come first, so that they can be undone."""
    chosen = wanted.chosen()
    facets = []
    for name in FACETS:
        numbers = counted.of.get(name, {})
        values = _values(name, numbers, chosen.get(name, ()))
        if name == "kind" and len(set(numbers) | set(chosen.get(name, ()))) < 2:
            continue  # with one kind of offering there is no choice
        labels = _labels(name, values, language)
        choices = [
            Choice(
                name=name,
                value=value,
                label=labels.get(value, value),
                count=numbers.get(value, 0),
                is_at_least=counted.is_at_least(name),
                is_chosen=value in chosen.get(name, ()),
                language=value if name == "language" else "",
            )
            for value in values
        ]
        if choices:
            first = len(choices) if name in FIXED else max(SHOWN_FIRST, len(chosen.get(name, ())))
            facets.append(Facet(name, LEGENDS[name], choices[:first], choices[first:]))
    if has_mine:
        mine = Choice(
            name="mine",
            value="1",
            label=str(_("Offered by my organisation or one above it")),
            count=counted.mine,
            is_at_least=counted.is_at_least(),
            is_chosen=bool(wanted.organisation_ids),
        )
        facets.append(Facet("mine", _("For my organisation"), [mine], []))
    return facets


def chosen_of(facets: Iterable[Facet]) -> list[Choice]:
    return [choice for facet in facets for choice in (*facet.choices, *facet.more) if choice.is_chosen]


def _values(name: str, numbers: dict[str, int], chosen: tuple[str, ...]) -> list[str]:
    if name in FIXED:
        return list(FIXED[name])
    found = sorted(numbers, key=lambda value: (-numbers[value], value))
    return [*chosen, *(value for value in found if value not in chosen)][:MOST_SHOWN]


def _labels(name: str, values: list[str], language: str) -> dict[str, str]:
    if name in ("competency", "provider"):
        names = names_of(name, values)
        return {value: (language == "hi" and names[value][1]) or names[value][0] for value in values if value in names}
    fixed = _fixed_labels(language)[name]
    return {value: fixed[value] for value in values}


@lru_cache(maxsize=8)
def _fixed_labels(language: str) -> dict[str, dict[str, str]]:
    """Facet -> value -> label, of the facets that have the same values everywhere."""
    fixed: dict[str, dict[str, Any]] = {
        "area": dict(Area.choices),
        "time": {**TIME_NAMES},
        "language": {**LANGUAGES},
        "kind": dict(OfferingKind.choices),
        "level": {level: f"{level} {Level(int(level)).label}" for level in LEVELS},
    }
    with override(language):
        return {name: {value: str(label) for value, label in labels.items()} for name, labels in fixed.items()}
