"""Make again what a file was made from: the proposal that it names, as its source is now."""

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.batch import in_memory
from raadsvoorstel.edited import Edited
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.loading import Dossier, load_dossier
from raadsvoorstel.making import Made
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.notation import read_date
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, REGIO_FILE, Project
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.reader import read

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[ \u00a0][a-z]+ \d{4}", re.IGNORECASE)
_EPOCH, _SECONDS = "SOURCE_DATE_EPOCH", re.compile(r"\d{1,11}", re.ASCII)


class SourceUnusable(RaadsvoorstelError):
    """What a file was made from is not here, or nothing can be made of it."""


class Source(Struct):
    """A project, of which every proposal is read once and every document made once."""

    project: Project
    dossiers: dict[str, tuple[Dossier | None, list[Finding]]] = {}
    made: dict[tuple[str, str | None], tuple[dict[str, Made], list[Finding]]] = {}

    def made_for(self, edited: Edited) -> Made:
        """Return the new generation of a file, in memory. SourceUnusable, with the reason."""
        facts = edited.manifest.facts
        naam, soort = facts.get("voorstel", ""), facts.get("soort", SOORTEN[0])
        dossier = self.dossier(naam)
        slug = None if soort == SOORTEN[-1] else self._slug(dossier, facts.get("gemeente", ""))
        documents, findings = self.documents(dossier, slug)
        if soort in documents:
            return documents[soort]
        raise SourceUnusable(self._complaint(naam, soort, [*self.dossiers[naam][1], *findings]))

    def dossier(self, naam: str) -> Dossier:
        """Return a proposal of the project."""
        if naam not in self.project.voorstellen:
            known = ", ".join(self.project.voorstellen) or "nog geen"
            raise SourceUnusable(f"het is gemaakt van het voorstel {naam}, en dat is niet in dit project; wel: {known}")
        if naam not in self.dossiers:
            self.dossiers[naam] = load_dossier(self.project, naam)
        dossier, findings = self.dossiers[naam]
        if dossier is None:
            raise SourceUnusable(self._complaint(naam, "", findings))
        return dossier

    def documents(self, dossier: Dossier, slug: str | None) -> tuple[dict[str, Made], list[Finding]]:
        """Return the documents of a gemeente, or of the region itself, by their kind."""
        if (dossier.naam, slug) not in self.made:
            self.made[dossier.naam, slug] = in_memory(dossier, slug)
        return self.made[dossier.naam, slug]

    def _slug(self, dossier: Dossier, gemeente: str) -> str:
        for slug, house in dossier.houses.items():
            if house.gemeente.naam == gemeente:
                return slug
        raise SourceUnusable(f"{gemeente} doet niet mee aan {dossier.naam}")

    def _complaint(self, naam: str, soort: str, findings: Iterable[Finding]) -> str:
        wrong = next((finding for finding in findings if has_errors([finding])), None)
        why = f": {wrong.origin}: {wrong.message}" if wrong else ""
        what = f"het {soort} van {naam}" if soort else naam
        return f"van de bron is {what} nu niet te maken{why}; kijk het na met: raadsvoorstel controleer {naam}"

    def date_of(self, made: Made) -> str:
        """Return the date of the source, as a moment that XML can hold.

        It is the date in `versie`, where that names one; else the day that SOURCE_DATE_EPOCH gives; else the day on
        which one of its files was last written. So the same source gives the same bytes.
        """
        named = (read_date(match[0]) for match in _DATE.finditer(made.voorstel.versie))
        day = next(filter(None, named), None) or self._written(made)
        return f"{day.isoformat()}T00:00:00Z"

    def _written(self, made: Made) -> date:
        epoch = os.environ.get(_EPOCH, "")
        return datetime.fromtimestamp(int(epoch) if _SECONDS.fullmatch(epoch) else self._last(made), UTC).date()

    def _last(self, made: Made) -> float:
        folder = self.project.proposals / made.voorstel.naam
        slug = made.voorstel.gemeente.slug
        own = (self.project.templates / slug / name for name in (GEMEENTE_FILE, HUIS_FILE))
        files = (folder / REGIO_FILE, folder / f"{slug}.yaml", *own)
        return max((file.stat().st_mtime for file in files if file.is_file()), default=0.0)


def as_edited(made: Made) -> Edited:
    """Return a document that was just made, read like a file of others."""
    parts = package.read(made.data, "het document")
    remembered = manifest.read(parts)
    assert remembered is not None
    return Edited(Path(), parts, remembered, read(parts))
