"""Whether a count of participants is right: of all of them, or of those whose college or raad has decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from raadsvoorstel.checks.listings import Opsomming, opsommingen, participants_in
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, adjoin, group, has, sentences
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.prose import Prose

_AGREED = frozenset(("stemden",))
TOO_MANY = 100
"""More than a region ever has; such a count is of something else."""


@dataclass(frozen=True, slots=True)
class Deelname:
    """Who take part: their names, how many colleges and raden have decided, and the words in the region's name."""

    namen: tuple[str, ...]
    colleges: int
    raden: int
    gebied: frozenset[str]

    @property
    def aantal(self) -> int:
        """How many take part."""
        return len(self.namen)


@dataclass(frozen=True, slots=True)
class Telling:
    """A count of gemeenten, raden or colleges in a sentence, as words `first` up to and including `head`."""

    number: int
    first: int
    head: int
    words: Words
    before: Words
    determiner: str
    deelnemend: bool

    @property
    def after(self) -> Words:
        """The words behind it in its sentence."""
        return self.words[self.head + 1 :]

    @property
    def shown(self) -> str:
        """The count as it was written."""
        return " ".join(word.text for word in self.words[self.first : self.head + 1])


def deelname_of(stuk: Stuk) -> Deelname:
    """Return who take part in a dossier."""
    deelnemers = stuk.voorstel.deelnemers
    return Deelname(
        tuple(deelnemer.gemeente.naam for deelnemer in deelnemers),
        sum(deelnemer.college for deelnemer in deelnemers),
        sum(deelnemer.raad for deelnemer in deelnemers),
        frozenset(stuk.afspraken.regio.lower().replace("-", " ").split()),
    )


def check_aantal_deelnemers(stuk: Stuk) -> Iterator[Finding]:
    """A count of all participants equals their number.

    Only where it can be nothing else: `de negen gemeenten`, `8 regionale gemeenten`, `doen negen gemeenten mee`.
    """
    for prose in stuk.texts:
        yield from _counts(prose, deelname_of(stuk), stuk.lijsten)


def check_aantal_besloten(stuk: Stuk) -> Iterator[Finding]:
    """How many colleges or raden have decided follows from `status` in the files of the gemeenten."""
    for prose in stuk.texts:
        yield from _decided(prose, deelname_of(stuk), stuk.lijsten)


# ------------------------------------------------------------------ counts of all


@lru_cache(maxsize=8192)
def _counts(prose: Prose, deelname: Deelname, lijsten: Lijsten) -> tuple[Finding, ...]:
    if deelname.aantal < 2:
        return ()
    found: list[Finding] = []
    said = set[int]()
    for telling in tellingen(prose, lijsten):
        if telling.determiner in group(lijsten, "overige"):
            found += _wrong_rest(prose, telling, deelname, lijsten)
            continue
        if telling.number == deelname.aantal or _status_of(telling, deelname, lijsten) is not None:
            continue
        if not _is_of_all(prose, telling, deelname, lijsten):
            said.add(telling.number)
        elif telling.number not in said:
            found.append(_wrong_count(prose, telling, deelname))
    return tuple(found)


def _wrong_count(prose: Prose, telling: Telling, deelname: Deelname) -> Finding:
    number, head = telling.words[telling.first], telling.words[telling.head]
    actual = write_number(deelname.aantal)
    message = f"hier staat ‘{telling.shown}’, maar er doen {actual} gemeenten mee"
    hint = f"schrijf {{{{ gemeenten | aantal }}}} in plaats van ‘{number.text}’, of verbeter de lijst `gemeenten`"
    return prose.finding(number.start, head.end, message, hint)


