"""Run this program and its peers on the same content, in turns, and print how they compare.

Only ratios within one run mean something: the speed of a machine that others use too drifts by half.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from itertools import pairwise
from pathlib import Path

import projects
from contenders import PEERS, ROOT, Contender, environment, installed, python, versions
from content import GEMEENTE, VOORSTEL, expected, prepare

MEMORY = Path("/dev/shm")
TURN = 5
"""Documents that a program makes when it is its turn."""
SIZES = (1, 10, 100, 1000)
GEMEENTEN = 342
DOCXTPL_MANY = str(PEERS / "docxtpl_many.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["document", "start", "many", "size"],
                        help="document, start, many, size (all four), or large")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=60, help="turns of every program (%(default)s)")
    parser.add_argument("--documents", type=int, default=10_000, help="documents of `large` (%(default)s)")
    parser.add_argument("--cpu", action="store_true", help="count the time on a core, for a machine that is busy")
    chosen = parser.parse_args()
    if chosen.cpu:
        os.environ["BENCHMARK_CLOCK"] = "cpu"
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        os.environ["RAADSVOORSTEL_CACHE"] = str(Path(folder) / "cache")
        content = prepare(ROOT, Path(folder))
        print(f"In {folder}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; {versions()}.")
        if chosen.cpu:
            print("All times are those on a core; what waits, or runs beside other work, does not count.")
        contenders, missing = installed() if {"document", "start", "many"} & set(chosen.parts) else ([], [])
        for reason in missing:
            print(f"Skipped: {reason}")
        for part in chosen.parts:
            print()
            {
                "document": lambda: one_document(contenders, content, Path(folder), chosen.rounds),
                "start": lambda: from_the_start(content, Path(folder), max(5, chosen.rounds // 4)),
                "many": lambda: many_gemeenten(content, Path(folder), max(4, chosen.rounds // 8)),
                "size": lambda: by_size(Path(folder)),
                "large": lambda: large(Path(folder), chosen.documents),
            }[part]()


# ------------------------------------------------------------------ one document


def one_document(contenders: Sequence[Contender], content: Path, folder: Path, rounds: int) -> None:
    """Let every program make the same document over and over, in turns."""
    running = {each: _started(each, content, folder / f"{n}.docx") for n, each in enumerate(contenders)}
    times: dict[Contender, list[float]] = {each: [] for each in contenders}
    for turn in range(rounds + rounds // 2):
        for each, process in running.items():
            times[each].append(_turn(process, turn))
    for n, each in enumerate(contenders):
        running[each].communicate()
        lost = _lost(folder / f"{n}.docx", content)
        if lost:
            print(f"Left out: {each.name} lost {len(lost)} texts, the first of them {lost[0][:40]!r}")
            del times[each]
    # The first third is for the programs to get going; Node compiles while it runs.
    steady = {each: measured[rounds // 2 :] for each, measured in times.items()}
    print("One document, the source loaded: milliseconds, and our time as a part of theirs")
    _table([(each.name, measured) for each, measured in steady.items()])
    peers = [each for each in steady if each.is_peer]
    if peers:
        fastest = min(peers, key=lambda each: statistics.median(steady[each]))
        print(f"The fastest peer is {fastest.name}. Goals: docxtpl 0.20, fastest peer 0.40, floor 5.00.")


def _started(contender: Contender, content: Path, output: Path) -> "subprocess.Popen[str]":
    command = [*contender.command, str(content), str(output), *contender.options]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment())


def _turn(process: "subprocess.Popen[str]", turn: int) -> float:
    """Return how many milliseconds a document took in one turn."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{turn * TURN} {turn * TURN + TURN}\n")
    process.stdin.flush()
    return int(process.stdout.readline()) / 1e6 / TURN


def _lost(document: Path, content: Path) -> list[str]:
    """Return the texts that should be in a document and are not."""
    with zipfile.ZipFile(document) as archive:
        xml = archive.read("word/document.xml").decode()
    pieces = (piece.partition(">")[2].partition("</w:t>")[0] for piece in xml.split("<w:t")[1:])
    text = unescape("".join(pieces))
    return [line for line in expected(json.loads(content.read_text("utf-8"))) if line not in text]


