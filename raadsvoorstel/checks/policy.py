"""How heavily each rule weighs here, and where it is silent: what region and gemeente said about the rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Sequence as Several
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.checks.lists import word
from raadsvoorstel.fieldpath import canonical, closest
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.nodes import Mapping, Scalar, Sequence, node_at
from raadsvoorstel.patterns import late
from raadsvoorstel.yaml_comments import Comment

OFF = "uit"

_SILENCE = late(
    r"stil:\s*(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)\s*+(?:[\"“](?P<words>[^\"”]*)[\"”])?\s*+(?:\([^)]*\))?\s*+(?:#.*)?$"
)
_MEANT = late(r"stil\b\s*:?", re.IGNORECASE)


class Setting(Struct, frozen=True):
    """What was said about a rule: its weight, or that it does not hold, why, and for which gemeenten (none: all)."""

    code: str
    severity: Severity | None
    reden: str
    gemeenten: tuple[str, ...]
    origin: Origin


class Silence(Struct, frozen=True):
    """A comment `# stil: code`: about which lines of which file, and about which words when it names any."""

    code: str
    file: str
    first: int
    last: int
    words: str
    origin: Origin

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is what this comment is about."""
        return (
            finding.code == self.code
            and finding.origin.file == self.file
            and self.first <= finding.origin.line <= self.last
            and self.words.lower() in finding.message.lower()
        )


def settings_of(tree: Mapping | None) -> tuple[Setting, ...]:
    """Return what `regels:` of a file says."""
    rules = node_at(tree, "regels")
    if not isinstance(rules, Mapping):
        return ()
    return tuple(
        Setting(
            entry.key.replace("_", "-"),
            None if (weight := canonical(word(node_at(entry.value, "ernst")))) == OFF else _severity(weight),
            word(node_at(entry.value, "reden")),
            tuple(item.text for item in _items(entry.value) if isinstance(item, Scalar)),
            entry.origin,
        )
        for entry in rules.entries.values()
        if isinstance(entry.value, Mapping)
    )


def _items(node: Mapping) -> Iterable[object]:
    named = node_at(node, "gemeenten")
    return named.items if isinstance(named, Sequence) else ()


def _severity(weight: str) -> Severity:
    return Severity(weight) if weight in set(Severity) else Severity.FOUT


def silences_of(comments: Iterable[Comment]) -> Iterator[Silence]:
    """Yield what the comments of a file keep silent."""
    for comment in comments:
        if match := _SILENCE.match(comment.text):
            for code in match["codes"].split(","):
                place = comment.origin
                words = match["words"] or ""
                yield Silence(code.strip(), place.file, comment.first, comment.last, words, place)


def weighed(
    findings: Iterable[Finding], codes: Collection[str], settings: Iterable[Setting], gemeente: str
) -> Iterator[Finding]:
    """Yield the findings of the rules `codes` as heavy as was said; a later setting goes before an earlier one."""
    said = {setting.code: setting for setting in settings if not setting.gemeenten or gemeente in setting.gemeenten}
    for finding in findings:
        setting = said.get(finding.code) if finding.code in codes else None
        if setting is None:
            yield finding
        elif setting.severity is not None:
            yield replace(finding, severity=setting.severity)


def heard(findings: Iterable[Finding], silences: Iterable[Silence], codes: Collection[str]) -> Iterator[Finding]:
    """Yield the findings that no comment keeps silent."""
    known: dict[tuple[str, str], dict[str, list[Silence]]] = {}
    for silence in sorted(silences, key=lambda silence: silence.first):
        if silence.code in codes:
            about = known.setdefault((silence.code, silence.file), {})
            about.setdefault(silence.words.lower(), []).append(silence)
    kept = {key: {words: _Lines.of(found) for words, found in about.items()} for key, about in known.items()}
    for finding in findings:
        about_here = kept.get((finding.code, finding.origin.file), {}).items()
        if not any(words in finding.message.lower() and finding.origin.line in lines for words, lines in about_here):
            yield finding


class _Lines(Struct, frozen=True):
    """The lines that any of several comments is about: where each begins, and the last line of it and those before."""

    first: list[int]
    last: list[int]

    @classmethod
    def of(cls, silences: Several[Silence]) -> "_Lines":
        """Return the lines of comments, which are in the order in which they begin."""
        return cls([each.first for each in silences], list(accumulate((each.last for each in silences), max)))

    def __contains__(self, line: int) -> bool:
        before = bisect_right(self.first, line)
        return before > 0 and line <= self.last[before - 1]


def faults(settings: Iterable[Setting], comments: Iterable[Comment], codes: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with the settings and the comments themselves: codes that do not exist or cannot be set."""
    for setting in settings:
        if setting.code not in codes:
            yield _unknown(setting.code, setting.origin, codes)
    comments = tuple(comments)
    for silence in silences_of(comments):
        if silence.code not in codes:
            yield _unknown(silence.code, silence.origin, codes)
    for comment in comments:
        if _MEANT.match(comment.text) and not _SILENCE.match(comment.text):
            hint = "schrijf: # stil: code-van-de-regel (reden)"
            message = f"`# {comment.text[:40]}` is niet te begrijpen"
            yield Finding("stil-onbegrijpelijk", message, comment.origin, hint, Severity.WAARSCHUWING)


def _unknown(code: str, origin: Origin, codes: Collection[str]) -> Finding:
    near = closest(code, {known.replace("-", "_"): known for known in codes})
    hint = f"bedoelt u `{near.replace('_', '-')}`?" if near else "de regels staan in: raadsvoorstel uitleg"
    message = f"`{code}` is geen regel die te veranderen is"
    return Finding("onbekende-regel", message, origin, hint, Severity.WAARSCHUWING)


def without_effect(silences: Iterable[Silence], found: Iterable[Finding], codes: Collection[str]) -> Iterator[Finding]:
    """Yield the comments that keep nothing silent any more."""
    known: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(found, key=_line):
        known.setdefault((finding.code, finding.origin.file), []).append(finding)
    for silence in silences:
        about = known.get((silence.code, silence.file), [])
        within = range(bisect_left(about, silence.first, key=_line), bisect_right(about, silence.last, key=_line))
        if silence.code in codes and not any(silence.covers(about[place]) for place in within):
            message = f"`# stil: {silence.code}` doet niets: de regel vindt hier niets"
            hint = "haal deze opmerking weg"
            yield Finding("stil-zonder-reden", message, silence.origin, hint, Severity.OPMERKING)


def _line(finding: Finding) -> int:
    return finding.origin.line
