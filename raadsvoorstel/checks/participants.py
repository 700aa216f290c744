"""Whether a gemeente exists on the days on which it decides."""

from collections.abc import Iterator

from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import write_date

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
