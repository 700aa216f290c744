"""A Word file says by itself what it was made from, wherever it went and whoever saved it."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import kust
import pytest
import samples
from click.testing import CliRunner, Result

from raadsvoorstel import __version__
from raadsvoorstel.batch import make
from raadsvoorstel.cli import main
from raadsvoorstel.findings import Origin
from raadsvoorstel.herkomst import NoManifest, UnknownPath, layer_of, read_herkomst
from raadsvoorstel.loading import load_dossier
from raadsvoorstel.word import package
from raadsvoorstel.word.xml import escape


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the documents of two gemeenten; one adds to what the region wrote."""
    root = tmp_path_factory.mktemp("herkomst")
    project = kust.build(root)
    own = root / "proposals" / "visie" / "zeedorp.yaml"
    own.write_text('zaaknummer: "0711"\nsamenvatting:\n  aanvullen:\n    na: |\n      Ook in Zeedorp.\n', "utf-8")
    dossier, _ = load_dossier(project, "visie")
    assert dossier is not None
    assert not any(
        outcome.failed for outcome in make(dossier, dossier.houses, root / "uit", definitief=False, regio=True)
    )
    return root / "uit"


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["herkomst", *arguments])


def test_a_document_says_what_it_is_and_where_each_text_was_written(made: Path):
    lines = run(str(made / "zeedorp-raadsvoorstel.docx")).stdout.splitlines()
    told = {line.split("  ")[0]: line.split("  ")[-1].strip() for line in lines[: lines.index("")]}
    hashes = {name: told.pop(name) for name in ("Sjabloon", "Teksten")}
    assert all(len(found) == 12 for found in hashes.values())
    assert told == {
        "Soort stuk": "raadsvoorstel",
        "Voorstel": "visie",
        "Gemeente": "Zeedorp",
        "Versie van de bron": "1.2",
        "Zaaknummer": "0711",
        "Status": "concept",
        "Versie programma": __version__,
        "Bestand": "zoals het gemaakt is",
    }
    assert [line.split() for line in lines[lines.index("") + 1 :]] == [
        ["zaaknummer", "proposals/visie/zeedorp.yaml:1:14", "de", "gemeente,", "voor", "dit", "voorstel"],
        ["openbaarheid", "–", "nog", "in", "te", "vullen"],
        ["onderwerp", "proposals/visie/regio.yaml:5:12", "de", "regio"],
        ["besluit.college.voorstellen", "proposals/visie/regio.yaml:8:26", "de", "regio"],
        ["besluit.raad.vaststellen", "proposals/visie/regio.yaml:9:23", "de", "regio"],
        ["samenvatting", "proposals/visie/regio.yaml:6:15", "de", "regio"],
        ["samenvatting", "proposals/visie/zeedorp.yaml:5:7", "de", "gemeente,", "voor", "dit", "voorstel"],
    ]


def test_the_document_of_the_region_names_the_region(made: Path):
    told = run(str(made / "kust-persbericht.docx")).stdout
    assert "\nRegio               Kust\n" in told
    assert "Gemeente" not in told


def test_a_text_is_shown_in_full_with_the_layers_that_wrote_it(made: Path):
    told = run(str(made / "zeedorp-raadsvoorstel.docx"), "--pad", "Samenvatting")
    assert told.stdout.splitlines() == [
        "samenvatting  proposals/visie/regio.yaml:6:15   de regio",
        "samenvatting  proposals/visie/zeedorp.yaml:5:7  de gemeente, voor dit voorstel",
        "    In het kort.",
        "    Ook in Zeedorp.",
    ]


def test_a_path_stands_for_all_below_it(made: Path):
    told = run(str(made / "zeedorp-raadsvoorstel.docx"), "--pad", "besluit")
    assert told.stdout.count("de visie vast te stellen") == 2
    assert {text.path for text in read_herkomst(made / "zeedorp-raadsvoorstel.docx").texts_at("besluit.raad")} == {
        "besluit.raad.vaststellen"
    }


