"""Whether a list has as many items as the sentence before it announces."""

import re
from collections.abc import Iterator, Sequence

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import Words, adjoin, group, sentence_at, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.prose import Prose

_MOST = 20
_DEEPER = 2
"""An item that is indented this much more belongs to the one above it."""


def check_aangekondigd(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A list behind `de visie kent vijf uitgangspunten:` has five items."""
    for before, count in _lists(prose):
        start, end = sentence_at(prose, before)
        words = words_between(prose, start, end)
        at = _announced(prose, words, lijsten)
        number = read_number(words[at].text) if at is not None else None
        if at is not None and number and number != count and count > 1:
            noun = words[_noun(prose, words, at)]
            shown = prose.text[words[at].start : noun.end]
            message = f"hier staat ‘{shown}’, maar de lijst erachter telt er {write_number(count)}"
            yield prose.finding(words[at].start, noun.end, message, "verbeter het aantal, of vul de lijst aan")


def _lists(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield for each list behind a colon the place of that colon, and how many items it has, if that is certain."""
    if not prose.items:
        return
    lines = [match.span() for match in re.finditer(r"[^\n]+", prose.text)]
    items = dict(prose.items)
    depths = [items.get(start) for start, _ in lines]
    for at in range(1, len(lines)):
        introduced = prose.text[lines[at - 1][1] - 1] == ":"
        if introduced and depths[at] is not None and depths[at - 1] is None:
            last = next((n for n in range(at, len(lines)) if depths[n] is None), len(lines))
            if not _goes_on(prose, lines, depths, last):
                own = depths[at] or 0
                yield lines[at - 1][1] - 1, sum((depth or 0) < own + _DEEPER for depth in depths[at:last])


def _goes_on(prose: Prose, lines: Sequence[tuple[int, int]], depths: Sequence[int | None], last: int) -> bool:
    """Whether items follow that may belong to the list before: a paragraph within an item ends none."""
    later = next((n for n in range(last, len(lines)) if depths[n] is not None), None)
    return later is not None and prose.text[lines[later - 1][1] - 1] != ":"


def _announced(prose: Prose, words: Words, lijsten: Lijsten) -> int | None:
    """Return the one number in a sentence, if it counts what the list holds."""
    numbers = [at for at, word in enumerate(words) if read_number(word.text) or word.text[0].isdecimal()]
    numbers = [at for at in numbers if not _is_reference(prose, words, at, lijsten)]
    if len(numbers) != 1 or not 1 < (read_number(words[numbers[0]].text) or 0) <= _MOST:
        return None
    (at,) = numbers
    noun = _noun(prose, words, at)
    lowers = {word.lower for word in words}
    if noun == at or not adjoin(prose, words[at : noun + 1]) or lowers & group(lijsten, "aankondiging-onzeker"):
        return None
    if words[noun].lower in group(lijsten, "eenheden") | group(lijsten, "deelnemers"):
        return None
    return at if _leads_to_list(words, at, noun, lijsten) and prose.is_literal(words[at].start, words[at].end) else None


def _leads_to_list(words: Words, at: int, noun: int, lijsten: Lijsten) -> bool:
    """Whether nothing but the list can be what is counted: `kent vijf uitgangspunten:`."""
    before = [word.lower for word in words[:at]]
    ends = noun >= len(words) - 2
    if {"volgende", "deze", "onderstaande"} & {*before[-2:], *(word.lower for word in words[at:noun])}:
        return ends
    verb = before and before[-1] in group(lijsten, "telt") | group(lijsten, "kondigt-aan")
    return bool(verb) and (ends or words[noun + 1].lower in group(lijsten, "voorzetsel"))


def _noun(prose: Prose, words: Words, at: int) -> int:
    """Return which word is counted, with at most one adjective before it; the number itself when none is."""
    for noun in range(at + 1, min(at + 3, len(words))):
        if words[noun].text.islower() and words[noun].text.endswith(("en", "s")) and len(words[noun].text) > 3:
            return noun
    return at


def _is_reference(prose: Prose, words: Words, at: int, lijsten: Lijsten) -> bool:
    """Whether a number is that of an annex or article: `bijlage 1`."""
    return at > 0 and words[at - 1].lower in group(lijsten, "genummerd")
