"""The clerk's changes as a proposal: each with its number, where it would go and whether it can."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Blocks, plain_text
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Finding, Severity
from raadsvoorstel.markdown.writer import write
from raadsvoorstel.project import Project
from raadsvoorstel.report.layout import counted
from raadsvoorstel.teruglezen.carrying import Carried, Failed, carry_out
from raadsvoorstel.teruglezen.judging import Judged, Stand, judge, stays
from raadsvoorstel.teruglezen.notations import Value
from raadsvoorstel.teruglezen.pairs import shown
from raadsvoorstel.teruglezen.placing import For
from raadsvoorstel.teruglezen.returned import Edited, Loose, Returned, read_returned
from raadsvoorstel.teruglezen.stopping import caused, culprits, stopped
from raadsvoorstel.teruglezen.together import Outcome, carry_out_all, carry_out_each
from raadsvoorstel.teruglezen.valued import edited_values, is_value, kept_by
from raadsvoorstel.teruglezen.version import ProposalGone, Version, load_version
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.writing import Seen, seen_now


class SourceFaulty(RaadsvoorstelError):
    """The files of the project have faults, so nothing can be said of a document that was made from them."""

    def __init__(self, finding: Finding) -> None:
        where = f"{finding.origin}: {finding.message}"
        super().__init__(
            f"de bron heeft een fout, en moet eerst kloppen: {where}; kijk na met `raadsvoorstel controleer`"
        )


class Change(Struct, frozen=True):
    """One change of the clerk, as a proposal.

    `follows` are the numbers of the values that it follows from; `is_safe` says that it can be taken over with
    all others. `taken` says that it was.
    """

    number: int
    judged: Judged
    stand: Stand
    outcome: Carried | Failed
    follows: tuple[int, ...] = ()
    is_safe: bool = False
    taken: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The field path, as a person reads it: with the keys that stand in the source."""
        return shown(self.judged.address)

    @property
    def was(self) -> str:
        """What the document said when it was made; with its formatting where only that was changed."""
        return self._said(self.judged.edited.pair.base)

    @property
    def becomes(self) -> str:
        """What the document says now."""
        return self._said(self.judged.edited.pair.theirs or ())

    def _said(self, blocks: Blocks) -> str:
        pair = self.judged.edited.pair
        in_words = plain_text(pair.base) != plain_text(pair.theirs or ())
        return plain_text(blocks) if in_words else write(blocks, width=0).text.strip("\n")


class Proposal(Struct, frozen=True):
    """What a document that came back proposes to the source; `files` are those that were changed.

    `seen` are the files of the project as they were when they were read.
    """

    file: Path
    returned: Returned
    version: Version
    changes: tuple[Change, ...]
    seen: Mapping[Path, Seen]
    files: tuple[Path, ...] = ()

    @property
    def loose(self) -> tuple[Loose, ...]:
        """The texts of the clerk that belong to no field."""
        return self.returned.loose


def propose(project: Project, file: Path, to: For) -> Proposal:
    """Return the changes in a Word file as a proposal; nothing is written. SourceFaulty, NoManifest, ProposalGone."""
    returned = read_returned(file)
    seen = seen_now(project.yaml_files())
    version = _version(project, returned)
    every = [*returned.edited, *edited_values(returned, version)]
    refused: dict[int, Finding] = {}
    changes = _by_themselves(every, returned, version, to, refused)
    while more := _stopping([*changes.values()], returned, version, to):
        refused |= more
        changes = _by_themselves(every, returned, version, to, refused)
    ordered = tuple(changes[number] for number in sorted(changes))
    return Proposal(file, returned, version, _numbered_values(ordered, returned, version), seen)


def _by_themselves(
    every: Sequence[Edited], returned: Returned, version: Version, to: For, refused: Mapping[int, Finding]
) -> dict[int, Change]:
    """Return what becomes of each change, of a text with the values that are sure; of those that are refused, why."""
    shared, kept = version, dict[str, str]()
    changes: dict[int, Change] = {}
    for edited in filter(is_value, every):
        standing = version if edited.kind is Kind.VALUE else shared
        judged, outcome = carry_out(edited, returned, standing, to, kept)
        change = _change(edited, judged, _unless(refused, edited, outcome), kept)
        changes[edited.number] = _as_it_stands(change, returned, version, kept)
        if change.is_safe:
            _, carried = carry_out(edited, returned, shared, to, {})
            if isinstance(carried, Carried):
                shared, kept = carried.version, {**kept, **kept_by(edited)}
    texts = [edited for edited in every if not is_value(edited)]
    for edited, judged, outcome in carry_out_each(texts, returned, shared, to, kept):
        change = _change(edited, judged, _unless(refused, edited, outcome), kept)
        changes[edited.number] = _as_it_stands(change, returned, version, kept)
    return changes


