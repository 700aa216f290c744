"""The texts a writer starts from."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from string import Template

from raadsvoorstel.fieldpath import canonical
from raadsvoorstel.houses import read_house
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence
from raadsvoorstel.project import GEMEENTE_FILE, REGIO_FILE, Project
from raadsvoorstel.shape import Field
from raadsvoorstel.validation.gemeente import stukken


def regio_text(voorstel: str, gemeenten: Iterable[str], today: date) -> str:
    """Return the regional file of a new proposal."""
    year = today.year + 1
    template = _template(REGIO_FILE)
    return template.substitute(
        voorstel=voorstel,
        gemeenten="\n".join(f"  - {slug}" for slug in gemeenten),
        ingang=f"{year}-01-01",
        jaar=year,
        overige="".join(_not_named_in(template.template)),
    )


def _not_named_in(text: str) -> Iterator[str]:
    """Yield a comment for every field that the text passes over, so that a writer meets each of them once."""
    missing = [key for key in VOORSTEL.fields if not re.search(rf"\b{key}\b", text)]
    if missing:
        yield "\n# Ook mogelijk; de handleiding zegt hoe:\n"
    yield from (f"# - {key}: {VOORSTEL.fields[key].help}\n" for key in missing)


def gemeente_text(project: Project, slug: str) -> str:
    """Return the file of a gemeente in a new proposal, with the fields that her documents show."""
    tree, _ = read_house(project, project.templates / slug / GEMEENTE_FILE)
    naam = tree.entries["naam"].value if tree and "naam" in tree.entries else None
    return _template(GEMEENTE_FILE).substitute(
        naam=naam.text if isinstance(naam, Scalar) else slug,
        gegevens="\n".join(_own_fields(_not_shown(tree))),
    )


def _own_fields(hidden: set[str]) -> Iterator[str]:
    """Yield a line for every single field that only a gemeente can know and that this one prints."""
    for key, shape in VOORSTEL.fields.items():
        if isinstance(shape, Field) and shape.local and key not in hidden:
            yield f"# {key}: {shape.example or '…'}"


def _not_shown(tree: Mapping | None) -> set[str]:
    """Return the fields that a document of a gemeente leaves out, and none shows."""
    documents = [tree, *(document for _, document in stukken(tree))] if tree else []
    hidden = {name for document in documents for item in _items(document, "niet_tonen") for name in _word(item)}
    shown = {name for document in documents for row in _items(document, "kop") for name in _word(_veld(row))}
    return hidden - shown


def _items(document: Mapping, key: str) -> tuple[Node, ...]:
    entry = document.entries.get(key)
    return entry.value.items if entry and isinstance(entry.value, Sequence) else ()


def _veld(row: Node) -> Node | None:
    return row.entries["veld"].value if isinstance(row, Mapping) and "veld" in row.entries else None


def _word(node: Node | None) -> tuple[str, ...]:
    return (canonical(node.text),) if isinstance(node, Scalar) else ()


def _template(name: str) -> Template:
    return Template(files("raadsvoorstel").joinpath("nieuw", name).read_text("utf-8"))
