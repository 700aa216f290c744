"""Lists of participants in running text: whether they are complete, and in which order they stand."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, changes, group, has, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Deelnemer
from raadsvoorstel.notation import write_list
from raadsvoorstel.prose import Prose, Word


class Opsomming(Struct, frozen=True):
    """Names with commas and `en` between them; `vreemden` are names that are no participant's."""

    start: int
    end: int
    namen: tuple[str, ...]
    vreemden: tuple[str, ...]
    before: Words
    sentence: Words


def check_opsomming_deelnemers(stuk: Stuk) -> Iterator[Finding]:
    """A list behind `de gemeenten` that names most participants names all of them, and nobody else."""
    namen = namen_of(stuk)
    for prose in stuk.texts:
        for odd in _odd(prose, namen, stuk.lijsten):
            # One who speaks of the others does not name herself.
            missing = () if stuk.voorstel.gemeente.naam in odd.missing else odd.missing
            if missing or odd.is_more:
                yield _not_all(prose, odd.listed, missing)
            elif odd.exchanged:
                yield _not_all(prose, odd.listed, odd.exchanged)


def check_alfabetisch(stuk: Stuk) -> Iterator[Finding]:
    """Participants stand in alphabetical order, or in that of the dossier, so that none comes before another."""
    for prose in stuk.texts:
        yield from _unordered(prose, namen_of(stuk))


def namen_of(stuk: Stuk) -> tuple[str, ...]:
    """Return the names of the participants, in the order of the dossier."""
    return _namen(stuk.voorstel.deelnemers)


@once
def _namen(deelnemers: tuple[Deelnemer, ...]) -> tuple[str, ...]:
    return tuple(deelnemer.gemeente.naam for deelnemer in deelnemers)


class _Odd(Struct, frozen=True):
    """A list that is not that of the participants: who are `missing`, or `exchanged` for another."""

    listed: Opsomming
    missing: tuple[str, ...]
    is_more: bool
    exchanged: tuple[str, ...]


@once
def _odd(prose: Prose, namen: tuple[str, ...], lijsten: Lijsten) -> tuple[_Odd, ...]:
    """Return the lists in a text with which something is wrong, whichever participant says it."""
    found = []
    for listed in opsommingen(prose, namen):
        of_all = _is_of_all(prose, listed, lijsten)
        missing, is_more = (_missing(listed, namen, prose), _is_more(listed, namen)) if of_all else ((), False)
        exchanged = _exchanged(prose, listed, namen, lijsten)
        if missing or is_more or exchanged:
            found.append(_Odd(listed, missing, is_more, exchanged))
    return tuple(found)


def _is_more(listed: Opsomming, namen: Sequence[str]) -> bool:
    """Whether a list names all participants, and somebody else."""
    return bool(listed.vreemden) and _is_whole(listed, namen)


def _exchanged(prose: Prose, listed: Opsomming, namen: tuple[str, ...], lijsten: Lijsten) -> tuple[str, ...]:
    """Return who is left out of a list of as many as take part, with one other in its place."""
    as_many = len(set(listed.namen)) == len(namen) - 1 >= 3 and len(listed.vreemden) == 1
    if not as_many or changes(prose, lijsten) or not _is_told(prose, listed, lijsten):
        return ()
    missing = _not_named(listed, namen)
    other = listed.vreemden[0]
    named = {word.text for word in listed.sentence if not listed.start <= word.start < listed.end}
    return () if {missing[0].split()[0], other.split()[0]} & named else missing


def _is_told(prose: Prose, listed: Opsomming, lijsten: Lijsten) -> bool:
    """Whether a list is typed in a sentence about these days, and about no other body or area."""
    elsewhere = ("geen-opsomming-van-allen", "vroeger", "ander-verband", "ander-verband-erachter", "ander-lichaam")
    if any(has(listed.sentence, group(lijsten, name)) for name in elsewhere):
        return False
    return prose.is_literal(listed.start, listed.end) and not prose.is_quoted(listed.start)


