"""Fill in what a text leaves open between braces: names, counts, dates, amounts, terms."""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Run, Runs, merge_runs, runs_text
from raadsvoorstel.fieldpath import FieldPath, as_path, canonical, closest
from raadsvoorstel.findings import MOST_TOLD, Finding, Severity
from raadsvoorstel.nodes import Scalar, origin_at
from raadsvoorstel.notation import read_amount, read_date, write_amount, write_date, write_list, write_number

SLOT_OPEN, SLOT_CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters around the number of a value; the reader of sources refuses them in any text."""

_BRACES = re.compile(r"\{\{((?:(?!\{\{|\}\}).)*+)\}\}|\{\{|\}\}|\{%|%\}|\{#", re.DOTALL)
_EXPRESSION = re.compile(r"\s*([\w-]+(?:\.[\w-]+)*)\s*((?:\|\s*[\w-]+\s*)*)")
_NOT_OURS = "accolades"
"""The code for braces that mean nothing here; they stay in the text as they were typed."""
_SLOT = re.compile(f"{SLOT_OPEN}(\\d+){SLOT_CLOSE}")


FAULTY = (Run("…"),)
"""Stands for a value with which something is wrong, so that nothing more is said of it than that."""


class Listing(Struct, frozen=True):
    """A value that is several names."""

    names: tuple[str, ...]


Value = Runs | Listing
Lookup = Callable[[FieldPath], tuple[Value | None, list[str]]]
"""Gives the value of a name, or None with the names that do exist; with none where those were told often enough."""


class Filled(Struct, frozen=True):
    """A text in which every expression is a numbered slot, and the value of each slot."""

    text: str
    values: tuple[Runs, ...] = ()


@lru_cache(maxsize=1024)
def left_open(path: FieldPath) -> Runs:
    """Return what stands where the value of `path` still has to be filled in."""
    return (Run(f"[nog in te vullen: {path}]", open_field=path),)


def fill(scalar: Scalar, lookup: Lookup) -> tuple[Filled, list[Finding]]:
    """Return the text with a slot for every `{{ name | filter }}`, and what is wrong with those.

    Braces that are no placeholder stay as they are, with a warning: nothing is ever carried out because of them.
    """
    text = scalar.text
    if "{" not in text and "}" not in text:
        return Filled(text), []
    values: list[Runs] = []
    findings: list[Finding] = []
    times: dict[str, int] = {}

    def slot(match: re.Match[str]) -> str:
        value, complaint = _evaluate(match[1], lookup)
        if complaint:
            code, message, hint = complaint
            times[code] = times.get(code, 0) + 1
            if times[code] <= MOST_TOLD:
                findings.append(Finding(code, message, origin_at(scalar, match.start()), hint, _severity(code)))
            if code == _NOT_OURS:
                return match[0]
        values.append(FAULTY if complaint else value)
        return f"{SLOT_OPEN}{len(values) - 1}{SLOT_CLOSE}"

    filled = Filled(_BRACES.sub(slot, text), tuple(values))
    for code, number in times.items():
        if number > MOST_TOLD:
            message = f"in deze tekst is dit {number} keer gevonden; de eerste {MOST_TOLD} zijn genoemd"
            findings.append(Finding(code, message, scalar.origin, severity=_severity(code)))
    return filled, findings


def _severity(code: str) -> Severity:
    return Severity.WAARSCHUWING if code == _NOT_OURS else Severity.FOUT


def names_in(text: str) -> tuple[FieldPath, ...]:
    """Return the names that a text gives between braces, in order; of what cannot be understood nothing."""
    if "{{" not in text:
        return ()
    expressions = (_parsed(match[1]) for match in _BRACES.finditer(text) if match[1] is not None)
    return tuple(path for _, path, _ in filter(None, expressions))


def put_in(runs: Runs, values: tuple[Runs, ...]) -> Runs:
    """Return `runs` with every slot replaced by its value, in the formatting of the run around it."""
    if not values:
        return runs
    return merge_runs([piece for run in runs for piece in _pieces(run, values)])


def as_runs(filled: Filled) -> Runs:
    """Return a text without formatting of its own, values filled in."""
    return put_in((Run(filled.text),), filled.values) if filled.text else ()


def _pieces(run: Run, values: tuple[Runs, ...]) -> list[Run]:
    pieces: list[Run] = []
    if run.note:
        # A note of which nothing is left stays one, so that this can be said.
        return [replace(run, note=put_in(run.note, values) or (Run(""),))]
    for index, part in enumerate(_SLOT.split(run.text)):
        if index % 2 == 0:
            pieces.append(replace(run, text=part))
        else:
            pieces += [replace(run, text=v.text, open_field=v.open_field) for v in values[int(part)]]
    if SLOT_OPEN in run.link:
        link = _SLOT.sub(lambda match: runs_text(values[int(match[1])]), run.link)
        pieces = [replace(piece, link=link) for piece in pieces]
    return pieces


Complaint = tuple[str, str, str]


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> tuple[str, FieldPath, tuple[str, ...]] | None:
    """Return the name in an expression, as it was written and as a path, and the filters behind it."""
    match = _EXPRESSION.fullmatch(expression)
    if match is None:
        return None
    path = as_path(match[1])
    return match[1], path, tuple(filter(None, map(str.strip, match[2].split("|"))))


def _evaluate(expression: str | None, lookup: Lookup) -> tuple[Runs, Complaint | None]:
    parsed = None if expression is None else _parsed(expression)
    if parsed is None:
        return (), (
            "accolades",
            f"`{{{{{expression or ''}}}}}` is hier niet te begrijpen" if expression else "losse accolades in de tekst",
            "schrijf een naam tussen dubbele accolades, zoals `{{ termen.naam }}`",
        )
    written, path, filters = parsed
    value, known = lookup(path)
    if value is None:
        return (), ("onbekende-naam", f"`{written}` is geen bekende naam", _meant(path, known))
    for name in filters:
        filter_ = FILTERS.get(canonical(name))
        if filter_ is None:
            return (), ("onbekend-filter", f"`{name}` is geen bekende bewerking", _meant(name, list(FILTERS)))
        applied = value if _is_open(value) else filter_(value)
        if applied is None:
            return (), (
                "filter-past-niet",
                f"`{name}` kan niet met `{_shown(value)}`, de waarde van `{written}`",
                _NEEDS.get(canonical(name), "haal de bewerking weg"),
            )
        value = applied
    if isinstance(value, Listing):
        return (), (
            "lijst-zonder-bewerking",
            f"`{written}` is een lijst",
            "schrijf `| opsomming` of `| aantal` erachter",
        )
    return value, None


def _meant(name: str, known: list[str]) -> str:
    if not known:
        return ""
    near = closest(name, known)
    return f"bedoelt u `{near}`?" if near else f"bekend zijn: {', '.join(known[:12])}"


def _is_open(value: Value) -> bool:
    return not isinstance(value, Listing) and any(run.open_field for run in value)


def _shown(value: Value) -> str:
    return ", ".join(value.names) if isinstance(value, Listing) else runs_text(value)


def _on_text(convert: Callable[[str], str | None], value: Value) -> Value | None:
    if isinstance(value, Listing):
        return None
    text = convert(runs_text(value))
    return None if text is None else (Run(text),)


def _on_list(convert: Callable[[tuple[str, ...]], str], value: Value) -> Value | None:
    return (Run(convert(value.names)),) if isinstance(value, Listing) else None


def _date(text: str) -> str | None:
    day = read_date(text)
    return write_date(day) if day else None


def _amount(text: str) -> str | None:
    amount = read_amount(text)
    return None if amount is None else write_amount(amount)


FILTERS: dict[str, Callable[[Value], Value | None]] = {
    "opsomming": partial(_on_list, write_list),
    "aantal": partial(_on_list, lambda names: write_number(len(names))),
    "aantal_cijfers": partial(_on_list, lambda names: str(len(names))),
    "datum": partial(_on_text, _date),
    "bedrag": partial(_on_text, _amount),
    "hoofdletter": partial(_on_text, lambda text: text[:1].upper() + text[1:]),
}
"""What may stand behind a name; each gives None for a value it is not for."""

_NEEDS = {
    "datum": "geef een datum, zoals 2020-12-17",
    "bedrag": "geef een bedrag, zoals 12.500 of 12.500,50",
    "opsomming": "dit kan alleen met een lijst van namen",
    "aantal": "dit kan alleen met een lijst van namen",
    "aantal_cijfers": "dit kan alleen met een lijst van namen",
}
