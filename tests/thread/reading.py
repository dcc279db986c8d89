"""Every page that is read, with the call that says the same; or why there is none.

Who may read is not said here: the test asks both doors as everybody of the cast, and they must answer alike.
"""

from dataclasses import dataclass
from typing import Any

Args = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    page: str
    call: str
    at: Args
    call_at: Args | None = None  # of the endpoint's address, where it differs

    @property
    def called_at(self) -> Args:
        return self.at if self.call_at is None else self.call_at


def istm(**more: str | int) -> Args:
    return {"organisation": "istm", **more}


def course(code: str = "in-work", **more: str | int) -> Args:
    return istm(code=code, **more)


def finance(**more: str) -> Args:
    return {"organisation": "finance", **more}


HERE = {"code": "begun", "uuid": "@reading"}
TAKEN = {"uuid": "@enrolment", "resource_uuid": "@reading"}

READINGS = [
    # everybody
    Reading("courses:catalogue", "courses:api-offerings", {}),
    Reading("courses:course", "courses:api-offering", {"code": "begun"}, {"uuid": "@begun"}),
    Reading("courses:verify-certificate", "courses:api-verification", {"number": "@certificate"}),
    Reading("competencies:framework", "competencies:api-competencies", {}),
    Reading("institutions:organisations", "institutions:api_organisations", {}),
    # a person
    Reading("policy:my_plan", "policy:api_my_plan", {}),
    Reading("competencies:passbook", "competencies:api-attainments", {}),
    Reading("courses:attempt", "courses:api-attempt", {"uuid": "@attempt"}),
    Reading("courses:my-accommodations", "courses:api-my-accommodations", {}),
    Reading("courses:notes", "courses:api-notes", {}),
    Reading("courses:notes-file", "courses:api-notes-file", {}),
    Reading("courses:note", "courses:api-note", {"uuid": "@note"}),
    Reading("courses:certificates", "courses:api-certificates", {}),
    Reading("courses:own-certificate", "courses:api-certificate", {"uuid": "@own_certificate"}),
    Reading("courses:certificate-document", "courses:api-certificate-document", {"uuid": "@own_certificate"}),
    Reading("messages:inbox", "messages:api-messages", {}),
    Reading("messages:preferences", "messages:api-preferences", {}),
    Reading("jobs:job", "jobs:api-job", {"job_uuid": "@job"}),
    Reading("institutions:my_support_sessions", "institutions:api_my_support_sessions", {}),
    # a provider
    Reading("courses:authoring-courses", "courses:api-provider-courses", istm()),
    Reading("courses:authoring-outline", "courses:api-provider-course", course()),
    Reading("courses:authoring-preview", "courses:api-provider-course", course()),
    Reading("courses:authoring-preview-resource", "courses:api-resource-text", course(uuid="@text")),
    Reading("courses:authoring-review", "courses:api-comments", course("remarked")),
    Reading("courses:authoring-reviews", "courses:api-reviews", istm()),
    Reading("courses:authoring-trial", "courses:api-trial", course(uuid="@scorm")),
    Reading("courses:authoring-questions-file", "courses:api-questions-file", course(uuid="@quiz")),
    Reading("courses:authoring-sections", "courses:api-sections", course(uuid="@quiz")),
    Reading("courses:authoring-import-report", "courses:api-import", course(uuid="@quiz", import_uuid="@import")),
    Reading("courses:authoring-discarding", "courses:api-version", course(number=1)),
    Reading("courses:authoring-statistics", "courses:api-statistics", course("sat")),
    Reading("courses:authoring-corrections", "courses:api-corrections", course("sat")),
    Reading("courses:authoring-correction", "courses:api-correction", course("sat", uuid="@key_correction")),
    Reading("courses:provider-ratings", "courses:api-provider-ratings", course("whole")),
    Reading("courses:extensions", "courses:api-extensions", course("begun")),
    Reading("courses:issued-certificates", "courses:api-issued-certificates", istm()),
    Reading("courses:issued-certificate", "courses:api-issued-certificate", istm(number="@certificate")),
    Reading("courses:certificate-corrections", "courses:api-open-corrections", istm()),
    # a ministry
    Reading("monitoring:organisation", "monitoring:api-organisation-figures", finance()),
    Reading("courses:accommodations", "courses:api-accommodations", finance()),
    Reading("ehrms:exchanges", "ehrms:api_exchanges", finance()),
    Reading("ehrms:exchange", "ehrms:api_exchange", finance(exchange_uuid="@exchange")),
    Reading("ehrms:refused_rows", "ehrms:api_exchange_rows", finance(exchange_uuid="@exchange")),
    Reading("ehrms:officials", "ehrms:api_officials", finance()),
    Reading("ehrms:official", "ehrms:api_official", finance(official_uuid="@official")),
    Reading("institutions:people_and_roles", "institutions:api_memberships", finance()),
    Reading("institutions:sign_on_service", "institutions:api_sign_on_service", finance()),
    Reading("jobs:organisation-job", "jobs:api-organisation-job", finance(job_uuid="@job")),
    Reading("policy:plans", "policy:api_plans", finance()),
    Reading("policy:plan", "policy:api_plan", finance(plan_uuid="@given")),
    Reading("policy:completion", "policy:api_completion", finance(plan_uuid="@given")),
    Reading("policy:due_date", "policy:api_due_dates", finance(plan_uuid="@given", item_uuid="@given_item")),
    # the nation
    Reading("monitoring:national", "monitoring:api-national-figures", {}),
    Reading("monitoring:integrity", "monitoring:api-integrity", {}),
    Reading("messages:feedback-given", "messages:api-feedback-given", {}),
    Reading("operations:operations", "operations:api-subscribers", {}),
    Reading("institutions:domains", "institutions:api_domains", {}),
    Reading("courses:reported-ratings", "courses:api-reported-ratings", {}),
]

