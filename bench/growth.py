"""My iGOT and a learner's own progress with 46 thousand and with 46 lakh people: whether size is felt.

People are copied in the database: each of the demo's officials gets twins with an official, a posting, an enrolment, its
progress and what was asked of them. The small database is kept beside the large one and both are measured in turn, so
that what else the machine does falls on both. `GROWTH_SMALL` and `GROWTH_LARGE` change the sizes. `*_ratio` is large over
small of the same turn (target: 1.10 at most); `p95_ms` is of 600 visits of 200 different people, one at a time.
"""

import http.client
import json
import os
import statistics
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2

from bench._measure import Figure, cpu_ms_each, p95, site, write
from bench._people import SignedIn, load

SMALL, LARGE = int(os.environ.get("GROWTH_SMALL", "46000")), int(os.environ.get("GROWTH_LARGE", "4600000"))
VISITORS, VISITS, TURNS = 200, 600, 6
SHIFT = 10_000_000_000  # twins' ids begin here, far from any sequence
# Tables of a person, below first; of enrolments one a person is copied, with its progress.
ONE_EACH = """
SELECT DISTINCT ON (person_id) id FROM courses_enrolment WHERE id < 10000000000 AND state IN ('open', 'completed')
ORDER BY person_id, state DESC, id
"""
TABLES = {
    "accounts_person": "true",
    "ehrms_official": "true",
    "ehrms_posting": "active_to IS NULL",
    "courses_assignment": "withdrawn_at IS NULL",
    "courses_enrolment": f"id IN ({ONE_EACH})",
    "courses_resourceprogress": f"enrolment_id IN ({ONE_EACH})",
}
SHIFTED = {"id", "person_id", "official_id", "enrolment_id", "supervisor_id", "merged_into_id"}


def superuser(database: str = "") -> Any:
    """The embedded server's own: foreign keys of copied rows hold by construction and need no check each."""
    parts = urlsplit(os.environ["DATABASE_OWNER_URL"])
    password = (Path(os.environ["DATA_DIR"]) / "postgres" / "karmayogi_provisioner.password").read_text().strip()
    url = f"postgresql://karmayogi_provisioner:{quote(password)}@{parts.hostname}:{parts.port}/{database or parts.path[1:]}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    return connection


def columns(cursor: Any, table: str) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [table],
    )
    return list(cursor.fetchall())


def twins(cursor: Any, *, first: int, last: int) -> None:
    """Copies number `first` to `last` of everybody in the demo."""
    for table, which in TABLES.items():
        values = []
        for name, kind in columns(cursor, table):
            if name in SHIFTED:
                values.append(f"t.{name} + k * {SHIFT}::bigint")
            elif name == "uuid":
                values.append("gen_random_uuid()")
            elif name == "employee_code":
                values.append("t.employee_code || '-' || k")
            elif name in ("email", "mobile") and kind == "character varying":
                values.append("''")
            else:
                values.append(f't."{name}"')
        names = ", ".join(f'"{name}"' for name, _kind in columns(cursor, table))
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"  # noqa: S608 (names from the catalogue)
            f" FROM (SELECT * FROM {table} WHERE id < {SHIFT} AND {which}) t, generate_series({first}, {last}) k"
        )
    cursor.execute("VACUUM ANALYZE")


