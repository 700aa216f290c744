"""Fill a compiled Word file, as often as there are documents to make of it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.errors import TemplateUnusable
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.compiled import Compiled, one_object
from raadsvoorstel.word.foundation import CORE, MAIN_RELS, NOTE_RELS, links_xml
from raadsvoorstel.word.lists import Lists
from raadsvoorstel.word.look import NUMBERING, Look
from raadsvoorstel.word.manifest import NOTHING, Manifest
from raadsvoorstel.word.marks import CUSTOM, MANIFEST, SEAL, custom_properties, digest_of, seal_of, sealed
from raadsvoorstel.word.package import FOOTNOTES, TYPES, Part
from raadsvoorstel.word.program import Filter, Program, Steps, Unprintable
from raadsvoorstel.word.writer import Writer
from raadsvoorstel.word.xml import R

_ADDED = (NUMBERING, MAIN_RELS, CORE, CUSTOM, FOOTNOTES, NOTE_RELS)


class Template(Struct, frozen=True):
    """A Word file ready to be filled in.

    `placed` are the names its placeholders print (`zaaknummer`, `agenda.dag`), `loops` the
    lists it goes through, in order of place, `standing` the texts of its own, `doubled` the ids
    of which it has more than one itself.
    """

    name: str
    fingerprint: str
    placed: frozenset[str]
    loops: tuple[str, ...]
    look: Look
    standing: frozenset[str]
    doubled: frozenset[str]
    _fixed: tuple[Part, ...]
    _digests: tuple[tuple[str, bytes], ...]
    _filled: tuple[tuple[str, Program], ...]
    _lists: Lists
    _numbering: tuple[str, str, str]
    _relations: tuple[str, str]
    _footnotes: tuple[str, str]
    _note_relations: tuple[str, str]
    _custom: bytes | None
    _first_id: int
    _widest: int
    _certain: tuple[int, ...]
    _edges: tuple[Program, ...] | None
    _standing: tuple[Program, ...]

    @classmethod
    def of(cls, compiled: Compiled, name: str, filters: Mapping[str, Filter]) -> "Template":
        """Return a compiled file as a template that errors call `name`, and that may use `filters`."""
        made = {*(part for part, _ in compiled.filled), *_ADDED, manifest.PART}
        fixed = {part: data for part, data in compiled.parts.items() if part not in made} | dict(compiled.replaced)
        digests = {part: digest_of(data) for part, data in fixed.items()}
        originals = ((part, data) for part, data in compiled.parts.items())

        def line(steps: Steps) -> Program:
            return Program(steps, filters, is_xml=False)

        return cls(
            name=name,
            fingerprint=seal_of(
                (part, digests[part] if fixed.get(part) is data else digest_of(data)) for part, data in originals
            ),
            placed=compiled.placed,
            loops=compiled.loops,
            look=one_object(compiled.look),
            standing=compiled.standing,
            doubled=compiled.doubled,
            _fixed=tuple(package.parts_of(fixed)),
            _digests=tuple(digests.items()),
            _filled=tuple((part, Program(steps, filters)) for part, steps in compiled.filled),
            _lists=one_object(compiled.lists),
            _numbering=compiled.numbering,
            _relations=compiled.relations,
            _footnotes=compiled.footnotes,
            _note_relations=compiled.note_relations,
            _custom=compiled.parts.get(CUSTOM),
            _first_id=compiled.first_id,
            _widest=compiled.widest,
            _certain=compiled.certain,
            _standing=tuple(map(line, compiled.lines)),
            _edges=None if compiled.edges is None else tuple(map(line, compiled.edges)),
        )

    @property
    def filled(self) -> tuple[str, ...]:
        """The parts of the package that hold placeholders, the body first."""
        return tuple(name for name, _ in self._filled)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the document (`inhoud`, `voorblad`, …) that its loops print, in order."""
        return tuple(name.partition(".")[2] for name in self.loops if "." in name)

    @property
    def extended(self) -> tuple[str, ...]:
        """The parts of the package, besides those, that every document adds something to."""
        return _ADDED

    def fill(
        self,
        context: Mapping[str, Any],
        *,
        core: bytes,
        properties: Mapping[str, str],
        memory: Manifest = NOTHING,
        pictures: Mapping[str, tuple[str, bytes]] = MappingProxyType({}),
    ) -> bytes:
        """Return a whole document: every placeholder filled in from `context`, with what it remembers.

        `pictures` gives the kind (png, jpeg) and the contents of a picture by its hash.
        """
        writer = Writer.of(self.look, self._lists, self._first_id, self._widest)
        lines = [self._printed(line, context, writer) for line in self._standing]
        printed = filter(None, (lines[number] for number in self._certain))
        edges = None if self._edges is None else tuple(self._printed(line, context, writer) for line in self._edges)
        memory = replace(memory, standing=(*memory.standing, *lines), printed=(*memory.printed, *printed), edges=edges)
        filled = [Part.of(name, self._printed(program, context, writer).encode()) for name, program in self._filled]
        added = [
            *filled,
            Part.of(NUMBERING, writer.listing.part(self._numbering).encode()),
            Part.of(MAIN_RELS, _relations_of(writer, pictures).join(self._relations).encode()),
            Part.of(CORE, core),
            Part.of(FOOTNOTES, "".join(writer.notes).join(self._footnotes).encode()),
            Part.of(NOTE_RELS, links_xml(writer.note_links).join(self._note_relations).encode()),
            Part.of(manifest.PART, manifest.write(memory)),
        ]
        added += [Part.of(_media(digest, pictures[digest][0]), pictures[digest][1]) for digest in writer.pictures]
        digests = {part.name: digest_of(part.data) for part in added}
        known = {**properties, MANIFEST: digests[manifest.PART].hex(), SEAL: ""}
        custom = sealed(custom_properties(known, self._custom), [*self._digests, *digests.items()])
        parts = [*self._fixed, *added, Part.of(CUSTOM, custom)]
        return package.write(sorted(parts, key=lambda part: (part.name != TYPES, part.name)))

    def _printed(self, program: Program, context: Mapping[str, Any], writer: Writer) -> str:
        try:
            return program.print(context, writer)
        except Unprintable as error:
            raise TemplateUnusable(Path(self.name), str(error)) from error
        except TypeError as error:
            reason = "een invulplaats of herhaling noemt iets dat daar niet kan"
            raise TemplateUnusable(Path(self.name), reason) from error


def _media(digest: str, kind: str) -> str:
    return f"word/media/rv{digest[:16]}.{kind}"


def _relations_of(writer: Writer, pictures: Mapping[str, tuple[str, bytes]]) -> str:
    images = "".join(
        f'<Relationship Id="{id}" Type="{R}/image" Target="{_media(digest, pictures[digest][0])[5:]}"/>'
        for digest, id in writer.pictures.items()
    )
    return links_xml(writer.links) + images
