"""Something to see on every page: courses in each state, sittings, certificates, a plan, files, jobs, messages.

Made by the actions that the pages call, over the demo's data: in the test database, or, run as a program, in the
product's (`python -m tests.walk.specimens` prints the places as JSON).
"""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core.tenancy.context import acting_in, everywhere
from tests.walk.pages import PASSWORD

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
GIFT = """::One::Notes are kept on the file. {T}

::Two::A note is { =a remark on a case ~a letter }

::Three::Broken { =only
"""
OFFICIALS = """Employee code,Name,Name in Hindi,Designation,Office
MOF-9001,Kavita Menon,कविता मेनन,Section Officer,cbdt
MOF-9002,Nobody Known,,Grand Vizier,cbdt
MOF-0101,Somebody Renamed,नया नाम,Section Officer,cbdt
"""


def make(at: datetime = NOW) -> dict[str, str]:
    """Make everything and return where it stands: the placeholders of `tests.walk.pages`."""
    from tests.cast import Cast

    cast = Cast.load()
    return {
        **_authored(cast, at),
        **_learned(cast, at),
        **_planned(cast, at),
        **_exchanged(cast, at),
        **_told(cast, at),
        **_secured(cast),
        **_signed_on(cast, at),
    }


def _who(cast: Any, name: str, organisation: str | None = None) -> dict[str, Any]:
    from core.audit.actor import Actor

    person = cast.people[name]
    place = cast.organisations[organisation].pk if organisation else person.home_organisation_id
    return {"actor": Actor(name=person.full_name, door="page", person_id=person.pk, organisation_id=place)}


