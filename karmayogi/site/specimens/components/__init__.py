"""The components that every page is made of."""

from karmayogi.site.specimens.components import buttons, cards, home, notices, signs, turning, waiting
from karmayogi.site.specimens.drawn import Group, groups_of, states_of

PARTS = (home, cards, signs, buttons, notices, turning, waiting)
STATES = states_of(*PARTS)


def groups() -> list[Group]:
    return groups_of(*PARTS)
