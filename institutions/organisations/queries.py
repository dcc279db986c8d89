"""Reads of the tree. It is national: everybody may read it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from institutions.organisations.models import Organisation, OrganisationKind

FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation as pages and the API show it. `path_names`: names above it, root first."""

    code: str
    name: str
    kind: str
    kind_name: str
    has_children: bool
    path_names: tuple[str, ...]


def root() -> Organisation | None:
    return Organisation.objects.filter(parent=None, kind="nation").first()


def path_of(organisation: Organisation) -> list[Organisation]:
    """From the root down to the organisation itself."""
    rows = Organisation.objects.in_bulk(organisation.path)
    return [rows[pk] for pk in organisation.path]


def children_of(organisation: Organisation, language: str) -> list[Node]:
    return _nodes(Organisation.objects.filter(parent=organisation), language)


def children_by_kind(organisation: Organisation, language: str) -> list[tuple[str, list[Node]]]:
    """(name of the kind, its organisations): ministries first, in the order of the kinds."""
    nodes = children_of(organisation, language)
    groups = ((kind, [node for node in nodes if node.kind == kind.value]) for kind in OrganisationKind)
    return [(str(kind.label), group) for kind, group in groups if group]


def starting_with(words: str, language: str) -> list[Node]:
    """Organisations one of whose words, in either language, begins with what was typed; or whose code does."""
    found: QuerySet[Organisation] = Organisation.objects.all()
    for word in words.split()[:8]:
        begins = Q(code__istartswith=word)
        for name in ("name", "name_hi"):
            begins |= Q(**{f"{name}__istartswith": word}) | Q(**{f"{name}__icontains": f" {word}"})
        found = found.filter(begins)
    return _nodes(found, language, at_most=FOUND_AT_MOST)


def _nodes(rows: QuerySet[Organisation], language: str, at_most: int | None = None) -> list[Node]:
    below = Organisation.objects.filter(parent=OuterRef("pk"))
    kept = list(rows.annotate(has_children=Exists(below)).order_by("name")[:at_most])
    above = Organisation.objects.in_bulk({pk for row in kept for pk in row.path[:-1]})
    nodes = [
        Node(
            code=row.code,
            name=row.name_in(language),
            kind=row.kind,
            kind_name=str(row.get_kind_display()),
            has_children=row.has_children,
            path_names=tuple(above[pk].name_in(language) for pk in row.path[:-1]),
        )
        for row in kept
    ]
    return sorted(nodes, key=lambda node: node.name)
