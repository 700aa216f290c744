"""What others filled in at the head of a document is found back."""

import pytest
import samples

from raadsvoorstel.blocks import Paragraph, plain
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import package
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.reader import read
from raadsvoorstel.word.values import LocatedValue, locate_values

BASE = BaseText(FieldPath("nummer"), (Paragraph(plain("?")),), kind=Kind.VALUE)
OTHER = BaseText(FieldPath("anders"), (Paragraph(plain("!")),), kind=Kind.VALUE)


def control(text: str) -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:sdt><w:sdtPr><w:tag w:val="veld:nummer"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'


def mark(text: str, nth: int = 1) -> str:
    name = "_rvv_nummer" if nth == 1 else f"_rvv_nummer__{nth}"
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:bookmarkStart w:id="{nth}" w:name="{name}"/>{run}<w:bookmarkEnd w:id="{nth}"/>'


def found(*places: str) -> LocatedValue:
    body = "".join(f"<w:p>{place}</w:p>" for place in places)
    reading = read(package.read(samples.wordfile(body), "a.docx"))
    (value,) = locate_values(reading, Manifest({}, (BASE, BASE)))
    return value


@pytest.mark.parametrize(
    ("places", "text", "is_sure"),
    [
        ([control("?"), mark("?")], "?", True),
        ([control("7")], "7", True),
        ([mark("7")], "7", True),
        ([mark("7"), mark("?", 2)], "7", True),
        ([mark("7"), mark("7", 3)], "7", True),
        ([mark("7"), mark("8", 2)], "?", False),
        ([control("7"), mark("")], "7", True),
        ([control(""), mark("")], "", True),
        ([], "?", False),
    ],
)
def test_a_value_is_what_someone_made_of_it_in_any_of_its_places(places: list[str], text: str, is_sure: bool):
    value = found(*places)
    assert (value.text, value.is_sure) == (text, is_sure)


def test_values_come_once_and_in_order():
    reading = read(package.read(samples.wordfile("<w:p/>"), "a.docx"))
    assert [value.base for value in locate_values(reading, Manifest({}, (BASE, OTHER, BASE)))] == [BASE, OTHER]
