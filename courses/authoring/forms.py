"""Forms of authoring: they look at shape; the actions decide."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from competencies import facade as competencies
from core.components.fields import Amount, WholeNumber
from core.display.dates import IST, local_date
from courses.authoring.rules import DOWN, UP
from courses.catalogue.models import (
    CourseVersion,
    Resource,
    ResourceKind,
    StatusPolicy,
    VersionCompetency,
    Visibility,
)  # fmt: skip
from courses.questions.models import Counts, Mode, Paging, Paper, PaperSection, Reveal, RevealWhen

LANGUAGES = [("en", _("English")), ("hi", _("Hindi"))]
LEVELS = [
    (1, pgettext_lazy("competency level", "Basic")),
    (2, pgettext_lazy("competency level", "Working")),
    (3, pgettext_lazy("competency level", "Practitioner")),
    (4, pgettext_lazy("competency level", "Expert")),
    (5, pgettext_lazy("competency level", "Master")),
]
TAGS = 3  # competencies a form offers room for
PENALTY_CHOICES = [
    ("0", _("Nothing")),
    ("1/4", _("A quarter of its marks")),
    ("1/3", _("A third of its marks")),
    ("1/2", _("Half of its marks")),
    ("1", _("All of its marks")),
]


class Lines(forms.CharField):
    """A textarea with one entry a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        return [line.strip()[:300] for line in (super().to_python(value) or "").splitlines() if line.strip()][:12]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class DetailsForm(forms.Form):
    """What a course is about, in both languages."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_hi = forms.CharField(
        label=_("Title in Hindi"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "hi"})
    )
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences for the course page."),
    )
    summary_hi = forms.CharField(
        label=_("Summary in Hindi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "hi"}),
    )
    outcomes = Lines(
        label=_("What learners will be able to do"), required=False, help_text=_("One outcome on each line.")
    )
    outcomes_hi = Lines(
        label=_("What learners will be able to do, in Hindi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "hi", "data-editor": ""}),
    )
    visibility = forms.ChoiceField(label=_("Who can take it"), choices=Visibility.choices, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the course"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Each reading and each title must then be given in each of them."),
    )

    def __init__(self, *args: Any, is_visibility_fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_visibility_fixed:
            del self.fields["visibility"]
        language = get_language()
        choices: list[tuple[str, Any]] = [("", "—")]
        self.ids: dict[str, int] = {}
        themes: dict[str, list[tuple[str, str]]] = {}
        for known in competencies.sub_themes():
            self.ids[known.code] = known.id
            theme = known.theme_hi if language == "hi" else known.theme
            themes.setdefault(theme, []).append((known.code, known.name_hi if language == "hi" else known.name))
        choices += list(themes.items())
        for number in range(1, TAGS + 1):
            self.fields[f"competency_{number}"] = forms.ChoiceField(
                label=_("Competency %(number)s") % {"number": number}, choices=choices, required=False
            )
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=_("Level of competency %(number)s") % {"number": number},
                choices=LEVELS,
                coerce=int,
                required=False,
            )

    @property
    def words(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What is written in both languages, side by side."""
        return [(self[name], self[f"{name}_hi"]) for name in ("title", "summary", "outcomes")]

    @property
    def terms(self) -> list[forms.BoundField]:
        return [self[name] for name in ("visibility", "languages") if name in self.fields]

    @property
    def tag_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"competency_{number}"], self[f"level_{number}"]) for number in range(1, TAGS + 1)]

    @property
    def details(self) -> dict[str, Any]:
        names = ("title", "title_hi", "summary", "summary_hi", "outcomes", "outcomes_hi", "languages")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def tags(self) -> list[tuple[int, int]]:
        """(competency's id, level); the same competency twice counts with its last level."""
        found: dict[int, int] = {}
        for number in range(1, TAGS + 1):
            if code := self.cleaned_data.get(f"competency_{number}"):
                found[self.ids[code]] = self.cleaned_data[f"level_{number}"] or 1
        return list(found.items())

    @staticmethod
    def of(version: CourseVersion) -> dict[str, Any]:
        initial: dict[str, Any] = {
            name: getattr(version, name)
            for name in ("title", "title_hi", "summary", "summary_hi", "outcomes", "outcomes_hi", "languages")
        }
        initial["visibility"] = version.offering.visibility
        tags = VersionCompetency.objects.filter(version=version).select_related("competency").order_by("pk")
        for number, tag in enumerate(tags[:TAGS], 1):
            initial |= {f"competency_{number}": tag.competency.code, f"level_{number}": tag.level}
        return initial


