"""The frames' law: every verb gives the same for a frame wherever that came from."""

import inspect
import io

import numpy as np
import pandas as pd
import pytest

from helpers import (
    changes,
    dates,
    events,
    files,
    frames,
    lookup,
    series,
    terms,
    themes,
    tokens,
)

TEXTS = {
    "tarn": "The Port of Tarn opened on 3 May 2019. We welcome the port's free ports.\n\n"
    "Ministers will meet in June 2021 in Arlan; a minister spoke for free ports. All is well."
    "\n\nWe recall Resolution 2254 (2015) and the Tarn Agreement.",
    "arlan": "Arlan welcomed the Tarn Conference of 2018. Free ports trade, and we trade.",
}
ALIASES = pd.DataFrame({"name": ["Tarn"], "alias": ["Port of Tarn"]})
CODEBOOK = pd.DataFrame(
    [("trade", "free port*"), ("trade", "trade"), ("talks", "meet*"), ("war", "war")],
    columns=["theme", "pattern"],
).assign(kind="glob")
THEMES = ["trade", "talks", "war"]
DAY = pd.Series({"tarn": "2021-03-30", "arlan": "2019-01-01"}).astype("datetime64[s]")


def make_frames() -> dict[str, pd.DataFrame]:
    made = {"documents": pd.DataFrame({"document": [*TEXTS], "text": [*TEXTS.values()]})}
    made["paragraphs"] = tokens.split_paragraphs(made["documents"])
    made["sentences"] = tokens.split_sentences(made["paragraphs"])
    made["tokens"] = tokens.split_tokens(made["sentences"])
    made["joined"] = terms.join_aliases(made["tokens"], ALIASES)
    made["mentions"] = lookup.find_mentions(made["tokens"], CODEBOOK)
    made["coding"] = pd.DataFrame(
        [
            (reader, document, sentence, theme, theme == "talks" or sentence > 1)
            for reader in "rs"
            for document in TEXTS
            for sentence in (1, 2)
            for theme in THEMES
        ],
        columns=["reader", "document", "sentence", "theme", "coded"],
    ).pipe(frames.typed)
    made["dates"] = dates.find_dates(made["sentences"], published=DAY)
    made["dated"] = made["documents"].assign(title="A title", published=DAY.to_numpy())
    made["order"] = series.order_series(made["dated"])
    made["similarity"] = series.measure_similarity(made["tokens"])
    counted = made["tokens"].dropna(subset="term")
    made["places"] = counted[["label", "document", "sentence", "start", "end"]].assign(
        kind="term", thing=counted["term"].astype("str"), label=counted["label"].astype("str")
    )
    texts = "The Port of Tarn opened in 2019. It trades.", "Tarn opened a port in 2020. We like it."
    cut = [
        pd.DataFrame({"document": [one], "text": [text]})
        for one, text in zip("mn", texts, strict=True)
    ]
    made["old"], made["new"] = map(tokens.split_sentences, cut)
    made["pairs"] = changes.align(made["old"], made["new"])
    made["redline"] = changes.redline(made["pairs"], made["old"], made["new"])
    made["events"] = events.name_events(made["dates"], made["sentences"], published=DAY)
    return made


MADE = make_frames()

#: Every verb that takes a frame; the function gives the frame of a name in the form that is tried.
VERBS = {
    "split_paragraphs": lambda f: tokens.split_paragraphs(f("documents")),
    "split_sentences": lambda f: tokens.split_sentences(f("paragraphs")),
    "split_tokens": lambda f: tokens.split_tokens(f("sentences")),
    "find_pattern": lambda f: lookup.find_pattern(f("tokens"), "free port*"),
    "find_mentions": lambda f: lookup.find_mentions(f("tokens"), CODEBOOK),
    "find_hits": lambda f: lookup.find_hits(f("tokens"), CODEBOOK),
    "join_aliases": lambda f: terms.join_aliases(f("tokens"), ALIASES),
    "find_merges": lambda f: terms.find_merges(f("joined")),
    "content_words": lambda f: terms.content_words(f("tokens"), {"the", "we"}),
    "count_terms": lambda f: terms.count_terms(f("tokens")),
    "count_phrases": lambda f: terms.count_phrases(f("tokens")),
    "find_phrases": lambda f: terms.find_phrases(f("tokens")),
    "find_families": lambda f: terms.find_families(f("tokens")),
    "group_families": lambda f: terms.group_families(f("tokens")),
    "concordance": lambda f: terms.concordance(f("tokens"), f("documents"), "port*", sort="left"),
    "measure_dispersion": lambda f: terms.measure_dispersion(f("tokens")),
    "measure_diversity": lambda f: terms.measure_diversity(f("tokens"), window=5, sample=5),
    "measure_collocations": lambda f: terms.measure_collocations(f("tokens"), min_n=1),
    "compare_terms": lambda f: terms.compare_terms(f("tokens"), MADE["joined"]),
    "compare_documents": lambda f: terms.compare_documents(
        f("tokens"), titles=pd.Series({"tarn": "Tarn"})
    ),
    "order_series": lambda f: series.order_series(f("dated")),
    "find_undated": lambda f: series.find_undated(f("dated").assign(published="")),
    "find_first_uses": lambda f: series.find_first_uses(f("places"), f("order")),
    "measure_similarity": lambda f: series.measure_similarity(f("tokens")),
    "similar_to_previous": lambda f: series.similar_to_previous(f("similarity"), f("order")),
    "measure_trends": lambda f: series.measure_trends(f("tokens"), DAY, min_documents=1, min_n=1),
    "align": lambda f: changes.align(f("old"), f("new")),
    "count_relations": lambda f: changes.count_relations(f("pairs")),
    "list_places": lambda f: changes.list_places(f("pairs"), "relation"),
    "redline": lambda f: changes.redline(f("pairs"), f("old"), f("new")),
    "find_missing": lambda f: changes.find_missing(
        f("places"), f("sentences"), old="arlan", new="tarn"
    ),
    "leave_longest": lambda f: changes.leave_longest(f("places")),
    "agreed_language": lambda f: changes.agreed_language(f("sentences"), min_words=2),
    "find_names": lambda f: tokens.find_names(f("tokens")),
    "theme_coverage": lambda f: themes.theme_coverage(
        f("mentions"), f("sentences"), f("tokens"), themes=THEMES
    ),
    "find_doubts": lambda f: themes.find_doubts(
        f("mentions"), f("sentences"), files.read_thresholds()
    ),
    "assign_themes": lambda f: themes.assign_themes(f("mentions"), f("sentences")),
    "find_cooccurrence": lambda f: themes.find_cooccurrence(f("mentions"), f("sentences")),
    "find_untouched": lambda f: themes.find_untouched(f("mentions"), f("sentences")),
    "weigh_patterns": lambda f: themes.weigh_patterns(f("tokens"), CODEBOOK, f("sentences")),
    "code_by_machine": lambda f: pd.DataFrame(
        {"coded": np.sort(themes.code_by_machine(f("mentions"), f("coding")))}
    ),
    "score_codebook": lambda f: themes.score_codebook(f("mentions"), f("coding"), themes=THEMES),
    "score_readers": lambda f: themes.score_readers(f("coding")),
    "list_errors": lambda f: themes.list_errors(f("mentions"), f("coding")),
    "find_references": lambda f: events.find_references(f("sentences")),
    "find_dates": lambda f: dates.find_dates(f("sentences"), published=DAY),
    "name_events": lambda f: events.name_events(f("dates"), f("sentences"), published=DAY),
}


