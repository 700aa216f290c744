"""Projects and proposals that the tests make from a few lines."""

import gc
import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from time import process_time
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from raadsvoorstel.batch import judge_all, judge_of
from raadsvoorstel.checks.rules import FIXED, RULES
from raadsvoorstel.composition import Composition, compose
from raadsvoorstel.findings import Finding, unique
from raadsvoorstel.loading import Dossier, load_dossier, load_raadsvoorstel
from raadsvoorstel.making import make_document
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel, Sectie
from raadsvoorstel.project import Project
from raadsvoorstel.render import open_template
from raadsvoorstel.validation.gemeente import stukken
from raadsvoorstel.word import package, reader
from raadsvoorstel.word.compiling import compile_template
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.program import Filter
from raadsvoorstel.word.template import Template
from raadsvoorstel.word.xml import R, W

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
REPOSITORY = Project(ROOT)
VOORBEELD, HEEMSTEDE = "verbinden-en-versterken", "heemstede"


def project(root: Path, files: Mapping[str, str], *, naam: str = "proef") -> Project:
    """Return a project in `root` with the shipped templates and one proposal that consists of `files`."""
    shutil.copytree(ROOT / "templates", root / "templates")
    folder = root / "proposals" / naam
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return Project(root)


def case(root: Path, naam: str) -> Project:
    """Return a project in `root` with the shipped templates and a case; its own gemeenten borrow Word templates."""
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(CASES / naam, root / "proposals" / naam)
    for own in (CASES / naam / "templates").glob("*"):
        shutil.copytree(own, root / "templates" / own.name)
        for soort in ("raadsvoorstel", "collegebesluit"):
            shutil.copy(
                ROOT / "templates" / HEEMSTEDE / "raadsvoorstel.docx", root / "templates" / own.name / f"{soort}.docx"
            )
    return Project(root)


def dossier(of: Project, naam: str) -> Dossier:
    """Return a proposal that has no faults of its own."""
    loaded, findings = load_dossier(of, naam)
    assert loaded is not None, findings
    assert not loaded.faulty, findings
    return loaded


def voorstel(of: Project, naam: str, gemeente: str) -> Raadsvoorstel:
    """Return the proposal of a gemeente, which must be without faults."""
    loaded, findings = load_raadsvoorstel(dossier(of, naam), gemeente)
    assert loaded is not None, findings
    return loaded


def indeling(of: Project, naam: str, gemeente: str) -> tuple[Sectie, ...]:
    """Return the sections of the raadsvoorstel of a gemeente."""
    loaded = shipped_dossier(naam) if of is REPOSITORY else dossier(of, naam)
    built, _ = load_raadsvoorstel(loaded, gemeente)
    assert built is not None
    return built.huizen[0].indeling


OPINIONS = {rule.code for rule in RULES} - FIXED - {"zinsnede-onvolledig", "collegebesluit-zonder-plaats"}
"""The rules about what a text says; the few others are about its form."""


def findings_of(of: Project, naam: str, *, opinions: bool = False) -> list[Finding]:
    """Return all that is found in a proposal, for its gemeenten and the region; documents are made in memory.

    Most tests are about a few lines, which no rule about whole proposals would accept: `opinions` are left out.
    """
    return [each for each in _findings_of(of, naam) if opinions or each.code not in OPINIONS]


def _findings_of(of: Project, naam: str) -> list[Finding]:
    loaded, findings = load_dossier(of, naam)
    if loaded is None:
        return unique(findings)
    judge = judge_of(loaded)
    outcomes = list(judge_all(loaded, loaded.houses, definitief=False, regio=True, judge=judge))
    found = [finding for outcome in outcomes for finding in outcome.findings]
    return unique([*findings, *found, *judge.between])


class Document(Struct, frozen=True):
    """A produced document, with what it was made from."""

    data: bytes
    composition: Composition
    template: Template

    @property
    def reading(self) -> reader.Reading:
        """What `word.reader` finds in it."""
        return reader.read(package.read(self.data, "het document"))


