"""Making SCORM packages for tests: a manifest and a page for each part, zipped; and a course with one."""

import io
import zipfile
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions.packaging import bring_package
from courses.catalogue.models import CourseVersion, Resource
from courses.enrolment.models import Batch
from courses.scorm import actions
from courses.scorm.actions import Commit
from courses.scorm.rules import Said
from tests.courses import making
from tests.courses.making import NOW, actor_of

HEADS = {
    "1.2": (
        'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
        "1.2",
        "scormtype",
    ),
    "2004": (
        'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"'
        ' xmlns:imsss="http://www.imsglobal.org/xsd/imsss"',
        "2004 4th Edition",
        "scormType",
    ),
}


def manifest(edition="1.2", parts=("one",), title="A package", extra=None, titles=None) -> str:
    """`extra`: part -> XML inside its item."""
    head, version, kind = HEADS[edition]
    extra, titles = extra or {}, titles or {}
    items = "".join(
        f'<item identifier="{name}" identifierref="r-{name}"><title>{titles.get(name, f"Part {name}")}</title>'
        f"{extra.get(name, '')}</item>"
        for name in parts
    )
    resources = "".join(
        f'<resource identifier="r-{name}" type="webcontent" adlcp:{kind}="sco" href="{name}.html"/>' for name in parts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" {head}>'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"
        f'<organizations default="o"><organization identifier="o"><title>{title}</title>{items}</organization>'
        f"</organizations><resources>{resources}</resources></manifest>"
    )


def zipped(files: dict[str, str | bytes], name="package.zip") -> ContentFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return ContentFile(held.getvalue(), name=name)


def package(edition="1.2", parts=("one",), **how) -> ContentFile:
    pages = {f"{name}.html": f"<!doctype html><title>{name}</title><h1>{name}</h1>" for name in parts}
    return zipped({"imsmanifest.xml": manifest(edition, parts, **how), **pages})


def course(cast, *, edition="1.2", parts=("one",), minutes=4, code="packaged", policy="status", pass_score=None, **how):
    """A published course of one package. Its least time is a quarter of its minutes."""
    version = making.draft(cast, code=code, quiz=False, texts=1)
    with everywhere(reason="test", audited=False):
        resource = Resource.objects.get(version=version)
        Resource.objects.filter(pk=resource.pk).update(kind="package", body="", body_hi="")
        resource.refresh_from_db()
        bring_package(resource=resource, upload=package(edition, parts, **how), actor=actor_of(cast, "dev"), at=NOW)
        Resource.objects.filter(pk=resource.pk).update(minutes=minutes, status_policy=policy, pass_score=pass_score)
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        version = making.publish(version=version, actor=actor_of(cast, "hari"), at=NOW)
        resources = list(Resource.objects.filter(version=version))
        return making.Made(
            offering=version.offering, version=version, texts=resources, quiz=None,
            batch=Batch.objects.get(version=version), resources=resources,
        )  # fmt: skip


class Player:
    """One start of one part. `say` commits what it says, arriving `at` seconds after the start; honest by default."""

    def __init__(self, cast, enrolment, resource, sco="one", *, name="asha", session: UUID | None = None):
        self.cast, self.enrolment, self.resource, self.sco, self.name = cast, enrolment, resource, sco, name
        self.session, self.sequence = session or uuid4(), 0

    def say(self, completion="unknown", success="unknown", *, at, active=None, score=None, sequence=None, **more):
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        kept = Commit(
            sco=self.sco, session=self.session, sequence=sequence, said=Said(completion, success, score),
            active=at if active is None else active, **more,
        )  # fmt: skip
        with acting_in(self.cast.learner_scope(self.name)):
            return actions.commit(
                enrolment_uuid=self.enrolment.uuid, resource_uuid=self.resource.uuid, kept=kept, device="computer",
                actor=actor_of(self.cast, self.name), at=NOW + timedelta(seconds=at),
            )  # fmt: skip

    def stay(self, until, *, since=0, every=30):
        """Honest minutes: a commit each half minute that says nothing new."""
        for at in range(since, until + 1, every):
            self.say("incomplete", at=at, active=at - since)
        return until
