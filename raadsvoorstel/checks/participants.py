"""Whether a gemeente exists on the days on which it decides."""

from collections.abc import Iterator

from raadsvoorstel.checks.listings import namen_of
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import write_date
from raadsvoorstel.patterns import late

_FORMAL = late(r"\b(?i:gemeente|burgemeester en wethouders van) (?=[A-Z’'])")
_DAYS = ("vergadering.college", "vergadering.raad")


def check_gemeente_bestaat(stuk: Stuk) -> Iterator[Finding]:
    """A gemeente that was merged cannot decide after its last day, nor a new one before its first."""
    gemeente = stuk.voorstel.gemeente
    for path in _DAYS:
        day = stuk.day(path)
        if day is not None and not gemeente.exists_on(day):
            ended = gemeente.einddatum is not None and day > gemeente.einddatum
            edge = gemeente.einddatum if ended else gemeente.begindatum
            yield stuk.say(
                path,
                f"de gemeente {gemeente.naam} bestaat niet op {write_date(day)} (`{path}`)",
                f"haar {'laatste' if ended else 'eerste'} dag is {write_date(edge)}" if edge else "",
            )


def check_gemeente_in_besluit(stuk: Stuk) -> Iterator[Finding]:
    """The formal parts of a decision name the gemeente whose decision it is, and no other participant."""
    eigen = stuk.voorstel.gemeente.naam
    for prose in stuk.texts_at("raadsbesluit", "collegebesluit"):
        for match in prose.matches(_FORMAL):
            rest = prose.text[match.end() :]
            # The longest name counts: one may be the beginning of another.
            naam = max((each for each in namen_of(stuk) if rest.startswith(each)), key=len, default=eigen)
            if naam != eigen:
                message = f"dit besluit van {eigen} noemt de gemeente {naam}"
                yield prose.finding(match.end(), match.end() + len(naam), message, "schrijf {{ gemeente.naam }}")
