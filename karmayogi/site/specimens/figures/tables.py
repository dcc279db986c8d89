"""Tables: sorted or not, with every kind of cell, with names longer than their column, brief ones, and none."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {"table": ["descending", "ascending", "unsorted", "long", "brief", "plain", "none", "none-said"]}


def groups() -> list[Group]:
    ordered = [
        _shown("descending", say("Sorted, the highest first", "क्रमबद्ध, सबसे अधिक पहले"), _sorted("descending")),
        _shown("ascending", say("Sorted, the lowest first", "क्रमबद्ध, सबसे कम पहले"), _sorted("ascending")),
        _shown("unsorted", say("Can be sorted", "क्रमबद्ध हो सकती है"), _sorted("")),
    ]
    wide = [
        _shown("long", say("Long names, and something to do", "लंबे नाम, और कुछ करने को"), _long()),
        _shown("brief", say("Brief: facts in lines on a phone", "संक्षिप्त: फ़ोन पर पंक्तियों में"), _brief()),
    ]
    nobody = say("No official has been brought in yet.", "अभी कोई अधिकारी नहीं जोड़ा गया।")
    small = [
        _shown("plain", say("Figures only", "केवल आँकड़े"), _plain()),
        _shown("none", say("Empty", "खाली"), _none("")),
        _shown("none-said", say("Empty, in words of the page", "खाली, पृष्ठ के शब्दों में"), _none(nobody)),
    ]
    return [
        Group(say("Tables that can be sorted", "क्रमबद्ध होने वाली तालिकाएँ"), ordered),
        Group(say("Tables with much to say", "बहुत कुछ कहने वाली तालिकाएँ"), wide),
        Group(say("Small tables, and none", "छोटी तालिकाएँ, और कोई नहीं"), small, "grid-thirds"),
    ]


def _shown(key: str, label: str, table: dict[str, Any]) -> Specimen:
    return drawn("table", key, label, "components/table.html", wrap='div class="card-k card-body"', table=table)


def _none(empty: str) -> dict[str, Any]:
    return {"columns": [], "rows": [], "empty": empty}


def _sorted(way: str) -> dict[str, Any]:
    rows: list[list[Any]] = [
        [
            {"text": say("Ministry of Railways", "रेल मंत्रालय"), "url": "#"},
            say("12.18 lakh", "12.18 लाख"),
            {"percent": 78},
            {"chip": say("On time", "समय पर"), "chip_kind": "ok"},
        ],
        [
            {
                "text": say("Department of Posts", "डाक विभाग"),
                "url": "#",
                "note": say("Ministry of Communications", "संचार मंत्रालय"),
            },
            say("4.02 lakh", "4.02 लाख"),
            {"percent": 42},
            {"chip": say("Behind", "पीछे"), "chip_kind": "bad"},
        ],
    ]
    return {
        "caption": say("Ministries and departments", "मंत्रालय और विभाग"),
        "columns": [
            {"label": say("Organisation", "संगठन"), "sort_url": "#"},
            {"label": say("Officials", "अधिकारी"), "kind": "number", "sort_url": "#"},
            {"label": say("Plan completed", "योजना पूर्ण"), "sort_url": "#", "sorted": way},
            {"label": say("State", "स्थिति")},
        ],
        "rows": rows[::-1] if way == "ascending" else rows,
    }


def _plain() -> dict[str, Any]:
    return {
        "caption": say("Completions by month", "माह के अनुसार पूर्णताएँ"),
        "columns": [
            {"label": say("Month", "माह")},
            {"label": say("Started", "आरंभ"), "kind": "number"},
            {"label": say("Completed", "पूर्ण"), "kind": "number"},
        ],
        "rows": [
            [say("September 2026", "सितंबर 2026"), "31,04,118", "27,10,406"],
            [say("October 2026", "अक्टूबर 2026"), "38,90,001", "33,61,250"],
        ],
    }


def _long() -> dict[str, Any]:
    training = say(
        "Institute of Secretariat Training and Management, Department of Personnel and Training",
        "सचिवालय प्रशिक्षण तथा प्रबंध संस्थान, कार्मिक और प्रशिक्षण विभाग",
    )
    grievances = say("Department of Administrative Reforms and Public Grievances", "प्रशासनिक सुधार और लोक शिकायत विभाग")
    ministry = say("Ministry of Personnel, Public Grievances and Pensions", "कार्मिक, लोक शिकायत और पेंशन मंत्रालय")
    decide = {"text": say("Decide", "निर्णय लें"), "action_url": "#"}
    late = {"chip": say("Waits since 12 November", "12 नवंबर से प्रतीक्षा में"), "chip_kind": "warn"}
    return {
        "caption": say("Plans to approve", "स्वीकृति के लिए योजनाएँ"),
        "columns": [
            {"label": say("Organisation that has put up the plan", "योजना प्रस्तुत करने वाला संगठन")},
            {"label": say("Officials concerned", "संबंधित अधिकारी"), "kind": "number"},
            {"label": say("State", "स्थिति")},
            {"label": say("To do", "करना है")},
        ],
        "rows": [
            [{"text": training, "url": "#", "note": ministry}, "1,20,44,118", late, decide],
            [{"text": grievances, "url": "#", "note": ministry}, "4", late, decide],
        ],
    }


def _brief() -> dict[str, Any]:
    course, day = say("Noting and Drafting", "टिप्पणी और प्रारूपण"), say("20 Nov 2026", "20 नव॰ 2026")
    return {
        "caption": say("Newest certificates", "नवीनतम प्रमाणपत्र"),
        "is_brief": True,
        "columns": [
            {"label": say("Certificate ID", "प्रमाणपत्र आईडी")},
            {"label": say("Name", "नाम"), "phone": "plain"},
            {"label": say("Course", "पाठ्यक्रम"), "phone": "plain"},
            {"label": say("Issued on", "जारी तिथि")},
            {"label": say("State", "स्थिति"), "phone": "end"},
        ],
        "rows": [
            [
                {"text": "C4RH-6AT0-XYS9", "url": "#"}, say("Asha Verma", "आशा वर्मा"), course, day,
                {"chip": say("Valid", "मान्य"), "chip_kind": "ok"},
            ],
            [
                {"text": "RCHW-N5A4-VH05", "url": "#"}, say("Indu Sharma", "इंदु शर्मा"), course, day,
                {"chip": say("Revoked", "निरस्त"), "chip_kind": "bad"},
            ],
        ],
    }  # fmt: skip
