"""What the kills interrupt, made through the API as its people make it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.bad_luck.visitor import Visitor

INDIA = ZoneInfo("Asia/Kolkata")
ISTM = "provider/istm/courses/"
FINANCE = "organisations/finance/"


def financial_year(day: date) -> str:
    first = day.year if day.month > 3 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


@dataclass(frozen=True)
class Course:
    code: str
    video: str  # the resource's uuid, in a draft that waits for its file
    text: str
    quiz: str

    @property
    def path(self) -> str:
        return f"{ISTM}{self.code}/"


def draft(dev: Visitor, title: str, *, with_video: bool = False) -> Course:
    """A complete draft with a text and a quiz of one question; its right answer says so."""
    course = dev.made(
        "POST", ISTM,
        {
            "title": title, "summary": "What to do.", "outcomes": ["Do it"], "languages": ["en"],
            "competencies": [{"competency": "noting-and-drafting", "level": 2}],
        },
    )  # fmt: skip
    path = f"{ISTM}{course['code']}/"
    module = dev.made("POST", f"{path}modules/", {"title": "Noting"})["uuid"]
    kinds = ["text", "quiz", *(["video"] if with_video else [])]
    parts = {
        kind: dev.made("POST", f"{path}resources/", {"module": module, "kind": kind, "title": kind.title()})["uuid"]
        for kind in kinds
    }
    dev.made("PUT", f"{path}resources/{parts['text']}/text/", {"body": "<p>A note is a remark.</p>", "minutes": 1})
    options = [{"text": "right", "is_correct": True}, {"text": "wrong"}]
    quiz = f"{path}resources/{parts['quiz']}/"
    dev.made("POST", f"{quiz}questions/", {"kind": "single", "stem": "Which?", "options": options})
    dev.made("PATCH", f"{quiz}paper/", {"pick": 1})
    return Course(course["code"], parts.get("video", ""), parts["text"], parts["quiz"])


def in_review(dev: Visitor, title: str) -> Course:
    course = draft(dev, title)
    dev.made("POST", f"{course.path}submissions/")
    return course


def published(dev: Visitor, hari: Visitor, title: str) -> Course:
    course = in_review(dev, title)
    hari.made("POST", f"{course.path}publications/")
    return course


def offering_uuid(house: Any, course: Course) -> str:
    return str(house.one("SELECT uuid FROM courses_offering WHERE code = %s", course.code))


def enrolled(house: Any, learner: Visitor, course: Course) -> str:
    return str(learner.made("POST", "enrolments/", {"offering": offering_uuid(house, course)})["uuid"])


def text_on_screen(house: Any, learner: Visitor, course: Course) -> None:
    """Opened ten minutes ago, so that the clock lets it count."""
    assert learner.get(f"/courses/{course.code}/learn/{course.text}/").status == 200
    house.ask(
        "UPDATE courses_resourceprogress"
        " SET opened_at = opened_at - interval '10 minutes', updated_at = updated_at - interval '10 minutes'"
        " WHERE opened_at > now() - interval '5 minutes'"
    )


def text_read(course: Course, enrolment: str, session: str, sequence: int = 1) -> dict[str, Any]:
    """What the player sends when the learner says that the text is read."""
    facts = [{"resource": course.text, "from": 0, "to": 30, "finished": True}]
    return {"enrolment": enrolment, "session": session, "sequence": sequence, "facts": facts}


def quiz_started(learner: Visitor, course: Course, enrolment: str) -> tuple[str, dict[str, Any]]:
    """The attempt, and the body that hands in the right answer."""
    attempt = learner.made("POST", "attempts/", {"enrolment": enrolment, "resource": course.quiz})
    (question,) = attempt["questions"]
    right = next(option["number"] for option in question["options"] if option["text"] == "right")
    return attempt["uuid"], {"answers": {"1": [right]}}


def plan(chitra: Visitor, house: Any, title: str, *courses: Course) -> str:
    """A draft for everybody at the Ministry of Finance and below it. Returns its address."""
    today = datetime.now(INDIA).date()
    made = chitra.made("POST", f"{FINANCE}plans/", {"title": title, "financial_year": financial_year(today)})
    path = f"{FINANCE}plans/{made['uuid']}/"
    for course in courses:
        due = (today + timedelta(days=14)).isoformat()
        chitra.made("POST", f"{path}items/", {"offering": offering_uuid(house, course), "due_on": due})
    return path


def officials_file(prefix: str, number: int) -> bytes:
    """New officials of CBDT."""
    lines = [f"{prefix}{place},Official {chr(65 + place % 26)},Section Officer,cbdt" for place in range(number)]
    return "\n".join(["Employee code,Name,Designation,Office", *lines]).encode()


def checked(chitra: Visitor, house: Any, content: bytes) -> str:
    """An exchange whose rows were judged. Returns its address."""
    answer = chitra.csv(f"{FINANCE}exchanges/", content)
    assert answer.status == 201, answer.text
    found = answer.json()["uuid"]
    house.until("SELECT stage FROM ehrms_exchange WHERE uuid = %s", "checked", found)
    return f"{FINANCE}exchanges/{found}/"
