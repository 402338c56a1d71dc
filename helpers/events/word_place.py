"""A word whose letter is sought, and what stands around it."""

from helpers.events.event_words import Lexicon


class WordPlace:
    """A word whose letter is sought: its sentence, and the letters of the words before it."""

    def __init__(self, words: list[str], at: int, letters: list[str], lexicon: Lexicon) -> None:
        self.words, self.at, self.letters, self.lexicon = words, at, letters, lexicon
        self.text, self.word = words[at], words[at].lower()
        self.after = words[at + 1] if at + 1 < len(words) else "."
        self.noun = "e" if self.word in lexicon.events else "n"  # what it is if it is a noun
        self.verb = lexicon.verbs.get(self.word, "")  # what it is if it is a verb

    @property
    def is_name(self) -> bool:
        """Whether it is written as a name; where a sentence begins, capitals say nothing."""
        begins = self.at == 0 or self.words[self.at - 1] in (":", '"', "“")
        return self.text[0].isupper() and not begins

    @property
    def before(self) -> str:
        """The letter of the word before it, adverbs left out."""
        return next((letter for letter in reversed(self.letters[-2:]) if letter != "a"), "")

    @property
    def following(self) -> str:
        """The letter of the word after it, if that is of a closed class or a mark."""
        mark = "" if self.after[0].isalnum() else "."
        return self.lexicon.closed.get(self.after.lower(), mark)

    @property
    def is_helped(self) -> bool:
        """Whether "we", "will", "to" before it make it a verb."""
        between = self.letters[-2:] == ["x", "D"]  # "will [soon] host"
        near = {word.lower() for word in self.words[max(0, self.at - 2) : self.at]}
        modal = (between or self.before == "x") and near & {*self.lexicon.words["modals"]}
        return bool(modal) or self.before == "o"
