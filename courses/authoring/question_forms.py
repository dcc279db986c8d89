"""Forms of one question, one for each kind. Rows for its parts are as many as needed and some more to write in."""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.formats.questions import (
    FILL_IN,
    MATCH,
    MULTIPLE,
    NUMERIC,
    ORDER,
    SHORT_TEXT,
    SINGLE,
    TRUE_FALSE,
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    UnitBrought,
    true_false,
)  # fmt: skip

ROWS, MORE, MOST = 6, 4, 20
Row = dict[str, Any]


def _text(label: Any, **more: Any) -> Callable[[dict[str, int]], forms.Field]:
    attributes = {"lang": "hi"} if more.pop("hindi", False) else {}
    return lambda named: forms.CharField(
        label=label % named, required=False, max_length=1000, widget=forms.TextInput(attrs=attributes), **more
    )


def _tick(label: Any) -> Callable[[dict[str, int]], forms.Field]:
    return lambda named: forms.BooleanField(label=label % named, required=False)


def _number(data: Any) -> int:
    """How many rows the form had that was sent."""
    said = str((data or {}).get("rows", ""))
    return int(said) if re.fullmatch(r"[0-9]{1,2}", said) else 0


class QuestionForm(forms.Form):
    """What every kind asks. `COLUMNS`: the fields of a row by name; those in `ASIDE` are shown folded."""

    kind: ClassVar[str] = SINGLE
    COLUMNS: ClassVar[dict[str, Callable[[dict[str, int]], forms.Field]]] = {}
    ASIDE: ClassVar[tuple[str, ...]] = ()
    ROWS_LEGEND: ClassVar[str | Promise] = _("Answers")
    ROWS_HINT: ClassVar[str | Promise] = ""
    PARTIAL: ClassVar[str | Promise] = ""  # what an answer right in part earns; "": this kind has no parts
    AFTER: ClassVar[tuple[str, ...]] = ()  # further fields of the kind, below the rows

    stem = forms.CharField(label=_("Question"), widget=forms.Textarea(attrs={"rows": 3}))
    stem_hi = forms.CharField(
        label=_("Question in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "hi"})
    )
    category = forms.CharField(
        label=_("Category"), required=False, max_length=200, help_text=_("Such as Leave rules/Earned leave.")
    )
    is_partial = forms.BooleanField(label=_("An answer right in part earns a part of the marks"), required=False)
    reason = forms.CharField(
        label=_("Why the right answer is right"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Learners who answer wrongly read this, and where to look it up."),
    )
    reason_hi = forms.CharField(
        label=_("The same in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 2, "lang": "hi"})
    )

    def __init__(
        self, data: Any = None, *, brought: QuestionBrought | None = None, initial: Row | None = None, rows: int = 0
    ) -> None:
        super().__init__(data, initial=initial or (self.of(brought) if brought else {"is_partial": True}))
        known = len(self.rows_of(brought)) if brought else 0
        self.numbers = range(1, min(max(rows or _number(data) or max(ROWS, known + 1), known), MOST) + 1)
        for number in self.numbers:
            for name, field in self.COLUMNS.items():
                self.fields[f"{name}_{number}"] = field({"number": number})
        if not self.PARTIAL:
            del self.fields["is_partial"]
        else:
            self.fields["is_partial"].help_text = str(self.PARTIAL)

    @property
    def with_more(self) -> "QuestionForm":
        """What was sent, not yet looked at, with more rows."""
        return type(self)(initial={name: self[name].data for name in self.fields}, rows=len(self.numbers) + MORE)

    @property
    def has_room(self) -> bool:
        return bool(self.COLUMNS) and len(self.numbers) < MOST

    @property
    def row_fields(self) -> list[dict[str, list[forms.BoundField]]]:
        def fields(number: int, is_aside: bool) -> list[forms.BoundField]:
            return [self[f"{name}_{number}"] for name in self.COLUMNS if (name in self.ASIDE) is is_aside]

        return [{"fields": fields(number, False), "aside": fields(number, True)} for number in self.numbers]

    @property
    def after_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.AFTER]

    @property
    def question(self) -> QuestionBrought:
        said = self.cleaned_data
        texts = {name: said[name].strip() for name in ("stem", "stem_hi", "reason", "reason_hi", "category")}
        return QuestionBrought(self.kind, is_partial=said.get("is_partial", True), **texts, **self.parts())

    def rows_said(self) -> Iterator[Row]:
        """The rows in which something is said, by their columns."""
        for number in self.numbers:
            row = {name: self.cleaned_data[f"{name}_{number}"] for name in self.COLUMNS}
            row = {name: value.strip() if isinstance(value, str) else value for name, value in row.items()}
            if any(value for name, value in row.items() if name not in self.ASIDE):
                yield row

    def of(self, brought: QuestionBrought) -> dict[str, Any]:
        names = ("stem", "stem_hi", "reason", "reason_hi", "category", "is_partial", *self.AFTER)
        initial = {name: getattr(brought, name) for name in names if hasattr(brought, name)}
        for number, row in enumerate(self.rows_of(brought), 1):
            initial |= {f"{name}_{number}": value for name, value in row.items()}
        return initial

    def parts(self) -> dict[str, Any]:
        """What the kind has of its own, as the question takes it."""
        raise NotImplementedError

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        raise NotImplementedError


class ChoiceForm(QuestionForm):
    COLUMNS: ClassVar = {
        "option": _text(_("Answer %(number)s")),
        "option_hi": _text(_("Answer %(number)s in Hindi"), hindi=True),
        "right": _tick(_("Answer %(number)s is right")),
        "reason": _text(_("What to tell whoever chooses answer %(number)s")),
        "reason_hi": _text(_("The same in Hindi, answer %(number)s"), hindi=True),
        "weight": _text(_("What answer %(number)s is worth, in percent"), help_text=_("Empty: all or nothing.")),
        "fixed": _tick(_("Answer %(number)s stays in its place")),
    }
    ASIDE = ("reason", "reason_hi", "weight", "fixed")

    def parts(self) -> dict[str, Any]:
        return {
            "options": tuple(
                OptionBrought(
                    row["option"], row["right"], row["option_hi"], row["reason"], row["reason_hi"], row["fixed"],
                    row["weight"].removesuffix("%").strip(),
                )
                for row in self.rows_said()
            )
        }  # fmt: skip

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [
            {
                "option": option.text,
                "option_hi": option.text_hi,
                "right": option.is_correct,
                "reason": option.reason,
                "reason_hi": option.reason_hi,
                "weight": option.weight,
                "fixed": option.is_fixed,
            }
            for option in brought.options
        ]


class SeveralForm(ChoiceForm):
    kind = MULTIPLE
    PARTIAL = _(
        "Each right answer adds its share; each wrong one takes its share away, so that choosing everything earns nothing."
    )


class TrueFalseForm(QuestionForm):
    kind = TRUE_FALSE
    AFTER = ("truth", "reason_true", "reason_false")
    truth = forms.ChoiceField(
        label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))], widget=forms.RadioSelect
    )
    reason_true = forms.CharField(label=_("What to tell whoever says true"), required=False, max_length=1000)
    reason_false = forms.CharField(label=_("What to tell whoever says false"), required=False, max_length=1000)

    def parts(self) -> dict[str, Any]:
        said = self.cleaned_data
        reasons = (said["reason_true"].strip(), said["reason_false"].strip())
        return {"options": true_false("", said["truth"] == "true", reasons).options}

    def of(self, brought: QuestionBrought) -> dict[str, Any]:
        true, false = brought.options
        truth = "true" if true.is_correct else "false"
        return super().of(brought) | {"truth": truth, "reason_true": true.reason, "reason_false": false.reason}

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return []


