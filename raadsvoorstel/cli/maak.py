"""`maak`: the documents of a proposal."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raadsvoorstel.cli.answer import run_reply
from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import definitief_option, gemeente_option, json_option, path_of, voorstel_argument
from raadsvoorstel.cli.place import participants, shown, the_voorstel
from raadsvoorstel.cli.progress import follow
from raadsvoorstel.cli.reply import Reply
from raadsvoorstel.cores import processes
from raadsvoorstel.errors import ProgramMissing

if TYPE_CHECKING:
    from raadsvoorstel.batch import Outcome


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
    callback=path_of,
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

    Afsluitcode 0: gemaakt; 1: er is iets gevonden; 2: verkeerd gebruik; 3: LibreOffice ontbreekt.
    """
    from raadsvoorstel.batch import documents, judge_of, make
    from raadsvoorstel.loading import load_dossier
    from raadsvoorstel.report.run import Run, document_name

    project, naam = the_voorstel(voorstel)
    folder = output or project.root / "uitvoer" / naam
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{shown(folder)} is een bestand; noem bij -o een map.")
    dossier, findings = load_dossier(project, naam)
    if dossier is None:
        return run_reply("maak", project, Run(naam, (), tuple(findings), folder))
    slugs, regio = participants(dossier, gemeenten), not gemeenten
    total = documents(dossier, slugs, regio=regio)
    _prepare(folder)
    _tell_of_cores(len(slugs))
    judge = judge_of(dossier, stops_only=True)
    outcomes = follow(
        make(dossier, slugs, folder, definitief=definitief, regio=regio, judge=judge), total, document_name
    )
    findings += judge.between
    missing = ""
    if pdf:
        try:
            outcomes = _with_pdfs(outcomes)
        except ProgramMissing as error:
            missing = str(error)
    return run_reply("maak", project, Run(naam, outcomes, tuple(findings), folder, total), missing)


def _tell_of_cores(gemeenten: int) -> None:
    number = processes(gemeenten)
    if number > 1:
        click.echo(f"De {gemeenten} gemeenten worden over {number} processen verdeeld.", err=True)


def _prepare(folder: Path) -> None:
    """Make the folder for the documents, so that one that cannot be is told once, and not by every gemeente."""
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(folder))


def _with_pdfs(outcomes: Sequence["Outcome"]) -> list["Outcome"]:
    from raadsvoorstel.pdf import make_pdfs

    made, findings = make_pdfs(outcome.document for outcome in outcomes if outcome.document)
    return [
        replace(
            outcome,
            pdf=made.get(outcome.document),
            findings=(*outcome.findings, *(finding for document, finding in findings if document == outcome.document)),
        )
        if outcome.document
        else outcome
        for outcome in outcomes
    ]
