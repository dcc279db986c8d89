"""Gathers the kinds of messages that this pillar sends."""

from courses.accommodations import reactions as accommodations
from courses.authoring import reactions as authoring
from courses.certificates import reactions as certificates
from courses.enrolment import reactions as enrolment
from courses.ratings import reactions as ratings
from courses.regrading import reactions as regrading

__all__ = ["accommodations", "authoring", "certificates", "enrolment", "ratings", "regrading"]
