"""Bringing the courses in as people would: Dev makes them by the actions and importers of authoring, Hari publishes.

Running it again changes nothing.
"""

from datetime import UTC, datetime, time

from django.core.files.base import ContentFile

from accounts.models import Person
from competencies import facade as competencies
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from courses.authoring.actions import captioning, chaptering, contents, drafts, outline, quizzes
from courses.authoring.actions.packaging import bring_package
from courses.authoring.actions.publishing import publish
from courses.authoring.actions.reviewing import submit
from courses.catalogue.models import CourseVersion, Module, Offering, Resource, ResourceKind, Visibility
from courses.formats import captions
from courses.questions.models import PaperQuestion
from institutions import facade as institutions
from karmayogi.demo.cast import EMAIL_DOMAIN
from karmayogi.demo.courses import handout, slides, talk
from karmayogi.demo.courses.reading import FILM, HANDOUT, SITE, TALK, DemoCourse, Part, all_courses
from karmayogi.demo.packages.building import zipped

OWNER, AUTHOR, PUBLISHER = "istm", "dev", "hari"
KINDS = {
    FILM: ResourceKind.VIDEO, HANDOUT: ResourceKind.PDF, TALK: ResourceKind.AUDIO, SITE: ResourceKind.PACKAGE
}  # fmt: skip
SITE_MINUTES = 3
QUIZ, QUIZ_HI, QUIZ_MINUTES = "Final quiz", "अंतिम जाँच", 5
PAPER = {"pick": 5, "pass_percent": 60, "attempts_allowed": 3, "cool_down_minutes": 10}


def load_courses() -> int:
    """Write and publish what is not there yet; returns how many were. Needs the tree, the cast and the framework."""
    with everywhere(reason="demo courses"):
        owner_id = institutions.ids_of_codes()[OWNER]
        author, publisher = (acting(key, owner_id) for key in (AUTHOR, PUBLISHER))
        there = set(Offering.objects.values_list("code", flat=True))
        missing = [course for course in all_courses() if course.code not in there]
        for course in missing:
            at = datetime.combine(course.published_on, time(5), UTC)
            version = _write(course, owner_id, author, at)
            submit(version=version, actor=author, at=at)
            publish(version=version, actor=publisher, at=at)
        return len(missing)


def acting(key: str, owner_id: int) -> Actor:
    person = Person.objects.get(users__email=f"{key}@{EMAIL_DOMAIN}")
    return Actor(name=person.full_name, door="command", person_id=person.pk, organisation_id=owner_id)


def _write(course: DemoCourse, owner_id: int, actor: Actor, at: datetime) -> CourseVersion:
    known = competencies.by_code(code for code, _level in course.competencies)
    made = drafts.create_course(
        owner_id=owner_id,
        details={name: getattr(course, name) for name in ("title", "title_hi", "summary", "summary_hi")}
        | {"outcomes": list(course.outcomes), "outcomes_hi": list(course.outcomes_hi)}
        | {"languages": list(course.languages)},
        visibility=Visibility.NATIONAL,
        competencies=[(known[code].id, level) for code, level in course.competencies],
        actor=actor,
        at=at,
    )
    Offering.objects.filter(pk=made.pk).update(code=course.code)  # the folder's name, however the title is spelt
    version = CourseVersion.objects.get(offering_id=made.pk)
    for chapter in course.chapters:
        module = outline.add_module(
            version=version, title=chapter.title, title_hi=chapter.title_hi, seen=None, actor=actor, at=at
        )
        for part in chapter.parts:
            _add_part(course, part, module, actor, at)
    _add_quiz(course, version, actor, at)
    return version


def _add_part(course: DemoCourse, part: Part, module: Module, actor: Actor, at: datetime) -> None:
    kind = KINDS.get(part.name, ResourceKind.TEXT)
    resource = outline.add_resource(
        module=module, kind=kind, title=part.written.title,
        title_hi=part.written_hi.title if part.written_hi else "", seen=None, actor=actor, at=at,
    )  # fmt: skip
    if kind == ResourceKind.TEXT:
        contents.write_text(
            resource=resource, body=part.written.html(), body_hi=part.written_hi.html() if part.written_hi else "",
            minutes=None, is_required=True, seen=None, actor=actor, at=at,
        )  # fmt: skip
        return
    if kind == ResourceKind.PACKAGE:
        upload = ContentFile(zipped(course.folder / SITE), name=f"{course.code}.zip")
        bring_package(resource=resource, upload=upload, actor=actor, at=at)
        resource = Resource.objects.get(pk=resource.pk)
        contents.set_terms(resource=resource, minutes=SITE_MINUTES, is_required=True, actor=actor, at=at)
        return
    if kind == ResourceKind.AUDIO:
        _add_talk(course, resource, actor, at)
        return
    for language in course.languages:
        is_film = kind == ResourceKind.VIDEO
        data = course.film(language).read_bytes() if is_film else handout.draw(course, language)
        name = f"{course.code}{'.hi' if language == 'hi' else ''}.{'mp4' if is_film else 'pdf'}"
        contents.bring_file(
            resource=resource, upload=ContentFile(data, name=name), language=language, actor=actor, at=at
        )
        if not is_film:
            continue
        chaptering.write_chapters(
            resource=resource, language=language, marks=slides.chapters(course.slides, language), actor=actor, at=at
        )
        file = course.captions_file(language)
        captioning.bring_captions(
            resource=resource,
            language=language,
            upload=ContentFile(file.read_bytes(), name=file.name),
            actor=actor,
            at=at,
        )


def _add_talk(course: DemoCourse, resource: Resource, actor: Actor, at: datetime) -> None:
    upload = ContentFile(course.talk_file().read_bytes(), name=f"{course.code}.m4a")
    contents.bring_file(resource=resource, upload=upload, language="en", actor=actor, at=at)
    said = course.talk_captions().read_bytes()
    marks = talk.chapters(course.talk, captions.read(said))
    chaptering.write_chapters(resource=resource, language="en", marks=marks, actor=actor, at=at)
    captioning.bring_captions(
        resource=resource, language="en", upload=ContentFile(said, name="talk.vtt"), actor=actor, at=at
    )


def _add_quiz(course: DemoCourse, version: CourseVersion, actor: Actor, at: datetime) -> None:
    """The English pool through the importer of question files; then each question with its Hindi, where there is one."""
    module = outline.add_module(version=version, title=QUIZ, title_hi=QUIZ_HI, seen=None, actor=actor, at=at)
    resource: Resource = outline.add_resource(
        module=module, kind=ResourceKind.QUIZ, title=QUIZ, title_hi=QUIZ_HI, minutes=QUIZ_MINUTES, seen=None,
        actor=actor, at=at,
    )  # fmt: skip
    paper = resource.paper
    quizzes.set_paper(paper=paper, rules=PAPER, actor=actor, at=at)
    file = course.folder / "questions.gift"
    brought = quizzes.read_file(paper=paper, name=file.name, data=file.read_bytes(), actor=actor, at=at)
    quizzes.apply_import(brought=brought, actor=actor, at=at)
    if "hi" in course.languages:
        entries = PaperQuestion.objects.filter(paper=paper).select_related("question_version__question")
        for entry, question in zip(entries.order_by("position"), course.questions, strict=True):
            quizzes.reword_question(entry=entry, question=question, actor=actor, at=at)
