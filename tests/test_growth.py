"""What is made twice as large takes about twice the work: no step looks at everything once more for each thing.

Work is counted in calls of functions, not in seconds, so that it is the same on any machine.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import samples

from raadsvoorstel.batch import make
from raadsvoorstel.project import Project

sys.path.insert(0, str(samples.ROOT / "benchmarks"))
import projects

SLACK = 1.15
"""How much dearer a thing may be among many: dictionaries grow, and a list of names is longer."""


def calls(project: Project, output: Path) -> int:
    """Return how many functions are called to make all documents of a project."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        dossier = samples.dossier(project, projects.VOORSTEL)
        outcomes = list(make(dossier, dossier.houses, output, definitief=False))
    finally:
        sys.setprofile(None)
    assert not any(outcome.failed for outcome in outcomes)
    return count


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
