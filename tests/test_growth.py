"""What is made twice as large takes about twice the work: no step looks at everything once more for each thing.

Work is counted in calls of functions, not in seconds, so that it is the same on any machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import desk
import pytest
import samples
from msgspec.structs import replace

from raadsvoorstel.batch import make
from raadsvoorstel.blocks import Paragraph, plain
from raadsvoorstel.edited import read_edited
from raadsvoorstel.project import Project
from raadsvoorstel.vergelijken.redline import redline
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.package import MAIN

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
import projects

SLACK = 1.15
"""How much dearer a thing may be among many: dictionaries grow, and a list of names is longer."""


def counted(work: Callable[[], object]) -> int:
    """Return how many functions are called to do something."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def calls(project: Project, output: Path) -> int:
    """Return how many functions are called to make all documents of a project."""

    def work() -> None:
        dossier = samples.dossier(project, projects.VOORSTEL)
        outcomes = list(make(dossier, dossier.houses, output, definitief=False))
        assert not any(outcome.failed for outcome in outcomes)

    return counted(work)


KINDS: dict[str, Callable[[Path, int], Path]] = {
    "gemeenten": lambda where, size: projects.many(samples.ROOT, where, size),
    "paragraphs": lambda where, size: projects.long(samples.ROOT, where, paragraphs=size * 5),
    "rows": lambda where, size: projects.long(samples.ROOT, where, rows=size * 5),
    "template": lambda where, size: projects.wide(samples.ROOT, where, size * 5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_is_twice_the_work(kind: str, tmp_path: Path):
    made = {size: Project(KINDS[kind](tmp_path / str(size), size)) for size in (8, 16, 32)}
    calls(made[8], tmp_path / "warm")
    spent = {size: calls(project, tmp_path / f"uit{size}") for size, project in made.items()}
    first, second = spent[16] - spent[8], spent[32] - spent[16]
    assert second <= 2 * first * SLACK, spent


def rewritten(folder: Path, paragraphs: int) -> Path:
    """Return a document of which every paragraph was written anew, with as many paragraphs added."""
    parts = desk.parts("bloemendaal")
    made = desk.remembered("bloemendaal")
    body = parts[MAIN].decode()
    begin = next(text for text in made.texts if text.path == "samenvatting").text.split("\n")[0]
    place = body.rindex("<w:p>", 0, body.index(begin[:20]))
    end = body.index("</w:p>", place) + len("</w:p>")
    own = "".join(f"<w:p><w:r><w:t>Zin {n} van griffier {n}.</w:t></w:r></w:p>" for n in range(2 * paragraphs))
    old = tuple(Paragraph(plain(f"Regel {n} van de regio {n}.")) for n in range(paragraphs))
    texts = tuple(
        replace(each, blocks=each.blocks + old if each.path == "samenvatting" else each.blocks) for each in made.texts
    )
    memory = manifest.write(replace(made, texts=texts))
    data = {**parts, MAIN: (body[:end] + own + body[end:]).encode(), manifest.part_of(parts): memory}
    file = folder / f"{paragraphs}.docx"
    file.write_bytes(package.write(package.parts_of(data)))
    return file


def test_a_document_that_comes_back_twice_as_long_is_compared_with_twice_the_work(tmp_path: Path):
    files = {size: rewritten(tmp_path, size) for size in (200, 400, 800)}
    redline(read_edited(files[200]))
    spent = {size: counted(lambda file=file: redline(read_edited(file))) for size, file in files.items()}
    first, second = spent[400] - spent[200], spent[800] - spent[400]
    assert second <= 2 * first * SLACK, spent
