"""Follow many statements through time: their order, what rises and falls, what is new, how alike.

A statement counts here if it has a day (`find_undated` lists the others); several may have one day.
"""

from helpers.series.first_uses import find_first_uses
from helpers.series.order import find_undated, order_series
from helpers.series.similarity import measure_similarity, similar_to_previous
from helpers.series.trends import measure_trends

__all__ = [
    "find_first_uses",  # where each term, phrase, name or theme stands for the first time
    "find_undated",  # the statements that have no day, and so no place in the series
    "measure_similarity",  # how alike the words of any two statements are
    "measure_trends",  # which terms are used more and more, or less and less
    "order_series",  # the statements in the order of time, numbered
    "similar_to_previous",  # how alike each statement is to the one before it
]
