"""`teruglezen`: what a clerk changed in a Word file, as a proposal for the source."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import json_option, one_of, path_of
from raadsvoorstel.cli.place import absolute, find_project, here, shown, the_project
from raadsvoorstel.cli.reply import Reply, code_of

if TYPE_CHECKING:
    from raadsvoorstel.project import Project
    from raadsvoorstel.report.teruglezen import Row, Told
    from raadsvoorstel.teruglezen.proposal import Change, Proposal

_ALL = "alle"
_CHOICE = re.compile(r"\d{1,9}(-\d{1,9})?(,\d{1,9}(-\d{1,9})?)*", re.ASCII)


@click.command(
    cls=DutchCommand,
    short_help="Breng wat in een Word-bestand is veranderd terug in de bron.",
    epilog="Voorbeeld: raadsvoorstel teruglezen uitvoer/jeugdvisie-2026/duinwijk-raadsvoorstel.docx --overnemen 2",
)
@click.argument("file", metavar="BESTAND", required=False, callback=path_of)
@click.option(
    "--overnemen",
    "chosen",
    multiple=True,
    is_flag=False,
    flag_value=_ALL,
    metavar="[NUMMER]",
    help="Neem deze wijziging over; mag vaker, en 2,5 of 2-4 kan ook. Zonder nummer: alles wat zonder vragen kan.",
)
@click.option(
    "--voor",
    "to",
    default="gemeente",
    metavar="gemeente|regio",
    callback=one_of("gemeente", "regio"),
    help="Voor deze gemeente alleen, of de regionale tekst zelf, voor alle. Zonder --voor: gemeente.",
)
@json_option
def teruglezen(file: Path | None, chosen: tuple[str, ...], to: str) -> Reply:
    """Toon wat in een Word-bestand veranderd is sinds het gemaakt werd, als voorstel voor de bron.

    Per wijziging staat er wat weg is en wat nieuw is, in welk bestand en op welke regel de tekst staat, en waar de
    wijziging komt. Zonder --overnemen wordt er niets geschreven. Met --overnemen verandert in de bestanden alleen wat
    nodig is; daarna maakt `maak` het document met deze tekst. Het Word-bestand zelf blijft zoals het is.

    Afsluitcode 0: in orde; 1: er is iets wat niet kan worden overgenomen of niet zeker is; 2: verkeerd gebruik.
    """
    from raadsvoorstel.herkomst import layer_of
    from raadsvoorstel.report.teruglezen import proposal_object, proposal_text
    from raadsvoorstel.teruglezen.placing import For
    from raadsvoorstel.teruglezen.proposal import propose
    from raadsvoorstel.teruglezen.taking import take_over

    if file is None and chosen and not _CHOICE.fullmatch(chosen[-1]) and chosen[-1] != _ALL:
        # What stands behind --overnemen was the file.
        file, chosen = absolute(chosen[-1]), (*chosen[:-1], _ALL)
    if file is None:
        raise WrongUse("noem het Word-bestand dat terugkwam.")
    if not file.is_file():
        what = "is een map; noem een bestand" if file.is_dir() else "bestaat niet"
        raise WrongUse(f"{shown(file)} {what}.")
    wanted = [_numbers(each) for each in chosen]
    proposal = propose(_project(file), file, For(to))
    if wanted:
        numbers = _selected(proposal, wanted)
        proposal = take_over(proposal, numbers, For(to))
    told = _told(proposal, to)
    return Reply(
        "teruglezen",
        text=proposal_text(told, shown, layer_of),
        data=proposal_object(told, layer_of),
        code=code_of(told.findings),
    )


def _project(file: Path) -> "Project":
    """Return the project one stands in, or else the one in which the file lies."""
    return find_project(here()) or find_project(file.parent) or the_project()


def _numbers(written: str) -> list[int] | None:
    """Return the numbers that were typed; None for all."""
    if written == _ALL:
        return None
    if not _CHOICE.fullmatch(written.replace(" ", "")):
        raise WrongUse(
            f"{written} is geen nummer van een wijziging; noem eerst het bestand, en dan --overnemen NUMMER."
        )
    numbers: list[int] = []
    for part in written.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        numbers += range(int(first), min(int(last or first), int(first) + 10_000) + 1)
    return numbers


def _selected(proposal: "Proposal", wanted: Iterable[list[int] | None]) -> list[int]:
    known = {change.number for change in proposal.changes}
    numbers: set[int] = set()
    for each in wanted:
        numbers |= {change.number for change in proposal.changes if change.is_safe} if each is None else set(each)
    if strange := sorted(numbers - known):
        has = f"de nummers zijn 1 tot en met {max(known)}" if known else "er is niets veranderd"
        raise WrongUse(f"er is geen wijziging {strange[0]}; {has}.")
    return sorted(numbers)


def _told(proposal: "Proposal", to: str) -> "Told":
    from raadsvoorstel.report.teruglezen import Told
    from raadsvoorstel.teruglezen.telling import findings_of

    return Told(
        file=proposal.file,
        facts=dict(proposal.returned.manifest.facts),
        to=to,
        rows=tuple(map(_row, proposal.changes)),
        loose=tuple((loose.text, loose.near) for loose in proposal.loose),
        written=proposal.files,
        findings=tuple(findings_of(proposal)),
    )


def _row(change: "Change") -> "Row":
    from raadsvoorstel.report.teruglezen import Row
    from raadsvoorstel.teruglezen.carrying import Carried, Failed
    from raadsvoorstel.teruglezen.judging import Stand

    carried = change.outcome if isinstance(change.outcome, Carried) else None
    return Row(
        number=change.number,
        path=change.path,
        stand=str(change.stand),
        was=change.was,
        becomes=change.becomes,
        origins=change.judged.origins,
        file=carried.file if carried else None,
        how=carried.how if carried else "",
        others=carried.others if carried else (),
        untouched=carried.untouched if carried else (),
        along=carried.along if carried else (),
        follows=change.follows,
        is_safe=change.is_safe,
        taken=change.taken,
        remarks=change.remarks,
        reason=change.outcome.reason if isinstance(change.outcome, Failed) else "",
        is_doubtful=change.stand is Stand.DOUBT,
    )