def _authored(cast: Any, at: datetime) -> dict[str, str]:
    from courses.authoring.actions import contents, drafts, outline, publishing, quizzes, reviewing, sections
    from courses.authoring.actions.chaptering import write_chapters
    from courses.authoring.actions.linking import set_link
    from courses.authoring.actions.packaging import bring_package
    from courses.formats.chapters import Chapter
    from courses.formats.questions import OptionBrought, QuestionBrought
    from institutions import facade as institutions
    from tests.courses.authoring.making import DETAILS
    from tests.courses.formats.test_audio_and_links import made_sound
    from tests.courses.formats.test_files import made_pdf, made_video
    from tests.courses.packages.making import zipped
    from tests.courses.scorm.making import package as scorm_package

    by = {**_who(cast, "dev", "istm"), "at": at}
    reviewer = {**_who(cast, "hari", "istm"), "at": at}

    def begun(title: str, title_hi: str) -> Any:
        details = {**DETAILS, "title": title, "title_hi": title_hi}
        if not title_hi:
            details |= {"summary_hi": "", "outcomes_hi": [], "languages": ["en"]}
        return drafts.create_course(
            owner_id=cast.istm.pk, details=details, visibility="national", competencies=_competencies(), **by
        )

    def filled(course: Any) -> dict[str, Any]:
        version = course.draft
        hindi = course.offering.title_hi
        module = outline.add_module(version=version, title="Files", title_hi=hindi and "फाइलें", seen=None, **by)
        made = {
            kind: outline.add_resource(module=module, kind=kind, title=title, title_hi=hindi and title_hi, seen=None, **by)
            for kind, title, title_hi in [
                ("text", "What a note is", "टिप्पण क्या है"), ("video", "A lecture", "एक व्याख्यान"),
                ("audio", "A talk", "एक वार्ता"), ("link", "The rules themselves", "मूल नियम"),
                ("pdf", "The manual", "नियमपुस्तिका"), ("quiz", "Check yourself", "अपनी जाँच करें"),
                ("package", "Try it yourself", "स्वयं करके देखें"),
            ]
        }  # fmt: skip
        contents.write_text(
            resource=made["text"], body="<p>A note.</p>", body_hi=hindi and "<p>एक टिप्पणी।</p>", minutes=1, is_required=True,
            seen=None, **by,
        )  # fmt: skip
        for language, seconds in (("en", 3), ("hi", 2)):
            film = SimpleUploadedFile(f"talk-{language}.mp4", made_video(seconds))
            contents.bring_file(resource=made["video"], upload=film, language=language, **by)
        sound = SimpleUploadedFile("talk.mp3", made_sound(3))
        contents.bring_file(resource=made["audio"], upload=sound, language="hi" if hindi else "en", **by)
        marks = [Chapter(0, "टिप्पण" if hindi else "The file"), Chapter(1000, "आदेश" if hindi else "The order")]
        for name in ("video", "audio"):
            write_chapters(resource=made[name], language="hi" if hindi else "en", marks=marks, **by)
        set_link(
            resource=made["link"], url="https://dopt.gov.in/rules", body="<p>Read rule 3.</p>",
            body_hi=hindi and "<p>नियम 3 पढ़ें।</p>", minutes=5, is_required=False, **by,
        )  # fmt: skip
        contents.bring_file(resource=made["pdf"], upload=SimpleUploadedFile("manual.pdf", made_pdf(3)), **by)
        pages = zipped({"index.html": "<title>फ़ाइल का मार्ग</title><p>टिप्पण</p>".encode(), "run.exe": b"MZ"})
        bring_package(resource=made["package"], upload=SimpleUploadedFile("pages.zip", pages), **by)
        made["scorm"] = outline.add_resource(
            module=module,
            kind="package",
            title="A case on the desk",
            title_hi=hindi and "मेज़ पर एक मामला",
            seen=None,
            **by,
        )
        titles = {"one": "आवेदन का पंजीकरण", "two": "उत्तर का प्रारूप"}
        bring_package(resource=made["scorm"], upload=scorm_package("1.2", titles, titles=titles), **by)
        quizzes.set_paper(paper=made["quiz"].paper, rules={"pick": 2}, **by)
        for number in (1, 2, 3):
            options = (OptionBrought(f"right {number}", True, "सही"), OptionBrought(f"wrong {number}", False, "ग़लत"))
            asked = QuestionBrought("single", f"Question {number}?", options, stem_hi=hindi and f"प्रश्न {number}?")
            quizzes.add_question(paper=made["quiz"].paper, question=asked, **by)
        return made

    with acting_in(cast.organisation_scope("istm", "dev")):
        draft = begun("Files in order", "सुव्यवस्थित फ़ाइलें")
        parts = filled(draft)
        module = draft.draft.modules.get()
        empty = {
            kind: outline.add_resource(
                module=module, kind=kind, title=f"Empty {kind}", title_hi="रिक्त", seen=None, **by
            )
            for kind in ("video", "audio", "link", "pdf", "quiz", "package")
        }
        brought = quizzes.read_file(paper=parts["quiz"].paper, name="questions.gift", data=GIFT.encode(), **by)
        question = parts["quiz"].paper.pool.order_by("position").first().question_version.question
        section = sections.add_section(
            paper=parts["quiz"].paper, terms={"title": "Rules", "title_hi": "नियम", "marks": 2, "penalty": "1/4"}, **by
        )
        begun("Not begun", "अभी आरंभ नहीं")
        given_back = begun("Letters that are read", "पढ़े जाने वाले पत्र")
        filled(given_back)
        reviewing.submit(version=given_back.draft, **by)
        sent = begun("Minutes of meetings", "बैठकों का कार्यवृत्त")
        sent_parts = filled(sent)
        reviewing.submit(version=sent.draft, **by)
        files = begun("Records and files", "")  # in English alone, as many courses are
        practice = filled(files)["quiz"].paper
        quizzes.set_paper(paper=practice, rules={"mode": "practice"}, **by)
        reviewing.submit(version=files.draft, **by)
    with acting_in(cast.organisation_scope("istm", "hari")):
        for version, where in [(given_back.draft, {}), (sent.draft, {"resource": sent_parts["text"]})]:
            reviewing.remark(version=version, body="कृपया एक उदाहरण जोड़ें।", **where, **reviewer)
        reviewing.return_to_author(version=given_back.draft, reason="उदाहरण कम हैं।", **reviewer)
        publishing.publish(version=files.draft, **reviewer)
    with everywhere(reason="specimens", audited=False):
        for person, place, role in [
            (cast.esther, cast.istm, "provider_admin"),
            (cast.farah, cast.india, "platform_admin"),
            (cast.farah, cast.india, "support_lead"),
            (cast.farah, cast.india, "support_lead"),
        ]:
            institutions.appoint(person_id=person.pk, organisation_id=place.pk, role=role, **by)
    institutions.forget_everybody()
    course = f"/provider/istm/courses/{draft.offering.code}/"
    resources = {f"draft_{kind}": f"{course}resources/{part.uuid}/" for kind, part in parts.items()}
    return {
        "draft": course,
        **resources,
        **{f"empty_{kind}": f"{course}resources/{part.uuid}/" for kind, part in empty.items()},
        "question": f"{resources['draft_quiz']}questions/{question.uuid}/",
        "section": f"{resources['draft_quiz']}sections/{section.uuid}/",
        "statistics": "/provider/istm/courses/noting-and-drafting/statistics/",
        "import_report": f"{resources['draft_quiz']}imports/{brought.uuid}/",
        "preview_text": f"{course}preview/{parts['text'].uuid}/",
        "preview_video": f"{course}preview/{parts['video'].uuid}/",
        "preview_audio": f"{course}preview/{parts['audio'].uuid}/",
        "preview_link": f"{course}preview/{parts['link'].uuid}/",
        "preview_package": f"{course}preview/{parts['package'].uuid}/",
        "preview_scorm": f"{course}preview/{parts['scorm'].uuid}/",
        "preview_quiz": f"{course}preview/{parts['quiz'].uuid}/",
        "returned": f"/provider/istm/courses/{given_back.offering.code}/",
        "sent": f"/provider/istm/courses/{sent.offering.code}/",
        "files_course": f"/courses/{files.offering.code}/",
    }


