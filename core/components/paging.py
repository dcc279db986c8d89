"""Which page numbers a long list links to."""

from django.core.paginator import Page

GAP = "…"


def page_numbers(page: Page) -> list[int | str]:
    """First, last, and those round the current one: 1 … 6 7 8 … 40."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
