"""The file of a resource in the language of whoever takes it."""

from courses.catalogue.models import Rendition, Resource

LABELS = {"en": "English", "hi": "हिन्दी"}  # each language says its own name
LANGUAGES_TAKEN = list(LABELS.items())


def of(resource: Resource) -> list[Rendition]:
    return list(Rendition.objects.filter(resource=resource).order_by("language"))


def best(there: list[Rendition], *wanted: str) -> Rendition | None:
    """In the first of the wanted languages that there is; else in the one there is."""
    known = {rendition.language: rendition for rendition in there}
    return next((known[language] for language in wanted if language in known), there[0] if there else None)
