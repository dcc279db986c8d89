"""Manifests in the flavours of many exporters, and why one is not taken."""

import pytest

from courses.formats.refusals import Unreadable
from courses.formats.scorm import durations, manifest
from tests.courses.scorm.making import manifest as made

CP = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'


def read(xml, names=("index.html",), at="imsmanifest.xml"):
    return manifest.read(xml.encode() if isinstance(xml, str) else xml, at=at, names=names)


def body(item="", resource='href="index.html"', version="1.2", head=CP, organizations=None, more=""):
    listed = organizations or (
        '<organizations default="o"><organization identifier="o"><title>Course</title>'
        f'<item identifier="i" identifierref="r"><title>One</title>{item}</item></organization></organizations>'
    )
    return (
        f'<manifest identifier="m" {head} {more}><metadata><schema>ADL SCORM</schema>'
        f"<schemaversion>{version}</schemaversion></metadata>{listed}"
        f'<resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" {resource}/></resources></manifest>'
    )


def refusal(xml, **how):
    with pytest.raises(Unreadable) as refused:
        read(xml, **how)
    return refused.value.reason


def only(xml, **how):
    (part,) = read(xml, **how).launchable()
    return part


@pytest.mark.parametrize(
    ("version", "edition"),
    [("1.2", "1.2"), ("CAM 1.3", "2004"), ("2004 3rd Edition", "2004"), ("2004 4th Edition", "2004"), ("1.3", "2004")],
)
def test_knows_the_edition(version, edition):
    assert read(body(version=version)).edition == edition


def test_knows_the_edition_by_its_namespaces_when_it_says_none():
    xml = body().replace("<schemaversion>1.2</schemaversion>", "").replace("<schema>ADL SCORM</schema>", "")

    assert read(xml).edition == "1.2"
    assert read(xml.replace("adlcp_rootv1p2", "adlcp_v1p3")).edition == "2004"


def test_reads_what_a_part_of_1_2_asks_for():
    item = (
        '<adlcp:prerequisites type="aicc_script">a&amp;b</adlcp:prerequisites><adlcp:maxtimeallowed>00:30:00'
        "</adlcp:maxtimeallowed><adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
        "<adlcp:datafromlms>x=1</adlcp:datafromlms><adlcp:masteryscore>80</adlcp:masteryscore>"
    )
    part = only(body(item))

    assert (part.prerequisites, part.max_time, part.time_limit_action, part.launch_data, part.mastery_score) == (
        "a&b", "00:30:00", "exit,message", "x=1", 80.0,
    )  # fmt: skip
    assert part.is_sco


def test_reads_what_a_part_of_2004_asks_for():
    item = (
        '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/>'
        '<imsss:sequencing xmlns:imsss="http://www.imsglobal.org/xsd/imsss"><imsss:objectives>'
        '<imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8'
        "</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives></imsss:sequencing>"
    )
    part = only(body(item, version="2004 4th Edition"))

    assert (part.passing_score, part.completion_threshold) == (0.8, 0.75)


def test_a_flow_without_choice_is_known():
    xml = made("2004", ("one", "two")).replace(
        "</organization>",
        '<imsss:sequencing><imsss:controlMode choice="false" flow="true" forwardOnly="true"/></imsss:sequencing>'
        "</organization>",
    )
    parts = read(xml, names=("one.html", "two.html")).parts

    assert [(part.is_choice, part.is_forward_only) for part in parts] == [(False, True), (False, True)]


def test_headings_and_parts_keep_their_tree():
    xml = body(
        organizations='<organizations><organization identifier="o"><title>C</title><item identifier="h"><title>Head'
        '</title><item identifier="i" identifierref="r"><title>One</title></item></item></organization></organizations>'
    )
    (head,) = read(xml).parts

    assert (head.title, head.launch, [child.title for child in head.children]) == ("Head", "", ["One"])


