"""Data for the style guide: each component in each of its states. Invented, in English and Hindi, never shown elsewhere."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from core.components.charts import Series, bars, line_with_target
from core.components.icons import names

MONTHS = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]


class SpecimenForm(forms.Form):
    name = forms.CharField(label="Full name", help_text="As in the service record.", max_length=80)
    code = forms.CharField(label="Code from your e-mail", help_text="6 digits. Works for 10 minutes.")
    ministry = forms.ChoiceField(label="Ministry", choices=[("", "Choose"), ("fin", "Finance"), ("rail", "Railways")])
    due = forms.DateField(label="Due date", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(
        label="Level", widget=forms.RadioSelect, choices=[("1", "Basic"), ("2", "Working"), ("3", "Practitioner")]
    )
    agreed = forms.BooleanField(label="I have checked the names", required=False)
    proof = forms.FileField(label="Proof", help_text="PDF or photo, up to 5 MB.", required=False)


def refused_form() -> SpecimenForm:
    form = SpecimenForm({"name": "Asha Verma", "code": "481205", "ministry": "", "level": "2"}, auto_id="refused_%s")
    form.full_clean()
    form.errors.pop("due", None)
    form.add_error("code", "The code is not right. 3 tries are left.")
    return form


def course(seed: str, area: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "url": "#course",
        "seed": seed,
        "area": area,
        "title": title,
        "duration": "2 h",
        "languages": "English, हिन्दी",
        **more,
    }


def plan_row(seed: str, area: str, title: str, *, meta: list[str], chip: str, kind: str, action: str) -> dict[str, Any]:
    return {
        "url": "#course",
        "seed": seed,
        "area": area,
        "title": title,
        "meta": meta,
        "chip": chip,
        "chip_kind": kind,
        "action_url": "#act",
        "action_label": action,
    }


def all_of_them() -> dict[str, Any]:
    this_year = Series("2026–27", [21.4, 23.1, 22.2, 26.9, 28.4, 27.1, 33.6, 18.9])
    last_year = Series("2025–26", [16.2, 17.9, 17.1, 19.8, 18, 22.4, 23.9, 24.8])
    target = Series("Target", [24, 24.5, 25, 26, 27, 28, 29, 30])
    told = "Completions rose from 21.4 lakh in April to 33.6 lakh in October, above the target of 29 lakh."
    return {
        "icon_names": sorted(names()),
        "kinds": ["bad", "warn", "ok", "info", "plain", "functional", "behavioural", "domain"],
        "chip_texts": ["Overdue by 6 days", "Due 30 Nov 2026", "Completed 2 Oct 2026", "Due 31 Jan 2027"],
        "segment_parts": [("done", 100)] * 3 + [("late", 42), ("part", 30)] + [("todo", 0)] * 3,
        "segment_done": [("done", 100)],
        "rating_rows": [
            {"label": f"{stars} of 5", "value": str(many), "percent": many * 100 / 67}
            for stars, many in ((5, 31), (4, 24), (3, 8), (2, 3), (1, 1))
        ],
        "focal": {
            "eyebrow": "Continue where you stopped",
            "title": "Noting and Drafting on e-Office",
            "text": "Module 3 of 6 · Writing a self-contained note · 18 min left",
            "percent": 42,
            "percent_label": "Course progress",
            "action_url": "#act",
            "action_label": "Resume at 12:40",
            "action_icon": "play-fill",
            "link_url": "#course",
            "link_label": "Course page",
            "seed": "noting",
            "area": "functional",
        },
        "plan": [
            plan_row(
                "noting",
                "functional",
                "Noting and Drafting on e-Office",
                meta=["Functional", "2 h 10 min", "42% complete"],
                chip="Overdue by 6 days",
                kind="bad",
                action="Continue",
            ),
            plan_row(
                "conduct",
                "behavioural",
                "Code of Conduct for Government Employees",
                meta=["Behavioural", "45 min"],
                chip="Due 30 Nov 2026",
                kind="warn",
                action="Start",
            ),
            plan_row(
                "mgnrega",
                "domain",
                "MGNREGA: Planning and Social Audit",
                meta=["Domain", "3 h 30 min"],
                chip="Due 31 Jan 2027",
                kind="info",
                action="Start",
            ),
            plan_row(
                "cyber",
                "functional",
                "Cyber Security for Office Staff",
                meta=["Functional", "1 h 05 min"],
                chip="Completed 2 Oct 2026",
                kind="ok",
                action="Certificate",
            ),
        ],
        "courses": [
            course(
                "gem",
                "domain",
                "Public Procurement Basics and GeM",
                reason="Because you are a Section Officer",
                tags=["Procurement · level 3"],
                provider="NIFM",
                stars="4.2",
                ratings="1,204",
            ),
            course(
                "listen",
                "behavioural",
                "Listening to Citizens: Grievance Redress",
                reason="Closes your gap in Citizen focus",
                flag="20% complete",
            ),
            course(
                "sheets",
                "functional",
                "Working with Spreadsheets in Government",
                flag="Completed 14 Jan 2026",
                flag_kind="ok",
            ),
            course("hindi", "domain", "सार्वजनिक खरीद और जेम: मूल बातें", reason="आपके पद के लिए"),
        ],
        "crumbs": [("#learn", "Learn"), ("#courses", "Courses")],
        "kpis": [
            {
                "label": "Registered officials",
                "value": "1.42",
                "unit": "crore",
                "change": "3.1 lakh",
                "change_kind": "up",
                "change_note": "in 30 days",
                "spark": [3, 4, 4.5, 5, 5.5, 6, 7, 9],
            },
            {
                "label": "Plan completion",
                "value": "46%",
                "change": "9 points",
                "change_kind": "down",
                "change_note": "below plan",
                "spark": [2, 3, 4, 4, 5, 6, 6, 7],
                "url": "#list",
            },
            {"label": "Certificates today", "value": "8,214", "as_of": "As of 4:00 pm IST"},
        ],
        "map": {
            "title": "Officials active, by State and Union Territory",
            "tiles": [
                {
                    "column": 2 + shade % 3,
                    "row": 1 + shade // 3,
                    "letters": letters,
                    "name": name,
                    "value": value,
                    "shade": shade,
                    "url": "#state",
                }
                for shade, (letters, name, value) in enumerate(
                    [
                        ("GA", "Goa", "–"),
                        ("UK", "Uttarakhand", "8%"),
                        ("PB", "Punjab", "22%"),
                        ("UP", "Uttar Pradesh", "31%"),
                        ("MH", "Maharashtra", "36%"),
                        ("BR", "Bihar", "46%"),
                    ]
                )
            ],
            "legend": [
                {"shade": 1, "name": "under 15%"},
                {"shade": 3, "name": "25–34%"},
                {"shade": 5, "name": "45% and over"},
            ],
            "table": {
                "caption": "Officials active",
                "columns": [{"label": "State"}, {"label": "Share", "kind": "number"}],
                "rows": [["Bihar", "46%"], ["Goa", "–"]],
            },
        },
        "bar_rows": [
            {"label": "Enrolled", "value": "3.46 crore", "percent": 100},
            {"label": "Started", "value": "2.91 crore", "percent": 84, "url": "#list"},
            {"label": "Passed", "value": "1.37 crore", "percent": 40, "target": 52},
            {"label": "This month", "value": "18.9 lakh", "percent": 22, "part": True},
        ],
        "chart_bars": bars(
            title="Completions by month, lakh",
            summary=told,
            labels=MONTHS,
            series=this_year,
            before=last_year,
            target=target,
            partial_last=True,
        ),
        "chart_line": line_with_target(
            title="Completions by month, lakh",
            summary=told,
            labels=MONTHS,
            series=this_year,
            target=target,
            partial_last=True,
        ),
        "table": {
            "caption": "Ministries and departments",
            "columns": [
                {"label": "Organisation"},
                {"label": "Officials", "kind": "number"},
                {"label": "Plan completed", "sort_url": "#sort", "sorted": "descending"},
                {"label": "State"},
            ],
            "rows": [
                [
                    {"text": "Ministry of Railways", "url": "#org"},
                    "12.18 lakh",
                    {"percent": 78},
                    {"chip": "On time", "chip_kind": "ok"},
                ],
                [
                    {"text": "Department of Posts", "url": "#org", "note": "Ministry of Communications"},
                    "4.02 lakh",
                    {"percent": 42},
                    {"chip": "Behind", "chip_kind": "bad"},
                ],
            ],
        },
        "brief_table": {
            "caption": "Newest certificates",
            "is_brief": True,
            "columns": [
                {"label": "Certificate ID"},
                {"label": "Name", "phone": "plain"},
                {"label": "Course", "phone": "plain"},
                {"label": "Issued on"},
                {"label": "State", "phone": "end"},
            ],
            "rows": [
                [
                    {"text": "C4RH-6AT0-XYS9", "url": "#table"},
                    "Asha Verma",
                    "Noting and Drafting",
                    "20 Nov 2026",
                    {"chip": "Valid", "chip_kind": "ok"},
                ],
                [
                    {"text": "RCHW-N5A4-VH05", "url": "#table"},
                    "Indu Sharma",
                    "Noting and Drafting",
                    "20 Nov 2026",
                    {"chip": "Revoked", "chip_kind": "bad"},
                ],
            ],
        },
        "no_table": {"columns": [], "rows": [], "empty": "No official has been brought in yet."},
        "tabs": [
            {"label": "Contents", "url": "#tabs", "is_current": True},
            {"label": "About", "url": "#tabs"},
            {"label": "Discussion", "url": "#tabs", "count": 14},
        ],
        "steps": [
            {"label": "File received", "state": "done", "note": "1,204 rows"},
            {"label": "Rows checked", "state": "now", "note": "620 of 1,204"},
            {"label": "Officials added", "state": "todo"},
            {"label": "Report written", "state": "failed", "note": "Not enough space. Try again."},
        ],
        "definitions": [
            {"term": "Name", "value": "Asha Verma (आशा वर्मा)"},
            {"term": "Post when issued", "value": "Section Officer", "note": "Central Board of Direct Taxes"},
            {"term": "Course", "value": "Noting and Drafting", "url": "#course"},
        ],
        "job": {
            "percent": 51,
            "label": "620 of 1,204 rows checked",
            "ok": 612,
            "failed": 8,
            "errors_url": "#errors",
            "cancel_url": "#cancel",
        },
        "goals": [
            "Choose the right method of buying",
            "Write a specification that does not name a brand",
            "Record reasons so that the file explains itself",
            "Recognise a conflict of interest",
        ],
        "facts": [
            {"icon": "clock", "text": "2 h in 19 short parts"},
            {"icon": "patch-check", "text": "Pass the test with 60% to get the certificate"},
        ],
        "attention": [
            {
                "icon": "exclamation-triangle",
                "kind": "bad",
                "title": "7 ministries have no approved training plan",
                "text": "Due 30 June 2026.",
                "url": "#remind",
                "label": "Send reminder",
            },
            {
                "icon": "flag",
                "title": "18 courses with a pass rate under 40%",
                "text": "Providers told on 18 November.",
            },
        ],
        "stats": [{"value": "1,240", "label": "Karma points"}, {"value": "14 h 20 min", "label": "Learnt since April"}],
        "form": SpecimenForm(auto_id="fresh_%s"),
        "refused": refused_form(),
        "listing": Page(range(1), 7, Paginator(range(400), 10)),
    }
