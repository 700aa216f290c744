"""The answer to a run over a proposal, whichever command made it."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from raadsvoorstel.cli.dutch import ended
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.progress import text_width
from raadsvoorstel.cli.reply import PROGRAM_MISSING, WELL, Reply, code_of

if TYPE_CHECKING:
    from raadsvoorstel.findings import Origin
    from raadsvoorstel.project import Project
    from raadsvoorstel.report.run import Run


def run_reply(command: str, project: "Project", run: "Run", missing: str = "", code: int = WELL) -> Reply:
    """Return what became of a run: for a reader with the lines that were found wrong; `missing` is a program.

    The code is what the findings lead to, unless what became of the documents says more.
    """
    from raadsvoorstel.report.run import run_object, run_text

    return Reply(
        command,
        text=run_text(run, shown, source_line=source_lines(project), width=text_width()),
        data=run_object(run),
        fout=ended(missing) if missing else "",
        code=PROGRAM_MISSING if missing else code or code_of(run.all_findings),
    )


def source_lines(project: "Project") -> "Callable[[Origin], str | None]":
    """Return what gives the line of a project's file that a place is on."""
    from raadsvoorstel.sources import lines_of

    @cache
    def lines(file: str) -> list[str]:
        return lines_of(project.root / file) if file.endswith(".yaml") else []

    def line(origin: "Origin") -> str | None:
        of_file = lines(origin.file) if origin.line else []
        return of_file[origin.line - 1] if 0 < origin.line <= len(of_file) else None

    return line
