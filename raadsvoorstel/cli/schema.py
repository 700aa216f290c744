"""`schema`: what an editor needs to help with typing."""

from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand
from raadsvoorstel.cli.options import json_option, one_of, output_of
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.reply import Reply

_SUBJECTS = ("regio", "gemeente-voorstel", "gemeente", "huis")


@click.command(
    cls=DutchCommand,
    short_help="Toon het JSON Schema van een bestand, voor editors.",
    epilog="Voorbeeld: raadsvoorstel schema regio -o .vscode/raadsvoorstel/regio.json",
)
@click.argument("subject", required=False, default="regio", callback=one_of(*_SUBJECTS), metavar="[BESTAND]")
@click.option("-o", "--uitvoer", "output", callback=output_of, metavar="BESTAND", help="Schrijf het in dit bestand.")
@json_option
def schema(subject: str, output: Path | None) -> Reply:
    """Toon het JSON Schema van een bestand: daarmee vult een editor velden aan en legt hij ze uit.

    BESTAND is regio (proposals/…/regio.yaml), gemeente-voorstel (proposals/…/GEMEENTE.yaml), gemeente
    (templates/…/gemeente.yaml) of huis (templates/…/huis.yaml). Zonder BESTAND is het regio. `raadsvoorstel nieuw` zet
    ze zelf klaar voor VS Code.
    """
    from raadsvoorstel.schema import as_json
    from raadsvoorstel.schema import schema as schema_of
    from raadsvoorstel.writing import write_whole

    made = schema_of(subject)
    if output:
        write_whole(output, as_json(made).encode())
    return Reply(
        "schema",
        text=f"Geschreven: {shown(output)}" if output else as_json(made),
        data={"soort": subject, "bestand": str(output) if output else None, "schema": made},
    )
