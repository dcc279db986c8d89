"""Programs that act for a person through /api/v1/, a clock that goes when told, and what workers would do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client, override_settings

import ehrms.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
import policy.tasks  # noqa: F401 (as above)
from core.jobs.actions import work
from core.jobs.models import Job
from core.outbox.relay import relay
from core.tenancy.context import everywhere
from courses.certificates.models import Certificate
from courses.certificates.tasks import draw_documents
from karmayogi.reactions import SUBSCRIPTIONS
from tests.contract import described


@dataclass
class Program:
    """One person's program: speaks JSON, expects a status and the shape described, keeps the text of every answer."""

    client: Client
    heard: list[str] = field(default_factory=list)

    def get(self, path: str, status: int = 200) -> Any:
        return self._said(self.client.get(f"/api/v1/{path}"), status)

    def file(self, address: str) -> bytes:
        """What an answer points to, by the key; or, where it leads to the content origin, by its address alone."""
        answer = self.client.get(address)
        if answer.status_code == 302:
            assert answer["Location"].startswith(f"{settings.CONTENT_URL}/f/")
            return of_content_origin(answer["Location"])
        assert answer.status_code == 200, answer.content
        return answer.content

    def send(self, path: str, body: Any = None, *, method: str = "post", status: int = 201) -> Any:
        answer = getattr(self.client, method)(f"/api/v1/{path}", {} if body is None else body, "application/json")
        return self._said(answer, status)

    def upload(self, path: str, file: Any, *, method: str = "POST", status: int = 201) -> Any:
        with file.open("rb") as content:
            answer = self.client.post(f"/api/v1/{path}", {"file": content}, REQUEST_METHOD=method)
        return self._said(answer, status)

    def _said(self, answer: Any, status: int) -> Any:
        text = answer.content.decode()
        self.heard.append(text)
        assert answer.status_code == status, text
        faults = described.faults_of(answer)
        assert not faults, "\n".join(faults)
        return answer.json() if text else None


def of_content_origin(address: str) -> bytes:
    """Read there, where no session, no key and no database is."""
    with override_settings(ROOT_URLCONF="karmayogi.content_urls", MIDDLEWARE=[]):
        answer = Client(headers={"host": "localhost"}).get(address.removeprefix(settings.CONTENT_URL))
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)


@dataclass
class Clock:
    """The real time, and what was added to it."""

    real: Callable[[], datetime]
    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.real() + self.ahead

    def forward(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


def workers() -> None:
    """Relay, jobs and drawing, until nothing is left to do."""
    while relay(SUBSCRIPTIONS) + _jobs() + _documents():
        pass


def _jobs() -> int:
    with everywhere(reason="test", audited=False):
        waiting = list(Job.objects.filter(state="waiting").values_list("uuid", flat=True))
    for job_uuid in waiting:
        assert work(job_uuid=job_uuid) == "ended"
    return len(waiting)


def _documents() -> int:
    with everywhere(reason="test", audited=False):
        undrawn = [str(uuid) for uuid in Certificate.objects.filter(document_key="").values_list("uuid", flat=True)]
    return draw_documents(certificate_uuids=undrawn) if undrawn else 0