def visitors(copies: int) -> list[tuple[SignedIn, str, str]]:
    """Some of the twins with an open enrolment, signed in: cookie, enrolment and a reading of it."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import Person, User
    from core.tenancy.context import everywhere
    from courses.catalogue.models import Resource
    from courses.enrolment.models import Enrolment

    found = []
    with everywhere(reason="bench"):
        step = max(1, copies // 40)
        wanted = [k * SHIFT for k in range(1, copies + 1, step)]
        for base in wanted:
            some = Enrolment.objects.filter(pk__gt=base, pk__lt=base + SHIFT, state="open").order_by("pk")
            found += list(some[: VISITORS // len(wanted) + 1])
        rows = []
        for enrolment in found[:VISITORS]:
            person = Person.objects.get(pk=enrolment.person_id)
            email = f"twin-{person.pk}@bench.localhost"
            user = User.objects.filter(email=email).first() or User.objects.create_user(email, person=person)
            text = Resource.objects.filter(version_id=enrolment.version_id, kind="text").first()
            rows.append((user, str(enrolment.uuid), str(text.uuid) if text else ""))
    signed = []
    for user, enrolment_uuid, resource in rows:
        client = Client()
        client.force_login(user, backend="accounts.backend.Backend")
        token = "a" * 32
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}"
        signed.append((SignedIn(cookie=cookie, csrf=token), enrolment_uuid, resource))
    return signed


SMALL_DATABASE = "karmayogi_bench_small"


def keep_beside() -> None:
    """The database as it is, copied."""
    from django.db import connections

    parts = urlsplit(os.environ["DATABASE_OWNER_URL"])
    connections.close_all()
    other = superuser("postgres")
    with other.cursor() as elsewhere:
        elsewhere.execute(f'CREATE DATABASE {SMALL_DATABASE} TEMPLATE "{parts.path[1:]}" OWNER "{parts.username}"')
    other.close()


def measured(people: list[tuple[SignedIn, str, str]], *, small: bool) -> dict[str, float]:
    url = urlsplit(os.environ["DATABASE_URL"])
    with site({"DATABASE_URL": urlunsplit(url._replace(path=f"/{SMALL_DATABASE}"))} if small else {}) as (host, port):
        connection = http.client.HTTPConnection(host, port, timeout=120)

        def home(number: int) -> None:
            learner = people[number % len(people)][0]
            _ask(connection, "GET", "/home/", None, {"Host": f"localhost:{port}", "Cookie": learner.cookie})

        def progress(number: int) -> None:
            learner, enrolment, resource = people[number % len(people)]
            fact = {"resource": resource, "from": number % 50, "to": number % 50 + 9, "position": 0}
            body = {"enrolment": enrolment, "session": str(uuid.uuid4()), "sequence": 1, "facts": [fact]}
            headers = {"Host": f"localhost:{port}", "Cookie": learner.cookie, "X-CSRFToken": learner.csrf,
                       "Content-Type": "application/json"}  # fmt: skip
            _ask(connection, "POST", "/api/v1/progress/", json.dumps(body), headers)

        found = {}
        for name, request in (("home", home), ("progress", progress)):
            for number in range(2 * len(people)):
                request(number)
            taken = []
            for number in range(VISITS):
                began = time.perf_counter()
                request(number)
                taken.append((time.perf_counter() - began) * 1000)
            found[f"{name}_p50_ms"], found[f"{name}_p95_ms"] = statistics.median(taken), p95(taken)
            found[f"{name}_cpu_ms"] = statistics.median(cpu_ms_each(request, rounds=3, each=200))
        connection.close()
        return found


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> None:
    connection.request(method, path, body=body, headers=headers)
    response = connection.getresponse()
    text = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}: {text[:300]!r}")


def main() -> None:
    scale = load()
    sizes = {"small": SMALL, "large": LARGE}
    people: dict[str, list[tuple[SignedIn, str, str]]] = {}
    done = 0
    for size, wanted in sizes.items():
        copies = max(1, wanted // scale["people"] - 1)
        connection = superuser()
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '1GB'")
            twins(cursor, first=done + 1, last=copies)
            cursor.execute("SELECT count(*) FROM accounts_person")
            scale |= {f"people_{size}": cursor.fetchone()[0]}
            cursor.execute("SELECT count(*) FROM courses_resourceprogress")
            scale |= {f"progress_rows_{size}": cursor.fetchone()[0]}
        connection.close()
        people[size] = visitors(copies)
        done = copies
        if size == "small":
            keep_beside()
    found: dict[str, list[dict[str, float]]] = {"small": [], "large": []}
    for _turn in range(TURNS):
        for size in sizes:
            found[size].append(measured(people[size], small=size == "small"))
    figures = {
        f"{name}_{size}": Figure([one[name] for one in turns], "ms")
        for size, turns in found.items()
        for name in turns[0]
    }
    for name in ("home_p95_ms", "progress_p95_ms", "home_cpu_ms", "progress_cpu_ms"):
        turns = zip(found["large"], found["small"], strict=True)
        figures[f"{name.replace('_ms', '')}_ratio"] = Figure(
            [large[name] / small[name] for large, small in turns], "ratio"
        )
    write("growth", scale | {"visitors": VISITORS, "visits": VISITS, "turns": TURNS}, figures)


if __name__ == "__main__":
    main()
