"""What a form says is wrong: which field, in plain words, with a way to it."""

from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from core.components.fields import Amount, WholeNumber
from core.templatetags.components import error_summary


class Trial(forms.Form):
    title = forms.CharField(label="Title", max_length=5)
    day = forms.DateField(label="From which day?", required=False)
    level = forms.ChoiceField(label="Level", choices=[("1", "Basic"), ("2", "Working")], widget=forms.RadioSelect)
    among = forms.MultipleChoiceField(
        label="Among", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput)


def test_every_error_names_its_field_and_leads_to_its_first_control():
    form = Trial({"title": "too long", "day": "31/31"})

    assert error_summary(form)["errors"] == [
        {"text": "Title: Ensure this value has at most 5 characters (it has 8).", "field": "id_title"},
        {"text": "From which day? Enter a valid date.", "field": "id_day"},
        {"text": "Level: This field is required.", "field": "id_level_0"},
        {"text": "Among: This field is required.", "field": "id_among_0"},
        {"text": "This field is required.", "field": ""},
    ]
    drawn = str(form["level"]) + str(form["among"])
    assert 'id="id_level_0"' in drawn
    assert 'id="id_among_0"' in drawn


def test_an_error_of_the_whole_form_names_no_field():
    form = Trial({})
    form.full_clean()
    form.add_error(None, "The two do not go together.")

    assert {"text": "The two do not go together.", "field": ""} in error_summary(form)["errors"]


@pytest.mark.parametrize(
    ("field", "said", "sentence"),
    [
        (WholeNumber(min_value=1, max_value=100), "0", "Write a number from 1 to 100."),
        (WholeNumber(min_value=0, max_value=43200), "43201", "Write a number from 0 to 43,200."),
        (WholeNumber(min_value=1), "0", "Write 1 or more."),
        (WholeNumber(max_value=9), "10", "Write 9 or less."),
        (Amount(min_value=Decimal("0.25"), max_value=100), "0.1", "Write a number from 0.25 to 100."),
        (WholeNumber(min_value=1, error_messages={"min_value": "One at least."}), "0", "One at least."),
        (WholeNumber(min_value=1), "one", "Enter a whole number."),
    ],
)
def test_bounds_are_said_in_one_sentence(field, said, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(said)

    assert refused.value.messages == [sentence]


def test_bounds_are_said_in_the_language_of_the_reader():
    field = WholeNumber(min_value=1, max_value=100)

    with pytest.raises(forms.ValidationError) as refused:
        field.clean("0")
    with override("hi"):
        messages = refused.value.messages

    assert messages == ["1 से 100 तक की कोई संख्या लिखें।"]