def _not_all(prose: Prose, listed: Opsomming, missing: Sequence[str]) -> Finding:
    wrong = [f"{write_list(missing)} ontbreekt" if len(missing) == 1 else f"{write_list(missing)} ontbreken"]
    wrong = wrong if missing else []
    if listed.vreemden:
        verb = "doet" if len(listed.vreemden) == 1 else "doen"
        wrong.append(f"{write_list(listed.vreemden)} {verb} niet mee")
    message = f"deze opsomming is niet die van de deelnemers: {' en '.join(wrong)}"
    hint = "schrijf {{ gemeenten | opsomming }}, of verbeter de lijst `gemeenten`"
    return prose.finding(listed.start, listed.end, message, hint)


def _is_of_all(prose: Prose, listed: Opsomming, lijsten: Lijsten) -> bool:
    """Whether a list says that these are the gemeenten: `de gemeenten …`, `acht gemeenten: …`."""
    if not (_follows_the_gemeenten(listed) or _takes_part(prose, listed, lijsten)):
        return False
    if has(listed.sentence, group(lijsten, "geen-opsomming-van-allen")) or has(
        listed.sentence, group(lijsten, "vroeger") | group(lijsten, "ander-verband")
    ):
        return False
    return prose.is_literal(listed.start, listed.end) and not prose.is_quoted(listed.start)


def _follows_the_gemeenten(listed: Opsomming) -> bool:
    last = [word.lower for word in listed.before[-3:]]
    named = "gemeenten" in last or "deelnemers" in last
    return named and last[-1] in ("gemeenten", "deelnemers", "zijn", "weten")


_TAKES_PART = {"doen": "mee", "nemen": "deel", "werken": "samen"}


def _takes_part(prose: Prose, listed: Opsomming, lijsten: Lijsten) -> bool:
    """Whether a sentence says of a list that it takes part in this plan: `aan het plan doen … mee`."""
    behind = [word.lower for word in listed.sentence if word.start >= listed.end]
    before = [word.lower for word in listed.before]
    first = before[-1] if before else behind.pop(0) if behind else ""
    if _TAKES_PART.get(first) not in behind[: 1 if before else None]:
        return False
    where = (before[:-1] or behind)[:_NEAR]
    plan = bool(where) and any(word in group(lijsten, "eigen-verband") for word in where)
    return plan and not has(listed.sentence, group(lijsten, "ander-lichaam"))


_NEAR = 5
"""Within so many words of a verb stands what somebody takes part in."""


def _is_whole(listed: Opsomming, namen: Sequence[str]) -> bool:
    return set(listed.namen) == set(namen)


