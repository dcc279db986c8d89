"""The commit of a SCORM package: what a part says every half minute; CPU of web and database together."""

import http.client
import json
import uuid

from bench._measure import Figure, cpu_ms_each, site, write
from bench._people import SignedIn, load, sign_in

COURSE = "practice-at-the-desk"


def place_of(name: str) -> tuple[str, str, str]:
    """Enrolment, resource and part of a package of the demo that the person takes."""
    from django.utils import timezone

    from accounts.models import User
    from core.audit.actor import platform
    from core.tenancy.context import everywhere
    from courses import facade
    from courses.catalogue.models import Offering
    from courses.enrolment.models import Enrolment
    from courses.packages.models import Package

    with everywhere(reason="bench"):
        person = User.objects.get(email=f"{name}@karmayogi.localhost").person
        offering = Offering.objects.get(code=COURSE)
        mine = Enrolment.objects.filter(person=person, offering=offering, state__in=["open", "completed"])
        if not mine.exists():
            facade.enrol_many(
                offering_id=offering.pk, person_ids=[person.pk], organisation_id=None, actor=platform("command"),
                at=timezone.now(),
            )  # fmt: skip
        enrolment = mine.get()
        packages = Package.objects.filter(version=enrolment.version_id, kind="scorm12").select_related("resource")
        package = packages.get()
        return str(enrolment.uuid), str(package.resource.uuid), package.details["parts"][0]["identifier"]


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    enrolment, resource, part = place_of("asha")
    with site() as (host, port):
        figures = measured(host, port, learner, {"enrolment": enrolment, "resource": resource, "part": part})
    write(
        "scorm_commit",
        scale | {"commits_a_round": 200, "rounds": 5, "connections": 1, "suspend_data": 2000, "interactions": 2},
        {"cpu_ms": Figure(figures, "ms")},
    )


def measured(host: str, port: int, learner: SignedIn, ids: dict[str, str]) -> list[float]:
    connection = http.client.HTTPConnection(host, port)
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": learner.cookie,
        "X-CSRFToken": learner.csrf,
        "Content-Type": "application/json",
    }
    session = str(uuid.uuid4())

    def post(number: int) -> None:
        answered = [
            {"number": place, "id": f"q{place}", "type": "choice", "response": str(number % 4), "result": "correct"}
            for place in (number % 5, number % 5 + 5)
        ]
        body = {
            **ids, "session": session, "sequence": number, "active": min(number, 30_000), "lesson_status": "incomplete",
            "location": str(number), "suspend_data": f"{number}" + "x" * 2000, "session_time": "00:10:00",
            "score": {"raw": 40, "min": 0, "max": 100}, "interactions": answered, "objectives": [], "exit": "suspend",
        }  # fmt: skip
        connection.request("POST", "/api/v1/scorm-commits/", body=json.dumps(body), headers=headers)
        response = connection.getresponse()
        answer = response.read()
        if response.status != 200 or not json.loads(answer)["is_kept"]:
            raise SystemExit(f"/api/v1/scorm-commits/ answered {response.status}: {answer[:300]!r}")

    for number in range(1, 61):
        post(100_000 + number)
    return cpu_ms_each(lambda number: post(200_000 + number))


if __name__ == "__main__":
    main()
