"""Say how well a statement was read, so that no count is wrong in silence."""

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from helpers.documents.function_words import (
    LanguageWords,
    guess_language,
    name_language,
    read_function_words,
)
from helpers.documents.lines import HEADING_MARK, LIST_MARK_REASON, PRINTED_LINE, TABLE_LINE
from helpers.documents.markdown import (
    CODE_MARK,
    EMPHASIS,
    ESCAPED,
    FOOTNOTE_MARK,
    LINK_MARK,
    STRUCK_OUT,
    WRITTEN_AS_CODE,
)
from helpers.documents.page import (
    ABOVE_STATEMENT,
    BELOW_STATEMENT,
    MARGIN,
    MENU_LINE,
    PARAGRAPH_END,
    without_markdown,
)
from helpers.english import MONTH, WORD
from helpers.frames import typed

#: Where each thing stood that was cut off.
CUT_REASONS = {
    ABOVE_STATEMENT: "n_cut_above",
    BELOW_STATEMENT: "n_cut_below",
    MENU_LINE: "n_cut_inside",
    PRINTED_LINE: "n_cut_inside",
}
MARK_REASONS = {
    CODE_MARK,
    EMPHASIS,
    ESCAPED,
    FOOTNOTE_MARK,
    HEADING_MARK,
    LINK_MARK,
    LIST_MARK_REASON,
    STRUCK_OUT,
    TABLE_LINE,
    WRITTEN_AS_CODE,
    "HTML",
}
#: A line that reads like a sentence: eight words or more, from a capital to a full stop.
CUT_SENTENCE = re.compile(r"""\W*[A-Z](?:\S*\s+){7,}\S*[a-z)\d][.!?]["'”’)\]]*\s*""")
#: What a scanner makes of letters: a sign for one, a digit or a capital inside a word, t h e.
MISREAD = re.compile(
    r"\S*\ufffd\S*|(?<!\w)[a-z]+\d+[a-z]+(?!\w)|(?<!\w)[a-z]{2,}[A-Z]+[a-z]+(?!\w)"
    r"|(?<!\S)[|~^¬¦{}<>\\](?!\S)|(?<!\S)(?:[a-z] ){3,}[a-z](?!\S)"
)
DATED = re.compile(rf"(?<!\w)(?:{MONTH}|(?:19|20)\d\d)(?!\w)")
PROSE = {"paragraph", "speaker turn"}
READING_KINDS = {
    "document": "category",
    "n_words": "int64",
    "n_cut_above": "int64",
    "n_cut_below": "int64",
    "n_cut_inside": "int64",
    "n_margin": "int64",
    "n_cut_sentences": "int64",
    "n_paragraphs": "int64",
    "n_unended": "int64",
    "n_marks": "int64",
    "n_misread": "int64",
    "misread": "str",
    "language": "str",
    "guessed_language": "str",
    "is_dated": "bool",
}


def measure_reading(
    documents: pd.DataFrame,
    paragraphs: pd.DataFrame,
    *,
    function_words: LanguageWords | None = None,
) -> pd.DataFrame:
    """Measure how well each statement was read: what was cut off it, and what looks misread.

    Takes documents as `read_documents` gives them and their paragraphs. `function_words` is what
    `read_function_words` returns; the bundled ones when it is None.
    Returns one row a statement: document, n_words, n_cut_above, n_cut_below, n_cut_inside (words
    that were taken off above, below and inside the statement, but for title and day),
    n_margin (words of menus and margins, as the marks of a web page or a PDF's places say them),
    n_cut_sentences (lines among them that read like a sentence), n_paragraphs (of prose), n_unended
    (of these, that end without a mark), n_marks (mark-up that was taken off), n_misread (words and
    signs as a scanner makes them), misread (the first of them), language (its code, as it was
    stated or guessed), guessed_language (the one that its words tell, "" where they tell none),
    is_dated (its day is known, or it names a month or a year).

    >>> documents = pd.DataFrame({"document": ["a"], "text": ["The ports open in May"]})
    >>> documents = documents.assign(published=pd.NaT, language="", saved="", edits=[()])
    >>> paragraphs = documents.assign(paragraph=1, kind="paragraph")
    >>> measure_reading(documents, paragraphs)[["n_words", "n_unended", "is_dated"]].to_numpy()
    array([[5, 1, True]], dtype=object)
    """
    documents = typed(documents, "document", "text", "saved", "edits", "language", "published")
    paragraphs = typed(paragraphs, "document", "text", "kind")
    words = read_function_words() if function_words is None else function_words
    prose = paragraphs[paragraphs["kind"].isin(PROSE)]
    unended = ~prose["text"].str.contains(PARAGRAPH_END)
    n_prose = prose.groupby("document", observed=False).size()
    n_unended = unended.groupby(prose["document"], observed=False).sum()
    columns = ["document", "text", "saved", "edits", "language", "published"]
    rows = [
        {
            "document": document,
            "n_words": _count_words(text),
            "n_paragraphs": n_prose.get(document, 0),
            "n_unended": n_unended.get(document, 0),
            "language": language,
            "guessed_language": guess_language(text, words)[0],
            "is_dated": bool(pd.notna(published) or DATED.search(text)),
        }
        | _measure_edits(saved, edits)
        | _measure_misread(text)
        for document, text, saved, edits, language, published in documents[columns].itertuples(
            index=False
        )
    ]
    return pd.DataFrame(rows, columns=[*READING_KINDS]).astype(READING_KINDS)