CREDIT = _text(_("What answer %(number)s is worth, in percent"), help_text=_("Empty: 100."))
TOLD = {
    "told": _text(_("What to tell whoever gives answer %(number)s")),
    "told_hi": _text(_("The same in Hindi, answer %(number)s"), hindi=True),
}


def _credit(said: str) -> str:
    return said.removesuffix("%").strip() or "100"


class NumericForm(QuestionForm):
    kind = NUMERIC
    COLUMNS: ClassVar = {
        "answer": _text(_("Number %(number)s")),
        "tolerance": _text(_("More or less"), help_text=_("A number, or a percentage such as 5%.")),
        "credit": CREDIT,
        **TOLD,
    }
    ASIDE = ("credit", "told", "told_hi")
    ROWS_LEGEND = _("Accepted numbers")
    ROWS_HINT = _("Learners may write 1,00,000 or 100000, a decimal comma or a point, and Devanagari digits.")
    AFTER = ("units", "is_unit_needed")
    units = forms.CharField(
        label=_("Units that may be given"), required=False, max_length=300,
        help_text=_("One or more with | between; another unit with its factor, such as day | days | week = 7."),
    )  # fmt: skip
    is_unit_needed = forms.BooleanField(label=_("Without its unit the answer is wrong"), required=False)

    def parts(self) -> dict[str, Any]:
        answers = tuple(
            AnswerBrought(
                row["answer"], _credit(row["credit"]), row["told"], row["told_hi"],
                row["tolerance"].removesuffix("%").strip() or "0", row["tolerance"].endswith("%"),
            )
            for row in self.rows_said()
        )  # fmt: skip
        units = []
        for unit in self.cleaned_data["units"].split("|"):
            name, _sign, factor = unit.partition("=")
            if unit.strip():
                units.append(UnitBrought(name.strip(), factor.strip() or "1"))
        return {"answers": answers, "units": tuple(units), "is_unit_needed": self.cleaned_data["is_unit_needed"]}

    def of(self, brought: QuestionBrought) -> dict[str, Any]:
        units = [unit.name if unit.factor == "1" else f"{unit.name} = {unit.factor}" for unit in brought.units]
        return super().of(brought) | {"units": " | ".join(units)}

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [
            {
                "answer": answer.text,
                "tolerance": answer.tolerance + "%" * answer.is_percent,
                "credit": answer.credit,
                "told": answer.reason,
                "told_hi": answer.reason_hi,
            }
            for answer in brought.answers
        ]


