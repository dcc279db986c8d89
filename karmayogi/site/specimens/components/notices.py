"""What has happened: alerts, empty places, verdicts."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "alert": ["info", "ok", "warn", "bad"],
    "empty": ["begins", "bad", "words", "alone"],
    "verdict": ["ok", "bad", "warn"],
}


def groups() -> list[Group]:
    return [
        Group(say("Alerts", "सूचनाएँ"), _alerts()),
        Group(say("Empty places", "खाली स्थान"), _empty(), "grid-halves"),
        Group(say("Verdicts", "निर्णय"), _verdicts(), "grid-thirds"),
    ]


def _alerts() -> list[Specimen]:
    said: dict[str, tuple[str, dict[str, Any]]] = {
        "info": (
            say("To know", "जानने के लिए"),
            {
                "text": say(
                    "Closes your gap in Procurement: you hold level 1, your post needs level 3.",
                    "खरीद में आपकी कमी दूर करता है: आपका स्तर 1 है, आपके पद को स्तर 3 चाहिए।",
                )
            },
        ),
        "ok": (
            say("Done, with a way back", "हो गया, वापसी के रास्ते के साथ"),
            {
                "text": say("You left the course. Your progress is kept.", "आपने पाठ्यक्रम छोड़ा। आपकी प्रगति सहेजी है।"),
                "label": say("Undo", "वापस लें"),
            },
        ),
        "warn": (
            say("Beware, with a title", "सावधान, शीर्षक के साथ"),
            {
                "title": say("All 40 places are taken.", "सभी 40 स्थान भर चुके हैं।"),
                "text": say("8 people are waiting.", "8 लोग प्रतीक्षा में हैं।"),
            },
        ),
        "bad": (
            say("Failed, with another try", "विफल, फिर से प्रयास के साथ"),
            {
                "text": say("Events could not be loaded.", "कार्यक्रम लोड नहीं हो सके।"),
                "label": say("Try again", "फिर से प्रयास करें"),
            },
        ),
    }
    return [
        drawn("alert", kind, state, "components/alert.html", kind=kind, url="#" if "label" in more else "", **more)
        for kind, (state, more) in said.items()
    ]


def _empty() -> list[Specimen]:
    gaps, browse = say("See your 12 gaps", "अपनी 12 कमियाँ देखें"), say("Browse courses", "पाठ्यक्रम देखें")
    begins = {
        "icon": "calendar-event",
        "title": say("Your ministry has not set a plan yet", "आपके मंत्रालय ने अभी योजना नहीं बनाई है"),
        "text": say(
            "You will be told when it is there. Until then, learn what your post needs.",
            "बनने पर आपको बताया जाएगा। तब तक वह सीखिए जो आपके पद को चाहिए।",
        ),
        "action_label": gaps,
        "second_label": browse,
    }
    bad = {
        "icon": "exclamation-triangle",
        "kind": "bad",
        "title": say("We could not finish this", "हम इसे पूरा नहीं कर सके"),
        "text": say("Your answers up to question 7 are saved.", "प्रश्न 7 तक के आपके उत्तर सहेजे गए हैं।"),
        "action_label": say("Try again", "फिर से प्रयास करें"),
        "reference": say("Reference 8F2C-41D7 · 22 Nov 2026, 10:49 am IST", "संदर्भ 8F2C-41D7 · 22 नव॰ 2026, सुबह 10:49"),
    }
    words = {
        "icon": "search",
        "title": say("No course matches", "कोई पाठ्यक्रम मेल नहीं खाता"),
        "text": say("Try another word, or fewer filters.", "दूसरा शब्द या कम फ़िल्टर आज़माएँ।"),
    }
    partial, card = "components/empty.html", 'div class="card-k"'
    return [
        drawn("empty", "begins", say("Nothing yet, and two ways on", "अभी कुछ नहीं, और दो रास्ते"), partial, wrap=card,
              action_url="#", second_url="#", **begins),
        drawn("empty", "bad", say("Broken, with a reference", "टूटा, संदर्भ के साथ"), partial, wrap=card,
              action_url="#", **bad),
        drawn("empty", "words", say("Nothing to press", "दबाने को कुछ नहीं"), partial, wrap=card, **words),
        drawn("empty", "alone", say("Outside a card", "कार्ड के बाहर"), partial, **words),
    ]  # fmt: skip


def _verdicts() -> list[Specimen]:
    said = {
        "ok": (
            say("Good", "अच्छा"), "check-lg",
            say("This certificate is valid", "यह प्रमाणपत्र मान्य है"),
            say("Compare these details with the paper.", "इन विवरणों को काग़ज़ से मिलाइए।"),
        ),
        "bad": (
            say("Bad", "बुरा"), "x-lg",
            say("This certificate was revoked", "यह प्रमाणपत्र निरस्त किया गया"),
            say("Do not accept it as proof.", "इसे प्रमाण के रूप में न मानें।"),
        ),
        "warn": (
            say("Not known", "ज्ञात नहीं"), "search",
            say("No certificate has this number", "इस संख्या का कोई प्रमाणपत्र नहीं है"),
            say("We looked for 7K3M-90XD-2W5H.", "हमने 7K3M-90XD-2W5H खोजा।"),
        ),
    }  # fmt: skip
    return [
        drawn("verdict", kind, state, "site/guide/verdict.html", kind=kind, sign=sign, title=title, text=text)
        for kind, (state, sign, title, text) in said.items()
    ]
