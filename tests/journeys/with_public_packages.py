"""Courses of one package each, brought in from a folder of archives, that Asha takes part in: run as a program in the
product's environment, prints what became of each as JSON. `public_packages.py` opens them."""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils import timezone

WAITING = 300  # seconds for the worker to unpack a large one


def bring(file: Path, number: int) -> dict[str, Any]:
    """One package: read, unpacked, published, enrolled in; or why it was refused."""
    from core.jobs.models import Job, JobState
    from core.tenancy.context import acting_in, everywhere
    from courses.authoring.actions import outline, publishing, reviewing
    from courses.authoring.actions.packaging import bring_package
    from courses.enrolment.models import Batch
    from courses.packages.models import Package
    from courses.progress.actions import open_resource
    from tests.cast import Cast
    from tests.courses import making
    from tests.courses.authoring.making import actor, at_istm, begin

    cast: Any = Cast.load()
    by = {"actor": actor(cast, "dev"), "at": timezone.now() - timedelta(minutes=30)}
    with at_istm(cast):
        version = begin(cast, title=f"Public package {number}").draft
        module = outline.add_module(version=version, title="Try", title_hi="आज़माएँ", seen=None, **by)
        resource = outline.add_resource(
            module=module, kind="package", title=file.stem[:100], title_hi=file.stem[:100], minutes=1, seen=None, **by
        )
        with file.open("rb") as held:
            brought = bring_package(resource=resource, upload=File(held, name=file.name[-100:]), **by)
    if brought.job:
        end = time.monotonic() + WAITING
        while time.monotonic() < end:
            with everywhere(reason="a trial", audited=False):
                job = Job.objects.get(pk=brought.job.pk)
            if job.state in (JobState.FINISHED, JobState.FAILED):
                break
            time.sleep(1)
        if job.state != JobState.FINISHED:
            return {"refused": f"unpacking: {job.state} {job.failure}"[:200]}
    with at_istm(cast):
        version.refresh_from_db()
        reviewing.submit(version=version, **by)
        publishing.publish(version=version, actor=actor(cast, "hari"), at=by["at"])
        batch = Batch.objects.get(version=version)
        package = Package.objects.get(version=version)
    with acting_in(cast.learner_scope("asha")):
        enrolled = making.enrol(cast, making.Made(version.offering, version, [], None, batch), at=by["at"])
        open_resource(enrolment=enrolled, resource=package.resource, at=by["at"])
    return {
        "kind": package.kind,
        "parts": max(1, sum(bool(part["launch"]) for part in package.details.get("parts", []))),
        "page": f"/courses/{version.offering.code}/learn/{package.resource.uuid}/",
    }


def main(folder: Path) -> list[dict[str, Any]]:
    from core.refusals import Refusal

    found = []
    for number, file in enumerate(sorted(folder.iterdir()), 1):
        try:
            told = bring(file, number)
        except Refusal as refusal:
            told = {"refused": str(refusal)}
        except Exception as error:  # a fault of ours: the others are tried all the same, and it stands in the table
            told = {"fault": f"{type(error).__name__}: {error}"[:300]}
        found.append({"file": file.name, **told})
    return found


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(main(Path(sys.argv[1])), sys.stdout)
