"""Moving people home: a transfer changes, in every personal table, where the person is now.

The tables are found by their fences, so none can be forgotten. What happened keeps the organisation where it happened.
"""

from collections.abc import Sequence
from typing import Protocol

from django.apps import apps
from django.db import connection
from django.db.models import Model

from core.tenancy.fences import Personal


def homes() -> list[tuple[type[Model], str, str]]:
    """Every table with a home column: the model, its person column and its home column."""
    return [
        (model, fence.person, fence.home)
        for model in apps.get_models()
        if isinstance(fence := getattr(model, "fence", None), Personal) and fence.home and model._meta.managed
    ]


def move_homes(person_ids: Sequence[int], organisation_id: int) -> None:
    """Set the home of these persons in all personal tables: one statement each, for any number of persons.

    The scope must be allowed to write both where they were and where they come to; the database refuses otherwise.
    """
    with connection.cursor() as cursor:
        for model, person, home in homes():
            cursor.execute(
                f'UPDATE "{model._meta.db_table}" SET "{home}" = %s'  # noqa: S608 (names come from the models)
                f' WHERE "{person}" = ANY(%s) AND "{home}" IS DISTINCT FROM %s',
                [organisation_id, list(person_ids), organisation_id],
            )


class Moved(Protocol):
    """What reactions read of ehrms' OfficialTransferred, which stands above them."""

    person_ids: list[int]
    to_organisation_id: int


def follow_moves(events: Sequence[Moved], tables: Sequence[type[Model]]) -> None:
    """Once more, for rows that were written where the person was while the transfer was under way."""
    for event in events:
        home = event.to_organisation_id
        for table in tables:
            rows = table._default_manager.filter(person_id__in=event.person_ids)
            rows.exclude(home_organisation_id=home).update(home_organisation_id=home)
