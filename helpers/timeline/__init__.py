"""Draw what a statement points to: a row an event, rising with time.

timescale (days along a line, days in words) -> marks (events as marks) -> chart (the picture).
"""

from helpers.timeline.chart import timeline
from helpers.timeline.marks import label_events

__all__ = ["label_events", "timeline"]
