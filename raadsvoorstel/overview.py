"""Which gemeenten a project has, and what is known of each."""

from dataclasses import dataclass

from raadsvoorstel.findings import Finding
from raadsvoorstel.loading import GEMEENTE_FILE, Project
from raadsvoorstel.sources import Mapping, Scalar, read
from raadsvoorstel.validation.gemeente import build_gemeente


@dataclass(frozen=True, slots=True)
class Listed:
    """One gemeente of a project; `naam`, `code` and `familie` are empty where its file does not say."""

    gemeente: str
    naam: str
    code: str
    familie: str
    has_template: bool


def list_gemeenten(project: Project) -> tuple[list[Listed], list[Finding]]:
    """Return every gemeente that has a folder, also one whose file is faulty, and what is wrong with the files."""
    listed: list[Listed] = []
    findings: list[Finding] = []
    for slug in project.gemeenten:
        path = project.templates / slug / GEMEENTE_FILE
        tree, faults = read(path, project.shown(path))
        gemeente, more = build_gemeente(slug, tree) if tree else (None, [])
        naam, code = (gemeente.naam, gemeente.code) if gemeente else ("", "")
        listed.append(Listed(slug, naam, code, _familie(tree), project.template(slug).is_file()))
        findings += [*faults, *more]
    return listed, findings


def _familie(tree: Mapping | None) -> str:
    formaat = tree.entries.get("formaat") if tree else None
    familie = formaat.value.entries.get("familie") if formaat and isinstance(formaat.value, Mapping) else None
    return familie.value.text if familie and isinstance(familie.value, Scalar) else ""
