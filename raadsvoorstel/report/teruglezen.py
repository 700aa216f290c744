"""The clerk's changes as a proposal for the source, for a reader and for a machine."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import Match
from pathlib import Path
from typing import Any

from msgspec import Struct

from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.notation import write_list
from raadsvoorstel.reconcile.pairing import Pairs, same_items
from raadsvoorstel.report.findings import findings_object, findings_text
from raadsvoorstel.report.layout import counted

CONTEXT = 6
"""Words that are shown on either side of a change."""
_WORD = re.compile(r"[^ \n]+|\n")
_INDENT = "    "
_CHANCE = 2
"""Words that two sentences which have nothing to do with each other may well share in a row."""


class Row(Struct, frozen=True):
    """One change, as it is told.

    `file` and `how` say where it goes, empty when it cannot; `others` for whom the text changes too, `untouched` who
    have a text of their own, `along` the texts that change with it; `follows` the numbers that it follows from.
    """

    number: int
    path: str
    stand: str
    was: str
    becomes: str
    origins: tuple[Origin, ...]
    file: Path | None
    how: str
    others: tuple[str, ...]
    untouched: tuple[str, ...]
    along: tuple[str, ...]
    follows: tuple[int, ...]
    is_safe: bool
    taken: bool
    remarks: tuple[str, ...]
    reason: str
    is_doubtful: bool = False


class Told(Struct, frozen=True):
    """Everything that is told of one document that came back; `loose` are texts with the field they stand at."""

    file: Path
    facts: dict[str, str]
    to: str
    rows: tuple[Row, ...]
    loose: tuple[tuple[str, str], ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


Shown = Callable[[Path], str]
Layer = Callable[[Origin], str]


def proposal_text(told: Told, shown: Shown, layer: Layer) -> str:
    """Return the changes one by one: what became of which text, where that stands, and where it would go."""
    soort, naam = told.facts.get("soort", "stuk"), told.facts.get("gemeente", "")
    count = counted(len(told.rows), "wijziging", "wijzigingen") if told.rows else "geen wijzigingen"
    lines = [f"{shown(told.file)}: {count} in het {soort} van {naam}"]
    for row in told.rows:
        lines += ["", *_row(row, shown, layer)]
    if found := findings_text(told.findings):
        lines += ["", "Gevonden:", *found]
    return "\n".join([*lines, *_ending(told, shown)])


def _ending(told: Told, shown: Shown) -> Iterator[str]:
    safe = [row for row in told.rows if row.is_safe and not row.taken and row.stand == "over te nemen"]
    if told.rows:
        yield ""
    if told.written:
        taken = counted(sum(row.taken for row in told.rows), "wijziging", "wijzigingen")
        yield f"{taken} overgenomen in {write_list([shown(path) for path in told.written])}."
    elif told.rows:
        yield "Er is niets geschreven."
    if safe and not told.written:
        count = counted(len(safe), "wijziging", "wijzigingen")
        yield f"Neem {count} over met --overnemen, of kies met --overnemen NUMMER."


def _row(row: Row, shown: Shown, layer: Layer) -> Iterator[str]:
    by_number = "" if row.is_safe or row.taken or row.file is None else f", alleen met --overnemen {row.number}"
    yield f"{row.number:>3} {row.path}: {'overgenomen' if row.taken else row.stand}{by_number}"
    yield from (f"{_INDENT}{line}" for line in _texts(row))
    for origin in row.origins:
        yield f"{_INDENT}staat in {origin} ({layer(origin)})"
    if row.follows and not row.file:
        yield f"{_INDENT}volgt uit {write_list([f'nummer {number}' for number in row.follows])}"
    if row.file is not None:
        whom = f", ook voor {write_list(list(row.others))}" if row.others else ""
        yield f"{_INDENT}{'kwam' if row.taken else 'komt'} in {shown(row.file)}: {row.how}{whom}"
    if row.untouched:
        yield f"{_INDENT}niet voor {write_list(list(row.untouched))}: daar staat een eigen tekst"
    if row.along:
        yield f"{_INDENT}verandert ook: {', '.join(row.along)}"
    yield from (f"{_INDENT}let op: {remark}" for remark in row.remarks)


def _texts(row: Row) -> list[str]:
    """Return what was changed in a text; both texts in full where it is not sure that the one became the other."""
    if row.is_doubtful:
        return ["was:", *_whole(row.was), "misschien nu:", *_whole(row.becomes)]
    return _diff_lines(row.was, row.becomes)


def _whole(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")] if text else ["  (niets)"]


# ------------------------------------------------------------------ words


def difference(was: str, becomes: str) -> list[tuple[str, str]]:
    """Return a text in stretches: `gelijk`, `weg` or `nieuw`, and the words."""
    some, others = _WORD.findall(was), _WORD.findall(becomes)
    kept = [block for block in _blocks(some, others) if block.size]
    result: list[tuple[str, str]] = []
    a = b = 0
    for block in [*kept, Match(len(some), len(others), 0)]:
        result += [("weg", _joined(some[a : block.a]))] if block.a > a else []
        result += [("nieuw", _joined(others[b : block.b]))] if block.b > b else []
        a, b = block.a + block.size, block.b + block.size
        result += [("gelijk", _joined(some[block.a : a]))] if block.size else []
    return result


def _blocks(some: Sequence[str], others: Sequence[str]) -> list[Match]:
    """Return what two texts share, without the few words that stayed by chance between two longer changes."""
    found = [*_in_a_row(same_items(some, others)), Match(len(some), len(others), 0)]
    kept: list[Match] = []
    for number, block in enumerate(found):
        before, after = kept[-1] if kept else Match(0, 0, 0), found[min(number + 1, len(found) - 1)]
        changed = min(
            max(block.a - before.a - before.size, block.b - before.b - before.size),
            max(after.a - block.a - block.size, after.b - block.b - block.size),
        )
        if changed < block.size or block.size > _CHANCE or "\n" in some[block.a : block.a + block.size]:
            kept.append(block)
    return kept


def _in_a_row(pairs: Pairs) -> list[Match]:
    """Return the words that are the same as stretches of neighbours."""
    found: list[Match] = []
    for a, b in pairs:
        if found and (a - found[-1].a, b - found[-1].b) == (found[-1].size, found[-1].size):
            found[-1] = found[-1]._replace(size=found[-1].size + 1)
        else:
            found.append(Match(a, b, 1))
    return found


def _joined(words: Sequence[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(words))


def _diff_lines(was: str, becomes: str) -> list[str]:
    """Return a text with what is gone as [-words-] and what is new as {+words+}, and little of what stayed."""
    stretches = difference(was, becomes)
    last = len(stretches) - 1
    shown = " ".join(
        _shortened(text, first=number == 0, last=number == last) if kind == "gelijk" else _marked(kind, text)
        for number, (kind, text) in enumerate(stretches)
    )
    return [line.strip() for line in shown.split("\n") if line.strip()]


def _marked(kind: str, text: str) -> str:
    words = text.strip("\n").replace("\n", " ¶ ") or "¶"
    return f"[-{words}-]" if kind == "weg" else f"{{+{words}+}}"


def _shortened(text: str, *, first: bool, last: bool) -> str:
    words = _WORD.findall(text)
    if len(words) <= (CONTEXT if first or last else 2 * CONTEXT):
        return text
    head = [] if first else words[:CONTEXT]
    tail = [] if last else words[-CONTEXT:]
    return _joined([*head, "…", *tail])


# ------------------------------------------------------------------ data


def proposal_object(told: Told, layer: Layer) -> dict[str, Any]:
    """Return the proposal as `docs/json.md` describes it."""
    return {
        "bestand": str(told.file),
        "voorstel": told.facts.get("voorstel"),
        "gemeente": told.facts.get("gemeente"),
        "soort": told.facts.get("soort"),
        "voor": told.to,
        "wijzigingen": [_object(row, layer) for row in told.rows],
        "zonder_veld": [{"tekst": text, "bij": near or None} for text, near in told.loose],
        "geschreven": [str(path) for path in told.written],
        "bevindingen": findings_object(told.findings),
    }


def _object(row: Row, layer: Layer) -> dict[str, Any]:
    return {
        "nummer": row.number,
        "veld": row.path,
        "stand": row.stand,
        "was": row.was,
        "wordt": row.becomes,
        "verschil": [{"soort": kind, "tekst": text} for kind, text in difference(row.was, row.becomes)],
        "herkomst": [
            {"bestand": o.file, "regel": o.line or None, "kolom": o.column or None, "laag": layer(o)}
            for o in row.origins
        ],
        "naar": {"bestand": str(row.file), "manier": row.how} if row.file else None,
        "ook_voor": list(row.others),
        "niet_voor": list(row.untouched),
        "ook_in": list(row.along),
        "volgt_uit": list(row.follows),
        "veilig": row.is_safe,
        "overgenomen": row.taken,
        "let_op": list(row.remarks),
        "reden": row.reason or None,
    }
