"""What was written is what stands in the document: every text, every formatting, every number, in the right order."""

import re
from collections.abc import Callable
from functools import cache

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from raadsvoorstel.blocks import Block, Columns, Table, block_texts, merge_runs, plain_text
from raadsvoorstel.composition import Passage
from raadsvoorstel.markup import read
from raadsvoorstel.nodes import Scalar
from raadsvoorstel.placeholders import Filled
from raadsvoorstel.project import Project
from raadsvoorstel.readback import differences
from raadsvoorstel.sources import parse
from raadsvoorstel.typography import typeset_text
from raadsvoorstel.word.marks import tag_name

CASES = [(naam, gemeente, "raadsvoorstel") for naam in ("alles", "moeilijk") for gemeente in samples.deelnemers()]
documents = pytest.mark.parametrize(
    "which", [*samples.shipped(), *CASES, ("gedeeld-huis", "hoorn", "raadsbesluit")], ids=lambda which: "-".join(which)
)
Which = tuple[str, str, str]
Make = Callable[[Which], samples.Document]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """Give the project of a proposal: the repository's own, or one made of a case."""
    made = cache(lambda naam: samples.case(tmp_path_factory.mktemp(naam) / "p", naam))
    return lambda naam: samples.REPOSITORY if naam in samples.REPOSITORY.voorstellen else made(naam)


@pytest.fixture(scope="module")
def make(projects: Callable[[str], Project]) -> Make:
    """Make a document, once for all tests."""
    return cache(lambda which: samples.document(projects(which[0]), *which))


def tidy(block: Block) -> Block:
    """Return a block with neighbouring runs of one formatting joined, as a reader sees them."""
    match block:
        case Table():
            rows = tuple(tuple(map(merge_runs, row)) for row in block.rows)
            return replace(block, header=tuple(map(merge_runs, block.header)), rows=rows)
        case Columns():
            return replace(block, cells=tuple(tuple(map(merge_runs, cell)) for cell in block.cells))
        case _:
            return replace(block, runs=merge_runs(block.runs))


def expected(document: samples.Document) -> list[tuple[str, tuple[Block, ...]]]:
    """Return what was composed, in the order in which the template prints it."""
    sections = [section for part in document.template.parts for section in document.composition.delen.get(part, ())]
    passages: list[Passage] = [passage for section in sections for passage in section.inhoud if passage.path]
    return [(tag_name(passage.path), tuple(map(tidy, passage.blocks))) for passage in passages]


@documents
def test_every_text_is_read_back_with_its_formatting_its_lists_and_its_tables(make: Make, which: Which):
    document = make(which)
    assert differences(document.data, document.composition, document.template) == []
    written = expected(document)
    found = [(m.tag, m.blocks) for m in document.reading.passages]
    assert [tag for tag, _ in found] == [tag for tag, _ in written]
    # Below the last text of a part stands what the template has there.
    assert [(tag, blocks[: len(text)]) for (tag, blocks), (_, text) in zip(found, written, strict=True)] == written


@documents
def test_the_paragraphs_of_a_document_follow_the_indeling(make: Make, which: Which):
    document = make(which)
    remaining = iter(document.reading.paragraphs)
    for part in document.template.parts:
        for section in document.composition.delen.get(part, ()):
            texts = [text for passage in section.inhoud for block in passage.blocks for text in block_texts(block)]
            for text in [str(section.titel), *texts] if section.titel else texts:
                assert text in remaining, text


# Around markup, a placeholder, a footnote or a letter of two characters, only the words between are the writer's own.
BETWEEN = re.compile(
    r"\[\^\d\](?::.*)?|\^\[.*\]|^ *(?:[-#>]+|\d+[.)]|[a-z]\.) |\{\{.*?\}\}|\]\(.*?\)|[|<>*`~\\&;\n]|e\u0301",
    re.MULTILINE,
)


def words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text))


