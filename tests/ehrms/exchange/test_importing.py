"""A file of officials from upload to postings, by the actions the job calls."""

import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from accounts.models import Person
from core.audit.actor import Actor
from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from ehrms.exchange import actions, queries
from ehrms.exchange.models import Exchange, ExchangeRow, ExchangeSource, Stage
from ehrms.officials.models import Official, Posting

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
HEAD = "Employee code,Name,Name in Hindi,Designation,Office,E-mail,Posted from,Supervisor code\n"


def chitra(cast) -> Actor:
    return Actor("Chitra Nair", "page", person_id=cast.chitra.pk, organisation_id=cast.finance.pk)


def received(cast, body: str | bytes, code: str = "finance", head: str = HEAD) -> Exchange:
    content = body if isinstance(body, bytes) else (head + body).encode()
    organisation = cast.organisations[code]
    return actions.receive(
        organisation_id=organisation.pk, file_name="officials.csv", content=content, actor=chitra(cast), at=AT
    )


def checked(cast, body: str | bytes, code: str = "finance", head: str = HEAD) -> Exchange:
    exchange = received(cast, body, code, head)
    after = 1
    while (last := actions.check_chunk(exchange=exchange, after_line=after, today=TODAY)) is not None:
        after = last
    actions.finish_checking(exchange=exchange, actor=chitra(cast), at=AT)
    exchange.refresh_from_db()
    return exchange


def applied(cast, exchange: Exchange) -> Exchange:
    actions.ask_to_apply(exchange=exchange, actor=chitra(cast), at=AT)
    while actions.apply_chunk(exchange=exchange, today=TODAY, actor=chitra(cast), at=AT):
        pass
    actions.finish_applying(exchange=exchange, actor=chitra(cast), at=AT)
    exchange.refresh_from_db()
    return exchange


def verdicts(exchange: Exchange) -> list[tuple[int, str, list[str]]]:
    return [(row.line, row.verdict, [reason for reason, *_ in row.reasons]) for row in exchange.rows.order_by("line")]


def topics() -> list[str]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT topic FROM core_outboxevent ORDER BY id")
        return [topic for (topic,) in cursor]


@pytest.fixture
def finance(cast):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        yield cast


TWO = (
    "F1,Ravi Kumar,रवि कुमार,Section Officer,cbdt,ravi@cbdt.gov.in,03/06/2024,F2\n"
    "F2,Meera Iyer,,Section Officer,Ministry of Finance,,01/04/2020,\n"
)


def test_new_officials_get_a_person_a_record_and_a_posting(finance):
    exchange = applied(finance, checked(finance, TWO))

    ravi = Official.objects.select_related("person").get(employee_code="F1")
    posting = Posting.objects.get(official=ravi)
    assert (ravi.person.full_name, ravi.person.full_name_hi) == ("Ravi Kumar", "रवि कुमार")
    assert (ravi.employer_id, ravi.home_organisation_id) == (finance.finance.pk, finance.cbdt.pk)
    assert ravi.person.home_organisation_id == finance.cbdt.pk
    assert (posting.organisation_id, posting.active_from, posting.active_to) == (
        finance.cbdt.pk,
        date(2024, 6, 3),
        None,
    )
    assert posting.supervisor_id == Official.objects.get(employee_code="F2").person_id  # further down in the file
    assert exchange.stage == Stage.APPLIED
    assert not ExchangeSource.objects.filter(exchange=exchange).exists()


def test_nothing_counts_before_it_is_applied(finance):
    exchange = checked(finance, TWO)

    assert (exchange.stage, queries.counts_of(exchange)["new"]) == (Stage.CHECKED, 2)
    assert not Official.objects.exists()


