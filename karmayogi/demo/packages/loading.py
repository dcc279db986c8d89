"""A course made of the demo's packages, brought in and published as people would. Again changes nothing."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from competencies import facade as competencies
from core.tenancy.context import everywhere
from courses.authoring.actions import drafts, outline
from courses.authoring.actions.contents import set_terms
from courses.authoring.actions.linking import set_link
from courses.authoring.actions.packaging import bring_package
from courses.authoring.actions.publishing import publish
from courses.authoring.actions.reviewing import submit
from courses.catalogue.models import CourseVersion, Module, Offering, Resource, ResourceKind, Visibility
from institutions import facade as institutions
from karmayogi.demo.courses.loading import AUTHOR, OWNER, PUBLISHER, acting
from karmayogi.demo.packages.building import about, build

CODE = "practice-at-the-desk"
TITLE, TITLE_HI = "Practice at the Desk: RTI and a Complaint", "मेज़ पर अभ्यास: सूचना का अधिकार और एक शिकायत"
# Package, its title in Hindi, minutes.
PACKAGES = (
    ("rti-desk", "आपकी मेज़ पर सूचना के अधिकार का एक आवेदन", 4),
    ("posh-first-steps", "आपके पास एक शिकायत पहुँचती है: पहले कदम", 3),
)
# The page that the first package is about, for whoever wants to see it.
LINK = "https://rtionline.gov.in"
LINK_TITLE, LINK_TITLE_HI = "RTI Online, where applications arrive", "आरटीआई ऑनलाइन, जहाँ आवेदन आते हैं"
LINK_BODY = (
    "<p>Look at the form as a citizen sees it: what it asks for, how many letters the text may have, and which fee it"
    " takes. Then read the guidelines that are linked there. Send nothing.</p>"
)
LINK_BODY_HI = (
    "<p>प्रपत्र को वैसे देखें जैसे नागरिक देखता है: वह क्या पूछता है, पाठ में कितने अक्षर हो सकते हैं और शुल्क कितना है। फिर वहाँ दिए"
    " दिशानिर्देश पढ़ें। कुछ न भेजें।</p>"
)
MODULES = (("An application", "एक आवेदन"), ("A complaint", "एक शिकायत"))


def load_packages(*, at: datetime) -> bool:
    """Whether it was made now. Needs the cast and the framework."""
    with everywhere(reason="demo packages", audited=False):
        if Offering.objects.filter(code=CODE).exists():
            return False
        owner_id = institutions.ids_of_codes()[OWNER]
        author, publisher = (acting(key, owner_id) for key in (AUTHOR, PUBLISHER))
        at -= timedelta(days=3)
        skills = competencies.by_code(["rti-responsiveness"])
        course = drafts.create_course(
            owner_id=owner_id,
            details={
                "title": TITLE, "title_hi": TITLE_HI, "languages": ["en"],
                "summary": "Two short packages to go through at your own desk: what is due, by when, and why. "
                "In English.",
                "summary_hi": "अपनी मेज़ पर करने के लिए दो छोटे पैकेज: क्या करना है, कब तक और क्यों। अंग्रेज़ी में।",
                "outcomes": ["Keep the times of the RTI Act in real cases", "Take the first steps with a complaint"],
                "outcomes_hi": [
                    "वास्तविक मामलों में सूचना का अधिकार अधिनियम की समय-सीमा रखना", "शिकायत पर पहले कदम उठाना",
                ],
            },
            visibility=Visibility.NATIONAL, competencies=[(skills["rti-responsiveness"].id, 1)], actor=author, at=at,
        )  # fmt: skip
        Offering.objects.filter(pk=course.pk).update(code=CODE)
        version = CourseVersion.objects.get(offering_id=course.pk)
        for (title, title_hi), (name, named_hi, minutes) in zip(MODULES, PACKAGES, strict=True):
            module = outline.add_module(version=version, title=title, title_hi=title_hi, seen=None, actor=author, at=at)
            resource = outline.add_resource(
                module=module, kind=ResourceKind.PACKAGE, title=about(name)["title"], title_hi=named_hi, seen=None,
                actor=author, at=at,
            )  # fmt: skip
            upload = ContentFile(build(name), name=f"{name}.zip")
            bring_package(resource=resource, upload=upload, actor=author, at=at)
            set_terms(
                resource=Resource.objects.get(pk=resource.pk), minutes=minutes, is_required=True, actor=author, at=at
            )
        first = Module.objects.filter(version=version).order_by("position")[0]
        link = outline.add_resource(
            module=first,
            kind=ResourceKind.LINK,
            title=LINK_TITLE,
            title_hi=LINK_TITLE_HI,
            seen=None,
            actor=author,
            at=at,
        )
        set_link(
            resource=link,
            url=LINK,
            body=LINK_BODY,
            body_hi=LINK_BODY_HI,
            minutes=3,
            is_required=False,
            actor=author,
            at=at,
        )
        submit(version=version, actor=author, at=at)
        publish(version=version, actor=publisher, at=at + timedelta(hours=2))
        return True
