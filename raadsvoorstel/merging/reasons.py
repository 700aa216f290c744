"""Why something was not written, in words for the griffier."""

from raadsvoorstel.reconcile.steps import Clash, Reason

BOTH = "de bron en dit bestand veranderden dezelfde woorden"
GONE = "de bron veranderde deze tekst, in dit bestand is hij weggehaald"
CHANGED = "de bron haalde deze tekst weg, in dit bestand is hij veranderd"
MOVED = "de bron zet deze tekst ergens anders, in dit bestand is hij ook verplaatst"
UNCERTAIN = "het is niet zeker waar deze tekst nu staat"
NO_TITLE = "de titel waar deze tekst onder hoort, staat niet meer in dit bestand"
NO_FIELD = "dit gegeven is in dit bestand niet teruggevonden"
NO_LINE = "deze regel komt uit het sjabloon of de indeling, en is daar veranderd"
NO_NEIGHBOUR = "niets van wat hiervoor of hierna komt, is in dit bestand teruggevonden"
COPIED = "deze tekst staat ook elders in dit bestand; daar is niets veranderd"

_OF = {Reason.BOTH: BOTH, Reason.GONE: GONE, Reason.CHANGED: CHANGED}


def reason_of(clash: Clash) -> str:
    """Return why two changes do not go together."""
    return _OF[clash.reason]


def remark_on(clash: Clash) -> str:
    """Return the comment that a clash gets in the file: the reason, and what the source says."""
    lines = [f"Niet overgenomen: {reason_of(clash)}."]
    for was, new in clash.words:
        lines.append(f"In de bron: {_quoted(was)} wordt {_quoted(new)}." if was.strip() else f"Erbij: {_quoted(new)}.")
    if clash.ours:
        lines += ["De tekst in de bron is nu:", *clash.ours.splitlines()]
    elif clash.reason is Reason.CHANGED:
        lines.append("Haal de tekst zelf weg als dat zo moet.")
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return f"«{words.strip()}»" if words.strip() else "niets"
