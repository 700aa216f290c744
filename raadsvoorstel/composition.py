"""What stands where in a document: a proposal laid out by the indeling of its gemeente."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import (
    Alignment,
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Run,
    Runs,
    Table,
    block_runs,
    in_paragraph,
    once,
    plain,
    with_notes,
)
from raadsvoorstel.fieldpath import ROOT, FieldPath, join
from raadsvoorstel.findings import Origin
from raadsvoorstel.model.fields import LINES
from raadsvoorstel.model.raadsvoorstel import Argument, Besluitpunt, Huis, Raadsvoorstel, Sectie
from raadsvoorstel.notation import write_amount
from raadsvoorstel.placeholders import left_open
from raadsvoorstel.word.writer import ARGUMENT, Inline, Passage

NOTHING = "–"
"""What a cell holds where there is nothing to say; an empty cell reads as forgotten."""


class Section(Struct, frozen=True):
    """One section of a document: its title, empty where the indeling gives none, its passages, and where
    the indeling speaks of it.
    """

    titel: Inline
    inhoud: tuple[Passage, ...]
    origins: tuple[Origin, ...] = ()


class Composition(Struct, frozen=True):
    """A document before it is Word: header lines, sections per part of the template, single fields."""

    kop: tuple[tuple[str, Inline], ...]
    delen: Mapping[str, tuple[Section, ...]]
    regels: Mapping[FieldPath, Inline]

    def texts(self) -> Iterator[Runs]:
        """Yield every run of text of every section, in order."""
        for section in (section for sections in self.delen.values() for section in sections):
            yield section.titel.runs
            yield from (runs for p in section.inhoud for runs in _runs_of(p.blocks))


@once
def _runs_of(blocks: Blocks) -> tuple[Runs, ...]:
    return tuple(runs for block in blocks for runs in block_runs(block))


def compose(voorstel: Raadsvoorstel, huis: Huis) -> Composition:
    """Return one document of a gemeente, in its own order and under its own titles."""
    delen: dict[str, list[Section]] = {}
    for sectie in huis.indeling:
        delen.setdefault(sectie.deel, []).extend(_sections(voorstel, sectie))
    regels = {path: Inline(path, runs) for path, runs in voorstel.regels.items()}
    return Composition(
        kop=tuple((regel.label, regels[regel.veld]) for regel in huis.kop),
        delen={deel: tuple(sections) for deel, sections in delen.items()},
        regels=regels,
    )


def open_fields(passages: Iterable[Runs]) -> list[FieldPath]:
    """Return the fields that runs leave open, each once, in order."""
    return list(dict.fromkeys(path for runs in passages for path in _open_in(runs)))


@once
def _open_in(runs: Runs) -> tuple[FieldPath, ...]:
    return tuple(FieldPath(run.open_field) for run in with_notes(runs) if run.open_field)


def _sections(voorstel: Raadsvoorstel, sectie: Sectie) -> Iterator[Section]:
    if sectie.velden == ("extra",) and not sectie.titel and not sectie.inleiding:
        for extra in voorstel.extra:
            yield Section(
                Inline(extra.path, extra.titel, heading=True), (Passage(join(extra.path, "tekst"), extra.tekst),)
            )
        return
    passages = tuple(passage for veld in sectie.velden for passage in print_veld(voorstel, veld))
    if not passages and not sectie.verplicht:
        return
    passages = passages or (_left_open(sectie.velden[0]),)
    if sectie.inleiding:
        passages = (Passage(ROOT, _kept(in_paragraph(sectie.inleiding))), *passages)
    yield Section(Inline(sectie.velden[0], plain(sectie.titel), heading=True), passages, _in_one_place(sectie.origin))


@once
def _in_one_place(origin: Origin) -> tuple[Origin, ...]:
    return (origin,)


def _left_open(path: FieldPath) -> Passage:
    return Passage(path, in_paragraph(left_open(path)))


def print_veld(voorstel: Raadsvoorstel, veld: FieldPath) -> tuple[Passage, ...]:
    """Return what a field of the indeling prints; nothing when nothing was written."""
    if veld in LINES:
        return (Passage(veld, in_paragraph(voorstel.regels[veld])),)
    if veld in _PRINTERS:
        return tuple(_PRINTERS[veld](voorstel))
    return tuple(_tekst(voorstel, veld))


def _tekst(voorstel: Raadsvoorstel, path: FieldPath) -> Iterator[Passage]:
    tekst = voorstel.teksten.get(path)
    if tekst:
        yield Passage(path, tekst)


def _points(path: FieldPath, punten: tuple[Besluitpunt, ...]) -> Iterator[Passage]:
    numbered = [
        (punt.path, _as_item(punt.tekst, Item((), "number", start=1 if punt is punten[0] else 0))) for punt in punten
    ]
    if any(punt.key for punt in punten):
        yield from (Passage(own, blocks) for own, blocks in numbered)
    elif numbered:
        yield Passage(path, tuple(block for _, blocks in numbered for block in blocks))


@lru_cache(maxsize=2048)
def _as_item(blocks: Blocks, item: Item) -> Blocks:
    """Return a text as one list item: its first paragraph carries the number, the rest lies under it."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    return (replace(item, runs=blocks[0].runs), *(_deeper(block) for block in blocks[1:]))


