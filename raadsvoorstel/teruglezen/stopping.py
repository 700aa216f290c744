"""What would keep `maak` from making documents once changes were taken over, and which of these changes is to blame."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache

from msgspec import Struct

from raadsvoorstel.findings import Finding
from raadsvoorstel.teruglezen.carrying import Failed
from raadsvoorstel.teruglezen.judging import Around, Judged
from raadsvoorstel.teruglezen.together import Outcome
from raadsvoorstel.teruglezen.version import Version
from raadsvoorstel.yaml_writing.places import Address

Carry = Callable[[Sequence[Judged]], tuple[list[Outcome], Version]]
"""Carries changes out on top of each other."""


class Fault(Struct, frozen=True):
    """A finding that stops the documents of a gemeente, or with an empty name those of the region itself."""

    slug: str
    finding: Finding
    address: Address

    @property
    def in_words(self) -> Hashable:
        """Whose it is, and what it says."""
        return self.slug, self.finding.code, self.finding.message

    @property
    def in_place(self) -> Hashable:
        """Whose it is, of what kind, and in which text."""
        return self.slug, self.finding.code, self.address

    @property
    def key(self) -> Hashable:
        """What it is known by among others: its text, where that is known."""
        return self.in_place if self.address else self.in_words


def caused(before: Version, after: Version) -> list[Fault]:
    """Return the faults that a version did not have before.

    One that says the same was there, and so was another of its kind in the same text.
    """
    if before is after:
        return []
    were, are = _faults(before), _faults(after)
    new, gone = (_beyond(some, others, lambda fault: fault.in_words) for some, others in ((are, were), (were, are)))
    return _beyond(new, gone, lambda fault: fault.in_place)


def _faults(version: Version) -> list[Fault]:
    return [
        Fault(slug, finding, version.address_at(finding.origin))
        for slug, findings in version.stops.items()
        for finding in findings
    ]


def _beyond(some: Iterable[Fault], others: Iterable[Fault], key: Callable[[Fault], Hashable]) -> list[Fault]:
    """Return what some have more than others."""
    left = Counter(map(key, others))
    found = []
    for fault in some:
        if left[key(fault)] > 0:
            left[key(fault)] -= 1
        else:
            found.append(fault)
    return found


# ------------------------------------------------------------------ whose fault


def stopped(finding: Finding) -> Failed:
    """Return why a change is not carried out that would keep a document from being made."""
    return Failed(f"dan houdt `maak` het stuk tegen: {finding.message}", finding.hint)


def culprits(
    every: Sequence[Judged], beside: Sequence[Judged], before: Version, after: Version, carry: Carry
) -> dict[int, Finding]:
    """Return by their numbers changes that cause a fault; nothing when none does.

    `after` is what the project says with every one of them, and with those `beside` them, that cause none. Without
    what is returned there may be other faults.
    """
    new = [*{fault.finding: fault for fault in reversed(caused(before, after))}.values()]
    return _by_place(new, every, beside, before, carry) or _by_search(new, every, beside, before, carry)


def _by_place(
    new: Sequence[Fault], every: Sequence[Judged], beside: Sequence[Judged], before: Version, carry: Carry
) -> dict[int, Finding]:
    """Return the changes with a fault in their own text, that is not there without them."""
    around = Around(every)
    found = {around.only_at(fault.address): fault for fault in new if fault.address}
    suspects = {number: fault for number, fault in found.items() if number is not None}
    if not suspects:
        return {}
    others = [judged for judged in every if judged.edited.number not in suspects]
    left = {fault.key for fault in caused(before, carry([*beside, *others])[1])}
    return {number: fault.finding for number, fault in suspects.items() if fault.key not in left}


def _by_search(
    new: Sequence[Fault], every: Sequence[Judged], beside: Sequence[Judged], before: Version, carry: Carry
) -> dict[int, Finding]:
    """Return for each fault the change with which it comes, when they are carried out one after another."""

    @cache
    def keys_with(count: int) -> frozenset[Hashable]:
        return frozenset(fault.key for fault in caused(before, carry([*beside, *every[:count]])[1]))

    found: dict[int, Finding] = {}
    for fault in new:
        place = bisect_left(range(1, len(every)), True, key=lambda count: fault.key in keys_with(count))
        found[every[place].edited.number] = fault.finding
    return found
