"""One complete proposal of one gemeente, and what it consists of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct

from raadsvoorstel.blocks import Blocks, Runs
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Origin
from raadsvoorstel.prose import Prose


class Kopregel(Struct, frozen=True):
    """One line of the document's header: what it is called here, and the field it shows."""

    label: str
    veld: FieldPath


class Sectie(Struct, frozen=True):
    """One entry of a gemeente's indeling."""

    titel: str
    velden: tuple[FieldPath, ...]
    deel: str
    inleiding: Runs
    verplicht: bool
    origin: Origin


class Gemeente(Struct, frozen=True):
    """What is always true of a gemeente. `slug` is the name of its folder."""

    slug: str
    naam: str
    code: str = ""
    begindatum: date | None = None
    einddatum: date | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the gemeente exists on `day`, as far as its dates are known."""
        return (self.begindatum or date.min) <= day <= (self.einddatum or date.max)


class Deelnemer(Struct, frozen=True):
    """A gemeente that takes part in a proposal, and whether its bodies have decided."""

    gemeente: Gemeente
    college: bool = False
    raad: bool = False


class Huis(Struct, frozen=True):
    """How a gemeente builds one kind of document: header, sections in order, fields it never prints."""

    soort: str
    kop: tuple[Kopregel, ...]
    indeling: tuple[Sectie, ...]
    niet_tonen: tuple[FieldPath, ...]
    origin: Origin


class Besluitpunt(Struct, frozen=True):
    """One decision point; without a key of its own it cannot be overridden."""

    path: FieldPath
    key: str
    tekst: Blocks


class Argument(Struct, frozen=True):
    """One argument or kanttekening of the decision point with number `punt` (from 1)."""

    path: FieldPath
    punt: int
    titel: Runs
    tekst: Blocks


class Bedrag(Struct, frozen=True):
    """One line of the table of amounts; euros per year."""

    path: FieldPath
    omschrijving: Runs
    soort: str
    dekking: Runs
    jaren: Mapping[str, Decimal]


class Mijlpaal(Struct, frozen=True):
    """One dated step of the planning; `wanneer` as running text has it."""

    path: FieldPath
    wanneer: Runs
    tekst: Runs


class Bijlage(Struct, frozen=True):
    """One annex, by its full title."""

    path: FieldPath
    titel: Runs


class ExtraSectie(Struct, frozen=True):
    """A section of the writer's own, with its own title."""

    path: FieldPath
    titel: Runs
    tekst: Blocks


class Ondertekenaar(Struct, frozen=True):
    """One who signs: the role, and the name where it is printed."""

    path: FieldPath
    rol: Runs
    naam: Runs


class Raadsvoorstel(Struct, frozen=True):
    """The whole proposal as one gemeente will have it; every text is final.

    `huizen` has one entry per kind of document that this gemeente makes.
    `regels` holds every header field, those not given yet as an open run, and `genoemd` those that a
    text names; `teksten` holds the texts that were written, by field path, `argumenten` and
    `kanttekeningen` per point not among them; `ondertekening` who sign, per kind of decision.
    `origins` says where each was written, in all its parts, and `geschreven` holds the words of every part;
    `pictures` holds the kind and the contents of pictures by their hash, and `weggelaten` where this gemeente
    left out a part of the shared text.
    """

    naam: str
    versie: str
    gemeente: Gemeente
    huizen: tuple[Huis, ...]
    deelnemers: tuple[Deelnemer, ...]
    regels: Mapping[FieldPath, Runs]
    genoemd: frozenset[FieldPath]
    teksten: Mapping[FieldPath, Blocks]
    besluit_college: tuple[Besluitpunt, ...]
    besluit_raad: tuple[Besluitpunt, ...]
    ondertekening: Mapping[str, tuple[Ondertekenaar, ...]]
    argumenten: tuple[Argument, ...]
    kanttekeningen: tuple[Argument, ...]
    bedragen: tuple[Bedrag, ...]
    mijlpalen: tuple[Mijlpaal, ...]
    bijlagen: tuple[Bijlage, ...]
    extra: tuple[ExtraSectie, ...]
    origins: Mapping[FieldPath, tuple[Origin, ...]]
    geschreven: tuple[Prose, ...] = ()
    pictures: Mapping[str, tuple[str, bytes]] = {}
    weggelaten: Mapping[FieldPath, Origin] = {}
