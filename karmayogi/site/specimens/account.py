"""What stands around a person: a support session, passkeys, messages, a running job, a certificate's history."""

from typing import Any

from competencies.framework.models import Level
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import ANY, WHEN

STATES = {
    "support-banner": ["reads", "writes"],
    "signing-in": ["below", "two-below", "other-ways", "way-on"],
    "passkey": ["new", "used"],
    "message": ["unread", "read"],
    "messages": ["none"],
    "job": ["waiting", "running", "cancelling", "resting", "done", "failed", "cancelled"],
    "five-levels": ["named"],
    "certificate-history": ["corrected"],
    "certificate-lookup": ["empty", "refused"],
}


def groups() -> list[Group]:
    return [
        Group(say("A support session", "सहायता सत्र"), _support()),
        Group(say("Around signing in", "साइन इन के आस-पास"), _signing_in(), "grid-halves"),
        Group(say("Passkeys", "पासकी"), _keys(), "grid-halves"),
        Group(say("Messages", "संदेश"), _messages(), "grid-thirds"),
        Group(say("A job", "कार्य"), _jobs(), "grid-halves"),
        Group(say("Competencies", "दक्षताएँ"), [_levels()]),
        Group(say("Certificates", "प्रमाणपत्र"), _certificates(), "grid-halves"),
    ]


def _support() -> list[Specimen]:
    partial, person = "institutions/support/_banner.html", {"name": say("Asha Verma", "आशा वर्मा")}
    support = {"staff_name": say("Farah Khan", "फ़राह ख़ान"), "ends_at": WHEN, "may_write": False}
    writes = support | {"may_write": True}
    return [
        drawn("support-banner", "reads", say("Looks only", "केवल देखता है"), partial, support=support, person=person),
        drawn("support-banner", "writes", say("May change", "बदल सकता है"), partial, support=writes, person=person),
    ]


def _signing_in() -> list[Specimen]:
    crumb, ways = "mfa/_crumb.html", [
        {"url": "#", "description": say("Use your password", "अपने पासवर्ड का उपयोग करें")},
        {"url": "#", "description": say("Use a passkey", "पासकी का उपयोग करें")},
    ]  # fmt: skip
    request = {"session": {"second_step_way_on": "#"}, "principal": {"waiting": False}}
    return [
        drawn("signing-in", "below", say("Below the account", "खाते के नीचे"), crumb),
        drawn("signing-in", "two-below", say("Below the second step", "दूसरे चरण के नीचे"), crumb, below=True),
        drawn("signing-in", "other-ways", say("Other ways to confirm", "पुष्टि के अन्य तरीके"), "account/_other_ways.html",
              reauthentication_alternatives=ways),
        drawn("signing-in", "way-on", say("Second step set up: on", "दूसरा चरण तैयार: आगे"), "mfa/_way_on.html",
              request=request),
    ]  # fmt: skip


def _levels() -> Specimen:
    named = say("The five by their names", "पाँचों अपने नामों से")
    levels = [(level.value, level.label) for level in Level]
    return drawn("five-levels", "named", named, "competencies/_levels.html", levels=levels)


def _keys() -> list[Specimen]:
    partial, wrap = "mfa/webauthn/_key.html", 'ul class="list-unstyled stack"'
    new = {"name": say("Phone", "फ़ोन"), "is_passwordless": True, "instance": {"pk": 1, "created_at": WHEN}}
    old = {"pk": 2, "created_at": WHEN, "last_used_at": WHEN}
    used = {"name": say("Office key", "कार्यालय की कुंजी"), "is_passwordless": False, "instance": old}
    return [
        drawn(
            "passkey",
            "new",
            say("Signs in alone, never used", "अकेले साइन इन, कभी प्रयुक्त नहीं"),
            partial,
            wrap=wrap,
            key=new,
        ),
        drawn("passkey", "used", say("Second step, used", "दूसरा चरण, प्रयुक्त"), partial, wrap=wrap, key=used),
    ]


