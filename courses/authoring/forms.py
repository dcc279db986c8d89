"""Forms of authoring: they look at shape; the actions decide."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from competencies import facade as competencies
from courses.authoring.rules import DOWN, UP
from courses.catalogue.models import (
    CourseVersion,
    Resource,
    ResourceKind,
    StatusPolicy,
    VersionCompetency,
    Visibility,
)  # fmt: skip
from courses.questions.models import Paper, Reveal

LANGUAGES = [("en", _("English")), ("hi", _("Hindi"))]
LEVELS = [
    (1, pgettext_lazy("competency level", "Basic")),
    (2, pgettext_lazy("competency level", "Working")),
    (3, pgettext_lazy("competency level", "Practitioner")),
    (4, pgettext_lazy("competency level", "Expert")),
    (5, pgettext_lazy("competency level", "Master")),
]
TAGS = 3  # competencies a form offers room for


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
        widget=forms.Textarea(attrs={"rows": 4, "lang": "hi"}),
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
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(("competency_", "level_"))]

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
    seen = forms.IntegerField(min_value=1)
    module = forms.UUIDField(required=False)
    resource = forms.UUIDField(required=False)
    kind = forms.ChoiceField(choices=ResourceKind.choices, required=False)
    title = forms.CharField(max_length=200, required=False)
    title_hi = forms.CharField(max_length=200, required=False)


class TextForm(forms.Form):
    body = forms.CharField(
        label=_("Text in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "lang": "en"}),
        help_text=_("Plain paragraphs, or simple HTML: h3, h4, p, ul, ol, li, table, strong, em, a."),
    )
    body_hi = forms.CharField(
        label=_("Text in Hindi"), required=False, widget=forms.Textarea(attrs={"rows": 14, "lang": "hi"})
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), required=False, min_value=1, max_value=600, help_text=_("Empty: counted from the words.")
    )
    is_required = forms.BooleanField(label=_("Required to complete the course"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TermsForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1000)
    is_required = forms.BooleanField(label=_("Required to complete the course"), required=False)

    @staticmethod
    def of(resource: Resource) -> dict[str, Any]:
        return {"minutes": resource.minutes, "is_required": resource.is_required}


class StatusPolicyForm(forms.Form):
    """When a SCORM package counts as done."""

    policy = forms.ChoiceField(label=_("It counts as done"), choices=StatusPolicy.choices, widget=forms.RadioSelect)
    pass_score = forms.IntegerField(
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
        label=_("What to do there"), required=False, widget=forms.Textarea(attrs={"rows": 4, "lang": "en"})
    )
    body_hi = forms.CharField(
        label=_("What to do there, in Hindi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "hi"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=600, help_text=_("How long reading it takes.")
    )
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


class PaperForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Paper
        fields = ["pick", "pass_percent", "attempts_allowed", "cool_down_minutes", "reveal"]
        labels = {
            "pick": _("Questions asked in each attempt"),
            "pass_percent": _("Pass mark in percent"),
            "attempts_allowed": _("Attempts allowed"),
            "cool_down_minutes": _("Minutes between a failed attempt and the next"),
            "reveal": _("What learners see after an attempt"),
        }
        help_texts = {"attempts_allowed": _("0: as many as one likes.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in {"pick": (1, 200), "pass_percent": (1, 100), "attempts_allowed": (0, 100),
                                    "cool_down_minutes": (0, 43200)}.items():  # fmt: skip
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, help_text=self.fields[name].help_text, min_value=least, max_value=most
            )
        self.fields["reveal"] = forms.ChoiceField(label=self.fields["reveal"].label, choices=Reveal.choices)


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
