"""Every view declares who may come in; one that declares nothing is closed.

    @public                         anybody, nobody's rows
    @signed_in                      a person, seeing what is theirs and what their organisation shares down
    @permitted("courses.publish")   a person whose role at the URL's organisation permits it

The URL's organisation is the keyword argument `organisation` (its code). Class-based views set `permission` instead.
`institutions.roles.middleware` reads the declaration and opens the scope.
"""

from collections.abc import Callable
from typing import Any

PUBLIC = "public"
SIGNED_IN = "signed-in"

View = Callable[..., Any]


def _declare(view: View, permission: str) -> View:
    view.permission = permission  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    return _declare(view, PUBLIC)


def signed_in(view: View) -> View:
    return _declare(view, SIGNED_IN)


def permitted(permission: str) -> Callable[[View], View]:
    return lambda view: _declare(view, permission)


def declared(view: object) -> str | None:
    """The permission a view declares, looking through `as_view()`; None when it declares none."""
    for bearer in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        if permission := getattr(bearer, "permission", None):
            return str(permission)
    return None
