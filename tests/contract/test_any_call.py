"""Whatever a program sends: no fault, errors in one shape, and nothing of another tenant.

Calls are made up by schemathesis from the API's own description, valid ones and invalid ones, with ids of real things
put in for invented ones. `FUZZ` sets how many for each endpoint and person: make test ARGS="tests/contract" FUZZ=50.
Each day makes up others; FUZZ_DAY makes up those of a day again.
"""

import itertools
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from accounts.keys import actions as keys
from competencies import facade as competencies
from core.tenancy.context import acting_in, everywhere
from courses.accommodations.models import Accommodation
from courses.authoring.models import QuestionImport, ReviewComment
from courses.catalogue.models import Module, Resource
from courses.notes.models import Note
from ehrms.exchange.actions import receive
from ehrms.exchange.models import Exchange, ExchangeRow
from institutions.roles.principal import principal_of
from policy.plans.models import CapacityBuildingPlan
from tests.contract import described
from tests.journeys.material import video
from tests.policy.making import plan_of
from tests.thread.table import ACTIONS
from tests.thread.world import OFFICIALS, build
from tests.today import TODAY

EXAMPLES = int(os.environ.get("FUZZ", "2"))
PEOPLE = ["bilal", "dev", "chitra", "asha"] if "FUZZ" in os.environ else ["bilal", "dev"]
# What only Finance, ISTM's authors or Asha may know; Bilal, who holds every role that Railways can give, must not.
OF_OTHERS = (
    "@plan", "@item", "@given", "@given_item", "@exchange", "@official", "@enrolment", "@attempt", "@message", "@job",
    "@own", "@module", "@second", "@text", "@film", "@quiz", "@import", "@question", "@remark", "@accommodation",
)  # fmt: skip
# What only Finance or Asha may know; Dev, who writes and looks after ISTM's courses, must not.
OF_LEARNERS = (
    "@plan", "@item", "@given", "@given_item", "@exchange", "@official", "@message",
)  # fmt: skip
# Texts put where only their own may read: table and column. A refusal may not tell them either.
OF_FINANCE = (
    (CapacityBuildingPlan, "title"), (Exchange, "file_name"), (ExchangeRow, "employee_code"), (Note, "text"),
)  # fmt: skip
OF_ISTM = (
    (ReviewComment, "body"), (Module, "title"), (Resource, "title"), (QuestionImport, "file_name"),
    (Accommodation, "note"),
)  # fmt: skip
KEPT_FROM = {"bilal": (*OF_FINANCE, *OF_ISTM), "dev": OF_FINANCE}
HIDDEN_FROM = {"bilal": OF_OTHERS, "dev": OF_LEARNERS}
MAKING = (Phase.generate,)  # a shrunk call would tell no more
CODES = ["finance", "istm", "cbdt", "railways", "india", "in-work", "begun", "whole", "own"]


@pytest.fixture
def world(cast, tmp_path) -> dict[str, str]:
    competencies.load_framework()
    return build(cast, video(tmp_path).read_bytes())


def marked(places: tuple[tuple[Any, str], ...]) -> dict[tuple[Any, str], str]:
    """Write a canary into each place; of courses, only where they are not published."""
    canaries = {}
    with everywhere(reason="test", audited=False):
        for model, column in places:
            rows = model.objects.all()
            if model in (Module, Resource):
                rows = rows.filter(version__is_published=False)
            canary = f"Kept {model.__name__}.{column}"
            assert rows.update(**{column: canary}) > 0, canary
            canaries[model, column] = canary
    return canaries


OF_RAILWAYS = ("Kept of Railways: a plan", "Kept of Railways: a file")


def railways(cast, at: datetime) -> dict[str, str]:
    """What only Railways may know, and Bilal of it: Dev, of ISTM, must not. It stands where Finance's stands."""
    plan_title, file_name = OF_RAILWAYS
    with acting_in(cast.organisation_scope("railways", "bilal")):
        plan = plan_of(cast, organisation="railways", title=plan_title)
        exchange = receive(
            organisation_id=cast.railways.pk, file_name=file_name, content=OFFICIALS, at=at,
            actor=principal_of(cast.user("bilal")).actor("page"),
        )  # fmt: skip
    return {"finance": "railways", "@plan": str(plan.uuid), "@exchange": str(exchange.uuid)}


def key_of(cast, name: str, at: datetime) -> str:
    user = cast.user(name)
    with everywhere(reason="test"):
        return keys.issue(
            user_id=user.pk, name="contract", may_write=True, days=30, used_second_step=True,
            actor=principal_of(user).actor("api"), at=at,
        )[1]  # fmt: skip


def test_is_answered_in_one_shape_and_tells_nothing_of_others(cast, world, settings_without_limits):
    """Everybody sends each call: to make it up takes longer than to answer it."""
    canaries = marked((*OF_FINANCE, *OF_ISTM))
    other_world = railways(cast, timezone.now())
    callers = [Caller(name, cast, world, canaries) for name in PEOPLE]
    for caller in callers:
        if caller.name == "dev":
            caller.secrets += [other_world["@plan"], other_world["@exchange"]]
            caller.canaries += OF_RAILWAYS
    known = Known(world, other_world)

    for operation in operations():

        @seed(TODAY + len(operation.label))
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=MAKING
        )
        @given(case=strategy(operation), chance=st.randoms(use_true_random=False))
        def call(case: Any, chance: random.Random) -> None:
            for caller in callers:
                with transaction.atomic():  # nothing of it stays, so that every call meets the same world
                    answer = send(caller.program, case, known, chance)
                    transaction.set_rollback(True)
                caller.hears(f"{case.method} {case.path}", answer)

        call()

    for caller in callers:
        assert not caller.faults, f"FUZZ_DAY={TODAY}\n" + "\n".join(sorted(set(caller.faults)))
        assert caller.answered.total() > 100 * EXAMPLES
        # It came past the door and was read.
        assert min(caller.answered[status] for status in (200, 400, 404)) > 0, caller.answered


