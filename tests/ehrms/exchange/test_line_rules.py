"""What a line says and what it would change; no database."""

from datetime import date

import pytest

from ehrms.exchange.rules.columns import cells_of, columns_of, heading_key
from ehrms.exchange.rules.verdicts import Place, Standing, date_of, group_of, judge, mobile_of, understand

TODAY = date(2026, 11, 22)
PLACE = Place({"section officer": 7, "अनभग अधकर": 7}, {"cbdt": 3}, default_organisation_id=2, today=TODAY)
GOOD = {"employee_code": "E1", "full_name": "Asha Verma", "designation": "Section Officer"}


def line(**cells: str):
    return understand({**GOOD, **cells}, PLACE, heading_key)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["Employee Code", "Name", "Designation"], {"employee_code": 0, "full_name": 1, "designation": 2}),
        (
            ["EMP. CODE*", "पूरा नाम", "पदनाम", "E-Mail"],
            {"employee_code": 0, "full_name": 1, "designation": 2, "email": 3},
        ),
        (["कर्मचारी कोड", "नाम", "पद", "फ़ोन"], {"employee_code": 0, "full_name": 1, "designation": 2, "mobile": 3}),
        (["Remarks", "Code", "Name", "Rank"], {"employee_code": 1, "full_name": 2, "designation": 3}),
    ],
)
def test_knows_headings_in_english_and_hindi(header, columns):
    assert columns_of(header) == (columns, [], [])


def test_says_which_columns_are_missing_and_which_stand_twice():
    assert columns_of(["Name", "Full name", "Mobile"]) == (
        {"full_name": 0, "mobile": 2},
        ["employee_code", "designation"],
        ["full_name"],
    )


def test_a_short_row_has_empty_cells():
    assert cells_of(["E1"], {"employee_code": 0, "full_name": 4}) == {"employee_code": "E1", "full_name": ""}


def test_a_good_line_has_no_reasons():
    understood = line(
        organisation="CBDT", email="Asha@Example.GOV.in", mobile="098765 43210", group="Group 'B'", batch_year="2014"
    )

    assert understood.reasons == ()
    assert (understood.designation_id, understood.organisation_id) == (7, 3)
    assert (understood.email, understood.mobile, understood.group) == ("asha@example.gov.in", "+919876543210", "B")
    assert understood.batch_year == 2014


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"employee_code": ""}, ("CODE_MISSING", "employee_code", "")),
        ({"employee_code": "=1+1"}, ("BAD_CODE", "employee_code", "=1+1")),
        ({"full_name": ""}, ("NAME_MISSING", "full_name", "")),
        ({"full_name": "=cmd|' /C calc'!A0"}, ("BAD_NAME", "full_name", "=cmd|' /C calc'!A0")),
        ({"designation": ""}, ("DESIGNATION_MISSING", "designation", "")),
        ({"designation": "Emperor"}, ("UNKNOWN_DESIGNATION", "designation", "Emperor")),
        ({"organisation": "Railways"}, ("UNKNOWN_ORGANISATION", "organisation", "Railways")),
        ({"email": "asha at home"}, ("BAD_EMAIL", "email", "asha at home")),
        ({"mobile": "12345"}, ("BAD_MOBILE", "mobile", "12345")),
        ({"batch_year": "14"}, ("BAD_YEAR", "batch_year", "14")),
        ({"group": "Z"}, ("BAD_GROUP", "group", "Z")),
        ({"date_of_joining": "31/02/2020"}, ("BAD_DATE", "date_of_joining", "31/02/2020")),
        ({"posted_from": "2027-01-01"}, ("DATE_IN_FUTURE", "posted_from", "2027-01-01")),
        ({"supervisor_code": "E1"}, ("OWN_SUPERVISOR", "supervisor_code", "E1")),
        ({"service": "x" * 81}, ("TOO_LONG", "service", "x" * 81)),
    ],
)
def test_refuses_with_the_reason_and_the_text(cells, reason):
    assert line(**cells).reasons == (reason,)


def test_collects_every_reason_at_once():
    assert [reason for reason, *_ in line(full_name="", email="x", group="Q").reasons] == [
        "NAME_MISSING",
        "BAD_EMAIL",
        "BAD_GROUP",
    ]


def test_a_posting_may_not_begin_before_joining():
    understood = line(date_of_joining="01/06/2020", posted_from="01/05/2020")

    assert understood.reasons == (("POSTED_BEFORE_JOINING", "posted_from", "01/05/2020"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-03", date(2024, 6, 3)), ("03/06/2024", date(2024, 6, 3)), ("3.6.2024", date(2024, 6, 3)),
        ("3 Jun 2024", date(2024, 6, 3)), ("03-06-24", None), ("06/13/2024", None), ("0001-01-01", None),
    ],
)  # fmt: skip
def test_dates_are_day_month_year_or_iso(text, day):
    assert date_of(text) == day


@pytest.mark.parametrize(
    ("text", "number"), [("", ""), ("+91 98765-43210", "+919876543210"), ("5876543210", None), ("98765", None)]
)
def test_mobiles_are_indian(text, number):
    assert mobile_of(text) == number


@pytest.mark.parametrize(("text", "group"), [("", ""), ("b", "B"), ("Group A", "A"), ("समूह ग", "C"), ("D", None)])
def test_groups_are_a_b_c(text, group):
    assert group_of(text) == group


STANDING = Standing(
    official_id=1, person_id=1, is_mine=True, posted_since=date(2024, 6, 3),
    values={"full_name": "Asha Verma", "full_name_hi": "", "designation_id": 7, "organisation_id": 3, "email": "a@b.in"},
)  # fmt: skip
NAMED = frozenset({"employee_code", "full_name", "designation", "organisation", "posted_from"})


def test_an_unknown_code_is_new():
    assert judge(line(), NAMED, None, None) == ("new", [], [])


def test_the_same_words_change_nothing():
    assert judge(line(organisation="cbdt"), NAMED, STANDING, None) == ("unchanged", [], [])


def test_a_column_the_file_does_not_have_is_left_alone():
    assert judge(line(), NAMED - {"organisation"}, STANDING, None) == ("unchanged", [], [])


def test_says_what_differs():
    assert judge(line(full_name="Asha V. Verma"), NAMED, STANDING, None) == ("changed", [], ["full_name"])


def test_a_second_line_with_the_code_is_refused():
    assert judge(line(), NAMED, None, 5) == ("refused", [("DUPLICATE_CODE", "employee_code", "5")], [])


def test_an_official_of_another_organisation_is_refused():
    elsewhere = Standing(official_id=1, person_id=1, is_mine=False)

    assert judge(line(), NAMED, elsewhere, None) == ("refused", [("SERVES_ELSEWHERE", "employee_code", "E1")], [])


def test_a_new_post_begins_after_the_present_one():
    standing = Standing(1, 1, True, {**STANDING.values, "designation_id": 8}, date(2024, 6, 3))

    assert judge(line(posted_from="03/06/2024"), NAMED, standing, None) == (
        "refused", [("NEW_POST_TOO_EARLY", "posted_from", "03/06/2024")], [],
    )  # fmt: skip
