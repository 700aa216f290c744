"""`sjabloon controleer`: say what is wrong with a Word template, and where."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.place import absolute, shown, the_project
from raadsvoorstel.cli.reply import REFUSED, Reply, code_of

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

    Afsluitcode 0: geen fouten of waarschuwingen; 1: er is iets gevonden; 2: verkeerd gebruik; 5: een bestand is
    geweigerd.
    """
    from raadsvoorstel.report.findings import findings_object
    from raadsvoorstel.sjabloon import NOT_A_TEMPLATE, sjablonen_of

    paths = [absolute(file) for file in files] or sjablonen_of(the_project())
    if not paths:
        raise WrongUse("dit project heeft nog geen sjablonen. Maak ze met: raadsvoorstel sjabloon nieuw --alle")
    checked = [_checked(path, annotate=annoteer) for path in dict.fromkeys(paths)]
    findings = [finding for each in checked for finding in each.controle.findings]
    lines = [line for each in checked for line in [*_text(each), ""]]
    return Reply(
        "sjabloon controleer",
        text="\n".join([*lines, _summary(checked)]),
        data={"sjablonen": [_object(each) for each in checked], "bevindingen": findings_object(findings)},
        code=REFUSED if any(finding.code == NOT_A_TEMPLATE for finding in findings) else code_of(findings),
    )


class _Checked(Struct, frozen=True):
    """A template that was checked, and its copy with comments, or why there is none."""

    controle: "Controle"
    copy: Path | None = None
    without: str = ""


def _checked(path: Path, *, annotate: bool) -> _Checked:
    from raadsvoorstel.errors import FileRefused, FileUnreadable, WordFileUnusable
    from raadsvoorstel.reading import read_regular
    from raadsvoorstel.sjabloon import annoteer, controleer_sjabloon, onleesbaar, place_for_copy
    from raadsvoorstel.word.package import LARGEST_FILE
    from raadsvoorstel.writing import write_whole

    try:
        data = read_regular(path, LARGEST_FILE)
    except (FileRefused, FileUnreadable) as error:
        return _Checked(onleesbaar(path, shown(path), error.reason))
    controle = controleer_sjabloon(path, data, shown(path))
    if not annotate or not controle.found:
        return _Checked(controle)
    try:
        annotated = annoteer(path, data, controle, _date())
    except WordFileUnusable as error:
        return _Checked(controle, without=str(error))
    copy = place_for_copy(path)
    write_whole(copy, annotated)
    return _Checked(controle, copy)


def _date() -> str:
    """Return the moment that comments bear: the one that reproducible builds agree on, or none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    fits = epoch.isascii() and epoch.isdigit() and len(epoch) <= 11
    return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if fits else ""


def _text(checked: _Checked) -> list[str]:
    """Return the lines about one template: the file once, and below it what was found, in order of place."""
    from raadsvoorstel.report.findings import findings_count

    findings = checked.controle.findings
    lines = [f"{shown(checked.controle.path)}: {findings_count(findings) or 'geen fouten gevonden'}"]
    for finding in findings:
        lines.append(f"  {finding.severity}: {finding.message} [{finding.code}]")
        lines += [f"    hulp: {finding.hint}"] if finding.hint else []
    if checked.copy:
        lines.append(f"  Met opmerkingen: {shown(checked.copy)}")
    return [*lines, *([f"  Zonder kopie met opmerkingen: {checked.without}"] if checked.without else [])]


def _summary(checked: Sequence[_Checked]) -> str:
    from raadsvoorstel.report.findings import findings_count
    from raadsvoorstel.report.layout import counted

    found = findings_count(finding for each in checked for finding in each.controle.findings)
    return f"{counted(len(checked), 'sjabloon', 'sjablonen')} nagekeken: {found or 'geen fouten gevonden'}."


def _object(checked: _Checked) -> dict[str, Any]:
    return {
        "bestand": str(checked.controle.path),
        "kopie": str(checked.copy) if checked.copy else None,
        "bevindingen": [_finding_object(found) for found in checked.controle.found],
    }


def _finding_object(found: "Found") -> dict[str, Any]:
    from raadsvoorstel.report.findings import findings_object

    spot = {"onderdeel": found.place.part, "plaats": found.place.area, "tekst": found.place.text}
    return {**findings_object([found.finding])[0], **{key: text or None for key, text in spot.items()}}
