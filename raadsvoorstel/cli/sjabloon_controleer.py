"""`sjabloon controleer`: say what is wrong with a Word template, and where."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.place import absolute, shown, the_project
from raadsvoorstel.cli.reply import Reply, code_of
from raadsvoorstel.errors import FileUnreadable
from raadsvoorstel.reasons import reason_of

if TYPE_CHECKING:
    from raadsvoorstel.sjabloon import Controle, Found


@click.command(
    "controleer",
    cls=DutchCommand,
    short_help="Kijk Word-sjablonen na.",
    epilog="Voorbeeld: raadsvoorstel sjabloon controleer huisstijl.docx --annoteer",
)
@click.argument("files", nargs=-1, metavar="[BESTAND]…")
@click.option("--annoteer", is_flag=True, help="Zet de bevindingen als opmerkingen in een kopie ernaast.")
@json_option
def sjabloon_controleer(files: tuple[str, ...], annoteer: bool) -> Reply:
    """Kijk Word-sjablonen na: invulplaatsen, blokken, stijlen, toegankelijkheid en veiligheid.

    Zonder BESTAND zijn het alle sjablonen van het project. Elke bevinding noemt de plaats: koptekst, alinea, tabel en
    rij. Met --annoteer komt er naast het sjabloon een kopie met opmerkingen op die plaatsen; het sjabloon blijft zoals
    het is.

    Afsluitcode 0: geen fouten of waarschuwingen; 1: er is iets gevonden; 2: verkeerd gebruik.
    """
    from raadsvoorstel.sjabloon import controleer_sjabloon, sjablonen_of

    paths = [absolute(file) for file in files] or sjablonen_of(the_project())
    if not paths:
        raise WrongUse("dit project heeft nog geen sjablonen. Maak ze met: raadsvoorstel sjabloon nieuw --alle")
    contents = [(path, _content(path)) for path in dict.fromkeys(paths)]
    controles = [controleer_sjabloon(path, data, shown(path)) for path, data in contents]
    copies = [
        _annotated(controle, data) if annoteer else (None, "")
        for controle, (_, data) in zip(controles, contents, strict=True)
    ]
    lines = [line for made, copy in zip(controles, copies, strict=True) for line in [*_text(made, *copy), ""]]
    return Reply(
        "sjabloon controleer",
        text="\n".join([*lines, _summary(controles)]),
        data={"sjablonen": [_object(made, copy) for made, (copy, _) in zip(controles, copies, strict=True)]},
        code=code_of(finding for controle in controles for finding in controle.findings),
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path, reason_of(error)) from error


def _annotated(controle: "Controle", data: bytes) -> tuple[Path | None, str]:
    """Return the copy with comments, or None with why there is none."""
    from raadsvoorstel.errors import WordFileUnusable
    from raadsvoorstel.sjabloon import annoteer, place_for_copy
    from raadsvoorstel.writing import write_whole

    if not controle.found:
        return None, ""
    try:
        annotated = annoteer(controle.path, data, controle, _date())
    except WordFileUnusable as error:
        return None, str(error)
    copy = place_for_copy(controle.path)
    write_whole(copy, annotated)
    return copy, ""


def _date() -> str:
    """Return the moment that comments bear: the one that reproducible builds agree on, or none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    fits = epoch.isascii() and epoch.isdigit() and len(epoch) <= 11
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if fits else ""


def _text(controle: "Controle", copy: Path | None, why_not: str) -> list[str]:
    """Return the lines about one template: the file once, and below it what was found, in order of place."""
    from raadsvoorstel.report.findings import findings_count

    lines = [f"{shown(controle.path)}: {findings_count(controle.findings) or 'geen fouten gevonden'}"]
    for finding in controle.findings:
        lines.append(f"  {finding.severity}: {finding.message} [{finding.code}]")
        lines += [f"    hulp: {finding.hint}"] if finding.hint else []
    if copy:
        lines.append(f"  Met opmerkingen: {shown(copy)}")
    return [*lines, *([f"  Zonder kopie met opmerkingen: {why_not}"] if why_not else [])]


def _summary(controles: Sequence["Controle"]) -> str:
    from raadsvoorstel.report.findings import findings_count
    from raadsvoorstel.report.layout import counted

    found = findings_count(finding for controle in controles for finding in controle.findings)
    return f"{counted(len(controles), 'sjabloon', 'sjablonen')} nagekeken: {found or 'geen fouten gevonden'}."


def _object(controle: "Controle", copy: Path | None) -> dict[str, Any]:
    return {
        "bestand": str(controle.path),
        "kopie": str(copy) if copy else None,
        "bevindingen": [_finding_object(found) for found in controle.found],
    }


def _finding_object(found: "Found") -> dict[str, Any]:
    from raadsvoorstel.report.findings import findings_object

    spot = {"onderdeel": found.place.part, "plaats": found.place.area, "tekst": found.place.text}
    return {**findings_object([found.finding])[0], **{key: text or None for key, text in spot.items()}}
