"""`nieuw`: begin a proposal."""

from datetime import date
from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse, ended
from raadsvoorstel.cli.options import json_option, path_of
from raadsvoorstel.cli.place import find_project, here, shown
from raadsvoorstel.cli.reply import Reply


@click.command(
    cls=DutchCommand,
    short_help="Begin een voorstel.",
    epilog="Voorbeeld: raadsvoorstel nieuw jeugdvisie-2026",
)
@click.argument("naam", metavar="NAAM")
@click.option(
    "-g",
    "--gemeente",
    "gemeenten",
    multiple=True,
    metavar="GEMEENTE",
    help="Een gemeente die meedoet; mag vaker. Zonder -g: alle gemeenten van het project.",
)
@click.option(
    "--map",
    "folder",
    callback=path_of,
    metavar="MAP",
    help="Waar het project is of komt, in plaats van de map waarin u staat.",
)
@click.option(
    "--voorbeeld",
    metavar="VOORBEELD",
    help="Begin met een kopie van een voorbeeld dat bij het programma hoort, met de gemeenten en sjablonen daarvan.",
)
@json_option
def nieuw(naam: str, gemeenten: tuple[str, ...], folder: Path | None, voorbeeld: str | None) -> Reply:
    """Begin een voorstel: bestanden met voorbeelden en uitleg, om in te vullen.

    NAAM wordt de naam van de map onder proposals/. Is de map nog geen project, dan wordt zij dat: gemeenten die
    bij het programma horen, komen onder templates/. Wat er al staat, wordt nooit overschreven.
    """
    from raadsvoorstel.project import Project
    from raadsvoorstel.starting import (
        GemeenteUnknown,
        NameUnusable,
        VoorbeeldUnknown,
        VoorstelExists,
        start,
        start_from_example,
    )

    if voorbeeld is not None and gemeenten:
        raise WrongUse("-g en --voorbeeld gaan niet samen: een voorbeeld heeft zijn eigen gemeenten.")

    place = folder or here()
    if place.exists() and not place.is_dir():
        raise WrongUse(f"{shown(place)} is een bestand; noem een map.")
    project = find_project(place) or Project(place)
    try:
        started = (
            start(project, naam, gemeenten, date.today())
            if voorbeeld is None
            else start_from_example(project, naam, voorbeeld)
        )
    except (GemeenteUnknown, NameUnusable, VoorbeeldUnknown, VoorstelExists) as error:
        raise WrongUse(ended(str(error))) from error
    regio = project.proposals / started.voorstel / "regio.yaml"
    lines = [
        f"Het voorstel {started.voorstel} staat klaar, voor {len(started.gemeenten)} "
        f"{'gemeente' if len(started.gemeenten) == 1 else 'gemeenten'}.",
        "",
        f"1. {f'Vul {shown(regio)} in' if voorbeeld is None else f'Pas {shown(regio)} aan'}: "
        "de tekst voor alle gemeenten.",
        "2. Wat in één gemeente anders is, komt in het bestand van die gemeente, ernaast.",
        f"3. Kijk het na:  raadsvoorstel controleer {started.voorstel}",
        f"4. Maak het:     raadsvoorstel maak {started.voorstel}",
    ]
    if project.root != here():
        lines.append(f"\nGa daarvoor eerst naar de map {shown(project.root)}.")
    lines += [f"\nNog te doen: {advice}" for advice in started.advice]
    return Reply(
        "nieuw",
        text="\n".join(lines),
        data={
            "voorstel": started.voorstel,
            "map": str(project.root),
            "gemeenten": list(started.gemeenten),
            "bestanden": [str(path) for path in started.made],
            "nog_te_doen": list(started.advice),
        },
    )
