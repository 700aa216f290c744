"""`gemeenten`: which gemeenten there are."""

import click

from raadsvoorstel.cli.dutch import DutchCommand
from raadsvoorstel.cli.options import json_option, voorstel_argument
from raadsvoorstel.cli.place import the_project, the_voorstel
from raadsvoorstel.cli.reply import Reply, code_of


@click.command(
    cls=DutchCommand,
    short_help="Toon de gemeenten, en wie meedoet.",
    epilog="Voorbeeld: raadsvoorstel gemeenten verbinden-en-versterken",
)
@voorstel_argument
@json_option
def gemeenten(voorstel: str | None) -> Reply:
    """Toon de gemeenten van het project: naam, code, soort opbouw, welke stukken zij maken, en of er sjablonen zijn.

    Met VOORSTEL, de naam of de map van een voorstel, ook welke gemeenten daaraan meedoen.
    """
    from raadsvoorstel.loading import load_dossier
    from raadsvoorstel.overview import list_gemeenten
    from raadsvoorstel.overview import participants as participants_of
    from raadsvoorstel.report.findings import findings_object, findings_text
    from raadsvoorstel.report.listing import gemeenten_object, gemeenten_text

    project, naam = the_voorstel(voorstel) if voorstel else (the_project(), None)
    listed, findings = list_gemeenten(project)
    participants: tuple[str, ...] | None = None
    if naam is not None:
        dossier, more = load_dossier(project, naam)
        findings += more
        participants = participants_of(dossier) if dossier else None
    found = findings_text(findings)
    return Reply(
        "gemeenten",
        text="\n".join([gemeenten_text(listed, participants), *(["", "Gevonden:", *found] if found else [])]),
        data={
            "voorstel": naam,
            "map": str(project.root),
            "gemeenten": gemeenten_object(listed, participants),
            "bevindingen": findings_object(findings),
        },
        code=code_of(findings),
    )
