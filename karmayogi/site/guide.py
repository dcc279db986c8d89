"""The style guide, for those who build pages: every component and partial in every state."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.doors import public
from institutions.roles.requests import InScope
from karmayogi.site.specimens import account, authoring, components, figures, forms, learning, questions
from karmayogi.site.specimens.drawn import Part, say


@public
@require_safe
def page(request: InScope, name: str) -> HttpResponse:
    """`name`: of the URL, as `styleguide-forms`. Nowhere but where DEBUG or DEMO is on."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    part, label = _pages()[name]
    guide = say("Style guide", "शैली मार्गदर्शिका")
    context = {
        "title": f"{guide}: {label}",
        "lead": say("Every component in every state. How to call them:", "हर घटक, हर अवस्था में। उन्हें कैसे बुलाएँ:"),
        "groups": part.groups(),
        "tabs": [
            {"label": other, "url": reverse(f"site:{one}"), "is_current": one == name}
            for one, (_part, other) in _pages().items()
        ],
        "tabs_label": guide,
        "contents_label": say("On this page", "इस पृष्ठ पर"),
        "body_class": "has-action-bar" if "action-bar" in part.STATES else "",
    }
    return render(request, "site/guide/guide.html", context)


def _pages() -> dict[str, tuple[Part, str]]:
    return {
        "styleguide": (components, say("Components", "घटक")),
        "styleguide-forms": (forms, say("Forms", "फ़ॉर्म")),
        "styleguide-figures": (figures, say("Figures and tables", "आँकड़े और तालिकाएँ")),
        "styleguide-questions": (questions, say("Questions and quizzes", "प्रश्न और क्विज़")),
        "styleguide-learning": (learning, say("Learning", "सीखना")),
        "styleguide-authoring": (authoring, say("Authoring", "लेखन")),
        "styleguide-account": (account, say("Account", "खाता")),
    }