class Caller:
    """A person's program, what it may not learn, and what it was answered."""

    def __init__(self, name: str, cast, world: dict[str, str], canaries: dict[Any, str]) -> None:
        self.name = name
        self.program = Client(
            headers={"host": "localhost", "authorization": f"Bearer {key_of(cast, name, timezone.now())}"}
        )
        self.program.raise_request_exception = False
        self.secrets = [world[key] for key in HIDDEN_FROM.get(name, ())]
        self.canaries = [canaries[place] for place in KEPT_FROM.get(name, ())]
        self.faults: list[str] = []
        self.answered: Counter[int] = Counter()

    def hears(self, call: str, answer: Any) -> None:
        self.answered[answer.status_code] += 1
        self.faults += faults_of(f"{self.name}, {call}", answer, self.secrets, self.canaries)


@pytest.fixture
def settings_without_limits(settings):
    settings.API_A_MINUTE = 10**9


def operations() -> Iterator[Any]:
    description = SchemaGenerator().get_schema(public=True)
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        yield found.ok()


def strategy(operation: Any) -> Any:
    made = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    try:
        wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    except Exception:  # nothing in it can be wrong
        return made
    return made | wrong


class Known:
    """Ids and codes of real things, put in where a call names one."""

    def __init__(self, world: dict[str, str], other_world: dict[str, str]) -> None:
        known = [*world.values(), *other_world.values()]
        self.uuids = [value for value in known if re.fullmatch(r"[0-9a-f-]{36}", value)]
        self.numbers = [world["@certificate"]]
        # Addresses of the thread's table: places that exist, for whoever may go there.
        self.addresses = []
        for action, here in itertools.product(ACTIONS, (world, world | other_world)):
            at = action.at if action.call_at is None else action.call_at
            places = {key: here.get(str(value), value) for key, value in at.items()}
            self.addresses.append(reverse(action.call.partition(" ")[2], kwargs=places))

    def path(self, case: Any, chance: random.Random) -> str:
        """An address of that shape which exists, or one put together from what is known."""
        shape = re.compile(re.sub(r"\{\w+\}", "[^/]+", case.path))
        if chance.random() < 0.6 and (there := [address for address in self.addresses if shape.fullmatch(address)]):
            return chance.choice(there)
        path = str(case.path)
        for name, value in (case.path_parameters or {}).items():
            path = path.replace(f"{{{name}}}", self.place(name, value, chance))
        return path

    def place(self, name: str, invented: Any, chance: random.Random) -> str:
        if name in ("organisation", "code"):
            return chance.choice(CODES)
        if "uuid" in name:
            return chance.choice(self.uuids)
        if name == "number":
            return chance.choice([*self.numbers, "1", "2"])
        return str(invented) or "x"

    def body(self, value: Any, chance: random.Random) -> Any:
        """Half of the invented ids in a body become real ones."""
        if isinstance(value, dict):
            return {key: self.body(one, chance) for key, one in value.items()}
        if isinstance(value, list):
            return [self.body(one, chance) for one in value]
        is_id = isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value)
        return chance.choice(self.uuids) if is_id and chance.random() < 0.5 else value


def send(program: Client, case: Any, known: Known, chance: random.Random) -> Any:
    path = known.path(case, chance)
    has_body = case.method.upper() in ("POST", "PUT", "PATCH") and case.media_type is not None
    query = {key: str(value) for key, value in dict(case.query or {}).items()}
    if not has_body:
        return program.generic(case.method, path, QUERY_STRING=_query(query))
    if case.media_type != "application/json":
        return program.generic(case.method, path, b"\x00 not a file", content_type=case.media_type)
    return program.generic(case.method, path, _json(known.body(case.body, chance)), content_type="application/json")


def _query(query: dict[str, str]) -> str:
    return urlencode(query, errors="replace")


def _json(body: Any) -> bytes:
    try:
        return json.dumps(body).encode("utf-8", "replace")
    except (TypeError, ValueError):
        return repr(body).encode("utf-8", "replace")


def faults_of(call: str, answer: Any, secrets: list[str], canaries: list[str]) -> list[str]:
    text = answer.content.decode(errors="replace") if not answer.streaming else ""
    if answer.status_code >= 500:
        return [f"{call}: {answer.status_code} {text[:300]}"]
    if answer.status_code >= 400 and answer["Content-Type"] != "application/problem+json":
        return [f"{call}: {answer.status_code} as {answer['Content-Type']}"]
    if told := [canary for canary in canaries if canary in text]:
        return [f"{call}: {answer.status_code} tells {told}"]
    if answer.status_code < 300 and (told := [secret for secret in secrets if secret in text]):
        return [f"{call}: tells of {told}"]
    return described.faults_of(answer)
