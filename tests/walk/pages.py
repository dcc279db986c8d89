"""The pages of the thread: who opens them and where. `{plan}` and the like are places that the specimens made."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stop:
    """A page to look at, or the one that answers when its form is sent: `to` another address, with status `answer`."""

    path: str
    status: int = 200
    form: dict[str, str] = field(default_factory=dict)
    to: str = ""
    answer: int = 200


def _all(*stops: str | Stop) -> list[Stop]:
    return [stop if isinstance(stop, Stop) else Stop(stop) for stop in stops]


# Not signed in; half-way through signing in; signed in with one step, where the role asks for two.
STRANGER, NEWCOMER, ONE_STEP = "stranger", "newcomer", "one-step"
PASSWORD = "a long pass phrase"  # Farah's and Gita's
PAGES: dict[str, list[Stop]] = {
    STRANGER: _all(
        "/", "/courses/", "/courses/?q=zzzz", "{course_done}", "/verify/", "/verify/{certificate}/", "/verify/{revoked}/",
        "/verify/{replaced}/",
        Stop("/verify/AAAA-AAAA-AAAA/", 404), Stop("/verify/0000-0000-0000/", 404), "/about/", "/help/", "/accessibility/",
        "/privacy/", "/terms/", "/copyright/", "/hyperlinking/", "/sitemap/", "/menu/", "/styleguide/",
        "/styleguide/forms/", "/styleguide/figures/", "/styleguide/questions/", "/styleguide/learning/",
        "/styleguide/authoring/", "/styleguide/account/", "/preferences/",
        "/organisations/", "/organisations/cbdt/", "/feedback/", "{thanks}", "/demo/", "/demo/mailbox/",
        "/competencies/framework/", "/account/login/", "/account/signup/", "/account/password/reset/",
        Stop("/account/login/", form={"login": "indu@karmayogi.localhost", "password": "wrong wrong"}),
        Stop("/account/signup/", form={"email": "somebody@example.com"}), "/account/password/reset/done/",
        "/account/login/code/", Stop("/account/login/code/", form={"email": "indu@karmayogi.localhost"}),
        Stop("/account/password/reset/", form={"email": "indu@karmayogi.localhost"}),
        "/account/inactive/", Stop("/nowhere/", 404), "/account/sign-on/",
        Stop("/account/sign-on/", form={"address": "asha@nowhere.example"}, answer=422),
        Stop("/account/sign-on/", form={"address": "asha@karmayogi.localhost"}),
        Stop("/account/sign-on/{service_off}/go/", 403),
        Stop("/account/sign-on/{service}/return/?state=x&code=y", 403),
    ),
    NEWCOMER: _all(Stop("/account/login/", form={"login": "farah@karmayogi.localhost", "password": PASSWORD})),
    ONE_STEP: _all(Stop("/account/login/?next=/account/second-step/",
                        form={"login": "gita@karmayogi.localhost", "password": PASSWORD})),
    "asha": _all(
        "/home/", "/plan/", "/plan/?state=completed", "{why}", "/courses/", "/courses/?q=rti", "{course_done}",
        "{course_begun}", "{course_files}", "{course_files}withdrawal/", "{learn_text}", "{learn_video}", "{learn_pdf}",
        "{learn_audio}", "{learn_link}", "/notes/", "/notes/?q=zzzz", "{note}",
        Stop("{note}", form={"text": ""}, answer=422),
        "{learn_package}", "{learn_scorm}",
        "{learn_quiz}", "{quiz_again}", "{attempt}", "{attempt}check/", "{practice}", "{passed}", "{failed}",
        "/competencies/", "/certificates/",
        "{own_certificate}", "{own_replaced}", "{course_done}rating/", "{course_begun}rating/",
        Stop("{course_done}rating/", form={"words": "क" * 1001}, answer=422),
        "/messages/", "/messages/?show=unread", "{message}", "/messages/preferences/", "/account/",
        "/account/reauthenticate/code/", "/account/password/set/", "/account/email/", "/account/phone/change/",
        "/account/keys/", Stop("/account/keys/", form={"name": "", "rights": "read", "days": "90"}, answer=422),
        "/account/sessions/", "/account/logout/",
        "/account/2fa/", "/account/2fa/totp/activate/", "/menu/", "/account/support-sessions/",
        "/account/linked-sign-ins/",
        "/accommodations/", Stop("/mdo/finance/plans/", 404),
    ),
    "bilal": _all("{course_done}", "{report}",
        "/home/", "/accommodations/", "/plan/", "/certificates/", "/competencies/", "/messages/"),
    "dev": _all(
        "/provider/istm/courses/", "/provider/istm/courses/?state=draft", "/provider/istm/courses/new/", "{draft}details/",
        "{draft}outline/", "{draft}preview/", "{preview_text}", "{preview_video}", "{preview_quiz}",
        "{preview_package}", "{preview_scorm}", "{draft_scorm}", "{draft_scorm}trial/",
        "{draft_text}", "{draft_package}", "{empty_package}",
        "{draft_audio}", "{draft_link}", "{empty_audio}", "{empty_link}", "{preview_audio}", "{preview_link}",
        "{draft_video}", "{draft_pdf}", "{draft_quiz}", "{empty_video}", "{empty_pdf}", "{empty_quiz}",
        "{draft_quiz}questions/new/", "{draft_quiz}questions/new/?kind=fill_in",
        "{draft_quiz}sections/", "{section}", "{statistics}", "{packaged_statistics}",
        "{question}", "{draft_quiz}imports/", "{import_report}", "{returned}outline/",
        "{sent}outline/", "{sent}review/", "{draft}versions/1/discarding/",
    ),
    "hari": _all("{ratings}", "{correction_new}",
        Stop("{correction_new}", form={"treatment": "full", "why": "short"}, answer=422),
        "{key_correction}", "{key_corrections}",
        "/provider/istm/courses/", "/provider/istm/reviews/", "{sent}review/", "{sent}preview/", "{sent}outline/"),
    "esther": _all(
        "/home/", "/provider/istm/certificates/", "/provider/istm/certificates/{certificate}/",
        Stop("/provider/istm/certificates/{certificate}/", form={"reason": "", "note": "short"},
             to="/provider/istm/certificates/{certificate}/revocation/", answer=422),
        Stop("/provider/istm/certificates/{certificate}/", form={"reason": "content", "note": "पत्र संख्या 12/2026 देखें।"},
             to="/provider/istm/certificates/{certificate}/revocation/"),
        "/provider/istm/certificates/{revoked}/", "/provider/istm/certificates/{replaced}/",
        "/provider/istm/certificate-corrections/", "{correction}",
        Stop("{correction}", form={"answer": "short"}, to="{correction}decision/", answer=422),
        Stop("/provider/istm/certificates/{certificate}/",
             form={"reissue-reason": "name", "reissue-note": "पत्र संख्या 12/2026 देखें।"},
             to="/provider/istm/certificates/{certificate}/reissue/"),
        "/provider/istm/courses/rti-act-2005-basics/extensions/",
        "/mdo/istm/people-and-roles/",
    ),
    "chitra": _all(
        "/mdo/finance/", "/mdo/cbdt/", "/mdo/finance/officials/", "/mdo/finance/officials/?name=zzzz", "{official}",
        "/mdo/finance/officials/exchanges/", "{exchange}", "{exchange}?verdict=refused", "/mdo/finance/plans/",
        "/mdo/finance/plans/new/",
        Stop("/mdo/finance/plans/new/", form={"title": ""}, answer=422), "{plan}",
        "{plan}completion/", "{plan}completion/?name=zzzz",
        Stop("{plan}completion/?name=zzzz", form={"name": "zzzz"},
             to="{plan}completion/certificates/?name=zzzz", answer=422),
        "{due_date}", "{plan_draft}",
        "{plan_draft}review/", "/mdo/finance/people-and-roles/",
        "/mdo/finance/sign-on/", Stop("/mdo/finance/sign-on/", form={"name": "", "issuer": "http://sso"}, answer=422),
        "/mdo/finance/sign-on/trial/",
        Stop("/mdo/finance/sign-on/", form={"domain": "gmail.com", "note": "हमारा पत्र 12/2026"},
             to="/mdo/finance/sign-on/domains/", answer=422),
        "/mdo/cbdt/sign-on/",
        "/mdo/finance/may/", "/mdo/finance/may/?person=asha@karmayogi.localhost&permission=policy.plans.view",
        "{job}", "{organisation_job}", "/mdo/finance/accommodations/",
        Stop("/mdo/finance/accommodations/", form={"address": "nobody"}, answer=422), "/mdo/cbdt/accommodations/",
    ),
    "gita": _all(
        "/national/", "/national/?sort=completed", "/national/integrity/", "/mdo/finance/",
        Stop("/national/operations/", 403),
    ),
    "farah": _all(
        "/national/domains/", Stop("/national/domains/", form={"answer": ""},
                                   to="/national/domains/requests/{domain_request}/", answer=422),
        "/national/operations/", "/national/support/", "/national/ratings/",
        "/national/feedback/", "/mdo/india/people-and-roles/", "/account/2fa/reauthenticate/",
        "/account/reauthenticate/", Stop("/account/reauthenticate/", form={"password": PASSWORD}),
        "/account/password/change/", "/account/2fa/", "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/",
        "/account/2fa/recovery-codes/generate/", "/account/2fa/webauthn/", "/account/2fa/webauthn/add/", "{key}edit/",
        "{key}remove/", "/account/2fa/webauthn/reauthenticate/",
    ),
}  # fmt: skip

# URLs where nobody looks at a page, by what they are instead.
_TAKEN = "takes a form and leads on; its refusals are shown on the page of the form"
_FILE = "hands out a file"
_ELSEWHERE = "is shown with a code by mail or message: tests/accounts look at it"
ELSEWHERE: dict[str, str] = {
    "accounts:key-revocation": _TAKEN,
    "institutions:domain_withdrawal": _TAKEN,
    "institutions:sign_on_removal": _TAKEN,
    "institutions:sign_on_switching": _TAKEN,
    "institutions:sign_on_unlinking": _TAKEN,
    "courses:authoring-status-policy": _TAKEN,
    "courses:authoring-correction-application": _TAKEN,
    "courses:authoring-correction-removal": _TAKEN,
    "courses:authoring-questions-file": _FILE,
    "courses:authoring-trial-said": "is a part of the trial's page, fetched anew when the package has said something",
    **dict.fromkeys(
        [
            "account_complete_password_reset", "account_email_verification_sent",
            "account_verify_phone",
        ],
        _ELSEWHERE,
    ),
    **dict.fromkeys(
        [
            "courses:authoring-resource-file", "courses:certificate-document",
            "courses:certificate-archive", "ehrms:empty_file", "ehrms:refused_rows",
            "courses:captions", "courses:chapters", "courses:notes-file",
            "courses:authoring-preview-captions", "courses:authoring-statistics-export",
            "courses:authoring-statistics-packages-export",
            "jobs:errors", "jobs:file", "jobs:organisation-errors", "mfa_download_recovery_codes",
            "policy:completion_export",
        ],
        _FILE,
    ),
    **dict.fromkeys(
        [
            "courses:answers", "courses:authoring-chapters", "courses:note-new", "courses:note-removal",
            "courses:authoring-resource-file-removal",
            "courses:choices",
            "courses:authoring-captions", "courses:authoring-captions-removal",
            "courses:accommodation-ending", "courses:extension-ending",
            "courses:certificate-correction-request", "courses:rating-withdrawal", "courses:rating-reply",
            "courses:rating-settlement",
            "courses:authoring-comments", "courses:authoring-import-application",
            "courses:authoring-next-version", "courses:authoring-outline-change", "courses:authoring-publication",
            "courses:authoring-question-removal", "courses:authoring-question-place",
            "courses:authoring-section-removal", "courses:checks",
            "courses:authoring-retirement", "courses:authoring-return",
            "courses:authoring-settlement", "courses:authoring-submission", "courses:enrol", "courses:read",
            "courses:start-attempt", "courses:submission", "demo:sign_in", "ehrms:application", "ehrms:postings",
            "institutions:end_role", "institutions:grant_role",
            "institutions:end_second_step", "institutions:end_support", "jobs:cancellation",
            "jobs:organisation-cancellation",
            "messages:reading", "messages:readings", "operations:retrial", "policy:audience", "policy:closure",
            "mfa_login_webauthn", "policy:details", "policy:items", "policy:publication", "policy:removal",
        ],
        _TAKEN,
    ),
}  # fmt: skip
