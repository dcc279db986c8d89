"""Figures, charts and tables."""

from karmayogi.site.specimens.drawn import Group, groups_of, states_of
from karmayogi.site.specimens.figures import charts, numbers, tables

PARTS = (numbers, charts, tables)
STATES = states_of(*PARTS)


def groups() -> list[Group]:
    return groups_of(*PARTS)
