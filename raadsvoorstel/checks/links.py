"""Whether a link behind the name of a law leads to that law."""

from collections.abc import Iterator

from raadsvoorstel.blocks import Block, Blocks, Item, Paragraph, Run, once
from raadsvoorstel.checks.law import laws_in
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_NUMBER = late(r"BWBR\d{7}")


def check_koppeling(stuk: Stuk) -> Iterator[Finding]:
    """A reader who follows a link behind the name of a law finds that law, by its number at wetten.overheid.nl."""
    for path, blocks in _texts(stuk):
        if linked := _linked(blocks):
            left = dict(linked)
            for prose in stuk.texts_at(path):
                yield from _astray(prose, stuk, left)


@once
def _linked(blocks: Blocks) -> dict[str, str]:
    """Return the words of every link to a law, and the number that it leads to."""
    runs = (run for block in blocks for run in _runs_of(block) if run.link)
    return {" ".join(run.text.split()): match[0] for run in runs if (match := _NUMBER.search(run.link))}


def _astray(prose: Prose, stuk: Stuk, linked: dict[str, str]) -> Iterator[Finding]:
    for mention in laws_in(prose, stuk.lijsten):
        number, wet = linked.pop(mention.text, ""), mention.wet
        if number and wet.bwb and number != wet.bwb:
            message = f"‘{mention.text}’ heeft een koppeling naar {number}, maar is {wet.bwb}"
            yield prose.finding(mention.start, mention.end, message, f"koppel naar {wet.link}")


def _texts(stuk: Stuk) -> Iterator[tuple[FieldPath, Blocks]]:
    yield from stuk.voorstel.teksten.items()
    yield from ((each.path, each.tekst) for each in (*stuk.voorstel.argumenten, *stuk.voorstel.kanttekeningen))


def _runs_of(block: Block) -> tuple[Run, ...]:
    return block.runs if isinstance(block, Paragraph | Item) else ()
