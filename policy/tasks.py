"""Gathers the tasks and kinds of jobs of policy, for the workers."""

from policy.plans.tasks import carry_day, publish

__all__ = ["carry_day", "publish"]
