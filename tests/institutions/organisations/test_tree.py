from datetime import UTC, datetime

import pytest

from core.audit.actor import platform
from core.tenancy.context import everywhere
from institutions.organisations import queries
from institutions.organisations.access import organisation_for_email
from institutions.organisations.actions import TreeRefused, approve_domains, plant_tree
from institutions.organisations.models import Organisation
from karmayogi.demo import data

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def row(code, parent, kind="office", name="New", name_hi="नया"):
    return {"code": code, "name": name, "name_hi": name_hi, "kind": kind, "parent": parent}


def test_the_real_tree_is_planted_once_and_again_changes_nothing(cast):
    with everywhere(reason="test", audited=False):
        assert plant_tree(rows=data.organisations(), actor=platform(), at=NOW) == 209
        assert plant_tree(rows=data.organisations(), actor=platform(), at=NOW) == 0

    nadt = Organisation.objects.get(code="nadt")
    assert [o.code for o in queries.path_of(nadt)] == ["india", "finance", "revenue", "cbdt", "nadt"]
    assert Organisation.objects.get(code="cbdt").pk == cast.cbdt.pk


def test_every_organisation_of_the_file_has_a_full_name_in_both_languages():
    rows = data.organisations()

    assert all(r["name"] and r["name_hi"] and "M/o" not in r["name"] and "D/o" not in r["name"] for r in rows)
    assert sum(r["kind"] == "state" for r in rows) == 36
    assert sum(r["kind"] == "ministry" for r in rows) == 53


def test_a_name_is_corrected_and_the_place_kept(cast):
    with everywhere(reason="test", audited=False):
        plant_tree(rows=[row("cbdt", "", name="CBDT", name_hi="सीबीडीटी")], actor=platform(), at=NOW)

    cbdt = Organisation.objects.get(code="cbdt")
    assert (cbdt.name, cbdt.name_hi, cbdt.path) == ("CBDT", "सीबीडीटी", cast.cbdt.path)


def test_an_unknown_parent_is_refused_and_nothing_is_planted(cast):
    with pytest.raises(TreeRefused) as refused, everywhere(reason="test", audited=False):
        plant_tree(rows=[row("good", "cbdt"), row("bad", "nowhere")], actor=platform(), at=NOW)

    assert refused.value.reason == "PARENT_UNKNOWN"
    assert str(refused.value) == "The organisation bad stands under nowhere, which is not there."
    assert not Organisation.objects.filter(code__in=["good", "bad"]).exists()


@pytest.mark.parametrize("words", ["direct", "Taxes dir", "प्रत्यक्ष", "cbd"])
def test_a_word_of_the_name_or_the_code_finds_an_organisation(cast, words):
    assert [node.code for node in queries.starting_with(words, "en")] == ["cbdt"]


def test_the_middle_of_a_word_finds_nothing(cast):
    assert queries.starting_with("irect", "en") == []


def test_an_approved_domain_leads_to_its_organisation_and_no_other_does(cast):
    with everywhere(reason="test", audited=False):
        approve_domains(domains={"incometax.gov.in": "cbdt"}, actor=platform(), at=NOW)

    assert organisation_for_email("asha@IncomeTax.gov.in") == cast.cbdt.pk
    assert organisation_for_email("asha@evil-incometax.gov.in") is None
    assert organisation_for_email("asha@sub.incometax.gov.in") is None