REGIONAL = [
    which
    for which in (*samples.shipped(), *CASES)
    if which[2] == "raadsvoorstel" and which[:2] != ("alles", "heemstede")
]


@pytest.mark.parametrize("which", REGIONAL, ids=lambda which: "-".join(which))
def test_every_sentence_of_the_region_stands_in_the_document_in_the_order_of_the_indeling(
    projects: Callable[[str], Project], make: Make, which: Which
):
    naam, gemeente, _ = which
    project = projects(naam)
    root, _ = parse((project.proposals / naam / "regio.yaml").read_text("utf-8"), "regio.yaml")
    assert root is not None
    document = make(which)
    indeling = samples.indeling(project, naam, gemeente)
    fields = [veld for part in document.template.parts for s in indeling if s.deel == part for veld in s.velden]
    texts = [entry.value for veld in fields if (entry := root.entries.get(veld)) and isinstance(entry.value, Scalar)]
    assert len(texts) >= 6
    shown, place = words("\n".join(document.reading.paragraphs)), 0
    for piece in (words(piece) for text in texts for piece in BETWEEN.split(text.text)):
        found = shown.find(piece, place)
        assert found >= 0, piece
        place = found + len(piece)


# --- whatever a person writes ------------------------------------------------------------------------------------

# All that YAML lets through and that is not Markdown, a placeholder or a space at an edge.
LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"],
    exclude_characters="*_`~[]<>#|{}%\\&+-=!:.)\ufdd0\ufdd1\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
).filter(lambda c: ord(c) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(c) <= 0xFDEF)
SENTENCES = (
    st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda text: not text[0].isdigit())
)
GEMEENTE = samples.HEEMSTEDE


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a text in Markdown, with the paragraphs that it has to become."""
    pieces: list[str] = []
    result: list[str] = []
    for kind in draw(
        st.lists(st.sampled_from(["paragraph", "bullets", "numbers", "table", "heading"]), min_size=1, max_size=5)
    ):
        sentences = draw(st.lists(SENTENCES, min_size=2, max_size=4))
        match kind:
            case "paragraph":
                pieces.append("\n\n".join(sentences))
            case "bullets":
                pieces.append("tussen\n\n" + "\n".join(f"- {sentence}" for sentence in sentences))
                result.append("tussen")
            case "numbers":
                pieces.append("tussen\n\n" + "\n".join(f"{n}. {s}" for n, s in enumerate(sentences, start=1)))
                result.append("tussen")
            case "table":
                head, *rows = sentences
                pieces.append("\n".join([f"| {head} |", "|---|", *(f"| {row} |" for row in rows)]) + "\n\ntussen")
            case "heading":
                pieces.append(f"### {sentences[0]}\n\n{sentences[1]}")
                sentences = sentences[:2]
        result += sentences
        result += ["tussen"] if kind == "table" else []
    return "\n\n".join(pieces), result


def quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts())
def test_any_text_comes_back_from_the_document_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: tuple[str, list[str]]
):
    source, paragraphs = text
    folder = tmp_path_factory.mktemp("proef")
    (folder / "templates").symlink_to(samples.REPOSITORY.templates)
    regio = folder / "proposals" / "proef" / "regio.yaml"
    regio.parent.mkdir(parents=True)
    regio.write_text(f"gemeenten: [{GEMEENTE}]\nonderwerp: O\nsamenvatting: {quoted(source)}\n", "utf-8")
    passages = {m.tag: m for m in samples.document(Project(folder), "proef", GEMEENTE).reading.passages}
    assert plain_text(passages["samenvatting"].blocks).split("\n")[: len(paragraphs)] == [
        *map(typeset_text, paragraphs)
    ]


@given(texts())
def test_any_text_is_understood_as_it_was_written(text: tuple[str, list[str]]):
    source, paragraphs = text
    blocks, complaints = read(Filled(source))
    assert (plain_text(blocks).split("\n"), complaints) == ([*map(typeset_text, paragraphs)], ())