def _unless(refused: Mapping[int, Finding], edited: Edited, outcome: Carried | Failed) -> Carried | Failed:
    return stopped(refused[edited.number]) if edited.number in refused else outcome


def _stopping(changes: Sequence[Change], returned: Returned, version: Version, to: For) -> dict[int, Finding]:
    """Return changes after which `maak` would refuse a document: of those that are safe together, or else of others."""
    carried = [(change, change.outcome) for change in changes if isinstance(change.outcome, Carried)]
    safe = [change.judged for change, _ in carried if change.is_safe]
    others = [change.judged for change, _ in carried if not change.is_safe]

    def carry(some: Sequence[Judged]) -> tuple[list[Outcome], Version]:
        return carry_out_all([judged.edited for judged in some], returned, version, to)

    versions = {id(outcome.version): outcome.version for _, outcome in carried}
    whole = versions.popitem()[1] if len(versions) == 1 else carry([*safe, *others])[1]
    if not caused(version, whole):
        return {}
    found = culprits(safe, (), version, carry(safe)[1], carry)
    return found or culprits(others, safe, version, carry([*safe, *others])[1], carry)


def _as_it_stands(change: Change, returned: Returned, version: Version, kept: Mapping[str, str]) -> Change:
    """Return a change that is there once the values in `kept` are, as it stands in the source as it is."""
    if not kept or change.stand is not Stand.DONE:
        return change
    return replace(change, stand=judge(change.judged.edited, returned, version).stand)


def _version(project: Project, returned: Returned) -> Version:
    facts = returned.manifest.facts
    names = (facts.get(name, "") for name in ("voorstel", "gemeente", "soort"))
    version, findings = load_version(project, *names)
    if version is not None:
        return version
    fault = next((finding for finding in findings if finding.severity is Severity.FOUT), None)
    if fault is None:
        raise ProposalGone(f"het {facts.get('soort', 'stuk')} van {facts.get('voorstel', '')}", project.root)
    raise SourceFaulty(fault)


# ------------------------------------------------------------------ one change


def _change(edited: Edited, judged: Judged, outcome: Carried | Failed, kept: Mapping[str, str]) -> Change:
    stand = judged.stand
    if isinstance(outcome, Failed) and outcome.reason and stand is not Stand.DOUBT:
        stand = Stand.REFUSED
    if stand is Stand.FOLLOWS and isinstance(outcome, Carried):
        stand = Stand.POSSIBLE
    literal = [value for value in judged.values if not stays(value, kept)]
    remarks = tuple(_remarks(edited, judged, literal))
    is_safe = isinstance(outcome, Carried) and not literal and not edited.unchanged
    return Change(edited.number, judged, stand, outcome, is_safe=is_safe, remarks=remarks)


def _remarks(edited: Edited, judged: Judged, literal: list[Value]) -> Iterator[str]:
    if edited.unchanged:
        places = counted(edited.unchanged, "plaats", "plaatsen")
        yield f"staat {edited.times} keer in het stuk, en is op {places} niet veranderd"
    for value in literal:
        stood = f"‘{value.old}’ stond er als {value.expression}"
        if value.written is None:
            yield f"{stood}, dat uit andere gegevens volgt; overgenomen wordt ‘{value.new}’ gewone tekst"
        else:
            yield f"{stood}; zonder die waarde zelf te veranderen wordt ‘{value.new}’ hier gewone tekst"
    yield from (f"kan niet in de bron: {what}" for what in judged.lost)


def _numbered_values(changes: tuple[Change, ...], returned: Returned, version: Version) -> tuple[Change, ...]:
    """Return the changes, those that follow from values with the numbers of these."""
    numbers = {".".join(map(str, c.judged.edited.pair.address)): c.number for c in changes if is_value(c.judged.edited)}
    return tuple(
        replace(change, follows=tuple(dict.fromkeys(
            numbers[value.path] for value in change.judged.values if value.path in numbers
        )))
        for change in changes
    )  # fmt: skip
