"""Projects of any size for the benchmark, made from the shipped example: many gemeenten, long texts, wide templates."""

import shutil
from pathlib import Path

from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN

VOORSTEL = "groot"
_SOURCE, _GEMEENTE = "verbinden-en-versterken", "heemstede"
_HUIS = "groothuis"


def many(root: Path, folder: Path, gemeenten: int, *, apart: bool = False) -> Path:
    """Make a project of this many gemeenten that share one house; each has a number and a text of her own.

    `apart` gives each a house of her own, with a template that no other has.
    """
    template = root / "templates" / _GEMEENTE / "raadsvoorstel.docx"
    lines = (root / "templates" / _GEMEENTE / "gemeente.yaml").read_text("utf-8").split("\n")
    house = "\n".join(lines[next(n for n, line in enumerate(lines) if line.startswith("kop:")) :])
    slugs = [f"gemeente-{number:06}" for number in range(gemeenten)]
    proposal = folder / "proposals" / VOORSTEL
    for made in (proposal, *(folder / "templates" / name for name in (_HUIS, *slugs))):
        made.mkdir(parents=True)
    shutil.copy(template, folder / "templates" / _HUIS)
    (folder / "templates" / _HUIS / "huis.yaml").write_text(house, "utf-8")
    for number, slug in enumerate(slugs):
        where = folder / "templates" / slug
        rest = house if apart else f"huis: {_HUIS}\n"
        (where / "gemeente.yaml").write_text(f"naam: Gemeente {number}\n{rest}", "utf-8")
        if apart:
            line = f"<w:p><w:r><w:t>Het huis van gemeente {number}</w:t></w:r></w:p>"
            _write_with(template, line, where / template.name)
        own = f"zaaknummer: Z{number}\nsamenvatting:\n  aanvullen:\n    na: Dit geldt alleen voor gemeente {number}.\n"
        (proposal / f"{slug}.yaml").write_text(own, "utf-8")
    (proposal / "regio.yaml").write_text(_with_gemeenten(root, slugs), "utf-8")
    return folder


def long(root: Path, folder: Path, *, paragraphs: int = 0, rows: int = 0) -> Path:
    """Make a project of one gemeente whose text is this much longer."""
    many(root, folder, 1)
    text = [f"Alinea {number} van een lange tekst, met **vette** en gewone woorden.\n" for number in range(paragraphs)]
    if rows:
        text.append("| Nummer | Omschrijving |\n|---|---|")
        text += [f"| {number} | Wat er in rij {number} staat |" for number in range(rows)]
    written = "\n".join(f"      {line}" if line else "" for line in "\n".join(text).split("\n"))
    proposal = folder / "proposals" / VOORSTEL
    own = f"zaaknummer: Z0\nextra:\n  lang:\n    titel: Een lange tekst\n    tekst: |\n{written}\n"
    (proposal / "gemeente-000000.yaml").write_text(own, "utf-8")
    return folder


def wide(root: Path, folder: Path, paragraphs: int) -> Path:
    """Make a project of one gemeente whose template has this many paragraphs more, each with a placeholder."""
    many(root, folder, 1)
    template = folder / "templates" / _HUIS / "raadsvoorstel.docx"
    lines = "".join(
        f"<w:p><w:r><w:t>Regel {number} van het sjabloon: {{{{ zaaknummer }}}}.</w:t></w:r></w:p>"
        for number in range(paragraphs)
    )
    _write_with(template, lines, template)
    return folder


def _write_with(template: Path, paragraphs: str, to: Path) -> None:
    """Write a template with these paragraphs at its end."""
    parts = package.read_file(template)
    parts[MAIN] = parts[MAIN].replace(b"<w:sectPr", paragraphs.encode() + b"<w:sectPr", 1)
    to.write_bytes(package.write(package.parts_of(parts)))


def _with_gemeenten(root: Path, slugs: list[str]) -> str:
    """Return the regional text of the example, with other gemeenten."""
    kept: list[str] = []
    listed = False
    for line in (root / "proposals" / _SOURCE / "regio.yaml").read_text("utf-8").split("\n"):
        if line.startswith("gemeenten:"):
            listed = True
            kept += ["gemeenten:", *(f"  - {slug}" for slug in slugs)]
        elif not (listed and line.startswith("  - ")):
            listed = False
            kept.append(line)
    return "\n".join(kept)