# ------------------------------------------------------------------ from a cold start


def from_the_start(content: Path, folder: Path, rounds: int) -> None:
    """Compare whole processes: reading YAML, judging it and making documents, with filling templates alone."""
    output, project = folder / "uit", _copied(folder / "project")
    for count, chosen in ((8, ()), (1, ("-g", GEMEENTE))):
        programs: dict[str, Callable[[], float]] = {
            "raadsvoorstel maak": lambda chosen=chosen: _ours(ROOT, VOORSTEL, output, *chosen)[0],
            "the same, one sentence added": lambda chosen=chosen: _changed(project, output, "{}", *chosen),
            "the same, one in bold added": lambda chosen=chosen: _changed(project, output, "**{}**", *chosen),
            "the same, nothing kept from before": lambda chosen=chosen: _without_cache(
                output, folder / "leeg", *chosen
            ),
            "docxtpl, filling only": lambda count=count: _process(
                [str(python()), DOCXTPL_MANY, str(content), str(folder), str(count)], folder
            )[0],
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(rounds + 1):
            for name, program in programs.items():
                shutil.rmtree(output, ignore_errors=True)
                times[name].append(program())
        print(f"From a cold start, {count} version{'s' if count > 1 else ''}, the whole process: milliseconds")
        _as_parts({name: measured[1:] for name, measured in times.items()})
    print("Ours as a part of docxtpl. Goal: 1.00, for eight and for one.")


def _ours(project: Path, voorstel: str, output: Path, *options: str, **variables: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "raadsvoorstel", "maak", voorstel, "-o", str(output), *options]
    return _process(command, project, **variables)


def _copied(project: Path) -> Path:
    """Return a copy of the project, to change texts in."""
    for name in ("templates", "proposals"):
        shutil.copytree(ROOT / name, project / name)
    return project


def _changed(project: Path, output: Path, moment: str, *options: str) -> float:
    """Write another text in the file of the gemeente, with the moment in it as it is to be set; make the documents."""
    own, shipped = (root / "proposals" / VOORSTEL / f"{GEMEENTE}.yaml" for root in (project, ROOT))
    text = f"\nsamenvatting:\n  aanvullen:\n    na: Deze alinea is van {moment.format(time.time_ns())}.\n"
    own.write_text(shipped.read_text("utf-8") + text, "utf-8")
    return _ours(project, VOORSTEL, output, *options)[0]


def _without_cache(output: Path, empty: Path, *options: str) -> float:
    """Make the documents with a cache of their own in which nothing is; what others kept stays for them."""
    shutil.rmtree(empty, ignore_errors=True)
    return _ours(ROOT, VOORSTEL, output, *options, RAADSVOORSTEL_CACHE=str(empty))[0]


def _process(command: Sequence[str], folder: Path, **variables: str) -> tuple[float, float]:
    """Return how many milliseconds a process took, and how many megabytes its memory was at most."""
    begin = time.perf_counter()
    with Path(os.devnull).open("w") as nothing:
        process = subprocess.Popen(command, cwd=folder, env=environment() | variables, stdout=nothing, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"this failed: {' '.join(command)}")
    spent = usage.ru_utime + usage.ru_stime if os.environ.get("BENCHMARK_CLOCK") else time.perf_counter() - begin
    return spent * 1000, usage.ru_maxrss / 1024


# ------------------------------------------------------------------ many, long and wide


def many_gemeenten(content: Path, folder: Path, rounds: int) -> None:
    """Make the documents of all gemeenten of the country, and let docxtpl fill as many templates."""
    output = folder / "uit-land"
    shared, apart = (projects.many(ROOT, folder / f"land{n}", GEMEENTEN, apart=bool(n)) for n in range(2))
    command = [str(python()), DOCXTPL_MANY, str(content), str(output), str(GEMEENTEN)]
    programs: dict[str, Callable[[], float]] = {
        "raadsvoorstel maak": lambda: _ours(shared, projects.VOORSTEL, output)[0],
        "the same, a template for each": lambda: _ours(apart, projects.VOORSTEL, output)[0],
        "docxtpl, filling only": lambda: _process(command, folder)[0],
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, program in programs.items():
            shutil.rmtree(output, ignore_errors=True)
            output.mkdir()
            times[name].append(program())
    shutil.rmtree(output)
    print(f"{GEMEENTEN} gemeenten, the whole process: milliseconds")
    _as_parts({name: measured[1:] for name, measured in times.items()})
    print("Their first round, with nothing kept from before")
    _as_parts({name: measured[:1] for name, measured in times.items()})
    print("Ours as a part of docxtpl. Goal: 0.20, for gemeenten that share a template.")


def by_size(folder: Path) -> None:
    """Print what one more gemeente, paragraph, row or line of the template costs, at four sizes."""
    print("What grows: milliseconds of the whole process, megabytes at most, and milliseconds for each one more")
    kinds: dict[str, Callable[[Path, int], Path]] = {
        "gemeenten": lambda where, size: projects.many(ROOT, where, size),
        "paragraphs": lambda where, size: projects.long(ROOT, where, paragraphs=size),
        "table rows": lambda where, size: projects.long(ROOT, where, rows=size),
        "paragraphs of the template": lambda where, size: projects.wide(ROOT, where, size),
    }
    for kind, make in kinds.items():
        costs = [(size, *_cost(make, folder / "groei", size)) for size in SIZES]
        grown = ["", *(f"{(b[1] - a[1]) / (b[0] - a[0]):.2f}" for a, b in pairwise(costs))]
        for (size, spent, memory), more in zip(costs, grown, strict=True):
            print(f"  {kind:28} {size:5} {spent:9.0f} ms {memory:6.0f} MB   {more}")


def _cost(make: Callable[[Path, int], Path], where: Path, size: int) -> tuple[float, float]:
    project = make(where, size)
    measured = []
    for _ in range(3):
        shutil.rmtree(where / "uitvoer", ignore_errors=True)
        measured.append(_ours(project, projects.VOORSTEL, where / "uitvoer"))
    shutil.rmtree(where)
    return min(spent for spent, _ in measured), max(memory for _, memory in measured)


def large(folder: Path, documents: int) -> None:
    """Make very many documents, a thousand at a time, and throw them away."""
    project = projects.many(ROOT, folder / "veel", 1000)
    spent, memory = 0.0, 0.0
    for _ in range(0, documents, 1000):
        took, held = _ours(project, projects.VOORSTEL, folder / "uit-veel")
        spent, memory = spent + took, max(memory, held)
        shutil.rmtree(folder / "uit-veel")
    done = -(-documents // 1000) * 1000
    hours = spent / done * 100_000 / 3_600_000
    print(f"{done} documents in {spent / 1000:.0f} s, {spent / done:.2f} ms each, at most {memory:.0f} MB;")
    print(f"100,000 documents at that pace: {hours * 60:.0f} minutes.")


# ------------------------------------------------------------------ as a table


def _table(rows: Iterable[tuple[str, Sequence[float]]]) -> None:
    """Print times, and the ratio of the first row to each of the others, round by round."""
    (name, ours), *others = rows
    print(f"  {'':36} {'min':>8} {'median':>8} {'max':>8}   {'min':>6} {'median':>6} {'max':>6}")
    print(f"  {name:36} {_spread(ours, 8)}")
    for other, theirs in others:
        print(f"  {other:36} {_spread(theirs, 8)}   {_spread(_parts(ours, theirs), 6)}")


def _as_parts(times: Mapping[str, Sequence[float]]) -> None:
    """Print times, and the ratio of each row to the last, round by round."""
    *ours, (last, theirs) = times.items()
    for name, measured in ours:
        print(f"  {name:36} {_spread(measured, 8)}   {_spread(_parts(measured, theirs), 6)}")
    print(f"  {last:36} {_spread(theirs, 8)}")


def _parts(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Return our times as a part of theirs, round by round."""
    return [a / b for a, b in zip(ours, theirs, strict=True)]


def _spread(measured: Sequence[float], width: int) -> str:
    return " ".join(f"{value:{width}.2f}" for value in (min(measured), statistics.median(measured), max(measured)))


if __name__ == "__main__":
    main()
