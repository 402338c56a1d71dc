"""Tell the language of a statement by its small words."""

import re
from collections.abc import Mapping
from pathlib import Path

from helpers.english import WORD
from helpers.files import data_path, read_words

MAX_READ_CHARS = 20_000  # more of a text says no more about its language

#: The small words of each language, by its code and name: "en English".
LanguageWords = Mapping[str, frozenset[str]]


def read_function_words(folder: str | Path | None = None) -> LanguageWords:
    """Read `function_words.txt` of the folder, else the bundled one: small words by language.

    >>> "the" in read_function_words()["en English"]
    True
    """
    lists = read_words(data_path("function_words.txt", folder))
    return {language: frozenset(words) for language, words in lists.items() if language}


def name_language(code: str, function_words: LanguageWords) -> str:
    """Write a language's name in English, or its code where it is none of these languages.

    >>> name_language("fr", {"fr French": frozenset()}), name_language("cy", {})
    ('French', 'cy')
    """
    main_code = code.split("-")[0].lower()
    names = dict(language.split(" ", 1) for language in function_words if " " in language)
    return names.get(main_code, code)


def guess_language(
    text: str,
    function_words: LanguageWords,
    *,
    min_share: float = 0.15,
    min_lead: float = 1.2,
) -> tuple[str, float]:
    """Tell in which language a text is written, by the small words that every text needs.

    Returns the code of the language whose function words are the most of the text's words, and
    their share. The code is "" where the share is below `min_share`, or is less than `min_lead`
    times that of the language that comes next, since then the text may be in another.

    >>> lists = {"en English": frozenset(["the", "of"]), "fr French": frozenset(["la", "de"])}
    >>> language, share = guess_language("The ports of Arlan and the coast of Tarn.", lists)
    >>> language, round(share, 2)
    ('en', 0.44)
    """
    words = re.findall(WORD, text[:MAX_READ_CHARS].lower())
    # "l'accord" holds two words
    words = [part for word in words for part in re.split(r"['’]", word) if part]
    if not (words and function_words):
        return "", 0.0
    shares = {
        language: sum(word in own for word in words) / len(words)
        for language, own in function_words.items()
    }
    best, *others = sorted(shares, key=shares.__getitem__, reverse=True)
    following = shares[others[0]] if others else 0.0
    told = shares[best] >= max(min_share, min_lead * following)
    return best.split(" ")[0] if told else "", shares[best]
