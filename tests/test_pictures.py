"""Pictures from the proposal's own folder, and from nowhere else."""

from pathlib import Path

import pytest
import samples

from raadsvoorstel.batch import in_memory
from raadsvoorstel.blocks import Picture
from raadsvoorstel.pictures import PictureFile, read_picture
from raadsvoorstel.word import package, reader

STIP = samples.CASES / "afbeeldingen" / "stip.png"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080002000301011100ffd9")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "voorstel").mkdir()
    (tmp_path / "geheim.png").write_bytes(STIP.read_bytes())
    (tmp_path / "voorstel" / "stip.png").write_bytes(STIP.read_bytes())
    (tmp_path / "voorstel" / "foto.jpg").write_bytes(JPEG)
    (tmp_path / "voorstel" / "tekst.png").write_text("geen afbeelding")
    (tmp_path / "voorstel" / "koppeling.png").symlink_to(tmp_path / "geheim.png")
    return tmp_path / "voorstel"


def test_a_picture_is_known_by_what_is_in_it_not_by_its_name(folder: Path):
    assert read_picture(folder, "stip.png") == PictureFile(STIP.read_bytes(), "png", 1, 1)
    assert read_picture(folder, "foto.jpg") == PictureFile(JPEG, "jpeg", 3, 2)
    assert read_picture(folder, "tekst.png") == "is geen PNG- of JPEG-bestand"


OUTSIDE = ["../geheim.png", "koppeling.png", "/etc/passwd", "C:\\geheim.png", "a/../../geheim.png"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_picture_outside_the_folder_is_never_read(folder: Path, name: str):
    assert read_picture(folder, name) == "ligt niet in de map van het voorstel"


def test_a_picture_stands_in_the_document_with_its_words(tmp_path: Path):
    text = 'samenvatting: |\n  Voor.\n\n  ![Een "stip" & meer](stip.png)\n\n  Na.\n'
    source = f"gemeenten: [heemstede]\nonderwerp: x\n{text}"
    project = samples.project(tmp_path, {"regio.yaml": source})
    (project.proposals / "proef" / "stip.png").write_bytes(STIP.read_bytes())
    data = samples.document(project, "proef", "heemstede").data
    passage = next(p for p in reader.read(package.read(data, "x")).passages if p.tag == "samenvatting")
    picture = passage.blocks[1]
    assert isinstance(picture, Picture)
    assert (picture.alt, picture.name, picture.width) == ('Een "stip" & meer', "stip.png", 1)


def test_a_picture_in_two_texts_is_in_the_document_of_every_gemeente(tmp_path: Path):
    texts = "".join(f"{field}: |\n  Voor.\n\n  ![Stip](stip.png)\n" for field in ("samenvatting", "aanleiding"))
    source = f"gemeenten: [heemstede, haarlem]\nonderwerp: x\n{texts}"
    project = samples.project(tmp_path, {"regio.yaml": source})
    (project.proposals / "proef" / "stip.png").write_bytes(STIP.read_bytes())
    dossier = samples.dossier(project, "proef")
    for gemeente in ("heemstede", "haarlem"):
        document = package.read(in_memory(dossier, gemeente)[0]["raadsvoorstel"].data, gemeente)
        assert [data for name, data in document.items() if name.startswith("word/media/rv")] == [STIP.read_bytes()]
