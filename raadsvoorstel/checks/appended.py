"""Annexes that a text calls added behind their name: `de brief die als bijlage is toegevoegd`."""

from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.titles import STEM, Titles
from raadsvoorstel.checks.vocabulary import Words, group, has, sentences
from raadsvoorstel.prose import Prose, Word

_LETTER = "brief"


def called_added(prose: Prose, titles: Titles, lijsten: Lijsten) -> Iterator[Word]:
    """Yield the kinds of annex that a sentence calls added, and that none of the titles can be."""
    added = word_set(lijsten, "toegevoegd")
    for words in sentences(prose) if any(word.lower in added for word in prose.words) else ():
        noun = _noun(words, lijsten)
        if noun is not None and not _may_be(noun, words, titles, lijsten):
            yield noun


def _noun(words: Words, lijsten: Lijsten) -> Word | None:
    """Return the one kind of annex in a sentence that says that it is added now; none when there are more."""
    lower = [word.lower for word in words]
    said = [word for word in lower if word in word_set(lijsten, "toegevoegd")]
    if not said or not ("bijlage" in lower or word_set(lijsten, "bijgevoegd").intersection(said)):
        return None
    if has(words, group(lijsten, "vroeger") | group(lijsten, "niet-nu-toegevoegd")):
        return None
    kinds = lijsten.words_of("bijlagesoorten")
    found = [place for place, word in enumerate(lower) if word.endswith(kinds) and place < lower.index(said[-1])]
    right = [place for place in found if lower[place + 1] in ("die", "dat", "welke")]
    only = found if len(found) == 1 else right
    return words[only[0]] if len(only) == 1 else None


def _may_be(noun: Word, sentence: Words, titles: Titles, lijsten: Lijsten) -> bool:
    """Whether a title is of this kind, of a kind that we do not know, or about what the sentence is about."""
    kinds, others = lijsten.words_of("bijlagesoorten"), lijsten.words_of("titelsoorten")
    kind = next(kind for kind in sorted(kinds, key=len, reverse=True) if noun.lower.endswith(kind))
    mine = (kind, *(lijsten.words_of("geschreven_als_brief") if kind == _LETTER else ()))
    about = {word.lower[:STEM] for word in sentence if len(word.text) > STEM and word is not noun}
    return (
        any(titles.say(each) for each in mine)
        or not titles.stems.isdisjoint(about)
        or not titles.are_all((*kinds, *others))
    )
