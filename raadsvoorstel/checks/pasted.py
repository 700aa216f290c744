"""Whether what was pasted or typed as a list or a link became one."""

from collections.abc import Iterator
from itertools import islice

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_BULLET = late(r"(?<!\S)[•·▪◦‣\uf0a7\uf0b7](?=[ \t\u00a0])")
"""What Word and web pages put before an item; the last two are those of its fonts of signs."""
_LINK = late(r"\]\(((?:https?:|www\.)[^()\n]{1,300})\)")
"""What is left of a link that is none."""


def check_opsommingsteken(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Items with a sign of Word before them are a list only when each begins with a hyphen."""
    for match in islice(_BULLET.finditer(prose.text), 1):
        message = f"hier staat «{match[0]}» in de lopende tekst; de punten worden zo geen opsomming"
        hint = "begin elk punt op een nieuwe regel met een streepje en een spatie: - eerste punt"
        yield prose.finding(*match.span(), message, hint)


def check_koppeling_gelukt(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """What looks like a link in the source is one in the document."""
    for match in _LINK.finditer(prose.text):
        message = f"«{match[1]}» wordt geen koppeling: in het adres staat een spatie"
        yield prose.finding(*match.span(1), message, "schrijf %20 in plaats van de spatie")
