"""Films and documents in the language their learner chose, and choosing it."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.display.measures import file_size
from core.doors import signed_in
from core.files.links import signed_url
from core.files.queries import FileFace, described
from courses.catalogue import captions as spoken
from courses.catalogue import chapters, renditions
from courses.catalogue.models import Rendition, ResourceKind
from courses.catalogue.rules import FILED, TIMED
from courses.films.queries import copies_of, size_in_words, url_of
from courses.films.queries import there as copies_there
from courses.films.rules import LOW, POSTER, SOUND, chosen
from courses.films.tasks import ask_for_copies
from courses.player import access, evidence, queries, rules
from courses.player.access import NotInside, Seat
from courses.player.actions import choose
from courses.player.forms import ChoicesForm
from courses.player.models import LearningChoices
from courses.player.track import track
from courses.progress.rules import in_rendition, on_scale
from institutions.roles.requests import InScope


@dataclass(frozen=True, slots=True)
class Taken:
    """The file of a resource that this learner gets, among those there are."""

    there: list[Rendition] = field(default_factory=list)
    rendition: Rendition | None = None
    face: FileFace | None = None
    choices: LearningChoices = field(default_factory=LearningChoices)
    is_sound: bool = False  # brought as a recording

    def length(self, seat: Seat) -> int:
        """Of what they get: seconds or pages."""
        return (self.rendition.length if self.rendition else seat.resource.length) or 1

    def whole(self, seat: Seat) -> int:
        """Of the scale on which progress is kept."""
        return seat.resource.length or self.length(seat)


def taken(request: InScope, seat: Seat, language: str) -> Taken:
    if seat.resource.kind not in FILED:
        return Taken()
    choices = queries.choices_of(request.principal.person_id)
    there = renditions.of(seat.resource)
    found = renditions.best(there, choices.spoken or language, language)
    face = described([found.file_uuid]).get(found.file_uuid) if found else None
    return Taken(there, found, face, choices, seat.resource.kind == ResourceKind.AUDIO)


def shown(
    request: InScope, seat: Seat, got: Taken, state: dict[str, Any], language: str
) -> dict[str, Any]:  # fmt: skip
    """What the page of any file says of it; for what plays, also captions and where to go on."""
    if got.rendition is None or got.face is None:
        return {}
    code, resource = seat.offering.code, seat.resource
    context: dict[str, Any] = {
        "file_url": signed_url(got.face, request.principal.person_id),
        "file_size": file_size(got.face.size),
        "rendition": got.rendition,
        "languages": _languages(seat, got, language),
    }
    if resource.kind not in TIMED:
        return context
    context |= _copies(request, got)
    position = in_rendition(state["position"], got.length(seat), got.whole(seat))
    address = (code, resource.uuid)
    context |= {"position": position} | spoken.shown(
        resource, got.choices.captions or language, got.there, got.rendition, "courses:captions", *address
    )
    read = got.choices.captions or language
    context["chapters"] = chapters.of(resource, read, got.there, got.rendition)
    if context["chapters"]:
        chosen = context["chapters"]["language"]
        context["chapters"]["url"] = (
            reverse("courses:chapters", args=[*address, chosen]) + f"?of={got.rendition.language}"
        )
    context["languages"] |= {"has_captions": len(context["captions"]) > 1}
    if (asked := place_asked(request, seat, got)) is not None:
        context["position"], context["is_asked"] = asked, True
    elif not state["leaf"].is_complete:
        device = rules.device_of(request.headers.get("User-Agent", ""))
        context["elsewhere"] = evidence.elsewhere(state["device"], device, position)
    context["is_film"] = resource.kind == ResourceKind.VIDEO and context["copy"] != SOUND
    context["track"] = track(state, got.length(seat), context["position"])
    return context


def _copies(request: InScope, got: Taken) -> dict[str, Any]:
    """The film, its small picture or its sound alone: which of them is taken, what each weighs, and a choice."""
    face: Any = got.face
    copies = copies_of([face.uuid]).get(face.uuid)
    if copies is None:
        ask_for_copies(face.uuid)
    found, person_id = copies_there(copies), request.principal.person_id
    is_film = face.content_type.startswith("video/") and not got.is_sound
    weight, saves_data = got.choices.weight, request.preferences.saves_data
    copy = chosen(weight, saves_data=saves_data, there=found, is_film=is_film)
    whole = file_size(face.size)
    said: dict[str, Any] = {"copy": copy, "poster_url": url_of(face, POSTER, person_id) if POSTER in found else ""}
    small = [one for one in (LOW, SOUND) if copies and one in found and (is_film or one == SOUND)]
    if copies is None or not small:
        return said
    sizes = {"": whole} | {one: size_in_words(copies, one) for one in small}
    said["sizes"] = [
        (_("Video %(size)s") if is_film else _("Recording %(size)s")) % {"size": whole},
        *(sizes[one] for one in small),
    ]
    offered = [("", _("Automatic")), ("full", said["sizes"][0]), *((one, sizes[one]) for one in small)]
    said["weights"] = [{"value": value, "label": label, "is_chosen": value == weight} for value, label in offered]
    if copy:
        said["file_url"] = url_of(face, copy, person_id)
    if copy and not weight:
        said["saving"] = _("You save data, so this is the small copy: %(small)s instead of %(whole)s.") % {
            "small": sizes[copy],
            "whole": whole,
        }
    return said


def place_asked(request: InScope, seat: Seat, got: Taken) -> int | None:
    """The second that a link names (?t=90): of a chapter, a gap, a line of the transcript, a note.

    A note may name the film it was written at (&of=hi): then it is the same moment of the film that is taken now.
    """
    said = request.GET.get("t", "")
    if not re.fullmatch(r"[0-9]{1,5}", said):
        return None
    second, length, whole = int(said), got.length(seat), got.whole(seat)
    of = next((one for one in got.there if one.language == request.GET.get("of")), got.rendition)
    if of is not None and of != got.rendition:
        second = in_rendition(on_scale(min(second, of.length), of.length, whole), length, whole)
    return min(second, length)


def _languages(seat: Seat, got: Taken, language: str) -> dict[str, Any]:
    """The choice of languages, and a sentence where the wanted one is not there."""
    wanted = got.choices.spoken or language
    rendition: Any = got.rendition
    lacking = rendition.language != wanted
    return {
        "url": reverse("courses:choices", args=[seat.offering.code, seat.resource.uuid]),
        "spoken": _offered(got.choices.spoken),
        "captions": _offered(got.choices.captions),
        "has_files": len(got.there) > 1,
        "has_captions": False,
        "sentence": _("This is there only in %(language)s.") % {"language": renditions.LABELS[rendition.language]}
        if lacking
        else "",
    }


def _offered(chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "label": label, "is_chosen": value == chosen} for value, label in ChoicesForm.CHOICES]


@signed_in
@require_POST
def choices(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """Keep in which language films and documents are taken, and go on where one was."""
    try:
        seat = access.get_seat(request.principal, code, uuid)
    except NotInside:
        return redirect("courses:course", code)
    form = ChoicesForm(request.POST)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
        choose(actor=request.principal.actor(), at=timezone.now(), **given)
    else:
        messages.error(request, _("That is none of the choices; nothing was changed."))
    return redirect("courses:learn", code, seat.resource.uuid)
