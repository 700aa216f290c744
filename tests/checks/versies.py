"""Versions of a proposal that a test makes from a few texts, without files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from raadsvoorstel.blocks import Run
from raadsvoorstel.checks.lists import Lijsten, lists_of
from raadsvoorstel.checks.stuk import Afspraken, Reces, Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente, Mijlpaal, Raadsvoorstel
from raadsvoorstel.notation import write_date
from raadsvoorstel.prose import Prose, read_prose
from raadsvoorstel.sources import parse

DRIE = ("Plassendam", "Duinwijk", "Westerkoog")
ACHT = ("Adorp", "Bemmel", "Cothen", "Duinwijk", "Eede", "Fort Noord", "Geldrop (NB)", "Holy")


def lijsten(text: str = "") -> Lijsten:
    """Return the lists of the program, with those of a YAML text added."""
    tree, _ = parse(text, "regio.yaml") if text else (None, [])
    return lists_of(tree)


def prose(path: str, text: str) -> Prose:
    """Return the words of a text; what stands between braces is filled in with what follows a `=` there."""
    values = [part.partition("=")[2].strip() for part in text.split("}}")[:-1]]
    return read_prose(
        FieldPath(path), text, values, lambda offset: (Origin("regio.yaml", 1, offset + 1), offset), formatted=True
    )


def stuk(
    texts: Mapping[str, str] | str,
    *,
    namen: Iterable[str] = ACHT,
    eigen: str = "Duinwijk",
    dagen: Mapping[str, date] | None = None,
    colleges: int = 0,
    raden: int = 0,
    regio: str = "Kustland",
    reces: tuple[Reces, ...] = (),
    woorden: str = "",
    mijlpalen: Mapping[str, str] | None = None,
) -> Stuk:
    """Return one version; the first `colleges` and `raden` of its participants have decided."""
    fields = {"samenvatting": texts} if isinstance(texts, str) else dict(texts)
    deelnemers = tuple(
        Deelnemer(Gemeente(naam.lower(), naam), number < colleges, number < raden) for number, naam in enumerate(namen)
    )
    dates = {FieldPath(f"vergadering.{name}"): (Run(write_date(day)),) for name, day in (dagen or {}).items()}
    voorstel = Raadsvoorstel(
        naam="proef",
        versie="",
        gemeente=Gemeente(eigen.lower(), eigen),
        huizen=(),
        deelnemers=deelnemers,
        regels=dates,
        genoemd=frozenset(),
        teksten={},
        besluit_college=(),
        besluit_raad=(),
        ondertekening={},
        argumenten=(),
        kanttekeningen=(),
        bedragen=(),
        mijlpalen=tuple(
            Mijlpaal(FieldPath(f"planning.mijlpalen.{number}"), (Run(when),), (Run(what),))
            for number, (when, what) in enumerate((mijlpalen or {}).items())
        ),
        bijlagen=(),
        extra=(),
        origins={},
        geschreven=tuple(prose(path, text) for path, text in fields.items()),
    )
    return Stuk(voorstel, lijsten(woorden), Afspraken(regio=regio), reces)


def shown(version: Stuk, findings: Iterable[Finding]) -> list[str]:
    """Return the words that each finding is about, in order of place; the texts of a version are one file here."""
    return sorted(_words(version, finding) for finding in findings)


def _words(version: Stuk, finding: Finding) -> str:
    start = finding.origin.column - 1
    found = list(_under(version, finding, start))
    return found[0] if found else finding.message


def _under(version: Stuk, finding: Finding, start: int) -> Iterator[str]:
    for text in version.texts:
        words = text.text[start : start + finding.length]
        if words and words in finding.message:
            yield words
    if len(version.texts) == 1:
        yield version.texts[0].text[start : start + finding.length]