def test_is_announced_and_audited_once_for_each_chunk(finance):
    before = len(topics())
    applied(finance, checked(finance, TWO))

    assert [topic for topic in topics()[before:] if topic.startswith("Official")] == ["OfficialsJoined"]
    with everywhere(reason="test", audited=False):
        names = list(
            AuditEntry.objects.filter(action__startswith="ehrms.")
            .order_by("at", "uuid")
            .values_list("action", flat=True)
        )
    assert sorted(names) == [
        "ehrms.exchange.applied", "ehrms.exchange.apply_asked", "ehrms.exchange.checked", "ehrms.exchange.received",
        "ehrms.exchange.rows_applied",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(finance):
    applied(finance, checked(finance, TWO))
    again = checked(finance, TWO)

    assert [verdict for _line, verdict, _reasons in verdicts(again)] == ["unchanged", "unchanged"]
    with pytest.raises(actions.ApplicationRefused) as refused:
        actions.ask_to_apply(exchange=again, actor=chitra(finance), at=AT)
    assert refused.value.reason == "NOTHING_TO_APPLY"


def test_two_exchanges_of_the_same_people_make_them_once(finance):
    first, second = checked(finance, TWO), checked(finance, TWO)
    applied(finance, first)
    applied(finance, second)

    assert Official.objects.count() == 2
    assert [verdict for _line, verdict, _reasons in verdicts(second)] == ["unchanged", "unchanged"]


def test_applying_twice_is_refused(finance):
    exchange = applied(finance, checked(finance, TWO))

    with pytest.raises(actions.ApplicationRefused) as refused:
        actions.ask_to_apply(exchange=exchange, actor=chitra(finance), at=AT)
    assert refused.value.reason == "ALREADY_ASKED"
    assert actions.apply_chunk(exchange=exchange, today=TODAY, actor=chitra(finance), at=AT) == 0


def test_a_changed_office_moves_the_official_and_keeps_the_old_posting(finance):
    applied(finance, checked(finance, TWO))
    before = len(topics())
    exchange = applied(finance, checked(finance, "F1,Ravi Kumar,,Assistant Section Officer,revenue,,01/11/2026,\n"))

    ravi = Official.objects.select_related("person").get(employee_code="F1")
    old, new = Posting.objects.filter(official=ravi).order_by("active_from")
    assert (old.organisation_id, old.active_to) == (finance.cbdt.pk, date(2026, 11, 1))
    assert (new.organisation_id, new.active_from, new.active_to) == (finance.revenue.pk, date(2026, 11, 1), None)
    assert {ravi.home_organisation_id, ravi.person.home_organisation_id, old.home_organisation_id} == {
        finance.revenue.pk
    }
    assert ravi.email == "ravi@cbdt.gov.in"  # an empty cell takes nothing away
    assert exchange.rows.get().changes == ["designation_id", "organisation_id"]
    assert [topic for topic in topics()[before:] if topic.startswith("Official")] == [
        "OfficialsPosted",
        "OfficialTransferred",
    ]


def test_says_everything_that_is_wrong_with_the_file(finance):
    exchange = checked(
        finance,
        "F1,Ravi Kumar,,Section Officer,cbdt,,,\n"
        "F1,Ravi Kumar Again,,Section Officer,cbdt,,,\n"
        "F2,,,Emperor,railways,nobody,31/02/2024,\n"
        "F3,Meera Iyer,,Section Officer,cbdt,,,F99\n"
        '"=1+1",=cmd|calc,,Section Officer,cbdt,,,\n',
    )

    assert verdicts(exchange) == [
        (2, "new", []),
        (3, "refused", ["DUPLICATE_CODE"]),
        (4, "refused", ["NAME_MISSING", "UNKNOWN_DESIGNATION", "UNKNOWN_ORGANISATION", "BAD_EMAIL", "BAD_DATE"]),
        (5, "refused", ["UNKNOWN_SUPERVISOR"]),
        (6, "refused", ["BAD_CODE", "BAD_NAME"]),
    ]
    assert exchange.rows.get(line=3).sentences() == ["Line 2 of this file has the same employee code."]
    assert (
        exchange.rows.get(line=4).sentences()[2]
        == "“railways” is not an office of your organisation. Use its name or its code."
    )


def test_reads_a_hindi_file_in_utf_16_with_semicolons(finance):
    text = "कर्मचारी कोड;नाम;नाम (हिंदी);पदनाम;कार्यालय\r\nF7;Sunita Rao;सुनीता राव;अनुभाग अधिकारी;केंद्रीय प्रत्यक्ष कर बोर्ड\r\n"
    exchange = applied(finance, checked(finance, text.encode("utf-16")))

    assert (exchange.encoding, exchange.delimiter) == ("utf-16", ";")
    official = Official.objects.select_related("person").get()
    assert (official.person.full_name_hi, official.home_organisation_id) == ("सुनीता राव", finance.cbdt.pk)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + b"\x00" * 50, "SPREADSHEET_OR_ZIP"),
        (b"Employee code,Name,Designation\nF1,As\x00ha,SO\n", "NUL_BYTES"),
        (b"Name,Office\nAsha,cbdt\n", "COLUMNS_MISSING"),
        (b"Code,Name,Full name,Designation\nF1,A,B,C\n", "COLUMNS_TWICE"),
        (b"Employee code,Name,Designation\n", "NO_ROWS"),
    ],
)
def test_a_file_that_is_no_table_of_officials_is_refused_and_not_kept(finance, content, reason):
    with pytest.raises(actions.ExchangeRefused) as refused:
        received(finance, content)

    assert refused.value.reason == reason
    assert str(refused.value)
    assert not Exchange.objects.exists()
    assert not Job.objects.exists()


