"""The progress write: one fact a request, and batches of twenty; CPU of web and database together.

A batch is what a player kept while the network was away: twenty pieces of two readings, one after the other. The server's
clock cuts them to what can have been seen, as it would for whoever plays that fast, so that nearly all are new each time.
"""

import http.client
import json
import uuid
from collections.abc import Callable

from bench._measure import Figure, cpu_ms_each, latencies_ms, p95, site, write
from bench._people import SignedIn, load, sign_in


def enrolment_of(name: str) -> tuple[str, dict[str, int]]:
    """The uuid of an open enrolment of the person, and its readings' with their seconds; enrols when there is none."""
    from django.utils import timezone

    from accounts.models import User
    from core.audit.actor import platform
    from core.tenancy.context import everywhere
    from courses import facade
    from courses.catalogue.models import Offering, Resource
    from courses.enrolment.models import Enrolment

    with everywhere(reason="bench"):
        person = User.objects.get(email=f"{name}@karmayogi.localhost").person
        mine = Enrolment.objects.filter(person=person)
        if not (found := mine.filter(state="open").order_by("pk")).exists():
            offering = (
                Offering.objects.filter(published_version__isnull=False)
                .exclude(pk__in=mine.values("offering"))
                .order_by("pk")
                .first()
            )
            facade.enrol_many(
                offering_id=offering.pk,
                person_ids=[person.pk],
                organisation_id=None,
                actor=platform("command"),
                at=timezone.now(),
            )
        enrolment = found.first()
        readings = Resource.objects.filter(version_id=enrolment.version_id, kind="text").values_list("uuid", "minutes")
        return str(enrolment.uuid), {str(one): minutes * 60 for one, minutes in readings}


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    enrolment, resources = enrolment_of("asha")
    with site() as (host, port):

        def connect(facts: int) -> Callable[[int], None]:
            return reporting(host, port, learner, enrolment, resources, facts=facts)

        single, batch = connect(1), connect(20)
        for number in range(60):
            single(100_000 + number)
            batch(100_000 + number)
        cpu_single, cpu_batch = cpu_ms_each(single), cpu_ms_each(batch)
        at_once = [p95(latencies_ms(lambda: connect(1), connections=8, seconds=8)) for _ in range(3)]
    write(
        "progress",
        scale | {"requests_a_round": 200, "rounds": 5, "connections": 1},
        {
            "cpu_ms_single": Figure(cpu_single, "ms"),
            "cpu_ms_batch_of_20": Figure(cpu_batch, "ms"),
            "facts_per_cpu_s": Figure([20_000 / cpu for cpu in cpu_batch], "1/s"),
            "p95_ms_c8": Figure(at_once, "ms"),
        },
    )


def reporting(
    host: str, port: int, learner: SignedIn, enrolment: str, resources: dict[str, int], *, facts: int
) -> Callable[[int], None]:
    """A player of its own: one connection, one session, so many facts a report."""
    connection = http.client.HTTPConnection(host, port)
    session = str(uuid.uuid4())
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": learner.cookie,
        "X-CSRFToken": learner.csrf,
        "Content-Type": "application/json",
    }

    def post(number: int) -> None:
        seen = [
            piece(list(resources.items())[place // 10 % len(resources)], number * 10 + place) for place in range(facts)
        ]
        body = {"enrolment": enrolment, "session": session, "sequence": number, "facts": seen}
        connection.request("POST", "/api/v1/progress/", body=json.dumps(body), headers=headers)
        response = connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise SystemExit(f"/api/v1/progress/ answered {response.status}: {answer[:300]!r}")

    return post


def piece(reading: tuple[str, int], place: int) -> dict[str, object]:
    """Three seconds, the next ones for each place; at the end it begins anew."""
    uuid, seconds = reading
    start = place * 3 % (seconds - 3)
    return {"resource": uuid, "from": start, "to": start + 3, "position": start + 3}


if __name__ == "__main__":
    main()
