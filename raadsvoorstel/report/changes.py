"""What others changed in a document, and what became of it in a new version."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from raadsvoorstel.report.layout import columns, counted

_UNCERTAIN = "onzeker"
_WORDS = tuple[tuple[str, str], ...]


class Changed(Protocol):
    """One paragraph that is not what it was; `vergelijken.differences.Difference` is one."""

    @property
    def path(self) -> str: ...
    @property
    def sort(self) -> str: ...
    @property
    def alinea(self) -> int: ...
    @property
    def was(self) -> str: ...
    @property
    def now(self) -> str: ...
    @property
    def words(self) -> _WORDS: ...


class Point(Protocol):
    """One thing that a source changed; `merging.outcome.Point` is one."""

    @property
    def path(self) -> str: ...
    @property
    def sort(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def ours(self) -> str: ...
    @property
    def theirs(self) -> str: ...
    @property
    def words(self) -> _WORDS: ...
    @property
    def needs_a_person(self) -> bool: ...


class Result(Protocol):
    """What became of one file; `merging.outcome.Outcome` is one."""

    @property
    def file(self) -> Path: ...
    @property
    def gemeente(self) -> str: ...
    @property
    def soort(self) -> str: ...
    @property
    def document(self) -> Path | None: ...
    @property
    def beside(self) -> Path | None: ...
    @property
    def points(self) -> Sequence[Point]: ...
    @property
    def fout(self) -> str: ...
    @property
    def unchanged(self) -> bool: ...
    @property
    def is_clean(self) -> bool: ...


Shown = Callable[[Path], str]

# ------------------------------------------------------------------ what was changed


def changes_text(changes: Sequence[Changed]) -> str:
    """Return what was changed, text by text: of a paragraph the words that went and those that came."""
    blocks = ["\n".join(_change(change)) for change in changes]
    return "\n\n".join([*blocks, _count(changes)])


def _change(change: Changed) -> list[str]:
    place = f", alinea {change.alinea}" if change.alinea else ""
    head = f"{change.path}{place}: {change.sort}"
    if change.sort == "verplaatst":
        return [head]
    words = change.words or (((change.was, change.now),) if change.sort != _UNCERTAIN else ())
    lines = [line for was, now in words for line in (*_signed("-", was), *_signed("+", now))]
    if change.sort == _UNCERTAIN:
        lines = ["    het is niet zeker waar deze tekst nu staat"]
    return [head, *lines]


def _signed(sign: str, text: str) -> list[str]:
    return [f"  {sign} {line}" for line in text.splitlines() if line.strip()]


def _count(changes: Sequence[Changed]) -> str:
    sure = [change for change in changes if change.sort != _UNCERTAIN]
    texts = len({change.path for change in sure})
    doubt = len(changes) - len(sure)
    where = f"{counted(len(sure), 'wijziging', 'wijzigingen')} in {counted(texts, 'tekst', 'teksten')}"
    unsure = f"an {counted(doubt, 'tekst', 'teksten')} is niet zeker waar die staat"
    if not doubt:
        return f"{where}." if sure else "Er is niets veranderd."
    return f"{where}; v{unsure}." if sure else f"V{unsure}; verder is er niets veranderd."


def changes_object(changes: Sequence[Changed]) -> list[dict[str, Any]]:
    """Return the same as `docs/json.md` describes it."""
    return [
        {
            "veld": change.path,
            "soort": change.sort,
            "alinea": change.alinea or None,
            "was": change.was,
            "is": change.now,
            "woorden": _words(change.words),
        }
        for change in changes
    ]


def _words(words: _WORDS) -> list[dict[str, str]]:
    return [{"weg": was, "bij": now} for was, now in words]


# ------------------------------------------------------------------ what became of it in a new version


def updates_text(results: Sequence[Result], shown: Shown) -> str:
    """Return per file what became of it, and all that somebody has to look at."""
    blocks = [columns([(result.file.name, *_became(result, shown)) for result in results])]
    blocks += [_to_do(result, shown) for result in results if not result.is_clean]
    done = sum(result.document is not None for result in results)
    open_ones = sum(not result.is_clean for result in results)
    closing = f"{done} van {len(results)} bijgewerkt" + (
        f"; kijk zelf naar {counted(open_ones, 'bestand', 'bestanden')}." if open_ones else "."
    )
    return "\n\n".join("\n".join(block) for block in [*blocks, [closing]] if block)


def _became(result: Result, shown: Shown) -> tuple[str, str]:
    if result.document is None:
        return "niet bijgewerkt", ""
    return result_of(result), f"{shown(result.document)}{_counts(result)}"


def result_of(result: Result) -> str:
    """Return in a word or two what became of a file."""
    if result.document is None:
        return "niet bijgewerkt"
    return "ongewijzigd" if result.unchanged else "bijgewerkt"


def _counts(result: Result) -> str:
    harmless = sum(not point.needs_a_person for point in result.points)
    left = len(result.points) - harmless
    counts = [counted(harmless, "wijziging", "wijzigingen")] if harmless else []
    counts += [f"{left} niet overgenomen"] if left else []
    return f" ({', '.join(counts)})" if counts else ""


def _to_do(result: Result, shown: Shown) -> list[str]:
    lines = [f"{result.file.name}:"]
    lines += [f"  {result.fout}"] if result.fout else []
    for point in result.points:
        if point.needs_a_person:
            lines.append(f"  {point.path}: {point.sort}; {point.reason}")
            lines += [f"    in de bron: «{was}» wordt «{now}»" for was, now in _trimmed(point.words)]
    if result.beside:
        lines.append(f"  beide teksten naast elkaar: {shown(result.beside)}")
    return lines


def _trimmed(words: _WORDS) -> list[tuple[str, str]]:
    return [(was.strip(), now.strip()) for was, now in words]


def updates_object(results: Sequence[Result]) -> list[dict[str, Any]]:
    """Return the same as `docs/json.md` describes it."""
    return [
        {
            "bestand": str(result.file),
            "gemeente": result.gemeente or None,
            "soort": result.soort or None,
            "resultaat": result_of(result),
            "document": str(result.document) if result.document else None,
            "ernaast": str(result.beside) if result.beside else None,
            "fout": result.fout or None,
            "punten": [_point_object(point) for point in result.points],
        }
        for result in results
    ]


def _point_object(point: Point) -> dict[str, Any]:
    return {
        "veld": point.path,
        "soort": point.sort,
        "reden": point.reason or None,
        "was": point.base,
        "bron": point.ours,
        "bestand": point.theirs,
        "woorden": _words(point.words),
    }
