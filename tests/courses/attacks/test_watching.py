"""Ways to be credited for a video without watching it. None completes it; an honest learner beside is not hindered."""

import random
import threading

import pytest
from django.db import connections
from django.test import Client

from core.tenancy.context import everywhere
from courses.enrolment.models import Completion
from courses.progress.actions import ProgressRefused
from courses.progress.models import ProgressBatch, ResourceProgress
from courses.progress.rules import IDLE_SECONDS, MOST_PIECES, ranges
from tests.cast import Cast, build_cast
from tests.courses.attacks.player import LENGTH, Player, enrolled, learning_seconds, seen, video_course
from tests.today import TODAY


@pytest.fixture
def made(cast):
    return video_course(cast)


@pytest.fixture
def asha(cast, made):
    """Her page, open since second 0."""
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.claim(at=0)
    return player


def result(player):
    return seen(player.cast, player.enrolment, player.resource)


def test_the_honest_learner_is_credited_every_second_and_completes(asha):
    end = asha.play(0, LENGTH, at=0)

    assert end == LENGTH
    assert result(asha) == (LENGTH, 0, True)
    assert learning_seconds(asha.cast) == LENGTH


def test_the_honest_learner_at_double_speed_too(asha):
    asha.play(0, LENGTH, at=0, speed=2)

    assert result(asha) == (LENGTH, 0, True)
    assert learning_seconds(asha.cast) == LENGTH // 2


def test_an_honest_learner_in_a_tunnel_loses_nothing(asha):
    asha.play(0, 100, at=0)

    asha.claim((100, 640), at=640)  # nine minutes buffered and watched without network, sent when it is back

    assert result(asha) == (640, 0, False)


def test_dragging_to_the_end_counts_the_two_seconds_that_were_shown(asha):
    asha.claim((0, 1), (LENGTH - 1, LENGTH), at=10)

    assert result(asha) == (2, 0, False)


def test_sixteen_times_the_speed_counts_as_twice(asha):
    for step in range(6):
        asha.claim((step * 160, step * 160 + 160), at=(step + 1) * 10)

    assert result(asha) == (6 * 20, 6 * 140, False)


def test_a_forged_report_of_everything_counts_what_the_clock_allows(asha):
    asha.claim((0, LENGTH), at=10)

    assert result(asha) == (20, LENGTH - 20, False)


def test_the_first_report_of_a_page_counts_nothing(cast, made):
    player = Player(cast, enrolled(cast, made), made.texts[0])

    player.claim((0, LENGTH), at=500)

    assert result(player) == (0, LENGTH, False)


def test_a_replayed_report_counts_once_whatever_it_then_says(asha):
    asha.claim((0, 10), at=10, sequence=7)
    asha.claim((500, 520), at=30, sequence=7)

    assert result(asha) == (10, 0, False)


def test_the_same_seconds_under_a_new_number_add_nothing(asha):
    for step in range(1, 6):
        asha.claim((0, 10), at=step * 10)

    assert result(asha) == (10, 0, False)


def test_a_late_report_counts_and_does_not_move_the_place_back(asha):
    asha.claim((50, 60), at=20, sequence=5)
    asha.claim((0, 10), at=30, sequence=3)

    assert result(asha) == (20, 0, False)
    with everywhere(reason="test", audited=False):
        assert ResourceProgress.objects.get(enrolment=asha.enrolment).position == 60


def test_two_tabs_share_one_clock(asha, cast):
    other = Player(cast, asha.enrolment, asha.resource)
    other.claim(at=0)
    for step in range(1, 11):
        asha.claim((step * 10 - 10, step * 10), at=step * 10)
        other.claim((500 + step * 10 - 10, 500 + step * 10), at=step * 10)

    assert result(asha) == (100, 100, False)
    assert learning_seconds(cast) == 100


def test_two_devices_in_two_courses_share_one_clock(cast):
    one, two = video_course(cast), video_course(cast, code="second")
    phone = Player(cast, enrolled(cast, one), one.texts[0])
    laptop = Player(cast, enrolled(cast, two), two.texts[0])
    phone.claim(at=0)
    laptop.claim(at=0)
    for step in range(1, 11):
        phone.claim((step * 10 - 10, step * 10), at=step * 10)
        laptop.claim((step * 10 - 10, step * 10), at=step * 10)

    assert result(phone) == (100, 0, False)
    assert result(laptop) == (0, 100, False)
    assert learning_seconds(cast) == 100


