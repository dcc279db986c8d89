"""The pages of the thread: who opens them, and where. `{course}` and the like are filled in from the demo."""

PAGES: dict[str | None, list[str]] = {
    None: ["/", "/courses/", "/verify/", "/about/", "/help/", "/accessibility/", "/account/login/", "/feedback/", "/demo/", "/organisations/", "/preferences/"],
    "asha": ["/home/", "/courses/noting-and-drafting/", "/competencies/", "/competencies/framework/", "/certificates/", "/messages/", "/account/"],
    "dev": ["/provider/istm/courses/", "/provider/istm/courses/new/"],
    "hari": ["/provider/istm/reviews/"],
    "chitra": ["/mdo/finance/", "/mdo/finance/officials/", "/mdo/finance/officials/exchanges/", "/mdo/finance/plans/", "/mdo/finance/people-and-roles/"],
    "gita": ["/national/", "/national/integrity/"],
}  # fmt: skip
