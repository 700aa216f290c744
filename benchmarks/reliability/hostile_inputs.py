"""Hand every hostile file and text to every command that takes one, each in a process of its own, and measure it."""

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from common import ROOT, Done, apart, measured, project, warm
from msgspec import Struct

sys.path.insert(0, str(ROOT / "tests"))
from hostile import Hostile
from hostile.returned import RETURNED
from hostile.texts import MARKDOWN, YAML
from hostile.wordfiles import JINJA, WORD

SECONDS, MEGABYTES = 5, 300
COMMANDS = {
    "maak": ("maak", "x"),
    "toon": ("sjabloon", "toon", "heemstede"),
    "sjabloon": ("sjabloon", "controleer", "a.docx"),
    "van": ("sjabloon", "nieuw", "heemstede", "--van", "a.docx", "--overschrijven"),
    "herkomst": ("herkomst", "a.docx"),
    "vergelijk": ("vergelijk", "a.docx"),
    "teruglezen": ("teruglezen", "a.docx"),
}
"""The ways in for a Word file, by the word under which a hostile one says that it does no harm there."""


class Tried(Struct, frozen=True):
    """One input, given to one command."""

    hostile: Hostile
    command: str
    done: Done

    @property
    def wrong(self) -> str:
        """What should not have happened; "" when nothing."""
        done = self.done
        if done.code < 0 or done.code == 70 or "Traceback" in done.said:
            return "liep vast of brak af"
        if done.code == 0 and self.command not in self.hostile.harmless:
            return "aangenomen"
        if done.code and (done.seconds > SECONDS or done.megabytes > MEGABYTES):
            return f"te duur: {done.seconds:.1f} s, {done.megabytes:.0f} MB"
        return ""

    @property
    def refused(self) -> bool:
        return self.done.code != 0


def tried() -> Iterator[Tried]:
    """Yield what became of every input at every command."""
    with project(("heemstede",)) as root, tempfile.TemporaryDirectory() as elsewhere:
        template = root / "templates" / "heemstede" / "raadsvoorstel.docx"
        (root / "a.docx").write_bytes(template.read_bytes())
        warm(root, *COMMANDS.values(), ("controleer", "x"))
        sound, regio = template.read_bytes(), (root / "proposals" / "x" / "regio.yaml").read_bytes()
        for hostile in (*WORD, *JINJA):
            apart(partial(_write, hostile, root / "a.docx"))
            for command, arguments in COMMANDS.items():
                given = command in ("maak", "toon")
                template.write_bytes((root / "a.docx").read_bytes() if given else sound)
                yield _tried(root, hostile, command, arguments)
        template.write_bytes(sound)
        for hostile in RETURNED:
            apart(partial(_write, hostile, root / "a.docx"))
            for command in ("herkomst", "vergelijk", "teruglezen"):
                yield _tried(root, hostile, command, COMMANDS[command])
        for hostile in (*YAML, *MARKDOWN):
            apart(partial(_write, hostile, root / "proposals" / "x" / "regio.yaml"))
            for command in ("maak", "controleer"):
                yield _tried(root, hostile, command, (command, "x"))
        (root / "proposals" / "x" / "regio.yaml").write_bytes(regio)
        assert not [*root.rglob("GEHACKT"), *Path(elsewhere).iterdir()]


def _write(hostile: Hostile, path: Path) -> None:
    path.write_bytes(hostile.make())


def _tried(root: Path, hostile: Hostile, command: str, arguments: tuple[str, ...]) -> Tried:
    harmless = command == "controleer" and "maak" in hostile.harmless
    name = "maak" if harmless else command
    return Tried(hostile, name, measured(root, *arguments))


def measure_all() -> dict[str, str]:
    """Return per kind how many inputs there were, and over all the most that a refusal took."""
    by_kind: dict[str, list[Tried]] = defaultdict(list)
    for one in tried():
        by_kind[one.hostile.kind].append(one)
        if one.wrong:
            print(f"\n{one.hostile} bij {one.command}: {one.wrong}: {_last(one.done.said)}", file=sys.stderr)
        print(f"\r{sum(map(len, by_kind.values()))}", end="", file=sys.stderr)
    everything = [one for each in by_kind.values() for one in each]
    refusals = [one.done for one in everything if one.refused]
    for one in sorted(everything, key=lambda one: -one.done.seconds)[:5]:
        print(f"\n{one.hostile} bij {one.command}: {one.done.seconds:.1f} s", file=sys.stderr)
    figures = {
        f"vijandige invoer: {kind}": f"{len({one.hostile for one in each})} stuks, {len(each)} keer aangeboden, "
        f"{sum(one.refused for one in each)} keer geweigerd, {sum(bool(one.wrong) for one in each)} keer iets mis"
        for kind, each in by_kind.items()
    }
    slowest, largest = max(done.seconds for done in refusals), max(done.megabytes for done in refusals)
    return figures | {"duurste weigering": f"{slowest:.1f} s rekentijd, {largest:.0f} MB"}


def _last(said: str) -> str:
    return re.sub(r"\s+", " ", said.strip())[-200:]


if __name__ == "__main__":
    for what, figure in measure_all().items():
        print(f"{what}: {figure}")