def test_fifty_pages_opened_beforehand_have_one_clock(asha, cast):
    pages = [Player(cast, asha.enrolment, asha.resource) for _ in range(50)]
    for page in pages:
        page.claim(at=0)
    for number, page in enumerate(pages):
        page.claim((number * 20, number * 20 + 20), at=10)

    assert result(asha) == (20, 49 * 20, False)


def test_a_page_left_open_overnight_is_believed_for_five_minutes(asha):
    asha.claim((0, LENGTH), at=8 * 3600)

    assert result(asha) == (2 * IDLE_SECONDS, LENGTH - 2 * IDLE_SECONDS, False)
    assert learning_seconds(asha.cast) == IDLE_SECONDS


def test_a_report_whose_answer_was_lost_comes_again_beside_new_seconds_and_costs_nothing(asha):
    asha.claim((0, 20), at=10)

    asha.claim((0, 20), (20, 40), at=20)

    assert result(asha) == (40, 0, False)


def test_what_was_seen_before_can_be_claimed_at_any_speed_and_gives_nothing(asha):
    asha.claim((0, 20), at=10)

    asha.claim((0, 20), (5, 15), at=11)
    asha.claim((15, 100), at=12)

    assert result(asha) == (20, 83, False)


def test_a_held_report_of_a_phone_takes_nobody_back(cast, asha):
    computer = Player(cast, asha.enrolment, asha.resource)
    asha.claim((0, 180), at=90)
    computer.claim(at=100)
    computer.claim((180, 240), at=130)

    asha.claim((150, 180), at=140, stands=0)

    with everywhere(reason="test", audited=False):
        assert ResourceProgress.objects.get().position == 240


def test_a_report_before_the_last_one_by_a_wrong_server_clock_counts_nothing(asha):
    asha.claim((0, 10), at=60)
    asha.claim((10, 20), at=30)

    assert result(asha) == (10, 10, False)


def test_the_time_of_the_device_is_not_even_listened_to(cast, asha):
    client = Client()
    client.force_login(cast.user("asha"))
    body = {
        "enrolment": str(asha.enrolment.uuid), "session": str(asha.session), "sequence": 9,
        "facts": [{"resource": str(asha.resource.uuid), "from": 0, "to": 900, "at": "2030-01-01T00:00:00Z"}],
    }  # fmt: skip

    answer = client.post("/api/v1/progress/", body, "application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")


def test_the_session_of_another_is_of_no_use(cast, made, asha):
    """Asha's page has been open for long; Farah sends reports in its name for her own enrolment."""
    farah = Player(cast, enrolled(cast, made, "farah"), made.texts[0], name="farah", session=asha.session)

    farah.claim((0, 100), at=200)

    assert result(farah) == (0, 0, False)
    assert result(asha) == (0, 0, False)
    with everywhere(reason="test", audited=False):
        assert ProgressBatch.objects.filter(person=cast.farah).count() == 0


def test_the_enrolment_of_another_is_refused(cast, asha):
    stranger = Player(cast, asha.enrolment, asha.resource, name="bilal")

    with pytest.raises(ProgressRefused) as refused:
        stranger.claim((0, 100), at=200)

    assert refused.value.reason == "NOT_ENROLLED"
    assert result(asha) == (0, 0, False)


def test_a_resource_of_another_course_is_passed_over(cast, asha):
    other = video_course(cast, code="second")

    asha.claim((0, 20), at=10, resource=other.texts[0])

    assert result(asha) == (0, 0, False)
    assert seen(cast, asha.enrolment, other.texts[0]) == (0, 0, False)


def test_crumbs_all_over_the_video_end_at_four_hundred_pieces(asha):
    for batch in range(5):
        asha.claim(*[(second, second + 1) for second in range(batch * 200, batch * 200 + 200, 2)], at=(batch + 1) * 200)

    assert result(asha)[0] == MOST_PIECES
    assert not result(asha)[2]


