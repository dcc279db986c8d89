"""How the API reads what a program sends."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import JSONParser

from core.requests.texts import plain_in


class PlainJSONParser(JSONParser):
    """JSON whose texts are as those of a form (core.requests.texts)."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        return plain_in(super().parse(stream, media_type, parser_context))
