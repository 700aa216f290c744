"""Judge one dossier: every version by itself, then all of them beside each other."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ByName
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.checks.agreement import afspraken_of, reces_of
from raadsvoorstel.checks.lists import Lijsten, lists_of
from raadsvoorstel.checks.policy import (
    Setting,
    Silence,
    faults,
    heard,
    settings_of,
    silences_of,
    weighed,
    without_effect,
)
from raadsvoorstel.checks.rule import Rule
from raadsvoorstel.checks.rules import FIXED, FORM, RULES, Notes, compared_by, judge, judge_dossier, notes_of
from raadsvoorstel.checks.spelling import CODE as SPELLING
from raadsvoorstel.checks.spelling import misspelled
from raadsvoorstel.checks.stuk import Afspraken, Stuk
from raadsvoorstel.dictionary import Dictionary
from raadsvoorstel.findings import Finding, Severity, unique
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.nodes import Mapping, node_at
from raadsvoorstel.prose import Prose
from raadsvoorstel.yaml_comments import Comment

CODES = (frozenset(rule.code for rule in RULES) | {SPELLING}) - FIXED
"""The rules that can be weighed otherwise, or kept silent."""


class Heard(Struct, frozen=True):
    """What was heard of one version: its findings, weighed and as they were `found`, and what is compared of it."""

    slug: str
    findings: tuple[Finding, ...]
    found: tuple[Finding, ...]
    comments: tuple[Comment, ...]
    notes: Notes


class Judge(Struct, dict=True):
    """Hears the versions of one dossier, and compares them; `regio` and `comments` are those of its regional file.

    First `expect` the gemeenten; then `hear` each version, here or in another process, and `take` what was heard; then
    `compare` them. With a `dictionary` the spelling is looked at too. `stops_only` leaves out what would not stop a
    document: who makes documents waits for those rules only.
    """

    regio: Mapping
    comments: tuple[Comment, ...]
    notes: list[Notes] = []
    known: dict[str, tuple[Comment, ...]] = {}
    settings: dict[str, tuple[Setting, ...]] = {}
    found: list[Finding] = []
    dictionary: Dictionary | None = None
    stops_only: bool = False
    by_author: dict[str, list[Finding]] = {}

    @cached_property
    def afspraken(self) -> Afspraken:
        """What the region agreed on."""
        return afspraken_of(self.regio)

    @cached_property
    def _regional(self) -> tuple[Setting, ...]:
        return settings_of(self.regio)

    def expect(self, houses: ByName[str, Mapping]) -> None:
        """Take in what gemeenten say about the rules, by their names; before any of their versions is heard."""
        self.settings = {slug: settings_of(house) for slug, house in houses.items()}

    @property
    def is_apart(self) -> bool:
        """Whether versions can be heard in other processes: what is compared of them is notes, and none as a whole."""
        return "" not in self._compared

    @cached_property
    def _compared(self) -> frozenset[str]:
        return compared_by(self._rules(*self.settings))

    def hear(
        self,
        voorstel: Raadsvoorstel,
        house: Mapping,
        placed: Iterable[str],
        comments: tuple[Comment, ...] = (),
        *,
        is_regio: bool = False,
    ) -> Heard:
        """Return what the rules say of one version; `house` and `comments` are those of its own files."""
        stuk = Stuk(
            voorstel,
            lists_of(_lists(self.regio), _lists(house)),
            self.afspraken,
            reces_of(self.regio, house),
            frozenset(placed),
            is_regio,
        )
        slug = voorstel.gemeente.slug
        found = (*judge(stuk, self._rules(slug)), *self._misspelt(stuk))
        silences = (*silences_of(self.comments), *silences_of(comments))
        wrong = faults(self.settings.get(slug, ()), comments, CODES)
        findings = unique([*self._weighed(heard(found, silences, CODES), slug), *wrong])
        return Heard(slug, tuple(findings), () if self.stops_only else found, comments, notes_of(stuk, self._compared))

    def take(self, heard: Heard) -> None:
        """Remember what was heard of a version, here or in another process."""
        self.notes.append(heard.notes)
        self.known[heard.slug] = heard.comments
        self.found += heard.found

    def compare(self, *, whole: bool) -> None:
        """Find what lies between the versions heard so far, and leave it in `between`; `whole`: all were heard."""
        findings = list(judge_dossier(self.notes, self._rules(*self.settings)))
        self.found += findings
        silences = tuple(self._silences())
        left = [
            each
            for finding in heard(findings, silences, CODES)
            for each in self._weighed([finding], self._author(finding))
        ]
        left += faults(self._regional, self.comments, CODES)
        if whole and not self.stops_only:
            left += without_effect(silences, self.found, CODES)
        for finding in unique(left):
            self.by_author.setdefault(self._author(finding), []).append(finding)
        self.notes.clear()

    @property
    def between(self) -> list[Finding]:
        """What lies between the versions and is no gemeente's own."""
        return self.by_author.get("", [])

    def between_of(self, gemeente: str) -> list[Finding]:
        """Return what lies between the versions and stands in the file of one gemeente."""
        return self.by_author.get(gemeente, [])

    def _rules(self, *gemeenten: str) -> tuple[Rule, ...]:
        """Return the rules to judge the versions of these by, alone or beside each other."""
        if not self.stops_only:
            return RULES
        own = (setting for slug in gemeenten for setting in self.settings.get(slug, ()))
        return _heavy(frozenset(each.code for each in (*self._regional, *own) if each.severity is Severity.FOUT))

    def _misspelt(self, stuk: Stuk) -> Iterator[Finding]:
        """Yield the words that the dictionary does not know, where somebody asked for that."""
        for prose in stuk.texts if self.dictionary else ():
            for finding in misspelled_in(prose, stuk.lijsten, self.dictionary):
                yield replace(finding, code=SPELLING, severity=Severity.OPMERKING)

    def _weighed(self, findings: Iterable[Finding], gemeente: str) -> Iterator[Finding]:
        settings = (*self._regional, *self.settings.get(gemeente, ()))
        return weighed(findings, CODES, settings, gemeente)

    def _author(self, finding: Finding) -> str:
        """Return the gemeente in whose file a finding is; "" for that of the region."""
        *_, folder, name = ("", "", *finding.origin.file.removesuffix(".yaml").split("/"))
        return next((each for each in (name, folder) if each in self.settings), "")

    def _silences(self) -> Iterator[Silence]:
        yield from silences_of(self.comments)
        for comments in self.known.values():
            yield from silences_of(comments)


@lru_cache(maxsize=4096)
def misspelled_in(prose: Prose, lijsten: Lijsten, dictionary: Dictionary | None) -> tuple[Finding, ...]:
    """Return the misspelled words of a text; one that gemeenten share is read once."""
    return tuple(misspelled(prose, lijsten, dictionary)) if dictionary else ()


@lru_cache(maxsize=64)
def _heavy(raised: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that stop a document, with those that somebody made to."""
    return tuple(rule for rule in RULES if rule.severity is Severity.FOUT or rule.code in FORM | raised)


def _lists(tree: Mapping) -> Mapping | None:
    lists = node_at(tree, "lijsten")
    return lists if isinstance(lists, Mapping) else None
