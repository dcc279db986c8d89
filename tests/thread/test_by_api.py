"""The thread through the whole platform by programs alone: everything the browser journey does, through /api/v1/, by a key.

A provider builds a course from a video, a document, a text and a question file; a reviewer publishes it; a ministry
admin brings in officials and puts the course into a plan; a civil servant learns it, is assessed and certified; a
stranger verifies; the ministry's and the nation's figures move.
"""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.utils import timezone

from core.kept import give_up
from courses.catalogue.queries.national import CATALOGUE
from policy.plans.rules import days_of, financial_year_of
from tests.journeys.material import RIGHT, document, video
from tests.thread.programs import Clock, Program, of_content_origin, workers

TITLE = "Notes that decide"
COURSES = "provider/istm/courses/"
MINISTRY = "organisations/finance/"
CANARY = "CANARY"  # in every explanation of the question file: no answer carries it before the hand-in
QUESTIONS = """::First:: A note is {
  =a written remark on a case #CANARY right
  ~a letter to another ministry #CANARY wrong
  ~a minute of a meeting #CANARY wrong
}

::Second:: Notes are kept on the file. {T#CANARY wrong#CANARY right}

::Third:: Which belong in a self-contained note? {
  ~%50%the issue
  ~%50%the rules that apply
  ~%-100%gossip #CANARY gossip
  ####CANARY general
}
"""
SAID = """WEBVTT

00:00.000 --> 00:02.000
A note is a remark.
"""
OFFICIALS = """Employee code,Name,Name in Hindi,Designation,Office,E-mail
MOF-9000,Asha Verma,आशा वर्मा,Section Officer,cbdt,asha@karmayogi.localhost
MOF-9001,Kavita Menon,कविता मेनन,Section Officer,cbdt,
MOF-9002,Nobody Known,,Grand Vizier,cbdt,
"""


def test_a_course_is_made_published_planned_learned_certified_verified_and_counted(program, clock, tmp_path):
    dev, hari, chitra, asha, gita = (program(name) for name in ("dev", "hari", "chitra", "asha", "gita"))
    before = figures(chitra, gita)

    course = made(dev, tmp_path)
    offering = published(hari, asha, course)
    brought_in(chitra, tmp_path)
    due = planned(chitra, offering)
    enrolment = asked_to_learn(asha, offering, due)
    learned(asha, clock, enrolment, offering)
    assessed(asha, enrolment, offering)
    number = certified(asha, enrolment)
    verified(program(None), number)

    ministry, nation = figures(chitra, gita)
    assert before == ((0, 0, 0, 0), (0, 0, 0, 0))
    assert ministry == nation == (2, 1, 2, 1)  # Asha and Kavita were enrolled and asked; Asha completed


def figures(chitra: Program, gita: Program) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Enrolments, completions, duties, duties done: of the ministry, and of its row in the nation's table."""
    ministry, nation = chitra.get(f"{MINISTRY}figures/"), gita.get("national/figures/")
    names = ("enrolled", "completions", "assigned", "assigned_done")
    row = next(row for row in nation["below"] if row["code"] == "finance")
    assert row["completed"] == ministry["completions"]
    return tuple(ministry[name] for name in names), tuple(nation[name] for name in names)


def made(dev: Program, folder: Path) -> str:
    made = dev.send(
        COURSES,
        {"title": TITLE, "summary": "Write notes that can be decided on.", "outcomes": ["Write a note"],
         "languages": ["en"], "visibility": "national",
         "competencies": [{"competency": "noting-and-drafting", "level": 2}]},
    )  # fmt: skip
    course = f"{COURSES}{made['code']}/"
    module = dev.send(f"{course}modules/", {"title": "Noting"})["uuid"]
    parts = {
        kind: dev.send(f"{course}resources/", {"module": module, "kind": kind, "title": title})["uuid"]
        for kind, title in [("text", "What a note is"), ("video", "A lecture"), ("pdf", "The manual"), ("quiz", "Test")]
    }
    missing = {one["uuid"] for one in dev.get(course)["missing"]}
    assert missing == set(parts.values())

    text, quiz = f"{course}resources/{parts['text']}/", f"{course}resources/{parts['quiz']}/"
    dev.send(f"{text}text/", {"body": "<p>A note is a remark.</p>", "minutes": 1}, method="put", status=200)
    for kind, file in (("video", video(folder)), ("pdf", document(folder))):
        brought = dev.upload(f"{course}resources/{parts[kind]}/file/", file, method="PUT", status=200)
        assert brought["length"] == {"video": 4, "pdf": 1}[kind]
        dev.send(
            f"{course}resources/{parts[kind]}/terms/", {"minutes": 1, "is_required": True}, method="put", status=200
        )
    captions = folder / "captions.vtt"
    captions.write_text(SAID, encoding="utf-8")
    dev.upload(f"{course}resources/{parts['video']}/captions/en/", captions, method="PUT", status=200)
    questions = folder / "questions.gift"
    questions.write_text(QUESTIONS, encoding="utf-8")
    read = dev.upload(f"{quiz}imports/", questions)
    assert (read["accepted"], read["refused"]) == (3, 0)
    assert dev.get(f"{quiz}imports/{read['uuid']}/") == read
    dev.send(f"{quiz}imports/{read['uuid']}/application/", status=200)
    dev.send(f"{quiz}paper/", {"pick": 3}, method="patch", status=200)
    assert dev.get(course)["missing"] == []

    assert dev.send(f"{course}submissions/")["state"] == "in_review"
    dev.send(f"{course}publications/", status=403)
    return str(made["code"])


