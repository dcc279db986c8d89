"""What learners did: sittings and practice, notes, certificates and what became of them, ratings, more time in quizzes."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.tenancy.context import acting_in, everywhere
from tests.walk.specimens.people import who
from tests.walk.specimens.sat import noted, opened, practised, quiz_of, taken

HOUR = timedelta(hours=1)  # nobody learns two things in the same minutes


def learned(cast: Any, at: datetime) -> dict[str, str]:
    """Asha: one course completed, failed, begun, with files. Indu's certificate is revoked; Gita has not rated yet."""
    from accounts.models import Person
    from courses.attempts.models import Attempt
    from courses.catalogue.models import Offering
    from courses.certificates.actions import ask_for_correction, issue, reissue, revoke
    from courses.certificates.models import Certificate
    from courses.certificates.rules import printed
    from courses.enrolment.models import Completion

    places: dict[str, str] = {}
    codes = {"done": "noting-and-drafting", "begun": "code-of-conduct", "failed": "rti-act-2005-basics"}
    with everywhere(reason="specimens", audited=False):
        codes["files"] = Offering.objects.filter(title__startswith="Records and files").latest("pk").code
    with acting_in(cast.learner_scope("asha")):
        places["passed"] = taken(cast, "asha", codes["done"], at, right=True)
        places["failed"] = taken(cast, "asha", codes["failed"], at + HOUR, right=False)
        places["attempt"] = taken(cast, "asha", codes["begun"], at + 2 * HOUR, right=None)
        places["practice"] = practised(cast, "asha", codes["files"], at)
        for kind, part in opened(cast, "asha", codes["files"], at).items():
            places[f"learn_{kind}"] = f"/courses/{codes['files']}/learn/{part.uuid}/"
            if kind in ("video", "pdf", "text"):
                note = noted(cast, "asha", part, at)
        places["note"] = f"/notes/{note}/"
    for name in ("indu", "gita"):
        with acting_in(cast.learner_scope(name)):
            taken(cast, name, codes["done"], at, right=True)
    with everywhere(reason="specimens", audited=False):  # with a clock that runs while somebody looks at it
        Attempt.objects.filter(uuid=places["attempt"].split("/")[2]).update(
            deadline_at=datetime.now(UTC) + timedelta(hours=3), look_again=[2]
        )
    given_more(cast, at)
    with everywhere(reason="specimens", audited=False):
        done = list(Completion.objects.filter(person__in=[cast.asha, cast.indu]).values_list("uuid", flat=True))
        named = Person.objects.filter(pk=cast.asha.pk)
        named.update(full_name="Asha Varma")
        issue(completion_uuids=done, actor=who(cast, "hari", "istm")["actor"], at=at)
        named.update(full_name=cast.asha.full_name)
        numbers = {one.person_id: one for one in Certificate.objects.filter(person__in=[cast.asha, cast.indu])}
        replaced = numbers[cast.asha.pk]
        numbers[cast.asha.pk] = reissue(
            certificate=replaced, reason="name", note="सेवा पुस्तिका से मिलान किया गया।", at=at,
            actor=who(cast, "esther", "istm")["actor"],
        )  # fmt: skip
        named.update(full_name_hi="आशा वर्मा राव")  # so that the request below would change something
        asked = ask_for_correction(
            certificate=numbers[cast.asha.pk], reason="name", note="हिंदी में मेरा पूरा नाम आशा वर्मा राव है।", at=at,
            actor=who(cast, "asha")["actor"],
        )  # fmt: skip
        revoke(
            certificate=numbers[cast.indu.pk], reason="evidence", note="Two people sat it together; letter 12/2026.",
            actor=who(cast, "esther", "istm")["actor"], at=at,
        )  # fmt: skip
    places |= rated(cast, codes["done"], at)
    return {
        **places,
        **{f"course_{name}": f"/courses/{code}/" for name, code in codes.items()},
        "certificate": printed(numbers[cast.asha.pk].number),
        "own_certificate": f"/certificates/{numbers[cast.asha.pk].uuid}/",
        "own_replaced": f"/certificates/{replaced.uuid}/",
        "replaced": printed(replaced.number),
        "correction": f"/provider/istm/certificate-corrections/{asked.uuid}/",
        "revoked": printed(numbers[cast.indu.pk].number),
        "quiz_again": quiz_of(codes["failed"]),
    }


def given_more(cast: Any, at: datetime) -> None:
    """Asha has more time in every quiz; somebody had it and has it no longer; ISTM gave her another attempt."""
    from uuid import uuid4

    from courses.accommodations.access import Found
    from courses.accommodations.actions import end, grant
    from courses.catalogue.models import Offering

    def given(name: str, place: str, by: str, **said: Any) -> Any:
        person = cast.people[name]
        told = {"extra_time_percent": 0, "extra_attempts": 0, "note": "", "active_to": None, "offering": None, **said}
        with acting_in(cast.organisation_scope(place, by)):
            return grant(
                uuid=uuid4(), found=Found(person.pk, person.full_name, person.home_organisation_id),
                organisation_id=cast.organisations[place].pk, active_from=at.date(), at=at, **told,
                **who(cast, by, place),
            )  # fmt: skip

    with everywhere(reason="specimens", audited=False):
        failed = Offering.objects.get(code="rti-act-2005-basics")
    given("asha", "finance", "chitra", extra_time_percent=50, category="disability", note="का.ज्ञा. 12/2026")
    given("asha", "istm", "hari", extra_attempts=1, category="failure", offering=failed)
    over = given("indu", "finance", "chitra", extra_time_percent=25, category="health")
    with acting_in(cast.organisation_scope("finance", "chitra")):
        end(accommodation=over, at=at, **who(cast, "chitra", "finance"))


def rated(cast: Any, code: str, at: datetime) -> dict[str, str]:
    """Asha and Indu rated the course, a dozen made-up learners too; Hari's organisation replied, Bilal reported."""
    from courses.catalogue.models import Offering
    from courses.ratings import actions
    from courses.ratings.models import RatingSummary

    with everywhere(reason="specimens", audited=False):
        offering = Offering.objects.get(code=code)
    rated = {}
    for name, stars, words in (("asha", 5, "हर टिप्पण में काम आता है।"), ("indu", 3, "उदाहरण और चाहिए थे।")):
        with acting_in(cast.learner_scope(name)):
            rated[name] = actions.rate(
                offering=offering, person_id=cast.people[name].pk, stars=stars, words=words, signed="name", at=at,
                actor=who(cast, name)["actor"],
            )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        RatingSummary.objects.filter(offering=offering).update(ones=1, twos=2, threes=4, fours=9, fives=12)
    actor = who(cast, "hari", "istm")["actor"]
    with acting_in(cast.organisation_scope("istm", "hari")):
        actions.reply(rating=rated["indu"], text="अगले संस्करण में उदाहरण जोड़े गए हैं।", actor=actor, at=at)
    with acting_in(cast.learner_scope("bilal")):
        actions.report(
            rating=rated["indu"],
            person_id=cast.bilal.pk,
            reason="advertising",
            actor=who(cast, "bilal")["actor"],
            at=at,
        )
    return {
        "report": f"/courses/{code}/ratings/{rated['asha'].uuid}/report/",
        "ratings": f"/provider/istm/courses/{code}/ratings/",
    }
