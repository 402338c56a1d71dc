"""What the writing of English has in common for all rooms: a word, months, weekdays, full dates."""

import re

# A word: an abbreviation with inner full stops, or runs of letters and digits held together by
# - ' . / or by the comma of a number. What an atomic group (?>...) has taken it keeps: not trying
# again saves time. The shorter signs for the same, ++ and *+, give wrong words in Python before
# 3.11.5 (gh-106052).
WORD = (
    r"(?>(?:[^\W\d_]\.){2,})(?>(?:[-'’](?>[^\W_]+))*)"
    r"|(?>[^\W_]+)(?>(?:(?:[-'’./]|,(?<=\d,)(?=\d))(?>[^\W_]+))*)"
)

MONTHS = (
    "January February March April May June July August September October November December"
).split()
SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
#: A month, in full or short.
MONTH = rf"(?:{'|'.join(MONTHS + SHORT_MONTHS)})(?![^\W_])\.?"
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT_WEEKDAYS = "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()

#: A day written in full, in any case: "MARCH 4TH, 2021", "4 March, 2021", "2021-03-04", "4.3.2021".
FULL_DATE = re.compile(
    rf"(?<![^\W_])(?:{MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?: ?, ?| )\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? ?\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?![^\W_])",
    re.I,
)
