"""A plain docx-mailmerge2 script: open the template, merge one field for every text, write it."""

import json
import sys
from pathlib import Path

from mailmerge import MailMerge
from serving import serve

content, output = json.loads(Path(sys.argv[1]).read_text("utf-8")), sys.argv[2]


def make(number: int) -> None:
    fields = {**content["fields"], "zaaknummer": str(number), content["field"]: f"{content['text']} {number}"}
    with MailMerge(content["templates"]["mailmerge"]) as document:
        document.merge(**fields)
        document.write(output)


serve(make)
