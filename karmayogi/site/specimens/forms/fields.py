"""Every kind of field: as it comes, filled in, refused, disabled; and the few that can only be read."""

from datetime import date, time
from typing import Any

from django import forms

from core.components.fields import WholeNumber
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

KINDS = [
    "text", "number", "email", "phone", "password", "select", "date", "time", "textarea", "radio", "checkboxes", "checkbox",
    "file", "hindi",
]  # fmt: skip
WHERE = {
    "empty": KINDS,
    "filled": [kind for kind in KINDS if kind != "file"],  # a browser lets no page fill one in
    "refused": ["text", "number", "email", "select", "date", "textarea", "radio", "checkboxes", "checkbox", "file"],
    "disabled": ["text", "number", "select", "date", "time", "textarea", "radio", "checkboxes", "checkbox", "file"],
    "read-only": ["text", "textarea"],
}
STATES = {f"field-{kind}": [state for state, kinds in WHERE.items() if kind in kinds] for kind in KINDS}
WRONG = {"number": "140", "email": "asha", "date": "31.11.2026"}


def groups() -> list[Group]:
    titles = {
        "empty": say("Fields as they come", "खाली क्षेत्र"),
        "filled": say("Fields filled in", "भरे हुए क्षेत्र"),
        "refused": say("Fields refused", "अस्वीकृत क्षेत्र"),
        "disabled": say("Fields disabled", "निष्क्रिय क्षेत्र"),
        "read-only": say("Fields only to be read", "केवल पढ़ने के क्षेत्र"),
    }
    return [
        Group(title, [_field(kind, state) for kind in WHERE[state]], "grid-thirds") for state, title in titles.items()
    ]


def _field(kind: str, state: str) -> Specimen:
    field, label = _fields()[kind]
    field.disabled = state == "disabled"
    if state == "read-only":
        field.widget.attrs["readonly"] = True
    filled = {} if state == "empty" else _filled()
    form = forms.Form(WRONG if state == "refused" else None, initial=filled)
    form.fields[kind] = field
    return drawn(f"field-{kind}", state, label, "site/guide/field.html", field=form[kind])


def _filled() -> dict[str, Any]:
    return {
        "text": say("Asha Verma", "आशा वर्मा"),
        "number": 60,
        "email": "asha@karmayogi.localhost",
        "phone": "011 2301 0001",
        "password": "correct horse battery staple",
        "select": "fin",
        "date": date(2026, 11, 30),
        "time": time(10, 30),
        "textarea": say("The rule and the reason are named.", "नियम और कारण बताए गए हैं।"),
        "radio": "2",
        "checkboxes": ["1", "3"],
        "checkbox": True,
        "hindi": "टिप्पणी और प्रारूपण",
    }


def levels() -> list[tuple[str, str]]:
    return [("1", say("Basic", "आधारभूत")), ("2", say("Working", "कार्यसाधक")), ("3", say("Practitioner", "अभ्यासी"))]


def ministries() -> list[tuple[str, str]]:
    return [("", say("Choose", "चुनें")), ("fin", say("Finance", "वित्त")), ("rail", say("Railways", "रेल"))]


def _fields() -> dict[str, tuple[forms.Field, str]]:
    """Each kind, and what is said over it."""
    name = say("As in the service record.", "जैसा सेवा अभिलेख में है।")
    proof = say("PDF or photo, up to 5 MB.", "PDF या फ़ोटो, 5 मे.बा. तक।")
    pass_mark = say("In percent.", "प्रतिशत में।")
    day, hour = forms.DateInput(attrs={"type": "date"}), forms.TimeInput(attrs={"type": "time"})
    return {
        "text": (
            forms.CharField(label=say("Full name", "पूरा नाम"), help_text=name),
            say("A line, with a hint", "एक पंक्ति, संकेत के साथ"),
        ),
        "number": (
            WholeNumber(label=say("Pass mark", "उत्तीर्णांक"), help_text=pass_mark, min_value=1, max_value=100),
            say("A number", "संख्या"),
        ),
        "email": (forms.EmailField(label=say("E-mail", "ई-मेल")), say("An address", "पता")),
        "phone": (
            forms.CharField(
                label=say("Office phone", "कार्यालय फ़ोन"), widget=forms.TextInput({"type": "tel"}), required=False
            ),
            say("A phone number", "फ़ोन नंबर"),
        ),
        "password": (
            forms.CharField(label=say("Password", "पासवर्ड"), widget=forms.PasswordInput(render_value=True)),
            say("A password", "पासवर्ड"),
        ),
        "select": (
            forms.ChoiceField(label=say("Ministry", "मंत्रालय"), choices=ministries()),
            say("One of many", "अनेक में से एक"),
        ),
        "date": (forms.DateField(label=say("Due date", "देय तिथि"), widget=day), say("A day", "दिन")),
        "time": (forms.TimeField(label=say("Begins at", "आरंभ समय"), widget=hour), say("An hour", "समय")),
        "textarea": (
            forms.CharField(label=say("Why", "क्यों"), widget=forms.Textarea({"rows": 3})),
            say("Several lines", "कई पंक्तियाँ"),
        ),
        "radio": (
            forms.ChoiceField(label=say("Level", "स्तर"), choices=levels(), widget=forms.RadioSelect),
            say("One of a few", "कुछ में से एक"),
        ),
        "checkboxes": (
            forms.MultipleChoiceField(
                label=say("Levels", "स्तर"), choices=levels(), widget=forms.CheckboxSelectMultiple
            ),
            say("Some of a few", "कुछ में से कई"),
        ),
        "checkbox": (
            forms.BooleanField(label=say("I have checked the names", "मैंने नाम जाँच लिए हैं")),
            say("Yes or no", "हाँ या नहीं"),
        ),
        "file": (
            forms.FileField(label=say("Proof", "प्रमाण"), help_text=proof),
            say("A file", "फ़ाइल"),
        ),
        "hindi": (
            forms.CharField(label=say("Title in Hindi", "हिन्दी में शीर्षक"), widget=forms.TextInput({"lang": "hi"})),
            say("A line in another language", "दूसरी भाषा में पंक्ति"),
        ),
    }
