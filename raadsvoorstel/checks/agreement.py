"""What a region agreed on for one dossier, and when a raad does not meet, as its files say it."""

from collections.abc import Iterator

from raadsvoorstel.checks.lists import word
from raadsvoorstel.checks.stuk import Afspraken, Afwijking, Reces
from raadsvoorstel.fieldpath import FieldPath, as_path, canonical
from raadsvoorstel.findings import Origin
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence, node_at
from raadsvoorstel.notation import read_date


def afspraken_of(tree: Mapping) -> Afspraken:
    """Return what `regio`, `type`, `gelijkluidend`, `afwijkingen` and `lokaal` of `regio.yaml` say."""
    return Afspraken(
        canonical(word(node_at(tree, "type"))),
        dict(_paths(tree, "gelijkluidend")),
        tuple(_afwijkingen(tree)),
        dict(_paths(tree, "lokaal")),
        tree.origin,
        word(node_at(tree, "regio")),
    )


def reces_of(*trees: Mapping | None) -> tuple[Reces, ...]:
    """Return the days on which the raad does not meet, as the files say them together."""
    return tuple(reces for tree in trees for reces in _reces(tree))


def _paths(tree: Mapping, key: str) -> Iterator[tuple[FieldPath, Origin]]:
    for item in _items(node_at(tree, key)):
        if isinstance(item, Scalar):
            yield as_path(item.text), item.origin


def _afwijkingen(tree: Mapping) -> Iterator[Afwijking]:
    for item in _items(node_at(tree, "afwijkingen")):
        if isinstance(item, Mapping):
            veld = as_path(word(node_at(item, "veld")))
            yield Afwijking(word(node_at(item, "gemeente")), veld, word(node_at(item, "reden")), item.origin)


def _reces(tree: Mapping | None) -> Iterator[Reces]:
    for item in _items(node_at(tree, "reces")):
        if isinstance(item, Mapping):
            van, tot = (read_date(word(node_at(item, key))) for key in ("van", "tot"))
            if van and tot:
                yield Reces(word(node_at(item, "naam")) or "reces", van, tot)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()
