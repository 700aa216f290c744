"""`sjabloon toon`: a template filled with a sample of every kind of text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.cli.dutch import DutchCommand, ended
from raadsvoorstel.cli.options import json_option, output_of
from raadsvoorstel.cli.place import demand_folder, folders_of, here, shown, the_project
from raadsvoorstel.cli.progress import follow
from raadsvoorstel.cli.reply import PROGRAM_MISSING, Reply, code_of
from raadsvoorstel.errors import ProgramMissing

if TYPE_CHECKING:
    from raadsvoorstel.findings import Finding
    from raadsvoorstel.project import Project
    from raadsvoorstel.tonen import Shown


@click.command(
    "toon",
    cls=DutchCommand,
    short_help="Vul sjablonen met een voorbeeldtekst, om te zien wat ervan komt.",
    epilog="Voorbeeld: raadsvoorstel sjabloon toon duinwijk --pdf",
)
@click.argument("names", nargs=-1, metavar="[NAAM]…")
@click.option(
    "-o", "--uitvoer", "output", callback=output_of, metavar="MAP",
    help="Waar de voorbeelden komen, in plaats van uitvoer/sjablonen.",
)  # fmt: skip
@click.option("--pdf", is_flag=True, help="Maak er ook PDF's van, en zo mogelijk een afbeelding van elke bladzijde.")
@json_option
def sjabloon_toon(names: tuple[str, ...], output: Path | None, pdf: bool) -> Reply:
    """Vul sjablonen met een verzonnen voorbeeldtekst van alle soorten: lange titels, lijsten in lijsten, tabellen,
    noten, verwijzingen, bedragen, mijlpalen, en gegevens die nog openstaan.

    NAAM is een gemeente, of een huis dat gemeenten delen: dan is het het persbericht van de regio. Zonder NAAM is het
    de gemeente van de map waarin u staat, en anders zijn het alle gemeenten. Een voorbeeld dat iemand heeft bewerkt,
    wordt nooit overschreven. Voor --pdf is LibreOffice nodig, voor afbeeldingen ook pdftoppm.

    Afsluitcode 0: gemaakt; 1: er is iets gevonden; 2: verkeerd gebruik; 3: LibreOffice ontbreekt.
    """
    from raadsvoorstel.delivery import delivering
    from raadsvoorstel.tonen import show
    from raadsvoorstel.writing import sweep

    project = the_project()
    slugs = tuple(dict.fromkeys(folders_of(project, names))) or _where_one_stands(project)
    folder = output or project.root / "uitvoer" / "sjablonen"
    demand_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with delivering(folder, ()):
        sweep(folder)
        shows = follow((show(project, slug, folder) for slug in slugs), len(slugs), lambda each: each[0].folder)
        made = [one for each in shows for one in each]
        missing = ""
        pages: list[_Pages] = []
        if pdf:
            try:
                pages, found = _drawn(made)
                made = [replace(one, findings=(*one.findings, *found.get(one.document, ()))) for one in made]
            except ProgramMissing as error:
                missing = ended(str(error))
    return _reply(folder, project.gemeenten, made, pages, missing)


class _Pages(Struct, frozen=True):
    """What was made of a document besides."""

    document: Path
    pdf: Path
    pages: list[Path]


def _where_one_stands(project: "Project") -> tuple[str, ...]:
    inside = tuple(slug for slug in project.gemeenten if here().is_relative_to(project.templates / slug))
    return inside or project.gemeenten


def _drawn(made: Sequence["Shown"]) -> tuple[list[_Pages], dict[Path | None, list["Finding"]]]:
    from raadsvoorstel.pdf import make_pdfs
    from raadsvoorstel.tonen import draw_pages

    pdfs, findings = make_pdfs(one.document for one in made if one.document)
    found: dict[Path | None, list[Finding]] = {}
    for document, finding in findings:
        found.setdefault(document, []).append(finding)
    return [_Pages(document, pdf, draw_pages(pdf)) for document, pdf in pdfs.items()], found


def _reply(
    folder: Path, gemeenten: Sequence[str], made: Sequence["Shown"], pages: Sequence[_Pages], missing: str
) -> Reply:
    from raadsvoorstel.report.findings import findings_object, findings_text
    from raadsvoorstel.report.layout import columns

    findings = [finding for one in made for finding in one.findings]
    rows = [
        (one.folder, one.soort, shown(one.document) if one.document else "niet gemaakt") for one in made if one.soort
    ]
    drawn = [line for each in pages for line in (shown(each.pdf), *map(shown, each.pages))]
    found = findings_text(findings)
    blocks = [columns(rows) if rows else [], drawn, ["Gevonden:", *found] if found else []]
    return Reply(
        "sjabloon toon",
        text="\n\n".join("\n".join(block) for block in blocks if block),
        data={
            "map": str(folder),
            "stukken": [_object(one, pages, gemeenten) for one in made if one.soort],
            "bevindingen": findings_object(findings),
        },
        fout=missing,
        code=PROGRAM_MISSING if missing else code_of(findings),
    )


def _object(one: "Shown", pages: Sequence[_Pages], gemeenten: Sequence[str]) -> dict[str, Any]:
    drawn = next((each for each in pages if each.document == one.document), None)
    return {
        "gemeente": one.folder if one.folder in gemeenten else None,
        "huis": None if one.folder in gemeenten else one.folder,
        "soort": one.soort,
        "bestand": str(one.document) if one.document else None,
        "pdf": str(drawn.pdf) if drawn else None,
        "bladzijden": [str(page) for page in drawn.pages] if drawn else [],
    }