def test_a_code_of_another_office_is_refused_without_telling_more(cast):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        applied(cast, checked(cast, "F1,Ravi Kumar,,Section Officer,finance,,,\n"))
    with acting_in(cast.organisation_scope("cbdt")):
        exchange = checked(cast, "F1,Somebody Else,,Section Officer,,,,\n", code="cbdt")

        assert verdicts(exchange) == [(2, "refused", ["SERVES_ELSEWHERE"])]
        assert not Official.objects.filter(employee_code="F1").exists()


def test_somebody_who_signed_up_before_is_not_made_twice(finance):
    people = Person.objects.count()
    applied(finance, checked(finance, "F1,Asha Verma,,Section Officer,revenue,asha@karmayogi.localhost,,\n"))

    assert Person.objects.count() == people
    assert Official.objects.get(employee_code="F1").person_id == finance.asha.pk
    assert Person.objects.get(pk=finance.asha.pk).home_organisation_id == finance.revenue.pk


def test_a_worker_killed_between_chunks_repeats_nothing(finance, monkeypatch):
    monkeypatch.setattr("ehrms.exchange.actions.applying.CHUNK", 1)
    exchange = checked(finance, TWO)
    actions.ask_to_apply(exchange=exchange, actor=chitra(finance), at=AT)
    assert actions.apply_chunk(exchange=exchange, today=TODAY, actor=chitra(finance), at=AT) == 1
    # another worker begins where the rows say
    assert actions.apply_chunk(exchange=exchange, today=TODAY, actor=chitra(finance), at=AT) == 1
    assert actions.apply_chunk(exchange=exchange, today=TODAY, actor=chitra(finance), at=AT) == 0

    assert Official.objects.count() == 2


def test_bilal_in_railways_finds_nothing_of_it(cast):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        applied(cast, checked(cast, TWO))

    with acting_in(cast.organisation_scope("railways", "bilal")):
        for model in (Exchange, ExchangeRow, ExchangeSource, Official, Posting):
            assert not model.objects.exists()


def rows(number: int) -> str:
    return "".join(
        f"F{n},Official N{'abcdefghij'[n % 10]},अधिकारी,Section Officer,cbdt,o{n}@cbdt.gov.in,03/06/2024,\n"
        for n in range(number)
    )


def test_a_code_that_comes_again_thousands_of_lines_later_is_refused(finance):
    body = rows(10_500) + "F3,Official Again,,Section Officer,cbdt,,,\n"  # two chunks further down
    exchange = checked(finance, body)

    counts = queries.counts_of(exchange)
    assert (counts["rows"], counts["new"], counts["refused"]) == (10_501, 10_500, 1)
    assert verdicts(exchange)[-1] == (10_502, "refused", ["DUPLICATE_CODE"])
    assert exchange.rows.get(line=10_502).sentences() == ["Line 5 of this file has the same employee code."]


@pytest.mark.lakh
def test_a_lakh_of_rows_is_checked_in_reasonable_time(finance):
    began = time.monotonic()
    exchange = checked(finance, rows(100_000))

    assert queries.counts_of(exchange)["new"] == 100_000
    assert time.monotonic() - began < 60
