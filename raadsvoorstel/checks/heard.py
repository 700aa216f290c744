"""Whether the commissie that was heard is the one that meets on this proposal."""

import re
from collections.abc import Iterator

from raadsvoorstel.blocks import is_open, runs_text
from raadsvoorstel.checks.names import key_of
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import NBSP
from raadsvoorstel.patterns import late

_NAAM = FieldPath("vergadering.naam_commissie")
_GEHOORD = late(
    r"\b(?:raads)?commissie (?P<naam>[A-Z][^;.\n]*?)(?=[;.,]? *(?:$|\n)|[;.]|,? (?:van|op|d\.d\.|in haar) )"
)


def check_gehoord(stuk: Stuk) -> Iterator[Finding]:
    """The commissie in `raadsbesluit.gehoord` is that of `vergadering.naam_commissie`."""
    runs = stuk.voorstel.regels.get(_NAAM, ())
    naam = runs_text(runs).replace(NBSP, " ").strip()
    known = "" if is_open(runs) else _key(naam)
    for prose in stuk.texts_at("raadsbesluit.gehoord") if known else ():
        for match in prose.matches(_GEHOORD):
            start, end = match.span("naam")
            heard = _key(match["naam"])
            if prose.is_literal(start, end) and heard not in known and known not in heard:
                message = f"hier staat de commissie ‘{match['naam']}’, maar `vergadering.naam_commissie` is ‘{naam}’"
                yield prose.finding(start, end, message, "schrijf {{ vergadering.naam_commissie }}")


_TWICE = late(r"\b(?:raads)?commissie (?=(?:de )?(?:raads)?commissie\b)", re.IGNORECASE)


def check_naam_commissie(stuk: Stuk) -> Iterator[Finding]:
    """A text that says `de commissie {{ vergadering.naam_commissie }}` asks for a name without that word."""
    runs = stuk.voorstel.regels.get(_NAAM, ())
    naam = runs_text(runs).replace(NBSP, " ").strip()
    if is_open(runs) or naam == _bare(naam):
        return
    for prose in stuk.texts:
        for match in prose.matches(_TWICE):
            if prose.is_literal(match.start(), match.end() - 1) and not prose.is_literal(match.end(), match.end() + 1):
                message = f"zo komt er ‘{match[0]}{naam}’ te staan: het woord commissie staat al in de tekst"
                yield stuk.say(_NAAM, message, f"schrijf alleen de naam: {_bare(naam)}")
                return


def _bare(naam: str) -> str:
    return re.sub(r"^(?:de )?(?:raads)?commissie ", "", naam, flags=re.IGNORECASE)


def _key(naam: str) -> str:
    return key_of(_bare(naam).replace("&", "en"))