def test_the_phrases_of_a_raadsbesluit_come_from_the_program_itself(made: Path):
    [aanhef] = read_herkomst(made / "duinwijk-raadsbesluit.docx").texts_at("raadsbesluit.aanhef")
    assert [(origin.file, layer_of(origin)) for origin in aanhef.origins] == [
        ("raadsvoorstel/basis.yaml", "het programma zelf")
    ]


@pytest.mark.parametrize(
    ("file", "layer"),
    [
        ("proposals/visie/regio.yaml", "de regio"),
        ("templates/kust/huis.yaml", "het gedeelde huis"),
        ("templates/duinwijk/gemeente.yaml", "de gemeente, voor elk voorstel"),
        ("proposals/visie/duinwijk.yaml", "de gemeente, voor dit voorstel"),
    ],
)
def test_a_layer_is_known_by_its_file(file: str, layer: str):
    assert layer_of(Origin(file, 1, 1)) == layer


def test_the_object_has_the_facts_in_full_and_of_each_text_every_place(made: Path):
    file = made / "zeedorp-raadsvoorstel.docx"
    told = json.loads(run(str(file), "--pad", "samenvatting", "--json").stdout)
    assert (told["bestand"], told["ongewijzigd"], told["feiten"]["gemeente"]) == (str(file), True, "Zeedorp")
    assert len(told["feiten"]["sjabloon"]) == len(told["feiten"]["bron"]) == 64
    assert told["teksten"] == [
        {
            "veld": "samenvatting",
            "tekst": "In het kort.\nOok in Zeedorp.",
            "herkomst": [
                {"bestand": "proposals/visie/regio.yaml", "regel": 6, "kolom": 15, "laag": "de regio"},
                {
                    "bestand": "proposals/visie/zeedorp.yaml",
                    "regel": 5,
                    "kolom": 7,
                    "laag": "de gemeente, voor dit voorstel",
                },
            ],
        }
    ]


# ------------------------------------------------------------------ afterwards


def test_a_file_under_another_name_says_the_same(made: Path, tmp_path: Path):
    shutil.copy(made / "zeedorp-raadsvoorstel.docx", tmp_path / "Definitief (2).docx")
    assert read_herkomst(tmp_path / "Definitief (2).docx") == read_herkomst(made / "zeedorp-raadsvoorstel.docx")


def test_a_file_that_another_library_saved_says_the_same_and_that_it_changed(made: Path, tmp_path: Path):
    document = docx.Document(str(made / "zeedorp-raadsvoorstel.docx"))
    document.add_paragraph("Erbij.")
    document.save(str(tmp_path / "stuk.docx"))
    saved, original = read_herkomst(tmp_path / "stuk.docx"), read_herkomst(made / "zeedorp-raadsvoorstel.docx")
    assert (saved.manifest, saved.as_made, original.as_made) == (original.manifest, False, True)
    assert "Bestand             daarna veranderd of opnieuw opgeslagen\n" in run(str(tmp_path / "stuk.docx")).stdout


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_saved_says_the_same(made: Path, tmp_path: Path):
    profile = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
    file = made / "zeedorp-raadsvoorstel.docx"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path),
        file,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = read_herkomst(tmp_path / file.name)
    assert (saved.manifest, saved.as_made) == (read_herkomst(file).manifest, False)