def _competencies() -> list[tuple[int, int]]:
    from competencies import facade as competencies

    return [(one.id, 2) for one in competencies.by_code(["noting-and-drafting"]).values()]


def _learned(cast: Any, at: datetime) -> dict[str, str]:
    """Asha: one course completed, one failed, one begun, one with files. Indu's certificate is revoked."""
    from accounts.models import Person
    from courses.attempts.models import Attempt
    from courses.catalogue.models import Offering
    from courses.certificates.actions import ask_for_correction, issue, reissue, revoke
    from courses.certificates.models import Certificate
    from courses.certificates.rules import printed
    from courses.enrolment.models import Completion

    places: dict[str, str] = {}
    codes = {"done": "noting-and-drafting", "begun": "code-of-conduct", "failed": "rti-act-2005-basics"}
    with everywhere(reason="specimens", audited=False):
        codes["files"] = Offering.objects.filter(title="Records and files").latest("pk").code
    with acting_in(cast.learner_scope("asha")):
        places["passed"] = _taken(cast, "asha", codes["done"], at, right=True)
        places["failed"] = _taken(cast, "asha", codes["failed"], at, right=False)
        places["attempt"] = _taken(cast, "asha", codes["begun"], at, right=None)
        places["practice"] = _practised(cast, "asha", codes["files"], at)
        for kind, part in _opened(cast, "asha", codes["files"], at).items():
            places[f"learn_{kind}"] = f"/courses/{codes['files']}/learn/{part.uuid}/"
            if kind in ("video", "pdf", "text"):
                noted = _noted(cast, "asha", part, at)
        places["note"] = f"/notes/{noted}/"
    with acting_in(cast.learner_scope("indu")):
        _taken(cast, "indu", codes["done"], at, right=True)
    with everywhere(reason="specimens", audited=False):  # with a clock that runs while somebody looks at it
        Attempt.objects.filter(uuid=places["attempt"].split("/")[2]).update(
            deadline_at=datetime.now(UTC) + timedelta(hours=3), look_again=[2]
        )
    _given_more(cast, at)
    with everywhere(reason="specimens", audited=False):
        done = list(Completion.objects.filter(person__in=[cast.asha, cast.indu]).values_list("uuid", flat=True))
        named = Person.objects.filter(pk=cast.asha.pk)
        named.update(full_name="Asha Varma")
        issue(completion_uuids=done, actor=_who(cast, "hari", "istm")["actor"], at=at)
        named.update(full_name=cast.asha.full_name)
        numbers = {one.person_id: one for one in Certificate.objects.filter(person__in=[cast.asha, cast.indu])}
        replaced = numbers[cast.asha.pk]
        numbers[cast.asha.pk] = reissue(
            certificate=replaced, reason="name", note="सेवा पुस्तिका से मिलान किया गया।", at=at,
            actor=_who(cast, "esther", "istm")["actor"],
        )  # fmt: skip
        named.update(full_name_hi="आशा वर्मा राव")  # so that the request below would change something
        asked = ask_for_correction(
            certificate=numbers[cast.asha.pk], reason="name", note="हिंदी में मेरा पूरा नाम आशा वर्मा राव है।", at=at,
            actor=_who(cast, "asha")["actor"],
        )  # fmt: skip
        revoke(
            certificate=numbers[cast.indu.pk], reason="evidence", note="Two people sat it together; letter 12/2026.",
            actor=_who(cast, "esther", "istm")["actor"], at=at,
        )  # fmt: skip
    places |= _rated(cast, codes["done"], at)
    return {
        **places,
        **{f"course_{name}": f"/courses/{code}/" for name, code in codes.items()},
        "certificate": printed(numbers[cast.asha.pk].number),
        "own_certificate": f"/certificates/{numbers[cast.asha.pk].uuid}/",
        "own_replaced": f"/certificates/{replaced.uuid}/",
        "replaced": printed(replaced.number),
        "correction": f"/provider/istm/certificate-corrections/{asked.uuid}/",
        "revoked": printed(numbers[cast.indu.pk].number),
        "quiz_again": _quiz_of(codes["failed"]),
    }


