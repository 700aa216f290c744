"""Whether one count is written in one way: in words or in digits."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import adjoin, group, sentence_at, sentences, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_SHORT = 6
_BODIES = "deelnemers"
_LAST = late(r"([^\W\d_]+) \Z")
_FIRST = late(r" ([^\W\d_]+)")

Counted = tuple[int, str, int, int]
"""A number, what it counts, and where the number and the noun stand."""


def check_getal(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """A count is in words everywhere, or in digits everywhere: not `acht gemeenten` and `8 gemeenten`."""
    places: dict[tuple[int, str], list[tuple[Prose, int, int]]] = {}
    deelnemers = len(stukken[0].voorstel.deelnemers) if stukken else 0
    for prose, lijsten in _texts(stukken).items():
        for number, noun, start, end in _counted(prose, lijsten):
            if noun == _BODIES and number != deelnemers:
                continue
            places.setdefault((number, noun), []).append((prose, start, end))
    for (number, _), written in places.items():
        yield from _outvoted(number, written)


def check_aantal_wisselt(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """What `de visie bevat elf actielijnen` says is a total, does not become `de twaalf actielijnen` elsewhere."""
    texts = _texts(stukken)
    totals: dict[str, Counter[int]] = {}
    subjects: dict[str, set[str]] = {}
    for prose, lijsten in texts.items():
        for number, noun, start, _ in _counted(prose, lijsten):
            if noun != _BODIES and (subject := _has_in_all(prose, start, lijsten)) is not None:
                totals.setdefault(noun, Counter())[number] += 1
                subjects.setdefault(noun, set()).add(subject)
    for prose, lijsten in texts.items():
        for number, noun, start, end in _counted(prose, lijsten):
            total = totals.get(noun)
            if total and _contradicts(prose, (number, noun, start, end), total, subjects[noun], lijsten):
                right = write_number(total.most_common(1)[0][0])
                message = f"hier staat ‘{prose.text[start:end]}’, elders zijn het er {right}"
                yield prose.finding(start, end, message, "maak het aantal overal gelijk, of leg het vast bij `termen`")


def _has_in_all(prose: Prose, start: int, lijsten: Lijsten) -> str | None:
    """Return what has the number at a place in all, as in `de visie bevat elf …`; "" when the verb comes first."""
    verb = _before(prose, start)
    if verb not in group(lijsten, "telt"):
        return None
    return _before(prose, start - len(verb) - 1)


def _contradicts(prose: Prose, counted: Counted, total: Counter[int], subjects: Set[str], lijsten: Lijsten) -> bool:
    """Whether a count is not the total: of all things that were counted, or of the one thing that has them."""
    number, _, start, end = counted
    if len(total) == 1:
        return number not in total and _is_all(prose, start, end, lijsten)
    named = len(subjects) == 1 and subjects <= group(lijsten, "heeft-looptijd")
    other = number != total.most_common(1)[0][0] and prose.is_literal(start, end)
    return bool(named and other and _has_in_all(prose, start, lijsten) is not None)


def _texts(stukken: Sequence[Stuk]) -> dict[Prose, Lijsten]:
    return {prose: stuk.lijsten for stuk in stukken for prose in stuk.texts}


def _before(prose: Prose, start: int) -> str:
    """Return the word before a place, in its own sentence."""
    match = _LAST.search(prose.text[max(start - 30, 0) : start])
    return match[1].lower() if match else ""


def _is_all(prose: Prose, start: int, end: int, lijsten: Lijsten) -> bool:
    """Whether a count is of all there are: behind `de` or `alle`, and with nothing behind it that says which."""
    if _before(prose, start) not in group(lijsten, "bepaald") or prose.is_quoted(start):
        return False
    following = _FIRST.match(prose.text, end)
    said_which = following and following[1].lower() in group(lijsten, "beperkend") | group(lijsten, "voorzetsel")
    number = prose.text[start:end].split()[0].lower()
    anaphor = any(word.lower == number for word in words_between(prose, 0, start))
    return prose.is_literal(start, end) and not said_which and not anaphor


def _outvoted(number: int, written: Sequence[tuple[Prose, int, int]]) -> Iterator[Finding]:
    digits = [place for place in written if _is_digits(*place)]
    words = [place for place in written if not _is_digits(*place)]
    if not digits or not words:
        return
    wrong, right = (digits, words) if len(digits) <= len(words) else (words, digits)
    other_prose, other_start, other_end = right[0]
    elsewhere = other_prose.text[other_start:other_end]
    for prose, start, end in wrong:
        shown = prose.text[start:end]
        spelled = shown.split(" ", 1)[0]
        if prose.is_literal(start, start + len(spelled)) and not prose.is_quoted(start):
            better = write_number(number) if wrong is digits else str(number)
            better = (
                better.capitalize() if sentence_at(prose, start)[0] == start < sentence_at(prose, start)[1] else better
            )
            instead = better if not (wrong is digits and better.isdecimal()) else None
            message = f"hier staat ‘{shown}’, elders ‘{elsewhere}’"
            yield prose.finding(start, start + len(spelled), message, f"schrijf overal ‘{better}’", instead=instead)


def _is_digits(prose: Prose, start: int, end: int) -> bool:
    return prose.text[start].isdecimal()


@once
def _counted(prose: Prose, lijsten: Lijsten) -> tuple[Counted, ...]:
    """Return what is counted in a text, `8 regionale gemeenten` as gemeenten; gemeenten, raden and colleges are one."""
    units, numbered = group(lijsten, "eenheden"), group(lijsten, "genummerd")
    adjectives, bodies = group(lijsten, "deelnemende"), group(lijsten, "deelnemers")
    found = []
    for words in sentences(prose):
        if words and len(words) < _SHORT and prose.text[words[-1].end : words[-1].end + 1] not in (".", ";", ","):
            continue  # a cell or a heading, where digits are usual
        for at, word in enumerate(words[:-1]):
            number = read_number(word.text)
            if number is None or not 1 < number < 100 or word.lower == "beide":
                continue
            after = at + 1
            while words[after].lower in adjectives and after + 1 < len(words):
                after += 1
            noun = words[after]
            if not noun.text.islower() or len(noun.text) < 4 or not noun.text.endswith(("en", "s")):
                continue
            if (
                noun.lower in units
                or (at and words[at - 1].lower in numbered)
                or not adjoin(prose, words[at : after + 1])
            ):
                continue
            found.append((number, _BODIES if noun.lower in bodies else noun.lower, word.start, noun.end))
    return tuple(found)
