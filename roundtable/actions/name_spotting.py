"""What becomes of the hints of an optional name model: questions of the review, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from roundtable import anonymise
from roundtable.actions.labels import anonymiser_of
from roundtable.actions.name_spotting_port import NameSpotter
from roundtable.actions.ports import Vault
from roundtable.actions.report_content import prepare_report
from roundtable.actions.scribe import WITHOUT_CLUES
from roundtable.anonymise.anonymiser import pieces
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AuditId
from roundtable.domain.report_work import Suspect

AT_ONCE = 2_000
"""Letters that a model is given at once, so that it can be stopped within a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Readable:
    """One text of the report as it was typed, and the spans of it that the rules deal with already."""

    text: str
    dealt_with: tuple[tuple[int, int], ...]


def spotting_view(vault: Vault, audit_id: AuditId) -> tuple[Readable, ...]:
    """Every text on its way into the report, each once. Raises a child of CaseClosedToRoom.

    What is printed for every audit alike is left out: no name of a case stands in the questions.
    """
    with vault.reading() as tx:
        passages = prepare_report(tx, audit_id).passages
        engine = anonymiser_of(tx, audit_id)
        texts = dict.fromkeys(p.before for p in passages if p.where not in WITHOUT_CLUES)
        return tuple(Readable(t, tuple((f.start, f.end) for f in engine.find(t))) for t in texts)


def spot_names(
    spotter: NameSpotter, texts: Iterable[Readable], is_stopped: Callable[[], bool] = lambda: False
) -> tuple[Suspect, ...]:
    """The distinct strings that the model takes for names and the rules do not; sorted.

    Needs no vault and takes long. Once `is_stopped` says so, what was found until then is returned.
    """
    found: dict[str, str] = {}
    for readable in texts:
        taken = bytearray(len(readable.text))
        for start, end in readable.dealt_with:
            taken[start:end] = b"\x01" * (end - start)
        for first, last in pieces(readable.text, AT_ONCE):
            if is_stopped():
                return _suspects(found)
            for spot in spotter.spot(readable.text[first:last]):
                for text in _left_over(readable.text, taken, first + spot.start, first + spot.end):
                    found.setdefault(text, "place" if spot.kind == "place" else "stranger")
    return _suspects(found)


def suggest_names(vault: Vault, audit_id: AuditId, suspects: Iterable[Suspect]) -> Changes:
    """Keeps what a model found: from now on these strings are asked about, with the model or without.

    Nothing that was found before is forgotten, so that no decision loses its string. Changes nothing when
    nothing is new.
    """
    with vault.transaction() as tx:
        work = tx.report_works.get(audit_id)
        known = {s.text for s in work.suspects}
        new = tuple(s for s in suspects if s.text not in known)
        if not new:
            return changed()
        tx.report_works.put(replace(work, suspects=(*work.suspects, *new)))
        tx.log("names.suggested", audit_id)
        return changed(Topic.ANONYMISATION)


def _left_over(text: str, taken: bytearray, start: int, end: int) -> Iterator[str]:
    """The words of a spot that nothing has dealt with, neighbours together."""
    at = start
    while at < end:
        stop = at
        while stop < end and taken[stop] == taken[at]:
            stop += 1
        left = text[at:stop].strip(" \t\r\n.,;:()-'’") if not taken[at] else ""
        if left and anonymise.plausible(left, begins_sentence=_begins_sentence(text, at)):
            yield left
        at = stop


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or a line begins here: no letter, comma or semicolon stands before."""
    before = text[max(0, at - 8) : at].rstrip(" \t\"'“‘(")[-1:]
    return not (before.isalnum() or before in {",", ";"})


def _suspects(found: dict[str, str]) -> tuple[Suspect, ...]:
    return tuple(Suspect(text, kind) for text, kind in sorted(found.items()))