def _practised(cast: Any, name: str, code: str, at: datetime) -> str:
    """A practice with one answer checked, and one open."""
    from courses.catalogue.models import Resource
    from courses.progress import actions as progress

    who = _who(cast, name)
    enrolled = _enrolled(cast, name, code, at)
    quiz = Resource.objects.get(version_id=enrolled.version_id, kind="quiz")
    attempt = progress.start_attempt(enrolment=enrolled, resource=quiz, at=at, **who)
    wrong = [place for place, option in enumerate(attempt.questions[0]["options"], 1) if "wrong" in option["text"]]
    progress.check_answer(attempt=attempt, position=1, said=wrong[:1], at=at, **who)
    return f"/attempts/{attempt.uuid}/"


def _given_more(cast: Any, at: datetime) -> None:
    """Asha has more time in every quiz; somebody had it and has it no longer; ISTM gave her another attempt."""
    from uuid import uuid4

    from courses.accommodations.access import Found
    from courses.accommodations.actions import end, grant
    from courses.catalogue.models import Offering

    def given(name: str, place: str, by: str, **said: Any) -> Any:
        person = cast.people[name]
        told = {"extra_time_percent": 0, "extra_attempts": 0, "note": "", "active_to": None, "offering": None, **said}
        with acting_in(cast.organisation_scope(place, by)):
            return grant(
                uuid=uuid4(), found=Found(person.pk, person.full_name, person.home_organisation_id),
                organisation_id=cast.organisations[place].pk, active_from=at.date(), at=at, **told,
                **_who(cast, by, place),
            )  # fmt: skip

    with everywhere(reason="specimens", audited=False):
        failed = Offering.objects.get(code="rti-act-2005-basics")
    given("asha", "finance", "chitra", extra_time_percent=50, category="disability", note="का.ज्ञा. 12/2026")
    given("asha", "istm", "hari", extra_attempts=1, category="failure", offering=failed)
    over = given("indu", "finance", "chitra", extra_time_percent=25, category="health")
    with acting_in(cast.organisation_scope("finance", "chitra")):
        end(accommodation=over, at=at, **_who(cast, "chitra", "finance"))


