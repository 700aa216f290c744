"""Work for LibreOffice, by its own API: `/usr/bin/python3 office_tasks.py edit|settle FOLDER`, in one start of it.

`edit` works in the documents of FOLDER/gemaakt as a griffier would, once plainly and once with changes tracked, and
saves them in FOLDER/griffie. `settle` accepts, and rejects, every change in the files of FOLDER/griffie and
FOLDER/nieuw, and writes the paragraphs in FOLDER/gezegd.json.
"""

import json
import os
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "edited"))

import office  # noqa: E402
import uno  # noqa: E402
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK  # noqa: E402

office.PIPE = f"terug{os.getpid()}"


def flowing(document):
    """Return the paragraphs of the body that have text."""
    return [
        p for p in office.each(document.Text) if p.supportsService("com.sun.star.text.Paragraph") and p.String.strip()
    ]


def words(document, dice):
    """Type other words in some paragraphs, those of tables too."""
    chosen = [p for p in office.paragraphs(document.Text) if len(p.String.split()) > 3]
    for n, paragraph in enumerate(dice.sample(chosen, min(6, len(chosen)))):
        cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoNextWord(False)
        cursor.gotoEndOfWord(True)
        cursor.String = f"klerk{n}"


def paragraphs(document, dice):
    """Write new paragraphs, and take some away."""
    for n, paragraph in enumerate(dice.sample(flowing(document), 3)):
        end = paragraph.Text.createTextCursorByRange(paragraph.End)
        end.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        end.Text.insertString(end, f"Een eigen alinea van klerk1{n}.", False)
    for paragraph in dice.sample(flowing(document)[4:-4], 2):
        cursor = paragraph.Text.createTextCursorByRange(paragraph.Start)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.String = ""


def rows(document, dice):
    """Fill in a cell, and add a row."""
    tables = document.TextTables
    for n in range(tables.Count):
        table = tables.getByIndex(n)
        table.getCellByName(dice.choice(table.CellNames)).String = f"klerk2{n}"
        if table.Rows.Count > 1:
            table.Rows.insertByIndex(table.Rows.Count, 1)


def track(document, dice):
    document.RecordChanges = True


EDITS = {"gewoon": (words, paragraphs, rows), "bijgehouden": (track, words, paragraphs)}


def edit(desk, folder):
    for n, file in enumerate(sorted((folder / "gemaakt").glob("*.docx"))):
        for name, edits in EDITS.items():
            dice = random.Random(n)
            work = [lambda document, each=each, dice=dice: each(document, dice) for each in edits]
            desk.resave(file, folder / "griffie" / f"{file.stem}-{name}.docx", *work)


def settle(desk, folder):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    context = resolver.resolve(f"uno:pipe,name={office.PIPE};urp;StarOffice.ComponentContext")
    helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    said = {}
    for file in sorted([*folder.glob("griffie/*.docx"), *folder.glob("nieuw/*.docx")]):
        told = said[f"{file.parent.name}/{file.name}"] = {}
        for command in ("Accept", "Reject"):
            hidden = (office.option("Hidden", True),)
            document = desk.desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, hidden)
            frame = document.CurrentController.Frame
            helper.executeDispatch(frame, f".uno:{command}AllTrackedChanges", "", 0, ())
            # LibreOffice itself writes a joiner in an empty row that comes or goes.
            texts = (paragraph.String.replace("\u200d", "") for paragraph in office.paragraphs(document.Text))
            shown = (" ".join(text.split()) for text in texts)
            told[command.lower()] = [line for line in shown if line]
            document.close(True)
    (folder / "gezegd.json").write_text(json.dumps(said), "utf-8")


if __name__ == "__main__":
    with office.Office() as desk:
        {"edit": edit, "settle": settle}[sys.argv[1]](desk, Path(sys.argv[2]))
