"""The page of a course with 8, 75 and 300 parts, for a learner inside it: CPU of web and database together.

`ms_per_resource`: the slope of CPU over the number of parts, by least squares.
"""

import http.client
import statistics

from bench._measure import Figure, cpu_ms_each, site, write
from bench._people import SignedIn, load, sign_in

SIZES = (8, 75, 300)
PARTS_OF_A_MODULE = 10


def make(parts: int, name: str) -> str:
    """A published course with so many readings, half of them read by the learner; returns its code."""
    from django.utils import timezone

    from accounts.models import User
    from core.audit.actor import platform
    from core.tenancy.context import everywhere
    from courses import facade
    from courses.authoring.actions.publishing import release
    from courses.catalogue.models import Course, CourseVersion, Module, Offering, Resource
    from courses.enrolment.models import Enrolment
    from courses.progress.models import ResourceProgress
    from institutions.organisations.models import Organisation

    code, now = f"bench-parts-{parts}", timezone.now()
    with everywhere(reason="bench"):
        owner = Organisation.objects.get(code="istm")
        offering = Offering.objects.create(code=code, title=f"A course of {parts} parts", owner=owner)
        course = Course.objects.create(offering=offering, owner=owner)
        version = CourseVersion.objects.create(
            offering=offering,
            owner=owner,
            number=1,
            title=offering.title,
            summary="Made to be measured.",
            languages=["en"],
        )
        modules = Module.objects.bulk_create(
            Module(version=version, owner=owner, position=place, title=f"Module {place}")
            for place in range(1, (parts - 1) // PARTS_OF_A_MODULE + 2)
        )
        Resource.objects.bulk_create(
            Resource(
                version=version, owner=owner, module=modules[place // PARTS_OF_A_MODULE], position=place + 1, kind="text",
                title=f"Part {place + 1} of the course", body="<p>Read this.</p>", minutes=5,
            )
            for place in range(parts)
        )  # fmt: skip
        release(version=version, course=course, person_id=None, at=now)
        person = User.objects.get(email=f"{name}@karmayogi.localhost").person
        facade.enrol_many(
            offering_id=offering.pk, person_ids=[person.pk], organisation_id=None, actor=platform("command"), at=now
        )
        enrolment = Enrolment.objects.get(person=person, offering=offering)
        read = Resource.objects.filter(version=version).order_by("position")[: parts // 2]
        ResourceProgress.objects.bulk_create(
            ResourceProgress(
                enrolment=enrolment, resource=resource, person=person, organisation_id=enrolment.organisation_id,
                home_organisation_id=enrolment.home_organisation_id, opened_at=now, updated_at=now, completed_at=now,
            )
            for resource in read
        )  # fmt: skip
    return code


def measured(host: str, port: int, learner: SignedIn, code: str) -> list[float]:
    connection = http.client.HTTPConnection(host, port)
    headers = {"Host": f"localhost:{port}", "Cookie": learner.cookie}

    def get(_number: int) -> None:
        connection.request("GET", f"/courses/{code}/", headers=headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"/courses/{code}/ answered {response.status}: {body[:300]!r}")

    for number in range(60):
        get(number)
    return cpu_ms_each(get)


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    codes = {parts: make(parts, "asha") for parts in SIZES}
    with site() as (host, port):
        by_size = {parts: measured(host, port, learner, code) for parts, code in codes.items()}
    slopes = [
        statistics.linear_regression(list(by_size), list(values)).slope
        for values in zip(*by_size.values(), strict=True)
    ]
    write(
        "course_page",
        scale | {"parts": list(SIZES), "requests_a_round": 200, "rounds": 5, "connections": 1},
        {
            "cpu_ms": Figure(by_size[SIZES[0]], "ms"),
            "ms_per_resource": Figure(slopes, "ms"),
            **{f"cpu_ms_{parts}": Figure(values, "ms") for parts, values in by_size.items()},
        },
    )


if __name__ == "__main__":
    main()
