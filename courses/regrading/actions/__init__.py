"""Correcting a key: proposing with a preview, applying, and marking anew whoever was marked before."""

from courses.regrading.actions.applying import apply
from courses.regrading.actions.carrying_out import carry_on
from courses.regrading.actions.previewing import look_ahead
from courses.regrading.actions.proposing import CorrectionRefused, drop, propose

__all__ = ["CorrectionRefused", "apply", "carry_on", "drop", "look_ahead", "propose"]
