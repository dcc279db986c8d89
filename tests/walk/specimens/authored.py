"""Courses in each state, with parts of every kind, as Dev makes and Hari reviews them."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core.tenancy.context import acting_in, everywhere
from tests.walk.specimens.people import who

GIFT = """::One::Notes are kept on the file. {T}

::Two::A note is { =a remark on a case ~a letter }

::Three::Broken { =only
"""
LONG = "filesandpapers" * 9  # a word longer than any line: no page may grow wider by it


def authored(cast: Any, at: datetime) -> dict[str, str]:
    from courses.authoring.actions import contents, drafts, outline, publishing, quizzes, reviewing, sections
    from courses.authoring.actions.chaptering import write_chapters
    from courses.authoring.actions.linking import set_link
    from courses.authoring.actions.packaging import bring_package
    from courses.formats.chapters import Chapter
    from courses.formats.questions import OptionBrought, QuestionBrought
    from courses.packages.models import Package
    from institutions import facade as institutions
    from tests.courses.authoring.making import DETAILS
    from tests.courses.formats.test_audio_and_links import made_sound
    from tests.courses.formats.test_files import made_pdf, made_video
    from tests.courses.packages.making import zipped
    from tests.courses.scorm.making import package as scorm_package

    by = {**who(cast, "dev", "istm"), "at": at}
    reviewer = {**who(cast, "hari", "istm"), "at": at}

    def begun(title: str, title_hi: str) -> Any:
        details = {**DETAILS, "title": title, "title_hi": title_hi}
        if not title_hi:
            details |= {"summary_hi": "", "outcomes_hi": [], "languages": ["en"]}
        return drafts.create_course(
            owner_id=cast.istm.pk, details=details, visibility="national", competencies=_competencies(), **by
        )

    def filled(course: Any, word: str = "") -> dict[str, Any]:
        version = course.draft
        hindi = course.offering.title_hi
        module = outline.add_module(
            version=version, title=f"Files {word}".strip(), title_hi=hindi and "फाइलें", seen=None, **by
        )
        made = {
            kind: outline.add_resource(module=module, kind=kind, title=title, title_hi=hindi and title_hi, seen=None, **by)
            for kind, title, title_hi in [
                ("text", "What a note is", "टिप्पण क्या है"), ("video", "A lecture", "एक व्याख्यान"),
                ("audio", "A talk", "एक वार्ता"), ("link", "The rules themselves", "मूल नियम"),
                ("pdf", f"The manual {word}".strip(), "नियमपुस्तिका"), ("quiz", "Check yourself", "अपनी जाँच करें"),
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
        files = begun(f"Records and files {LONG}", "")  # in English alone, as many courses are
        practice = filled(files, LONG)["quiz"].paper
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
        _answered(Package.objects.get(resource__version=files.draft, kind="scorm12"))
    institutions.forget_everybody()
    noting = "/provider/istm/courses/noting-and-drafting/"
    asked, corrected = _corrected(cast, at)
    course = f"/provider/istm/courses/{draft.offering.code}/"
    resources = {f"draft_{kind}": f"{course}resources/{part.uuid}/" for kind, part in parts.items()}
    return {
        "draft": course,
        **resources,
        **{f"empty_{kind}": f"{course}resources/{part.uuid}/" for kind, part in empty.items()},
        "question": f"{resources['draft_quiz']}questions/{question.uuid}/",
        "section": f"{resources['draft_quiz']}sections/{section.uuid}/",
        "statistics": "/provider/istm/courses/noting-and-drafting/statistics/",
        "correction_new": f"{noting}statistics/questions/{asked.question.uuid}/{asked.number}/correction/",
        "key_correction": f"{noting}corrections/{corrected.uuid}/",
        "key_corrections": f"{noting}corrections/",
        "packaged_statistics": f"/provider/istm/courses/{files.offering.code}/statistics/",
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


def _corrected(cast: Any, at: datetime) -> tuple[Any, Any]:
    """A question that may be corrected, and a proposal for another."""
    from courses.questions.models import PaperQuestion
    from courses.regrading.actions import propose

    with acting_in(cast.organisation_scope("istm", "hari")):
        pool = PaperQuestion.objects.filter(
            paper__resource__version__offering__code="noting-and-drafting", paper__is_published=True,
            paper__mode="test", question_version__owner=cast.istm,
        ).select_related("question_version__question", "paper__resource__version__offering")  # fmt: skip
        first, second = pool.order_by("-paper", "position")[:2]
        corrected = propose(
            asked=second.question_version, offering=second.paper.resource.version.offering, treatment="full",
            question=None, reason="कोई उत्तर सही नहीं है।", reason_hi="कोई उत्तर सही नहीं है।",
            **who(cast, "hari", "istm"), at=at,
        )  # fmt: skip
    return first.question_version, corrected


def _competencies() -> list[tuple[int, int]]:
    from competencies import facade as competencies

    return [(one.id, 2) for one in competencies.by_code(["noting-and-drafting"]).values()]


def _answered(package: Any) -> None:
    """What thirty learners answered inside a package, and a question that only four were asked."""
    from courses.statistics.models import PackagedQuestion, PackagedResponse

    for number, (name, asked, learners) in enumerate(
        [("rti-1", "आवेदन कितने दिन में निपटाया जाता है?", 30), ("rti-2", "", 30), ("rti-3", "और कुछ?", 4)]
    ):
        question = PackagedQuestion.objects.create(
            owner_id=package.owner_id, prefix=package.prefix, sco="one", identifier=name, number=number, kind="choice",
            description=asked, learners=learners, answers=learners + 10, judged=learners + 10, right=learners // 2,
            latency=learners * 25, timed=learners + 10,
        )  # fmt: skip
        for response, people, is_right in [
            ("30", 15, True),
            ("45", 12, False),
            ("५९" * 120, 8, False),
            ("7", 2, False),
        ]:
            PackagedResponse.objects.create(
                question=question, owner_id=package.owner_id, response=response, learners=people, count=people + 1,
                right=people if is_right else 0,
            )  # fmt: skip
