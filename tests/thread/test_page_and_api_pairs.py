"""What a person can do on a page, a program can do by a call; and whom the page refuses, the call refuses."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from core.tenancy.context import everywhere
from courses.authoring import queries
from courses.catalogue.models import Course
from messages.feedback.models import Category
from tests.contract import described
from tests.journeys.material import video
from tests.thread.table import ACTIONS, SIGN_IN, THAT_ONLY_READ, WITHOUT_A_CALL, Action
from tests.thread.world import build

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE) ")


class Doors:
    """Asks the page or the endpoint of an action, and undoes what it did."""

    def __init__(self, cast, world: dict[str, Any], film: bytes) -> None:
        self.cast, self.world, self.film = cast, world, film
        self.clients: dict[str | None, Client] = {}
        self.wrote: list[str] = []
        self.not_as_described: list[str] = []

    def client(self, name: str | None) -> Client:
        if name not in self.clients:
            self.clients[name] = Client()
            if name:
                self.clients[name].force_login(self.cast.user(name), backend="accounts.backend.Backend")
        return self.clients[name]

    def page(self, action: Action, name: str | None, **elsewhere: str) -> int:
        return self._ask(name, "post", action.page, action.at | elsewhere, self.said(action.form))

    def call(self, action: Action, name: str | None, **elsewhere: str) -> int:
        method, _space, door = action.call.partition(" ")
        at = action.at if action.call_at is None else action.call_at
        body = self.said(action.body) if action.body is not None else {}
        return self._ask(name, method, door, at | elsewhere, body, None if action.files else "application/json")

    def _ask(
        self, name: str | None, method: str, door: str, at: dict[str, Any], body: Any, kind: str | None = None
    ) -> int:
        address = reverse(door, kwargs=self.said(at))
        how = {"content_type": kind} if kind else {"REQUEST_METHOD": method.upper()}
        sender = self.client(name).generic if kind else self.client(name).post
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answer = sender(method.upper(), address, json.dumps(body), **how) if kind else sender(address, body, **how)
            transaction.set_rollback(True)
        if "/api/v1/" in address:
            self.not_as_described += described.faults_of(answer)
        self.wrote = [one["sql"] for one in asked if WRITING.match(one["sql"])]
        return answer.status_code

    def said(self, value: Any) -> Any:
        """`@name` stands for something of the world; a file is made anew for each sending."""
        if callable(value):
            file = value()
            return type(file)(file.name, self.film) if file.name.endswith("mp4") else file
        if isinstance(value, dict):
            return {key: self.said(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.said(one) for one in value]
        return self.world.get(value, value) if isinstance(value, str) else value


@pytest.fixture
def doors(cast, tmp_path) -> Doors:
    film = video(tmp_path).read_bytes()
    world: dict[str, Any] = build(cast, film)
    with everywhere(reason="test", audited=False):
        world["@revision"] = queries.revision_of(Course.objects.get(offering__code="in-work").draft)
    world |= {"@tomorrow": (timezone.localdate() + timedelta(days=1)).isoformat(), "@category": Category.values[0]}
    return Doors(cast, world, film)


def test_who_may_is_let_through_by_both_doors_and_who_may_not_by_neither(doors):
    wrong = []
    for action in ACTIONS:
        expected: dict[str | None, Any] = action.refused | {action.who: (action.page_done, action.call_done)}
        for name, status in expected.items():
            both = status if isinstance(status, tuple) else (status, status)
            page, has_page_written = doors.page(action, name), bool(doors.wrote)
            call, has_call_written = doors.call(action, name), bool(doors.wrote)
            if (page, call) != both:
                wrong.append(f"{action.page} + {action.call}, {name}: {(page, call)}, not {both}")
            if (has_page_written, has_call_written) != (name == action.who, name == action.who):
                wrong.append(f"{action.page}, {name}: written {has_page_written}, {has_call_written}")
    wrong += doors.not_as_described

    assert not wrong, "\n".join(wrong)


def test_what_another_organisation_holds_is_not_found_under_ones_own_address(doors):
    """Bilal holds every role that Railways can give, and knows the uuids of ISTM and Finance."""
    wrong = []
    for action in ACTIONS:
        if "organisation" not in action.at or set(action.at) == {"organisation"}:
            continue
        answered = (
            doors.page(action, "bilal", organisation="railways"),
            doors.call(action, "bilal", organisation="railways"),
        )
        if answered != (404, 404):
            wrong.append(f"{action.page} + {action.call}: {answered}")

    assert not wrong, "\n".join(wrong)


FOR_SOMEBODY = {"institutions:grant_role", "courses:accommodations"}  # who must belong to the place


def test_bilal_can_do_at_home_what_needs_nobody_elses_rows(doors):
    """So the refusals above are about whose rows they are, not about his roles."""
    creating = [action for action in ACTIONS if set(action.at) == {"organisation"} and action.page not in FOR_SOMEBODY]
    answered = {
        action.page: (
            doors.page(action, "bilal", organisation="railways"),
            doors.call(action, "bilal", organisation="railways"),
        )
        for action in creating
    }

    assert answered == {
        "courses:authoring-new": (302, 201), "ehrms:exchanges": (302, 201), "policy:new_plan": (302, 201),
        "institutions:sign_on_service": (302, 200), "institutions:sign_on_domain": (302, 201),
        "institutions:sign_on_switching": (422, 409), "institutions:sign_on_removal": (422, 409),  # has none yet
    }  # fmt: skip


def patterns(below: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in below or get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or ""), pattern
        else:
            yield from patterns(pattern.url_patterns, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


def methods_of(view: Any) -> list[str] | None:
    """What Django's require_http_methods keeps; None where a page says nothing."""
    said = None
    while view is not None:
        for cell in view.__closure__ or ():
            kept = cell.cell_contents
            if isinstance(kept, list) and kept and set(kept) <= {"GET", "HEAD", "POST"}:
                said = kept
        view = getattr(view, "__wrapped__", None)
    return said