def _deeper(block: Block) -> Block:
    match block:
        case Item():
            return replace(block, level=block.level + 1)
        case Paragraph():
            return replace(block, indent=block.indent + 1)
        case _:
            return block


def _argument_blocks(argument: Argument, *, first: bool) -> Blocks:
    item = Item((), "number", start=int(first), label=str(argument.punt))
    if argument.titel:
        return _under(argument.tekst, replace(item, runs=argument.titel, style=ARGUMENT))
    return _as_item(argument.tekst, item)


@lru_cache(maxsize=2048)
def _under(blocks: Blocks, item: Item) -> Blocks:
    return (item, *blocks)


def _argumenten(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _tekst(voorstel, FieldPath("argumenten"))
    yield from _grouped(voorstel.argumenten)


def _kanttekeningen(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _tekst(voorstel, FieldPath("kanttekeningen"))
    yield from _grouped(voorstel.kanttekeningen)


def _grouped(arguments: tuple[Argument, ...]) -> Iterator[Passage]:
    """Yield a passage per path: those of a plain list share theirs."""
    together: dict[FieldPath, list[Blocks]] = {}
    before = 0
    for argument in arguments:
        blocks = _argument_blocks(argument, first=argument.punt != before)
        together.setdefault(argument.path, []).append(blocks)
        before = argument.punt
    yield from (Passage(path, _one_after_another(several)) for path, several in together.items())


def _one_after_another(several: list[Blocks]) -> Blocks:
    return several[0] if len(several) == 1 else tuple(block for blocks in several for block in blocks)


def _besluit_college(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _points(FieldPath("besluit.college"), voorstel.besluit_college)


def _besluit_raad(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _points(FieldPath("besluit.raad"), voorstel.besluit_raad)


def _raadsbesluit(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _formal(voorstel, FieldPath("raadsbesluit"), FieldPath("besluit.raad"))


def _collegebesluit(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _formal(voorstel, FieldPath("collegebesluit"), FieldPath("besluit.college"))


def _formal(voorstel: Raadsvoorstel, soort: FieldPath, points: FieldPath) -> Iterator[Passage]:
    """Yield a whole formal decision, in the order in which a body decides."""
    for part in ("aanhef", "gelezen", "gehoord", "gelet_op", "overwegende"):
        yield from _tekst(voorstel, join(soort, part))
    yield from _kept_with_next(_tekst(voorstel, join(soort, "besluit")))
    yield from tuple(_PRINTERS[points](voorstel)) or (_left_open(points),)
    for part in ("vastgesteld", "slot"):
        yield from _kept_with_next(_tekst(voorstel, join(soort, part)))
    if voorstel.ondertekening[soort]:
        cells = tuple(tuple(filter(None, (o.rol, o.naam))) for o in voorstel.ondertekening[soort])
        yield Passage(join(soort, "ondertekening"), _side_by_side(cells))


@lru_cache(maxsize=1024)
def _side_by_side(cells: tuple[tuple[Runs, ...], ...]) -> Blocks:
    return (Columns(cells),)


def _persbericht(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _tekst(voorstel, FieldPath("persbericht.tekst"))
    for passage in _tekst(voorstel, FieldPath("persbericht.noot")):
        yield replace(
            passage, blocks=(Heading(plain("Noot voor de redactie (niet voor publicatie)"), 1), *passage.blocks)
        )


def _kept_with_next(passages: Iterator[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield Passage(passage.path, _kept(passage.blocks))


@once
def _kept(blocks: Blocks) -> Blocks:
    return tuple(replace(block, keep_next=True) if isinstance(block, Paragraph) else block for block in blocks)


def _bedragen(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    if not voorstel.bedragen:
        return
    years = sorted({year for bedrag in voorstel.bedragen for year in bedrag.jaren})
    header = ("Omschrijving", "Soort", *years, "Dekking")
    rows = [
        (
            bedrag.omschrijving,
            plain(bedrag.soort),
            *(plain(write_amount(bedrag.jaren[year]) if year in bedrag.jaren else NOTHING) for year in years),
            bedrag.dekking or plain(NOTHING),
        )
        for bedrag in voorstel.bedragen
    ]
    total = len(rows) > 1
    if total:
        sums = [sum((b.jaren.get(year, Decimal(0)) for b in voorstel.bedragen), Decimal(0)) for year in years]
        cells = ("Totaal", NOTHING, *map(write_amount, sums), NOTHING)
        rows.append(tuple((Run(cell, bold=True),) for cell in cells))
    right: list[Alignment] = ["right" for _ in years]
    sides: tuple[Alignment, ...] = ("left", "left", *right, "left")
    yield Passage(FieldPath("financien.bedragen"), (Table(tuple(map(plain, header)), tuple(rows), sides, total=total),))


def _mijlpalen(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    if voorstel.mijlpalen:
        rows = tuple((mijlpaal.wanneer, mijlpaal.tekst) for mijlpaal in voorstel.mijlpalen)
        yield Passage(FieldPath("planning.mijlpalen"), _table("Wanneer", "Wat", rows))


@lru_cache(maxsize=1024)
def _table(first: str, second: str, rows: tuple[tuple[Runs, ...], ...]) -> Blocks:
    return (Table((plain(first), plain(second)), rows, ("left", "left")),)


def _bijlagen(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    punten = tuple(
        Besluitpunt(b.path, b.path.removeprefix("bijlagen").lstrip("."), in_paragraph(b.titel))
        for b in voorstel.bijlagen
    )
    yield from _points(FieldPath("bijlagen"), punten)


def _extra(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    for extra in voorstel.extra:
        yield Passage(join(extra.path, "titel"), (Heading(extra.titel, 1),))
        yield Passage(join(extra.path, "tekst"), extra.tekst)


def _vergadering(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    """Yield who decides when, as a table; the treatment only where it is known."""
    regels = {path.rpartition(".")[2]: runs for path, runs in voorstel.regels.items()}
    commissie = (*plain("Commissie "), *regels["naam_commissie"])
    rows = (
        (plain("College"), regels["college"]),
        (commissie, regels["commissie"]),
        (plain("Raad"), regels["raad"]),
    )
    yield Passage(FieldPath("vergadering"), _table("Wie", "Wanneer", rows))
    if (path := FieldPath("vergadering.behandeling")) in voorstel.origins:
        yield Passage(path, (Paragraph((*plain("Behandeling: "), *regels["behandeling"])),))


def _financien(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _tekst(voorstel, FieldPath("financien.tekst"))
    yield from _bedragen(voorstel)


def _planning(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _tekst(voorstel, FieldPath("planning.tekst"))
    yield from _mijlpalen(voorstel)


def _besluit(voorstel: Raadsvoorstel) -> Iterator[Passage]:
    yield from _besluit_college(voorstel)
    yield from _besluit_raad(voorstel)


_PRINTERS: Mapping[str, Callable[[Raadsvoorstel], Iterator[Passage]]] = {
    "besluit": _besluit,
    "besluit.college": _besluit_college,
    "besluit.raad": _besluit_raad,
    "raadsbesluit": _raadsbesluit,
    "collegebesluit": _collegebesluit,
    "persbericht": _persbericht,
    "argumenten": _argumenten,
    "kanttekeningen": _kanttekeningen,
    "financien": _financien,
    "financien.bedragen": _bedragen,
    "planning": _planning,
    "planning.mijlpalen": _mijlpalen,
    "bijlagen": _bijlagen,
    "extra": _extra,
    "vergadering": _vergadering,
}
"""How the fields with a structure of their own are printed; every other field is its text."""
