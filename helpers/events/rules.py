"""Rules with their examples beside them: of a list of rules the first that fits holds."""

from collections.abc import Callable
from typing import Any, NamedTuple


class SentenceRule(NamedTuple):
    """A rule: a function of a place in a sentence, and examples with what it gives for them."""

    apply: Callable
    examples: dict[str, str]


def rule(rules: list[SentenceRule], examples: dict[str, str]) -> Callable:
    """Make the next of `rules` of a function that returns nothing where it does not fit.

    An example is a text with what the rule is about in [brackets], and the result; where the
    result needs other dates to be known, they stand in <these>. A test runs them all.
    """

    def add(function: Callable) -> Callable:
        rules.append(SentenceRule(function, examples))
        return function

    return add


def first_result(rules: list[SentenceRule], place: Any) -> Any:
    """Try the rules in their order, and return what the first one gives that fits."""
    for one in rules:
        if found := one.apply(place):
            return found
    return None
