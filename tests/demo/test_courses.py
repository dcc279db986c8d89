"""Every demo course is whole: what an expert, a translator and a deaf learner would look for first."""

import io
import json

import av
import pypdf
import pytest
from page import is_pdf_compliant_bytes

from courses.formats import captions, gift
from courses.formats.text import plain
from karmayogi.demo import data
from karmayogi.demo.courses import handout, slides, talk
from karmayogi.demo.courses.markdown import read
from karmayogi.demo.courses.reading import FILM, HANDOUT, SITE, TALK, all_courses

COURSES = all_courses()
SUB_THEMES = {
    sub_theme["code"]
    for area in json.loads((data.DATA / "competencies.json").read_text(encoding="utf-8"))["areas"]
    for theme in area["themes"]
    for sub_theme in theme["sub_themes"]
}
each_course = pytest.mark.parametrize("course", COURSES, ids=[course.code for course in COURSES])


def readings(course):
    others = (FILM, HANDOUT, TALK, SITE)
    return [part for chapter in course.chapters for part in chapter.parts if part.name not in others]


def test_there_are_twelve_and_three_of_them_in_hindi_too():
    assert len(COURSES) == 12
    assert sorted(course.code for course in COURSES if "hi" in course.languages) == [
        "code-of-conduct",
        "noting-and-drafting",
        "rti-act-2005-basics",
    ]


@each_course
def test_says_what_it_is_in_both_languages_and_names_its_sources(course):
    said = [course.title, course.title_hi, course.summary, course.summary_hi]
    assert all(text.strip() for text in said)
    assert len(course.outcomes) == len(course.outcomes_hi) >= 3
    assert course.sources
    assert {code for code, _level in course.competencies} <= SUB_THEMES
    assert {level for _code, level in course.competencies} <= {1, 2, 3, 4, 5}


@each_course
def test_has_readings_of_substance_that_name_their_source(course):
    assert len(readings(course)) >= 2
    for part in readings(course):
        for text, source in [(part.written, "Source: "), (part.written_hi, "स्रोत: ")][: len(course.languages)]:
            assert 300 <= len(plain(text.html()).split()) <= 800, (part.name, text.title)
            assert text.blocks[-1].rows[0][0][0][1].startswith(source)


@each_course
def test_has_a_film_and_a_handout(course):
    names = [part.name for chapter in course.chapters for part in chapter.parts]
    assert names.count(FILM) == names.count(HANDOUT) == 1
    assert 3 <= len(names) <= 6


@each_course
def test_its_captions_are_its_slides(course):
    for language in course.languages:
        said = captions.read(course.captions_file(language).read_bytes())
        assert said == slides.captions(course.slides, language)
        on_the_slides = [
            (slide.heading_hi, *slide.points_hi) if language == "hi" else (slide.heading, *slide.points)
            for slide in course.slides
        ]
        assert [cue.text for cue in said] == [words for slide in on_the_slides for words in slide]


@each_course
def test_each_slide_is_a_chapter_of_its_film(course):
    for language in course.languages:
        marks = slides.chapters(course.slides, language)
        assert [one.title for one in marks] == [
            heading for heading, _points in slides.in_language(course.slides, language)
        ]
        assert marks[0].start == 0


@each_course
def test_its_films_are_drawn_from_its_slides_and_as_long(course):
    for language in course.languages:
        with av.open(str(course.film(language))) as film:
            assert film.metadata["comment"] == slides.fingerprint(course.slides, language)  # else: make_demo_films
            assert film.streams.video[0].codec_context.name == "h264"
            assert round(film.duration / av.time_base) == slides.cues(course.slides)[-1].end
        assert course.film(language).stat().st_size < 120_000
    assert 30 <= slides.cues(course.slides)[-1].end <= 60


def test_a_talk_is_spoken_from_its_lines_and_as_long_as_its_captions():
    (course,) = [course for course in COURSES if course.talk]
    said = captions.read(course.talk_captions().read_bytes())

    assert [cue.text for cue in said] == [line.caption for line in course.talk]
    assert [one.title for one in talk.chapters(course.talk, said)] == list(
        dict.fromkeys(line.chapter for line in course.talk)
    )
    with av.open(str(course.talk_file())) as recording:
        assert recording.metadata["comment"] == talk.fingerprint(course.talk)  # else: make_demo_talks
        assert abs(recording.duration / av.time_base - said[-1].end / 1000) < 1
    assert course.talk_file().stat().st_size < 400_000


@each_course
def test_its_handout_is_a_page_for_each_language(course):
    for language in course.languages:
        drawn = handout.draw(course, language)
        document = pypdf.PdfReader(io.BytesIO(drawn))
        assert len(document.pages) == 1
        assert document.trailer["/Root"]["/Lang"] == language
        assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
        said = " ".join(document.pages[0].extract_text().replace("\u2060", "").split())
        assert (course.handout().written_hi if language == "hi" else course.handout().written).title in said
        assert all(is_pdf_compliant_bytes(drawn, profile=profile) for profile in ("2a", "ua1"))


@each_course
def test_asks_ten_questions_at_least_and_explains_each(course):
    assert len(course.questions) >= 10
    for question in course.questions:
        assert question.reason
        if "hi" in course.languages:
            assert question.stem_hi
            assert question.reason_hi
            assert all(option.text_hi for option in question.options)
    assert len({question.stem for question in course.questions}) == len(course.questions)


@each_course
def test_every_line_of_its_question_file_is_taken(course):
    for file in course.folder.glob("questions*.gift"):
        assert [row.reason for row in gift.read(file.read_bytes()) if row.question is None] == []


def test_markdown_becomes_the_html_that_a_reading_may_hold():
    text = read(
        "# Title\n\nOne *two* **three** <four>\n\n## Head\n- a\n  b\n- c\n\n1. d\n\n"
        "| x | y |\n|---|---|\n| 1 | 2 |\n\n> said"
    )
    assert text.title == "Title"
    assert text.html() == (
        "<p>One <em>two</em> <strong>three</strong> &lt;four&gt;</p>\n<h3>Head</h3>\n<ul><li>a b</li><li>c</li></ul>\n"
        '<ol><li>d</li></ol>\n<table><thead><tr><th scope="col">x</th><th scope="col">y</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>\n<blockquote>said</blockquote>"
    )