@pytest.mark.parametrize(
    ("resource", "item", "launch"),
    [
        ('href="index.html?a=1"', "", "index.html?a=1"),
        ('href="index.html"', 'parameters="?b=2"', "index.html?b=2"),
        ('href="index.html?a=1"', 'parameters="&amp;b=2"', "index.html?a=1&b=2"),
        ('href="index.html"', 'parameters="#part"', "index.html#part"),
        ('xml:base="content/" href="index.html"', "", "content/index.html"),
        ('href="content\\index.html"', "", "content/index.html"),
        ('href="my%20page.html"', "", "my%20page.html"),
        ('href="my page.html"', "", "my%20page.html"),
        ('href="INDEX.HTML"', "", "index.html"),
        ('href="./content/../index.html"', "", "index.html"),
        ('href="पाठ.html"', "", "%E0%A4%AA%E0%A4%BE%E0%A4%A0.html"),
    ],
)  # fmt: skip
def test_finds_the_page_that_starts_a_part(resource, item, launch):
    xml = body(resource=resource).replace('identifierref="r"', f'identifierref="r" {item}')

    assert only(xml, names=("index.html", "content/index.html", "my page.html", "पाठ.html")).launch == launch


def test_a_base_of_the_resources_counts_too():
    xml = body().replace("<resources>", '<resources xml:base="scos/">')

    assert only(xml, names=("scos/index.html",)).launch == "scos/index.html"


def test_attributes_are_known_in_any_case_and_namespace():
    xml = body().replace("adlcp:scormtype", "scormType")

    assert only(xml).is_sco


def test_an_asset_is_shown_and_says_nothing():
    assert not only(body().replace('adlcp:scormtype="sco"', 'adlcp:scormtype="asset"')).is_sco


def test_a_missing_default_organisation_is_the_first_one():
    assert only(body().replace('default="o"', 'default="gone"')).title == "One"


def test_a_package_of_resources_alone_is_taken_in_their_order():
    found = read(body(organizations="<organizations/>"))

    assert ([part.title for part in found.launchable()], found.remarks) == (["r"], (("NO_ORGANISATION", {}),))


def test_a_part_that_names_nothing_becomes_a_heading_and_is_remarked_on():
    xml = body().replace(
        "</organization>", '<item identifier="x" identifierref="gone"><title>Two</title></item></organization>'
    )
    found = read(xml)

    assert ([part.title for part in found.parts], found.remarks) == (
        ["One", "Two"],
        (("NO_RESOURCE", {"part": "Two"}),),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_reads_every_usual_encoding(encoding):
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    xml = (declared + body().replace(">One<", ">Café<")).encode(encoding)

    assert only(xml).title == "Café"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<manifest", "MANIFEST_NOT_XML"),
        ("<html/>", "NOT_SCORM"),
        (body().replace("ADL SCORM", "IMS Common Cartridge"), "NOT_SCORM"),
        ('<!DOCTYPE m [<!ENTITY a "b">]>' + body(), "MANIFEST_ENTITIES"),
        ('<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body(">&a;"), "MANIFEST_ENTITIES"),
        (body(resource=""), "NO_LAUNCH"),
        (body(resource='href="gone.html"'), "LAUNCH_MISSING"),
        (body(resource='href="../index.html"'), "LAUNCH_OUTSIDE"),
        (body(resource='href="https://example.org/"'), "LAUNCH_ELSEWHERE"),
        (body(resource='href="javascript:alert(1)"'), "LAUNCH_ELSEWHERE"),
        (body(resource='xml:base="//example.org/" href="index.html"'), "LAUNCH_ELSEWHERE"),
        (body().replace('identifierref="r"', "").replace('"sco"', '"asset"'), "NO_PARTS"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_with_its_reason(xml, reason):
    assert refusal(xml) == reason


def test_ten_thousand_parts_and_endless_depth_are_refused():
    items = "".join(f'<item identifier="i{n}" identifierref="r"><title>{n}</title></item>' for n in range(501))
    deep = "<item>" * 30 + '<item identifierref="r"/>' + "</item>" * 30
    shell = '<organizations><organization identifier="o"><title>C</title>{}</organization></organizations>'

    assert refusal(body(organizations=shell.format(items))) == "TOO_MANY_PARTS"
    assert refusal(body(organizations=shell.format(deep))) == "TOO_DEEP"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0001:02:03.45", 3723),
        ("00:00:07", 7),
        ("PT1H2M3.5S", 3723),
        ("P1DT1S", 86_401),
        ("PT", 0),
        ("", 0),
        ("soon", 0),
    ],
)
def test_durations_of_both_editions(said, seconds):
    assert durations.seconds(said) == seconds
