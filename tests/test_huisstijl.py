"""The house style in gemeente.yaml is enough to make a gemeente's Word template."""

import shutil
from pathlib import Path

import pytest
import samples

from raadsvoorstel import huisstijl
from raadsvoorstel.findings import Finding
from raadsvoorstel.huisstijl import HuisstijlMissing, build_template
from raadsvoorstel.project import Project


@pytest.fixture
def duinwijk(tmp_path: Path) -> Path:
    """Give a gemeente of its own that begins as a copy of one that is shipped."""
    return Path(shutil.copytree(samples.REPOSITORY.templates / samples.HEEMSTEDE, tmp_path / "templates" / "duinwijk"))


def built(folder: Path, *, old: str = "", new: str = "") -> tuple[bytes | None, list[Finding]]:
    file = folder / "gemeente.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return build_template(Project(folder.parents[1]), "duinwijk")


@pytest.mark.parametrize("gemeente", samples.deelnemers())
def test_every_shipped_template_is_the_one_that_its_house_style_gives(gemeente: str):
    made, findings = build_template(samples.REPOSITORY, gemeente)
    assert {finding.code for finding in findings} <= {"kleur-te-licht"}
    assert made == samples.REPOSITORY.template(gemeente).read_bytes()


def test_another_colour_gives_another_template(duinwijk: Path):
    made, findings = built(duinwijk, old='kleur: "#1d5b43"', new='kleur: "#7a1f2b"')
    assert (made == (duinwijk / "raadsvoorstel.docx").read_bytes(), made is None, findings) == (False, False, [])


def test_a_number_may_have_a_comma_or_a_point(duinwijk: Path):
    point, _ = built(duinwijk)
    comma, findings = built(duinwijk, old="boven: 2.5", new='boven: "2,5"')
    assert (comma, findings) == (point, [])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('kleur: "#1d5b43"', "kleur: groen", "onjuiste-waarde"),
        ("voorbeeld: ja", "voorbeelt: ja", "onbekend-veld"),
        ("titel: Raadsvoorstel", "titel: [a]", "verkeerd-soort"),
        ("  lettertype: Arial\n", "", "veld-ontbreekt"),
        ("balk: lijn", "balk: streep", "onjuiste-waarde"),
        ("logo: logo.png", "logo: weg.png", "logo-ontbreekt"),
        ("logo: logo.png", "logo: ../heemstede/logo.png", "logo-elders"),
        ("logo: logo.png", "logo: /etc/passwd", "logo-elders"),
        ("logo: logo.png", "logo: gemeente.yaml", "logo-onbruikbaar"),
    ],
)
def test_a_fault_in_the_house_style_is_a_finding_on_its_line(duinwijk: Path, old: str, new: str, code: str):
    lines = (duinwijk / "gemeente.yaml").read_text("utf-8").split("\n")
    made, findings = built(duinwijk, old=old, new=new)
    line = next(number for number, line in enumerate(lines, start=1) if old.strip("\n") in line)
    (finding,) = findings
    assert (made, finding.code) == (None, code)
    assert finding.origin.file == "templates/duinwijk/gemeente.yaml"
    assert finding.origin.line == line or code == "veld-ontbreekt"


def test_a_logo_that_would_make_every_document_heavy_is_refused(duinwijk: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(huisstijl, "LARGEST_LOGO", 10)
    assert [finding.code for finding in built(duinwijk)[1]] == ["logo-te-groot"]


def test_a_logo_is_not_followed_to_another_place(duinwijk: Path):
    (duinwijk / "logo.png").rename(duinwijk.parent / "elders.png")
    (duinwijk / "logo.png").symlink_to(duinwijk.parent / "elders.png")
    assert [finding.code for finding in built(duinwijk)[1]] == ["logo-ontbreekt"]


def test_a_gemeente_without_a_house_style_stops_the_command(duinwijk: Path):
    with pytest.raises(HuisstijlMissing, match=r"templates/duinwijk/gemeente\.yaml staat geen `huisstijl:`"):
        built(duinwijk, old="huisstijl:", new="# huisstijl:\nhuistijl_oud:")
