"""Count what the rules find in running text that is right, rule by rule, per thousand sentences, with examples."""

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from raadsvoorstel.batch import judge_of
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Finding
from raadsvoorstel.loading import load_dossier, load_raadsvoorstel
from raadsvoorstel.project import Project

ROOT = Path(__file__).parent.parent
SHIPPED = ("verbinden-en-versterken", "regio.yaml")
NOT_PRINTABLE = re.compile(r"[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")


class Tally(Struct):
    """How many files and sentences were judged, what was found in them, and which files could not be judged."""

    files: int = 0
    sentences: int = 0
    words: int = 0
    found: Counter[str] = field(default_factory=Counter)
    severities: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: list[str] = field(default_factory=list)


def text_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (
            sorted(each for each in path.rglob("*") if each.suffix in (".txt", ".md")) if path.is_dir() else [path]
        )


def wrap(text: str, veld: str, gemeenten: str) -> tuple[str, int]:
    """Return a proposal of which one field is the text, and how many lines stand above the text."""
    safe = NOT_PRINTABLE.sub(" ", text).replace("\t", " ").replace("{{", "( (").replace("}}", ") )")
    head = [gemeenten, "onderwerp: Lopende tekst", f"{veld}: |2"]
    body = [f"  {line.strip()}".rstrip() for line in safe.strip().splitlines()]
    return "\n".join([*head, *body, ""]), len(head)


def judge(project: Project, naam: str, tally: Tally, above: int) -> Iterator[Finding]:
    """Yield what is found in the text of a proposal; what is said of the proposal as a whole is left out."""
    dossier, findings = load_dossier(project, naam)
    voorstel, more = load_raadsvoorstel(dossier, next(iter(dossier.houses))) if dossier else (None, [])
    if dossier is None or voorstel is None:
        tally.refused += [str(finding.message) for finding in (*findings, *more)][:1]
        return
    tally.files += 1
    for prose in voorstel.geschreven:
        if prose.path != "onderwerp" and prose.origin.line > above:
            tally.sentences += len(prose.sentences)
            tally.words += len(prose.words)
    judging = judge_of(dossier)
    house = next(iter(dossier.houses.values()))
    heard = judging.hear(voorstel, house.tree, ())
    judging.compare(whole=False)
    yield from (each for each in (*heard, *judging.between) if each.origin.line > above)


def quoted(lines: list[str], finding: Finding) -> str:
    """Return the words that a finding is about, with those around them."""
    line = lines[finding.origin.line - 1]
    start = finding.origin.column - 1
    end = start + min(finding.length, 60)
    return f"{line[max(start - 40, 0) : start]}«{line[start:end]}»{line[end : end + 40]}".strip()


def count(files: Iterable[Path], veld: str, examples: int) -> Tally:
    tally = Tally()
    participants = next(
        line
        for line in re.split(r"\n(?=\w)", (ROOT / "proposals" / Path(*SHIPPED)).read_text("utf-8"))
        if line.startswith("gemeenten:")
    )
    participants = "\n".join(line for line in participants.splitlines() if line.strip() and "#" not in line)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").symlink_to(ROOT / "templates")
        for number, file in enumerate(files):
            naam = f"tekst-{number}"
            (root / "proposals" / naam).mkdir(parents=True)
            written, above = wrap(file.read_text("utf-8", errors="replace"), veld, participants)
            (root / "proposals" / naam / "regio.yaml").write_text(written, "utf-8")
            try:
                for finding in judge(Project(root), naam, tally, above):
                    tally.found[finding.code] += 1
                    tally.severities[finding.code] = str(finding.severity)
                    if len(tally.examples[finding.code]) < examples:
                        place = quoted(written.splitlines(), finding)
                        tally.examples[finding.code].append(f"{file.name}: {finding.message} | {place}")
            except RaadsvoorstelError as error:
                tally.refused.append(f"{file}: {error}")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="text files (.txt, .md), or folders that hold them")
    parser.add_argument("--field", default="motivering", help="the field of the proposal that the text is put in")
    parser.add_argument("--examples", type=int, default=3, help="how many examples to show of each rule")
    options = parser.parse_args()
    tally = count(text_files(options.paths), options.field, options.examples)
    print(f"{tally.files} files, {tally.sentences} sentences, {tally.words} words; {len(tally.refused)} refused")
    for code, number in tally.found.most_common():
        rate = 1000 * number / max(tally.sentences, 1)
        print(f"\n{code:28} {tally.severities[code]:13} {number:6} {rate:8.1f} per 1,000 sentences")
        for example in tally.examples[code]:
            print(f"    {example}")
    for refused in tally.refused[:3]:
        print(f"refused: {refused}")


if __name__ == "__main__":
    main()