def pages() -> Iterator[tuple[str, list[str] | None]]:
    for name, pattern in patterns():
        view = pattern.callback
        if not hasattr(view, "cls") and not hasattr(view, "view_class") and not name.startswith(SIGN_IN):
            yield name, methods_of(view)


def test_every_page_that_takes_a_form_is_in_the_table_or_says_why_not():
    paired = {action.page for action in ACTIONS}
    takes = {name for name, methods in pages() if methods is None or "POST" in methods}

    assert takes - paired - set(WITHOUT_A_CALL) - THAT_ONLY_READ == set()
    assert paired - takes == set()
    assert set(WITHOUT_A_CALL) | THAT_ONLY_READ <= takes


# Twice is the same as once, or the request carries a number of its own.
NEED_NO_KEY = {
    "courses:api-progress", "courses:api-h5p-statements", "courses:api-answers", "courses:api-scorm-commits",
    "courses:api-trial-commits", "messages:api-reading", "messages:api-readings",
    "jobs:api-cancellation", "jobs:api-organisation-cancellation", "operations:api-retrial",
    "accounts:api-key-revocation",
    "institutions:api_end_support",
}  # fmt: skip
# The answer holds a secret, which a kept answer would keep too.
KEPT_BY_NOBODY = {"accounts:api-keys", "institutions:api_sign_on_links", "institutions:api_sign_on_trials"}


def test_every_call_that_makes_something_takes_an_idempotency_key():
    posts = {
        name: pattern.callback.cls.post
        for name, pattern in patterns()
        if hasattr(getattr(pattern.callback, "cls", None), "post")
    }

    assert {
        name for name, post in posts.items() if not getattr(post, "takes_keys", False)
    } == NEED_NO_KEY | KEPT_BY_NOBODY
    assert {action.call.partition(" ")[2] for action in ACTIONS if action.call.startswith("post ")} <= set(posts)


def test_the_table_names_doors_that_exist():
    for action in ACTIONS:
        method, _space, call = action.call.partition(" ")
        view = dict(patterns())[call].callback.cls
        assert hasattr(view, method), action.call
