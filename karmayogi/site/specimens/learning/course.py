"""What an author wrote, and what learners say of it."""

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.figures.numbers import ratings
from karmayogi.site.specimens.words import WHEN

STATES = {"text": ["read"], "outcomes": ["some"], "ratings": ["several", "few", "none"]}


def groups() -> list[Group]:
    return [
        Group(say("On the page of a course", "पाठ्यक्रम के पृष्ठ पर"), _course()),
    ]


def _course() -> list[Specimen]:
    body = say("<p>Every note answers one question.</p>", "<p>हर टिप्पणी एक प्रश्न का उत्तर देती है।</p>")
    outcomes = [
        say("Write a self-contained note", "अपने आप में पूर्ण टिप्पणी लिखना"),
        say("Put up a draft", "प्रारूप प्रस्तुत करना"),
    ]
    texts = [
        {
            "uuid": "r1",
            "stars": 3,
            "byline": say("P. C.", "प॰ च॰"),
            "changed_at": WHEN,
            "words": say("More examples of drafts would help.", "प्रारूपों के और उदाहरण सहायक होंगे।"),
            "reply": say("Three are in the next version.", "अगले संस्करण में तीन हैं।"),
            "replied_at": WHEN,
        },
        {
            "uuid": "r2",
            "stars": 5,
            "byline": say("A. V.", "अ॰ व॰"),
            "changed_at": WHEN,
            "words": say("Short and to the point.", "संक्षिप्त और सटीक।"),
            "reply": "",
        },
    ]
    several = {"average": "4.2", "says_short": say("67 ratings", "67 रेटिंग"), "bars": ratings(), "texts": texts}
    few = {"says": say("2 ratings; the average is shown from 5 on.", "2 रेटिंग; औसत 5 से दिखता है।")}
    none, partial = {"says": say("Nobody has rated it yet.", "अभी किसी ने रेटिंग नहीं दी।")}, "courses/ratings/_course.html"
    return [
        drawn(
            "text",
            "read",
            say("An author's text", "लेखक का पाठ"),
            "courses/player/_body.html",
            body=body,
            body_language=say("en", "hi"),
        ),
        drawn(
            "outcomes",
            "some",
            say("What one will be able to do", "क्या कर सकेंगे"),
            "courses/player/_outcomes.html",
            outcomes=outcomes,
        ),
        drawn(
            "ratings",
            "several",
            say("Many ratings, one with a reply", "अनेक रेटिंग, एक उत्तर सहित"),
            partial,
            ratings=several,
            is_completed=True,
        ),
        drawn("ratings", "few", say("Too few for an average", "औसत के लिए कम"), partial, ratings=few, is_inside=True),
        drawn("ratings", "none", say("None", "कोई नहीं"), partial, ratings=none),
    ]
