"""Read official statements: from a saved page to counts that lead back to their sentences.

Text flows one way: files -> documents -> tokens -> lookup -> { terms, themes, dates -> events } ->
figures, evidence -> notebooks -> reports. Below all lie english (words, months) and frames (what
columns hold). The rooms in braces do not import one another, save that events builds on dates.
"""
