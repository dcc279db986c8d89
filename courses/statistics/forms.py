"""What a correction of a key is asked: the author's own form of the question, in which only its key can be changed."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.authoring.queries import here
from courses.authoring.question_forms import FORMS, MORE, QuestionForm
from courses.formats.questions import MATCH, NUMERIC, ORDER, SHORT_TEXT, QuestionBrought
from courses.questions.models import Treatment
from courses.regrading.rules import LONGEST_REASON

SEEN = ("stem", "stem_hi", "category", "is_partial")  # by learners, and of every kind
SEEN_IN_ROWS = ("option", "option_hi", "fixed", "left", "left_hi", "right_hi", "item_hi")


class DecisionForm(forms.Form):
    treatment = forms.ChoiceField(
        label=_("What happens to those who got the question"), choices=Treatment.choices, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("What was wrong"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Learners read it with their marks, and so does whoever asks later. Do not give the answer away: some of them"
            " may still take the quiz."
        ),
    )  # fmt: skip
    why_hi = forms.CharField(
        label=_("The same in Hindi"), max_length=LONGEST_REASON, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "hi"}),
    )  # fmt: skip


def key_form(data: Any, was: QuestionBrought) -> QuestionForm:
    """The key of a question as it is marked now, to be changed."""
    if was.kind == MATCH:
        was = replace(was, pairs=tuple(pair for pair in was.pairs if pair.left))
    rows = was.parts() + MORE if was.kind in (NUMERIC, SHORT_TEXT) else was.parts()
    form = FORMS[was.kind](data, brought=was, rows=rows)
    for name, field in form.fields.items():
        field.disabled = name in SEEN or (name.rpartition("_")[0] in SEEN_IN_ROWS and name[-1].isdigit())
    for number, option in enumerate(was.options, 1):
        if f"right_{number}" in form.fields:
            form.fields[f"right_{number}"].label = here(option.text, option.text_hi)
    return form


def sides(form: QuestionForm, was: QuestionBrought) -> QuestionForm:
    """Of a match and an order: the texts that learners saw, to choose from instead of writing them again."""
    if was.kind == MATCH:
        choices: dict[str, str] = {pair.right: here(pair.right, pair.right_hi) for pair in was.pairs}
        for number, pair in enumerate((pair for pair in was.pairs if pair.left), 1):
            form.fields[f"right_{number}"] = forms.ChoiceField(
                label=here(pair.left, pair.left_hi), choices=sorted(choices.items())
            )
    if was.kind == ORDER:
        choices = {item.text: here(item.text, item.text_hi) for item in was.items}
        for number in range(1, len(was.items) + 1):
            form.fields[f"item_{number}"] = forms.ChoiceField(
                label=_("Number %(number)s in the order") % {"number": number}, choices=sorted(choices.items())
            )
    return form


def key_said(form: QuestionForm, was: QuestionBrought) -> QuestionBrought:
    """What was chosen, with the Hindi of each text."""
    said = form.question
    rights = {pair.right: pair.right_hi for pair in was.pairs}
    items = {item.text: item.text_hi for item in was.items}
    return replace(
        said,
        stem=was.stem,
        stem_hi=was.stem_hi,
        is_partial=was.is_partial,
        pairs=tuple(replace(pair, right_hi=rights[pair.right]) for pair in said.pairs),
        items=tuple(replace(item, text_hi=items[item.text]) for item in said.items),
    )
