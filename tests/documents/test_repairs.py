"""Each repair on text that must change and on text that must not; and the law of repairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.documents.edits import apply
from helpers.documents.repairs import clean

PROSE = "The Ministers met in Rome."

PRINTED_PAGES = (
    "9/24/24, 4:56 PM Statement | Office of Arlan\nThe ministers met in\nhttps://a.example/x 1/2\n"
    "9/24/24, 4:56 PM Statement | Office of Arlan\nthe port of Tarn and they left.\n"
    "https://a.example/x 2/2\n"
)
MUST_CHANGE = [
    # reason, saved, text
    ("byte-order mark", "\ufeffThey met.", "They met."),
    ("line end of another system", "They met.\r\nThey left.", "They met.\nThey left."),
    ("line end of another system", "They met.\rThey left.", "They met.\nThey left."),
    ("line end of another system", "They met.\u2028They left.", "They met.\nThey left."),
    ("line end of another system", "They met.\u2029They left.", "They met.\nThey left."),
    ("line end of another system", "They met.\x85They left.", "They met.\nThey left."),
    ("line end of another system", "They met.\x0cThey left.", "They met.\nThey left."),
    ("control character", "They\x00 met \x1b[1mthem\x7f.", "They met [1mthem."),
    ("zero-width character", "They \u202emet\u202c \u2066them\u2069.", "They met them."),
    ("character encoded twice", "WilmÃ¨s met them.", "Wilmès met them."),
    ("character encoded twice", "Itâ€™s Â£5 â€“ â‚¬5, no more.", "It's £5 – €5, no more."),
    ("character encoded twice", "The Ã\x89lysÃ©e met.", "The Élysée met."),  # by way of Latin-1
    ("character encoded twice", "BabiÅ¡ and PlenkoviÄ‡ met.", "Babiš and Plenković met."),
    ("character encoded twice", "Erdoğan met ErdoÄŸan.", "Erdoğan met Erdoğan."),
    ("character encoded twice", "CuraÃƒÂ§ao and ErdoÃ„Å¸an.", "Curaçao and Erdoğan."),  # twice
    ("byte-order mark", "ï»¿They met.", "They met."),  # itself encoded twice
    ("zero-width character", "They\u200b met.", "They met."),
    ("soft hyphen", "They stabi\u00adlised it.", "They stabilised it."),
    ("soft hyphen", "They stabi\u00ad\nlised it.", "They stabilised it."),
    ("typographic hyphen", "A non\u2011combat mission.", "A non-combat mission."),
    ("non-breaking or other space", "On 4\u00a0June they met.", "On 4 June they met."),
    ("typographic quotation mark", "The Coalition’s aim.", "The Coalition's aim."),
    ("typographic quotation mark", "They said “no”.", 'They said "no".'),
    ("accent apart from its letter", "Wilme\u0300s met them.", "Wilmès met them."),
    ("front matter", "---\ntitle: A\n---\n\nThey met.", "They met."),
    ("link", "They [met](https://example.org/a) there.", "They met there."),
    ("strike-through", "The ~~NATO~~'s mission.", "The NATO's mission."),
    ("bold or italic", "They **met** there.", "They met there."),
    ("bold or italic", "They *met* _there_.", "They met there."),
    ("expansion of an abbreviation", "The UN (United Nations) met.", "The UN met."),
    (
        "expansion of an abbreviation",
        "ISIL (Islamic State in Iraq and the Levant) lost.",
        "ISIL lost.",
    ),
    ("line drawn across", "They met.\n\n---\n\nThey left.", "They met.\n\nThey left."),
    ("line drawn across", "They met.\n\n* * *\n\nThey left.", "They met.\n\nThey left."),
    (
        "menu of links",
        "They met.\n\n[Share](#) | [Print](#)\n\nThey left.",
        "They met.\n\nThey left.",
    ),
    ("paragraph cut in mid-sentence", "It said its\n\nwill to go.", "It said its will to go."),
    ("paragraph cut in mid-sentence", "It said\n\nits\n\nwill.", "It said its will."),
    ("heading mark", "They met.\n\n## Law\n\nThey left.", "They met.\n\nLaw\n\nThey left."),
    ("quotation mark of Markdown", "They met.\n> They left.", "They met.\nThey left."),
    ("list mark", "They agreed:\n- One thing.\n- Another.", "They agreed:\nOne thing.\nAnother."),
    ("list mark", "They agreed:\n(a) to meet\n(b) to leave.", "They agreed:\nto meet\nto leave."),
    ("list mark", "• They met.\n– They left.", "They met.\nThey left."),
    ("list mark", "A. They met.\n\nB. They left.", "They met.\n\nThey left."),
    ("list mark", "1.1 They met.\n\n1.2 They left.", "They met.\n\nThey left."),
    ("list mark", "1\\. They met.\n\n2\\. They left.", "They met.\n\nThey left."),
    ("list mark", "1. They met.\n2. They left.", "They met.\nThey left."),
    ("more than one space", "They  met.", "They met."),
    ("space at a line's end", "They met. \nThey left.", "They met.\nThey left."),
    ("title line", "Joint Statement of Rome\n\nThey met.", "They met."),
    ("date line", "March 30, 2021\n\nThey met.", "They met."),
    ("date line", "30.03.2021 - Press release\n\nThey met.", "They met."),
    ("date line", "30.03.2021\n\nThey met.", "They met."),  # no web address
    ("web address", "192.0.2.15/news\n\nThey met.", "They met."),
    ("web address", "example.org/news/12\n\nThey met.", "They met."),
    ("menu of links", "They met.\n\n1. [Home](#) ›\n", "They met."),
    ("copyright line", "They met.\n\n© 2021 The Office. All rights reserved.", "They met."),
    ("line above the statement", "Welcome\n\nThey met.", "They met."),
    ("line below the statement", "They met.\n\nKeywords", "They met."),
    (
        "link",
        "The ministers of Arlan and Belmora have read the report of the\n"
        "[Council](https://council.example/report/of/the/year/2021/and/more)\n"
        "and they thank all who wrote it in the port of Tarn for it.",
        "The ministers of Arlan and Belmora have read the report of the Council and they thank all"
        " who wrote it in the port of Tarn for it.",
    ),
    ("letters in one sign", "The oﬃce of ﬁnance met.", "The office of finance met."),
    ("hyphen of a PDF", "They met on the sta\ufffebilisation.", "They met on the stabilisation."),
    (
        "letter that a scanner misread",
        "Today | am pleased, and | thank the ministers of Arlan for it.",
        "Today I am pleased, and I thank the ministers of Arlan for it.",
    ),
    ("HTML", "They met.\n\n<!-- a note\nof two lines -->\nThey left.", "They met.\n\n\nThey left."),
    (
        "footnote mark",
        "They agreed on this.[12] The hosts left.",
        "They agreed on this. The hosts left.",
    ),
    ("footnote mark", "They met.<sup>3</sup> They left.", "They met. They left."),
    ("bold or italic", "The **port of Tarn. **They left.", "The port of Tarn. They left."),
    ("bold or italic", "*They met. They left.*\n\nAll did.", "They met. They left.\n\nAll did."),
    (
        "link",
        "They met [the\nministers](https://a.example/x) there.",
        "They met the ministers there.",
    ),
    (
        "line of a table",
        "They met.\n\n| Port | 3 |\n|---|---|\n| Tarn | 4 |",
        "They met.\n\nPort; 3\nTarn; 4",
    ),
    (
        "header or footer of a page",
        PRINTED_PAGES,
        "The ministers met in the port of Tarn and they left.",
    ),
    (
        "line end in a sentence",
        "-   The ministers of Arlan and Belmora met at the invitation of\n"
        "    the Queen of Arlan.\n-   They left.",
        "The ministers of Arlan and Belmora met at the invitation of the Queen of Arlan.\n"
        "They left.",
    ),
    (
        "list mark",
        "They agreed:\n\n- to meet\n    - soon\n    - often\n",
        "They agreed:\n\nto meet\nsoon\noften",
    ),
]

MUST_NOT_CHANGE = [
    "The Âge d'or, Ã la carte, Åre and â la.",  # what "encoded twice" begins with, alone
    "A NAÇÃO É UNA – NÃO HÁ OUTRA…",  # Portuguese
    "À LA UNE: L'ÂGE D'OR, DÉJÀ—VU, CAFÉ…",  # French
    "ISTANBUL'DA ÇAĞRI – ERDOĞAN, ŞİMŞEK, Ç–Ş",  # Turkish
    "Ćwierć, Łódź, Wałęsa – ŻÓŁĆ…",  # Polish
    "ÅRHUS, ÄNDERN, Beyoncé™, PARÁ®, 20 °C, ½ § 5",
    "Naïve—yes, café—no, El Niño – good.",
    'The grades "Ä" and Å – and the rest.',  # a letter in quotation marks, before a dash
    "The UN (based in New York) met.",  # brackets that expand nothing
    "The United Nations (UN) met.",  # the author's own short form
    "Resolution [2254](2015) was adopted.",  # brackets that are no link
    "They paid 5 * 3 and 2 * 4 euros.",  # asterisks that mark nothing
    "The file snake_case_name was sent.",  # underscores inside a word
    "It lasted ~5 to ~~ 6 days.",  # tildes that strike nothing
    "It met on March 30, 2021.",  # a date line ends without a full stop
    "They agreed:\nto stop the violence;",  # a clause mark ends the paragraph
    "They met in Rome.\nthey left.",  # so does a full stop, whatever follows
    "2254 was adopted.\n2021 was a year.",  # a number is not a list mark
    "They grew by 3.5 million.",
    "3.5 million people met.\n\nThey left.",  # a number that begins a sentence
    "A. Alba met them.\n\nC. Corr left.",  # initials
    "No sentence here",  # a page with no prose is left whole
    "Excellencies,\n\nWe met.",  # a salutation is part of the statement
    "They met.\n\nThey left.",
    "They want stability - and peace.",
    "Title | Office of Arlan and of all its ports on the coast.",  # a stroke before a capital
    "The grant went to | news | about | all of it.",  # a stroke after every word
    "They cited [2254] and [12 others] of them.",  # brackets that are part of the sentence
    "On 3/4 of the way, and 2/5 of the time, they met.",
]


@pytest.mark.parametrize(("reason", "saved", "text"), MUST_CHANGE)
def test_a_repair_mends_what_it_is_for(reason, saved, text):
    result, edits = clean(saved)
    assert result == text
    assert reason in {edit.reason for edit in edits}


@pytest.mark.parametrize("saved", MUST_NOT_CHANGE)
def test_a_repair_leaves_alone_what_only_looks_alike(saved):
    assert clean(saved) == (saved, [])


def test_hard_wrapped_lines_are_one_paragraph():
    saved = (
        "The Ministers met in Rome to reaffirm their shared\n"
        "determination to continue the fight, and for a non-\n"
        "combat mission.\n"
        "\n"
        "They will meet again as soon as they can do so, in\n"
        "another town.\n"
    )
    text, _ = clean(saved)
    assert text.split("\n\n") == [
        "The Ministers met in Rome to reaffirm their shared determination to continue the fight, "
        "and for a non-combat mission.",
        "They will meet again as soon as they can do so, in another town.",
    ]


def test_a_title_is_not_joined_to_the_address_below_it():
    assert clean("Joint Statement of Rome\n\nexample.org/news\n\nThey met.")[0] == "They met."


def test_lines_that_are_paragraphs_stay_apart():
    saved = "Thank you all.\nI am glad to be here today.\nLet us begin."
    assert clean(saved)[0] == saved
    long = "\n".join(f"{PROSE} {PROSE} {PROSE} {PROSE} {PROSE} {PROSE}" for _ in range(3))
    assert clean(long)[0] == long


def test_the_list_of_documents_says_where_a_statement_begins_and_ends():
    saved = (
        "We use cookies. Accept all.\n\nThe Ministers met “in Rome”.\n\nThey left.\n\nRead more."
    )
    text, edits = clean(saved, begins="The Ministers met", ends="They left.")
    assert text == 'The Ministers met "in Rome".\n\nThey left.'
    assert apply(saved, edits) == text


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        ({"begins": "Nobody met"}, "begins 'Nobody met' is not in the text"),
        ({"ends": "Nobody left."}, "ends 'Nobody left.' is not in the text"),
        ({"begins": "They left", "ends": "They met."}, "stands before begins"),
    ],
)
def test_a_hint_that_cannot_be_right_is_said(hints, message):
    with pytest.raises(ValueError, match=message):
        clean("They met. They left.", **hints)


ODD = st.text(
    st.sampled_from(
        list(
            "ÃÂâ€\x80\0\x85\u2028\u202eaB.,- \n\r\t~*_[]()#>|\\<&;`!ﬁ\ufffe1—’“”"
            "\u00a0\u00ad\u200b\ufeff\u0301é©•"
        )
    ),
    max_size=120,
)


@given(ODD | st.text(max_size=60))
def test_the_repairs_put_into_the_saved_text_give_the_text(saved):
    text, edits = clean(saved)
    assert apply(saved, edits) == text


@given(st.text(max_size=80))
def test_letters_are_only_taken_with_a_reason(saved):
    text, edits = clean(saved)
    taken = sum(map(str.isalnum, "".join(saved[e.start : e.end] for e in edits)))
    given_back = sum(map(str.isalnum, "".join(e.after for e in edits)))
    assert sum(map(str.isalnum, saved)) - taken + given_back == sum(map(str.isalnum, text))


@pytest.mark.parametrize(("words", "kept"), [(40, False), (41, True)])
def test_a_line_without_an_end_is_prose_from_forty_one_words_on(words, kept):
    line = " ".join(["law"] * words)
    assert (line in clean(f"{line}\n\n{PROSE}")[0]) == kept


FULL, SHORT = "Aaaa Bbbb Cccc Ddddd Eeeee Fffff Ggggg Hhhhh", "Met."  # the next word fits after one


@pytest.mark.parametrize(
    ("lines", "wrapped"), [([FULL, SHORT, SHORT], True), ([FULL, SHORT, SHORT, SHORT], False)]
)
def test_lines_are_wrapped_where_half_of_their_ends_break_a_sentence(lines, wrapped):
    saved = "Met.\n\n" + "\n".join(lines)
    assert clean(saved)[0] == saved.replace(f"{FULL}\n", f"{FULL} " if wrapped else f"{FULL}\n")


@pytest.mark.parametrize(("width", "wrapped"), [(39, False), (40, True)])
def test_nobody_wraps_narrower_than_40_characters(width, wrapped):
    first, last = f"Met.\n\nThey {'a' * (width - 5)}", "Bbbb met."
    assert clean(f"{first}\n{last}")[0] == f"{first}" + (" " if wrapped else "\n") + last


@pytest.mark.parametrize(("width", "wrapped"), [(132, True), (133, False)])
def test_nobody_wraps_wider_than_132_characters(width, wrapped):
    first, last = f"Met.\n\nThey {'a' * (width - 5)}", "Bbbb met."
    assert clean(f"{first}\n{last}")[0] == f"{first}" + (" " if wrapped else "\n") + last


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Issued by the office on 3 May 2019", "date line"),  # eight words
        ("Issued by the press office on 3 May 2019", "title line"),
        ("The Tarn Statement", "title line"),
        ("Tarn Statement", "line above the statement"),
    ],
)
def test_a_line_above_is_known_by_its_words(line, reason):
    assert clean(f"{line}\n\n{PROSE}")[1][0].reason == reason
