"""The first course of a provider: refused while nothing is in it, and made by a program alone, up to its second version."""

from django.core.files.uploadedfile import SimpleUploadedFile

from competencies import facade as competencies
from tests.courses.authoring.making import at_istm, begin
from tests.courses.authoring.test_doors import API, CODE, PAGES


def test_an_incomplete_course_is_not_sent_and_says_what_is_missing(cast, browser):
    with at_istm(cast):
        begin(cast)

    answer = browser("dev").post(PAGES + "submission/")

    assert answer.status_code == 422
    assert "Add a module." in answer.content.decode()


def test_the_whole_way_by_api(cast, browser):
    competencies.load_framework()
    dev, hari = browser("dev"), browser("hari")

    def send(who, method, door, body=None, status=201):
        answer = getattr(who, method)(door, body or {}, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    made = send(
        dev, "post", "/api/v1/provider/istm/courses/",
        {"title": "Noting and drafting", "summary": "s", "outcomes": ["o"], "languages": ["en"],
         "competencies": [{"competency": CODE, "level": 3}]},
    )  # fmt: skip
    assert (made["code"], made["state"], made["revision"]) == (CODE, "draft", 1)
    module = send(dev, "post", API + "modules/", {"title": "Files", "seen": 1})
    text = send(dev, "post", API + "resources/", {"module": module["uuid"], "kind": "text", "title": "Read"})
    quiz = send(dev, "post", API + "resources/", {"module": module["uuid"], "kind": "quiz", "title": "Test"})
    kept = send(dev, "put", f"{API}resources/{text['uuid']}/text/", {"body": "A note.<script>x</script>"}, 200)
    assert kept["body"] == "A note."
    send(dev, "patch", f"{API}resources/{quiz['uuid']}/paper/", {"pick": 1}, 200)
    options = [{"text": "a", "is_correct": True}, {"text": "b"}]
    send(dev, "post", f"{API}resources/{quiz['uuid']}/questions/", {"kind": "single", "stem": "Q?", "options": options})
    refused = send(
        dev, "post", f"{API}resources/{quiz['uuid']}/questions/",
        {"kind": "single", "stem": "Q?", "options": options}, 409,
    )  # fmt: skip
    assert refused["code"] == "ALREADY_THERE"
    read = dev.post(
        f"{API}resources/{quiz['uuid']}/imports/", {"file": SimpleUploadedFile("q.gift", b"Fresh {T}\n\nEssay {}")}
    ).json()
    assert [(row["line"], row["code"]) for row in read["rows"]] == [(1, ""), (3, "KIND_NOT_TAKEN")]
    send(dev, "post", f"{API}resources/{quiz['uuid']}/imports/{read['uuid']}/application/", status=200)
    stale = send(dev, "post", f"{API}resources/{quiz['uuid']}/moves/", {"direction": "up", "seen": 1}, 409)
    assert stale["code"] == "OVERTAKEN"
    send(dev, "post", f"{API}resources/{quiz['uuid']}/moves/", {"direction": "up", "seen": 4}, 200)
    assert send(dev, "post", API + "submissions/")["state"] == "in_review"
    remark = send(hari, "post", API + "comments/", {"body": "Say more", "resource": text["uuid"]})
    assert remark["place"] == "Read"
    send(hari, "post", f"{API}comments/{remark['uuid']}/settlement/", status=200)
    assert send(hari, "post", API + "publications/")["state"] == "live"
    assert send(dev, "post", API + "versions/")["number"] == 2
    listed = dev.get("/api/v1/provider/istm/courses/").json()
    assert [(row["state"], row["number"]) for row in listed] == [("draft", 2), ("live", 1)]
    assert dev.post(API + "publications/").status_code == 403
