"""The one door of e-HRMS for other pillars: ids and frozen values in and out."""

from ehrms.audiences.queries import chunk_of, conditions_for, members_among, postings_of, reach_of
from ehrms.audiences.rules import Audience, Condition, Reach
from ehrms.officials.actions import Joining, join, post, transfer
from ehrms.officials.queries import codes_of, officials_of, person_of_address

__all__ = [
    "Audience", "Condition", "Joining", "Reach", "chunk_of", "codes_of", "conditions_for", "join", "members_among",
    "officials_of", "person_of_address", "post", "postings_of", "reach_of", "transfer",
]  # fmt: skip
