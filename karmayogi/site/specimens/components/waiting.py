"""What takes its time: the steps of a job, a file on its way. How far a job is stands on the page of accounts."""

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "steps": ["under-way", "failed", "done"],
    "upload-state": ["waits", "on-its-way", "checking", "failed"],
}


def groups() -> list[Group]:
    return [
        Group(say("Steps", "चरण"), _steps(), "grid-thirds"),
        Group(say("A file on its way", "फ़ाइल भेजी जा रही है"), _uploads(), "grid-halves"),
    ]


def _steps() -> list[Specimen]:
    labels = [
        say("File received", "फ़ाइल मिली"),
        say("Rows checked", "पंक्तियाँ जाँची गईं"),
        say("Officials added", "अधिकारी जोड़े गए"),
        say("Report written", "रिपोर्ट लिखी गई"),
    ]
    rows = say("1,204 rows", "1,204 पंक्तियाँ")
    space = say("Not enough space. Try again.", "पर्याप्त स्थान नहीं। फिर से प्रयास करें।")
    ways = {
        "under-way": (
            say("Done, under way, to do", "पूर्ण, जारी, शेष"),
            [("done", rows), ("now", say("620 of 1,204", "1,204 में से 620")), ("todo", ""), ("todo", "")],
        ),
        "failed": (
            say("The last failed", "अंतिम विफल"),
            [("done", rows), ("done", ""), ("done", ""), ("failed", space)],
        ),
        "done": (say("All done", "सब पूर्ण"), [("done", rows), ("done", ""), ("done", ""), ("done", "")]),
    }
    return [
        drawn(
            "steps", key, label, "components/steps.html", wrap='div class="card-k card-body"',
            steps=[{"label": name, "state": state, "note": note}
                   for name, (state, note) in zip(labels, states, strict=True)],
        )
        for key, (label, states) in ways.items()
    ]  # fmt: skip


def _uploads() -> list[Specimen]:
    ways = {
        "waits": (say("Nothing chosen", "कुछ नहीं चुना"), None, ""),
        "on-its-way": (say("62% sent", "62% भेजा"), 62, say("Uploading: 62%", "अपलोड हो रहा है: 62%")),
        "checking": (
            say("There, being looked at", "पहुँच गई, जाँची जा रही है"), 100,
            say("Uploaded. The file is being looked at.", "अपलोड हो गई। फ़ाइल जाँची जा रही है।"),
        ),
        "failed": (
            say("Broken off", "बीच में रुका"), None,
            say("The upload broke off. Try again.", "अपलोड बीच में रुक गया। फिर से प्रयास करें।"),
        ),
    }  # fmt: skip
    return [_upload(key, *said) for key, said in ways.items()]


def _upload(key: str, label: str, percent: int | None, words: str) -> Specimen:
    """As uploading.js moves the bar and says the words."""
    one = drawn("upload-state", key, label, "site/guide/upload.html", proof=say("Proof", "प्रमाण"),
                send=say("Upload", "अपलोड करें"))  # fmt: skip
    html = str(one.html)
    if percent is not None:
        html = html.replace('value="0" max="100" hidden', f'value="{percent}" max="100"')
    html = html.replace('role="status"></span>', f'role="status">{words}</span>')
    return Specimen(one.name, one.key, one.state, type(one.html)(html))
