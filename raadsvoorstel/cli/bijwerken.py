"""`bijwerken`: a new version of documents that somebody worked in."""

from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import json_option, output_of
from raadsvoorstel.cli.place import absolute, shown, the_project
from raadsvoorstel.cli.progress import follow
from raadsvoorstel.cli.reply import FOUND, WELL, Reply
from raadsvoorstel.cli.vergelijk import demand_file


@click.command(
    cls=DutchCommand,
    short_help="Breng bewerkte Word-bestanden bij met wat de bron veranderde.",
    epilog="Voorbeeld: raadsvoorstel bijwerken ontvangen/*.docx -o bijgewerkt",
)
@click.argument("named", metavar="BESTAND...", nargs=-1, required=True)
@click.option(
    "-o", "--uitvoer", "output", callback=output_of, metavar="MAP",
    help="Waar de nieuwe versies komen, onder dezelfde namen.",
)  # fmt: skip
@json_option
def bijwerken(named: tuple[str, ...], output: Path | None) -> Reply:
    """Breng bestanden waarin iemand werkte bij met wat sindsdien in de bron veranderde.

    De nieuwe versie is het bestand zelf, met alleen wat de bron veranderde als bijgehouden wijzigingen van
    «raadsvoorstel». Alles weigeren geeft precies het bestand terug. Waar iemand dezelfde woorden veranderde, blijft
    zijn tekst staan en krijgt die een opmerking. De bestanden zelf veranderen niet.

    Welk voorstel en welke gemeente het zijn, staat in het bestand; ga in de map van het project staan.

    Afsluitcode 0: bijgewerkt; 1: er is iets niet overgenomen; 2: verkeerd gebruik.
    """
    from raadsvoorstel.bijwerken.files import update
    from raadsvoorstel.delivery import delivering
    from raadsvoorstel.report.changes import updates_object, updates_text
    from raadsvoorstel.writing import sweep

    if output is None:
        raise WrongUse("noem met -o de map waarin de nieuwe versies komen.")
    files = [demand_file(absolute(each)) for each in named]
    if output.exists() and not output.is_dir():
        raise WrongUse(f"{shown(output)} is een bestand; noem bij -o een map.")
    for file in files:
        if file.parent.resolve() == output.resolve():
            raise WrongUse(f"{shown(file)} staat zelf in {shown(output)}; noem bij -o een andere map.")
    project = the_project()
    output.mkdir(parents=True, exist_ok=True)
    with delivering(output, ()):
        sweep(output)
        results = follow(update(project, files, output), len(files), lambda result: result.file.name)
    return Reply(
        "bijwerken",
        text=updates_text(results, shown),
        data={"map": str(output), "bestanden": updates_object(results)},
        code=WELL if all(result.is_clean for result in results) else FOUND,
    )
