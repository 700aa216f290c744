"""`vergelijk`: what somebody changed in a document."""

from pathlib import Path

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse
from raadsvoorstel.cli.options import json_option, output_of, path_of
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.reply import FOUND, WELL, Reply


@click.command(
    cls=DutchCommand,
    short_help="Toon wat iemand in een Word-bestand veranderde.",
    epilog="Voorbeeld: raadsvoorstel vergelijk ontvangen/duinwijk-raadsvoorstel.docx -o verschil.docx",
)
@click.argument("file", metavar="BESTAND", callback=path_of)
@click.argument("other", metavar="[ANDER]", required=False, callback=path_of)
@click.option(
    "-o", "--uitvoer", "output", callback=output_of, metavar="BESTAND",
    help="Schrijf de verschillen ook als bijgehouden wijzigingen in een nieuw Word-bestand.",
)  # fmt: skip
@json_option
def vergelijk(file: Path, other: Path | None, output: Path | None) -> Reply:
    """Toon wat er in een Word-bestand is veranderd sinds het gemaakt is: per veld en alinea, woord voor woord.

    Met een ANDER bestand erbij: wat er in het andere anders is dan in het eerste. Een bestand dat alleen geopend en
    opnieuw opgeslagen is, heeft geen wijzigingen. De bestanden zelf veranderen niet.

    Afsluitcode 0: vergeleken; 1: van een tekst is niet zeker waar die staat, of een bestand is niet te lezen; 2:
    verkeerd gebruik.
    """
    from raadsvoorstel.edited import read_edited
    from raadsvoorstel.merging.outcome import Sort
    from raadsvoorstel.report.changes import changes_object, changes_text
    from raadsvoorstel.vergelijken.differences import as_it_is, as_made, differences
    from raadsvoorstel.vergelijken.redline import redline
    from raadsvoorstel.writing import place_free, write_whole

    files = [demand_file(each) for each in (file, other) if each]
    if output and (output in files or output.is_dir()):
        raise WrongUse(f"{shown(output)} kan niet worden overschreven; noem bij -o een nieuw bestand.")
    edited = read_edited(files[-1])
    before = read_edited(file) if other else None
    changes = differences(as_it_is(before) if before else as_made(edited), as_it_is(edited))
    if output:
        data = redline(edited, before)
        if place_free(output, data) != output:
            raise WrongUse(f"{shown(output)} is er al, en is niet overschreven; noem bij -o een nieuw bestand.")
        write_whole(output, data)
    return Reply(
        "vergelijk",
        text=changes_text(changes),
        data={
            "bestand": str(file),
            "ander": str(other) if other else None,
            "uitvoer": str(output) if output else None,
            "wijzigingen": changes_object(changes),
        },
        code=FOUND if any(change.sort is Sort.UNCERTAIN for change in changes) else WELL,
    )


def demand_file(path: Path) -> Path:
    """Return the path of a file that is there."""
    if path.is_file():
        return path
    raise WrongUse(
        f"{shown(path)} is een map; noem een bestand." if path.is_dir() else f"er is geen bestand {shown(path)}."
    )
