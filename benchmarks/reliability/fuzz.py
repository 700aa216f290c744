"""Give every way in a great many generated inputs: nothing may break but in Dutch, and what is made must be whole."""

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from common import ROOT
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(ROOT / "tests"))
import desk
import samples
from hostile.wordfiles import PAYLOADS, in_body, sound

from raadsvoorstel import markup
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.placeholders import Filled
from raadsvoorstel.render import open_template
from raadsvoorstel.sjabloon import controleer_sjabloon
from raadsvoorstel.sources import parse
from raadsvoorstel.word import manifest, package, reader
from raadsvoorstel.word.anchors import locate

SLOWEST = 5.0
_YAML = st.text("ab:-{}[]&*!|>'\"#%@`,?\n \t<~.0é\u0000\u2028\ud800\U0001f600", max_size=120)
_MARKDOWN = st.text("ab *_[]()`#>-+1.|\\\n!^~:\"'<&\u00a0é", max_size=200)
_JINJA = st.lists(
    st.sampled_from([*PAYLOADS, "{{", "}}", "{%", "%}", "{#", "p ", "for ", "in ", "kop", ".", "|", "datum", "endfor",
                     " ", "(", ")", "'", "if ", "x"]), min_size=1, max_size=8,
).map("".join)  # fmt: skip
"""Pieces of a template's language, in any order."""


def fuzz_yaml(text: str) -> None:
    parse(text, "a.yaml")


def fuzz_markdown(text: str) -> None:
    markup.read(Filled(text))


def fuzz_template(text: str) -> None:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    data = in_body(f'<w:p><w:r><w:t xml:space="preserve">{plain}</w:t></w:r></w:p>')
    controleer_sjabloon(Path("a.docx"), data, "a.docx")
    open_template(Path("a.docx"), data)


def fuzz_package(seed: int) -> None:
    """Change some bytes of a Word file, in the zip or in one of its parts, and read what is left."""
    chance = random.Random(seed)
    parts = dict(sound() if seed % 2 else desk.parts(samples.HEEMSTEDE))
    name = chance.choice(sorted(parts))
    data = bytearray(parts[name])
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(4)] = chance.randbytes(chance.randrange(4))
    parts[name] = bytes(data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    whole = bytearray(buffer.getvalue())
    if seed % 3 == 0:
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    read = package.read(bytes(whole), "a.docx")
    controleer_sjabloon(Path("a.docx"), bytes(whole), "a.docx")
    remembered = manifest.read(read)
    reading = reader.read(read)
    if remembered:
        locate(reading, remembered)


def fuzz_edited(edits: list[tuple[desk.Edit, float, float]]) -> None:
    desk.edited(samples.HEEMSTEDE, edits).located()


_EDITS = st.lists(
    st.tuples(st.sampled_from([*desk.REARRANGING, *desk.WRITING]), st.floats(0, 0.99), st.floats(0, 0.99)), max_size=12
)
ENTRIES: dict[str, tuple[Callable[..., None], st.SearchStrategy[object], int]] = {
    "YAML": (fuzz_yaml, _YAML, 20_000),
    "Markdown": (fuzz_markdown, _MARKDOWN, 10_000),
    "sjabloon": (fuzz_template, _JINJA, 1_000),
    "beschadigd Word-bestand": (fuzz_package, st.integers(0, 2**32), 1_500),
    "bewerkt document": (fuzz_edited, _EDITS, 500),
}


def carried_out(entry: str, times: int = 0) -> tuple[int, int, float]:
    """Return how often an entry was tried, how often it said no, and its longest time; any other error breaks off."""
    work, strategy, usual = ENTRIES[entry]
    tries = refused = 0
    slowest = 0.0

    @settings(
        max_examples=times or usual, deadline=None, database=None, derandomize=not times,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(strategy)
    def attempt(given_: object) -> None:
        nonlocal tries, refused, slowest
        begin = time.process_time()
        tries += 1
        try:
            work(given_)
        except RaadsvoorstelError:
            refused += 1
        slowest = max(slowest, time.process_time() - begin)
        assert slowest < SLOWEST, repr(given_)[:300]

    attempt()
    return tries, refused, slowest


def measure_all(times: int = 0) -> dict[str, str]:
    """Return per entry how many executions there were and what they found."""
    figures: dict[str, str] = {}
    for entry in ENTRIES:
        tries, refused, slowest = carried_out(entry, times)
        figures[f"fuzzen: {entry}"] = (
            f"{tries} uitvoeringen, {refused} geweigerd, langste {slowest:.2f} s rekentijd, 0 fouten"
        )
        print(entry, figures[f"fuzzen: {entry}"], file=sys.stderr)
    return figures


if __name__ == "__main__":
    measure_all()