def _wrong_rest(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> Iterator[Finding]:
    """Yield what is wrong with `de andere acht gemeenten`: without one participant there are fewer than all."""
    lowers = [word.lower for word in telling.words[: telling.first]]
    if lowers[-2:-1] != ["de"] or not deelname.aantal <= telling.number < deelname.aantal + 3:
        return
    if not _is_elsewhere(telling, deelname, lijsten) and not _is_past(telling, lijsten):
        number, head = telling.words[telling.first - 1], telling.words[telling.head]
        rest = write_number(deelname.aantal - 1)
        message = f"hier staat ‘{number.text} {telling.shown}’, maar zonder de eigen gemeente zijn het er {rest}"
        yield prose.finding(number.start, head.end, message, "verbeter het aantal, of de lijst `gemeenten`")


def tellingen(prose: Prose, lijsten: Lijsten) -> Iterator[Telling]:
    """Yield the counts of gemeenten, raden or colleges that were typed in a text."""
    heads, certain = group(lijsten, "deelnemers"), group(lijsten, "deelnemende")
    adjectives = certain | group(lijsten, "tussen-aantal-en-deelnemers")
    before: Words = ()
    for words in sentences(prose):
        for at, word in enumerate(words):
            if word.lower in heads and (telling := _telling(prose, words, at, before, adjectives, certain)):
                yield telling
        before = words


def _telling(
    prose: Prose, words: Words, head: int, before: Words, adjectives: frozenset[str], certain: frozenset[str]
) -> Telling | None:
    at = head - 1
    while at > 0 and words[at].lower in adjectives:
        at -= 1
    between = words[at + 1 : head]
    if at > 1 and words[at].lower == "de" and words[at - 2].lower == "alle":
        at -= 1
    number = read_number(words[at].text) if at >= 0 else None
    if not number or number >= TOO_MANY or not adjoin(prose, words[at : head + 1]):
        return None
    if not prose.is_literal(words[at].start, words[at].end) or prose.is_quoted(words[at].start):
        return None
    determiner = words[at - 1].lower if at and adjoin(prose, words[at - 1 : at + 1]) else ""
    return Telling(number, at, head, words, before, determiner, has(between, certain))


def _is_of_all(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> bool:
    if _is_elsewhere(telling, deelname, lijsten) or _is_past(telling, lijsten):
        return False
    if _is_listed(prose, telling, deelname) or _names_as_many(telling, deelname):
        return False
    if telling.words[telling.first].lower == "beide":
        return _has_no_pair(telling, deelname)
    if telling.number <= deelname.aantal / 2 or _is_with_others(telling, deelname):
        return False
    return _is_definite(telling, lijsten) or _is_together(telling, deelname, lijsten)


def _is_with_others(telling: Telling, deelname: Deelname) -> bool:
    """Whether one gemeente speaks of the rest: `samen met de zeven gemeenten`, of eight."""
    rest = telling.number == deelname.aantal - 1 and telling.determiner in ("de", "met")
    return rest and has(telling.words[: telling.first], frozenset(("met", "naast")))


def _is_definite(telling: Telling, lijsten: Lijsten) -> bool:
    if telling.deelnemend and telling.determiner not in ("andere", "overige", "van"):
        return not has(telling.words, frozenset(("andere", "overige")))
    return telling.determiner in group(lijsten, "bepaald")


def _is_together(telling: Telling, deelname: Deelname, lijsten: Lijsten) -> bool:
    """Whether a sentence without `de` or `alle` still counts all: `Hieraan doen negen gemeenten mee`."""
    rest = (*telling.words[: telling.first], *telling.after)
    if _names_others(telling, deelname):
        return False
    if _is_their_visie(telling, lijsten):
        return True
    if has(rest, group(lijsten, "gedeeltelijk")):
        return False
    bodies = telling.words[telling.head].lower not in ("gemeenten", "gemeentes")
    if bodies and telling.number > deelname.aantal and has(rest, group(lijsten, "besluit-nu")):
        return True
    applies = telling.determiner == "voor" and has(rest, frozenset(("geldt", "gelden")))
    return applies or (telling.determiner != "met" and has(rest, group(lijsten, "gezamenlijk")))


def _is_their_visie(telling: Telling, lijsten: Lijsten) -> bool:
    """Whether the count says whose visie it is: `de visie van negen gemeenten`, `opgesteld door negen gemeenten`."""
    before = telling.words[: telling.first]
    plans = group(lijsten, "heeft-looptijd")
    if telling.determiner in ("van", "voor"):
        return has(before[-2:-1], plans)
    return telling.determiner == "door" and has(before, plans) and has(telling.words, group(lijsten, "gemaakt"))


def _names_others(telling: Telling, deelname: Deelname) -> bool:
    """Whether a sentence names a place or body that is no participant: `In Drenthe kozen zes gemeenten hiervoor`."""
    own = deelname.gebied | {part for naam in deelname.namen for part in naam.lower().split()}
    return any(word.text[0].isupper() and word.lower.replace("-", " ") not in own for word in telling.words[1:])


def _is_elsewhere(telling: Telling, deelname: Deelname, lijsten: Lijsten) -> bool:
    """Whether the count is about another region, another body, or a part of the participants."""
    after = telling.after
    if after and after[0].lower in group(lijsten, "beperkend"):
        return True
    bodies = group(lijsten, "ander-lichaam") - deelname.gebied
    areas = group(lijsten, "ander-verband") - deelname.gebied
    if has(telling.before, bodies) or has(telling.words, areas | bodies):
        return True
    if not after or after[0].lower not in ("in", "van", "uit", "binnen", "op", "rond"):
        return False
    if has(after[1:4], group(lijsten, "ander-verband-erachter")):
        return True
    place = next((word for word in after[1:4] if word.text[0].isupper()), None)
    return place is not None and place.lower.replace("-", " ").split()[0] not in deelname.gebied


def _is_past(telling: Telling, lijsten: Lijsten) -> bool:
    if has(telling.words, group(lijsten, "vroeger")):
        return True
    year = any(word.text.isdecimal() and len(word.text) == 4 for word in telling.words)
    return year and has(telling.words, group(lijsten, "verleden-tijd"))


def _is_listed(prose: Prose, telling: Telling, deelname: Deelname) -> bool:
    """Whether as many names follow: `de gemeenten Velsen en Beverwijk`, `drie gemeenten: …`."""
    end = telling.words[telling.head].end
    for listed in opsommingen(prose, deelname.namen):
        if listed.start >= end and prose.text[end : listed.start].strip(" :(") == "":
            return _length(listed) == telling.number
    following = prose.text[end : end + 3].lstrip(" (:")
    return following[:1].isupper()


def _length(listed: Opsomming) -> int:
    return len(listed.namen) + len(listed.vreemden)


def _names_as_many(telling: Telling, deelname: Deelname) -> bool:
    """Whether these are the ones that were just named."""
    named = participants_in((*telling.before, *telling.words), deelname.namen)
    return 1 < telling.number < deelname.aantal and len(set(named)) == telling.number


def _has_no_pair(telling: Telling, deelname: Deelname) -> bool:
    """Whether nothing around `beide` can be the two that it is about."""
    around = (*telling.before[1:], *telling.words[1:])
    names = [word for word in around if word.text[0].isupper() and word.lower not in deelname.gebied]
    return not names and not has((*telling.before, *telling.words), frozenset(("twee", "zowel", "één", "andere")))


# ------------------------------------------------------------------ counts of those who have decided


@lru_cache(maxsize=8192)
def _decided(prose: Prose, deelname: Deelname, lijsten: Lijsten) -> tuple[Finding, ...]:
    if deelname.aantal < 2:
        return ()
    return tuple(
        finding for telling in tellingen(prose, lijsten) for finding in _wrong_status(prose, telling, deelname, lijsten)
    )


def _wrong_status(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> Iterator[Finding]:
    status = _status_of(telling, deelname, lijsten)
    if status is None:
        return
    name, actual = status
    at, counted = _counted(telling)
    if counted < actual and has(telling.words, _AGREED):
        return  # some of them, on one day
    if (
        counted == actual
        or telling.words[at].lower == "beide"
        or not prose.is_literal(telling.words[at].start, telling.words[at].end)
    ):
        return
    shown = " ".join(word.text for word in telling.words[at : telling.head + 1])
    who = "het college" if "ingestemd" in name else "de raad"
    done = ("nog niet " if "niet" in name else "") + ("ingestemd" if "ingestemd" in name else "besloten")
    of_all = f"{'één' if actual == 1 else write_number(actual)} van de {write_number(deelname.aantal)}"
    message = f"hier staat ‘{shown}’, maar volgens `status` heeft {who} {done} in {of_all}"
    hint = f"schrijf {{{{ gemeenten.{name} | aantal }}}}, dan klopt het altijd"
    yield prose.finding(telling.words[at].start, telling.words[telling.head].end, message, hint)


def _counted(telling: Telling) -> tuple[int, int]:
    """Return where the count of those who have decided stands: of `drie van de acht raden` that is `drie`."""
    words, first = telling.words, telling.first
    if first > 2 and [word.lower for word in words[first - 2 : first]] == ["van", "de"]:
        number = read_number(words[first - 3].text)
        if number:
            return first - 3, number
    return first, telling.number


def _status_of(telling: Telling, deelname: Deelname, lijsten: Lijsten) -> tuple[str, int] | None:
    """Return which list of participants a count is of, and how many those are; None when it is of none, or unknown."""
    rest = (*telling.words[: telling.first], *telling.after)
    agreed = has(rest, _AGREED) and rest[-1].lower == "in"
    decided = has(rest, group(lijsten, "besloten")) and has(rest, frozenset(("hebben", "heeft")))
    if not agreed and not decided:
        return None
    if has(rest, group(lijsten, "voorwaarde")) or has(telling.after[:1], group(lijsten, "beperkend")):
        return None
    lowers = {word.lower for word in telling.words}
    by_raad = bool(lowers & {"raden", "gemeenteraden", "raad"}) or (
        not lowers & {"colleges", "college", "ingestemd", "akkoord", "stemden"} and "vastgesteld" in lowers
    )
    done = deelname.raden if by_raad else deelname.colleges
    if not done:
        return None
    name = "vastgesteld" if by_raad else "ingestemd"
    if "niet" in lowers:
        return f"nog_niet_{name}", deelname.aantal - done
    return name, done
