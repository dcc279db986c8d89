"""One of everything that the thread's doors act on. Dev and Hari are of ISTM; Chitra of Finance; Asha learns in CBDT."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import captioning, outline, quizzes, reviewing, sections
from courses.authoring.actions.contents import bring_file
from courses.authoring.actions.packaging import bring_package
from courses.catalogue.models import Module, Offering
from courses.certificates.models import Certificate, CertificateCorrection
from courses.certificates.rules import number_of
from courses.notes.actions import write
from courses.progress import actions as progress
from courses.questions.models import PaperQuestion
from courses.ratings import actions as ratings
from courses.regrading.actions import propose
from ehrms.exchange.actions import receive
from ehrms.officials.models import Official
from institutions import facade as institutions
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from institutions.sign_on.actions import domains, setting_up
from institutions.sign_on.models import SignOnLink
from messages.inbox.models import Message
from policy.plans import actions as plans
from policy.plans.models import PlanItem
from policy.plans.rules import days_of, financial_year_of
from tests.courses.accommodations.making import give
from tests.courses.authoring.making import actor, at_istm, begin, fill
from tests.courses.making import attempts as sittings
from tests.courses.making import enrol, pass_quiz, published, read_all
from tests.courses.scorm.making import package as scorm_package
from tests.policy.making import chitra, employ
from tests.thread.programs import workers

OFFICIALS = b"Employee code,Name,Designation,Office\nF1,Ravi Kumar,Section Officer,cbdt\n"
VTT = b"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nA note.\n"


def build(cast, video: bytes) -> dict[str, str]:
    """What a door's address or body may name, as `@name`."""
    now = timezone.now()
    world = _authored(cast, video, now) | _learned(cast, now) | _asked(cast, now)
    _roles(cast, now)
    world |= _signed_on(cast, now)
    workers()
    with everywhere(reason="test", audited=False):
        world |= _certified(cast, now)
        world["@message"] = str(Message.objects.filter(person=cast.asha).latest("pk").uuid)
        world["@official"] = str(Official.objects.get(person=cast.asha).uuid)
        world["@role"] = str(Membership.objects.get(person=cast.indu, role="content_creator").uuid)
    with acting_in(cast.organisation_scope("finance", "chitra")):  # after the workers: its check is still to be done
        late = receive(
            organisation_id=cast.finance.pk, file_name="b.csv", content=OFFICIALS.replace(b"F1", b"F2"),
            actor=chitra(cast), at=now,
        )  # fmt: skip
        world["@job"] = str(late.check_job_uuid)
    return world


def _signed_on(cast, now) -> dict[str, str]:
    """Finance has a service that was tried, linked to Asha's login; it asks for a domain; CBDT has one."""
    by = {"organisation": cast.finance, "actor": chitra(cast), "at": now}
    with acting_in(cast.organisation_scope("finance", "chitra")):
        service = setting_up.save_service(
            name="Finance sign-in",
            name_hi="",
            issuer="https://sso.finance.example",
            client_id="karmayogi",
            secret="x",
            **by,
        )
        setting_up.note_trial(revision=1, claims={}, would="LINK", refusal="", detail="", **by)
        asked = domains.ask(domain="revenue.example", note="Letter 12/2026.", **by)
    link = SignOnLink.objects.create(
        service=service, user=cast.user("asha"), subject="1", linked_by="person", linked_at=now
    )
    with everywhere(reason="test", audited=False):
        institutions.approve_domains(domains={"cbdt.example": "cbdt"}, actor=chitra(cast), at=now)
    return {"@domain_request": str(asked.uuid), "@sign_on_link": str(link.uuid)}


