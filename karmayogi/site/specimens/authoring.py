"""What authors see: the outline's tools, remarks, captions, chapters, a package's parts and its trial; and statistics."""

from datetime import UTC, datetime

from courses.authoring.forms import CaptionsForm, ChaptersForm, StatusPolicyForm
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

ANY = "00000000-0000-0000-0000-000000000000"
WHEN = datetime(2026, 11, 22, 5, 19, tzinfo=UTC)
STATES = {
    "author-head": ["draft", "part", "preview"],
    "author-move": ["both", "first", "last"],
    "author-rename": ["closed"],
    "author-delete": ["closed"],
    "author-outline": ["some", "empty"],
    "author-advice": ["links"],
    "author-remarks": ["open", "settled", "new"],
    "author-captions": ["none", "some"],
    "author-chapters": ["empty", "refused"],
    "author-package": ["parts", "policy", "trial-begins", "trial"],
    "author-key": ["some", "none"],
}


def groups() -> list[Group]:
    return [
        Group(say("Above a draft", "मसौदे के ऊपर"), _heads()),
        Group(say("Tools of the outline", "रूपरेखा के साधन"), _tools(), "grid-thirds"),
        Group(say("The outline in words", "रूपरेखा शब्दों में"), _words(), "grid-thirds"),
        Group(say("Remarks of a review", "समीक्षा की टिप्पणियाँ"), _remarks(), "grid-thirds"),
        Group(say("Captions and chapters", "उपशीर्षक और अध्याय"), _films(), "grid-halves"),
        Group(say("A package", "पैकेज"), _packages(), "grid-halves"),
        Group(say("The key of a question", "प्रश्न की कुंजी"), _keys(), "grid-halves"),
    ]


def _title() -> str:
    return say("Noting and Drafting on e-Office", "ई-ऑफ़िस पर टिप्पणी और प्रारूपण")


def _heads() -> list[Specimen]:
    tabs = [
        {"label": say("Outline", "रूपरेखा"), "url": "#", "is_current": True},
        {"label": say("Details", "विवरण"), "url": "#"},
    ]
    draft = {
        "organisation_name": say("Institute of Secretariat Training", "सचिवालय प्रशिक्षण संस्थान"),
        "title": _title(),
        "state_label": say("Draft", "मसौदा"),
        "state_chip": "info",
        "version": {"number": 2},
        "tabs": tabs,
    }
    part = {"kind_label": say("Video", "वीडियो"), "part_title": say("Value for money", "पैसे का मूल्य")}
    return [
        _own_heading(drawn("author-head", "draft", say("A draft", "मसौदा"), "courses/authoring/_head.html", **draft)),
        _own_heading(drawn("author-head", "part", say("A part", "भाग"), "courses/authoring/_part_head.html", **part)),
        drawn("author-head", "preview", say("A preview", "पूर्वावलोकन"), "courses/authoring/_preview_mark.html"),
    ]


def _own_heading(one: Specimen) -> Specimen:
    """Its page has one heading of the first level, and the guide has its own."""
    html = one.html.replace("<h1>", '<h3 class="h1">').replace("</h1>", "</h3>")
    return Specimen(one.name, one.key, one.state, type(one.html)(html))


def _tools() -> list[Specimen]:
    about = {"name": "module", "uuid": ANY, "title": say("The note", "टिप्पणी"), "revision": 3, "change_url": "#"}
    ways = {
        "both": (say("In the middle", "बीच में"), True, True),
        "first": (say("The first", "पहला"), False, True),
        "last": (say("The last", "अंतिम"), True, False),
    }
    moves = [
        drawn("author-move", key, label, "courses/authoring/_move.html", can_up=up, can_down=down, **about)
        for key, (label, up, down) in ways.items()
    ]
    names = {"value": "The note", "value_hi": "टिप्पणी"}
    return [
        *moves,
        drawn("author-rename", "closed", say("Rename", "नाम बदलें"), "courses/authoring/_rename.html", **about, **names),
        drawn("author-delete", "closed", say("Delete", "हटाएँ"), "courses/authoring/_delete.html", **about),
    ]


