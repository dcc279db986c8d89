"""What a learner sees beside and below a film, a text, a document or a package."""

from karmayogi.site.specimens.drawn import Group, groups_of, states_of
from karmayogi.site.specimens.learning import contents, course, evidence, film, notes, packages

PARTS = (contents, film, evidence, notes, packages, course)
STATES = states_of(*PARTS)


def groups() -> list[Group]:
    return groups_of(*PARTS)