def document(of: Project, naam: str, gemeente: str, soort: str = "raadsvoorstel") -> Document:
    """Return a document of a gemeente, found to hold what it should."""
    loaded = shipped_dossier(naam) if of is REPOSITORY else dossier(of, naam)
    house = loaded.houses[gemeente]
    path, colours = loaded.template(house, soort)
    template = template_of(path, tuple(colours.items()))
    proposal, findings = load_raadsvoorstel(loaded, gemeente)
    assert proposal is not None, findings
    huis = next(huis for huis in proposal.huizen if huis.soort == soort)
    return Document(make_document(proposal, huis, template).data, compose(proposal, huis), template)


@cache
def template_of(path: Path, colours: tuple[tuple[str, str], ...] = ()) -> Template:
    """Return a compiled template, with each of the colours replaced by another."""
    return open_template(path, path.read_bytes(), dict(colours))


def compiled(data: bytes, name: str, filters: Mapping[str, Filter] = MappingProxyType({})) -> Template:
    """Return a Word file compiled to a template, whatever names its placeholders have."""
    return Template.of(compile_template(data, name, filters), name, filters)


@cache
def shipped_dossier(naam: str) -> Dossier:
    """Return a proposal of the repository, read once."""
    return dossier(REPOSITORY, naam)


@cache
def shipped() -> list[tuple[str, str, str]]:
    """Return every document that the shipped proposals are for: proposal, gemeente and kind."""
    dossiers = {naam: shipped_dossier(naam) for naam in REPOSITORY.voorstellen}
    return [
        (naam, gemeente, soort)
        for naam, loaded in dossiers.items()
        for gemeente, house in loaded.houses.items()
        for soort, _ in stukken(house.tree)
    ]


@cache
def deelnemers() -> tuple[str, ...]:
    """Return the gemeenten that take part in the first example, each with a house of its own."""
    return tuple(shipped_dossier(VOORBEELD).houses)


def tied(text: str) -> str:
    """Return `text` with a space that does not break for every `~`."""
    return text.replace("~", "\u00a0")


def filled(template: Template, context: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the parts of a document that a template makes of `context` alone."""
    data = template.fill(context, core=b"<core/>", properties={"eigen": "ja"}, memory=Manifest({}, ()))
    return package.read(data, "a.docx")


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
_OVERRIDE = (
    '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'
)
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "header1": "header",
    "footer1": "footer",
}
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    f'"{R}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def wordfile(body: str, **parts: str) -> bytes:
    """Return a small Word file with `body` as the XML of its body, and other parts by name (`styles`, `header1`)."""
    contents = {"document": f"<w:body>{body}<w:sectPr/></w:body>", **parts}
    roots = {"document": "document", "styles": "styles", "numbering": "numbering", "header1": "hdr", "footer1": "ftr"}
    written = {
        f"word/{name}.xml": f'<w:{roots[name]} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{roots[name]}>'
        for name, content in contents.items()
    }
    types = "".join(_OVERRIDE.format(f"word/{name}.xml", _KINDS[name]) for name in contents)
    files = {"[Content_Types].xml": _TYPES.format(types), "_rels/.rels": _RELATIONS, **written}
    return package.write(package.parts_of({name: text.encode() for name, text in files.items()}))


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run; `<`, `>` and `&` must have been escaped."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def matches(pattern: str, text: str) -> bool:
    """Whether a text says what a pattern describes."""
    return re.search(pattern, text) is not None


_NOISE = 0.05
"""Seconds of a processor that say nothing."""


def keeps_pace(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether four times a size takes the processor at most eight times as long; a square takes sixteen times.

    `work` prepares what is timed; nothing that it gives twice may be remembered.
    """

    def spent(size: int) -> float:
        carry_out = work(size)
        gc.disable()  # it goes over all that other tests left as well
        try:
            begun = process_time()
            carry_out()
            return process_time() - begun
        finally:
            gc.enable()

    small, large = (min(spent(each) for _ in range(3)) for each in (size, 4 * size))
    return large <= 8 * small + _NOISE