NEEDS_WORDS = {"compare_terms", "compare_documents"}
#: They take a codebook, or what another verb of the room has just made.
NOT_TRIED = {"choose_hits", "find_sequence", "take_phrases", "collapse_codebook"}
NOT_TRIED |= {
    "read_definitions",
    "write_codebook",
    "read_coding",
    "as_ics",
    "as_timelinejs",
}


def as_csv(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)), keep_default_na=False)


def as_parquet(frame: pd.DataFrame) -> pd.DataFrame:
    with pd.option_context("mode.string_storage", "pyarrow"):
        read = pd.read_parquet(io.BytesIO(frame.to_parquet(index=False)))
    return read.set_axis([*frame], axis="columns")


def as_objects(frame: pd.DataFrame) -> pd.DataFrame:
    texts = [
        name
        for name in frame
        if isinstance(frame[name].dtype, pd.CategoricalDtype | pd.StringDtype)
    ]
    return frame.astype(dict.fromkeys(texts, object))


FORMS = {
    "as made": lambda frame: frame,
    "two halves": lambda frame: pd.concat(
        [frame.iloc[: len(frame) // 2], frame.iloc[len(frame) // 2 :]]
    ),
    "one by one": lambda frame: pd.concat(
        [
            own.astype({name: "str"})
            for name in ["document" if "document" in frame else "old"]
            for _, own in frame.groupby(name, sort=False, observed=True)
        ]
    ),
    "CSV": as_csv,
    "Parquet": as_parquet,
    "plain strings": as_objects,
    "shuffled": lambda frame: frame.sample(frac=1, random_state=1),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_gives_the_same_in_whatever_form_its_frame_comes(verb, form):
    expected = VERBS[verb](MADE.__getitem__)
    result = VERBS[verb](lambda name: FORMS[form](MADE[name]))
    result = result.astype({name: "str" for name in result if result[name].dtype == "str"})
    assert len(expected)
    pd.testing.assert_frame_equal(
        result.reset_index(drop=True), expected.reset_index(drop=True), check_categorical=False
    )


@pytest.mark.parametrize("form", [form for form in FORMS if form != "one by one"])
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in NEEDS_WORDS])
def test_an_empty_frame_gives_an_empty_one_of_the_same_kinds(verb, form):
    expected = VERBS[verb](MADE.__getitem__)
    result = VERBS[verb](lambda name: FORMS[form](MADE[name].iloc[:0]))
    assert [*result] == [*expected]
    if verb != "weigh_patterns":  # it has a row for each pattern of the codebook
        assert result.empty
    known = [name for name in expected if name in frames.COLUMN_KINDS]
    assert result[known].dtypes.map(str).to_dict() == expected[known].dtypes.map(str).to_dict()


def test_no_verb_is_left_out():
    rooms = [tokens, lookup, terms, themes, dates, events, changes, series]
    verbs = {
        name: verb
        for room in rooms
        for name, verb in inspect.getmembers(room, inspect.isfunction)
        if name in getattr(room, "__all__", ()) or verb.__module__ == room.__name__
    }
    take_frames = {
        name
        for name, verb in verbs.items()
        if not name.startswith("_")
        and "DataFrame" in str([*inspect.signature(verb).parameters.values()][:1])
    }
    assert take_frames - {*VERBS} == NOT_TRIED


def test_each_kind_of_column_is_the_same_in_every_frame():
    for verb, run in VERBS.items():
        result = run(MADE.__getitem__)
        kinds = frames.TOKEN_KINDS if "is_word" in result else frames.COLUMN_KINDS
        for name in {*result} & {*kinds}:
            assert result[name].dtype == kinds[name], (verb, name)
