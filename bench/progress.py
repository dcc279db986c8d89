"""The progress write: one fact a request, and batches of twenty; CPU of web and database together."""

import http.client
import json
import uuid

from bench._measure import Figure, cpu_ms_each, site, write
from bench._people import SignedIn, load, sign_in


def enrolment_of(name: str) -> tuple[str, list[str]]:
    """The uuid of an open enrolment of the person, and those of its readings; enrols when there is none."""
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
        resources = Resource.objects.filter(version_id=enrolment.version_id, kind="text").values_list("uuid", flat=True)
        return str(enrolment.uuid), [str(one) for one in resources]


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    enrolment, resources = enrolment_of("asha")
    with site() as (host, port):
        single = measured(host, port, learner, enrolment, resources, facts=1)
        batched = measured(host, port, learner, enrolment, resources, facts=20)
    write(
        "progress",
        scale | {"requests_a_round": 200, "rounds": 5, "connections": 1, "fsync": "off"},
        {"cpu_ms_single": Figure(single, "ms"), "cpu_ms_batch_of_20": Figure(batched, "ms")},
    )


def measured(
    host: str, port: int, learner: SignedIn, enrolment: str, resources: list[str], *, facts: int
) -> list[float]:
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
            {"resource": resources[place % len(resources)], "from": number % 60, "to": number % 60 + 10, "position": 0}
            for place in range(facts)
        ]
        body = {"enrolment": enrolment, "session": session, "sequence": number, "facts": seen}
        connection.request("POST", "/api/v1/progress/", body=json.dumps(body), headers=headers)
        response = connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise SystemExit(f"/api/v1/progress/ answered {response.status}: {answer[:300]!r}")

    for number in range(60):
        post(100_000 + number)
    return cpu_ms_each(post)


if __name__ == "__main__":
    main()
