"""Whether a count that can only be of all participants is their number."""

from collections.abc import Iterator

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.decided import status_of
from raadsvoorstel.checks.listings import Opsomming, opsommingen, participants_in
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.tallies import Deelname, Telling, deelname_of, tellingen
from raadsvoorstel.checks.vocabulary import changes, group, has
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import write_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_YEAR = late(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_JOIN = 4
"""More than this do not join or leave at once."""


def check_aantal_deelnemers(stuk: Stuk) -> Iterator[Finding]:
    """A count of all participants equals their number.

    Only where it can be nothing else: `de negen gemeenten`, `8 regionale gemeenten`, `doen negen gemeenten mee`.
    """
    deelname = deelname_of(stuk)
    for prose in stuk.texts:
        yield from _counts(prose, deelname, stuk.lijsten)


# ------------------------------------------------------------------ counts of all


@once
def _counts(prose: Prose, deelname: Deelname, lijsten: Lijsten) -> tuple[Finding, ...]:
    if deelname.aantal < 2:
        return ()
    found: list[Finding] = []
    said = set[int]()
    for telling in tellingen(prose, lijsten):
        if telling.determiner in group(lijsten, "overige"):
            found += _wrong_rest(prose, telling, deelname, lijsten)
            continue
        if telling.number == deelname.aantal or status_of(telling, deelname, lijsten) is not None:
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
    if not _is_elsewhere(telling, deelname, lijsten) and not _is_past(telling, deelname.jaar, lijsten):
        number, head = telling.words[telling.first - 1], telling.words[telling.head]
        rest = write_number(deelname.aantal - 1)
        message = f"hier staat ‘{number.text} {telling.shown}’, maar zonder de eigen gemeente zijn het er {rest}"
        yield prose.finding(number.start, head.end, message, "verbeter het aantal, of de lijst `gemeenten`")


def _is_of_all(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> bool:
    if _is_elsewhere(telling, deelname, lijsten) or _is_past(telling, deelname.jaar, lijsten):
        return False
    if telling.number in deelname.grotere or _is_before_or_after(prose, telling, deelname, lijsten):
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


def _is_past(telling: Telling, jaar: int, lijsten: Lijsten) -> bool:
    """Whether a sentence is about earlier days: it says so, or names a year well before `jaar` and no later one."""
    if has(telling.words, group(lijsten, "vroeger")):
        return True
    years = [int(year) for word in telling.words for year in _YEAR.findall(word.text)]
    if not years or max(years) > jaar > 0:
        return False
    return max(years) < jaar - 1 or has(telling.words, group(lijsten, "verleden-tijd"))


def _is_before_or_after(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> bool:
    """Whether it may be the number from before or after somebody joined or left."""
    changed = deelname.verandert or changes(prose, lijsten)
    return changed and abs(telling.number - deelname.aantal) < _JOIN


def _is_listed(prose: Prose, telling: Telling, deelname: Deelname) -> bool:
    """Whether as many names follow: `de gemeenten A en B`, `drie gemeenten: …`."""
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
