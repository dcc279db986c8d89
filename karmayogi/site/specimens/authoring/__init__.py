"""What authors and reviewers see."""

from karmayogi.site.specimens.authoring import drafts, outline, packages, reviews, statistics, writing
from karmayogi.site.specimens.drawn import Group, groups_of, states_of

PARTS = (drafts, outline, reviews, writing, packages, statistics)
STATES = states_of(*PARTS)


def groups() -> list[Group]:
    return groups_of(*PARTS)
