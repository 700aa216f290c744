"""`sjabloon nieuw --van`: make a template of a Word file that the gemeente already has."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from raadsvoorstel.cli.dutch import WrongUse
from raadsvoorstel.cli.options import one_of, path_of
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.reply import Reply, code_of

if TYPE_CHECKING:
    from raadsvoorstel.findings import Finding
    from raadsvoorstel.project import Project

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])
_SOORTEN = ("raadsvoorstel", "collegebesluit", "raadsbesluit", "persbericht")


def van_options(command: _Decorated) -> _Decorated:
    """From which Word file, and for which kind of document."""
    add_soort = click.option(
        "--soort", default=_SOORTEN[0], callback=one_of(*_SOORTEN), metavar="STUK",
        help="Met --van: voor welk stuk; zonder --soort is dat het raadsvoorstel.",
    )  # fmt: skip
    add_van = click.option(
        "--van", "source", metavar="BESTAND", callback=path_of,
        help="Maak het sjabloon van een Word-bestand van de gemeente (.docx of .dotx).",
    )  # fmt: skip
    return add_van(add_soort(command))


def reply_on_van(project: "Project", folders: Sequence[str], source: Path, soort: str, *, overwrite: bool) -> Reply:
    """Return the answer to `sjabloon nieuw GEMEENTE --van BESTAND`."""
    from raadsvoorstel.report.findings import findings_object, findings_text

    if len(folders) != 1:
        raise WrongUse("noem bij --van één gemeente: het bestand is van één huisstijl.")
    if not source.is_file():
        raise WrongUse(f"er is geen bestand {shown(source)}.")
    stand, findings = _write(project, folders[0], source, soort, overwrite=overwrite)
    path = project.template(folders[0], soort)
    made = stand in ("gemaakt", "overschreven")
    see = f"Bekijk het met: raadsvoorstel sjabloon toon {folders[0]}"
    lines = [f"{folders[0]}  {stand}  {project.shown(path)}", "", "Gevonden:", *findings_text(findings)]
    return Reply(
        "sjabloon nieuw",
        text="\n".join([*lines, *(["", see] if made else [])]),
        data={
            "map": str(project.root),
            "gemeente": folders[0],
            "soort": soort,
            "van": str(source),
            "resultaat": stand,
            "bestand": str(path),
            "bevindingen": findings_object(findings),
        },
        code=code_of(findings),
    )


def _write(
    project: "Project", folder: str, source: Path, soort: str, *, overwrite: bool
) -> tuple[str, list["Finding"]]:
    """Return what became of the template, and what was found."""
    from raadsvoorstel.findings import Finding, Origin, Severity
    from raadsvoorstel.overnemen import take_over
    from raadsvoorstel.reading import read_regular
    from raadsvoorstel.word.package import LARGEST_FILE
    from raadsvoorstel.writing import Seen, write_whole

    path = project.template(folder, soort)
    data, findings = take_over(project, folder, source, soort)
    if data is None:
        return "niet gemaakt", findings
    seen = Seen.of(path)
    present = read_regular(path, LARGEST_FILE) if seen else None
    if present == data:
        return "ongewijzigd", findings
    if present is not None and not overwrite:
        message = f"{project.shown(path)} is er al, en is niet overschreven"
        hint = "bewaar het onder een andere naam als er in Word aan gewerkt is, en geef dan --overschrijven"
        there = Finding("bewerkt-sjabloon", message, Origin(project.shown(path)), hint, Severity.WAARSCHUWING)
        return "niet overschreven", [*findings, there]
    write_whole(path, data, seen=seen)
    return ("gemaakt" if present is None else "overschreven"), findings