def _count_words(text: str) -> int:
    return len(re.findall(WORD, text))


def _measure_edits(saved: str, edits: tuple) -> dict[str, int]:
    """Count what the edits cut off, by where it stood, and the mark-up that they took off."""
    counts = dict.fromkeys([*CUT_REASONS.values(), "n_margin", "n_cut_sentences"], 0)
    for edit in edits:
        if edit.reason == MARGIN:
            counts["n_margin"] += _count_words(without_markdown(saved[edit.start : edit.end]))
        if place := CUT_REASONS.get(edit.reason):
            line = without_markdown(saved[edit.start : edit.end])
            counts[place] += _count_words(line)
            counts["n_cut_sentences"] += bool(CUT_SENTENCE.match(line))
    return counts | {"n_marks": sum(edit.reason in MARK_REASONS for edit in edits)}


def _measure_misread(text: str) -> dict[str, object]:
    found = MISREAD.findall(text)
    return {"n_misread": len(found), "misread": ", ".join([*dict.fromkeys(found)][:3])}


def find_reading_doubts(
    reading: pd.DataFrame,
    limits: Mapping[str, float],
    *,
    function_words: LanguageWords | None = None,
) -> pd.DataFrame:
    """Say in plain words what speaks against the reading of a statement.

    Takes what `measure_reading` returns. `limits` holds, by its name, the share above which each
    thing is said: "words cut", "paragraphs without an end", "misread words" (of the words), and
    "words for a language", the number below which a text tells no language.
    Returns one row a doubt: document, doubt (a sentence). A statement without a row is well read.

    >>> limits = {"words cut": 0.1, "paragraphs without an end": 0.3, "misread words": 0.01,
    ...           "words for a language": 20}
    >>> reading = pd.DataFrame({"document": ["a"], "n_words": 90, "n_cut_above": 30,
    ...     "n_cut_below": 0, "n_cut_inside": 0,
    ...     "n_cut_sentences": 0, "n_paragraphs": 4, "n_unended": 0, "n_misread": 0, "misread": "",
    ...     "language": "en", "guessed_language": "en", "is_dated": True})
    >>> find_reading_doubts(reading, limits)["doubt"].to_list()
    ["25% of the words on the page were cut off as not the statement's."]
    """
    words = read_function_words() if function_words is None else function_words
    rows = [
        (row["document"], doubt)
        for row in reading.to_dict("records")
        for doubt in (*_doubts_of_page(row, limits), *_doubts_of_text(row, limits, words))
    ]
    return typed(pd.DataFrame(rows, columns=["document", "doubt"]))


def _doubts_of_page(row: dict, limits: Mapping[str, float]) -> Iterator[str]:
    """What was taken off the page, and how its lines were joined."""
    n_cut = sum(row[place] for place in {*CUT_REASONS.values()})
    cut = n_cut / max(row["n_words"] + n_cut, 1)
    if cut > limits["words cut"]:
        yield f"{cut:.0%} of the words on the page were cut off as not the statement's."
    if n := row["n_cut_sentences"]:
        reads = (
            "line that reads like a sentence was"
            if n == 1
            else "lines that read like sentences were"
        )
        yield f"{n:,} {reads} cut off the page."
    unended = row["n_unended"] / max(row["n_paragraphs"], 1)
    if unended > limits["paragraphs without an end"]:
        yield (
            f"{unended:.0%} of its paragraphs end without a mark: lines may have been cut"
            " or joined where the page does not."
        )


def _doubts_of_text(row: dict, limits: Mapping[str, float], words: LanguageWords) -> Iterator[str]:
    """What its words say of the scanner, of its language, and of its time."""
    misread = row["n_misread"] / max(row["n_words"], 1)
    if misread > limits["misread words"]:
        yield f"{misread:.1%} of its words look misread ({row['misread']})."
    language, guessed = row["language"], row["guessed_language"]
    if not is_english(language):
        yield (
            f"It is in {name_language(language, words)}: what is said here of English"
            " (stop words, stems, dates, events, the bundled themes) is not applied."
        )
    if row["n_words"] >= limits["words for a language"]:
        if not guessed and is_english(language):
            yield "Its small words tell no language that is known here; it is counted as English."
        elif guessed and language and guessed != language.split("-")[0].lower():
            yield (
                f"It is said to be in {name_language(language, words)}, and its small words are"
                f" {name_language(guessed, words)}."
            )
    if not row["is_dated"]:
        yield "Nobody says its day, and it names no month and no year: nothing in it has a date."


def is_english(language: str) -> bool:
    """Say whether the rules for English hold: they do where no other language is known.

    >>> is_english("en-GB"), is_english(""), is_english("fr")
    (True, True, False)
    """
    return language.split("-")[0].lower() in ("", "en", "eng", "english")


def choose_english(documents: pd.DataFrame) -> pd.DataFrame:
    """Keep the statements for which the rules for English hold.

    >>> choose_english(pd.DataFrame({"document": ["a", "b"], "language": ["fr", "en"]}))
      document language
    1        b       en
    """
    documents = typed(documents, "language")
    return documents[documents["language"].map(is_english).astype(bool)]
