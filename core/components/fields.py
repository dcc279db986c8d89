"""Numbers of forms, whose bounds are said in one plain sentence: "Write a number from 1 to 100."."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext

from core.display.numbers import in_num

Bound = int | Decimal


class _Bounded:
    """`min_value`, `max_value`: inclusive; either may be missing. Own `error_messages` come first."""

    def __init__(
        self, *, min_value: Bound | None = None, max_value: Bound | None = None,
        error_messages: dict[str, Any] | None = None, **more: Any,
    ) -> None:  # fmt: skip
        said = _sentence(min_value, max_value)
        super().__init__(  # type: ignore[call-arg]  # of the field it is mixed into
            min_value=min_value, max_value=max_value,
            error_messages={"min_value": said, "max_value": said} | (error_messages or {}), **more,
        )  # fmt: skip


class WholeNumber(_Bounded, forms.IntegerField):
    pass


class Amount(_Bounded, forms.DecimalField):
    pass


def _said(low: Bound | None, high: Bound | None) -> str:
    if low is not None and high is not None:
        return gettext("Write a number from %(low)s to %(high)s.") % {"low": in_num(low), "high": in_num(high)}
    if low is not None:
        return gettext("Write %(low)s or more.") % {"low": in_num(low)}
    return gettext("Write %(high)s or less.") % {"high": in_num(high or 0)}


_sentence = lazy(_said, str)  # a form is made before its reader is known
