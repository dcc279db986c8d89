"""Forms of notes: shape only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.notes.models import Note
from courses.notes.rules import LONGEST, second_of


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))


class ChangeNoteForm(NoteForm):
    """`seen`: when the note that was opened was last changed."""

    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def of(note: Note, said: Any = None) -> "ChangeNoteForm":
        return ChangeNoteForm(said, initial={"text": note.text, "seen": note.changed_at.isoformat()})


class NewNoteForm(NoteForm):
    """Beside a resource: `at` is the time of a film, `page` that of a document. `uuid`: sent twice, kept once."""

    at = forms.CharField(label=_("At"), required=False, max_length=10)
    page = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "id_note_%s"} | kwargs))
        self.fields["text"].widget.attrs["rows"] = 3
        self.fields["at"].widget.attrs |= {"size": 7, "data-note-at": True, "class": "form-control form-control-sm"}

    def clean_at(self) -> int | None:
        said = self.cleaned_data["at"]
        if not said:
            return None
        if (second := second_of(said)) is None:
            raise ValidationError(_("Write the time as in 2:30 or 1:02:30."))
        return second

    @property
    def place(self) -> int | None:
        return self.cleaned_data["page"] or self.cleaned_data["at"]
