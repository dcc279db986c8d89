"""Buttons and links: as they stand, disabled, and while a device or a part of the page is waited for."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "button": ["primary", "outline", "danger", "on-navy", "link", "with-sign", "sign-only"],
    "button-small": ["primary", "outline", "danger", "with-sign"],
    "button-disabled": ["primary", "outline", "danger", "on-navy", "small"],
    "button-waits": ["part", "device"],
    "link": ["text", "counted"],
}


def groups() -> list[Group]:
    return [
        Group(say("Buttons and links", "बटन और लिंक"), [*_buttons(), *_links()], "specimen-row"),
        Group(say("Small buttons", "छोटे बटन"), _small(), "specimen-row"),
        Group(say("Disabled and waiting", "निष्क्रिय और प्रतीक्षा में"), [*_disabled(), *_waiting()], "specimen-row"),
    ]


def _button(name: str, key: str, label: str, text: str, kind: str, **more: Any) -> Specimen:
    return drawn(name, key, label, "site/guide/button.html", text=text, kind=kind, **more)


def _words() -> dict[str, str]:
    return {
        "enrol": say("Enrol in this course", "इस पाठ्यक्रम में नामांकन करें"),
        "keep": say("Save for later", "बाद के लिए सहेजें"),
        "withdraw": say("Withdraw the course", "पाठ्यक्रम वापस लें"),
        "resume": say("Resume at 12:40", "12:40 से जारी रखें"),
        "edit": say("Edit", "संपादित करें"),
        "remove": say("Remove", "हटाएँ"),
        "save": say("Save", "सहेजें"),
    }


def _buttons() -> list[Specimen]:
    words = _words()
    navy = 'div class="focal focal-words"'
    return [
        _button("button", "primary", say("The one that matters", "जो सबसे ज़रूरी है"), words["enrol"], "btn-primary"),
        _button("button", "outline", say("The others", "अन्य"), words["keep"], "btn-outline-primary"),
        _button("button", "danger", say("Takes something away", "कुछ हटाता है"), words["withdraw"], "btn-danger"),
        _button("button", "on-navy", say("On navy", "नेवी पर"), words["resume"], "btn-on-navy", wrap=navy, sign="play-fill"),
        _button("button", "link", say("Like a link", "लिंक जैसा"), words["remove"], "btn-link"),
        _button("button", "with-sign", say("With a sign", "चिह्न के साथ"), words["keep"], "btn-outline-primary",
                sign="bookmark"),
        drawn("button", "sign-only", say("A sign only; its name is read out", "केवल चिह्न; नाम पढ़ा जाता है"),
              "site/guide/icon_button.html", label=say("Messages", "संदेश")),
    ]  # fmt: skip


def _small() -> list[Specimen]:
    words = _words()
    return [
        _button("button-small", "primary", say("The one that matters", "जो सबसे ज़रूरी है"), words["save"],
                "btn-sm btn-primary"),
        _button("button-small", "outline", say("The others", "अन्य"), words["edit"], "btn-sm btn-outline-primary"),
        _button("button-small", "danger", say("Takes something away", "कुछ हटाता है"), words["remove"],
                "btn-sm btn-danger"),
        _button("button-small", "with-sign", say("With a sign", "चिह्न के साथ"), words["edit"],
                "btn-sm btn-outline-primary", sign="pencil"),
    ]  # fmt: skip


def _disabled() -> list[Specimen]:
    words = _words()
    kinds = {
        "primary": (say("The one that matters", "जो सबसे ज़रूरी है"), words["enrol"], "btn-primary"),
        "outline": (say("The others", "अन्य"), words["keep"], "btn-outline-primary"),
        "danger": (say("Takes something away", "कुछ हटाता है"), words["withdraw"], "btn-danger"),
        "on-navy": (say("On navy", "नेवी पर"), words["resume"], "btn-on-navy"),
        "small": (say("Small", "छोटा"), words["edit"], "btn-sm btn-outline-primary"),
    }
    return [
        _button("button-disabled", key, label, text, kind, is_disabled=True,
                wrap='div class="focal focal-words"' if key == "on-navy" else "")
        for key, (label, text, kind) in kinds.items()
    ]  # fmt: skip


def _waiting() -> list[Specimen]:
    part = say("A part of the page is on its way", "पृष्ठ का एक भाग आ रहा है")
    device = say("The device is asked (passkeys.js)", "उपकरण से पूछा जा रहा है")
    key = say("Use a passkey", "पासकी का उपयोग करें")
    return [
        _button("button-waits", "part", part, say("Look again", "फिर देखें"), "btn-outline-primary",
                wrap='div aria-busy="true"'),
        _button("button-waits", "device", device, key, "btn-primary", is_disabled=True, sign="key"),
    ]  # fmt: skip


def _links() -> list[Specimen]:
    return [
        drawn("link", "text", say("In text", "पाठ में"), "site/guide/link.html", wrap="p",
              text=say("See your 12 gaps", "अपनी 12 कमियाँ देखें")),
        drawn("link", "counted", say("A sign with a count", "गिनती के साथ चिह्न"), "site/guide/icon_button.html",
              label=say("Messages, 14 unread", "संदेश, 14 अपठित"), count=14),
    ]  # fmt: skip
