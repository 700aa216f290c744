"""What a rule looks at: the version of one gemeente, with what was agreed for the whole dossier."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from raadsvoorstel.blocks import is_open, runs_text
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.fieldpath import ROOT, FieldPath, is_within, lineage, parent
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel
from raadsvoorstel.notation import read_date
from raadsvoorstel.prose import Prose

PERSBERICHT, TERMEN = FieldPath("persbericht"), FieldPath("termen")
_BODY = (
    "samenvatting", "juridisch_kader", "aanleiding", "beoogd_effect", "motivering", "argumenten", "kanttekeningen",
    "alternatieven", "financien", "planning", "participatie", "communicatie",
)  # fmt: skip
_SKETCH = 3
"""A proposal with fewer parts than this is meant to be small, or has only been begun."""


class Reces(Struct, frozen=True):
    """Days on which a raad does not meet, the last included."""

    naam: str
    van: date
    tot: date


class Afwijking(Struct, frozen=True):
    """That a gemeente may deviate from a text that is the same for all, and why."""

    gemeente: str
    veld: FieldPath
    reden: str
    origin: Origin


class Afspraken(Struct, frozen=True):
    """What a region agreed on for one dossier: the fields that are the same for all, and those that are to be local.

    Each field with the place where the region says so; `origin` is the regional file, `regio` the name
    of the region.
    """

    type: str = ""
    gelijkluidend: Mapping[FieldPath, Origin] = {}
    afwijkingen: tuple[Afwijking, ...] = ()
    lokaal: Mapping[FieldPath, Origin] = {}
    origin: Origin = Origin("")
    regio: str = ""


class Stuk(Struct, frozen=True, eq=False, dict=True):
    """One version of a proposal: that of a gemeente or, `is_regio`, what the region itself sends.

    `placed` are the fields that its templates print by themselves.
    """

    voorstel: Raadsvoorstel
    lijsten: Lijsten
    afspraken: Afspraken = field(default_factory=Afspraken)
    reces: tuple[Reces, ...] = ()
    placed: frozenset[str] = frozenset()
    is_regio: bool = False

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """The words of all that this version prints; the terms not, which are judged where they are used."""
        return tuple(prose for prose in self.everything if not is_within(prose.path, TERMEN))

    @cached_property
    def everything(self) -> tuple[Prose, ...]:
        """The words of all that was written for this version, its terms too."""
        written = self.voorstel.geschreven
        return tuple(prose for prose in written if is_within(prose.path, PERSBERICHT) == self.is_regio)

    def texts_at(self, *paths: str) -> Iterator[Prose]:
        """Yield what was written at these fields, and within them."""
        if len(paths) == 1:
            return iter(self._within.get(paths[0], ()))
        found = {id(prose): prose for path in paths for prose in self._within.get(path, ())}
        return (prose for prose in self.texts if id(prose) in found)

    @cached_property
    def _within(self) -> dict[str, list[Prose]]:
        """The texts at every field and within every group, in order: many rules look at the same ones."""
        found: dict[str, list[Prose]] = {}
        for prose in self.texts:
            for path in lineage(prose.path):
                found.setdefault(path, []).append(prose)
        return found

    def has(self, path: str) -> bool:
        """Whether anything was written at a field, or within it."""
        return any(is_within(written, FieldPath(path)) for written in self.voorstel.origins)

    def is_left_out(self, path: str) -> bool:
        """Whether this gemeente left a field out, or a group that it stands in."""
        return any(is_within(FieldPath(path), field) for field in self.voorstel.weggelaten)

    @cached_property
    def is_sketch(self) -> bool:
        """Whether so few parts were written that more of them can hardly be meant to be there."""
        return sum(map(self.has, _BODY)) < _SKETCH

    def where(self, path: str) -> Origin:
        """Return where a field was written or left out, or the nearest group it would stand in, or else the file."""
        wanted = FieldPath(path)
        while wanted != ROOT:
            if wanted in self.voorstel.origins:
                return self.voorstel.origins[wanted][0]
            if wanted in self.voorstel.weggelaten:
                return self.voorstel.weggelaten[wanted]
            wanted = parent(wanted)
        return self.afspraken.origin

    def say(self, path: str, message: str, hint: str = "") -> Finding:
        """Return a finding about a field as a whole."""
        return Finding("", message, self.where(path), hint)

    def day(self, path: str) -> date | None:
        """Return the date in a header field, such as `vergadering.raad`; None while it is not known."""
        runs = self.voorstel.regels.get(FieldPath(path), ())
        return None if not runs or is_open(runs) else read_date(runs_text(runs))
