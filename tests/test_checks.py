"""Opinions: what stops a document and what is only a remark. Where each of them is found stands in tests/cases."""

from collections.abc import Callable

import pytest
import samples

from raadsvoorstel.findings import Severity
from raadsvoorstel.project import Project

NewProject = Callable[..., Project]
REGIO = "gemeenten: [heemstede]\nonderwerp: O\n"


def found(project: Project) -> list[tuple[str, Severity]]:
    return [(finding.code, finding.severity) for finding in samples.findings_of(project, "proef")]


@pytest.mark.parametrize(
    ("zinsnede", "findings"),
    [
        ("gelet_op: gelet op artikel 1", []),
        ("gelet_op: Gelet op artikel 1", []),
        ("gelet_op: artikel 1", [("zinsnede-onvolledig", Severity.WAARSCHUWING)]),
        ("gelezen: gezien het voorstel", []),
        ("gelezen: het voorstel", [("zinsnede-onvolledig", Severity.WAARSCHUWING)]),
    ],
)
def test_a_phrase_that_lacks_its_first_word_is_a_warning(
    project: NewProject, zinsnede: str, findings: list[tuple[str, Severity]]
):
    assert found(project(regio=REGIO + f"raadsbesluit: {{{zinsnede}}}")) == findings


def test_a_text_without_a_place_stops_the_document(project: NewProject):
    made = project(regio=REGIO + "samenvatting: kort")
    gemeente = made.templates / "heemstede" / "gemeente.yaml"
    gemeente.write_text(gemeente.read_text("utf-8").replace("velden: samenvatting", "velden: beoogd_effect", 1).replace(
        "velden: [motivering, beoogd_effect, argumenten]", "velden: [motivering, argumenten]"))  # fmt: skip
    assert found(made) == [("zonder-plaats", Severity.FOUT)]


def test_a_line_that_another_text_names_has_a_place(project: NewProject):
    made = project(
        regio=REGIO + "vergadering: {naam_commissie: Ruimte}\nsamenvatting: '{{ vergadering.naam_commissie }}'"
    )
    gemeente = made.templates / "heemstede" / "gemeente.yaml"
    gemeente.write_text(gemeente.read_text("utf-8").replace("  - vergadering.naam_commissie\n", ""))
    assert found(made) == []


def test_the_shipped_proposal_is_without_findings():
    assert samples.findings_of(samples.REPOSITORY, samples.VOORBEELD, opinions=True) == []
