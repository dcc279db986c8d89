"""Above a draft, and what is written about the course."""

from courses.authoring.forms import DetailsForm
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import noting

STATES = {
    "author-head": ["draft", "part", "preview"],
    "author-details": ["new", "refused"],
    "author-advice": ["links"],
}


def groups() -> list[Group]:
    return [
        Group(say("Above a draft", "मसौदे के ऊपर"), _heads()),
        Group(say("What is said of a course", "पाठ्यक्रम के बारे में"), _details(), "grid-halves"),
        Group(say("Before review", "समीक्षा से पहले"), [_advice()]),
    ]


def _heads() -> list[Specimen]:
    tabs = [
        {"label": say("Outline", "रूपरेखा"), "url": "#", "is_current": True},
        {"label": say("Details", "विवरण"), "url": "#"},
    ]
    draft = {
        "organisation_name": say("Institute of Secretariat Training", "सचिवालय प्रशिक्षण संस्थान"),
        "title": noting(),
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


def _details() -> list[Specimen]:
    fields, wrap = "courses/authoring/_details_fields.html", 'form class="card-k card-body"'
    empty = DetailsForm({"title": "", "level_1": "3"}, auto_id="sent_%s")
    return [
        drawn("author-details", "new", say("Of a new course", "नए पाठ्यक्रम के"), fields, wrap=wrap, form=DetailsForm()),
        drawn("author-details", "refused", say("Not taken", "नहीं लिया गया"), fields, wrap=wrap, form=empty),
    ]


def _advice() -> Specimen:
    advice = [{"url": "#", "text": say("The video has no captions.", "वीडियो में उपशीर्षक नहीं हैं।")}]
    links = say("Advice: nothing must be done", "सलाह: कुछ करना आवश्यक नहीं")
    return drawn("author-advice", "links", links, "courses/authoring/_advice.html", advice=advice, is_editable=True)
