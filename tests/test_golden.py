"""Two produced documents, unpacked and indented, so that a change in what is made shows as a readable difference.

`pytest tests/test_golden.py --golden-bijwerken` rewrites them; look at the difference before you commit it.
"""

from pathlib import Path

import pytest
import samples
from lxml import etree

from raadsvoorstel.word import package

GOLDEN = Path(__file__).parent / "golden"
GEMEENTEN = ("heemstede", "haarlem")
PARTS = ("word/document.xml", "word/numbering.xml")


def indented(part: bytes) -> str:
    """Return the XML with an element on every line; what a text holds stays as it is."""
    root = etree.fromstring(part)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_a_document_is_what_it_was(gemeente: str, part: str, request: pytest.FixtureRequest):
    document = samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente)
    made = indented(package.read(document.data, "a.docx")[part])
    kept = GOLDEN / gemeente / Path(part).name
    if request.config.getoption("--golden-bijwerken"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(made, "utf-8")
    assert made.splitlines() == kept.read_text("utf-8").splitlines()


def test_nothing_else_is_kept():
    assert {file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.*")} == {
        f"{gemeente}/{Path(part).name}" for gemeente in GEMEENTEN for part in PARTS
    }
