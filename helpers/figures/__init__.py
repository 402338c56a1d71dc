"""Draw the few forms of chart that there are, all in one look."""

from helpers.figures.charts import draw_bars, draw_ruler, draw_skyline
from helpers.figures.flow import draw_flow
from helpers.figures.marks import label_events
from helpers.figures.series import draw_fields, draw_strips
from helpers.figures.sheet import Chart, Words
from helpers.figures.timeline import draw_timeline

__all__ = [
    "Chart",  # a drawn chart with its alt text and its table
    "Words",  # what a chart says around its drawing: title, subtitle, source, caption
    "draw_bars",  # counts as ranked bars, with a word cloud beside them if asked for
    "draw_fields",  # a field a row and column, the darker the higher
    "draw_flow",  # what became of each sentence, the old ones left, the new ones right
    "draw_ruler",  # where in the text each term or theme stands, a tick a mention
    "draw_skyline",  # the sentences along the text, each as high as it has words
    "draw_strips",  # a small line a row: how a number moves from statement to statement
    "draw_timeline",  # events over a line of time, and a list of those without a day
    "label_events",  # the words that an event has in a timeline, to find its sentences by
]
