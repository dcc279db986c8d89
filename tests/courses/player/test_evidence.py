"""What the learner reads about what counted, what is missing and what did not count."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from core.files.models import StoredFile
from core.tenancy.context import everywhere
from courses.player.evidence import elsewhere
from courses.progress.rules import gaps, ranges
from tests.courses.attacks.player import Player, enrolled, video_course
from tests.courses.making import NOW

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def player(cast):
    made = video_course(cast)
    with everywhere(reason="test", audited=False):
        StoredFile.objects.create(
            uuid=made.texts[0].renditions.get().file_uuid, name="lesson.mp4", content_type="video/mp4",
            size=2_400_000, sha256="0" * 64,
            key="x/lesson.mp4", kind="courses.video", organisation_id=cast.organisations["istm"].pk, created_at=NOW,
        )  # fmt: skip
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.claim(at=0)
    return player


def page(cast, player, agent="Mozilla/5.0 (X11; Linux x86_64)"):
    client = Client(headers={"user-agent": agent})
    client.force_login(cast.user("asha"))
    return client.get(f"/courses/noting/learn/{player.resource.uuid}/").content.decode()


def test_the_gaps_are_named_and_lead_there(cast, player):
    player.claim((0, 60), (500, 520), at=40)

    text = page(cast, player)

    assert "1:20 of 16:40 seen" in text
    assert "1:00–8:20" in text
    assert "8:40–16:40" in text
    assert "did not count" not in text


def test_what_did_not_count_is_said_with_its_reason(cast, player):
    player.claim((0, 620), at=10)

    text = page(cast, player)

    assert "10 min did not count" in text


def test_the_track_shows_the_place_and_what_counts_of_the_film(cast, player):
    player.claim((0, 60), (500, 520), at=40)

    text = page(cast, player)

    assert '<g class="track-seen" data-film-seen>' in text
    assert '<rect x="0" y="6" width="60" height="2"/><rect x="500" y="6" width="20" height="2"/></g>' in text
    assert 'max="1000" value="520"' in text
    assert "<span data-film-at>8:40</span> / <span data-film-length>16:40</span>" in text


def test_a_finished_film_has_its_whole_track_marked(cast, player):
    player.play(0, 1000, at=0)

    assert '<g class="track-seen" data-film-seen><rect x="0" y="6" width="1000" height="2"/></g>' in page(cast, player)


def test_the_first_tab_is_in_front_and_a_refused_note_brings_its_own(cast, player):
    client = Client()
    client.force_login(cast.user("asha"))
    place = f"/courses/noting/learn/{player.resource.uuid}/"

    first = client.get(place).content.decode()
    refused = client.post(place + "notes/", {"uuid": uuid4(), "text": ""})

    assert front(first) == ["notes"]  # this film has neither transcript nor chapters
    assert re.findall(r'role="tab" id="tab-(\w+)"', first) == ["notes", "settings"]
    assert (refused.status_code, front(refused.content.decode())) == (422, ["notes"])


def front(text):
    return re.findall(r'role="tab" id="tab-(\w+)" aria-controls="panel-\w+" aria-selected="true"', text)


def test_a_resource_not_begun_says_nothing_of_it(cast, player):
    assert "What counts so far" not in page(cast, player)


def test_the_course_page_lists_what_is_missing_leaf_by_leaf(cast, player):
    player.claim((0, 620), at=10)
    client = Client()
    client.force_login(cast.user("asha"))

    text = client.get("/courses/noting/").content.decode()

    assert "0:20 of 16:40 seen" in text
    assert "10 min did not count" in text


def test_going_on_from_the_phone_is_offered_on_the_computer_and_not_on_the_phone(cast, player):
    player.claim((0, 60), at=30, device="phone")

    on_computer, on_phone = page(cast, player), page(cast, player, PHONE)

    assert "You stopped at 1:00 on your phone." in on_computer
    assert "on your phone" not in on_phone
    assert "#t=60" in on_phone


def test_another_part_on_another_device_does_not_decide_where_this_one_was(cast, player):
    """The film was on the computer; a text was read on the phone since."""
    player.claim((0, 60), at=30, device="computer")
    other = Player(cast, player.enrolment, player.resource)
    other.claim(at=60, device="phone")

    on_computer = page(cast, player)

    assert "on your phone" not in on_computer
    assert "#t=60" in on_computer
    assert elsewhere("tablet", "computer", 60)["sentence"] == "You stopped at 1:00 on your tablet."
    assert (elsewhere("tablet", "tablet", 60), elsewhere("tablet", "computer", 0)) == (None, None)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("{}", [(0, 100)]),
        ("{[0,100)}", []),
        ("{[0,40),[60,100)}", [(40, 60)]),
        ("{[0,40),[42,100)}", [(40, 42)]),
        ("{[2,40),[42,60)}", [(60, 100)]),
    ],
)
def test_gaps_of_what_was_seen(seen, expected):
    assert gaps(ranges(seen), 100) == expected
