"""A package and its trial; a section of a quiz."""

from typing import Any

from courses.authoring.forms import StatusPolicyForm
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "author-package": ["parts", "policy", "trial-begins", "trial"],
    "author-section": ["questions", "short", "empty"],
}


def groups() -> list[Group]:
    return [
        Group(say("A package", "पैकेज"), _packages(), "grid-halves"),
        Group(say("A section of a quiz", "क्विज़ का खंड"), _sections()),
    ]


def _packages() -> list[Specimen]:
    note = say("The note", "टिप्पणी")
    parts = [
        {"title": say("Chapter 1", "अध्याय 1"), "depth": 0},
        {"title": note, "depth": 1, "launch": "index.html", "is_sco": True, "mastery_score": 80},
        {"title": say("Further reading", "आगे पढ़ें"), "depth": 1, "launch": "index.html", "is_sco": False},
    ]
    remarks = [say("It names a file that is not in it.", "यह ऐसी फ़ाइल बताता है जो इसमें नहीं है।")]
    policy = StatusPolicyForm(initial={"policy": "status"})
    scorm = {"parts": parts, "remarks": remarks, "trial_url": "#", "policy": policy, "least": say("6 min", "6 मि")}
    verdict = {"label": say("When every part was opened", "जब हर भाग खोला गया"), "is_own": True, "is_done": False}
    missing = [{"sentence": say("Part 2 was not opened.", "भाग 2 नहीं खोला गया।")}]
    log = [{"at": "10:49", "number": 1, "changed": ""}]
    answer = {"identifier": "1", "kind": "-", "response": "2", "result": "0.5"}
    tried = {
        "title": note,
        "rows": [(say("Status", "स्थिति"), "completed"), (say("Score", "अंक"), "")],
        "remarks": [say("It said a status that is none.", "इसने ऐसी स्थिति बताई जो है ही नहीं।")],
        "interactions": [answer],
        "log": log,
    }
    said = "courses/authoring/_trial_said.html"
    about = {"active": say("2 min", "2 मि"), "least": say("6 min", "6 मि")}
    done = verdict | {"is_done": True, "is_own": False}
    return [
        drawn("author-package", "parts", say("Its parts", "इसके भाग"), "courses/authoring/_scorm.html", scorm=scorm),
        drawn("author-package", "policy", say("When done", "कब पूर्ण"), "courses/authoring/_status_policy.html", scorm=scorm),
        drawn(
            "author-package", "trial-begins", say("A trial that said nothing", "परीक्षण जिसने कुछ नहीं कहा"), said,
            verdicts=[verdict | {"missing": missing}], tried=[], **about,
        ),
        drawn(
            "author-package", "trial", say("A trial that spoke", "परीक्षण जिसने कहा"), said,
            verdicts=[done], tried=[tried], **about,
        ),
    ]  # fmt: skip  # fmt: skip


def _sections() -> list[Specimen]:
    rules = say("Which rule is it?", "यह कौन-सा नियम है?")
    reasons = say("What must the note contain?", "टिप्पणी में क्या होना चाहिए?")
    questions = [
        {"stem": rules, "place_url": "#", "is_pinned": True},
        {"stem": reasons, "place_url": "#", "is_pinned": False},
    ]
    about = {"url": "#", "removal_url": "#"}
    drafting: dict[str, Any] = about | {
        "uuid": "s1",
        "title": say("Noting and drafting", "टिप्पणी और प्रारूपण"),
        "pick": 1,
        "pool": 2,
        "terms": [say("2 marks each", "प्रत्येक 2 अंक"), say("at least 40%", "कम-से-कम 40%")],
        "questions": questions,
    }
    law = about | {
        "uuid": "s2",
        "title": say("Right to information", "सूचना का अधिकार"),
        "pick": 3,
        "pool": 0,
        "terms": [],
    }
    short = drafting | {"pick": 4, "is_short": True, "questions": questions[:1], "pool": 1}
    partial, both = "courses/authoring/_section.html", [drafting, law]
    return [
        drawn("author-section", "questions", say("One of several", "कई में से एक"), partial,
              section=drafting, sections=both),
        drawn("author-section", "short", say("Too few questions, the only one", "प्रश्न कम, अकेला खंड"), partial,
              section=short, sections=[short]),
        drawn("author-section", "empty", say("No question", "कोई प्रश्न नहीं"), partial,
              section=law | {"is_short": True}, sections=both),
    ]  # fmt: skip
