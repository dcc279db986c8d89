"""Forms of ratings."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from courses.ratings.models import HidingReason, Signed
from courses.ratings.rules import LONGEST_WORDS, SHORTEST_REPLY

STARS = [
    ("5", _("5 of 5: very useful in my work")),
    ("4", _("4 of 5: useful")),
    ("3", _("3 of 5: partly useful")),
    ("2", _("2 of 5: hardly useful")),
    ("1", _("1 of 5: not useful")),
]


class RatingForm(forms.Form):
    """How useful the course was, words about it, and who reads them."""

    stars = forms.ChoiceField(
        label=_("How useful was the course in your work?"), choices=STARS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose from 1 to 5.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("In words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        validators=[MaxLengthValidator(LONGEST_WORDS)],  # no maxlength: a browser cuts what is pasted and says nothing
        help_text=_("What helped you, what was missing? Name no other person."),
    )
    signed = forms.ChoiceField(
        label=_("Who reads your words"), choices=Signed.choices, widget=forms.RadioSelect, initial=Signed.PROVIDER
    )


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Reply of the provider"),
        widget=forms.Textarea(attrs={"rows": 2}),
        min_length=SHORTEST_REPLY,
        max_length=LONGEST_WORDS,
        error_messages={"min_length": _("Say it in at least %(limit_value)d letters.")},
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=HidingReason.choices, widget=forms.RadioSelect)
