"""What an author writes with: the editor's tools; captions and chapters of a film."""

import re

from django.template.loader import render_to_string

from courses.authoring.forms import CaptionsForm, ChaptersForm
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, framed, say

DIALOG = re.compile(r"<dialog.*?</dialog>", re.DOTALL)
STATES = {
    "author-editor": ["text", "list", "table", "source", "link"],
    "author-captions": ["none", "some"],
    "author-chapters": ["empty", "refused"],
}


def groups() -> list[Group]:
    return [
        Group(say("The editor of texts", "पाठ का संपादक"), _editors(), "grid-halves"),
        Group(say("Captions and chapters", "उपशीर्षक और अध्याय"), _films(), "grid-halves"),
    ]


def _editors() -> list[Specimen]:
    """As editor.js shows its tools over what is written; the script itself does not run here."""
    html = render_to_string("courses/authoring/_editor.html").partition("<template data-editor-tools>")[2]
    whole = html.partition("</template>")[0]
    tools, dialog = DIALOG.sub("", whole), "".join(DIALOG.findall(whole))
    dialog = dialog.replace("<dialog", '<div role="group"').replace("</dialog", "</div")
    name, written = say("Text", "पाठ"), say("Every note answers one question.", "हर टिप्पणी एक प्रश्न का उत्तर देती है।")
    shown = {
        "text": (say("In bold text", "मोटे पाठ में"), f"<p><strong>{written}</strong></p>", "bold", ""),
        "list": (say("In a list", "सूची में"), f"<ul><li>{written}</li></ul>", "bulletlist", "in-list"),
        "table": (say("In a table", "तालिका में"), f"<table><tr><td>{written}</td></tr></table>", "", "in-table"),
    }
    found = []
    for key, (label, text, pressed, also) in shown.items():
        one = tools.replace("data-editor-text></div>", f'data-editor-text><div class="reading">{text}</div></div>')
        one = one.replace(f'data-editor-{pressed} aria-pressed="false"', 'aria-pressed="true"')
        one = one.replace(f"data-editor-{also} hidden", "").replace("data-editor-undo", "disabled")
        found.append(framed("author-editor", key, label, one))
    source = tools.replace('class="editor"', 'class="editor is-source"').replace("data-editor-lossy hidden", "")
    source = source.replace('data-editor-source aria-pressed="false"', 'aria-pressed="true"')
    field = f'<textarea rows="3" aria-label="{name}">&lt;p&gt;{written}&lt;/p&gt;</textarea>'
    lossy = say("As HTML, which it would lose marks of", "HTML के रूप में, जिसके चिह्न खो जाते")
    return [
        *found,
        framed("author-editor", "source", lossy, f'<div class="field">{source}{field}</div>'),
        framed("author-editor", "link", say("A link is set", "लिंक लगाया जा रहा है"), dialog),
    ]


def _films() -> list[Specimen]:
    captions, chapters = "courses/authoring/_captions.html", "courses/authoring/_chapters.html"
    there = [{"language": "hi", "label": "हिन्दी", "name": "टिप्पणी.vtt", "count": 84, "removal_url": "#"}]
    refused = ChaptersForm({"lines_en": "0:00 The note", "lines_hi": "", "language": ""})
    refused.is_valid()
    refused.add_error("lines_hi", say("Line 1 has no time.", "पंक्ति 1 में समय नहीं है।"))
    return [
        drawn("author-captions", "none", say("No captions", "उपशीर्षक नहीं"), captions, captions_form=CaptionsForm()),
        drawn(
            "author-captions", "some", say("In one language", "एक भाषा में"), captions,
            captions=there, captions_form=CaptionsForm(auto_id="again_%s"),
        ),
        drawn("author-chapters", "empty", say("No chapters", "अध्याय नहीं"), chapters, chapters_form=ChaptersForm()),
        drawn("author-chapters", "refused", say("Not taken", "नहीं लिया गया"), chapters, chapters_form=refused),
    ]  # fmt: skip  # fmt: skip
