"""This program: laid out, filled in, read back, compared and written whole, the source loaded beforehand."""

import json
import os
import sys
from pathlib import Path

from msgspec.structs import replace
from serving import serve

from raadsvoorstel.blocks import Paragraph, plain
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.loading import load_dossier, load_raadsvoorstel
from raadsvoorstel.making import make_document
from raadsvoorstel.project import Project
from raadsvoorstel.render import open_template
from raadsvoorstel.writing import write_whole

ZAAKNUMMER = FieldPath("zaaknummer")

content, output, mode = json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2]), sys.argv[3:]
if "--no-flush" in mode:
    os.fsync = lambda handle: None

project = Project(Path(content["project"]))
dossier, _ = load_dossier(project, content["voorstel"])
assert dossier is not None
voorstel, _ = load_raadsvoorstel(dossier, content["gemeente"])
assert voorstel is not None
path = project.template(content["gemeente"])
template = open_template(path, path.read_bytes())
changing = FieldPath(content["changing"])


def make(number: int) -> None:
    """Make the document of a gemeente whose number and one of whose texts nobody else has."""
    text = plain(f"{content['text']} {number}")
    own = replace(
        voorstel,
        regels={**voorstel.regels, ZAAKNUMMER: plain(str(number))},
        teksten={**voorstel.teksten, changing: (Paragraph(text), *voorstel.teksten[changing][1:])},
    )
    write_whole(output, make_document(own, own.huizen[0], template).data)


serve(make)
