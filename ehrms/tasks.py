"""Gathers the tasks and kinds of jobs of e-HRMS, for the workers."""

from ehrms.exchange.tasks import apply, check

__all__ = ["apply", "check"]
