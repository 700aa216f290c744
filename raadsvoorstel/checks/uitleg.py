"""What each rule means: one sentence, an example that is wrong, one that is right, and where the rule comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from raadsvoorstel.checks.lists import child, word
from raadsvoorstel.sources import parse


@dataclass(frozen=True, slots=True)
class Uitleg:
    """The explanation of one rule; its examples are parts of `regio.yaml`, and of the file of one gemeente."""

    code: str
    zin: str
    fout: str
    goed: str
    bron: str
    fout_gemeente: str = ""
    goed_gemeente: str = ""


def explanations() -> Iterator[Uitleg]:
    """Yield the explanation of every rule that has one."""
    folder = files("raadsvoorstel").joinpath("uitleg")
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml")):
        tree, _ = parse(folder.joinpath(name).read_text("utf-8"), f"raadsvoorstel/uitleg/{name}")
        for entry in tree.entries.values() if tree else ():
            given = {key: word(child(entry.value, key)) for key in Uitleg.__slots__ if key != "code"}  # type: ignore[arg-type]
            yield Uitleg(entry.key.replace("_", "-"), **given)
