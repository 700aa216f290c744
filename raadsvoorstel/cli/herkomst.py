"""`herkomst`: what a Word file was made from."""

from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.place import absolute
from raadsvoorstel.cli.reply import Reply


@click.command(
    cls=DutchCommand,
    short_help="Toon waarvan een Word-bestand gemaakt is.",
    epilog="Voorbeeld: raadsvoorstel herkomst uitvoer/verbinden-en-versterken/heemstede-raadsvoorstel.docx",
)
@click.argument("bestand", metavar="BESTAND")
@click.option("--pad", metavar="VELD", help="Toon één tekst in het geheel, zoals financien of besluit.raad.")
@json_option
def herkomst(bestand: str, pad: str | None) -> Reply:
    """Toon van een Word-bestand waarvan het gemaakt is: welk voorstel, welke versie, welk sjabloon.

    En van elke tekst in welk bestand en op welke regel hij geschreven is. Het antwoord staat in het Word-bestand
    zelf; ook als dat daarna bewerkt, verplaatst of hernoemd is.
    """
    from raadsvoorstel.herkomst import layer_of, read_herkomst
    from raadsvoorstel.report.herkomst import herkomst_object, herkomst_text, text_of

    path: Path = absolute(bestand)
    found = read_herkomst(path)
    facts = found.manifest.facts
    texts = found.texts_at(pad) if pad else found.texts
    return Reply(
        "herkomst",
        text=text_of(texts, layer_of) if pad else herkomst_text(facts, texts, layer_of, as_made=found.as_made),
        data={"bestand": str(path), **herkomst_object(facts, texts, layer_of, as_made=found.as_made)},
    )
