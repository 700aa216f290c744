"""Real proposals in which a comment marks the lines where a finding must be: `# ← code`, or `# ↓ code` one above."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

from raadsvoorstel.batch import in_memory
from raadsvoorstel.checks.uitleg import explanations
from raadsvoorstel.findings import Finding
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.model.fields import REGIO
from raadsvoorstel.nodes import Mapping, Node
from raadsvoorstel.shape import Field, Group, Keyed, Shape
from raadsvoorstel.sources import _parsed, parse

MARK = re.compile(r"#[^#←↓]*?(het bestand )?([←↓]) *([a-z0-9, -]+)")
LINES = {"←": 0, "↓": 1}

Place = tuple[str, int, str]


def marked(folder: Path, file: Path) -> Iterator[Place]:
    """Yield file, line and code of every mark in a file; the line is 0 where a mark is about the whole file."""
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
        for whole, sign, codes in MARK.findall(line):
            for code in codes.split(","):
                yield str(file.relative_to(folder)), 0 if whole else number + LINES[sign], code.strip()


def expected(of: samples.Project, naam: str) -> list[Place]:
    files = [*(of.proposals / naam).glob("*.yaml"), *of.templates.glob("*/gemeente.yaml")]
    return sorted(place for file in files for place in marked(of.root, file))


def found(of: samples.Project, naam: str) -> list[Place]:
    return sorted((f.origin.file, f.origin.line, f.code) for f in samples.findings_of(of, naam))


CASES = sorted(path.name for path in samples.CASES.iterdir())


@pytest.mark.parametrize("naam", CASES)
def test_every_fault_is_found_on_the_line_where_it_was_written_and_nothing_else(tmp_path: Path, naam: str):
    project = samples.case(tmp_path, naam)
    assert found(project, naam) == expected(project, naam)


def made_of(
    project: samples.Project, naam: str, *, backwards: bool
) -> dict[str, tuple[dict[str, bytes], list[Finding]]]:
    """Return the documents of every gemeente, made one gemeente after another, and what was found for her."""
    # Else both directions have the same nodes, and with those what was made of them.
    _parsed.cache_clear()
    dossier, _ = load_dossier(project, naam)
    if dossier is None:
        return {}
    made = {slug: in_memory(dossier, slug) for slug in sorted(dossier.houses, reverse=backwards)}
    return {slug: ({soort: each.data for soort, each in of.items()}, found) for slug, (of, found) in made.items()}


@pytest.mark.parametrize("naam", CASES)
def test_what_a_gemeente_gets_does_not_depend_on_who_came_before_her(tmp_path: Path, naam: str):
    project = samples.case(tmp_path, naam)
    assert made_of(project, naam, backwards=False) == made_of(project, naam, backwards=True)


ROOMS = (
    "batch", "checks/*", "houses", "huisstijl", "layers",
    "loading", "markdown_reading", "markup", "placeholders", "sources", "validation/*", "yaml_dutch", "yaml_reading",
)  # fmt: skip
"""Where something is said of a proposal; other rooms have the tests of their codes beside them."""
SAYING = ("Finding", "Complaint", "_say", "_complain", "fout", "waarschuwing", "opmerking")
CODE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Yield what is passed as the code of a finding: to a call, as a constant, or with its message in a tuple."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[ast.Constant(value=str(code)), *_]):
                if name in SAYING and CODE.fullmatch(code):
                    yield code
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == "code" or name.endswith("_CODE"):
                yield from (part.value for part in ast.walk(value) if isinstance(part, ast.Constant))
            case ast.Tuple(elts=[ast.Constant(value=str(code)), message, *_]) if CODE.fullmatch(code):
                if any(" " in str(part.value) for part in ast.walk(message) if isinstance(part, ast.Constant)):
                    yield code


def test_every_code_has_a_case_or_a_test():
    package = samples.ROOT / "raadsvoorstel"
    sources = [file.read_text("utf-8") for room in ROOMS for file in package.glob(f"{room}.py")]
    codes = {code for source in sources for code in codes_in(ast.parse(source))}
    in_cases = {code for file in samples.CASES.rglob("*.yaml") for _, _, code in marked(samples.CASES, file)}
    tests = "".join(file.read_text("utf-8") for file in (samples.ROOT / "tests").rglob("test_*.py"))
    assert len(codes) > 60
    explained = {uitleg.code for uitleg in explanations() if uitleg.fout}
    assert sorted(code for code in codes - in_cases - explained if f'"{code}"' not in tests) == []
    assert sorted(in_cases - codes) == []


def fields(shape: Shape, path: str = "") -> Iterator[str]:
    match shape:
        case Group(fields=inner):
            for key, one in inner.items():
                yield from fields(one, f"{path}.{key}")
        case Keyed(item=item) if not isinstance(item, Field):
            yield from fields(item, path)
        case _:
            yield path


def used(node: Node, shape: Shape, path: str = "") -> Iterator[str]:
    match node, shape:
        case Mapping(entries=entries), Group(fields=inner):
            for key, entry in entries.items():
                yield from used(entry.value, inner[key], f"{path}.{key}")
        case Mapping(entries=entries), Keyed(item=item) if not isinstance(item, Field):
            for entry in entries.values():
                yield from used(entry.value, item, path)
        case _, Group(main=main) if main:
            yield f"{path}.{main}"
        case _:
            yield path


def test_the_cases_without_faults_use_every_field_there_is():
    files = (
        "alles/regio.yaml",
        "collegebesluit/regio.yaml",
        "gedeeld-huis/regio.yaml",
        "gedeeld-huis/hoorn.yaml",
        "oordeel/regio.yaml",
    )
    read = [parse((samples.CASES / file).read_text("utf-8"), file) for file in files]
    trees = [root for root, _ in read if root is not None]
    assert sorted({*fields(REGIO)} - {path for root in trees for path in used(root, REGIO)}) == []