def _certified(cast, now) -> dict[str, str]:
    """Asha's certificate names her as she was called before; about another one she asked for a correction."""
    certificate = Certificate.objects.get()
    type(cast.asha).objects.filter(pk=cast.asha.pk).update(full_name="Asha Verma Rao")
    other = Certificate.objects.get()
    other.pk, other._state.adding = None, True
    other.uuid, other.completion_uuid, other.number = uuid4(), uuid4(), number_of(5)
    other.save()
    asked = CertificateCorrection.objects.create(
        certificate=other, person_id=other.person_id, organisation_id=other.organisation_id, reason="name", note="Wrong",
        home_organisation_id=other.home_organisation_id, provider_id=other.provider_id, asked_at=now,
    )  # fmt: skip
    return {
        "@certificate": certificate.number, "@own_certificate": str(certificate.uuid), "@correction": str(asked.uuid),
    }  # fmt: skip


def _authored(cast, video: bytes, now) -> dict[str, str]:
    """Three drafts: one in work, one in review with a remark, one in review and ready."""
    by = {"actor": actor(cast, "dev"), "at": now}
    with at_istm(cast):
        draft = begin(cast, title="In work").draft
        text, quiz = fill(cast, draft)
        module = Module.objects.get(version=draft)
        second = outline.add_module(version=draft, title="Second", title_hi="", seen=None, **by)
        film = outline.add_resource(module=module, kind="video", title="Film", title_hi="", seen=None, **by)
        link = outline.add_resource(module=second, kind="link", title="Rules", title_hi="", seen=None, **by)
        package = outline.add_resource(module=module, kind="package", title="Try it", title_hi="", seen=None, **by)
        scorm = outline.add_resource(module=module, kind="package", title="A case", title_hi="", seen=None, **by)
        bring_package(resource=scorm, upload=scorm_package(), **by)
        bring_file(resource=film, upload=SimpleUploadedFile("lecture.mp4", video), **by)
        captioning.bring_captions(resource=film, language="en", upload=SimpleUploadedFile("a.vtt", VTT), **by)
        brought = quizzes.read_file(paper=quiz.paper, name="q.gift", data=b"Fresh {=a ~b}", **by)
        section = quiz.paper.sections.get()
        other = sections.add_section(paper=quiz.paper, terms={"title": "Practice"}, **by)
        question = PaperQuestion.objects.filter(paper=quiz.paper).first().question_version.question
        remarked, ready = begin(cast, title="Remarked").draft, begin(cast, title="Ready").draft
        for version in (remarked, ready):
            fill(cast, version)
            reviewing.submit(version=version, **by)
        remark = reviewing.remark(
            version=remarked, body="Say more", module=None, resource=None, actor=actor(cast, "hari"), at=now
        )
        complete = begin(cast, title="Complete").draft
        fill(cast, complete)
    return {
        "@module": str(module.uuid), "@second": str(second.uuid), "@text": str(text.uuid), "@film": str(film.uuid),
        "@link": str(link.uuid),
        "@package": str(package.uuid), "@scorm": str(scorm.uuid),
        "@quiz": str(quiz.uuid), "@import": str(brought.uuid), "@question": str(question.uuid),
        "@remark": str(remark.uuid), "@section": str(section.uuid), "@other_section": str(other.uuid),
    }  # fmt: skip


