"""`controleer`: a proposal judged, and put right where that needs no judgement."""

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from raadsvoorstel import __version__
from raadsvoorstel.cli.answer import run_reply
from raadsvoorstel.cli.dutch import DutchCommand
from raadsvoorstel.cli.options import definitief_option, gemeente_option, json_option, one_of, voorstel_argument
from raadsvoorstel.cli.place import participants, shown, the_voorstel
from raadsvoorstel.cli.progress import follow
from raadsvoorstel.cli.reply import Reply, code_of

if TYPE_CHECKING:
    from raadsvoorstel.findings import Finding
    from raadsvoorstel.herstel import Mended
    from raadsvoorstel.project import Project
    from raadsvoorstel.report.run import Run

FORMATEN = ("vol", "kort", "json", "github", "sarif")


@click.command(
    cls=DutchCommand,
    short_help="Kijk een voorstel na, zonder documenten te schrijven.",
    epilog="Voorbeeld: raadsvoorstel controleer verbinden-en-versterken --definitief",
)
@voorstel_argument
@gemeente_option
@definitief_option
@click.option(
    "--formaat",
    default="vol",
    callback=one_of(*FORMATEN),
    metavar="FORMAAT",
    help="Hoe de bevindingen getoond worden: vol, kort, json, github of sarif.",
)
@click.option("--herstel", is_flag=True, help="Herstel in de bestanden wat zonder oordeel te herstellen is: [*].")
@click.option("--spelling", is_flag=True, help="Kijk ook de spelling na, met het woordenboek van deze computer.")
@json_option
def controleer(
    voorstel: str | None,
    gemeenten: tuple[str, ...],
    definitief: bool,
    formaat: str,
    herstel: bool,
    spelling: bool,
) -> Reply:
    """Kijk een voorstel na: leest alles, beoordeelt elke tekst, maakt elk document in het geheugen, en schrijft niets.

    VOORSTEL is de naam of de map van een voorstel. Zonder naam is het het enige voorstel, of dat van de map
    waarin u staat. Met -g blijven de stukken van de regio zelf buiten beschouwing. Een regel wordt uitgelegd met
    raadsvoorstel uitleg CODE. Met --herstel verandert alleen wat in de YAML-bestanden verkeerd staat en zeker is.

    Afsluitcode 0: in orde; 1: er is iets gevonden; 2: verkeerd gebruik; 3: wat de spelling nodig heeft, ontbreekt.
    """
    from raadsvoorstel.herstel import mend
    from raadsvoorstel.writing import seen_now

    project, naam = the_voorstel(voorstel)
    judged = partial(_judged, project, naam, gemeenten, definitief=definitief, spelling=spelling)
    seen = seen_now(project.yaml_files() if herstel else ())
    run, mended = judged(), ""
    if herstel:
        done = mend(project, run.all_findings, seen)
        mended = _mended(done)
        run = judged() if done.files else run
    return _judgement(project, run, formaat, mended)


def _judged(project: "Project", naam: str, gemeenten: tuple[str, ...], *, definitief: bool, spelling: bool) -> "Run":
    from raadsvoorstel.batch import documents, judge_all, judge_of
    from raadsvoorstel.dictionary import open_dictionary
    from raadsvoorstel.loading import load_dossier
    from raadsvoorstel.report.run import Run, document_name

    dossier, findings = load_dossier(project, naam)
    if dossier is None:
        return Run(naam, (), tuple(findings))
    slugs, regio = participants(dossier, gemeenten), not gemeenten
    total = documents(dossier, slugs, regio=regio)
    judge = judge_of(dossier, open_dictionary() if spelling else None)
    judged = judge_all(dossier, slugs, definitief=definitief, regio=regio, judge=judge)
    outcomes = follow(judged, total, document_name)
    return Run(naam, outcomes, (*findings, *judge.between), total=total)


def _mended(done: "Mended") -> str:
    """Return what was put right, a line for every finding."""
    if not done.files:
        return "Er was niets te herstellen."
    lines = [f"  {finding.origin}: {finding.message}" for findings in done.files.values() for finding in findings]
    return "\n".join([f"Hersteld in {', '.join(shown(path) for path in done.files)}:", *lines])


def _judgement(project: "Project", run: "Run", formaat: str, mended: str) -> Reply:
    """Return the reply of `controleer` in one of its forms."""
    from raadsvoorstel.findings import unique
    from raadsvoorstel.report.findings import finding_line, github_line
    from raadsvoorstel.report.run import run_object

    found = unique(run.all_findings)
    match formaat:
        case "kort":
            text = "\n".join(map(finding_line, found))
        case "github":
            text = "\n".join(map(github_line, found))
        case "sarif":
            text = _sarif(found)
        case _:
            reply = run_reply("controleer", project, run)
            return replace(reply, text="\n\n".join(filter(None, [mended, reply.text])))
    return Reply("controleer", text=text, data=run_object(run), code=code_of(run.all_findings))


def _sarif(found: "Sequence[Finding]") -> str:
    from raadsvoorstel.checks.uitleg import explanations
    from raadsvoorstel.report.sarif import sarif_object

    rules = {uitleg.code: uitleg.zin for uitleg in explanations()}
    return json.dumps(sarif_object(found, __version__, rules), ensure_ascii=False, indent=2)
