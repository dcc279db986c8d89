"""Every action of the thread's pages, with its call, who may do it and who is refused.

A refusal is the status of both doors, or (page's, endpoint's) where they differ. `None` is somebody who has not signed
in: a page leads to sign-in, an endpoint answers 401.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.courses.packages.making import HTML, zipped
from tests.thread.world import OFFICIALS, VTT

Status = int | tuple[int, int]
Args = dict[str, Any]
GUEST: dict[str | None, Status] = {None: (302, 401)}
ONLY_WRITERS = GUEST | {"hari": 403, "asha": 404, "bilal": 404, "chitra": 404, "gita": 403}
ONLY_REVIEWERS = GUEST | {"dev": 403, "asha": 404, "bilal": 404, "chitra": 404, "gita": 403}
ONLY_FINANCE = GUEST | {"gita": 403, "asha": 404, "bilal": 404, "dev": 404, "hari": 404}
ONLY_PROVIDER = GUEST | {"dev": 403, "hari": 403, "asha": 404, "bilal": 404, "chitra": 404}
ONLY_ASHA = GUEST | {"bilal": 404, "chitra": 404, "gita": 404}


@dataclass(frozen=True)
class Action:
    page: str
    call: str  # "method name"
    who: str
    refused: dict[str | None, Status]
    at: Args = field(default_factory=dict)  # of the page's address
    form: Args = field(default_factory=dict)
    call_at: Args | None = None  # of the endpoint's address, where it differs
    body: Args | None = None
    page_done: int = 302
    call_done: int = 201
    files: bool = False  # the body goes as multipart


def upload(name: str, content: bytes) -> Any:
    return lambda: SimpleUploadedFile(name, content)


def course(code: str = "in-work", **more: str | int) -> Args:
    return {"organisation": "istm", "code": code, **more}


def writing(page: str, call: str, at: Args, **how: Any) -> Action:
    return Action(f"courses:authoring-{page}", call, "dev", ONLY_WRITERS, at, **how)


def deciding(page: str, call: str, at: Args, **how: Any) -> Action:
    return Action(f"courses:authoring-{page}", call, "hari", ONLY_REVIEWERS, at, **how)


def outlining(do: str, call: str, at: Args, **how: Any) -> Action:
    form = {"do": do, "seen": "@revision", **how.pop("form")}
    return writing("outline-change", call, course(), call_at=course(**at), form=form, **how)


def planning(page: str, call: str, *, at: Args | None = None, **how: Any) -> Action:
    return Action(f"policy:{page}", call, "chitra", ONLY_FINANCE, {"organisation": "finance", **(at or {})}, **how)


DETAILS = {"title": "Another", "visibility": "national", "languages": ["en"]}
QUESTION = {"kind": "single", "stem": "Which?"}
OPTIONS = [{"text": "this", "is_correct": True}, {"text": "that"}]
QUESTION_FORM = QUESTION | {"option_1": "this", "right_1": "on", "option_2": "that"}
PAPER = {
    "mode": "test",
    "pick": 1,
    "pass_percent": 50,
    "attempts_allowed": 3,
    "cool_down_minutes": 0,
    "counts": "best",
    "reveal": "reasons",
    "paging": "all",
    "reveal_when": "at_once",
}
RULES = {name: value for name, value in PAPER.items() if name != "pick"}  # of a quiz with several sections
SECTION = {"title": "Law", "pick": 1, "marks": "2", "penalty": "1/4", "cut_off_percent": 40}
LINK = {"url": "https://dopt.gov.in/", "minutes": 5, "is_required": True}
TERMS = {"minutes": 7, "is_required": True}
CSV = {"file": upload("officials.csv", OFFICIALS)}
GIFT = {"file": upload("more.gift", b"Newer {=a ~b}")}
FILM = {"file": upload("lecture.mp4", b"@video")}
PACKAGE = {"file": upload("pages.zip", zipped(HTML))}
PLAN = {"title": "Another", "financial_year": "@year"}
POSTING = {"office": "revenue", "designation": "section-officer", "since": "@tomorrow"}
GRANT = {"address": "asha@karmayogi.localhost", "role": "content_creator"}
GIVING = {"address": "asha@karmayogi.localhost", "extra_time_percent": 50, "category": "health"}
GIVING_FORM = GIVING | {"uuid": "2b0c9a3e-6f0e-4b8e-9a51-0d6a5c1c7f10", "active_from": "2026-11-02"}
FINDING = {"reason": "error", "note": "Issued to nobody in particular, by mistake."}
CORRECTED = {"reason": "name", "note": "The name was corrected in the service record."}
DECLINED = {"decision": "decline", "answer": "Your service record says the same."}
RATING = {"stars": 3, "words": "Half of it I knew.", "signed": "name"}
REPLY = {"reply": "The next version begins further on."}
SERVICE = {"name": "Finance sign-in", "issuer": "https://sso.finance.example", "client_id": "k", "secret": "s"}
DOMAIN = {"domain": "finance.example", "note": "Assigned by NIC, letter 12/2026."}
FEEDBACK = {"category": "@category", "text": "The video does not start."}

ACTIONS = [
    # a course is made
    writing("new", "post courses:api-provider-courses", {"organisation": "istm"}, form=DETAILS, body=DETAILS),
    writing("details", "put courses:api-provider-course", course(), form=DETAILS, body=DETAILS, call_done=200),
    outlining("add_module", "post courses:api-modules", {}, form={"title": "M"}, body={"title": "M"}),
    outlining("add_resource", "post courses:api-resources", {},
              form={"module": "@module", "kind": "text", "title": "T"},
              body={"module": "@module", "kind": "text", "title": "T"}),
    outlining("rename", "patch courses:api-module", {"uuid": "@module"},
              form={"module": "@module", "title": "M"}, body={"title": "M"}, call_done=200),
    outlining("rename", "patch courses:api-resource", {"uuid": "@text"},
              form={"resource": "@text", "title": "T"}, body={"title": "T"}, call_done=200),
    outlining("up", "post courses:api-module-moves", {"uuid": "@second"}, form={"module": "@second"},
              body={"direction": "up", "seen": "@revision"}, call_done=200),
    outlining("up", "post courses:api-resource-moves", {"uuid": "@quiz"}, form={"resource": "@quiz"},
              body={"direction": "up", "seen": "@revision"}, call_done=200),
    outlining("delete", "delete courses:api-module", {"uuid": "@second"}, form={"module": "@second"}, call_done=204),
    outlining("delete", "delete courses:api-resource", {"uuid": "@text"}, form={"resource": "@text"}, call_done=204),
    writing("resource", "put courses:api-resource-text", course(uuid="@text"), form={"body": "A", "minutes": 1},
            body={"body": "A", "minutes": 1}, call_done=200),
    writing("resource", "put courses:api-resource-terms", course(uuid="@film"), form=TERMS, body=TERMS, call_done=200),
    writing("resource", "patch courses:api-resource-paper", course(uuid="@quiz"), form=PAPER | TERMS, body=RULES,
            call_done=200),
    writing("resource-file", "put courses:api-resource-file", course(uuid="@film"), form=FILM, body=FILM, files=True,
            call_done=200),
    writing("resource-file", "put courses:api-resource-file-of", course(uuid="@film"), form=FILM | {"language": "hi"},
            call_at=course(uuid="@film", language="hi"), body=FILM, files=True, call_done=200),
    writing("resource", "put courses:api-resource-link", course(uuid="@link"), form=LINK, body=LINK, call_done=200),
    writing("resource-file-removal", "delete courses:api-resource-file-of", course(uuid="@film", language="en"),
            call_done=204),
    writing("resource-file", "put courses:api-resource-file", course(uuid="@package"), form=PACKAGE, body=PACKAGE,
            files=True, call_done=200),
    writing("status-policy", "put courses:api-status-policy", course(uuid="@scorm"),
            form={"policy": "score", "pass_score": "80"}, body={"policy": "score", "pass_score": 80}, call_done=200),
    Action("courses:authoring-trial", "delete courses:api-trial", "dev",
           GUEST | {"asha": 404, "bilal": 404, "chitra": 404, "gita": 403}, course(uuid="@scorm"), call_done=204),
    writing("chapters", "put courses:api-resource-chapters", course(uuid="@film"), form={"lines_en": "0:00 All"},
            call_at=course(uuid="@film", language="en"), body={"chapters": [{"start": 0, "title": "All"}]},
            call_done=200),
    writing("captions", "put courses:api-resource-captions", course(uuid="@film"),
            form={"language": "hi", "file": upload("a.vtt", VTT)}, call_at=course(uuid="@film", language="hi"),
            body={"file": upload("a.vtt", VTT)}, files=True, call_done=200),
    writing("captions-removal", "delete courses:api-resource-captions", course(uuid="@film", language="en"),
            call_done=204),
    writing("question-new", "post courses:api-questions", course(uuid="@quiz"), form=QUESTION_FORM,
            body=QUESTION | {"options": OPTIONS}),
    writing("question", "put courses:api-question", course(uuid="@quiz", question_uuid="@question"),
            form=QUESTION_FORM, body=QUESTION | {"options": OPTIONS}, call_done=200),
    writing("question-removal", "delete courses:api-question", course(uuid="@quiz", question_uuid="@question"),
            call_done=204),
    writing("import", "post courses:api-imports", course(uuid="@quiz"), form=GIFT, body=GIFT, files=True),
    writing("import-application", "post courses:api-import-application",
            course(uuid="@quiz", import_uuid="@import"), call_done=200),
    writing("sections", "post courses:api-sections", course(uuid="@quiz"), form=SECTION, body=SECTION),
    writing("section", "patch courses:api-section", course(uuid="@quiz", section_uuid="@section"), form=SECTION,
            body=SECTION, call_done=200),
    writing("section-removal", "delete courses:api-section", course(uuid="@quiz", section_uuid="@other_section"),
            call_done=204),
    writing("question-place", "put courses:api-question-place", course(uuid="@quiz", question_uuid="@question"),
            form={"section": "@other_section"}, body={"section": "@other_section"}, call_done=200),
    # and published
    writing("submission", "post courses:api-submissions", course("complete")),
    deciding("comments", "post courses:api-comments", course("remarked"), form={"body": "Why?"}, body={"body": "Why?"}),
    Action("courses:authoring-settlement", "post courses:api-settlement", "dev",
           GUEST | {"asha": 404, "bilal": 404, "chitra": 404, "gita": 403}, course("remarked", uuid="@remark"),
           call_done=200),
    deciding("return", "post courses:api-returns", course("remarked"), form={"reason": "x"}, body={"reason": "x"}),
    deciding("publication", "post courses:api-publications", course("ready")),
    writing("next-version", "post courses:api-versions", course("whole")),
    deciding("correction-new", "post courses:api-corrections", course("sat", question="@asked", number=1),
             call_at=course("sat"), form={"treatment": "full", "why": "No answer is right."},
             body={"question": "@asked", "wording": 1, "treatment": "full", "reason": "No answer is right."}),
    deciding("correction-application", "post courses:api-correction-application",
             course("sat", uuid="@key_correction")),
    deciding("correction-removal", "delete courses:api-correction", course("sat", uuid="@key_correction"),
             call_done=204),
    deciding("retirement", "post courses:api-retirements", course("whole")),
    writing("discarding", "delete courses:api-version", course(number=1), call_done=204),
    # officials are brought in
    Action("ehrms:exchanges", "post ehrms:api_exchanges", "chitra", ONLY_FINANCE, {"organisation": "finance"},
           form=CSV, body=CSV, files=True),
    Action("ehrms:application", "post ehrms:api_application", "chitra", ONLY_FINANCE,
           {"organisation": "finance", "exchange_uuid": "@exchange"}, call_done=202),
    Action("ehrms:postings", "post ehrms:api_postings", "chitra", ONLY_FINANCE,
           {"organisation": "finance", "official_uuid": "@official"}, form=POSTING, body=POSTING),
    Action("jobs:cancellation", "post jobs:api-cancellation", "chitra", GUEST | {"asha": 404, "bilal": 404, "dev": 404},
           {"job_uuid": "@job"}, call_done=202),
    Action("jobs:organisation-cancellation", "post jobs:api-organisation-cancellation", "chitra", ONLY_FINANCE,
           {"organisation": "finance", "job_uuid": "@job"}, call_done=202),
    Action("institutions:grant_role", "post institutions:api_grants", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, form=GRANT, body=GRANT),
    Action("institutions:end_role", "post institutions:api_membership_ending", "chitra", ONLY_FINANCE,
           {"organisation": "finance", "uuid": "@role"}, call_done=204),
    # who sign in by their ministry's own service
    Action("institutions:sign_on_service", "put institutions:api_sign_on_service", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, form=SERVICE, body=SERVICE, call_done=200),
    Action("institutions:sign_on_switching", "put institutions:api_sign_on_switching", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, form={"do": "on"}, body={"on": True}, call_done=200),
    Action("institutions:sign_on_removal", "delete institutions:api_sign_on_service", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, call_done=204),
    Action("institutions:sign_on_domain", "post institutions:api_organisation_domains", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, form=DOMAIN, body=DOMAIN),
    Action("institutions:domain_decision", "post institutions:api_domain_decision", "farah",
           GUEST | {"gita": 403, "chitra": 404, "asha": 404}, {"uuid": "@domain_request"}, form={"do": "confirm"},
           body={"decision": "confirm"}),
    Action("institutions:domain_withdrawal", "delete institutions:api_domain", "farah",
           GUEST | {"gita": 403, "chitra": 404, "asha": 404}, {"domain": "cbdt.example"}, call_done=204),
    Action("institutions:sign_on_unlinking", "delete institutions:api_sign_on_link", "asha", ONLY_ASHA,
           {"uuid": "@sign_on_link"}, call_done=204),
    # and asked to learn
    planning("new_plan", "post policy:api_plans", form=PLAN, body=PLAN),
    planning("details", "put policy:api_details", at={"plan_uuid": "@plan"}, form=PLAN, body=PLAN, call_done=200),
    planning("items", "post policy:api_items", at={"plan_uuid": "@plan"}, form={"offering": "@own", "due_on": "@due"},
             body={"offering": "@own", "due_on": "@due"}),
    planning("removal", "delete policy:api_item", at={"plan_uuid": "@plan", "item_uuid": "@item"}, call_done=204),
    planning("audience", "put policy:api_audience", at={"plan_uuid": "@plan"}, form={"office": "cbdt"},
             body={"office": "cbdt"}, call_done=200),
    planning("publication", "post policy:api_publication", at={"plan_uuid": "@plan"}, call_done=202),
    planning("due_date", "post policy:api_due_dates", at={"plan_uuid": "@given", "item_uuid": "@given_item"},
             form={"due_on": "@later", "reason": "More time"}, body={"due_on": "@later", "reason": "More time"},
             call_done=202),
    planning("proofs", "post policy:api_proofs", at={"plan_uuid": "@given"}, call_done=202),
    planning("closure", "post policy:api_closure", at={"plan_uuid": "@plan"}, call_done=200),
    # a civil servant learns
    Action("courses:enrol", "post courses:api-enrolments", "asha", GUEST | {"bilal": 404, "dev": 404}, {"code": "own"},
           call_at={}, body={"offering": "@own"}),
    # a page sends who is not inside to the course page, which everybody may see; a program is told
    Action("courses:withdrawal", "post courses:api-withdrawal", "asha",
           GUEST | {"bilal": (302, 404), "chitra": (302, 404)}, {"code": "begun"}, form={"reason": "no_time"},
           call_at={"uuid": "@enrolment"}, body={"reason": "no_time"}),
    Action("courses:read", "post courses:api-progress", "asha", GUEST | {"bilal": (302, 409), "chitra": (302, 409)},
           {"code": "begun", "uuid": "@reading"}, call_at={}, call_done=200,
           body={"enrolment": "@enrolment", "session": "@enrolment", "sequence": 1,
                 "facts": [{"resource": "@reading", "finished": True}]}),
    Action("courses:note-new", "post courses:api-notes", "asha",
           GUEST | {"bilal": (302, 404), "chitra": (302, 404)}, {"code": "begun", "uuid": "@reading"},
           form={"text": "Keep this"}, call_at={},
           body={"enrolment": "@enrolment", "resource": "@reading", "text": "Keep this"}),
    Action("courses:note", "put courses:api-note", "asha", ONLY_ASHA, {"uuid": "@note"}, form={"text": "Other"},
           body={"text": "Other"}, call_done=200),
    Action("courses:note-removal", "delete courses:api-note", "asha", ONLY_ASHA, {"uuid": "@note"}, call_done=204),
    Action("courses:choices", "put courses:api-learning-choices", "asha",
           GUEST, {"code": "begun", "uuid": "@reading"}, form={"spoken": "hi"},
           call_at={}, body={"spoken": "hi"}, call_done=200),
    Action("courses:start-attempt", "post courses:api-attempts", "asha",
           GUEST | {"bilal": (302, 404), "chitra": (302, 404)}, {"code": "begun", "uuid": "@test"}, call_at={},
           body={"enrolment": "@enrolment", "resource": "@test"}),
    Action("courses:answers", "post courses:api-answers", "asha", ONLY_ASHA, {"uuid": "@attempt"}, form={"q1": "1"},
           body={"answers": {"1": [1]}}, call_done=200),
    Action("courses:checks", "post courses:api-checks", "asha", ONLY_ASHA, {"uuid": "@practice"},
           form={"check": "1", "asked": "1", "q1": "1"}, body={"position": 1, "answer": [1]}),
    Action("courses:submission", "post courses:api-submission", "asha", ONLY_ASHA, {"uuid": "@attempt"},
           form={"q1": "1"}, body={"answers": {"1": [1]}}),
    Action("messages:reading", "post messages:api-reading", "asha", ONLY_ASHA, {"message_uuid": "@message"},
           call_done=200),
    Action("messages:readings", "post messages:api-readings", "asha", GUEST, call_done=204),
    Action("preferences:preferences", "put preferences:api-language", "asha", GUEST, form={"language": "hi"},
           body={"language": "hi"}, call_done=200),
    Action("messages:preferences", "put messages:api-preferences", "asha", GUEST, form={"language": "hi"},
           body={"language": "hi", "without_email": [], "quiet_from": None, "quiet_to": None}, call_done=200),
    Action("messages:feedback", "post messages:api-feedback", "asha", {}, form=FEEDBACK, body=FEEDBACK),
    # with more time, where that is due
    Action("courses:accommodations", "post courses:api-accommodations", "chitra", ONLY_FINANCE,
           {"organisation": "finance"}, form=GIVING_FORM, body=GIVING),
    Action("courses:accommodation-ending", "delete courses:api-accommodation", "chitra", ONLY_FINANCE,
           {"organisation": "finance", "uuid": "@accommodation"}, call_done=204),
    Action("courses:extensions", "post courses:api-extensions", "indu", ONLY_PROVIDER,
           {"organisation": "istm", "code": "begun"}, form=GIVING_FORM, body=GIVING),
    Action("courses:extension-ending", "delete courses:api-extension", "indu", ONLY_PROVIDER,
           {"organisation": "istm", "code": "begun", "uuid": "@extension"}, call_done=204),
    # and is certified
    Action("courses:certificate-revocation", "post courses:api-certificate-revocation", "indu",
           ONLY_PROVIDER, {"organisation": "istm", "number": "@certificate"}, body=FINDING,
           form=FINDING | {"confirmed": "1"}),
    Action("courses:certificate-reissue", "post courses:api-certificate-reissue", "indu", ONLY_PROVIDER,
           {"organisation": "istm", "number": "@certificate"}, body=CORRECTED,
           form={"reissue-reason": "name", "reissue-note": CORRECTED["note"], "confirmed": "1"}),
    # the ZIP of a few is handed out at once; a program is given a job
    Action("courses:certificate-archive", "post courses:api-certificate-archives", "asha",
           GUEST | {"bilal": (422, 409), "chitra": (422, 409)}, form={"all": "1"}, body={}, page_done=200,
           call_done=202),
    Action("courses:certificate-correction-request", "post courses:api-certificate-correction-requests", "asha", ONLY_ASHA,
           {"uuid": "@own_certificate"}, form=CORRECTED, body=CORRECTED),
    Action("courses:certificate-correction-decision", "post courses:api-correction-decision", "indu", ONLY_PROVIDER,
           {"organisation": "istm", "uuid": "@correction"}, form=DECLINED, body=DECLINED),
    # and says what the course was worth
    Action("courses:rating", "put courses:api-rating", "asha", GUEST | {"bilal": (422, 409), "chitra": (422, 409)},
           {"code": "whole"}, call_at={"uuid": "@whole"}, form=RATING, body=RATING, call_done=200),
    Action("courses:rating-withdrawal", "delete courses:api-rating", "asha",
           GUEST | {"bilal": (302, 409), "chitra": (302, 409)}, {"code": "whole"}, call_at={"uuid": "@whole"},
           call_done=204),
    Action("courses:rating-report", "post courses:api-rating-reports", "bilal", GUEST | {"asha": (422, 409)},
           {"code": "whole", "uuid": "@rating"}, call_at={"uuid": "@whole", "rating_uuid": "@rating"},
           form={"reason": "abuse"}, body={"reason": "abuse"}, call_done=204),
    Action("courses:rating-reply", "post courses:api-rating-reply", "indu", ONLY_PROVIDER,
           {"organisation": "istm", "uuid": "@rating"}, form=REPLY, body=REPLY),
    Action("courses:rating-settlement", "post courses:api-rating-settlement", "farah", GUEST | {"gita": 403},
           {"uuid": "@rating"}, form={"reason": "abuse"}, body={"hiding_reason": "abuse"}, call_done=204),
]  # fmt: skip

# Pages that take a POST and have no call, and why.
WITHOUT_A_CALL = {
    "demo:sign_in": "the demo's own door; a program signs in as people do",
    "accounts:keys": "not of the thread; its pair is tested in tests/accounts/keys",
    "accounts:key-revocation": "likewise",
    "institutions:support": "not of the thread; its pair is tested in tests/institutions/support",
    "institutions:end_second_step": "not of the thread; its pair is tested in tests/institutions/support",
    "institutions:end_support": "not of the thread; its pair is tested in tests/institutions/support",
    "institutions:sign_on": "only tells which service there is; its call is a GET",
    "institutions:sign_on_links": "only hands out an address; its pair is tested in tests/institutions/sign_on",
    "operations:retrial": "not of the thread; its pair is tested in tests/core/operations",
}
SIGN_IN = ("account_", "mfa_", "usersessions_")  # allauth's: a person in a browser; a program uses the session

# Pages that read, and do so by whatever method they are asked.
THAT_ONLY_READ = {
    "home:front", "home:home", "competencies:framework", "competencies:passbook", "courses:catalogue",
    "courses:course", "courses:verify",
    "courses:verify-certificate", "courses:issued-certificates", "courses:issued-certificate",
    "courses:authoring-courses", "courses:authoring-reviews", "courses:authoring-outline", "courses:authoring-preview",
    "courses:authoring-preview-resource", "courses:authoring-preview-captions", "courses:authoring-review",
    "courses:authoring-import-report", "monitoring:national", "monitoring:organisation", "monitoring:integrity",
}  # fmt: skip
