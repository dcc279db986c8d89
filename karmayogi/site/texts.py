"""Lists of sentences for the pages of text: the six pillars, and questions with answers."""
# ruff: noqa: E501 (sentences are kept whole, so that translators find them)

from django.utils.translation import gettext_lazy as _

# Press note of the Cabinet decision of 2 September 2020 names the pillars.
PILLARS = (
    (
        "journal-text",
        _("Policy framework"),
        _("Orders become duties with an audience and a date, and each person can ask why."),
    ),
    ("bank", _("Institutional framework"), _("Ministries, departments, States and institutes, and who may act where.")),
    (
        "award",
        _("Competency framework"),
        _("From the post to its roles, activities and competencies, at one of five levels."),
    ),
    (
        "book",
        _("Digital learning framework"),
        _("Courses, tests and certificates on iGOT Karmayogi, anytime and anywhere."),
    ),
    (
        "diagram-3",
        _("Electronic human resource management system (e-HRMS)"),
        _("Postings, service records and vacancies, joined with learning."),
    ),
    (
        "bar-chart",
        _("Monitoring and evaluation framework"),
        _("Figures that can be traced to what happened, from one office to the nation."),
    ),
)
QUESTIONS = (
    (
        _("How do I sign in?"),
        _(
            "With your e-mail address or mobile number and your password, or with a code that is sent to you. If your organisation has added you, use “Forgot password” the first time."
        ),
    ),
    (
        _("Why do I have this course?"),
        _(
            "The course page and My iGOT say who asked for it and why: a training plan of your organisation, or your own choice."
        ),
    ),
    (
        _("When is a course complete?"),
        _(
            "When you have seen and read what the course requires and passed its test. The course page lists what is missing."
        ),
    ),
    (
        _("I passed. Where is my certificate?"),
        _("It is made within seconds and appears under Certificates and in your messages."),
    ),
    (
        _("How does someone check my certificate?"),
        _("By the QR code on it, or by its number on the page “Verify a certificate”. No sign-in is needed."),
    ),
    (
        _("My name or post is wrong."),
        _("Ask the admin of your organisation. It is changed in the service data, and then everywhere."),
    ),
    (
        _("The network is slow here."),
        _(
            "Turn on “Use less data” under “How pages look”. Videos start only when you press play, and your place is kept."
        ),
    ),
    (
        _("I am transferred to another ministry."),
        _(
            "Your passbook and certificates go with you. The new organisation’s plan is added when your posting arrives."
        ),
    ),
)