class OutlineForm(forms.Form):
    """One change to the outline. `seen` is the revision the page was made from."""

    DO = ["add_module", "add_resource", "rename", "delete", UP, DOWN]
    do = forms.ChoiceField(choices=[(do, do) for do in DO])
    seen = WholeNumber(min_value=1)
    module = forms.UUIDField(required=False)
    resource = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=ResourceKind.choices, required=False)
    title = forms.CharField(max_length=200, required=False)
    title_hi = forms.CharField(max_length=200, required=False)


class TextForm(forms.Form):
    body = forms.CharField(
        label=_("Text in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "en", "data-editor": ""}),
        help_text=_("Headings, lists, quotations, links and tables; other marks are taken out."),
    )
    body_hi = forms.CharField(
        label=_("Text in Hindi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "hi", "data-editor": ""}),
    )
    minutes = WholeNumber(
        label=_("Minutes"), required=False, min_value=1, max_value=600, help_text=_("Empty: counted from the words.")
    )
    is_required = forms.BooleanField(label=_("Required to complete the course"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TermsForm(forms.Form):
    minutes = WholeNumber(label=_("Minutes"), min_value=1, max_value=1000)
    is_required = forms.BooleanField(label=_("Required to complete the course"), required=False)

    @staticmethod
    def of(resource: Resource) -> dict[str, Any]:
        return {"minutes": resource.minutes, "is_required": resource.is_required}


class StatusPolicyForm(forms.Form):
    """When a SCORM package counts as done."""

    policy = forms.ChoiceField(label=_("It counts as done"), choices=StatusPolicy.choices, widget=forms.RadioSelect)
    pass_score = WholeNumber(
        label=_("Enough is"), min_value=1, max_value=100, required=False,
        help_text=_("Percent. Only for a package that is done by its score."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "id_policy_%s"} | kwargs))

    @staticmethod
    def of(resource: Resource) -> dict[str, Any]:
        return {"policy": resource.status_policy, "pass_score": resource.pass_score}


class LinkForm(forms.Form):
    url = forms.CharField(
        label=_("Address of the page"),
        max_length=2100,
        widget=forms.URLInput,
        help_text=_("It begins with https:// and can be reached by everybody."),
    )
    url_hi = forms.CharField(
        label=_("Address of the page in Hindi"),
        max_length=2100,
        required=False,
        widget=forms.URLInput,
        help_text=_("Empty: the same page."),
    )
    body = forms.CharField(
        label=_("What to do there"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en", "data-editor": ""}),
    )
    body_hi = forms.CharField(
        label=_("What to do there, in Hindi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "hi", "data-editor": ""}),
    )
    minutes = WholeNumber(label=_("Minutes"), min_value=1, max_value=600, help_text=_("How long reading it takes."))
    is_required = forms.BooleanField(label=_("Required to complete the course"), required=False)


class FileForm(forms.Form):
    """Without a language the file is in the course's first."""

    language = forms.ChoiceField(
        label=_("Language of the file"), choices=LANGUAGES, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(label=_("File"), allow_empty_file=True)


class CaptionsForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the captions"), choices=LANGUAGES, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File with captions"), allow_empty_file=True, help_text=_("WebVTT (.vtt) or SubRip (.srt), in UTF-8.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "id_captions_%s", "initial": {"language": "en"}} | kwargs))


class ChaptersForm(forms.Form):
    """Both languages as lines; a file takes the place of the lines of its language."""

    lines_en = forms.CharField(
        label=_("Chapters in English"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en", "placeholder": "0:00 …\n2:30 …"}),
    )
    lines_hi = forms.CharField(
        label=_("Chapters in Hindi"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "hi"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the chapters"), choices=LANGUAGES, widget=forms.RadioSelect, required=False
    )
    file = forms.FileField(
        label=_("File with chapters"), required=False, allow_empty_file=True, help_text=_("WebVTT (.vtt), in UTF-8.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "id_chapters_%s"} | kwargs))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("file") and not said.get("language"):
            self.add_error("language", _("Say in which language these chapters are."))
        return said


class PaperForm(forms.Form):
    """The rules of a quiz. `pick` is asked where the quiz has one section; of several, each says it itself."""

    mode = forms.ChoiceField(label=_("What the quiz is for"), choices=Mode.choices, widget=forms.RadioSelect)
    pick = WholeNumber(label=_("Questions asked in each attempt"), min_value=1, max_value=200)
    pass_percent = WholeNumber(label=_("Pass mark in percent"), min_value=1, max_value=100)
    time_limit_minutes = WholeNumber(
        label=_("Time limit in minutes"), min_value=1, max_value=600, required=False, help_text=_("Empty: no limit.")
    )
    attempts_allowed = WholeNumber(
        label=_("Attempts allowed"), min_value=0, max_value=100, help_text=_("0: as many as one likes.")
    )
    cool_down_minutes = WholeNumber(
        label=_("Minutes between a failed attempt and the next"), min_value=0, max_value=43200
    )
    counts = forms.ChoiceField(label=_("Which attempt counts"), choices=Counts.choices)
    may_improve = forms.BooleanField(label=_("A passed quiz may be taken again"), required=False)
    is_reading_first = forms.BooleanField(
        label=_("Before another attempt, the parts that were missed must be finished"), required=False
    )
    is_shuffled = forms.BooleanField(label=_("Questions and answers in another order each time"), required=False)
    paging = forms.ChoiceField(label=_("How questions are shown"), choices=Paging.choices)
    reveal = forms.ChoiceField(label=_("What learners see after an attempt"), choices=Reveal.choices)
    reveal_when = forms.ChoiceField(label=_("When they see it"), choices=RevealWhen.choices)
    reveal_day = forms.DateField(
        label=_("From which day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only if it opens on a day."),
    )  # fmt: skip

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        sections = list(paper.sections.all())
        super().__init__(*args, **(kwargs | {"initial": self.of(paper, sections)}))
        if len(sections) != 1:
            del self.fields["pick"]

    @property
    def rules(self) -> dict[str, Any]:
        """As the action takes them."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "reveal_day"}
        day = self.cleaned_data["reveal_day"]
        is_dated = said["reveal_when"] == RevealWhen.FROM_DATE
        return said | {"reveal_from": datetime.combine(day, time(), IST) if day and is_dated else None}

    @staticmethod
    def of(paper: Paper, sections: list[PaperSection]) -> dict[str, Any]:
        names = (
            "mode", "pass_percent", "time_limit_minutes", "attempts_allowed", "cool_down_minutes", "counts",
            "may_improve", "is_reading_first", "is_shuffled", "paging", "reveal", "reveal_when",
        )  # fmt: skip
        return {name: getattr(paper, name) for name in names} | {
            "pick": sections[0].pick if sections else None,
            "reveal_day": local_date(paper.reveal_from) if paper.reveal_from else None,
        }


class SectionForm(forms.Form):
    """What one section of a quiz asks."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    title_hi = forms.CharField(
        label=_("Title in Hindi"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": "hi"})
    )
    pick = WholeNumber(label=_("Questions asked in each attempt"), min_value=1, max_value=200, initial=5)
    marks = Amount(
        label=_("Marks for each question"), min_value=Decimal("0.25"), max_value=100, decimal_places=2, initial=1
    )
    penalty = forms.ChoiceField(label=_("Lost for a wrong answer"), choices=PENALTY_CHOICES)
    cut_off_percent = WholeNumber(
        label=_("Needed in this section, in percent"), min_value=0, max_value=100, initial=0,
        help_text=_("Nobody passes with less, however good the rest is. 0: nothing is needed here."),
    )  # fmt: skip

    @staticmethod
    def of(section: PaperSection) -> dict[str, Any]:
        names = ("title", "title_hi", "pick", "marks", "penalty", "cut_off_percent")
        return {name: getattr(section, name) for name in names} | {"marks": f"{section.marks.normalize():f}"}


class PlaceForm(forms.Form):
    """In which section a question stands, and whether every attempt asks it."""

    section = forms.UUIDField()
    is_pinned = forms.BooleanField(required=False)


class RemarkForm(forms.Form):
    body = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    module = forms.UUIDField(required=False)
    resource = forms.UUIDField(required=False)


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What has to change"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what has to change before you return the course.")},
        help_text=_("The author reads this sentence first, then your remarks at each place."),
    )