def published(hari: Program, asha: Program, code: str) -> str:
    assert [(row["code"], row["is_own_work"]) for row in hari.get("provider/istm/reviews/")] == [(code, False)]
    assert asha.get("offerings/?q=decide&facets=true")["count"] == 0
    assert hari.send(f"{COURSES}{code}/publications/")["state"] == "live"
    give_up(CATALOGUE)  # as after the commit, which a test has none of
    (found,) = asha.get("offerings/?q=decide")["results"]
    assert found["title"] == TITLE
    return str(found["uuid"])


def brought_in(chitra: Program, folder: Path) -> None:
    """Three rows: Asha by her address, somebody new, and one with a designation that nobody knows."""
    file = folder / "officials.csv"
    file.write_text(OFFICIALS, encoding="utf-8-sig")
    exchange = f"{MINISTRY}exchanges/{chitra.upload(f'{MINISTRY}exchanges/', file)['uuid']}/"
    workers()
    assert chitra.get(exchange)["counts"] | {"applied": 0} == {
        "new": 2, "changed": 0, "unchanged": 0, "refused": 1, "rows": 3, "applied": 0,
    }  # fmt: skip
    (refused,) = chitra.get(f"{exchange}rows/?verdict=refused")
    assert (refused["line"], refused["sentences"]) == (
        4, ["“Grand Vizier” is not a designation we know. Use its name or its code from the list."],
    )  # fmt: skip

    chitra.send(f"{exchange}application/", status=202)
    workers()

    assert chitra.get(exchange)["stage"] == "applied"
    names = [row["name"] for row in chitra.get(f"{MINISTRY}officials/")["results"]]
    assert names == ["Asha Verma", "Kavita Menon"]


def planned(chitra: Program, offering: str) -> date:
    year = financial_year_of(timezone.localdate())
    due = days_of(year)[1]
    plan = chitra.send(f"{MINISTRY}plans/", {"title": "Notes", "financial_year": year})
    here = f"{MINISTRY}plans/{plan['uuid']}/"
    chitra.send(f"{here}details/", {"title": "Notes for all", "financial_year": year}, method="put", status=200)
    chitra.send(f"{here}items/", {"offering": offering, "due_on": due.isoformat()})
    audience = {"office": "cbdt", "designations": ["section-officer"]}
    reach = chitra.send(f"{here}audience/", audience, method="put", status=200)
    assert reach == {"in_organisation": 2, "with_designation": 2, "emptied_by": None}
    said = chitra.get(here)
    assert (said["office"], said["designations"]) == (audience["office"], audience["designations"])
    chitra.send(f"{here}publication/", status=202)
    workers()
    assert chitra.get(f"{here}publication/")["assigned"] == 2
    assert [(row["name"], row["state"]) for row in chitra.get(f"{here}completion/")["results"]] == [
        ("Asha Verma", "later"), ("Kavita Menon", "later"),
    ]  # fmt: skip
    return due


def asked_to_learn(asha: Program, offering: str, due: date) -> dict[str, Any]:
    """On her plan with the reason; enrolled by the same job."""
    (duty,) = asha.get("plan/")
    assert (duty["offering"], duty["plan"], duty["due_on"]) == (offering, "Notes for all", due.isoformat())
    reason = asha.get(f"plan/{duty['assignment']}/reason/")
    assert reason["asked_by"] == "Ministry of Finance"
    assert [condition["is_met"] for condition in reason["conditions"]] == [True, True]
    (enrolment,) = asha.get("enrolments/")
    assert (enrolment["offering"], enrolment["state"], enrolment["progress"]) == (offering, "open", 0)
    return dict(enrolment)


def parts_of(asha: Program, offering: str) -> dict[str, str]:
    return {
        row["kind"]: row["uuid"]
        for module in asha.get(f"offerings/{offering}/")["modules"]
        for row in module["resources"]
    }


