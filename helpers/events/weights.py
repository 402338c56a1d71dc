"""Which events belong together, and which of many are drawn first: by a rule that can be said."""

import pandas as pd

#: Points for how exactly an event is dated: a day is worth most, a decade nothing.
EXACTNESS = {
    "time": 3,
    "day": 3,
    "week": 2,
    "month": 2,
    "season": 1,
    "quarter": 1,
    "half": 1,
    "year": 1,
}
NEAR_DAYS = 366  # from the statement's day: what it is about
MOST_LOST = 3  # points that further events of one group lose at the most


def weigh_events(events: pd.DataFrame, days: dict) -> pd.DataFrame:
    """Say which events share their days, and how much each weighs in a picture of some of them.

    events: as `name_events` makes them; days: each document's day.
    Adds group (the value of the first of the events with the same first and last day, where there
    are several; else "") and weight, 0 to 6: up to three points for how exactly the event is dated
    (3 a day, 2 a week or month, 1 a part of a year or a year), one each if its date is stated, if
    it is still to come and if it lies within a year of the statement; less one, and three at the
    most, for each event of its group before it. So one full day or year fills no picture alone.
    """
    keys = [events["document"].astype("str"), events["first_day"], events["last_day"]]
    shared = events.groupby(keys, dropna=False, sort=False)
    dated = events["first_day"].notna() | events["last_day"].notna()
    dated &= events["basis"] != "vague"
    group = (
        shared["value"].transform("first").where(dated & (shared["value"].transform("size") > 1))
    )
    known = events["first_day"].fillna(events["last_day"])
    far = (known - events["document"].astype("str").map(days).astype("datetime64[s]")).abs()
    points = events["precision"].map(EXACTNESS).astype("float64").fillna(0)
    points += (events["basis"] == "stated") + (events["kind"] == "planned") * 1
    points += far <= pd.Timedelta(days=NEAR_DAYS)
    weight = (points - shared.cumcount().clip(upper=MOST_LOST)).clip(lower=0)
    weight = weight.where(dated, 0).astype("int32")
    return events.assign(group=group.fillna("").astype("str"), weight=weight)