def _words() -> list[Specimen]:
    modules = [
        {
            "title": say("Why noting", "टिप्पणी क्यों"),
            "resources": [say("The first line", "पहली पंक्ति"), say("Test", "परीक्षण")],
        }
    ]
    advice = [{"url": "#", "text": say("The video has no captions.", "वीडियो में उपशीर्षक नहीं हैं।")}]
    partial = "courses/authoring/_in_words.html"
    return [
        drawn("author-outline", "some", say("One module", "एक मॉड्यूल"), partial, modules=modules),
        drawn("author-outline", "empty", say("Empty", "खाली"), partial, modules=[]),
        drawn(
            "author-advice", "links", say("Advice before review", "समीक्षा से पहले सलाह"),
            "courses/authoring/_advice.html", advice=advice, is_editable=True,
        ),
    ]  # fmt: skip


def _remarks() -> list[Specimen]:
    remark = {
        "uuid": "remark",
        "body": say("Which rule is this? Name it.", "यह कौन-सा नियम है? नाम लिखिए।"),
        "person_name": say("Hari Das", "हरि दास"),
        "at": WHEN,
        "place": say("The note", "टिप्पणी"),
    }
    settled = remark | {"settled_at": WHEN, "settled_by_name": say("Dev Anand", "देव आनंद")}
    partial = "courses/authoring/_remarks.html"
    about = {"can_settle": True, "course": {"draft_id": 1}, "comments_url": "#"}
    return [
        drawn("author-remarks", "open", say("Open", "खुली"), partial, comments=[remark], **about),
        drawn("author-remarks", "settled", say("Settled", "निपटाई गई"), partial, comments=[settled], **about),
        drawn(
            "author-remarks", "new", say("A new one", "नई"), "courses/authoring/_remark_form.html",
            can_remark=True, place=say("The note", "टिप्पणी"), uuid="module", name="module",
        ),
    ]  # fmt: skip


def _films() -> list[Specimen]:
    captions, chapters = "courses/authoring/_captions.html", "courses/authoring/_chapters.html"
    there = [{"language": "hi", "label": "हिन्दी", "name": "टिप्पणी.vtt", "count": 84, "removal_url": "#"}]
    refused = ChaptersForm({"lines_en": "0:00 The note", "lines_hi": "", "language": ""})
    refused.is_valid()
    refused.add_error("lines_hi", say("Line 1 has no time.", "पंक्ति 1 में समय नहीं है।"))
    return [
        drawn("author-captions", "none", say("No captions", "उपशीर्षक नहीं"), captions, captions_form=CaptionsForm()),
        drawn(
            "author-captions", "some", say("In one language", "एक भाषा में"), captions,
            captions=there, captions_form=CaptionsForm(auto_id="again_%s"),
        ),
        drawn("author-chapters", "empty", say("No chapters", "अध्याय नहीं"), chapters, chapters_form=ChaptersForm()),
        drawn("author-chapters", "refused", say("Not taken", "नहीं लिया गया"), chapters, chapters_form=refused),
    ]  # fmt: skip


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
    ]  # fmt: skip


def _keys() -> list[Specimen]:
    lines = [
        {"text": say("The rule and the reason", "नियम और कारण"), "is_correct": True, "note": ""},
        {"text": say("Only the reason", "केवल कारण"), "is_correct": False, "note": "50"},
    ]
    partial = "courses/statistics/_key.html"
    return [
        drawn("author-key", "some", say("Right, and right in half", "सही, और आधा सही"), partial, lines=lines),
        drawn("author-key", "none", say("No answer decides", "कोई उत्तर निर्णायक नहीं"), partial, lines=[]),
    ]
