"""Which of many phrases stands at a place: the longest, found by walking from word to word."""

from collections.abc import Iterable

from msgspec import Struct


class Phrases(Struct):
    """Phrases by their words: those that go on with a word, and the number of the one that ends here."""

    on: dict[str, "Phrases"] = {}
    number: int | None = None

    def add(self, words: Iterable[str], number: int) -> None:
        """Put a phrase among the others; one that is there already keeps its number."""
        here = self
        for word in words:
            here = here.on.setdefault(word, Phrases())
        if here.number is None:
            here.number = number

    def longest(self, words: Iterable[str], *, any_word: str = "") -> tuple[int, int] | None:
        """Return how many of these words the longest phrase takes, and its number; of phrases as long, the lowest.

        What a phrase has as `any_word` behind its first word stands for whatever word is there.
        """
        ways, found = [self], None
        for count, word in enumerate(words, start=1):
            given = (word, any_word) if any_word and count > 1 else (word,)
            ways = [way.on[each] for way in ways for each in given if each in way.on]
            if not ways:
                break
            ended = [way.number for way in ways if way.number is not None]
            found = (count, min(ended)) if ended else found
        return found
