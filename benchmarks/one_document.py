"""Make one document with this program and with a plain docxtpl script, alternating, and print the ratio."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate

from raadsvoorstel.batch import make_document
from raadsvoorstel.blocks import block_texts
from raadsvoorstel.composition import Composition, compose
from raadsvoorstel.loading import load_dossier, load_raadsvoorstel
from raadsvoorstel.project import Project
from raadsvoorstel.render import open_template
from raadsvoorstel.writing import write_whole

ROOT = Path(__file__).parent.parent
MEMORY = Path("/dev/shm")
ROUNDS = 100


def plain_docxtpl(template: Path, composition: Composition, output: Path) -> Callable[[], None]:
    """Return a script that fills the same template with the same texts, without their formatting or marks."""
    delen = {
        deel: [
            {
                "titel": escape(str(section.titel)),
                "inhoud": "".join(
                    f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
                    for passage in section.inhoud
                    for block in passage.blocks
                    for text in block_texts(block)
                ),
            }
            for section in sections
        ]
        for deel, sections in composition.delen.items()
    }
    kop = [{"label": escape(label), "waarde": escape(str(regel))} for label, regel in composition.kop]
    regels = {path: escape(str(regel)) for path, regel in composition.regels.items() if "." not in path}
    context = {**regels, "gemeente": {"naam": "Heemstede"}, "kop": kop, "delen": delen}

    def make() -> None:
        document = DocxTemplate(template)
        document.render(context)
        document.save(output)

    return make


def milliseconds(make: Callable[[], None]) -> float:
    begin = time.perf_counter()
    make()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    project = Project(ROOT)
    dossier, _ = load_dossier(project, "verbinden-en-versterken")
    assert dossier is not None
    voorstel, _ = load_raadsvoorstel(dossier, "heemstede")
    assert voorstel is not None
    huis, path = voorstel.huizen[0], project.template("heemstede")
    template = open_template(path, path.read_bytes())
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        ours_at, theirs_at = Path(folder) / "ours.docx", Path(folder) / "docxtpl.docx"
        theirs = plain_docxtpl(path, compose(voorstel, huis), theirs_at)

        def ours() -> None:
            write_whole(ours_at, make_document(voorstel, huis, template).data)

        ours(), theirs()
        rounds = [(milliseconds(ours), milliseconds(theirs)) for _ in range(ROUNDS)]
    for name, times in zip(("raadsvoorstel", "docxtpl"), zip(*rounds, strict=True), strict=True):
        print(f"{name:14} min {min(times):6.2f}  median {statistics.median(times):6.2f}  max {max(times):6.2f} ms")
    ratios = [a / b for a, b in rounds]
    print(f"{'ratio':14} min {min(ratios):6.2f}  median {statistics.median(ratios):6.2f}  max {max(ratios):6.2f}")


if __name__ == "__main__":
    main()
