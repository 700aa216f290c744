"""What CONTRIBUTING.md promises of the house, beside the import contract in pyproject.toml."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "raadsvoorstel"
MODULES = sorted(PACKAGE.rglob("*.py"))

MECHANICS = (
    "word", "blocks", "cores", "fieldpath", "findings", "layers", "markup", "notation", "placeholders", "reconcile",
    "shape", "shelf", "sources", "tokens", "markdown", "markdown_reading", "nodes", "yaml_events", "yaml_reading",
    "yaml_writing",
)  # fmt: skip
COUNCIL_NOUN = re.compile(r"raad|griffi|besluit|\bcolleges?\b|commissie|gemeente|voorstel|wethouder", re.IGNORECASE)
PRODUCT = re.compile(
    r"\bRaadsvoorstelError\b|\braadsvoorstel\b(?=\.\w| import|-zegel|-manifest|:manifest)|\bRaadsvoorstel tabel\b"
)
"""The program's own name, where it is not the council's document: the package, its error, its style, its seal."""

GEMEENTEN = sorted(file.parent.name for file in ROOT.glob("templates/*/gemeente.yaml"))

HEAVY = ("docx", "docxtpl", "jinja2", "lxml", "markdown_it", "yaml")


def room(module: Path) -> str:
    """Return the room a file stands in: the name of the module or of the package below `raadsvoorstel`."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name(module: Path) -> str:
    return str(module.relative_to(ROOT))


def words(source: str) -> Iterator[tuple[int, str]]:
    """Yield identifiers, texts and comments, each with its line; an underscore separates words."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (tokenize.OP, tokenize.NUMBER):
            yield token.start[0], token.string.replace("_", " ")


def council_nouns(source: str) -> list[str]:
    """Return `line: noun` for every council noun in a module, apart from the program's own name."""
    nouns = ((line, COUNCIL_NOUN.search(word)) for line, word in words(PRODUCT.sub("", source)))
    return [f"{line}: {noun[0]}" for line, noun in nouns if noun]


def talks_to_people(tree: ast.AST) -> list[str]:
    """Return `line: call` for every way to print or to end the program that only `cli/` may use."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print" | "exit" | "quit" | "SystemExit" as called)):
                found.append(f"{node.lineno}: {called}")
            case ast.Attribute(value=ast.Name(id="sys"), attr="exit" | "stdout" | "stderr" as used):
                found.append(f"{node.lineno}: sys.{used}")
    return sorted(found)


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) in MECHANICS], ids=name)
def test_the_mechanics_know_no_council_noun(module: Path):
    assert council_nouns(module.read_text("utf-8")) == []


def test_a_council_noun_is_found_in_a_name_a_text_and_a_comment_but_not_in_the_name_of_the_program():
    source = 'from raadsvoorstel.errors import RaadsvoorstelError\ndef read_gemeente(): "besluit"  # the Griffier\n'
    assert council_nouns(source) == ["2: gemeente", "2: besluit", "2: Griffi"]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_gemeente_is_named_in_python(module: Path):
    source = module.read_text("utf-8")
    assert [gemeente for gemeente in GEMEENTEN if re.search(rf"(?i)\b{gemeente}\b", source)] == []


def test_the_gemeenten_are_data():
    assert len(GEMEENTEN) >= 8


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) not in ("cli", "__main__")], ids=name)
def test_only_the_cli_talks_to_people(module: Path):
    assert talks_to_people(ast.parse(module.read_text("utf-8"))) == []


def test_talking_to_people_is_found():
    source = "import sys\nprint('a')\nif True:\n    sys.exit(1)\nraise SystemExit(2)\n"
    assert talks_to_people(ast.parse(source)) == ["2: print", "4: sys.exit", "5: SystemExit"]


def test_help_is_quick_because_nothing_heavy_is_imported_for_it():
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "raadsvoorstel", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in run.stderr.splitlines()}
    assert "click" in imported
    assert imported.isdisjoint(HEAVY)
