"""Whether a count of colleges or raden that have decided is what their status says."""

from collections.abc import Iterator

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.tallies import Deelname, Telling, deelname_of, tellingen
from raadsvoorstel.checks.vocabulary import group, has
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.prose import Prose

_AGREED = frozenset(("stemden",))


def check_aantal_besloten(stuk: Stuk) -> Iterator[Finding]:
    """How many colleges or raden have decided follows from `status` in the files of the gemeenten."""
    deelname = deelname_of(stuk)
    for prose in stuk.texts:
        yield from _decided(prose, deelname, stuk.lijsten)


@once
def _decided(prose: Prose, deelname: Deelname, lijsten: Lijsten) -> tuple[Finding, ...]:
    if deelname.aantal < 2:
        return ()
    return tuple(
        finding for telling in tellingen(prose, lijsten) for finding in _wrong_status(prose, telling, deelname, lijsten)
    )


def _wrong_status(prose: Prose, telling: Telling, deelname: Deelname, lijsten: Lijsten) -> Iterator[Finding]:
    status = status_of(telling, deelname, lijsten)
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


def status_of(telling: Telling, deelname: Deelname, lijsten: Lijsten) -> tuple[str, int] | None:
    """Return which list of participants a count is of, and how many those are; None when it is of none, or unknown."""
    rest = (*telling.words[: telling.first], *telling.after)
    agreed = has(rest, _AGREED) and rest[-1].lower == "in"
    decided = has(rest, group(lijsten, "besloten")) and has(rest, frozenset(("hebben", "heeft")))
    if not (agreed or decided) or not _is_about_this(telling, lijsten):
        return None
    if has(rest, group(lijsten, "voorwaarde")) or has(telling.after[:1], group(lijsten, "beperkend")):
        return None
    lowers = {word.lower for word in telling.words}
    by_raad = bool(lowers & {"raden", "gemeenteraden", "raad"}) or (
        not lowers & {"colleges", "college", "ingestemd", "stemden"} and "vastgesteld" in lowers
    )
    done = deelname.raden if by_raad else deelname.colleges
    if not done:
        return None
    name = "vastgesteld" if by_raad else "ingestemd"
    if "niet" in lowers:
        return f"nog_niet_{name}", deelname.aantal - done
    return name, done


def _is_about_this(telling: Telling, lijsten: Lijsten) -> bool:
    """Whether it is this proposal that was decided on, and not something else or something long ago."""
    if any(word.text.isdecimal() and len(word.text) == 4 for word in telling.words):
        return False
    subjects = group(lijsten, "heeft-looptijd") | group(lijsten, "besloten-over")
    if has(telling.words, subjects):
        return True
    return not has(telling.words, frozenset(("met", "vastgesteld")))
