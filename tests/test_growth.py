"""What is made twice as large takes about twice the work: no step looks at everything once more for each thing.

Work is counted in calls of functions, not in seconds, so that it is the same on any machine.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import samples

from raadsvoorstel.batch import make
from raadsvoorstel.project import Project
from raadsvoorstel.sjabloon import VOCABULARY, WANTED
from raadsvoorstel.word.inspection import inspect

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
sys.path.insert(0, str(samples.ROOT / "tests" / "word"))
import projects
from wordfile import word_file

SLACK = 1.15
"""How much dearer a thing may be among many: dictionaries grow, and a list of names is longer."""


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called to do some work."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def make_all(project: Project, output: Path) -> None:
    dossier = samples.dossier(project, projects.VOORSTEL)
    assert not any(outcome.failed for outcome in make(dossier, dossier.houses, output, definitief=False))


KINDS: dict[str, Callable[[Path, int], Path]] = {
    "gemeenten": lambda where, size: projects.many(samples.ROOT, where, size),
    "paragraphs": lambda where, size: projects.long(samples.ROOT, where, paragraphs=size * 5),
    "rows": lambda where, size: projects.long(samples.ROOT, where, rows=size * 5),
    "template": lambda where, size: projects.wide(samples.ROOT, where, size * 5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_is_twice_the_work(kind: str, tmp_path: Path):
    made = {size: Project(KINDS[kind](tmp_path / str(size), size)) for size in (8, 16, 32)}
    make_all(made[8], tmp_path / "warm")
    spent = [calls(partial(make_all, project, tmp_path / f"uit{size}")) for size, project in made.items()]
    assert spent[2] - spent[1] <= 2 * (spent[1] - spent[0]) * SLACK, spent


def paragraphs(*texts: str) -> Callable[[int], str]:
    return lambda size: "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts * size)


def rows(*texts: str) -> Callable[[int], str]:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    return lambda size: f"<w:tbl><w:tblPr/>{''.join(map(row.format, texts * size))}</w:tbl>"


SHAPES: dict[str, Callable[[int], str]] = {
    "conditions": paragraphs("{%p if zaaknummer %}", "ja", "{%p endif %}"),
    "conditions that are not closed": paragraphs("{%p if zaaknummer %}", "{{ zaaknummer }}"),
    "what closes something else": paragraphs("{%p if zaaknummer %}", "{%p endfor %}"),
    "tags that go on in the next paragraph": paragraphs("{{ zaaknummer"),
    "rows that are repeated": rows("{%tr for regel in kop %}", "{{ regel.waarde }}", "{%tr endfor %}"),
    "rows that come and go": rows("{%tr if zaaknummer %}", "{%tr endif %}"),
    "tags in pieces, in one paragraph": lambda size: (
        f"<w:p>{'<w:r><w:t>{{ zaak</w:t></w:r><w:r><w:t>nummer }}</w:t></w:r>' * size}</w:p>"
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_template_twice_as_large_takes_twice_the_work_to_check(shape: Callable[[int], str]):
    spent = [calls(partial(inspect, word_file(shape(size)), VOCABULARY, WANTED)) for size in (20, 20, 40, 80)][1:]
    assert spent[2] - spent[1] <= 2 * (spent[1] - spent[0]) * SLACK, spent