def _messages() -> list[Specimen]:
    partial, wrap = "messages/inbox/_message.html", 'ul class="stack message-list"'
    message = {
        "uuid": ANY,
        "subject": say("You are enrolled", "आप नामांकित हैं"),
        "body": say("Noting and Drafting begins today.", "टिप्पणी और प्रारूपण आज आरंभ होता है।"),
        "created_at": WHEN,
        "is_read": False,
    }
    read, empty = message | {"is_read": True}, "components/empty.html"
    title, text = (
        say("No messages", "कोई संदेश नहीं"),
        say("What needs you is shown here.", "जिसमें आपकी ज़रूरत है, वह यहाँ दिखता है।"),
    )
    return [
        drawn("message", "unread", say("Unread", "अपठित"), partial, wrap=wrap, message=message),
        drawn("message", "read", say("Read", "पठित"), partial, wrap=wrap, message=read),
        drawn("messages", "none", say("None", "कोई नहीं"), empty, icon="bell", title=title, text=text, heading="h3"),
    ]


def _jobs() -> list[Specimen]:
    job: dict[str, Any] = {"percent": 51, "total": 1204, "handled": 620, "done": 612, "refused": 8, "has_ended": False}
    error = {"row": 7, "sentence": say("The designation is not known.", "पदनाम ज्ञात नहीं है।")}
    job |= {"language": say("en", "hi"), "has_errors": True, "first_errors": [error]}
    fresh = job | {"percent": None, "total": 0, "handled": 0, "done": 0, "refused": 0, "has_errors": False}
    ended = job | {"has_ended": True}
    broke = say("There is no space left. Try again.", "स्थान नहीं बचा। फिर से प्रयास करें।")
    states = {
        "waiting": (say("Waiting", "प्रतीक्षा में"), fresh),
        "running": (say("Under way", "चल रहा है"), job),
        "cancelling": (say("Being cancelled", "रद्द हो रहा है"), job | {"is_cancelling": True}),
        "resting": (say("No worker", "कोई कार्यकर्ता नहीं"), job | {"is_resting": True}),
        "done": (
            say("Done", "पूर्ण"),
            ended | {"percent": 100, "handled": 1204, "done": 1196, "file": True, "link": "#"},
        ),
        "failed": (say("Failed", "विफल"), ended | {"failure": broke}),
        "cancelled": (say("Cancelled", "रद्द"), ended),
    }
    urls = {"page": "#", "errors": "#", "file": "#", "cancellation": "#"}
    return [
        drawn(
            "job", key, label, "core/jobs/_progress.html", job=one | {"state_label": label}, urls=urls, may_cancel=True
        )
        for key, (label, one) in states.items()
    ]


def _certificates() -> list[Specimen]:
    number, by = "7K3M-90XD-2W5H", say("Esther Paul", "एस्तेर पॉल")
    issued = {
        "what": say("Issued", "जारी"),
        "kind": "ok",
        "date": say("20 Nov 2026", "20 नव॰ 2026"),
        "number": number,
        "by": "",
    }
    why, note = say("The name was wrong", "नाम गलत था"), say("Letter 12/2026", "पत्र 12/2026")
    replaced = issued | {"what": say("Replaced", "बदला गया"), "kind": "warn", "why": why, "by": by, "note": note}
    lookup, error = (
        "courses/certificates/_lookup.html",
        say("The ID has 12 letters and digits.", "आईडी में 12 अक्षर और अंक होते हैं।"),
    )
    return [
        drawn("certificate-history", "corrected", say("Corrected once", "एक बार सुधारा"),
              "courses/certificates/_history.html",
              history=[replaced, issued]),
        drawn("certificate-lookup", "empty", say("Empty", "खाली"), lookup, action="#"),
        drawn("certificate-lookup", "refused", say("Refused", "अस्वीकृत"), lookup, action="#", typed="7K3M", error=error),
    ]  # fmt: skip
