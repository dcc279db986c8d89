"""A published course of packages that Asha takes part in: run as a program in the product's environment, prints the
places as JSON."""

import json
import sys
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

# A page that tries what no package may: to reach the site around it, its cookies, other origins, the window itself.
TRYING = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trying</title>
<link rel="stylesheet" href="Style/Look.CSS"></head><body><h1>On the way of a file</h1><button>Next</button><ul></ul>
<script src="js/app.js"></script></body></html>"""
SCRIPT = b"""
const say = (what, how) => document.querySelector("ul").append(
  Object.assign(document.createElement("li"), { textContent: `${what}: ${how}`, id: what }));
document.querySelector("button").addEventListener("click", () => say("button", "pressed"));
try { parent.document.title; say("parent", "reached"); } catch { say("parent", "refused"); }
if (top === self) say("top", "alone");
else try { top.location = "/x.html"; say("top", "led away"); } catch { say("top", "refused"); }
say("cookies", document.cookie === "" ? "none" : "there");
localStorage.setItem("a", "1");
say("storage", localStorage.getItem("a"));
fetch("SITE/home/", { credentials: "include" }).then(() => say("site", "reached"), () => say("site", "refused"));
fetch("https://elsewhere.example/").then(() => say("elsewhere", "reached"), () => say("elsewhere", "refused"));
const image = new Image();
image.onload = () => say("image", "loaded");
image.onerror = () => say("image", "refused");
image.src = "SITE/static/favicon.svg";
navigator.serviceWorker?.register("js/app.js").then(() => say("worker", "registered"), () => say("worker", "refused"));
fetch("nothing.php").then((answer) => say("missing", answer.status));
"""


# A package that says where it was only while it goes, as many do that exporters make.
LATE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Late</title></head><body><p id="was"></p><script>
const api = parent.API;
api.LMSInitialize("");
document.querySelector("#was").textContent = api.LMSGetValue("cmi.core.lesson_location") || "nowhere";
addEventListener("unload", () => {
  api.LMSSetValue("cmi.core.lesson_location", "the end");
  api.LMSSetValue("cmi.core.exit", "suspend");
  api.LMSFinish("");
});
</script></body></html>"""

# A part of a package of several in the newer edition: it says where it is, answers a question, and asks for the next part.
PART = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title></head><body><h1>Part {name}</h1>
<p id="was"></p><button>Answer and go on</button><script>
const api = parent.API_1484_11;
api.Initialize("");
document.querySelector("#was").textContent = ["location", "completion_status", "scaled_passing_score"]
  .map((element) => api.GetValue(`cmi.${{element}}`) || "none").join("; ");
document.querySelector("button").addEventListener("click", () => {{
  for (const [element, value] of [["location", "{name}, answered"], ["interactions.0.id", "question-{name}"],
    ["interactions.0.type", "true-false"], ["interactions.0.learner_response", "true"], ["interactions.0.result", "correct"],
    ["score.scaled", "{score}"], ["completion_status", "completed"], ["exit", "suspend"]])
    api.SetValue(`cmi.${{element}}`, value);
  api.SetValue("adl.nav.request", "continue");
  api.Terminate("");
}});
</script></body></html>"""
PASSING = (
    '<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true">'
    "<imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>"
)


def make() -> dict[str, str]:
    from django.conf import settings

    from core.tenancy.context import acting_in
    from courses.authoring.actions import outline, publishing, reviewing
    from courses.authoring.actions.packaging import bring_package
    from courses.enrolment.models import Batch
    from courses.progress.actions import open_resource
    from courses.progress.models import ResourceProgress
    from tests.cast import Cast
    from tests.courses import making
    from tests.courses.authoring.making import actor, at_istm, begin
    from tests.courses.packages.making import h5p, zipped
    from tests.courses.scorm.making import manifest

    cast: Any = Cast.load()
    at = timezone.now() - timedelta(minutes=30)
    by = {"actor": actor(cast, "dev"), "at": at}
    script = SCRIPT.replace(b"SITE", settings.SITE_URL.encode())
    pages = {"index.html": TRYING, "js/app.js": script, "style/look.css": b"h1{color:rgb(1,2,3)}", "run.exe": b"MZ"}
    with at_istm(cast):
        version = begin(cast, title="Packages to try").draft
        module = outline.add_module(version=version, title="Try", title_hi="आज़माएँ", seen=None, **by)
        parts = {}
        late = {"imsmanifest.xml": manifest().encode(), "one.html": LATE.encode()}
        several = {
            "imsmanifest.xml": manifest("2004", ("one", "two"), extra={"two": PASSING}).encode(),
            "one.html": PART.format(name="one", score="0.5").encode(),
            "two.html": PART.format(name="two", score="0.5").encode(),
        }
        brought = (
            ("pages", "Pages", pages),
            ("press", "Press it", h5p()),
            ("late", "Late", late),
            ("several", "Several", several),
        )
        for name, title, files in brought:
            parts[name] = outline.add_resource(
                module=module, kind="package", title=title, title_hi=title, minutes=1, seen=None, **by
            )
            upload = SimpleUploadedFile(f"{name}.zip", zipped(files))
            bring_package(resource=parts[name], upload=upload, **by)
            parts[name].refresh_from_db()
        reviewing.submit(version=version, **by)
        publishing.publish(version=version, actor=actor(cast, "hari"), at=at)
        batch = Batch.objects.get(version=version)
    with acting_in(cast.learner_scope("asha")):
        enrolled = making.enrol(cast, making.Made(version.offering, version, [], None, batch), at=at)
        open_resource(enrolment=enrolled, resource=parts["press"], at=at)
        ResourceProgress.objects.filter(enrolment=enrolled).update(seen="{[0,200)}")  # she was at it long enough
    code = version.offering.code
    return {
        "course": f"/courses/{code}/",
        **{name: f"/courses/{code}/learn/{part.uuid}/" for name, part in parts.items()},
        "preview": f"/provider/istm/courses/{code}/preview/{parts['press'].uuid}/",
    }


if __name__ == "__main__":
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = make()
    json.dump(made, sys.stdout)
