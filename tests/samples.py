"""Projects and proposals that the tests make from a few lines."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from raadsvoorstel.checks import judge
from raadsvoorstel.findings import Finding, unique
from raadsvoorstel.loading import Dossier, Project, load_dossier, load_raadsvoorstel
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
REPOSITORY = Project(ROOT)


def project(root: Path, files: Mapping[str, str], *, naam: str = "proef") -> Project:
    """Return a project in `root` with the shipped templates and one proposal that consists of `files`."""
    shutil.copytree(ROOT / "templates", root / "templates")
    folder = root / "proposals" / naam
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return Project(root)


def case(root: Path, naam: str) -> Project:
    """Return a project in `root` with the shipped templates, and the proposal and templates of a case."""
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(CASES / naam, root / "proposals" / naam)
    own = root / "proposals" / naam / "templates"
    if own.exists():
        shutil.copytree(own, root / "templates", dirs_exist_ok=True)
        shutil.rmtree(own)
    return Project(root)


def dossier(of: Project, naam: str) -> Dossier:
    """Return a proposal that has no faults of its own."""
    loaded, findings = load_dossier(of, naam)
    assert loaded is not None, findings
    return loaded


def voorstel(of: Project, naam: str, gemeente: str) -> Raadsvoorstel:
    """Return the proposal of a gemeente, which must be without faults."""
    loaded, findings = load_raadsvoorstel(dossier(of, naam), gemeente)
    assert loaded is not None, findings
    return loaded


def findings_of(of: Project, naam: str) -> list[Finding]:
    """Return everything that is found in a proposal, for all its gemeenten together."""
    loaded, findings = load_dossier(of, naam)
    for gemeente in loaded.houses if loaded else ():
        built, more = load_raadsvoorstel(loaded, gemeente)
        findings = [*findings, *more, *(judge(built) if built else ())]
    return unique(findings)