class _WordsForm(QuestionForm):
    AFTER = ("typos", "is_case_kept")
    typos = forms.TypedChoiceField(
        label=_("Typing mistakes that are forgiven"), coerce=int, initial=0, required=False, empty_value="0",
        choices=[(0, _("None")), (1, _("One in four letters, at most one")), (2, _("One in four letters, at most two"))],
    )  # fmt: skip
    is_case_kept = forms.BooleanField(label=_("Capital and small letters differ"), required=False)

    def forgiven(self) -> dict[str, Any]:
        return {"typos": int(self.cleaned_data["typos"]), "is_case_kept": self.cleaned_data["is_case_kept"]}


class ShortTextForm(_WordsForm):
    kind = SHORT_TEXT
    COLUMNS: ClassVar = {"answer": _text(_("Answer %(number)s")), "credit": CREDIT, **TOLD}
    ASIDE = ("credit", "told", "told_hi")
    ROWS_LEGEND = _("Accepted answers")
    ROWS_HINT = _(
        "In any language. Spaces, case, nukta and joiners do not matter; * stands for anything. Learners never see them."
    )

    def parts(self) -> dict[str, Any]:
        answers = tuple(
            AnswerBrought(row["answer"], _credit(row["credit"]), row["told"], row["told_hi"])
            for row in self.rows_said()
        )
        return {"answers": answers, **self.forgiven()}

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [
            {"answer": answer.text, "credit": answer.credit, "told": answer.reason, "told_hi": answer.reason_hi}
            for answer in brought.answers
        ]


class MatchForm(QuestionForm):
    kind = MATCH
    COLUMNS: ClassVar = {
        "left": _text(_("Left side %(number)s")),
        "right": _text(_("Right side %(number)s")),
        "left_hi": _text(_("Left side %(number)s in Hindi"), hindi=True),
        "right_hi": _text(_("Right side %(number)s in Hindi"), hindi=True),
    }
    ROWS_LEGEND = _("Pairs")
    ROWS_HINT = _("A right side without a left one belongs to nothing. The right sides are shuffled for each learner.")
    PARTIAL = _("Each right pair counts.")

    def parts(self) -> dict[str, Any]:
        return {"pairs": tuple(PairBrought(**row) for row in self.rows_said())}

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [{name: getattr(pair, name) for name in self.COLUMNS} for pair in brought.pairs]


class OrderForm(QuestionForm):
    kind = ORDER
    COLUMNS: ClassVar = {
        "item": _text(_("Number %(number)s in the order")),
        "item_hi": _text(_("Number %(number)s in Hindi"), hindi=True),
    }
    ROWS_LEGEND = _("What is to be put in order")
    ROWS_HINT = _("Write them in the right order. They are shuffled for each learner.")
    PARTIAL = _("Each one that stands at its place counts.")

    def parts(self) -> dict[str, Any]:
        return {"items": tuple(ItemBrought(row["item"], row["item_hi"]) for row in self.rows_said())}

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [{"item": item.text, "item_hi": item.text_hi} for item in brought.items]


class FillInForm(_WordsForm):
    kind = FILL_IN
    COLUMNS: ClassVar = {"gap": _text(_("Accepted in gap %(number)s"))}
    ROWS_LEGEND = _("Gaps")
    ROWS_HINT = _(
        "Write [[1]], [[2]] and so on into the question, where the gaps are. Accepted answers have | between them, in any"
        " language; half a mark is written as 50%=answer."
    )
    PARTIAL = _("Each gap counts.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stem"].help_text = _("Within [[1]] days an answer is due.")

    def parts(self) -> dict[str, Any]:
        gaps = tuple(tuple(self._answers(row["gap"])) for row in self.rows_said())
        return {"gaps": gaps, **self.forgiven()}

    def _answers(self, said: str) -> Iterator[AnswerBrought]:
        for answer in said.split("|"):
            credit, sign, text = answer.strip().partition("%=")
            if sign:
                yield AnswerBrought(text.strip(), credit)
            elif answer.strip():
                yield AnswerBrought(answer.strip())

    def rows_of(self, brought: QuestionBrought) -> list[Row]:
        return [
            {"gap": " | ".join(("" if a.credit == "100" else f"{a.credit}%=") + a.text for a in gap)}
            for gap in brought.gaps
        ]


FORMS: dict[str, type[QuestionForm]] = {
    SINGLE: ChoiceForm,
    MULTIPLE: SeveralForm,
    TRUE_FALSE: TrueFalseForm,
    NUMERIC: NumericForm,
    SHORT_TEXT: ShortTextForm,
    MATCH: MatchForm,
    ORDER: OrderForm,
    FILL_IN: FillInForm,
}
