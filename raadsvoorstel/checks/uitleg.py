"""What each code means: one sentence, what to do or an example that is wrong and one that is right, and the source."""

from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

from raadsvoorstel.checks.rules import RULES
from raadsvoorstel.yaml_events import plain

_FOLDER = "uitleg"


class Uitleg(Struct, frozen=True):
    """The explanation of one code; the examples are parts of `regio.yaml`, and of the file of one gemeente.

    `ernst` and `bron` are those of a rule; what is no rule, but a fault of form, has `doe` instead of examples.
    """

    code: str
    ernst: str
    zin: str
    doe: str
    fout: str
    goed: str
    bron: str
    fout_gemeente: str
    goed_gemeente: str


def explanations() -> Iterator[Uitleg]:
    """Yield the explanation of every code that has one, file by file."""
    weights = {rule.code: str(rule.severity) for rule in RULES}
    folder = files("raadsvoorstel").joinpath(_FOLDER)
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml")):
        for code, said in plain(folder.joinpath(name).read_text("utf-8")).items():
            given = {key: said.get(key, "") for key in Uitleg.__struct_fields__}
            yield Uitleg(**{**given, "code": code, "ernst": weights.get(code, "")})
