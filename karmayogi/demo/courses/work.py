"""What Dev has on his desk: a course just begun, and a new version of a published one that waits for Hari."""

from datetime import datetime, timedelta

from competencies import facade as competencies
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from courses.authoring.actions import contents, drafts, outline
from courses.authoring.actions.reviewing import submit
from courses.catalogue.models import Course, CourseVersion, Offering, Resource, ResourceKind, Visibility
from institutions import facade as institutions
from karmayogi.demo.courses.loading import AUTHOR, OWNER, acting

BEGUN = "managing-court-cases"
IMPROVED = "rti-act-2005-basics"
ADDED = "<p>Keep a list of what citizens ask for most often, and publish it before they ask again.</p>"
ADDED_HI = "<p>नागरिक जो सबसे अधिक माँगते हैं उसकी सूची रखें, और दोबारा माँगे जाने से पहले उसे प्रकाशित करें।</p>"


def load_work(*, at: datetime) -> bool:
    """Whether it was made now. Needs the courses."""
    with everywhere(reason="demo courses", audited=False):
        if Offering.objects.filter(code=BEGUN).exists():
            return False
        owner_id = institutions.ids_of_codes()[OWNER]
        actor = acting(AUTHOR, owner_id)
        _begin(owner_id, actor, at - timedelta(days=6))
        _improve(actor, at - timedelta(days=2))
        return True


def _begin(owner_id: int, actor: Actor, at: datetime) -> None:
    skill = competencies.by_code(["court-case-management"])["court-case-management"]
    course = drafts.create_course(
        owner_id=owner_id,
        details={
            "title": "Managing Court Cases", "title_hi": "न्यायालय मामलों का प्रबंधन", "languages": ["en", "hi"],
            "summary": "From notice to compliance: who answers, by when, and what the file needs.",
            "summary_hi": "सूचना से अनुपालन तक: उत्तर कौन देता है, कब तक, और फ़ाइल में क्या चाहिए।",
        },
        visibility=Visibility.NATIONAL, competencies=[(skill.id, 2)], actor=actor, at=at,
    )  # fmt: skip
    version = CourseVersion.objects.get(offering_id=course.pk)
    titles = (("When the notice arrives", "जब सूचना आए"), ("After the judgment", "निर्णय के बाद"))
    for title, title_hi in titles:
        module = outline.add_module(version=version, title=title, title_hi=title_hi, seen=None, actor=actor, at=at)
        outline.add_resource(
            module=module, kind=ResourceKind.TEXT, title=title, title_hi=title_hi, seen=None, actor=actor, at=at
        )


def _improve(actor: Actor, at: datetime) -> None:
    course = Course.objects.get(offering__code=IMPROVED)
    version = drafts.open_next_version(course=course, actor=actor, at=at)
    text = Resource.objects.filter(version=version, kind=ResourceKind.TEXT).order_by("module__position")[0]
    contents.write_text(
        resource=text, body=text.body + ADDED, body_hi=text.body_hi + ADDED_HI, minutes=None, is_required=True,
        seen=None, actor=actor, at=at,
    )  # fmt: skip
    submit(version=version, actor=actor, at=at + timedelta(hours=1))