STATIC = "words of the site, the same for everybody"
A_FORM = "an empty form; what is sent by it has its call in table.py"
BROWSERS = "a step of a browser's own way of signing in"
NOT_READ_BY_A_CALL = {
    **{f"site:{name}": STATIC for name in (
        "about", "help", "accessibility", "privacy", "terms", "copyright", "hyperlinking", "sitemap", "menu",
        "styleguide", "styleguide-forms", "styleguide-figures", "styleguide-questions", "styleguide-learning",
        "styleguide-authoring", "styleguide-account",
    )},
    "home:front": "put together from the catalogue and the figures, which have calls",
    "home:home": "put together from plan, enrolments and attainments, which have calls",
    "demo:cast": "the demo's own door", "demo:mailbox": "the demo's own mail",
    "preferences:preferences": "colours, text size and data saver are this browser's cookie; a program draws by its own",
    "accounts:keys": "its pair is tested in tests/accounts/keys",
    "institutions:profile": "its parts have calls: memberships, permissions, keys, sign-on links",
    "institutions:second_step": BROWSERS, "institutions:sign_on": BROWSERS, "institutions:sign_on_go": BROWSERS,
    "institutions:sign_on_return": BROWSERS, "institutions:sign_on_links": BROWSERS,
    "institutions:sign_on_trial": BROWSERS,
    "institutions:organisation": "the same call as the tree's, by its parent",
    "institutions:may": "asks about one person and one permission, which the call wants: tests/institutions/roles",
    "institutions:support": "a form; its pair is tested in tests/institutions/support",
    "courses:verify": A_FORM, "courses:withdrawal": A_FORM, "courses:rating": A_FORM, "courses:rating-report": A_FORM,
    "courses:authoring-new": A_FORM, "courses:authoring-question-new": A_FORM, "courses:authoring-import": A_FORM,
    "courses:authoring-correction-new": A_FORM, "policy:new_plan": A_FORM, "messages:feedback": A_FORM,
    "messages:feedback-thanks": "the reference, which the call answers with",
    "messages:message": "its text stands in the list, api-messages",
    "courses:learn": "a page of a player sends away who is no learner; the call is 404: tests/courses/player",
    "courses:captions": "by the course's code; the call is by the enrolment: tests/courses/player/test_languages.py",
    "courses:chapters": "they stand in the resource's own answer",
    "courses:answers-check": "what was said so far stands in the attempt's own answer",
    "courses:certificate-correction": "what was asked stands in the list, api-open-corrections",
    "courses:authoring-details": "for writers only; what it shows stands in api-provider-course, for whoever sees the"
    " course in its preview",
    "courses:authoring-resource": "for writers only; by kind: text, link, paper, file of a language, package",
    "courses:authoring-preview-captions": "api-resource-captions, which is for writers",
    "courses:authoring-trial-said": "the said of api-trial",
    "courses:authoring-question": "a line of api-questions", "courses:authoring-section": "a line of api-sections",
    "courses:authoring-statistics-export": "the same figures as a file",
    "courses:authoring-statistics-packages-export": "the same figures as a file",
    "jobs:file": "leads to the content origin for either: tests/core/jobs/test_file.py",
    "jobs:errors": "rows that were not taken, as a file; of officials they have a call, api_exchange_rows",
    "jobs:organisation-errors": "likewise",
    "ehrms:empty_file": "a file to be filled in by hand",
    "policy:why": "the page is of the course, the call of its assignment: tests/policy/plans",
    "policy:review": "asks whether to publish; what it shows stands in the plan and its audience",
    "policy:completion_export": "the lines of api_completion as a file",
}  # fmt: skip
