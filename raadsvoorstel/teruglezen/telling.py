"""What of a document that came back does not come into the source by itself, as findings."""

from collections.abc import Iterator

from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.teruglezen.around import changed_around
from raadsvoorstel.teruglezen.carrying import Failed
from raadsvoorstel.teruglezen.judging import Stand
from raadsvoorstel.teruglezen.proposal import Change, Proposal


def findings_of(proposal: Proposal) -> Iterator[Finding]:
    for change in proposal.changes:
        yield from _of_change(change, proposal)
    for unwritten in proposal.returned.unwritten:
        message = f"`{unwritten.path}`: {', '.join(unwritten.names)} kan niet in de bron"
        yield Finding("teruglezen-opmaak", message, Origin(str(proposal.file)),
                      "zet het in Word terug in het nieuwe document", Severity.WAARSCHUWING)  # fmt: skip
    for path in dict.fromkeys(proposal.returned.moved):
        message = f"`{path}` staat op een andere plaats in het stuk"
        hint = "de volgorde komt uit de indeling; die van punten verandert u met `volgorde:`"
        yield Finding("teruglezen-verplaatst", message, Origin(str(proposal.file)), hint, Severity.WAARSCHUWING)
    told = " ".join(name for unwritten in proposal.returned.unwritten for name in unwritten.names)
    for line in changed_around(proposal.returned, proposal.version):
        if f"‘{line[:60]}’" in told:
            continue
        message = f"‘{_short(line)}’ hoort bij de kop of het sjabloon"
        hint = "verander het opschrift bij `kop:` in gemeente.yaml, of de tekst in het sjabloon"
        yield Finding("teruglezen-rond-de-tekst", message, Origin(str(proposal.file)), hint, Severity.WAARSCHUWING)
    for loose in proposal.loose:
        where = f"; het staat bij `{loose.near}`" if loose.near else ""
        yield Finding(
            "teruglezen-zonder-veld", f"‘{_short(loose.text)}’ hoort bij geen veld{where}", Origin(str(proposal.file)),
            "zet het zelf in het bestand, onder een veld of een eigen sleutel", Severity.WAARSCHUWING,
        )  # fmt: skip


def _of_change(change: Change, proposal: Proposal) -> Iterator[Finding]:
    origin = next(iter(change.judged.origins), Origin(str(proposal.file)))
    if change.stand is Stand.DOUBT:
        message = f"`{change.path}`: {change.judged.reason}; er wordt niets overgenomen"
        yield Finding(
            "teruglezen-onzeker", message, origin, "neem zelf over wat het moet worden", Severity.WAARSCHUWING
        )
    if change.stand is Stand.REFUSED and isinstance(change.outcome, Failed):
        message = f"`{change.path}` (nummer {change.number}) kan niet worden overgenomen: {change.outcome.reason}"
        yield Finding("teruglezen-niet-mogelijk", message, origin, change.outcome.hint, Severity.WAARSCHUWING)
    for what in change.judged.lost:
        message = f"`{change.path}`: {what} kan niet in de bron"
        yield Finding("teruglezen-opmaak", message, origin, "zet het in Word terug in het nieuwe document",
                      Severity.WAARSCHUWING)  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"
