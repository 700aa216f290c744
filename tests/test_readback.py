"""A document that is not what it should be is never delivered: every way to damage one is noticed."""

import copy
from collections.abc import Callable

import pytest
import samples
from lxml import etree
from msgspec.structs import replace

from raadsvoorstel.blocks import block_texts
from raadsvoorstel.composition import Section
from raadsvoorstel.readback import differences
from raadsvoorstel.word import package
from raadsvoorstel.word.marks import VALUE
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import MC, W, w

Element = etree._Element
Damage = Callable[[Element], object]


@pytest.fixture(scope="module", params=["heemstede", "haarlem"])
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> samples.Document:
    """A document with everything in it that a proposal can hold."""
    return samples.document(samples.case(tmp_path_factory.mktemp("alles"), "alles"), "alles", request.param)


def body(document: samples.Document) -> Element:
    return etree.fromstring(package.read(document.data, "a.docx")[MAIN])


def damaged(document: samples.Document, root: Element) -> list[str]:
    """Return what is said of the document when its body is `root`."""
    parts = package.read(document.data, "a.docx") | {MAIN: etree.tostring(root)}
    return differences(package.write(package.parts_of(parts)), document.composition, document.template)


def text(paragraph: Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def sections(document: samples.Document) -> list[Section]:
    return [section for sections in document.composition.delen.values() for section in sections]


def composed(document: samples.Document) -> set[str]:
    """Return every text and title that stands in the composition."""
    texts = {each for s in sections(document) for p in s.inhoud for block in p.blocks for each in block_texts(block)}
    return texts | {str(section.titel) for section in sections(document)} - {""}


def unnoticed(document: samples.Document, damage: Damage, places: Callable[[Element], list[Element]]) -> list[str]:
    """Damage the document at one place after another; return the texts of the places where nothing was noticed."""
    blind = []
    for index in range(len(places(body(document)))):
        root = body(document)
        place = places(root)[index]
        shown = text(place)
        if damage(place) is not False and not damaged(document, root):
            blind.append(shown)
    return blind


def paragraphs(document: samples.Document) -> Callable[[Element], list[Element]]:
    known = composed(document)
    return lambda root: [p for p in root.iter(w("p")) if text(p) in known]


def rows(document: samples.Document) -> Callable[[Element], list[Element]]:
    """Find the rows of tables that were composed; those of the header of the document are the template's own."""
    known = composed(document) | {""}
    return lambda root: [row for row in root.iter(w("tr")) if {text(p) for p in row.iter(w("p"))} <= known]


def drop(place: Element) -> None:
    parent = place.getparent()
    assert parent is not None
    parent.remove(place)


def unmarked(place: Element) -> Element:
    """Return a copy without marks, as no doubled mark may be what is noticed."""
    copied = copy.deepcopy(place)
    for mark in [*copied.iter(w("bookmarkStart"), w("bookmarkEnd"), w("sdtPr"))]:
        drop(mark)
    for control in [*copied.iter(w("sdt"))]:
        for child in control[0]:
            control.addprevious(child)
        drop(control)
    return copied


def double(place: Element) -> None:
    place.addnext(unmarked(place))


def change(place: Element) -> bool:
    pieces = [t for t in place.iter(w("t")) if t.text]
    for piece in pieces[-1:]:
        piece.text = f"{piece.text}s"
    return bool(pieces)


def leave_open(place: Element) -> None:
    place.append(etree.fromstring(f'<w:r xmlns:w="{W}"><w:t>{{{{ x }}}}</w:t></w:r>'))


def swap(place: Element) -> bool:
    after = place.getnext()
    if after is None or after.tag != place.tag or text(after) == text(place):
        return False
    after.addnext(place)
    return True


def test_a_document_that_was_just_made_is_as_it_should_be(document: samples.Document):
    assert damaged(document, body(document)) == []
    assert len(paragraphs(document)(body(document))) > 60


@pytest.mark.parametrize("damage", [drop, change, swap, leave_open])
def test_a_paragraph_that_is_damaged_is_noticed_wherever_it_stands(document: samples.Document, damage: Damage):
    assert unnoticed(document, damage, paragraphs(document)) == []


@pytest.mark.parametrize("damage", [drop, swap])
def test_a_table_row_that_is_lost_or_moved_is_noticed(document: samples.Document, damage: Damage):
    assert unnoticed(document, damage, rows(document)) == []


def test_a_paragraph_that_stands_twice_is_noticed(document: samples.Document):
    assert unnoticed(document, double, paragraphs(document)) == []


def test_a_table_row_that_stands_twice_is_noticed(document: samples.Document):
    assert unnoticed(document, double, rows(document)) == []


NOTES = "word/footnotes.xml"


@pytest.mark.parametrize(
    ("old", "new"), [(b"Vastgesteld in 2019.", b"Vastgesteld in 2018."), (b"Vastgesteld in 2019.", b"")]
)
def test_a_footnote_that_is_damaged_is_noticed(document: samples.Document, old: bytes, new: bytes):
    parts = package.read(document.data, "a.docx")
    assert old in parts[NOTES]
    data = package.write(package.parts_of({**parts, NOTES: parts[NOTES].replace(old, new)}))
    assert differences(data, document.composition, document.template) != []


def test_a_footnote_that_nothing_refers_to_any_more_is_noticed(document: samples.Document):
    root = body(document)
    drop(next(root.iter(w("footnoteReference"))))
    assert damaged(document, root) != []


def header_values(root: Element) -> list[Element]:
    """Return the controls around the values in the header of the document."""
    tags = root.iter(w("tag"))
    return [tag.getparent().getparent() for tag in tags if tag.get(w("val"), "").startswith(VALUE)]  # type: ignore[union-attr]


@pytest.mark.parametrize("damage", [drop, change])
def test_a_line_of_the_header_that_is_damaged_is_noticed(document: samples.Document, damage: Damage):
    assert len(header_values(body(document))) >= 4
    assert unnoticed(document, damage, header_values) == []


def marked(root: Element) -> list[Element]:
    """Return the paragraphs at which a text begins; a control and a bookmark both say so."""
    return [p for p in root.iter(w("p")) if next(p.iter(w("bookmarkStart")), None) is not None]


def lose(paragraph: Element) -> None:
    """Keep the text of a paragraph, and lose what says which text begins there."""
    for mark in [*paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"), w("sdtPr"))]:
        drop(mark)


def same_id(paragraph: Element) -> bool:
    """Give the bookmark of a paragraph the number that another has."""
    own = next(paragraph.iter(w("bookmarkStart")))
    others = [mark for mark in own.getroottree().iter(w("bookmarkStart")) if mark is not own]
    own.set(w("id"), others[-1].get(w("id"), ""))
    return True


def test_a_mark_that_is_lost_or_stands_twice_is_noticed(document: samples.Document):
    assert len(marked(body(document))) > 40
    assert unnoticed(document, lose, marked) == []
    assert unnoticed(document, same_id, marked) == []


def test_a_document_that_is_no_good_word_file_is_noticed(document: samples.Document):
    parts = package.read(document.data, "a.docx")
    for name in (MAIN, "word/numbering.xml", "docProps/core.xml", "word/_rels/document.xml.rels"):
        data = package.write(package.parts_of({**parts, name: parts[name][:-3]}))
        (said,) = differences(data, document.composition, document.template)
        assert f"{name} is geen goede XML" in said
    assert differences(b"", document.composition, document.template) == [
        "het document is geen heel Word-bestand (.docx)"
    ]


def boxed(paragraph: Element) -> None:
    """Put a text box before the words of a paragraph, where Word anchors it, in both notations that Word writes."""
    shown = (
        "<w:pict><w:txbxContent><w:p><w:r><w:t>Eigen</w:t><w:br/><w:t>tekst</w:t></w:r></w:p></w:txbxContent></w:pict>"
    )
    both = f"<mc:Choice Requires='wps'>{shown}</mc:Choice><mc:Fallback>{shown}</mc:Fallback>"
    run = f"<w:r xmlns:w='{W}' xmlns:mc='{MC}'><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    paragraph.insert(int(len(paragraph) > 0 and paragraph[0].tag == w("pPr")), etree.fromstring(run))


def test_a_text_box_of_the_template_beside_a_title_changes_nothing_of_what_that_says(document: samples.Document):
    root = body(document)
    titles = [each for each in root.iter(w("p")) if text(each) in {str(s.titel) for s in sections(document)}]
    for paragraph in titles:
        boxed(paragraph)
    assert damaged(document, root) == []
    change(titles[-1])
    assert damaged(document, root)


def test_a_part_that_the_template_does_not_print_is_noticed(document: samples.Document):
    more = replace(
        document.composition, delen={**document.composition.delen, "elders": document.composition.delen["inhoud"]}
    )
    said = differences(document.data, more, document.template)
    assert said == ["het sjabloon heeft geen plaats voor het deel `elders`"]
