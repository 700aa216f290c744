"""What a template should not bring along: programs, things from elsewhere, other people's changes, locks."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.codes import remote_fields
from raadsvoorstel.word.guard import embeds, from_elsewhere, is_embedded, is_program, refused
from raadsvoorstel.word.inspection.faults import Fault, Place, quote, remark, warning
from raadsvoorstel.word.inspection.opened import Opened, Relation
from raadsvoorstel.word.inspection.places import Story
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.xml import is_on, value, w

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CHANGES = tuple(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "sectPrChange", "numberingChange", "tblGridChange",
    )
)  # fmt: skip
_PROTECTED = {
    "readOnly": "alleen lezen",
    "comments": "alleen opmerkingen",
    "trackedChanges": "alleen bijgehouden wijzigingen",
    "forms": "alleen formuliervelden",
}
_LOCKED = ("contentLocked", "sdtContentLocked")


def check_safety(opened: Opened) -> Iterator[Fault]:
    """Yield everything that this module knows of."""
    yield from _kind(opened)
    harm = [*_macros(opened), *_remote(opened), *_embedded(opened)]
    harm += (fault for story in opened.stories for fault in _remote_fields(story))
    yield from harm or _refused(opened)
    yield from _settings(opened)
    yield from _comments(opened)
    for story in opened.stories:
        yield from _changes(story)
        yield from _controls(story)


def _kind(opened: Opened) -> Iterator[Fault]:
    type = opened.types.get(MAIN, "")
    hint = "sla het in Word op als «Word-document (*.docx)»"
    if "macroEnabled" in type:
        yield Fault("soort-bestand", "dit is een bestand dat macro's mag bevatten (.docm of .dotm)", hint=hint)
    elif "template" in type:
        yield Fault("soort-bestand", "dit is een Word-sjabloon (.dotx)", hint=hint)
    elif opened.types and type != MAIN_TYPE:
        yield Fault("soort-bestand", f"dit is geen gewoon Word-document ({type or 'zonder soort'})", hint=hint)
    if opened.strict:
        hint = "sla het in Word op als «Word-document (*.docx)», en niet als «Strict Open XML-document»"
        yield Fault("soort-bestand", "dit is opgeslagen als «Strict Open XML»", hint=hint)
    elif (body := opened.roots.get(MAIN)) is not None and body.nsmap.get("w") != body.tag.partition("}")[0][1:]:
        yield Fault(
            "soort-bestand",
            "een ander programma dan Word schreef dit op een eigen manier",
            hint="open en bewaar het in Word",
        )


def _refused(opened: Opened) -> Iterator[Fault]:
    """Yield what else no document is made for, where nobody can be shown the place."""
    reason = ""
    # A part that cannot be read is said elsewhere.
    with suppress(WordFileUnusable):
        reason = refused(opened.parts)
    if reason:
        yield Fault("van-buiten", reason, hint="haal het er in Word uit")


def _macros(opened: Opened) -> Iterator[Fault]:
    kinds = {r.target: r.kind for r in opened.relations if not r.external}
    for name, data in opened.parts.items():
        about = () if name == MAIN else (opened.types.get(name, ""), kinds.get(name, ""))
        if name != TYPES and not name.endswith(".rels") and is_program(name, data, *about):
            message = f"een macro of ander programma: {name}"
            yield Fault(
                "macro", message, Place(name, "bestand"), "sla het op als «Word-document (*.docx)», zonder macro's"
            )


def _remote(opened: Opened) -> Iterator[Fault]:
    for relation in opened.relations:
        if relation.external and (what := from_elsewhere(relation.kind, relation.target)):
            message = f"{what} van buiten het document: {quote(relation.target)}"
            yield Fault(
                "van-buiten",
                message,
                _place_of(opened, relation),
                "neem het op in het document, of haal de verwijzing weg",
            )


def _remote_fields(story: Story) -> Iterator[Fault]:
    for element, code in remote_fields(story.root):
        message = f"een veld dat iets van elders haalt: {code}"
        yield Fault("van-buiten", message, story.place_of(element), "maak er gewone tekst of een gewone afbeelding van")


def _embedded(opened: Opened) -> Iterator[Fault]:
    hint = "zet er een gewone afbeelding of tabel voor in de plaats; niet elke lezer kan het openen"
    leading = {r.target: r for r in opened.relations if not r.external}
    for name, data in opened.parts.items():
        relation = leading.get(name)
        if relation is None:
            if is_embedded(name, data):
                yield Fault("ingebed", f"een ingebed bestand: {name}", Place(name, "bestand"), hint)
        elif not relation.source.startswith("word/charts/") and (
            embeds(relation.kind, relation.source) or is_embedded(name, data)
        ):
            yield Fault("ingebed", f"een ingebed bestand: {name}", _place_of(opened, relation), hint)
    for target, relation in leading.items():
        if embeds(relation.kind, relation.source) and target not in opened.parts:
            yield Fault("ingebed", f"een ingebed bestand: {target}", _place_of(opened, relation), hint)


def _place_of(opened: Opened, relation: Relation) -> Place:
    """Return where a relation is used; the part when that cannot be found."""
    story = opened.by_part.get(relation.source)
    if story is None:
        return Place(relation.source, "bestand")
    used = story.users.get(relation.id)
    return story.place if used is None else story.place_of(used)


def _settings(opened: Opened) -> Iterator[Fault]:
    settings = opened.related("settings")
    if settings is None:
        return
    place = Place("word/settings.xml", "instellingen")
    protection = settings.find(w("documentProtection"))
    if protection is not None and protection.get(w("enforcement")) in ("1", "true", "on"):
        kind = _PROTECTED.get(protection.get(w("edit"), ""), "opmaak")
        message = f"het document is beveiligd ({kind}); wie het stuk krijgt, kan er niet in werken"
        yield warning("beveiligd", message, place, "zet in Word Controleren > Bewerking beperken uit")
    if settings.find(w("writeProtection")) is not None:
        yield warning(
            "beveiligd",
            "het document vraagt om als alleen-lezen te openen",
            place,
            "zet dat uit bij Opslaan als > Extra",
        )
    if is_on(settings.find(w("trackRevisions"))):
        message = "wijzigingen bijhouden staat aan, en dus in elk document dat hieruit komt"
        yield remark("wijzigingen-bijhouden", message, place, "zet in Word Controleren > Wijzigingen bijhouden uit")


def _comments(opened: Opened) -> Iterator[Fault]:
    root = opened.related("comments")
    count = 0 if root is None else len(root.findall(w("comment")))
    if count and opened.body is not None:
        reference = next(opened.body.root.iter(w("commentReference")), None)
        place = opened.body.place if reference is None else opened.body.place_of(reference)
        many = f"{count} opmerkingen" if count > 1 else "een opmerking"
        message = (
            f"er staat nog {many} in; die komt in elk document"
            if count == 1
            else f"er staan nog {many} in; die komen in elk document"
        )
        yield warning("opmerking-in-sjabloon", message, place, "verwijder de opmerkingen in Word, bij Controleren")


def _changes(story: Story) -> Iterator[Fault]:
    changes = list(story.root.iter(*_CHANGES))
    if changes:
        authors = Counter(change.get(w("author"), "onbekend") for change in changes)
        by = ", ".join(author for author, _ in authors.most_common(3))
        many = f"{len(changes)} bijgehouden wijzigingen" if len(changes) > 1 else "een bijgehouden wijziging"
        hint = "keur ze in Word goed of af, bij Controleren"
        yield warning("wijziging-in-sjabloon", f"{many}, van {by}", story.place_of(changes[0]), hint)


def _controls(story: Story) -> Iterator[Fault]:
    for properties in story.root.iter(w("sdtPr")):
        control = properties.getparent()
        if control is None:
            continue
        name = value(properties.find(w("alias"))) or value(properties.find(w("tag")))
        called = f"het inhoudsbesturingselement «{name}»" if name else "een inhoudsbesturingselement"
        if value(properties.find(w("lock"))) in _LOCKED:
            message = f"{called} is vergrendeld; niemand kan de tekst erin wijzigen"
            yield warning(
                "vergrendeld",
                message,
                story.place_of(control),
                "zet bij Ontwikkelaars > Eigenschappen de vergrendeling uit",
            )
        if properties.find(w("dataBinding")) is not None and "{{" in "".join(
            t.text or "" for t in control.iter(w("t"))
        ):
            message = (
                f"{called} haalt zijn tekst uit de eigenschappen van het document; Word vervangt wat er is ingevuld"
            )
            yield Fault("gebonden-tekst", message, story.place_of(control), "zet de invulplaats in gewone tekst")