# ------------------------------------------------------------------ what cannot be answered


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("besluitt", "bedoelt u besluit?"),
        ("samenvating", "bedoelt u samenvatting?"),
        ("xx", "het document heeft: zaak"),
    ],
)
def test_a_text_that_is_not_there_is_wrong_use_with_those_that_are(made: Path, path: str, remedy: str):
    done = run(str(made / "zeedorp-raadsvoorstel.docx"), "--pad", path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Fout: er is geen tekst {path} in dit document; {remedy}")
    with pytest.raises(UnknownPath):
        read_herkomst(made / "zeedorp-raadsvoorstel.docx").texts_at(path)


def test_a_document_from_elsewhere_does_not_know(tmp_path: Path):
    docx.Document().save(str(tmp_path / "brief.docx"))
    done = run(str(tmp_path / "brief.docx"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "brief.docx zegt niet waarvan het gemaakt is: het is niet met dit programma gemaakt, of " in done.stderr
    with pytest.raises(NoManifest):
        read_herkomst(tmp_path / "brief.docx")


def test_a_document_whose_memory_was_changed_is_not_believed(made: Path, tmp_path: Path):
    parts = package.read_file(made / "zeedorp-raadsvoorstel.docx")
    [memory] = [
        name for name, data in parts.items() if b"urn:raadsvoorstel:manifest" in data and b"In het kort." in data
    ]
    parts[memory] = parts[memory].replace(b"In het kort.", b"In het lang.")
    (tmp_path / "a.docx").write_bytes(package.write(package.parts_of(parts)))
    done = run(str(tmp_path / "a.docx"))
    assert (done.exit_code, done.stderr) == (5, "Fout: het manifest in het bestand is beschadigd.\n")


@pytest.mark.parametrize(
    "memory",
    [
        "geen JSON", "5", '"tekst"', "[5]", "[[]]", '["alinea"]', '[{"soort":"alinea"}]', '[{"soort":"onbekend"}]',
        "[" * 9000,
        '[{"soort":"alinea","runs":5}]', '[{"soort":"alinea","runs":[5]}]', '[{"soort":"alinea","runs":[{"text":5}]}]',
        '[{"soort":"alinea","runs":["a"],"indent":"x"}]', '[{"soort":"alinea","runs":["a"],"onbekend":1}]',
        '[{"soort":"kop","runs":["a"]}]', '[{"soort":"tabel","header":[5],"rows":[],"alignment":["left"]}]',
        '[{"soort":"tabel","header":[["a"]],"rows":[],"alignment":["scheef"]}]', '[{"soort":"alinea","runs":["a"]}] x',
        '[{"soort":"punt","runs":["a"],"marker":"number","level":-5}]',
        '[{"soort":"kop","runs":["a"],"level":1000000000}]',
        '[{"soort":"kop","runs":["a"],"level":1000000000000000000000000000000}]', '[{"soort":"kolommen","cells":[]}]',
        '[{"soort":"tabel","header":[["a"],["b"]],"rows":[],"alignment":["left"]}]',
        '[{"soort":"tabel","header":[["a"]],"rows":[[["a"],["b"]]],"alignment":["left"]}]',
        '[{"soort":"afbeelding","name":"a","alt":"b","width":-1}]', r'[{"soort":"alinea","runs":["a\u0000b"]}]',
        '[{"soort":"alinea","runs":[{"text":"a","note":[{"note":5}]}]}]', '[{"soort":["alinea"],"runs":["a"]}]',
    ],
)  # fmt: skip
def test_a_memory_that_somebody_made_up_is_refused_though_its_hash_is_right(made: Path, tmp_path: Path, memory: str):
    parts = package.read_file(made / "zeedorp-raadsvoorstel.docx")
    [name] = [name for name, data in parts.items() if b"urn:raadsvoorstel:manifest" in data and b"In het kort." in data]
    made_up = f'sha256="{hashlib.sha256(memory.encode()).hexdigest()}"><blokken>{escape(memory)}</blokken>'
    parts[name] = re.sub(r'sha256="\w+">.*?</blokken>', lambda _: made_up, parts[name].decode(), count=1).encode()
    (tmp_path / "a.docx").write_bytes(package.write(package.parts_of(parts)))
    done = run(str(tmp_path / "a.docx"))
    assert (done.exit_code, done.stderr) == (5, "Fout: het manifest in het bestand is beschadigd.\n")


@pytest.mark.parametrize("content", [b"", b"geen Word", b"PK\3\4afgebroken"])
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "a.docx").write_bytes(content)
    done = run(str(tmp_path / "a.docx"))
    assert (done.exit_code, done.stdout) == (5, "")
    assert "a.docx is geen heel Word-bestand (.docx)." in done.stderr


def test_a_file_that_is_not_there_and_a_folder_are_wrong_use(tmp_path: Path):
    assert run(str(tmp_path / "weg.docx")).stderr == f"Fout: er is geen bestand {tmp_path / 'weg.docx'}.\n"
    done = run(str(samples.CASES))
    assert (done.exit_code, done.stderr.endswith("is een map; noem een bestand.\n")) == (2, True)
