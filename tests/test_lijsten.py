"""The lists of words that come with the program have the form in which a gemeente adds her own."""

from pathlib import Path

import pytest
import samples

from raadsvoorstel.checks.lists import lists_of
from raadsvoorstel.model.lijsten import LIJSTEN
from raadsvoorstel.sources import parse
from raadsvoorstel.validation.tree import check

FILES = sorted((samples.ROOT / "raadsvoorstel" / "lijsten").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_list_has_the_form_of_an_own_list(file: Path):
    tree, findings = parse(file.read_text("utf-8"), file.name)
    assert tree is not None
    assert [*findings, *check(tree, LIJSTEN)] == []
    assert [entry.written for entry in tree.entries.values() if entry.written != entry.key] == []


def test_what_is_added_stands_before_what_was_there():
    own, _ = parse("jargon: [{woord: vigerend, liever: huidig}]\ntoegestaan: Integraal\n", "regio.yaml")
    lijsten = lists_of(own)
    assert lijsten.list_of("jargon")[0] == {"woord": ("vigerend",), "liever": ("huidig",)}
    assert "integraal" in lijsten.allowed
    assert hash(lijsten) == hash(lists_of(own))
