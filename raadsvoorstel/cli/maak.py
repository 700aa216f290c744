"""`maak`: the documents of a proposal."""

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from raadsvoorstel.cli.answer import run_reply
from raadsvoorstel.cli.dutch import DutchCommand
from raadsvoorstel.cli.options import definitief_option, gemeente_option, json_option, output_of, voorstel_argument
from raadsvoorstel.cli.place import demand_folder, participants, the_voorstel
from raadsvoorstel.cli.progress import follow, tell
from raadsvoorstel.cli.reply import ENVIRONMENT, PARTLY, REFUSED, WELL, Reply
from raadsvoorstel.cores import processes
from raadsvoorstel.errors import ProgramMissing

if TYPE_CHECKING:
    from raadsvoorstel.delivery import Delivery
    from raadsvoorstel.findings import Finding
    from raadsvoorstel.making import Outcome


@click.command(
    cls=DutchCommand,
    short_help="Maak de Word-documenten van een voorstel.",
    epilog="Voorbeeld: raadsvoorstel maak verbinden-en-versterken --pdf",
)
@voorstel_argument
@gemeente_option
@definitief_option
@click.option(
    "-o",
    "--uitvoer",
    "output",
    callback=output_of,
    metavar="MAP",
    help="Waar de documenten komen, in plaats van uitvoer/VOORSTEL.",
)
@click.option("--pdf", is_flag=True, help="Maak er ook PDF's van, met LibreOffice.")
@json_option
def maak(voorstel: str | None, gemeenten: tuple[str, ...], definitief: bool, output: Path | None, pdf: bool) -> Reply:
    """Maak van een voorstel de Word-documenten van elke gemeente, in haar eigen huisstijl, en die van de regio.

    VOORSTEL is de naam of de map van een voorstel. Zonder naam is het het enige voorstel, of dat van de map
    waarin u staat. Een document dat iemand heeft bewerkt, wordt nooit overschreven: de nieuwe versie komt ernaast.
    Met -g blijven de stukken van de regio zelf, zoals het persbericht, zoals zij zijn. Van de teksten komt hier alleen
    aan de orde wat een document tegenhoudt; de andere opmerkingen geeft: raadsvoorstel controleer.

    Afsluitcode 0: gemaakt; 1: er is iets gevonden; 2: verkeerd gebruik; 3: LibreOffice ontbreekt; 4: een deel is niet
    gemaakt, de andere documenten zijn volledig; 5: een bestand is geweigerd; 6: de schijf, rechten, een open bestand of
    een andere run staan in de weg.
    """
    project, naam = the_voorstel(voorstel)
    folder = output or project.root / "uitvoer" / naam
    demand_folder(folder)

    from raadsvoorstel.batch import file_names, judge_of, make
    from raadsvoorstel.delivery import delivering
    from raadsvoorstel.loading import load_dossier
    from raadsvoorstel.report.run import Run, document_name
    from raadsvoorstel.writing import sweep

    dossier, findings = load_dossier(project, naam)
    if dossier is None:
        return run_reply("maak", project, Run(naam, (), tuple(findings), folder))
    slugs, regio = participants(dossier, gemeenten), not gemeenten
    names = file_names(dossier, slugs, regio=regio)
    _prepare(folder)
    _tell_of_cores(len(slugs))
    judge = judge_of(dossier, stops_only=True)
    with delivering(folder, names) as delivery:
        sweep(folder)
        outcomes = make(dossier, slugs, folder, definitief=definitief, regio=regio, judge=judge)
        made = follow(_noted(delivery, outcomes), len(names), document_name)
        missing = ""
        if pdf:
            try:
                made = _with_pdfs(made)
            except ProgramMissing as error:
                missing = str(error)
    run = Run(naam, made, (*delivery.findings, *findings, *judge.between), folder, len(names))
    return replace(run_reply("maak", project, run, missing, code=_code_of(made)), note=delivery.note)


def _noted(delivery: "Delivery", outcomes: Iterator["Outcome"]) -> Iterator["Outcome"]:
    for outcome in outcomes:
        if outcome.document:
            delivery.done(f"{outcome.gemeente}-{outcome.soort}.docx")
        yield outcome


def _code_of(outcomes: Sequence["Outcome"]) -> int:
    """Return the exit code that what became of the documents leads to; 0 when that is for the findings to say."""
    from raadsvoorstel.making import ENVIRONMENT as BY_THE_COMPUTER
    from raadsvoorstel.making import REFUSED as FOR_A_FILE

    if any(outcome.trouble == BY_THE_COMPUTER for outcome in outcomes):
        return ENVIRONMENT
    troubles = [outcome.trouble for outcome in outcomes if outcome.failed]
    if 0 < len(troubles) < len(outcomes):
        return PARTLY
    return REFUSED if troubles and all(trouble == FOR_A_FILE for trouble in troubles) else WELL


def _tell_of_cores(gemeenten: int) -> None:
    number = processes(gemeenten)
    if number > 1:
        tell(f"De {gemeenten} gemeenten worden over {number} processen verdeeld.")


def _prepare(folder: Path) -> None:
    """Make the folder for the documents, so that one that cannot be is told once, and not by every gemeente."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


def _with_pdfs(outcomes: Sequence["Outcome"]) -> list["Outcome"]:
    from raadsvoorstel.making import ENVIRONMENT as BY_THE_COMPUTER
    from raadsvoorstel.pdf import HINDERED_CODE, make_pdfs

    made, told = make_pdfs(outcome.document for outcome in outcomes if outcome.document)
    findings: dict[Path, list[Finding]] = {}
    for document, finding in told:
        findings.setdefault(document, []).append(finding)

    def with_pdf(outcome: "Outcome", document: Path) -> "Outcome":
        own = findings.get(document, [])
        trouble = BY_THE_COMPUTER if any(finding.code == HINDERED_CODE for finding in own) else outcome.trouble
        return replace(outcome, pdf=made.get(document), trouble=trouble, findings=(*outcome.findings, *own))

    return [with_pdf(outcome, outcome.document) if outcome.document else outcome for outcome in outcomes]