def _quiz_of(code: str) -> str:
    from courses.catalogue.models import Resource

    with everywhere(reason="specimens", audited=False):
        quiz = Resource.objects.filter(version__offering__code=code, kind="quiz", is_published=True).latest("pk")
        return f"/courses/{code}/learn/{quiz.uuid}/"


def _enrolled(cast: Any, name: str, code: str, at: datetime) -> Any:
    from courses.enrolment import actions as enrolment
    from courses.enrolment.models import Batch, Enrolment
    from tests.courses.making import learner

    found = Enrolment.objects.filter(person=cast.people[name], offering__code=code).first()
    batch = Batch.objects.filter(version__offering__code=code, is_default=True).latest("pk")
    return found or enrolment.enrol(learner=learner(cast, name), batch=batch, at=at, **_who(cast, name))


def _opened(cast: Any, name: str, code: str, at: datetime) -> dict[str, Any]:
    from courses.catalogue.models import Resource

    enrolled = _enrolled(cast, name, code, at)
    parts = Resource.objects.filter(version_id=enrolled.version_id)
    return {"scorm" if one.kind == "package" and one.length else one.kind: one for one in parts}


def _noted(cast: Any, name: str, part: Any, at: datetime) -> Any:
    from courses.notes.actions import write

    note = write(
        person_id=cast.people[name].pk, offering=part.version.offering, resource=part, text="नियम 3: तीन कर्तव्य।", place=1,
        language="en", at=at,
    )  # fmt: skip
    return note.uuid


def _taken(cast: Any, name: str, code: str, at: datetime, *, right: bool | None) -> str:
    """Read everything and sit the quiz; `right` None leaves the attempt open. Returns the attempt's address."""
    from courses.attempts import actions as attempts
    from courses.catalogue.models import Resource, ResourceKind
    from courses.progress import actions as progress
    from courses.questions.queries import known

    who = _who(cast, name)
    enrolled = _enrolled(cast, name, code, at)
    parts = list(Resource.objects.filter(version_id=enrolled.version_id).order_by("module__position", "position"))
    for part in [part for part in parts if part.kind != ResourceKind.QUIZ]:
        progress.open_resource(enrolment=enrolled, resource=part, at=at)
        at += timedelta(minutes=part.minutes)
        progress.read(enrolment=enrolled, resource=part, at=at, **who)
    quiz = next(part for part in parts if part.kind == ResourceKind.QUIZ)
    attempt = attempts.start(enrolment=enrolled, resource=quiz, at=at, **who)
    if right is not None:
        with everywhere(reason="specimens", audited=False):
            keys = known([one["version"] for one in attempt.questions])
        answers = {
            place: _said(asked, keys[asked["version"]], attempt.seed, right)
            for place, asked in enumerate(attempt.questions, 1)
        }
        progress.submit_attempt(attempt=attempt, answers=answers, at=at + timedelta(minutes=2), **who)
    return f"/attempts/{attempt.uuid}/"


def _said(asked: dict[str, Any], key: Any, seed: int, right: bool) -> Any:
    """The right answer as a learner gives it, or a wrong option, or nothing."""
    from courses.questions.rules import solve

    solved = solve(key, seed=seed)
    if asked["options"]:
        chosen = [n for n, option in enumerate(asked["options"], 1) if (option["id"] in solved["chosen"]) is right]
        return chosen if right else chosen[:1]
    if not right:
        return {"match": {}, "order": {}, "fill_in": []}.get(asked["kind"], "")
    return next(iter(solved.values()))


