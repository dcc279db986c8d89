"""Hindi in Devanagari and in Latin letters, in the spellings people use, is one word."""

import pytest

from courses.catalogue.rules.sounds import sound_of
from courses.catalogue.rules.words import asked_words, exact_query, shown_parts, vector, wide_query

PAIRS = """
    karmyogi कर्मयोगी, karmayogi कर्मयोगी, karmayogee कर्मयोगी, karmchari कर्मचारी, karmachaari कर्मचारी, prashasan प्रशासन,
    prashasn प्रशासन, suchna सूचना, soochna सूचना, adhikar अधिकार, adhikaar अधिकार, anushasan अनुशासन, vetan वेतन, wetan वेतन,
    chutti छुट्टी, chhutti छुट्टी, bhrashtachar भ्रष्टाचार, bhrastachar भ्रष्टाचार, avkash अवकाश, awkash अवकाश, khareed खरीद,
    kharid ख़रीद, gyan ज्ञान, jnan ज्ञान, vigyan विज्ञान, kshamta क्षमता, satarkta सतर्कता, satarkata सतर्कता, shikayat शिकायत,
    nivaran निवारण, niyam नियम, samvidhan संविधान, sanvidhan संविधान, sansad संसद, samsad संसद, sambandh संबंध, sangathan संगठन,
    lekha लेखा, vittiya वित्तीय, prabandhan प्रबंधन, swachhata स्वच्छता, rajbhasha राजभाषा, tippan टिप्पण, praroop प्रारूप,
    yojana योजना, yojna योजना, krishi कृषि, panchayat पंचायत, swayam स्वयं, karyalay कार्यालय, sushasan सुशासन, neeti नीति,
    naitikta नैतिकता, utpidan उत्पीड़न, mulyankan मूल्यांकन, padonnati पदोन्नति, prashikshan प्रशिक्षण, sahayta सहायता,
    office ऑफिस, leave लीव, school स्कूल, training ट्रेनिंग, pension पेंशन, audit ऑडिट, rules रूल्स, hindi हिंदी, hindi हिन्दी
"""


@pytest.mark.parametrize("pair", [tuple(pair.split()) for pair in PAIRS.split(",")], ids="-".join)
def test_sounds_the_same(pair):
    latin, devanagari = pair

    assert sound_of(latin) == sound_of(devanagari) != ""


@pytest.mark.parametrize(
    "words",
    [
        ("vetan", "vivaran"), ("niyam", "nidhi"), ("posh", "postal"), ("leave", "level"), ("sansad", "sangathan"),
        ("lekha", "lakh"), ("सूचना", "सुझाव"), ("अपहरण", "अपराध"),
    ],
)  # fmt: skip
def test_other_words_sound_otherwise(words):
    assert sound_of(words[0]) != sound_of(words[1])


@pytest.mark.parametrize("word", ["", "''", "\\", "x" * 500, "½", "日本", "ا", "🙂", "É", "\u0301"])
def test_every_word_has_a_harmless_sound(word):
    assert all(letter.isalnum() and letter.isascii() for letter in sound_of(word))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("note dra", ["note", "dra"]), ("a'b\\", ["a", "b"]), ("", []), ("हिन्दी।", ["हिन्दी"]), 
        ("e-Office, 2.0", ["e", "office", "2", "0"]),
        ("क\u200dष", ["कष"]), ("& | ! <-> :*", []), ("தமிழ்", ["தமிழ்"]), ("x" * 50, ["x" * 40]),
    ],
)  # fmt: skip
def test_words_are_letters_and_digits(text, words):
    assert asked_words(text) == words


def test_a_search_takes_eight_words():
    assert asked_words("a b c d e f g h i j") == list("abcdefgh")


def test_a_word_is_looked_for_as_begun_as_it_sounds_and_by_its_other_names():
    assert wide_query(["noting"]).startswith("((('noting':* | '~noting':*)) | (('टिप्पण' | '~tipn'))")
    assert wide_query(["to"]) == "('to' | '~to')"
    assert wide_query(["posh"]).startswith("((('posh':* | '~pos')) | (('sexual' | '~seksul') <-> (")
    assert exact_query(["noting", "dra"]) == "'noting' & 'dra'"


def test_a_phrase_is_known_in_any_spelling():
    assert "'rti'" in wide_query(asked_words("soochna ka adhikaar"))
    assert "'rti'" in wide_query(asked_words("सूचना का अधिकार अधिनियम"))


def test_a_word_stands_as_written_and_as_it_sounds_at_one_place():
    assert vector("Noting", "टिप्पण") == "'noting':1 '~noting':1 'टिप्पण':22 '~tipn':22"


def test_what_was_looked_for_is_marked_in_the_title():
    assert shown_parts("RTI: the Rules", ["rul"]) == [("RTI: the ", False), ("Rules", True)]
    assert shown_parts("कर्मयोगी बनें", ["karmyogi"]) == [("कर्मयोगी", True), (" बनें", False)]
    assert shown_parts("Plain", ["other"]) == [("Plain", False)]
