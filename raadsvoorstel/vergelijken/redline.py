"""Show what was changed in a document as tracked changes: reject all gives what it was, accept all what it is."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property

from msgspec.structs import replace

from raadsvoorstel.blocks import Paragraph, Run, plain
from raadsvoorstel.edited import Edited, Key, Unit
from raadsvoorstel.merging.work import Merging, Nodes
from raadsvoorstel.reconcile.merge import Merged, merge_lines
from raadsvoorstel.reconcile.nodes import Grid, Line, Node, Row, nodes_of, said
from raadsvoorstel.reconcile.steps import Restyle
from raadsvoorstel.reconcile.words import runs_of, tokens_of
from raadsvoorstel.vergelijken.differences import as_it_is
from raadsvoorstel.word.anchors import How
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.reader import Reading, read
from raadsvoorstel.word.revision.draft import Draft
from raadsvoorstel.word.revision.evaluate import with_all_accepted

AUTHOR = "raadsvoorstel"
_NOTHING = Reading((), (), (), {}, (), ())


def redline(edited: Edited, before: Edited | None = None) -> bytes:
    """Return a file with all that was changed in it since `before`, or since it was made, as tracked changes.

    Changes that were tracked already are taken as made.
    """
    parts = with_all_accepted(edited.parts)
    now = Edited(edited.path, parts, edited.manifest, read(parts))
    written = datetime.fromtimestamp(edited.path.stat().st_mtime, UTC).date()
    draft = Draft(parts, now.reading, AUTHOR, f"{written.isoformat()}T00:00:00Z")
    draft.opened  # noqa: B018  what it says must be known before anything is changed
    if before is None:
        _Back(now, Edited(edited.path, parts, edited.manifest, _NOTHING), draft).run()
        known: Counter[str] = Counter()
    else:
        was, texts = _as_it_was(before)
        _Back(now, was, draft, said=texts).run()
        known = Counter(as_it_is(before).elsewhere.values())
    for place in now.elsewhere:
        text = said([draft.node_now(place)])
        if not known[text]:
            draft.drop([place])
        known[text] -= 1
    return draft.finish(edited.manifest, mirrored=True)


def _as_it_was(before: Edited) -> tuple[Edited, Mapping[BaseText, Nodes]]:
    """Return a file as if it had been made the way it is, and what each of its texts says."""
    version, blocks = as_it_is(before), before.reading.body
    texts = [
        (replace(unit.base, blocks=tuple(blocks[place].block for place in unit.places)), version.texts[unit.key])
        for unit in before.units
        if unit.is_there
    ]
    known = ((path, text) for path, text in version.values.items() if text is not None)
    values = (BaseText(path, (Paragraph(plain(text)),), kind=Kind.VALUE) for path, text in known)
    made = Manifest(before.manifest.facts, (*values, *(text for text, _ in texts)), before.manifest.standing)
    return Edited(before.path, before.parts, made, before.reading), dict(texts)


class _Back(Merging):
    """Takes a file back to what it was: what the griffier changed is what now has to be undone."""

    said: Mapping[BaseText, Nodes] = {}

    @cached_property
    def units(self) -> Mapping[Key, Unit]:
        """The texts that are there; those that are gone have to come, and so has a title joined to another."""
        titles = [unit for unit in self.edited.units if unit.key[0] is Kind.TITLE]
        first = {unit.places: unit.key for unit in reversed(titles)}
        there = (unit for unit in self.edited.units if unit.how is not How.GONE)
        return {unit.key: unit for unit in there if first.get(unit.places, unit.key) == unit.key}

    @cached_property
    def joined(self) -> frozenset[Key]:
        return frozenset()

    def nodes_before(self, unit: Unit) -> Nodes:
        return self.draft.nodes(unit.places)

    def nodes_now(self, text: BaseText) -> Nodes:
        return tuple(map(_plain, self.said.get(text) or nodes_of(text.blocks)))

    def merged(self, unit: Unit, text: BaseText) -> Merged:
        merged = super().merged(unit, text)
        return Merged(tuple(step for step in merged.steps if not isinstance(step, Restyle)), merged.clashes)

    def refusal(self, key: Key, section: Key | None) -> None:
        """Whatever is gone comes back, title or no title."""

    def fields(self) -> None:
        for text in {each.path: each for each in self.ours.values() if each.kind is Kind.VALUE}.values():
            for spot in reversed(self.draft.fields(text.path)):
                self.draft.change_field(
                    spot, merge_lines(spot.line, Line(tokens_of(plain(text.text))), spot.line).steps
                )

    def standing_lines(self) -> None:
        """The template is no part of what was changed."""


def _plain(node: Node) -> Node:
    """Return a text without its formatting, which a file that was edited is not compared by."""
    match node:
        case Line():
            return _line(node)
        case Grid():
            rows = (Row(tuple(tuple(map(_line, cell)) for cell in row.cells)) for row in node.rows)
            return Grid(tuple(rows), node.block)
        case _:
            return node


def _line(line: Line) -> Line:
    runs = runs_of(line.tokens)
    return Line(tokens_of(tuple(run if run.note else Run(run.text) for run in runs)), line.block)
