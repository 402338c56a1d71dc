"""How events read on any statement: their labels, their kinds, and what is no event at all."""

import re

import pandas as pd
import pytest

from helpers.dates import find_dates
from helpers.events import name_events
from helpers.tokens import split_sentences

#: What is asked, and texts of 30 March 2021, each with the label of its event in [brackets] and the
#: kind of that event; a text without brackets has no event.
KINDS = {
    "labels are whole": """
        The [Tarn Security and Harbour Summit] on 3 October 2020 was held. = past
        As reported on March 1, 2021, the [Queen directed two strikes]. = past
        The [donors pledged $5 million] on 3 March 2021. = past
        And on 4 May 2020 [they signed it]. = past
        Ending on 3 May 2020, the [mission was a success]. = past
        THEREFORE, on 3 May 2020, the [Council decided to act]. = past
        The [Council recognised the Tribe] in 1885. = past
        The plan works, [Ann Lee], [said] today. = document
        [We’ve met here] today. = document
        The [Coalition to Rebuild Tarn, founded in Oslo] in 2014, met. = past
        They held talks after the [tragedy that occurred] in June. = past
        The Minister, [Ann Lee], [met] this week in Tarn. = past
        They welcome the [partnership between Arlan and Belmora that was founded] in 1942. = past
        The [Convention on the Use of Rivers], adopted on 9 December 1948, protects fish. = past
        We welcome the [treaty signed] on 4 June 2019. = past
        It rests on the [Conference on Rivers] that recently [ended in Tarn]. = past
        It leads to the [80th session of the River Assembly] (RA 80) in September 2025. = planned
        [Arlan wants to lift 5 million people out of hunger] by 2030. = planned
        The Council, at its [42nd meeting], held on 16 April 2020, was briefed. = past
        They praise the [timely visit he undertook to Tarn] on 7 July 2020. = past
        They welcome the holding, on 27 June 2020, of the [first round of the election]. = past
        They praised the [elections in Arlan] held during the period May to June 2020. = past
        The [Council] on Thursday [condemned] “most strongly” all of it. = past
        The outcomes of the [2015 Tarn Summit] include: peace. = past
        The [raid that happened in a church attached to a school] on 3 May 2020 is over. = past
        On 4 May 2020, the [Council held an online summit]. = past
        They prepare the [next summit], which is expected to be held by 4 May 2021. = planned
        They fulfil the February 12, 2015, [Tarn agreements] in the interests of peace. = past
        They use the [MoU on trade under the Harbour Scheme] signed on 12 May 2017. = past
    """,
    "what dates no event": """
        Now is the time to act.
        Arlan welcomes Vision 2030.
        They look to the future.
        Tarn is currently at peace.
        It is the worst in recent memory.
        CANBERRA, 24 July 2020
        It will help Arlan to meet the challenges of the 21st century.
        It will help recently arrived families.
        Hunger remains a threat in the twenty-first century.
    """,
    "past, going on or to come": """
        The [delegations will meet again] later this year. = planned
        [They will close the pier] by the end of 2024. = planned
        The [plan, ending] in FY 2029, will cost two billion. = planned
        The [city has been under siege] since 2015. = ongoing
        They regret the [ongoing strike at Tarn]. = ongoing
        [They met in Tarn] this year. = past
        After the [raid in Tarn] earlier this year trade is slow. = past
    """,
    "one thing in one row": """
        They cite the March 2, 2020, [Harbour Assembly Resolution 11/1]. = past
        We mark the [tenth anniversary of the war] this year. = ongoing
        They proclaim 2 May 2021, as [Labor Day]. = planned
        They recall his recent [visit to Belmora] in May 2019. = past
        [They met in Tarn] today, 30 March 2021. = document
        TARN (13 March 2021) - The [Council opened the port]. = past
        We keep the [tenth anniversary of the war] on 4 June 2021. = planned
    """,
    "what is to come has no need of a date": """
        The Council will convene a [conference on reconstruction]. = planned
        The [Council will] soon [host the second Summit]. = planned
        The Council will not hold a meeting in Tarn.
        We will hold those responsible to account.
    """,
}
CASES = [(kind, line.strip()) for kind, text in KINDS.items() for line in text.strip().split("\n")]


@pytest.mark.parametrize(("kind", "case"), CASES, ids=[case for _, case in CASES])
def test_each_kind_of_event_reads_well(kind, case):
    marked, _, expected = case.partition(" = ")
    label = " … ".join(re.findall(r"\[(.*?)\]", marked))
    documents = pd.DataFrame({"document": ["a"], "text": [re.sub(r"[][]", "", marked)]})
    sentences, published = split_sentences(documents), pd.Series({"a": pd.Timestamp("2021-03-30")})
    events = name_events(find_dates(sentences, published=published), sentences, published=published)
    found = [*events[["event", "kind"]].itertuples(index=False, name=None)]
    assert found == ([(label[:1].upper() + label[1:], expected)] if label else []), kind
