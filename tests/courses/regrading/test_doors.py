"""The pages and endpoints of a correction, and what its learner sees."""

import pytest
from django.test import Client

from core.tenancy.context import everywhere
from courses.regrading.models import Correction
from courses.regrading.tasks import carry_on_corrections
from tests.courses.regrading.conftest import REASON, REASON_HI

TWO_WRONG = {"Question 1?": "Wrong", "Question 2?": "Wrong"}
COURSE = "/provider/istm/courses/noting/"


def client(cast, name):
    signed_in = Client()
    signed_in.force_login(cast.user(name), backend="accounts.backend.Backend")
    return signed_in


def test_from_the_statistics_to_new_marks_and_what_the_learner_reads(exam, cast):
    attempt = exam.sit("asha", TWO_WRONG)
    hari, asha = client(cast, "hari"), client(cast, "asha")
    form = f"{COURSE}statistics/questions/{exam.wrong.question.uuid}/1/correction/"

    assert "Right 1" in hari.get(form).content.decode()
    unread = hari.post(form, {"treatment": "new_key", "why": "short", "right_2": "on"})
    sent = hari.post(
        form, {"treatment": "new_key", "why": REASON, "why_hi": REASON_HI, "right_2": "on", "stem": "Forged?"}
    )
    page = hari.get(sent["Location"]).content.decode()
    assert (unread.status_code, sent.status_code) == (422, 302)
    assert "People who newly pass" in page
    assert "Correct the marks" in page
    applied = hari.post(f"{sent['Location']}application/")
    assert applied.status_code == 302
    carry_on_corrections()
    done = hari.get(sent["Location"]).content.decode()
    assert "Correct it again" in done
    assert f"{COURSE}corrections/" in hari.get(f"{COURSE}statistics/").content.decode()
    assert "Question 1?" in hari.get(f"{COURSE}corrections/").content.decode()

    seen = asha.get(f"/attempts/{attempt.uuid}/", headers={"accept-language": "en"}).content.decode()
    assert REASON in seen
    assert "50% before, 75% now" in seen
    told = asha.get(f"/api/v1/attempts/{attempt.uuid}/").json()["result"]
    assert [(one["reason"], one["was"], one["now"]) for one in told["corrections"]] == [(REASON, 50, 75)]
    assert (told["correct"], told["score"], told["is_passed"]) == (3, 75, True)


@pytest.mark.parametrize(("name", "status"), [("dev", 403), ("asha", 404), ("bilal", 404), ("chitra", 404)])
def test_who_may_not_publish_corrects_nothing(exam, cast, name, status):
    said = {
        "question": str(exam.wrong.question.uuid), "wording": 1, "treatment": "full", "reason": REASON,
    }  # fmt: skip

    refused = client(cast, name).post(f"/api/v1{COURSE}corrections/", said, content_type="application/json")

    assert refused.status_code == status
    with everywhere(reason="test", audited=False):
        assert not Correction.objects.exists()
