"""Remarks of a review."""

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import WHEN

STATES = {"author-remarks": ["open", "settled", "new"]}


def groups() -> list[Group]:
    return [
        Group(say("Remarks of a review", "समीक्षा की टिप्पणियाँ"), _remarks(), "grid-thirds"),
    ]


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
    ]  # fmt: skip  # fmt: skip
