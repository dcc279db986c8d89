"""Gathers the tasks and kinds of jobs of policy, for the workers."""

from policy.plans.tasks import publish

__all__ = ["publish"]
