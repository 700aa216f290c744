"""Whether a gemeente exists on the days on which it decides."""

from collections.abc import Iterator, Set

from raadsvoorstel.blocks import is_open, runs_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.notation import read_date, write_date

_DAYS = tuple(map(FieldPath, ("vergadering.college", "vergadering.raad")))


def check_gemeente_bestaat(voorstel: Raadsvoorstel, placed: Set[str]) -> Iterator[Finding]:
    """A gemeente that was merged cannot decide after its last day, nor a new one before its first."""
    gemeente = voorstel.gemeente
    for path in _DAYS:
        runs = voorstel.regels[path]
        day = None if is_open(runs) else read_date(runs_text(runs))
        if day is not None and not gemeente.exists_on(day):
            ended = gemeente.einddatum is not None and day > gemeente.einddatum
            edge = gemeente.einddatum if ended else gemeente.begindatum
            yield Finding(
                "gemeente-bestaat-niet",
                f"de gemeente {gemeente.naam} bestaat niet op {write_date(day)} (`{path}`)",
                voorstel.origins[path][0],
                f"haar {'laatste' if ended else 'eerste'} dag is {write_date(edge)}" if edge else "",
            )
