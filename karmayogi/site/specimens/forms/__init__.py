"""Fields, forms and filters."""

from karmayogi.site.specimens.drawn import Group, groups_of, states_of
from karmayogi.site.specimens.forms import fields, filters, whole

PARTS = (fields, whole, filters)
STATES = states_of(*PARTS)


def groups() -> list[Group]:
    return groups_of(*PARTS)