def learned(asha: Program, clock: Clock, enrolment: dict[str, Any], offering: str) -> None:
    """A text read, a video watched and a document seen, in as much time as the server wants."""
    parts, session = parts_of(asha, offering), str(uuid4())
    here = f"enrolments/{enrolment['uuid']}/resources/"
    sequence = 0

    def report(kind: str, *, status: int = 200, **fact: Any) -> Any:
        nonlocal sequence
        sequence += 1
        facts = [{"resource": parts[kind], **fact}]
        body = {"enrolment": enrolment["uuid"], "session": session, "sequence": sequence, "facts": facts}
        return asha.send("progress/", body, status=status)

    text = asha.get(f"{here}{parts['text']}/")
    assert (text["body"], text["seconds_left"], text["is_complete"]) == ("<p>A note is a remark.</p>", 15, False)
    assert report("text", status=409, finished=True)["code"] == "READ_LONGER"
    clock.forward(text["seconds_left"])
    assert report("text", finished=True)[0]["is_complete"] is True

    film = asha.get(f"{here}{parts['video']}/")
    assert film["length"] == 4
    assert of_content_origin(film["file_url"])[4:8] == b"ftyp"
    assert "A note is a remark." in asha.file(film["captions"][0]["url"]).decode()
    report("video")
    clock.forward(5)
    assert report("video", **{"from": 0, "to": 4, "position": 4}) == [
        {"resource": parts["video"], "seen": 4, "is_complete": True}
    ]

    assert asha.get(f"{here}{parts['pdf']}/")["length"] == 1
    clock.forward(5)
    assert report("pdf", **{"from": 0, "to": 1, "position": 1})[0]["is_complete"] is True
    assert 0 < asha.get(f"enrolments/{enrolment['uuid']}/")["progress"] < 100


def assessed(asha: Program, enrolment: dict[str, Any], offering: str) -> None:
    quiz = parts_of(asha, offering)["quiz"]
    rules = asha.get(f"enrolments/{enrolment['uuid']}/resources/{quiz}/")["quiz"]
    assert (rules["pick"], rules["attempts"]) == (3, [])
    attempt = asha.send("attempts/", {"enrolment": enrolment["uuid"], "resource": quiz})
    wrong = {str(question["number"]): [1] for question in attempt["questions"]}
    asha.send(f"attempts/{attempt['uuid']}/answers/", {"answers": wrong}, status=200)
    assert asha.get(f"attempts/{attempt['uuid']}/")["submitted_at"] is None
    asha.get("enrolments/")
    assert [text for text in asha.heard if CANARY in text or "is_correct" in text] == []

    right = {str(question["number"]): places(question) for question in attempt["questions"]}
    handed_in = asha.send(f"attempts/{attempt['uuid']}/submission/", {"answers": right})
    (section,) = handed_in["result"].pop("sections")
    assert (section["count"], section["points"], section["is_reached"]) == (3, "3.00", True)
    assert handed_in["result"] | {"needed": 0} == {
        "correct": 3, "total": 3, "needed": 0, "score": 100, "points": 3.0, "points_most": 3.0, "is_passed": True,
        "waits": "", "to_look_at": [], "topics": [], "corrections": [],
    }  # fmt: skip
    again = asha.send(f"attempts/{attempt['uuid']}/submission/", {"answers": wrong})
    assert again["result"] | {"sections": []} == handed_in["result"] | {"sections": []}


def places(question: dict[str, Any]) -> list[int]:
    right = next(texts for stem, texts in RIGHT.items() if stem in question["text"])
    return [option["number"] for option in question["options"] if option["text"] in right]


def certified(asha: Program, enrolment: dict[str, Any]) -> str:
    workers()
    done = asha.get(f"enrolments/{enrolment['uuid']}/")
    assert (done["state"], done["progress"]) == ("completed", 100)
    assert [(line["competency"], line["level"]) for line in asha.get("attainments/")["results"]] == [
        ("noting-and-drafting", 2)
    ]
    (certificate,) = asha.get("certificates/")["results"]
    content = certificate["content"]
    assert (certificate["state"], content["course"], content["grade"]) == ("issued", TITLE, "B")
    assert asha.file(certificate["document_url"]).startswith(b"%PDF-")
    packed = asha.send("certificates/archives/", status=202)
    workers()
    archive = ZipFile(BytesIO(asha.file(asha.get(f"jobs/{packed['uuid']}/")["file_url"])))
    assert [name[-18:] for name in archive.namelist()] == [f"{certificate['number']}.pdf"]
    told = [message["subject"] for message in asha.get("messages/")["results"]]
    assert f"Your certificate: {TITLE}" in told
    asha.send("messages/readings/", status=204)
    assert all(message["is_read"] for message in asha.get("messages/")["results"])
    return str(certificate["number"])


def verified(stranger: Program, number: str) -> None:
    face = stranger.get(f"verifications/{number.lower()}/")
    assert (face["status"], face["course"]) == ("valid", TITLE)
    assert face["content"]["name"] == "Asha Verma"
    stranger.get("verifications/AAAA-AAAA-AAAA/", status=404)
    stranger.get("plan/", status=401)
