"""Which gemeenten a project has, and what is known of each."""

from collections.abc import Iterable

from msgspec import Struct

from raadsvoorstel.findings import Finding
from raadsvoorstel.houses import PERSBERICHT, read_house, without
from raadsvoorstel.loading import Dossier
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.nodes import Mapping, Scalar, Sequence
from raadsvoorstel.project import GEMEENTE_FILE, Project
from raadsvoorstel.validation.gemeente import build_gemeente, stukken


class Listed(Struct, frozen=True):
    """One gemeente of a project; `naam`, `code`, `familie` and `huis` are empty where its file does not say.

    `huis` is the house it shares, and `stukken` the kinds of document it makes: none when its file cannot be read.
    `templates` are the folders that its templates come from, and `without_template` the one that lacks a template.
    """

    gemeente: str
    naam: str
    code: str
    familie: str
    huis: str
    stukken: tuple[str, ...]
    templates: tuple[str, ...]
    without_template: str


def list_gemeenten(project: Project) -> tuple[list[Listed], list[Finding]]:
    """Return every gemeente that has a folder, also one whose file is faulty, and what is wrong with the files."""
    listed: list[Listed] = []
    findings: list[Finding] = []
    for slug in project.gemeenten:
        tree, faults = read_house(project, project.templates / slug / GEMEENTE_FILE)
        gemeente, more = build_gemeente(slug, tree) if tree else (None, [])
        naam, code = (gemeente.naam, gemeente.code) if gemeente else ("", "")
        huis = _word(tree, "huis")
        soorten = _soorten(tree)
        folders = (slug, huis) if huis else (slug,)
        sources = [_folder_with(project, folders, soort) for soort in soorten]
        present = tuple(dict.fromkeys(filter(None, sources)))
        missing = "" if all(sources) else folders[-1]
        listed.append(Listed(slug, naam, code, _familie(tree), huis, soorten, present, missing))
        findings += [*faults, *more]
    return listed, findings


def participants(dossier: Dossier) -> tuple[str, ...]:
    """Return the gemeenten that a proposal names, those with faults of their own included."""
    named = dossier.tree.entries.get("gemeenten")
    items = named.value.items if named and isinstance(named.value, Sequence) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _soorten(tree: Mapping | None) -> tuple[str, ...]:
    if tree is None:
        return ()
    return tuple(dict.fromkeys([SOORTEN[0], *(soort for soort, _ in stukken(without(tree, PERSBERICHT)))]))


def _folder_with(project: Project, folders: Iterable[str], soort: str) -> str:
    """Return the first of some folders that has the template for a kind of document; empty when none has."""
    return next((folder for folder in folders if project.template(folder, soort).is_file()), "")


def _familie(tree: Mapping | None) -> str:
    formaat = tree.entries.get("formaat") if tree else None
    return _word(formaat.value, "familie") if formaat and isinstance(formaat.value, Mapping) else ""


def _word(tree: Mapping | None, key: str) -> str:
    entry = tree.entries.get(key) if tree else None
    return entry.value.text.strip() if entry and isinstance(entry.value, Scalar) else ""
