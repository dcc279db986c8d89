"""Lists of the API come in pages, each with the addresses of the next and of the one before."""

from typing import Any

from rest_framework.pagination import CursorPagination


class Pages(CursorPagination):
    """REST_FRAMEWORK["DEFAULT_PAGINATION_CLASS"]. What REST framework gives as an example of an address is none."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            described["properties"][name].pop("example", None)
        return described
