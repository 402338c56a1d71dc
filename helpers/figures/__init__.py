"""Draw the few forms of chart that there are, all in one look."""

from helpers.figures.charts import ranked_bars, ruler, skyline
from helpers.figures.marks import label_events
from helpers.figures.timeline import timeline

__all__ = ["label_events", "ranked_bars", "ruler", "skyline", "timeline"]
