"""What README, manual and CONTRIBUTING say: carried out, and compared with what the program really has."""

import ast
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import samples
from click.testing import CliRunner, Result
from msgspec import Struct

from raadsvoorstel import __version__
from raadsvoorstel.checks.rules import RULES
from raadsvoorstel.checks.uitleg import Uitleg, explanations
from raadsvoorstel.cli import main
from raadsvoorstel.errors import ProgramMissing
from raadsvoorstel.findings import has_errors
from raadsvoorstel.huisstijl import build_template, kinds
from raadsvoorstel.model.fields import GEMEENTE, REGIO
from raadsvoorstel.model.huisstijl import HUISSTIJL
from raadsvoorstel.model.lijsten import LIJSTEN
from raadsvoorstel.pdf import find_program
from raadsvoorstel.placeholders import FILTERS
from raadsvoorstel.project import Project
from raadsvoorstel.shape import OPERATIONS, Field, Group, Keyed, Rows, Shape

ROOT = samples.ROOT
README, MANUAL, CONTRIBUTING = ROOT / "README.md", ROOT / "docs" / "handleiding.md", ROOT / "CONTRIBUTING.md"
DOCUMENTS = (README, MANUAL, CONTRIBUTING, ROOT / "CHANGELOG.md", ROOT / "docs" / "json.md")
RENEW = bool(os.environ.get("RENEW_DOCS"))
"""Whether to write the output of commands into the documents, instead of comparing."""

NAME = "raadsvoorstel"
LEFT_OUT = "…"
PROGRESS = re.compile(r"\d+ van \d+: ")
EXAMPLE, HOUSE = "proposals/jeugdvisie-2026/regio.yaml", "templates/duinwijk/gemeente.yaml"


# ------------------------------------------------------------------ reading the documents


class Block(Struct, frozen=True):
    """A code block: its language, what stands behind that, and its text without indentation."""

    language: str
    info: str
    text: str
    line: int
    indent: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


_FENCED = re.compile(r"^([ ]*)```(\w*) ?([^\n]*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def blocks(document: Path) -> list[Block]:
    text = document.read_text("utf-8")
    return [
        Block(match[2], match[3], re.sub(f"^{match[1]}", "", match[4], flags=re.MULTILINE),
              text.count("\n", 0, match.start()) + 1, match[1])
        for match in _FENCED.finditer(text)
    ]  # fmt: skip


def inline(document: Path) -> set[str]:
    """Return everything between backticks outside code blocks."""
    return set(_INLINE.findall(_FENCED.sub("", document.read_text("utf-8")).replace("\\|", "|")))


def commands(block: Block) -> list[list[str]]:
    """Return the arguments of every command of the program in a block."""
    lines = (line.removeprefix("$ ") for line in block.lines)
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith(f"{NAME} ")]


def of(document: Path, *languages: str) -> list[Block]:
    return [block for block in blocks(document) if block.language in languages]


def shown(block: Block, document: Path) -> str:
    return f"{document.name}:{block.line}"


# ------------------------------------------------------------------ carrying out


def run(arguments: list[str]) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments)


def printed(result: Result) -> list[str]:
    """Return what a person sees, the progress aside."""
    stderr = "\n".join(line for line in result.stderr.splitlines() if not PROGRESS.match(line))
    return [line.rstrip() for line in "\n".join(filter(None, (result.stdout.rstrip("\n"), stderr))).splitlines()]


def is_shown(expected: list[str], output: list[str]) -> bool:
    """Whether `expected` is the output, `…` standing for any number of lines."""
    pattern = "".join(r"(?:.*\n)*" if line == LEFT_OUT else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in output)) is not None


def may_end_with(arguments: list[str], expected: list[str]) -> set[int]:
    """Return the exit codes a command may have: 1 only where findings are to be expected."""
    complains = any(": fout: " in line or ": waarschuwing: " in line for line in expected)
    return {1} if complains else {0, 1} if "--definitief" in arguments else {0}


