"""Make the files of this folder anew: documents of ours that other programs edited and saved.

Not needed to run the tests. It needs LibreOffice with python3-uno, and node with the npm packages `docx` and
`docxtemplater` installed in the folder given as argument: `python tests/edited/make.py NODE_FOLDER`. What has to be
found in each file stands beside it in YAML, and is written by hand.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.oxml.ns import qn

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import samples  # noqa: E402

SYSTEM_PYTHON = "/usr/bin/python3"

DOCX_NPM = """
const fs = require("fs"), docx = require("docx");
docx.patchDocument({outputType: "nodebuffer", data: fs.readFileSync(process.argv[1]), patches: {}})
  .then(made => fs.writeFileSync(process.argv[2], made));
"""


def main(node_folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for base, gemeente in (("brief", "bloemendaal"), ("tabel", "haarlem")):
            made = samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente)
            (folder / f"{base}.docx").write_bytes(made.data)
        subprocess.run([SYSTEM_PYTHON, HERE / "office.py", folder], check=True)
        with_python_docx(folder / "brief.docx", folder / "python-docx.docx")
        with_docx_of_npm(folder / "brief.docx", folder / "npm-docx.docx", node_folder)
        for file in sorted(folder.glob("*.docx")):
            if file.stem not in ("brief", "tabel"):
                shutil.copy(file, HERE)


def with_python_docx(source: Path, target: Path) -> None:
    """Remove content controls, as Word offers to, and bookmarks; change a text that has neither, and copy another."""
    document = docx.Document(str(source))
    body = document.element.body
    for control in [*body.iter(qn("w:sdt"))][::2]:
        for child in [*control.find(qn("w:sdtContent"))]:
            control.addprevious(child)
        control.getparent().remove(control)
    for mark in [*body.iter(qn("w:bookmarkStart"))][::3]:
        mark.getparent().remove(mark)
    told, copied = (find(document, start) for start in ("Als het actieprogramma er is", "Het programma Geweld"))
    told.text = told.text.replace("ter informatie aan de raad", "binnen een maand aan de raad")
    document.paragraphs[-1].insert_paragraph_before(copied.text)
    doubled = find(document, "De regiovisie komt later")
    find(document, "Financiën").insert_paragraph_before(doubled.text)
    document.save(str(target))


def find(document: docx.document.Document, start: str) -> docx.text.paragraph.Paragraph:
    """Return the first paragraph that begins so."""
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(start))


def with_docx_of_npm(source: Path, target: Path, node_folder: Path) -> None:
    environment = {**os.environ, "NODE_PATH": str(node_folder / "node_modules")}
    subprocess.run(["node", "-e", DOCX_NPM, source, target], check=True, env=environment)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
