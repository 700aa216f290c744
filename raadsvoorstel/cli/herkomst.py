"""`herkomst`: what a Word file was made from."""

from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse, ended
from raadsvoorstel.cli.options import json_option, path_of
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.reply import Reply


@click.command(
    cls=DutchCommand,
    short_help="Toon waarvan een Word-bestand gemaakt is.",
    epilog="Voorbeeld: raadsvoorstel herkomst uitvoer/jeugdvisie-2026/duinwijk-raadsvoorstel.docx --pad financien",
)
@click.argument("file", metavar="BESTAND", callback=path_of)
@click.option("--pad", metavar="VELD", help="Toon deze tekst in het geheel, zoals financien of besluit.raad.")
@json_option
def herkomst(file: Path, pad: str | None) -> Reply:
    """Toon van een Word-bestand waarvan het gemaakt is: welk voorstel, welke versie, welk sjabloon.

    En van elke tekst in welk bestand en op welke regel hij geschreven is. Het antwoord staat in het Word-bestand
    zelf; ook als dat daarna bewerkt, verplaatst of hernoemd is.

    Afsluitcode 0: het bestand zegt het; 1: het is niet met dit programma gemaakt; 2: verkeerd gebruik; 5: het bestand
    is geweigerd, want het is geen Word-bestand, of geen veilig.
    """
    from raadsvoorstel.herkomst import UnknownPath, layer_of, read_herkomst
    from raadsvoorstel.report.herkomst import herkomst_object, herkomst_text, text_of

    if not file.is_file():
        raise WrongUse(
            f"{shown(file)} is een map; noem een bestand." if file.is_dir() else f"er is geen bestand {shown(file)}."
        )
    found = read_herkomst(file)
    facts = found.manifest.facts
    try:
        texts = found.texts_at(pad) if pad else found.texts
    except UnknownPath as error:
        raise WrongUse(ended(str(error))) from error
    return Reply(
        "herkomst",
        text=text_of(texts, layer_of) if pad else herkomst_text(facts, texts, layer_of, as_made=found.as_made),
        data={"bestand": str(file), **herkomst_object(facts, texts, layer_of, as_made=found.as_made)},
    )