def steps(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield every command of a console block with the output below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, *output = part.splitlines()
        yield command, [line.rstrip() for line in output]


def carry_out(document: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Do everything that a document says, from top to bottom, and return the folder where it ends."""
    monkeypatch.chdir(folder)
    for block in of(document, "yaml", "console", "sh"):
        if block.language == "yaml" and "/" in block.info:
            path = Path(block.info)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        for arguments in commands(block) if block.language == "sh" else []:
            if "--pdf" not in arguments:
                _demand(run(arguments), arguments, [], shown(block, document))
        for command, expected in steps(block) if block.language == "console" else []:
            _step(document, block, command, expected, monkeypatch)
    return Path.cwd()


def _step(document: Path, block: Block, command: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    program, *arguments = shlex.split(command)
    if program == "mkdir":
        Path(arguments[0]).mkdir()
    elif program == "cd":
        monkeypatch.chdir(arguments[0])
    else:
        assert program == NAME, command
        result = run(arguments)
        output = printed(result)
        if RENEW and not is_shown(expected, output):
            _renew(document, block, command, expected, output)
            expected = output
        assert is_shown(expected, output), f"{shown(block, document)}: {command}\n" + "\n".join(output)
        _demand(result, arguments, expected, shown(block, document))


def _demand(result: Result, arguments: list[str], expected: list[str], where: str) -> None:
    assert result.exit_code in may_end_with(arguments, expected), f"{where}: {arguments}\n{result.output}"


def _renew(document: Path, block: Block, command: str, expected: list[str], output: list[str]) -> None:
    def text(lines: list[str]) -> str:
        return "".join(f"{block.indent}{line}".rstrip() + "\n" for line in lines)

    written = document.read_text("utf-8")
    old = text([f"$ {command}", *expected])
    assert old in written, f"{shown(block, document)}: cannot find `{command}` to renew it"
    document.write_text(written.replace(old, text([f"$ {command}", *output]), 1), "utf-8")


def copy_of_the_project(folder: Path) -> Path:
    for name in ("templates", "proposals"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def test_everything_the_readme_says_can_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = carry_out(README, copy_of_the_project(tmp_path), monkeypatch)
    made = {path.parent.name for path in project.glob("uitvoer/*/*.docx")}
    assert made == {"verbinden-en-versterken", "samen-zorgen-voor-veiligheid", "jeugdvisie-2026"}


def test_the_manual_leads_from_an_empty_folder_to_documents_a_house_and_a_ninth_gemeente(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project = carry_out(MANUAL, tmp_path, monkeypatch)
    made = {path.name.partition("-")[0] for path in project.glob("uitvoer/jeugdvisie-2026/*.docx")}
    assert len(made) == 8
    assert (project / "uitvoer/proefstuk/duinwijk-raadsvoorstel.docx").exists()
    assert (project / "uitvoer/strandvisie/kust-persbericht.docx").exists()


def has_libreoffice() -> bool:
    try:
        return bool(find_program())
    except ProgramMissing:
        return False


@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_the_commands_that_make_a_pdf_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(copy_of_the_project(tmp_path))
    told = (arguments for document in (README, MANUAL) for block in blocks(document) for arguments in commands(block))
    # The proposal of the manual lies in the folder that the manual makes; the one of the repository will do as well.
    asked = {("maak", "verbinden-en-versterken", *arguments[2:]) for arguments in told if "--pdf" in arguments}
    assert [run(list(arguments)).exit_code for arguments in asked] == [0] * len(asked)
    assert list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_within_a_sentence_exist(document: Path):
    asked = [shlex.split(code)[1:] for code in inline(document) if code.startswith(f"{NAME} ")]
    for arguments in asked:
        command: click.Command = main
        while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
            assert arguments[0] in command.commands, arguments
            command = command.commands[arguments.pop(0)]
        known = {name for param in command.params for name in param.opts} | {"-h", "--help"}
        assert {option for option in arguments if option.startswith("-")} <= known


def test_what_is_left_out_is_any_number_of_lines_and_the_rest_has_to_be_there():
    assert is_shown(["a", LEFT_OUT, "d"], ["a", "b", "c", "d"])
    assert is_shown([LEFT_OUT], [])
    assert not is_shown(["a", LEFT_OUT], ["b"])
    assert not is_shown(["a"], ["a", "b"])


# ------------------------------------------------------------------ the YAML in the documents


def manual_block(path: str) -> str:
    return next(block.text for block in of(MANUAL, "yaml") if block.info == path)


def fragments() -> list[tuple[Path, Block]]:
    return [
        (document, block) for document in (README, MANUAL) for block in of(document, "yaml") if "/" not in block.info
    ]


def sections(text: str) -> dict[str, str]:
    """Return a YAML text by its outermost keys."""
    parts = re.split(r"^(?=[\w{])", text, flags=re.MULTILINE)
    return {part.partition(":")[0]: part for part in parts[1:]}


def laid_over(text: str, fragment: str) -> str:
    return "\n".join((sections(text) | sections(fragment)).values())


@pytest.fixture(scope="module")
def kust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the two gemeenten of the manual, and its proposal."""
    folder = tmp_path_factory.mktemp("kust")
    regio = laid_over(manual_block(EXAMPLE), "regio: Kust\ngemeenten: [duinwijk, zeedorp]\n")
    texts = {
        HOUSE: manual_block(HOUSE),
        HOUSE.replace("duinwijk", "zeedorp"): manual_block(HOUSE).replace("Duinwijk", "Zeedorp"),
        EXAMPLE: regio,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    for slug in ("duinwijk", "zeedorp"):
        _build_templates(Project(folder), slug)
    return folder


def _build_templates(project: Project, slug: str) -> None:
    for soort in kinds(project, slug)[0]:
        if not project.template(slug, soort).exists():
            template, findings = build_template(project, slug, soort)
            assert template is not None, findings
            project.template(slug, soort).write_bytes(template)


@pytest.mark.parametrize(
    ("document", "block"), [pytest.param(*each, id=shown(each[1], each[0])) for each in fragments()]
)
def test_an_example_of_yaml_is_right_where_it_belongs(document: Path, block: Block, kust: Path, tmp_path: Path):
    folder = tmp_path / "kust"
    shutil.copytree(kust, folder)
    path = {
        "regio.yaml": folder / EXAMPLE,
        "duinwijk.yaml": folder / EXAMPLE.replace("regio", "duinwijk"),
        "gemeente.yaml": folder / HOUSE,
    }[block.info]
    path.write_text(laid_over(path.read_text("utf-8") if path.exists() else "", block.text), "utf-8")
    _build_templates(Project(folder), "duinwijk")
    findings = samples.findings_of(Project(folder), "jeugdvisie-2026")
    assert not has_errors(findings), findings


def test_every_yaml_block_says_which_file_it_is_of():
    infos = {block.info for document in DOCUMENTS for block in of(document, "yaml", "yml")}
    assert {info for info in infos if "/" not in info} <= {"regio.yaml", "duinwijk.yaml", "gemeente.yaml"}


# ------------------------------------------------------------------ nothing is missing from the manual


def all_commands(command: click.Command, path: str = NAME) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    for name, inner in command.commands.items() if isinstance(command, click.Group) else ():
        yield from all_commands(inner, f"{path} {name}")


COMMANDS = dict(all_commands(main))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_and_stands_in_the_manual(path: str):
    command = COMMANDS[path]
    assert command.help
    assert path == NAME or command.short_help
    assert all(param.help for param in command.params if isinstance(param, click.Option))
    assert any(code.startswith(path) for code in inline(MANUAL))


def test_every_option_stands_in_the_manual():
    options = {name for command in COMMANDS.values() for param in command.params
               if isinstance(param, click.Option) for name in param.opts}  # fmt: skip
    assert {option for option in options if not any(option in code.split() for code in inline(MANUAL))} == set()


def names(shape: Shape, path: str = "") -> Iterator[tuple[str, Shape]]:
    """Yield every name that can be typed, with what may stand under it; keys that a writer chooses are left out."""
    match shape:
        case Group(fields=fields):
            for key, inner in fields.items():
                name = f"{path}.{key}".lstrip(".")
                yield name, inner
                yield from names(inner, name)
        case Keyed(item=item) | Rows(item=item):
            yield from names(item, path)


def in_code(word: str, codes: set[str]) -> bool:
    return any(re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", code) for code in codes)


def is_explained(path: str, codes: set[str]) -> bool:
    """Whether a field stands in the manual: in full, or by the end of its path."""
    keys = path.split(".")
    return any(in_code(".".join(keys[start:]), codes) for start in range(len(keys)))


KINDS = {"regio": REGIO, "gemeente": GEMEENTE, "huisstijl": HUISSTIJL}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_in_the_manual(kind: str):
    typed = [path for path, _ in names(KINDS[kind])]
    assert [path for path in typed if not is_explained(path, inline(MANUAL))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_stands_in_the_manual(kind: str):
    inner = (shape.item if isinstance(shape, Rows) else shape for _, shape in names(KINDS[kind]))
    choices = {choice for shape in inner if isinstance(shape, Field) for choice in shape.choices}
    assert {choice for choice in choices if not in_code(choice, inline(MANUAL))} == set()


def test_every_filter_and_every_word_that_changes_a_text_stands_in_the_manual():
    assert {*FILTERS, *OPERATIONS} <= inline(MANUAL) | {code.rstrip(":") for code in inline(MANUAL)}


_CALLED = frozenset(
    ("Finding", "Complaint", "_say", "_complain", "Fault", "warning", "remark", "fout", "waarschuwing", "opmerking")
)
"""What takes a code as its first argument."""
_CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Yield every code of a finding: handed over as one, called one, or the first of a tuple with sentences."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[code, *_]) if called in _CALLED:
                yield from texts_in(code)
            case ast.Assign(targets=[ast.Name(id=called)], value=value) if called.lower().endswith("code"):
                yield from texts_in(value)
            case ast.Tuple(elts=[code, *others]) if any(map(is_sentence, others)):
                yield from texts_in(code)


def texts_in(node: ast.expr) -> list[str]:
    """Return the codes that an expression can give: a text, or one of two."""
    match node:
        case ast.Constant(value=str() as text) if _CODE.fullmatch(text):
            return [text]
        case ast.IfExp(body=first, orelse=second):
            return texts_in(first) + texts_in(second)
        case _:
            return []


def is_sentence(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr():
            return True
        case ast.Constant(value=str() as text):
            return text.count(" ") > 2
        case _:
            return False


def in_use() -> list[Path]:
    """Return the modules that a command can reach; what no command uses yet need not be in the manual."""
    found = sorted((ROOT / NAME / "cli").glob("*.py"))
    for module in found:
        names = imported(ast.parse(module.read_text("utf-8")))
        paths = (ROOT / Path(*name.split(".")) for name in names)
        files = (file for path in paths for file in (path.with_suffix(".py"), path / "__init__.py"))
        found += [file for file in dict.fromkeys(files) if file.exists() and file not in found]
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of this program that are imported, and what may be a module within them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == NAME:
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def codes() -> set[str]:
    return {code for module in in_use() for code in codes_in(ast.parse(module.read_text("utf-8")))}


def expected_in_cases() -> set[str]:
    marked = (re.findall(r"# ← (.+)", path.read_text("utf-8", "replace")) for path in samples.CASES.rglob("*.yaml"))
    return {code for marks in marked for mark in marks for code in re.findall(r"[a-z-]+", mark)}


def explained_codes() -> set[str]:
    """Return the codes in the tables of the chapter on messages."""
    chapter = MANUAL.read_text("utf-8").partition("\n## 13. Meldingen\n")[2]
    tables = re.findall(r"^\| Code \|.*\n((?:\|.*\n)+)", chapter, re.MULTILINE)
    return {code for table in tables for code in re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)}


def test_the_codes_of_findings_in_the_manual_are_those_of_the_program():
    assert explained_codes() ^ codes() == set()
    assert expected_in_cases() - explained_codes() == set()


def table(uitleg: Uitleg) -> str:
    """Return the line of the manual about a code."""
    cells = (uitleg.ernst, uitleg.zin) if uitleg.ernst and uitleg.bron else (uitleg.zin, uitleg.doe)
    return " | ".join(["", f"`{uitleg.code}`", *(cell.replace("|", "\\|") for cell in cells), ""]).strip()


def lists_table() -> str:
    """Return the table of the manual about the lists of words."""
    lines = ["| Lijst | Bevat | Velden |", "|---|---|---|"]
    for name, rows in LIJSTEN.fields.items():
        assert isinstance(rows, Rows)
        fields = ", ".join(f"`{field}`" for field in rows.item.fields) if isinstance(rows.item, Group) else "woorden"
        lines.append(f"| `{name}` | {rows.help[:1].lower()}{rows.help[1:].rstrip('.')} | {fields} |")
    return "\n".join(lines) + "\n"


def between(manual: str, name: str, table: str) -> str:
    """Return the manual with another table between two marks."""
    before, begin, rest = manual.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- einde {name} -->")
    return before + begin + table + end + after


def test_the_manual_names_every_list_of_words():
    manual = MANUAL.read_text("utf-8")
    if RENEW:
        manual = between(manual, "lijsten", lists_table())
        MANUAL.write_text(manual, "utf-8")
    assert lists_table() in manual


def test_the_manual_and_the_command_say_the_same_of_every_code():
    manual = MANUAL.read_text("utf-8")
    lines = {uitleg.code: table(uitleg) for uitleg in explanations()}
    if RENEW:
        rules = sorted(line for code, line in lines.items() if code in {rule.code for rule in RULES})
        head = ["| Code | Weegt | Betekent |", "|---|---|---|"]
        manual = between(manual, "regels", "\n".join([*head, *rules]) + "\n")
        for code, line in lines.items():
            manual = re.sub(rf"^\| `{code}` \|.*$", lambda _, line=line: line, manual, flags=re.MULTILINE)
        # A list of words may have the name of the rule that goes by it.
        MANUAL.write_text(between(manual, "lijsten", lists_table()), "utf-8")
    assert sorted(line for line in lines.values() if line not in manual.splitlines()) == []
    assert explained_codes() - set(lines) == set()


# ------------------------------------------------------------------ the documents among themselves


def anchors(document: Path) -> set[str]:
    text = _FENCED.sub("", document.read_text("utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_repository_leads_somewhere(document: Path):
    text = _INLINE.sub("", _FENCED.sub("", document.read_text("utf-8")))
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name).resolve() if name else document
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def test_the_wheel_that_is_named_is_that_of_this_version():
    named = {
        name for document in (README, MANUAL) for name in re.findall(r"raadsvoorstel-[\d.]+-", document.read_text())
    }
    assert named == {f"raadsvoorstel-{__version__}-"}


def test_every_target_of_make_that_is_named_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {target for document in DOCUMENTS for target in re.findall(r"\bmake ([a-z]+)", "\n".join(inline(document)))}
    assert named <= targets


def floors() -> list[list[str]]:
    """Return the rooms of the import contract, floor by floor; those between brackets are not built yet."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [sorted(room for room in re.split(r"\s*\|\s*", layer) if not room.startswith("(")) for layer in layers]


def test_the_picture_of_the_house_is_the_import_contract():
    picture = next(block.text for block in of(CONTRIBUTING, "") if "__main__" in block.text)
    rooms = {room for floor in floors() for room in floor}
    # What a floor is for stands to the right of its names.
    drawn = [sorted(rooms.intersection(re.split(r"\s{3,}", line.strip())[0].split())) for line in picture.splitlines()]
    assert [floor for floor in drawn if floor] == floors()


def test_every_room_is_in_the_table_of_rooms():
    placed = re.findall(r"^\| .+ \| `(\w+)` \|$", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
    rooms = {room for floor in floors() for room in floor}
    assert rooms - {"__main__", "findings", "fieldpath", "errors"} <= set(placed)