@pytest.mark.django_db(transaction=True)
def test_ten_reports_at_the_same_moment_are_not_given_the_same_minute_ten_times():
    build_cast()
    cast = Cast.load()
    made = video_course(cast)
    asha = Player(cast, enrolled(cast, made), made.texts[0])
    asha.claim(at=0)
    together = threading.Barrier(10)
    errors = []

    def send(number):
        try:
            together.wait(5)
            asha.claim((number * 100, number * 100 + 100), at=50, sequence=100 + number)
        except Exception as error:  # shown by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert errors == []
    assert seen(cast, asha.enrolment, asha.resource) == (100, 900, False)
    with everywhere(reason="test", audited=False):
        assert not Completion.objects.exists()


def test_a_thousand_reports_in_any_order_and_doubled_give_one_state(cast):
    shuffled = random.Random(TODAY)
    made = video_course(cast, length=8190)
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.claim(at=0, sequence=0)
    reports = [(number, (number * 9, number * 9 + 9)) for number in range(910)]
    reports += shuffled.sample(reports, 90)
    shuffled.shuffle(reports)

    for step, (number, piece) in enumerate(reports, start=1):
        player.claim(piece, at=step * 10, sequence=number + 1)

    with everywhere(reason="test", audited=False):
        row = ResourceProgress.objects.get(enrolment=player.enrolment)
    assert (row.seen, row.uncounted, row.position) == ("{[0,8190)}", 0, 8190)
    assert row.completed_at is not None


def test_a_thousand_reports_of_two_devices_and_two_films_mixed_and_doubled_give_one_state(cast):
    shuffled = random.Random(TODAY)
    made = video_course(cast, length=2250, videos=2)
    enrolment = enrolled(cast, made)
    players = [Player(cast, enrolment, film) for film in made.texts for _device in ("phone", "computer")]
    for number, player in enumerate(players):
        player.claim(at=number, sequence=0)
    reports = [(players[number % 4], number, (number // 4 * 9, number // 4 * 9 + 9)) for number in range(1000)]
    reports += shuffled.sample(reports, 100)
    shuffled.shuffle(reports)

    for step, (player, number, piece) in enumerate(reports, start=1):
        player.claim(piece, at=step * 10, sequence=number + 1)

    with everywhere(reason="test", audited=False):
        rows = ResourceProgress.objects.filter(enrolment=enrolment)
        assert [(row.seen, row.uncounted, row.completed_at is not None) for row in rows] == [
            ("{[0,2250)}", 0, True)
        ] * 2
        assert Completion.objects.count() == 1


def test_a_thousand_facts_of_any_length_in_reports_of_any_size_give_two_people_the_same_state(cast):
    """What is drawn changes every day; whoever sends it in another order, cut off and doubled, stands at the same."""
    drawn = random.Random(TODAY)
    length, most_seconds, most_facts = 3000, 20, 20
    made = video_course(cast, length=length, videos=2)
    facts = []
    for _ in range(1000):
        start = drawn.randrange(length - 1)
        facts.append((start, min(length, start + drawn.randint(1, most_seconds))))
    reports = []  # number of the page, its sequence, facts
    while facts:
        size = drawn.randint(1, most_facts)
        reports.append((drawn.randrange(4), len(reports) + 1, facts[:size]))
        del facts[:size]
    pages, sent = {}, []
    for name in ("asha", "bilal"):
        enrolment = enrolled(cast, made, name)
        pages[name] = [Player(cast, enrolment, film, name=name) for film in made.texts for _device in range(2)]
        for second, page in enumerate(pages[name]):
            page.claim(at=second, sequence=0)
        mine = reports + drawn.sample(reports, len(reports) // 10)
        drawn.shuffle(mine)
        sent.append(mine)

    for step, both in enumerate(zip(*sent, strict=True), start=1):
        for name, (page, sequence, pieces) in zip(pages, both, strict=True):
            at = step * most_facts * most_seconds / 2  # so that the clock allows the largest report
            pages[name][page].claim(*pieces, at=at, sequence=sequence)

    expected = [
        {
            second
            for page, _, pieces in reports
            if page // 2 == film
            for start, end in pieces
            for second in range(start, end)
        }
        for film in range(2)
    ]
    with everywhere(reason="test", audited=False):
        for name in pages:
            rows = [
                ResourceProgress.objects.get(enrolment=pages[name][0].enrolment, resource=film) for film in made.texts
            ]
            for row, seconds in zip(rows, expected, strict=True):
                counted = [second for start, end in ranges(row.seen) for second in range(start, end)]
                assert counted == sorted(seconds), name
                assert (row.uncounted, row.completed_at is not None) == (0, len(seconds) >= length * 0.95), name