def _missing(listed: Opsomming, namen: Sequence[str], prose: Prose) -> tuple[str, ...]:
    """Return who are left out of a list that seems to be of all."""
    missing = _not_named(listed, namen)
    elsewhere = prose.text[: listed.start] + prose.text[listed.end :]
    if len(listed.namen) < 3 or len(missing) > max(1, len(namen) // 6):
        return ()
    return () if any(naam in elsewhere for naam in missing) else missing


def _not_named(listed: Opsomming, namen: Sequence[str]) -> tuple[str, ...]:
    named = set(listed.namen)
    return tuple(naam for naam in namen if naam not in named)


@once
def _unordered(prose: Prose, namen: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(
        _out_of_order(prose, listed)
        for listed in opsommingen(prose, namen)
        if len(listed.namen) > 2
        and _is_whole(listed, namen)
        and not listed.vreemden
        and listed.namen not in (namen, _sorted(namen))
        and prose.is_literal(listed.start, listed.end)
        and not prose.is_quoted(listed.start)
    )


def _out_of_order(prose: Prose, listed: Opsomming) -> Finding:
    ordered = _sorted(listed.namen)
    late = next(naam for naam, other in zip(listed.namen, ordered, strict=False) if naam != other)
    message = f"de deelnemers staan niet op alfabet: ‘{late}’ komt te vroeg"
    hint = f"schrijf {{{{ gemeenten | opsomming }}}}, of: {write_list(ordered)}"
    return prose.finding(listed.start, listed.end, message, hint, instead=write_list(ordered))


def _sorted(namen: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(namen, key=lambda naam: naam.replace("IJ", "Ij").removeprefix("’s-").casefold()))


# ------------------------------------------------------------------ finding names


@once
def opsommingen(prose: Prose, namen: tuple[str, ...]) -> tuple[Opsomming, ...]:
    """Return the lists of at least two names in a text in which a participant is named first."""
    return tuple(listed for words in sentences(prose) for listed in _lists(prose, words, _by_first(namen)))


def participants_in(words: Sequence[Word], namen: tuple[str, ...]) -> Iterator[str]:
    """Yield the participants that are named in these words."""
    names, at = _by_first(namen), 0
    while at < len(words):
        naam, after = _name_at(words, at, names)
        if naam:
            yield naam
        at = max(after, at + 1)


Names = dict[str, tuple[list[int], dict[tuple[str, ...], str]]]
"""Names by their words, under the first of those, with how many words they have, most first."""


@once
def _by_first(namen: tuple[str, ...]) -> Names:
    found: Names = {}
    for naam in sorted(namen, key=len, reverse=True):
        for written in dict.fromkeys((naam, naam.partition(" (")[0])):
            parts = tuple(part.strip("().") for part in written.split())
            lengths, names = found.setdefault(parts[0], ([], {}))
            names.setdefault(parts, naam)
            if len(parts) not in lengths:
                lengths.append(len(parts))
    for lengths, _ in found.values():
        lengths.sort(reverse=True)
    return found


def _name_at(words: Sequence[Word], at: int, names: Names) -> tuple[str, int]:
    """Return the participant that is named at a word, and the number of the word behind it; "" when none is."""
    lengths, by_words = names.get(words[at].text, _NONE)
    for length in lengths:
        if naam := by_words.get(tuple(word.text for word in words[at : at + length])):
            return naam, at + length
    return "", at


_NONE: tuple[list[int], dict[tuple[str, ...], str]] = ([], {})


def _lists(prose: Prose, words: Words, names: Names) -> Iterator[Opsomming]:
    at = 0
    while at < len(words):
        naam, after = _name_at(words, at, names)
        if not naam:
            at += 1
            continue
        namen, vreemden, end = [naam], [], after
        while (item := _next(prose, words, end)) is not None:
            naam, after = _name_at(words, item, names)
            if naam:
                namen.append(naam)
            elif _is_name(words[item].text):
                after = _after_name(prose, words, item)
                vreemden.append(prose.text[words[item].start : words[after - 1].end])
            else:
                break
            end = after
        if len(namen) + len(vreemden) > 1:
            last = words[end - 1].end
            last += 1 if prose.text[last : last + 1] == ")" and "(" in prose.text[words[at].start : last] else 0
            yield Opsomming(words[at].start, last, tuple(namen), tuple(vreemden), words[:at], words)
        at = end


def _next(prose: Prose, words: Words, end: int) -> int | None:
    """Return the word at which the next item of a list begins; None where the list ends."""
    if end >= len(words):
        return None
    gap = prose.text[words[end - 1].end : words[end].start].lstrip(").")
    if words[end].lower == "en" and end + 1 < len(words):
        return end + 1
    return end if gap in (", ", ",  ", " & ") else None


_WITHIN = frozenset(("aan", "op", "den", "de", "der", "bij", "in", "van"))
"""Words within the name of a gemeente: `Bergen op Zoom`."""


def _after_name(prose: Prose, words: Words, at: int) -> int:
    """Return the number of the word behind a name of more words, such as `Alphen aan den Rijn`."""
    end = after = at + 1
    while after < len(words) and prose.text[words[after - 1].end : words[after].start] == " ":
        if _is_name(words[after].text):
            end = after + 1
        elif words[after].text not in _WITHIN:
            break
        after += 1
    return end


def _is_name(text: str) -> bool:
    return text[0].isupper() and not text.isupper() and text.isalpha()
