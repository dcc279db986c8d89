"""Answers that are files. A caller may ask for the file's own type (`Accept`); what goes wrong is a problem as ever."""

from rest_framework.renderers import BaseRenderer, JSONRenderer


def renderers(media_type: str) -> list[type[BaseRenderer]]:
    """For `renderer_classes` of a view whose answer is an HttpResponse of this type: it is never rendered, a problem is."""
    of_file = type("FileRenderer", (JSONRenderer,), {"media_type": media_type, "format": "file"})
    return [JSONRenderer, of_file]
