"""Show what a template makes: fill it with a sample of every kind of text, and turn that into pages."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.checks.completeness import check_delen, without_place
from raadsvoorstel.errors import FileMissing, RaadsvoorstelError, TemplateNotFound
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors
from raadsvoorstel.houses import House
from raadsvoorstel.loading import Dossier, load_dossier, load_raadsvoorstel, load_sender
from raadsvoorstel.making import make_document
from raadsvoorstel.model.raadsvoorstel import Huis, Raadsvoorstel
from raadsvoorstel.nodes import Mapping, Node, Scalar
from raadsvoorstel.project import GEMEENTE_FILE, REGIO_FILE, Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.render import open_template
from raadsvoorstel.sources import read
from raadsvoorstel.word.package import LARGEST_FILE
from raadsvoorstel.word.template import Template
from raadsvoorstel.writing import Seen, is_edited, place_beside, write_whole

SAMPLE, PICTURE = "voorbeeldtekst.yaml", "voorbeeldtekst.png"
_NAAM = "voorbeeldtekst"
_OF_THE_REGION = "\npersbericht:\n"
"""Where the last part of the sample begins: what only a region prints, in a house of its own."""
_DOTS_PER_INCH = 96
_SECONDS = 120
"""How long the program that draws pages may take."""


class Shown(Struct, frozen=True):
    """One kind of document of a gemeente, or of the region in its house, filled with the sample.

    `document` is None where it could not be made.
    """

    folder: str
    soort: str
    document: Path | None
    findings: tuple[Finding, ...]


class _WithSample(Project, frozen=True, kw_only=True):
    """A project with the sample in the place of its proposals."""

    samples: Path

    @property
    def proposals(self) -> Path:
        """The folder with the sample."""
        return self.samples

    def shown(self, path: Path) -> str:
        """Return a path as in the project; the sample by its own name, for the folder it is read from will go."""
        return SAMPLE if path.is_relative_to(self.samples) else super().shown(path)


def show(project: Project, name: str, folder: Path) -> list[Shown]:
    """Put in `folder` every kind of document of a gemeente, or of the region in a house, filled with the sample.

    The sample is read, laid over with what the gemeente always fills in, checked and written as a proposal is.
    What it holds and the gemeente does not print is a remark.
    """
    with tempfile.TemporaryDirectory(prefix="raadsvoorstel-toon-") as temporary:
        sample = _WithSample(project.root, samples=Path(temporary))
        write_whole(sample.proposals / _NAAM / REGIO_FILE, _text(project, name).encode())
        write_whole(sample.proposals / _NAAM / PICTURE, files("raadsvoorstel").joinpath(PICTURE).read_bytes())
        return list(_show(sample, name, folder))


def _text(project: Project, name: str) -> str:
    sample = files("raadsvoorstel").joinpath(SAMPLE).read_text("utf-8")
    if name in project.gemeenten:
        return f"{sample.partition(_OF_THE_REGION)[0]}\ngemeenten: [{name}]\n"
    members = [slug for slug in project.gemeenten if _house_of(project, slug) == name]
    return f"{sample}\nhuis: {name}\ngemeenten: [{', '.join(members or project.gemeenten[:1])}]\n"


def _house_of(project: Project, slug: str) -> str:
    path = project.templates / slug / GEMEENTE_FILE
    tree, _ = read(path, project.shown(path))
    entry = tree.entries.get("huis") if tree else None
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _show(sample: Project, name: str, folder: Path) -> Iterator[Shown]:
    dossier, findings = load_dossier(sample, _NAAM)
    house = (dossier.houses.get(name) or dossier.sender) if dossier else None
    if dossier is None or house is None:
        yield Shown(name, "", None, tuple(findings))
        return
    if name in dossier.houses:
        voorstel, more = load_raadsvoorstel(_below(dossier, house.tree), name)
    else:
        voorstel, more = load_sender(dossier, house)
    findings += more
    if voorstel is None or has_errors(findings):
        yield Shown(name, "", None, tuple(findings))
        return
    placed: set[str] = set()
    for huis in voorstel.huizen:
        one, template = _filled(dossier, house, voorstel, huis, folder)
        placed |= template.placed if template else set()
        yield replace(one, findings=(*findings, *one.findings))
        findings = []
    yield Shown(name, "", None, tuple(_not_printed(voorstel, placed)))


def _below(dossier: Dossier, house: Mapping) -> Dossier:
    """Return the dossier without the texts that the gemeente always writes itself: those are what will be printed."""
    own = house.entries.get("voorstel")
    return replace(dossier, tree=_left(dossier.tree, own.value)) if own else dossier


def _left(tree: Mapping, own: Node) -> Mapping:
    if not isinstance(own, Mapping):
        return tree
    kept = dict(tree.entries)
    for key, entry in own.entries.items():
        below = kept[key].value if key in kept else None
        if isinstance(below, Mapping) and isinstance(entry.value, Mapping):
            kept[key] = replace(kept[key], value=_left(below, entry.value))
        elif not isinstance(entry.value, Mapping):
            kept.pop(key, None)
    return replace(tree, entries=kept)


def _not_printed(voorstel: Raadsvoorstel, placed: set[str]) -> Iterator[Finding]:
    """Yield, as one remark, which fields of the sample this gemeente has no place for."""
    missing = list(without_place(voorstel, placed))
    if missing:
        names = ", ".join(dict.fromkeys(path.partition(".")[0] for path in missing))
        message = (
            f"deze velden staan in de voorbeeldtekst, en nergens in de stukken van {voorstel.gemeente.naam}: {names}"
        )
        origin = voorstel.huizen[0].origin if voorstel.huizen else Origin(voorstel.gemeente.slug)
        hint = "geef ze een plaats in de indeling als deze gemeente ze gebruikt"
        yield Finding("voorbeeld-niet-getoond", message, replace(origin, line=0, column=0), hint, Severity.OPMERKING)


def _filled(
    dossier: Dossier, house: House, voorstel: Raadsvoorstel, huis: Huis, folder: Path
) -> tuple[Shown, Template | None]:
    slug = voorstel.gemeente.slug
    path, colours = dossier.template(house, huis.soort)
    shown = dossier.project.shown(path)
    try:
        template = open_template(Path(shown), _content(path), colours)
        findings = tuple(check_delen(huis, template.parts))
        document, more = _write(folder / f"{slug}-{huis.soort}.docx", make_document(voorstel, huis, template).data)
        return Shown(slug, huis.soort, document, (*findings, *more)), template
    except RaadsvoorstelError as error:
        return Shown(slug, huis.soort, None, (Finding("niet-gemaakt", str(error), Origin(shown)),)), None


def _content(path: Path) -> bytes:
    try:
        return read_regular(path, LARGEST_FILE)
    except FileMissing as error:
        raise TemplateNotFound(path) from error


def _write(path: Path, data: bytes) -> tuple[Path, list[Finding]]:
    """Write a sample, beside a file of the same name that somebody edited; return where, and that it was so."""
    seen = Seen.of(path)
    if not seen or not is_edited(path):
        write_whole(path, data, seen=seen)
        return path, []
    beside = place_beside(path)
    write_whole(beside, data)
    message = f"{path.name} is bewerkt sinds het gemaakt werd, en is niet overschreven"
    hint = f"de nieuwe versie staat in {beside.name}"
    return beside, [Finding("bewerkt-bestand", message, Origin(str(path)), hint, Severity.WAARSCHUWING)]


def draw_pages(pdf: Path) -> list[Path]:
    """Draw the pages of a PDF beside it, as PNG; no pages where the program for that (pdftoppm) is missing."""
    program = shutil.which("pdftoppm")
    if program is None:
        return []
    for old in pdf.parent.glob(f"{pdf.stem}-bladzijde-*.png"):
        old.unlink()
    prefix = pdf.with_name(f"{pdf.stem}-bladzijde")
    command = [program, "-png", "-r", str(_DOTS_PER_INCH), str(pdf), str(prefix)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(pdf.parent.glob(f"{pdf.stem}-bladzijde-*.png"))
