"""Pages and endpoints of authoring: who comes in, what a refusal looks like, and what a page costs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy.context import everywhere
from courses.authoring.actions import outline, reviewing
from courses.catalogue.models import CourseVersion, Module, Offering, Resource
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from tests.courses.authoring.making import AT, actor, at_istm

CODE = "noting-and-drafting"
PAGES = f"/provider/istm/courses/{CODE}/"
API = f"/api/v1/provider/istm/courses/{CODE}/"


@pytest.fixture
def in_review(cast, filled) -> CourseVersion:
    with at_istm(cast):
        return reviewing.submit(version=filled, actor=actor(cast, "dev"), at=AT)


def count(model, **values) -> int:
    with everywhere(reason="test", audited=False):
        return model.objects.filter(**values).count()


READ = ["outline/", "preview/", "review/"]
WRITE = ["outline/changes/", "submission/", "versions/", "details/"]


@pytest.mark.parametrize("page", READ)
@pytest.mark.parametrize(
    ("name", "status"), [("dev", 200), ("hari", 200), ("asha", 404), ("bilal", 404), ("chitra", 404), (None, 302)]
)
def test_who_reads(draft, browser, page, name, status):
    assert browser(name).get(PAGES + page).status_code == status


@pytest.mark.parametrize("page", WRITE)
@pytest.mark.parametrize(("name", "status"), [("hari", 403), ("bilal", 404)])
def test_who_does_not_write(draft, browser, page, name, status):
    assert browser(name).post(PAGES + page, {}).status_code == status


@pytest.mark.parametrize("page", ["comments/", "return/", "publication/", "retirement/"])
@pytest.mark.parametrize(("name", "status"), [("dev", 403), ("bilal", 404)])
def test_who_does_not_decide(in_review, browser, page, name, status):
    assert browser(name).post(PAGES + page, {}).status_code == status
    assert count(CourseVersion, state="in_review") == 1


def another_provider(cast, name: str = "bilal") -> None:
    with everywhere(reason="test", audited=False):
        for role in ("content_creator", "content_reviewer"):
            Membership.objects.create(person=cast.people[name], organisation=cast.railways, role=role, active_from=AT)
    forget(cast.people[name].pk)


def test_another_provider_finds_nothing_by_any_door(cast, draft, part, browser):
    another_provider(cast)
    bilal = browser("bilal")
    text, module, quiz = part("text"), part("module"), part("quiz")
    pages = [
        "outline/", "details/", "preview/", f"preview/{text}/", "review/", f"resources/{text}/",
        f"resources/{quiz}/questions/new/", f"resources/{quiz}/imports/",
    ]  # fmt: skip
    for page in pages:
        assert bilal.get(PAGES + page).status_code == 404, page
        assert bilal.get(PAGES.replace("istm", "railways") + page).status_code == 404, page
    posts = ["outline/changes/", "submission/", "versions/", "comments/", "return/", "publication/", "retirement/",
             f"resources/{text}/file/", f"comments/{text}/settlement/"]  # fmt: skip
    for page in posts:
        assert bilal.post(PAGES + page, {"do": "delete", "seen": 1}).status_code == 404, page
        assert bilal.post(PAGES.replace("istm", "railways") + page, {"body": "x", "reason": "x"}).status_code == 404, (
            page
        )
    for door, method in [
        ("", "get"), ("modules/", "post"), (f"modules/{module}/", "delete"), (f"modules/{module}/moves/", "post"),
        ("resources/", "post"), (f"resources/{text}/", "delete"), (f"resources/{text}/moves/", "post"),
        (f"resources/{text}/text/", "put"), (f"resources/{quiz}/questions/", "get"),
        (f"resources/{quiz}/paper/", "patch"),
        ("submissions/", "post"), ("versions/", "post"), ("comments/", "post"), ("returns/", "post"),
        ("publications/", "post"), ("retirements/", "post"),
    ]:  # fmt: skip
        body = {
            "title": "x",
            "module": module,
            "kind": "text",
            "direction": "up",
            "seen": 1,
            "body": "x",
            "reason": "x",
        }
        for address in (API, API.replace("istm", "railways")):
            said = {} if method == "get" else {"data": body, "content_type": "application/json"}
            answer = getattr(bilal, method)(address + door, **said)
            assert answer.status_code == 404, (door, answer.content)
    assert (count(Module), count(Resource), count(CourseVersion, state="draft")) == (1, 2, 1)
    assert bilal.get("/provider/railways/courses/").content.count(CODE.encode()) == 0


def test_a_course_is_made_by_form_and_listed_by_state(cast, browser):
    from competencies import facade as competencies

    competencies.load_framework()
    dev = browser("dev")
    answer = dev.post(
        "/provider/istm/courses/new/",
        {"title": "File work", "visibility": "national", "languages": "en", "competency_1": CODE, "level_1": "3"},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/provider/istm/courses/file-work/outline/")
    page = dev.get("/provider/istm/courses/?state=draft").content.decode()
    assert "File work" in page
    assert "File work" not in dev.get("/provider/istm/courses/?state=live").content.decode()
    assert dev.post("/provider/istm/courses/new/", {"visibility": "national"}).status_code == 422


def test_the_outline_works_by_plain_posts(draft, part, browser):
    dev = browser("dev")
    quiz, module = part("quiz"), part("module")
    revision = 4

    moved = dev.post(PAGES + "outline/changes/", {"do": "up", "resource": quiz, "seen": revision})
    assert (moved.status_code, moved["Location"]) == (302, f"{PAGES}outline/#r-{quiz}")
    page = dev.get(PAGES + "outline/").content.decode()
    assert page.index(">Test<") < page.index(">Read<")
    dev.post(PAGES + "outline/changes/", {"do": "rename", "module": module, "title": "Papers", "seen": revision + 1})
    dev.post(PAGES + "outline/changes/", {"do": "delete", "resource": quiz, "seen": revision + 2})
    dev.post(
        PAGES + "outline/changes/",
        {"do": "add_resource", "module": module, "kind": "video", "title": "Talk", "seen": revision + 3},
    )
    page = dev.get(PAGES + "outline/").content.decode()
    assert ">Papers<" in page
    assert ">Talk<" in page
    assert ">Test<" not in page
    assert "“Talk” has no file yet." in page


def test_an_overtaken_page_says_both_states_in_words(cast, draft, part, browser):
    quiz = part("quiz")
    with at_istm(cast):
        module = Module.objects.select_related("version").get()
        outline.rename(target=module, title="Papers", title_hi="", seen=4, actor=actor(cast, "hari"), at=AT)

    answer = browser("dev").post(PAGES + "outline/changes/", {"do": "up", "resource": quiz, "seen": 4})

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "You wanted to move “Test” up." in words
    assert "Hari Prasad renamed something to “Papers”." in words
    assert "<b>Files</b>" in words
    assert "<b>Papers</b>" in words
    with at_istm(cast):
        assert list(Resource.objects.order_by("position").values_list("title", flat=True)) == ["Read", "Test"]


def test_an_overtaken_text_shows_both(cast, draft, part, browser):
    answer = browser("dev").post(f"{PAGES}resources/{part('text')}/", {"body": "Mine", "seen": "another"})

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "<p>A note.</p>" in words
    assert "Mine" in words


def test_a_wrong_file_is_refused_in_plain_words(draft, part, browser, cast):
    with at_istm(cast):
        module = Module.objects.select_related("version").get()
        video = outline.add_resource(module=module, kind="video", title="V", seen=None, actor=actor(cast, "dev"), at=AT)

    answer = browser("dev").post(
        f"{PAGES}resources/{video.uuid}/file/", {"file": SimpleUploadedFile("talk.mp4", b"%PDF-1.4")}
    )

    assert answer.status_code == 422
    assert "is not a MP4 file, although its name says so" in answer.content.decode()


def test_questions_come_from_a_file_in_two_steps(draft, part, browser):
    dev = browser("dev")
    address = f"{PAGES}resources/{part('quiz')}/imports/"
    read = dev.post(address, {"file": SimpleUploadedFile("q.gift", b"Fresh {=a ~b}\n\nEssay {}")})
    report = dev.get(read["Location"]).content.decode()

    assert "Questions of the kind “essay” are not taken yet." in report
    applied = dev.post(read["Location"] + "application/")
    assert applied.status_code == 302
    assert "Fresh" in dev.get(applied["Location"]).content.decode()
    assert dev.post(read["Location"] + "application/").status_code == 409


def test_the_preview_shows_no_key(draft, part, browser):
    page = browser("dev").get(f"{PAGES}preview/{part('quiz')}/").content.decode()

    assert "Question 1?" in page
    assert "wrong 1" in page
    assert "is_correct" not in page
    assert "Right answer" not in page


def test_review_return_and_publication_by_page(in_review, browser):
    hari = browser("hari")
    assert "Noting and drafting" in hari.get("/provider/istm/reviews/").content.decode()
    assert hari.post(PAGES + "return/", {"reason": ""}).status_code == 422
    assert hari.post(PAGES + "comments/", {"body": "Say more"}).status_code == 302
    refused = hari.post(PAGES + "publication/")
    assert refused.status_code == 422
    assert "Some remarks are open." in refused.content.decode()
    assert hari.post(PAGES + "return/", {"reason": "Say more"}).status_code == 302
    assert "Say more" in browser("dev").get(PAGES + "review/").content.decode()


@pytest.mark.parametrize("door", ["page", "api"])
def test_the_two_person_rule_holds_at_each_door(cast, draft, browser, door):
    """Hari reviews and publishes, but has renamed a module of this one."""
    with at_istm(cast):
        module = Module.objects.select_related("version").get()
        outline.rename(target=module, title="Mine", title_hi="म", seen=None, actor=actor(cast, "hari"), at=AT)
        reviewing.submit(version=draft, actor=actor(cast, "dev"), at=AT)

    hari = browser("hari")
    answer = hari.post(PAGES + "publication/") if door == "page" else hari.post(API + "publications/")

    assert answer.status_code == (422 if door == "page" else 409)
    assert "A second person has to publish it." in answer.content.decode()
    assert count(Offering, published_version=None) == 1


def test_a_repeated_request_is_answered_again_and_not_done_again(draft, browser):
    dev = browser("dev")
    answers = [
        dev.post(
            API + "modules/", {"title": "Once"}, content_type="application/json", headers={"Idempotency-Key": "k1"}
        )
        for _twice in range(2)
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert count(Module, title="Once") == 1


@pytest.mark.parametrize("seen", ["²", "9" * 5000, "-1", "x"])
def test_a_revision_that_is_no_number_is_not_understood(draft, part, browser, seen):
    answer = browser("dev").delete(f"{API}resources/{part('text')}/?seen={seen}")

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")
    assert count(Resource) == 2


def test_the_outline_costs_the_same_with_3_and_with_30_resources(cast, draft, browser):
    dev = browser("dev")
    dev.get(PAGES + "outline/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert dev.get(PAGES + "outline/").status_code == 200
        return len([one for one in taken if "set_config" not in one["sql"]])

    def grow(to: int) -> None:
        with at_istm(cast):
            module = Module.objects.select_related("version").get()
            for number in range(count(Resource), to):
                outline.add_resource(
                    module=module, kind="quiz", title=f"R{number}", seen=None, actor=actor(cast, "dev"), at=AT
                )

    grow(3)
    with_3 = queries()
    grow(30)
    assert queries() == with_3 <= 20
