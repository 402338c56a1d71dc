"""How well a statement was read: what was cut, what looks misread, in which language."""

import pandas as pd
import pytest

from helpers.documents import (
    choose_english,
    find_reading_doubts,
    is_english,
    measure_reading,
    read_document,
    read_documents,
)
from helpers.documents.function_words import guess_language, name_language, read_function_words
from helpers.files import read_thresholds
from helpers.tokens import split_paragraphs

LIMITS = read_thresholds()
IN_OTHER_LANGUAGES = {
    "fr": "Les ministres se sont réunis à Tarn et ont adopté l'accord, dans le respect de la paix.",
    "es": "Los ministros se reunieron en Tarn y adoptaron el acuerdo con las partes de la región.",
    "pt": "Os ministros reuniram-se em Tarn e adotaram o acordo com as partes da região.",
    "it": "I ministri si sono riuniti a Tarn e hanno adottato l'accordo con le parti del Tarn.",
    "de": "Die Minister trafen sich in Tarn und nahmen das Abkommen mit den Parteien an.",
    "nl": "De ministers kwamen in Tarn bijeen en namen het akkoord met de partijen aan.",
    "pl": "Ministrowie spotkali się w Tarn i przyjęli porozumienie, które jest ważne dla nich.",
    "tr": "Bakanlar Tarn'da bir araya geldi ve bölge için önemli olan bu anlaşmayı kabul etti.",
    "ru": "Министры встретились в Тарне и приняли соглашение, которое было важно для них.",
    "uk": "Міністри зустрілися в Тарні та прийняли угоду, яка була важлива для них і не тільки.",
    "ar": "اجتمع الوزراء في تارن على أن يعملوا من أجل السلام مع كل الأطراف في هذه المنطقة",
    "en": "The ministers met in Tarn and adopted the agreement with the parties of the region.",
}
UNENDED = "\n\n".join(f"We thank the ports of {name} for all they did" for name in "ABCDEFGHI")
PROSE = "The ministers of Arlan met in the port of Tarn, and agreed on what is to be done there. "


def doubts_of(tmp_path, text, name="a.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    reading = measure_reading(document, split_paragraphs(document))
    return [*find_reading_doubts(reading, LIMITS)["doubt"]]


@pytest.mark.parametrize("language", IN_OTHER_LANGUAGES)
def test_a_language_is_told_by_its_small_words(language):
    assert guess_language(IN_OTHER_LANGUAGES[language], read_function_words())[0] == language


@pytest.mark.parametrize(
    "text",
    [
        "Arlan, Belmora, Corr, Tarn, Alba",  # names alone
        "",
        "Cyfarfu gweinidogion Arlan yn Tarn ddydd Llun, a chytunwyd ar ddatganiad",  # not listed
    ],
)
def test_a_language_that_no_list_covers_is_not_taken_for_another(text):
    assert guess_language(text, read_function_words())[0] == ""


def test_a_language_is_named_in_english():
    words = read_function_words()
    assert [name_language(code, words) for code in ("fr", "pt-BR", "cy")] == [
        "French",
        "Portuguese",
        "cy",
    ]


def test_the_bundled_statement_is_read_well():
    documents = read_documents()
    reading = measure_reading(documents, split_paragraphs(documents))
    assert find_reading_doubts(reading, LIMITS).empty
    result = reading[["n_words", "n_unended", "n_misread", "language", "is_dated"]].iloc[0]
    assert [*result] == [1043, 0, 0, "en", True]


def test_words_that_were_cut_are_counted_by_where_they_stood(tmp_path):
    path = tmp_path / "a.md"
    menu = "[Home](/) [News](/news)\n\n"
    path.write_text(
        f"Office of Arlan\n\n# A Statement\n\n{PROSE}\n\n{menu}{PROSE}\n\nTags\n\nTarn, Corr\n"
    )
    document = read_document(path)
    reading = measure_reading(document, split_paragraphs(document)).iloc[0]
    assert [*reading[["n_cut_above", "n_cut_inside", "n_cut_below"]]] == [3, 2, 3]
    assert reading["n_cut_sentences"] == 0


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (f"{'Menu ' * 9}\n\n# Statement of Arlan\n\n3 May 2021\n\n{PROSE}", "cut off"),
        (f"3 May 2021\n\n{UNENDED}", "end without a mark"),
        (f"In May, {PROSE * 4}tHe minIsters of arlAn", "look misread (minIsters, arlAn)"),
        (f"In May, {PROSE * 4}the m1nisters and the ha1l", "look misread (m1nisters, ha1l)"),
        (f"In May, {PROSE * 2}a ~ b ^ c", "look misread (~, ^)"),
        (f"In May, {PROSE * 2} t h e  p o r t", "look misread"),
        (PROSE * 3, "no month and no year"),
        (IN_OTHER_LANGUAGES["fr"] * 2 + " 2021.", "It is in French"),
    ],
)  # fmt: skip
def test_what_speaks_against_a_reading_is_said(tmp_path, text, doubt):
    doubts = doubts_of(tmp_path, text)
    assert any(doubt in said for said in doubts), doubts


@pytest.mark.parametrize(
    "text",
    [
        f"In May 2021, {PROSE * 3}",
        # a title and its day are known, not lost
        f"# Statement of the Ministers of Arlan\n\n3 May 2021\n\n{PROSE * 2}",
        # points need no mark at their end, headings neither
        f"In 2021:\n\n- the port of Tarn\n- the coast of Corr\n\n## Ports\n\n{PROSE * 2}",
        # names and measures that look odd: W3C, COVID-19, 2nd, McAlba, $5m, pH, iPorts
        f"In May the W3C and COVID-19, the 2nd G20, Ms. McAlba, 5km off, with pH 7. {PROSE * 3}",
    ],
)
def test_nothing_is_said_of_a_statement_that_is_well_read(tmp_path, text):
    assert doubts_of(tmp_path, text) == []


def test_lines_that_the_researcher_cuts_are_no_doubt(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{PROSE}\n\nIn May {PROSE * 2}The end of it. {PROSE}")
    document = read_document(path, known={"begins": "In May", "ends": "The end of it."})
    reading = measure_reading(document, split_paragraphs(document))
    assert find_reading_doubts(reading, LIMITS).empty


def test_a_language_that_is_stated_wins_and_is_doubted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"In May 2021, {PROSE * 3}")
    document = read_document(path, known={"language": "fr"})
    assert document["language"].to_list() == ["fr"]
    assert "language" not in document["inferred"].iloc[0]
    reading = measure_reading(document, split_paragraphs(document))
    said = find_reading_doubts(reading, LIMITS)["doubt"].to_list()
    assert any("said to be in French, and its small words are English" in doubt for doubt in said)


def test_a_language_is_inferred_only_from_words_enough(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Le port de Tarn est ouvert.\n")
    assert read_document(path)["language"].to_list() == [""]
    path.write_text(IN_OTHER_LANGUAGES["fr"] * 2)
    assert read_document(path)["language"].to_list() == ["fr"]


def test_english_is_what_is_not_known_to_be_another():
    documents = pd.DataFrame({"document": [*"abcd"], "language": ["fr", "en-GB", "", "English"]})
    assert choose_english(documents)["document"].to_list() == ["b", "c", "d"]
    assert not is_english("ru")
