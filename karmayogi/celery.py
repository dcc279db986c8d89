"""The Celery application. Tasks are found in every pillar's `tasks` modules."""

import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karmayogi.settings")

app = Celery("karmayogi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="tasks")


@worker_process_init.connect
def close_inherited_connections(**_: object) -> None:
    """A forked worker must not share the parent's database sockets."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.inc_thread_sharing()
        connection.connection = None
        connection.dec_thread_sharing()
