"""Measure what docs/betrouwbaarheid.md says, and write the figures into it.

`python benchmarks/reliability` measures everything; names behind it only those parts: kill_points, hostile_inputs,
fuzz, made.
"""

import re
import sys
from collections.abc import Callable, Mapping

import fuzz
import hostile_inputs
import kill_points
import made
from common import ROOT

DOCUMENT = ROOT / "docs" / "betrouwbaarheid.md"
_TABLE = "<!-- cijfers: {} -->\n{}<!-- einde -->"


def _killed() -> dict[str, str]:
    return {
        f"afbreken: {what}": f"{survived['plaatsen']} systeemaanroepen; overleefd: {survived['SIGKILL']} keer beëindigd"
        f", {survived['ENOSPC']} keer schijf vol, {survived['EIO']} keer schijffout; niets verloren"
        for what, survived in kill_points.measure_all().items()
    }


PARTS: Mapping[str, Callable[[], dict[str, str]]] = {
    "kill_points": _killed,
    "hostile_inputs": hostile_inputs.measure_all,
    "fuzz": fuzz.measure_all,
    "made": made.measure_all,
}


def main(names: list[str]) -> None:
    for name in names or PARTS:
        figures = PARTS[name]()
        rows = "".join(f"| {what} | {figure} |\n" for what, figure in figures.items())
        print(rows, end="")
        if figures:
            _write(name, f"| wat | gemeten |\n|---|---|\n{rows}")


def _write(name: str, table: str) -> None:
    """Put the figures of a part in their place in the document."""
    text = DOCUMENT.read_text("utf-8")
    place = re.compile(rf"<!-- cijfers: {name} -->\n.*?<!-- einde -->", re.DOTALL)
    DOCUMENT.write_text(place.sub(lambda match: _TABLE.format(name, table), text), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
