"""Hold a file that was written against what was meant: nothing is delivered that is not exactly that."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.reconcile.nodes import Node, lines_in
from raadsvoorstel.reconcile.outcome import lines_after
from raadsvoorstel.reconcile.steps import Drop, Insert, Step
from raadsvoorstel.reconcile.words import text_of
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.revision.evaluate import accepted, essence, evened, lines
from raadsvoorstel.word.revision.pen import Pen
from raadsvoorstel.word.xml import parse, w


class RevisionIncorrect(RaadsvoorstelError):
    """A file with tracked changes is not what it should be; it is not delivered."""

    def __init__(self, wrong: str) -> None:
        super().__init__(
            f"de nieuwe versie klopt niet en is niet geschreven: {wrong}; het bestand zelf is niet veranderd"
        )


class Proof(Struct):
    """What blocks of the body say once every change is accepted, by their places, and what comes before which."""

    before: dict[int, list[str]] = {}
    after: dict[int, list[str]] = {}
    new: dict[int, list[str]] = {}

    def know(self, nodes: Iterable[Node]) -> None:
        """Take in what every block says before anything is changed."""
        self.before = {place: _said(node) for place, node in enumerate(nodes)}

    def expect(self, places: Sequence[int], nodes: Sequence[Node], steps: Iterable[Step]) -> None:
        """Expect the steps of a merge to have been taken."""
        by_block: dict[int, list[Step]] = {}
        for step in steps:
            n, rest = step.place[0], step.place[1:]
            if isinstance(step, Insert) and not rest:
                self.expect_new(
                    places[n] if n < len(places) else places[-1] + 1, lines_after((), [replace(step, place=(0,))])
                )
            else:
                by_block.setdefault(n, []).append(replace(step, place=(0, *rest)))
        for n, own in by_block.items():
            gone = any(isinstance(step, Drop) and len(step.place) == 1 for step in own)
            self.after[places[n]] = [] if gone else lines_after([nodes[n]], own)

    def expect_gone(self, places: Iterable[int]) -> None:
        """Expect blocks to be taken out."""
        self.after |= {place: [] for place in places}

    def expect_new(self, gap: int, said: list[str]) -> None:
        """Expect new lines before the block at `gap`."""
        self.new.setdefault(gap, []).extend(said)

    def expect_line(self, place: int, old: str, new: str) -> None:
        """Expect one line within a block to be another."""
        known = self.after.get(place, self.before[place])
        at = next(i for i, line in enumerate(known) if evened(line) == evened(old))
        self.after[place] = [*known[:at], new, *known[at + 1 :]]

    # ------------------------------------------------------------------ demands

    def demand(self, original: bytes, root: etree._Element, pen: Pen) -> None:
        """RevisionIncorrect unless rejecting gives the original, and accepting what was expected."""
        _demand_original(original, MAIN, root, pen)
        was = _joined(lines(accepted(parse(original, MAIN))))
        now = _joined(lines(accepted(root)))
        places = range(len(self.before))
        gone = Counter(word for place in self.after for line in self.before[place] for word in evened(line).split())
        come = [line for said in (*self.new.values(), *self.after.values()) for line in said]
        if Counter(now.split()) != Counter(was.split()) - gone + Counter(_joined(come).split()):
            raise RevisionIncorrect("als u alles aanvaardt, staan er niet de woorden die er moeten staan")
        if was == _joined(line for place in places for line in self.before[place]):
            expected = (line for place in (*places, len(places)) for line in self._there(place))
            if now != _joined(expected):
                raise RevisionIncorrect("als u alles aanvaardt, staat niet alles op zijn plaats")

    def _there(self, place: int) -> Iterable[str]:
        yield from self.new.get(place, ())
        yield from self.after.get(place, self.before.get(place, ()))


def demand_edge(original: bytes, name: str, root: etree._Element, pen: Pen) -> None:
    """RevisionIncorrect unless rejecting every change in a header or footer gives the original."""
    _demand_original(original, name, root, pen)


def _demand_original(original: bytes, name: str, root: etree._Element, pen: Pen) -> None:
    def own(element: etree._Element) -> bool:
        return element.get(w("id")) in pen.used

    if essence(root, own, pen.is_own) != essence(parse(original, name), own):
        raise RevisionIncorrect("als u alles weigert, staat er niet meer wat er stond")


def _said(node: Node) -> list[str]:
    return [text_of(line.tokens) for line in lines_in(node)]


def _joined(said: Iterable[str]) -> str:
    return " ".join(filter(None, map(evened, said)))
