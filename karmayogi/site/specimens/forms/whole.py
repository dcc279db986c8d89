"""Forms as a whole: as they come, and as they come back."""

from typing import Any

from django import forms

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.forms.fields import levels, ministries

STATES = {"form": ["empty", "refused", "half-refused"], "error-summary": ["one", "several"]}


def groups() -> list[Group]:
    return [
        Group(say("Whole forms", "पूरे फ़ॉर्म"), _forms(), "grid-thirds"),
        Group(say("What is to be corrected", "क्या सुधारना है"), _summaries(), "grid-halves"),
    ]


def _form(data: dict[str, Any] | None = None) -> forms.Form:
    form = forms.Form(data)
    form.fields["name"] = forms.CharField(
        label=say("Full name", "पूरा नाम"), help_text=say("As in the service record.", "जैसा सेवा अभिलेख में है।")
    )
    form.fields["digits"] = forms.CharField(
        label=say("Code from your e-mail", "आपके ई-मेल का कोड"),
        help_text=say("6 digits. Works for 10 minutes.", "6 अंक। 10 मिनट तक चलता है।"),
    )
    form.fields["ministry"] = forms.ChoiceField(label=say("Ministry", "मंत्रालय"), choices=ministries())
    form.fields["level"] = forms.ChoiceField(label=say("Level", "स्तर"), choices=levels(), widget=forms.RadioSelect)
    form.fields["agreed"] = forms.BooleanField(
        label=say("I have checked the names", "मैंने नाम जाँच लिए हैं"), required=False
    )
    return form


def _wrong_code() -> str:
    return say("The code is not right. 3 tries are left.", "कोड सही नहीं है। 3 प्रयास शेष हैं।")


def _forms() -> list[Specimen]:
    going_on, template = say("Continue", "आगे बढ़ें"), "site/guide/form.html"
    name = say("Asha Verma", "आशा वर्मा")
    empty = _form({"name": "", "digits": "", "ministry": ""})
    half = _form({"name": name, "digits": "481205", "ministry": "fin", "level": "2"})
    half.add_error("digits", _wrong_code())
    return [
        drawn("form", "empty", say("As it comes", "जैसा आता है"), template, form=_form(), label=going_on),
        drawn("form", "refused", say("Sent empty", "खाली भेजा"), template, form=empty, label=going_on),
        drawn("form", "half-refused", say("One field is wrong", "एक क्षेत्र ग़लत"), template, form=half, label=going_on),
    ]


def _summaries() -> list[Specimen]:
    template = "site/guide/error_summary.html"
    one = _form({"name": say("Asha Verma", "आशा वर्मा"), "digits": "481205", "ministry": "fin", "level": "2"})
    one.add_error(None, say("The form is too old. Send it again.", "फ़ॉर्म बहुत पुराना है। फिर से भेजें।"))
    several = _form({"digits": "481205"})
    several.add_error("digits", _wrong_code())
    return [
        drawn("error-summary", "one", say("One, of the form itself", "एक, फ़ॉर्म का ही"), template, form=one),
        drawn("error-summary", "several", say("Several, each of a field", "कई, हर एक किसी क्षेत्र का"), template,
              form=several),
    ]  # fmt: skip
