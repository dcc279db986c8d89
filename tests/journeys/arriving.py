"""Coming to a stop of the walk: opening its page, or sending its form and waiting for the page that answers."""

from playwright.sync_api import Page

from tests.walk.pages import Stop


def arrive(page: Page, stop: Stop, places: dict[str, str]) -> list[str]:
    """The page stands at this stop, unless something is wrong with the answer."""
    answer = page.goto(stop.path.format_map(places))
    assert answer is not None
    status = stop.status
    if stop.form:
        for name, value in stop.form.items():
            field = page.locator(f"main [name={name}]").first
            match field.evaluate("one => one.type"):
                case "select-one":
                    field.select_option(value)
                case "radio":
                    page.locator(f'main [name={name}][value="{value}"]').check()
                case _:
                    field.fill(value)
        to = stop.to.format_map(places)
        form = page.locator(
            f'main form[action="{to}"]' if to else f"main form:has([name={next(iter(stop.form))}])"
        ).first
        button = form.locator("[type=submit], button:not([type])").first
        with page.expect_response(
            lambda one: one.request.is_navigation_request() and one.status not in (302, 303)
        ) as sent:
            button.click()
        page.wait_for_load_state()
        answer, status = sent.value, stop.answer
    return [] if answer.status == status else [f"answered {answer.status}"]
