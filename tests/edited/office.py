"""Edit and save Word files in LibreOffice, by its own API, as a clerk would at a desk.

Run by the Python that LibreOffice brings (on Debian: python3-uno), in one start of the program:
`/usr/bin/python3 office.py FOLDER`. FOLDER holds the documents to begin with; what is made is put beside them.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = "edited"
WORD, ODT = "MS Word 2007 XML", "writer8"


def option(name, value):
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


class Office:
    """LibreOffice, started without a window and in a profile of its own."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(self.profile.name).as_uri()}",
             f"--accept=pipe,name={PIPE};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.5)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        return self

    def __exit__(self, *_):
        self.desktop.terminate()
        self.process.wait(timeout=60)
        self.profile.cleanup()

    def resave(self, source, target, *edits, kind=WORD):
        """Open `source`, make the edits, and save it as `target`."""
        document = self.desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (option("Hidden", True),))
        for edit in edits:
            edit(document)
        document.storeToURL(target.as_uri(), (option("FilterName", kind),))
        document.close(True)


def paragraphs(text):
    """Yield every paragraph of a text, those in its tables too."""
    for part in each(text):
        if part.supportsService("com.sun.star.text.Paragraph"):
            yield part
        else:
            for name in part.CellNames:
                yield from paragraphs(part.getCellByName(name))


def each(container):
    parts = container.createEnumeration()
    while parts.hasMoreElements():
        yield parts.nextElement()


def find(document, beginning):
    """Return the first paragraph that begins so."""
    return next(part for part in paragraphs(document.Text) if part.String.startswith(beginning))


def cursor(document, beginning):
    """Return a cursor over the whole paragraph that begins so."""
    place = find(document, beginning)
    over = place.Text.createTextCursorByRange(place.Start)
    over.gotoEndOfParagraph(True)
    return over


def select(document, beginning, before):
    """Select from the paragraph that begins so up to the one that begins with `before`."""
    view = document.CurrentController.ViewCursor
    view.gotoRange(find(document, beginning).Start, False)
    view.gotoRange(find(document, before).Start, True)
    return view


def retype(beginning, text):
    return lambda document: setattr(cursor(document, beginning), "String", text)


def replace(old, new):
    def edit(document):
        replacing = document.createReplaceDescriptor()
        replacing.SearchString, replacing.ReplaceString = old, new
        assert document.replaceAll(replacing)

    return edit


def copy(beginning, before, to):
    def edit(document):
        select(document, beginning, before)
        taken = document.CurrentController.getTransferable()
        document.CurrentController.ViewCursor.gotoRange(find(document, to).Start, False)
        document.CurrentController.insertTransferable(taken)

    return edit


def move(beginning, before, to):
    def edit(document):
        view = select(document, beginning, before)
        taken = document.CurrentController.getTransferable()
        view.String = ""
        view.gotoRange(find(document, to).Start, False)
        document.CurrentController.insertTransferable(taken)

    return edit


def delete(beginning, before):
    return lambda document: setattr(select(document, beginning, before), "String", "")


def split(beginning):
    """Press Enter behind `beginning`."""

    def edit(document):
        at = cursor(document, beginning)
        at.collapseToStart()
        while at.String != beginning:
            at.goRight(1, True)
        at.collapseToEnd()
        at.Text.insertControlCharacter(at, PARAGRAPH_BREAK, False)

    return edit


def join(beginning):
    """Press Delete at the end of a paragraph, and then space."""

    def edit(document):
        end = cursor(document, beginning)
        end.collapseToEnd()
        end.goRight(1, True)
        end.String = " "

    return edit


def add_after(beginning, text):
    """Press Enter at the end of a paragraph, and type."""

    def edit(document):
        end = cursor(document, beginning)
        end.collapseToEnd()
        end.Text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        end.Text.insertString(end, text, False)

    return edit


def add_row(beginning, *cells):
    """Put a row with `cells` under the table of which a paragraph begins so."""

    def edit(document):
        table = find(document, beginning).TextTable
        last = table.Rows.Count
        table.Rows.insertByIndex(last, 1)
        for column, text in enumerate(cells):
            table.getCellByPosition(column, last).String = text

    return edit


def remark(beginning, text):
    def edit(document):
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = "Griffie", text
        place = find(document, beginning)
        place.Text.insertTextContent(place.Start, note, False)

    return edit


def track(document):
    document.RecordChanges = True


LETTER = {
    "eenmaal": (),
    "kop-en-plaats": (
        retype("Waarom nu", "Wat er aan de hand is"),
        move("Doelstelling", "Argumenten", to="Financiën"),
    ),
    "gekopieerd": (
        copy("Waarom nu", "Wettelijke grondslag", to="Financiën"),
        copy("De gemeenten schreven de regiovisie", "Als het actieprogramma", to="Kanttekeningen"),
    ),
    "weg-en-gesplitst": (
        delete("Waarom nu", "Wettelijke grondslag"),
        split("Inwoners van jong tot oud zijn thuis veiliger,"),
        join("De raad stelt met dit besluit geen geld"),
        delete("Als het actieprogramma", "Besluit van ons college"),
    ),
    "opmerking": (
        remark("Voor veel mensen", "Klopt dit nog?"),
        replace("geen veilige plek", "lang niet altijd een veilige plek"),
        retype("Als het actieprogramma", "Het college meldt het u als er een actieprogramma is, en stuurt het toe."),
    ),
    "bijgehouden": (
        track,
        delete("Waarom nu", "Wettelijke grondslag"),
        replace("Voor veel mensen", "Voor al te veel mensen"),
        retype("de projectenpool", ""),
        add_after("Inwoners van jong", "Dit is een nieuwe alinea."),
        split("De raden besluiten over dezelfde tekst."),
    ),
    "bijgehouden-verplaatst": (track, move("Doelstelling", "Argumenten", to="Financiën")),
}  # fmt: skip
"""What is done to the letter, by the name of the file that it becomes."""

TABLES = {
    "lijst-tabel-kop": (
        add_after("geweld valt eerder op", "niemand kijkt nog weg;"),
        delete("de kans is kleiner", "er is ruimte om"),
        add_row("december 2020 en januari 2021", "2025", "De raden bespreken de evaluatie."),
        replace("[nog in te vullen: zaaknummer]", "2020/711325"),
        replace("[nog in te vullen: afdeling]", "Maatschappelijke ontwikkeling"),
    ),
}
"""What is done to the document that has a table at its head."""


def main(folder):
    with Office() as office:
        for base, files in (("brief", LETTER), ("tabel", TABLES)):
            for name, edits in files.items():
                office.resave(folder / f"{base}.docx", folder / f"{name}.docx", *edits)
        office.resave(folder / "eenmaal.docx", folder / "tweemaal.docx")
        office.resave(folder / "brief.docx", folder / "brief.odt", kind=ODT)
        office.resave(folder / "brief.odt", folder / "via-odt.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
