"""Real proposals in which a comment marks every line where a finding must be: `# ← code`, or `# ↓ code` a line above."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

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


@pytest.mark.parametrize("naam", sorted(path.name for path in samples.CASES.iterdir()))
def test_every_fault_is_found_on_the_line_where_it_was_written_and_nothing_else(tmp_path: Path, naam: str):
    project = samples.case(tmp_path, naam)
    assert found(project, naam) == expected(project, naam)