def _planned(cast: Any, at: datetime) -> dict[str, str]:
    from courses.enrolment.models import Assignment
    from policy.plans import actions
    from policy.plans.models import CapacityBuildingPlan

    by = {**_who(cast, "chitra", "finance"), "at": at}
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = CapacityBuildingPlan.objects.get(state="published")
        draft = actions.create_plan(
            organisation_id=cast.finance.pk, title="Notes for all", title_hi="सबके लिए टिप्पण", financial_year="2026-27",
            **by,
        )  # fmt: skip
        actions.create_plan(
            organisation_id=cast.finance.pk, title="Not begun", title_hi="अभी आरंभ नहीं", financial_year="2026-27", **by
        )
        item = plan.items.select_related("offering").first()
        actions.add_item(
            plan=draft, offering_uuid=item.offering.uuid, due_on=at.date() + timedelta(days=60), **by
        )  # fmt: skip
    with acting_in(cast.learner_scope("asha")):
        asked = Assignment.objects.filter(person=cast.asha).first()
    base = "/mdo/finance/plans/"
    return {
        "plan": f"{base}{plan.uuid}/",
        "due_date": f"{base}{plan.uuid}/items/{item.uuid}/due-date/",
        "plan_draft": f"{base}{draft.uuid}/",
        "why": f"/plan/why/{asked.uuid}/",
    }


def _exchanged(cast: Any, at: datetime) -> dict[str, str]:
    from django.utils import translation

    import ehrms.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
    from core.jobs.actions import work
    from core.jobs.models import Job
    from ehrms.exchange.actions import receive
    from ehrms.officials.models import Official

    with acting_in(cast.organisation_scope("finance", "chitra")), translation.override("hi"):
        exchange = receive(
            organisation_id=cast.finance.pk, file_name="officials.csv", content=OFFICIALS.encode(), at=at,
            **_who(cast, "chitra", "finance"),
        )  # fmt: skip
        official = Official.objects.get(person=cast.asha)
    with everywhere(reason="specimens", audited=False):
        job = Job.objects.get(params__exchange=str(exchange.uuid))
    for _turn in range(60):  # a worker may be at it already
        if work(job_uuid=job.uuid) == "ended":
            break
        time.sleep(0.5)
    return {
        "exchange": f"/mdo/finance/officials/exchanges/{exchange.uuid}/",
        "official": f"/mdo/finance/officials/{official.uuid}/",
        "job": f"/jobs/{job.uuid}/",
        "organisation_job": f"/mdo/finance/jobs/{job.uuid}/",
    }


def _rated(cast: Any, code: str, at: datetime) -> dict[str, str]:
    """Asha and Indu rated the course, a dozen made-up learners too; Hari's organisation replied, Bilal reported."""
    from courses.catalogue.models import Offering
    from courses.ratings import actions
    from courses.ratings.models import RatingSummary

    with everywhere(reason="specimens", audited=False):
        offering = Offering.objects.get(code=code)
    rated = {}
    for name, stars, words in (("asha", 5, "हर टिप्पण में काम आता है।"), ("indu", 3, "उदाहरण और चाहिए थे।")):
        with acting_in(cast.learner_scope(name)):
            rated[name] = actions.rate(
                offering=offering, person_id=cast.people[name].pk, stars=stars, words=words, signed="name", at=at,
                actor=_who(cast, name)["actor"],
            )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        RatingSummary.objects.filter(offering=offering).update(ones=1, twos=2, threes=4, fours=9, fives=12)
    actor = _who(cast, "hari", "istm")["actor"]
    with acting_in(cast.organisation_scope("istm", "hari")):
        actions.reply(rating=rated["indu"], text="अगले संस्करण में उदाहरण जोड़े गए हैं।", actor=actor, at=at)
    with acting_in(cast.learner_scope("bilal")):
        actions.report(
            rating=rated["indu"],
            person_id=cast.bilal.pk,
            reason="advertising",
            actor=_who(cast, "bilal")["actor"],
            at=at,
        )
    return {
        "report": f"/courses/{code}/ratings/{rated['asha'].uuid}/report/",
        "ratings": f"/provider/istm/courses/{code}/ratings/",
    }


