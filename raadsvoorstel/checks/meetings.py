"""Whether bodies meet in order, on days on which they can."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from raadsvoorstel.checks.dates import MEETINGS, said
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import NBSP, write_date


def check_volgorde_vergaderingen(stuk: Stuk) -> Iterator[Finding]:
    """The college proposes, the commissie advises, then the raad decides (Gemeentewet, artikelen 82 en 160)."""
    for before, after in combinations(MEETINGS, 2):
        one, other = stuk.day(before), stuk.day(after)
        if one and other and one > other:
            message = f"{MEETINGS[before]} vergadert op {said(one)}, na {MEETINGS[after]} op {said(other)}"
            yield stuk.say(before, message, f"verbeter `{before}` of `{after}`")


def check_vrije_dag(stuk: Stuk) -> Iterator[Finding]:
    """Bodies meet on working days (Algemene termijnenwet, artikel 3, names the holidays)."""
    paths = ("persbericht.datum",) if stuk.is_regio else tuple(MEETINGS)
    for path in paths:
        day = stuk.day(path)
        free = day and (holidays(day.year).get(day) or ("een dag in het weekend" if day.weekday() > 4 else ""))
        if day and free:
            yield stuk.say(path, f"{said(day)} is {free} (`{path}`)", "controleer de datum")


def check_reces(stuk: Stuk) -> Iterator[Finding]:
    """A raad and its commissies do not meet in a `reces` of the files."""
    for path in ("vergadering.commissie", "vergadering.raad"):
        day = stuk.day(path)
        for reces in stuk.reces:
            if day and reces.van <= day <= reces.tot:
                until = write_date(reces.tot).replace(NBSP, " ")
                message = f"{said(day)} valt in het reces ‘{reces.naam}’, dat tot en met {until} duurt (`{path}`)"
                yield stuk.say(path, message, "kies een andere dag, of verbeter `reces`")


@cache
def holidays(year: int) -> dict[date, str]:
    """Return the holidays of the Algemene termijnenwet, artikel 3, eerste en tweede lid, with what they are called."""
    easter = _easter(year)
    king = date(year, 4, 27) if year > 2013 else date(year, 4, 30)
    return {
        date(year, 1, 1): "nieuwjaarsdag",
        easter - timedelta(2): "Goede Vrijdag",
        easter + timedelta(1): "tweede paasdag",
        king - timedelta(king.weekday() == 6): "Koningsdag" if year > 2013 else "Koninginnedag",
        date(year, 5, 5): "Bevrijdingsdag",
        easter + timedelta(39): "Hemelvaartsdag",
        easter + timedelta(50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }


def _easter(year: int) -> date:
    """Return Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)
