"""A timed assessment over three courses, with sections, a cut-off and marks lost for wrong answers.

Loading it again changes nothing.
"""

from datetime import datetime, timedelta
from typing import Any

from competencies import facade as competencies
from core.audit.actor import Actor
from core.tenancy.context import everywhere
from courses.authoring.actions import contents, drafts, outline, quizzes, sections
from courses.authoring.actions.publishing import publish
from courses.authoring.actions.reviewing import submit
from courses.catalogue.models import CourseVersion, Offering, ResourceKind, Visibility
from courses.questions.models import Paper, PaperQuestion, PaperSection
from institutions import facade as institutions
from karmayogi.demo.courses.loading import AUTHOR, OWNER, PUBLISHER, acting
from karmayogi.demo.courses.reading import read

CODE = "ready-for-the-desk"
TITLE, TITLE_HI = "Ready for the Desk: a Timed Assessment", "मेज़ के लिए तैयार: समयबद्ध परीक्षा"
RULES = {
    "pass_percent": 60, "time_limit_minutes": 15, "attempts_allowed": 2, "cool_down_minutes": 60, "is_reading_first": True,
    "paging": "free",
}  # fmt: skip
# Course whose questions it asks, title, title in Hindi, cut-off in percent.
SECTIONS = (
    ("noting-and-drafting", "Noting and drafting", "टिप्पण और प्रारूपण", 40),
    ("rti-act-2005-basics", "Right to information", "सूचना का अधिकार", 50),
    ("code-of-conduct", "Conduct", "आचरण", 40),
)
PICK, PENALTY = 4, "1/4"
BODY = (
    "<p>Twelve questions in fifteen minutes: four each from noting and drafting, right to information, and conduct.</p>"
    "<ul><li>A right answer gives one mark, a wrong one takes away a quarter. An open question costs nothing.</li>"
    "<li>You pass with 60 per cent of all marks, and at least half of the marks in right to information and 40 per cent in"
    " each other section.</li>"
    "<li>Each answer is saved at once. If the network fails, open the assessment again: the clock goes on, your answers"
    " are there.</li></ul>"
)
BODY_HI = (
    "<p>पंद्रह मिनट में बारह प्रश्न: टिप्पण और प्रारूपण, सूचना का अधिकार तथा आचरण, हर एक से चार।</p>"
    "<ul><li>सही उत्तर का एक अंक है, ग़लत उत्तर पर चौथाई अंक कटता है। छोड़े हुए प्रश्न पर कुछ नहीं कटता।</li>"
    "<li>उत्तीर्ण होने के लिए कुल अंकों का 60 प्रतिशत चाहिए, और सूचना का अधिकार में कम से कम आधे तथा बाकी हर खंड में 40 प्रतिशत"
    " अंक।</li>"
    "<li>हर उत्तर तुरंत सहेजा जाता है। नेटवर्क चला जाए तो परीक्षा फिर खोलें: घड़ी चलती रहती है, आपके उत्तर वहीं रहते हैं।</li></ul>"
)


def load_assessment(*, at: datetime) -> bool:
    """Whether it was made now. Needs the cast and the framework."""
    with everywhere(reason="demo assessment", audited=False):
        if Offering.objects.filter(code=CODE).exists():
            return False
        owner_id = institutions.ids_of_codes()[OWNER]
        author, publisher = (acting(key, owner_id) for key in (AUTHOR, PUBLISHER))
        at -= timedelta(days=9)
        version = _begin(owner_id, author, at)
        module = outline.add_module(
            version=version, title="The assessment", title_hi="परीक्षा", seen=None, actor=author, at=at
        )
        before = outline.add_resource(
            module=module, kind=ResourceKind.TEXT, title="Before you start", title_hi="आरंभ करने से पहले", seen=None,
            actor=author, at=at,
        )  # fmt: skip
        contents.write_text(
            resource=before, body=BODY, body_hi=BODY_HI, minutes=1, is_required=True, seen=None, actor=author, at=at
        )
        quiz = outline.add_resource(
            module=module, kind=ResourceKind.QUIZ, title="Twelve questions", title_hi="बारह प्रश्न", minutes=15, seen=None,
            actor=author, at=at,
        )  # fmt: skip
        _fill(quiz.paper, author, at)
        submit(version=version, actor=author, at=at)
        publish(version=version, actor=publisher, at=at + timedelta(hours=3))
        return True


def _begin(owner_id: int, author: Actor, at: datetime) -> CourseVersion:
    known = competencies.by_code(["noting-and-drafting", "rti-responsiveness", "conduct-rules"])
    course = drafts.create_course(
        owner_id=owner_id,
        details={
            "title": TITLE, "title_hi": TITLE_HI, "languages": ["en", "hi"],
            "summary": "Twelve questions in fifteen minutes show that noting, right to information and conduct are at hand.",
            "summary_hi": "पंद्रह मिनट के बारह प्रश्न दिखाते हैं कि टिप्पण, सूचना का अधिकार और आचरण आपको आते हैं।",
            "outcomes": ["Answer under time what the desk asks every day", "See by section what to read again"],
            "outcomes_hi": ["समय में उत्तर देना जो मेज़ रोज़ पूछती है", "खंडवार देखना कि क्या फिर पढ़ना है"],
        },
        visibility=Visibility.NATIONAL, competencies=[(skill.id, 2) for skill in known.values()], actor=author, at=at,
    )  # fmt: skip
    Offering.objects.filter(pk=course.pk).update(code=CODE)
    return CourseVersion.objects.get(offering_id=course.pk)


def _fill(paper: Paper, author: Actor, at: datetime) -> None:
    """A section for each course, with all of its questions as the pool."""
    by: dict[str, Any] = {"actor": author, "at": at}
    quizzes.set_paper(paper=paper, rules=RULES, **by)
    first = PaperSection.objects.get(paper=paper)
    for number, (code, title, title_hi, cut_off) in enumerate(SECTIONS):
        terms = {
            "title": title, "title_hi": title_hi, "pick": PICK, "penalty": PENALTY, "cut_off_percent": cut_off,
        }  # fmt: skip
        section = (
            sections.set_section(section=first, terms=terms, **by)
            if number == 0
            else sections.add_section(paper=paper, terms=terms, **by)
        )
        there = PaperQuestion.objects.filter(paper=paper).count()
        for question in read(code).questions:
            quizzes.add_question(paper=paper, question=question, **by)
        PaperQuestion.objects.filter(paper=paper, position__gt=there).update(section=section)
