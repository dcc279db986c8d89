"""Gathers the kinds of messages that this pillar sends."""

from courses.authoring import reactions as authoring
from courses.certificates import reactions as certificates
from courses.enrolment import reactions as enrolment

__all__ = ["authoring", "certificates", "enrolment"]
