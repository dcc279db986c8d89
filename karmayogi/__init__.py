"""The project: settings, root URLs, Celery, reactions between pillars, and pages that mix pillars."""

from karmayogi.celery import app as celery_app

__all__ = ["celery_app"]