def _learned(cast, now) -> dict[str, str]:
    """Asha completed one course, reads in another, sits a test in a third, and may see a fourth, Finance's own."""
    whole = published(cast, code="whole", at=now, minutes=1)
    begun = published(cast, code="begun", at=now, minutes=1)
    sat = published(cast, code="sat", at=now)
    practice = published(cast, code="practice", at=now, mode="practice")
    own = published(cast, code="own", owner="finance", visibility="organisation", at=now)
    with acting_in(cast.learner_scope("asha")):
        taken = enrol(cast, whole, at=now)
        pass_quiz(cast, whole, taken, at=read_all(cast, whole, taken, at=now))
        rated = ratings.rate(
            offering=whole.offering, person_id=cast.asha.pk, stars=4, words="I use it daily.", signed="name", at=now,
            actor=actor(cast, "asha"),
        )  # fmt: skip
        enrolled = enrol(cast, begun, at=now)
        progress.open_resource(enrolment=enrolled, resource=begun.texts[0], at=now - timedelta(hours=1))
        sitting = enrol(cast, sat, at=now)
        practising = enrol(cast, practice, at=now)
        practised = sittings.start(enrolment=practising, resource=practice.quiz, actor=actor(cast, "asha"), at=now)
        note = write(
            person_id=cast.asha.pk, offering=begun.offering, resource=begun.texts[0], text="Mine", place=None, at=now
        )
        attempt = sittings.start(enrolment=sitting, resource=sat.quiz, actor=actor(cast, "asha"), at=now)
    with acting_in(cast.organisation_scope("istm", "hari")):
        pool = PaperQuestion.objects.filter(paper__resource=sat.quiz).select_related("question_version__question")
        asked, wrong = (entry.question_version for entry in pool.order_by("position")[:2])
        corrected = propose(
            asked=wrong, offering=sat.offering, treatment="full", question=None, reason="No answer is right.",
            actor=actor(cast, "hari"), at=now,
        )  # fmt: skip
    given = give(cast, at=now)
    extended = give(cast, at=now, by="hari", place="istm", offering=begun.offering)
    return {
        "@accommodation": str(given.uuid), "@extension": str(extended.uuid),
        "@whole": str(whole.offering.uuid), "@rating": str(rated.uuid),
        "@own": str(own.offering.uuid), "@begun": str(begun.offering.uuid), "@enrolment": str(enrolled.uuid),
        "@reading": str(begun.texts[0].uuid), "@test": str(begun.quiz.uuid), "@attempt": str(attempt.uuid),
        "@practice": str(practised.uuid),
        "@note": str(note.uuid), "@asked": str(asked.question.uuid), "@key_correction": str(corrected.uuid),
    }  # fmt: skip


def _asked(cast, now) -> dict[str, str]:
    """A plan in draft with a course, for people who are there; a file of officials that has been checked."""
    employ(cast, [cast.asha.pk, cast.indu.pk])
    year = financial_year_of(timezone.localdate())
    due = days_of(year)[1]
    next_year = financial_year_of(due + timedelta(days=1))
    with everywhere(reason="test", audited=False):
        begun, whole = Offering.objects.get(code="begun"), Offering.objects.get(code="whole")
    by = {"actor": chitra(cast), "at": now}
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plans.create_plan(organisation_id=cast.finance.pk, title="Plan", title_hi="", financial_year=year, **by)
        plans.add_item(plan=plan, offering_uuid=begun.uuid, due_on=due, **by)
        item = PlanItem.objects.get(plan=plan)
        given = plans.create_plan(
            organisation_id=cast.finance.pk, title="Given", title_hi="", financial_year=next_year, **by
        )
        given_item = plans.add_item(plan=given, offering_uuid=begun.uuid, due_on=days_of(next_year)[0], **by)
        plans.add_item(plan=given, offering_uuid=whole.uuid, due_on=days_of(next_year)[0], **by)  # Asha has done it
        plans.publish_plan(plan=given, **by)
        exchange = receive(organisation_id=cast.finance.pk, file_name="a.csv", content=OFFICIALS, **by)
    return {
        "@year": year, "@due": due.isoformat(), "@plan": str(plan.uuid), "@item": str(item.uuid),
        "@exchange": str(exchange.uuid), "@given": str(given.uuid), "@given_item": str(given_item.uuid),
        "@later": days_of(next_year)[1].isoformat(),
    }  # fmt: skip


def _roles(cast, now) -> None:
    """Indu answers for ISTM's certificates and writes for Finance; Bilal holds every role that Railways can give."""
    held = [
        (cast.farah, cast.india, "platform_admin"), (cast.indu, cast.istm, "provider_admin"),
        (cast.indu, cast.finance, "content_creator"),
        *((cast.bilal, cast.railways, role) for role in
          ("mdo_admin", "content_creator", "content_reviewer", "provider_admin")),
    ]  # fmt: skip
    with everywhere(reason="test", audited=False):
        for person, organisation, role in held:
            Membership.objects.create(person=person, organisation=organisation, role=role, active_from=now)
    for person in (cast.indu, cast.bilal, cast.farah):
        forget(person.pk)