def _told(cast: Any, at: datetime) -> dict[str, str]:
    from messages.feedback.actions import give_feedback
    from messages.inbox.models import Message

    given = give_feedback(
        category="problem", text="पृष्ठ धीरे खुलता है।", contact="", page="/home/", language="hi", address="127.0.0.1", at=at,
        **_who(cast, "asha"),
    )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        message = Message.objects.filter(person=cast.asha).first()
    return {
        "thanks": f"/feedback/thanks/{given.reference}/",
        "message": f"/messages/{message.uuid}/" if message else "/messages/",
    }


def _secured(cast: Any) -> dict[str, str]:
    """Farah has a password, an app and a key; Gita a password; the others, as in the demo, have none of it."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    farah = cast.user("farah")
    farah.set_password(PASSWORD)
    farah.save()
    TOTP.activate(farah, generate_totp_secret())
    RecoveryCodes.activate(farah)
    gita = cast.user("gita")
    gita.set_password(PASSWORD)
    gita.save()
    data = {"name": "मेरा फ़ोन", "credential": _credential()}
    key = Authenticator.objects.create(user=farah, type=Authenticator.Type.WEBAUTHN, data=data)
    return {"key": f"/account/2fa/webauthn/keys/{key.pk}/"}


def _signed_on(cast: Any, at: datetime) -> dict[str, str]:
    """Finance's service is on and linked to Asha; CBDT's was tried and failed; a domain is asked for, one declined."""
    from institutions import facade as institutions
    from institutions.sign_on.actions import domains, setting_up
    from institutions.sign_on.models import SignOnLink

    said = {"iss": "https://sso.finance.example", "sub": "f:7c1", "email": "chitra@karmayogi.localhost"}
    made = {}
    for place, name in (("finance", "वित्त मंत्रालय साइन-इन"), ("cbdt", "सीबीडीटी साइन-इन")):
        by = {"organisation": cast.organisations[place], "at": at, **_who(cast, "chitra", place)}
        with acting_in(cast.organisation_scope(place, "chitra")):
            made[place] = setting_up.save_service(
                name=f"{place.title()} sign-in", name_hi=name, issuer=f"https://sso.{place}.example", client_id="karmayogi",
                secret="specimen", **by,
            )  # fmt: skip
            trial = {"claims": said, "would": "HOLDS_ROLE", "refusal": "", "detail": ""}
            if place == "cbdt":
                trial = {"claims": {}, "would": "", "refusal": "CLOCK", "detail": ""}
            setting_up.note_trial(revision=1, **trial, **by)
            if place == "finance":
                setting_up.switch(on=True, **by)
                asked = domains.ask(domain="finance.example", note="एनआईसी का पत्र 12/2026", **by)
                other = domains.ask(domain="revenue.example", note="एनआईसी का पत्र 13/2026", **by)
    domains.decide(request=other, confirms=False, answer="पत्र में यह डोमेन नहीं है।", at=at, **_who(cast, "farah", "india"))
    SignOnLink.objects.create(
        service=made["finance"], user=cast.user("asha"), subject="f:1", email="asha@karmayogi.localhost",
        linked_by="address", linked_at=at, last_used_at=at,
    )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        institutions.approve_domains(domains={"karmayogi.localhost": "finance"}, at=at, **_who(cast, "farah", "india"))
    return {
        "service": str(made["finance"].uuid), "service_off": str(made["cbdt"].uuid), "domain_request": str(asked.uuid),
    }  # fmt: skip


def _credential() -> dict[str, Any]:
    """As a device answers when it makes a passkey."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import sha256, websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(b"\0" * 16, b"specimen", key)
    data = AuthenticatorData.create(
        sha256(b"localhost"), AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP, 0, held
    )
    said = {"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}
    return {
        "id": websafe_encode(b"specimen"), "rawId": websafe_encode(b"specimen"), "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(said).encode()),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = make()
    json.dump(made, sys.stdout)
