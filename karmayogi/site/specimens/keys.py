"""One invented question of each kind with its key, in both languages, as the product keeps them."""

from typing import Any

from courses.questions.rules import PoolQuestion

WHY, WHY_HI = "Manual of Office Procedure, chapter 6.", "कार्यालय पद्धति नियमावली, अध्याय 6।"


def _key(number: int, kind: str, stem: str, stem_hi: str, *, partial: bool = False, **more: Any) -> PoolQuestion:
    options: list[dict[str, Any]] = more.pop("options", [])
    return PoolQuestion(
        id=number, kind=kind, stem=stem, stem_hi=stem_hi, options=options, reason=WHY, reason_hi=WHY_HI,
        body=more.pop("body", {}), is_partial=partial,
    )  # fmt: skip


def _option(
    name: str, text: str, text_hi: str, is_correct: bool, reason: str = "", reason_hi: str = ""
) -> dict[str, Any]:
    return {"id": name, "text": text, "text_hi": text_hi, "is_correct": is_correct, "reason": reason,
            "reason_hi": reason_hi, "is_fixed": False, "weight": ""}  # fmt: skip


def _accepted(text: str, credit: str = "100", reason: str = "", reason_hi: str = "") -> dict[str, Any]:
    return {"text": text, "credit": credit, "reason": reason, "reason_hi": reason_hi}


def _number(value: str, credit: str, tolerance: str, reason: str = "", reason_hi: str = "") -> dict[str, Any]:
    return {"value": value, "tolerance": tolerance, "is_percent": False, "credit": credit, "reason": reason,
            "reason_hi": reason_hi}  # fmt: skip


KEYS = {
    "single": _key(
        1, "single", "What must the note contain before it goes up?", "ऊपर भेजने से पहले टिप्पणी में क्या होना चाहिए?",
        options=[
            _option("a", "The rule, who may relax it, the reason, and what follows",
                    "नियम, उसे कौन शिथिल कर सकता है, कारण और परिणाम", True),
            _option("b", "The rule, and the applicant's full service record", "नियम, और आवेदक का पूरा सेवा अभिलेख", False,
                    "The record is not what the officer decides about.", "अधिकारी को अभिलेख पर निर्णय नहीं लेना है।"),
            _option("c", "Only a request for orders", "केवल आदेश का अनुरोध", False),
        ],
    ),
    "multiple": _key(
        2, "multiple", "Which of these make a note self-contained?",
        "इनमें से क्या टिप्पणी को अपने आप में पूर्ण बनाता है?", partial=True,
        options=[
            _option("a", "The question in its first line", "पहली पंक्ति में प्रश्न", True),
            _option("b", "The papers it rests on, by page", "आधार बने कागज़, पृष्ठ संख्या सहित", True),
            _option("c", "The opinion of a colleague, unsigned", "किसी सहकर्मी की राय, बिना हस्ताक्षर", False,
                    "An unsigned opinion binds nobody.", "बिना हस्ताक्षर की राय किसी को नहीं बाँधती।"),
        ],
    ),
    "true_false": _key(
        3, "true_false", "A draft goes up together with the note that explains it.",
        "प्रारूप उस टिप्पणी के साथ जाता है जो उसे समझाती है।",
        options=[
            _option("a", "True", "सही", True),
            _option("b", "False", "गलत", False, "The officer needs both at once.", "अधिकारी को दोनों एक साथ चाहिए।"),
        ],
    ),
    "numeric": _key(
        4, "numeric", "What does a request under the RTI Act cost?", "सूचना का अधिकार अधिनियम के अधीन अनुरोध का शुल्क कितना है?",
        body={
            "answers": [_number("10", "100", "0"),
                        _number("12", "50", "1", "Close, but the rules name a sum.", "निकट है, पर नियम एक राशि बताते हैं।")],
            "units": [{"name": "₹", "factor": "1"}], "is_unit_needed": True,
        },
    ),
    "match": _key(
        5, "match", "What belongs to which paper?", "कौन-सी बात किस कागज़ की है?", partial=True,
        body={"pairs": [
            {"left": "Note", "left_hi": "टिप्पणी", "right": "asks for a decision", "right_hi": "निर्णय माँगती है"},
            {"left": "Draft", "left_hi": "प्रारूप", "right": "waits for approval", "right_hi": "अनुमोदन की प्रतीक्षा करता है"},
            {"left": "Order", "left_hi": "आदेश", "right": "binds those it names", "right_hi": "जिनका नाम है उन्हें बाँधता है"},
            {"left": "", "left_hi": "", "right": "is never signed", "right_hi": "पर कभी हस्ताक्षर नहीं होते"},
        ]},
    ),
    "order": _key(
        6, "order", "Put the way of a file in order.", "फ़ाइल के मार्ग को क्रम में रखिए।", partial=True,
        body={"items": [
            {"text": "The letter is received", "text_hi": "पत्र प्राप्त होता है"},
            {"text": "The note is written", "text_hi": "टिप्पणी लिखी जाती है"},
            {"text": "The officer decides", "text_hi": "अधिकारी निर्णय लेता है"},
        ]},
    ),
    "fill_in": _key(
        7, "fill_in", "A request is answered within [[1]] days; a refusal gives [[2]].",
        "अनुरोध का उत्तर [[1]] दिनों में दिया जाता है; अस्वीकृति में [[2]] लिखा जाता है।", partial=True,
        body={"gaps": [{"answers": [_accepted("30"), _accepted("thirty")]},
                       {"answers": [_accepted("कारण"), _accepted("its reason")]}], "typos": 0, "is_case_kept": False},
    ),
    "short_text": _key(
        8, "short_text", "Who answers a request first?", "अनुरोध का उत्तर पहले कौन देता है?",
        body={"answers": [_accepted("Public Information Officer"), _accepted("officer", "50", "Which officer?",
                          "कौन-सा अधिकारी?")],
              "typos": 1, "is_case_kept": False},
    ),
}  # fmt: skip
