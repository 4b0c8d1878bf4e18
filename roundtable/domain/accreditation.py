"""Who nominated and accredited a representative, and what the facilitator decides where that is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from roundtable.domain.board import Representative
from roundtable.domain.signing_errors import TurnedAwayReasonMissing
from roundtable.domain.wording import day_words, time_words

NOT_LISTED = "not on the Board’s list of representatives"


@dataclass(frozen=True, slots=True)
class Admission:
    """The facilitator's decision about somebody whose accreditation ended, or is not known."""

    may_stay: bool
    reason: str
    at: datetime
    decided_by: str

    @property
    def words(self) -> str:
        """ "may take part, decided by Ruth Abara on 8 October 2026 at 09:40: …"."""
        what = "may take part" if self.may_stay else "does not take part"
        said = f"{what}, decided by {self.decided_by} on {day_words(self.at)} at {time_words(self.at)}"
        return f"{said}: {self.reason}" if self.reason else said


def decided(*, may_stay: bool, reason: str, at: datetime, by: str) -> Admission:
    """A decision. Raises TurnedAwayReasonMissing: nobody is turned away without a word of why."""
    reason = " ".join(reason.split())
    if not may_stay and not reason:
        raise TurnedAwayReasonMissing()
    return Admission(may_stay, reason, at, by)


def doubt(person: Representative | None, on: date) -> str:
    """What is in doubt about somebody at a meeting on that day; "" when they are accredited for it."""
    if person is None:
        return NOT_LISTED
    if person.is_accredited(on):
        return ""
    if person.accredited_on is None:
        return "accreditation not known"
    if person.accreditation_ends_on and person.accreditation_ends_on < on:
        return f"accreditation ended on {day_words(person.accreditation_ends_on)}"
    return "not accredited on the day"


def short_doubt(note: str) -> str:
    """What is in doubt, as a line of a list has room for it."""
    return "not on the Board’s list" if note == NOT_LISTED else note


def standing(person: Representative | None, on: date) -> str:
    """Dates that the Board keeps: "nominated on 3 March 2026, accredited until 4 April 2028"; "" for none.

    What is in doubt is left to `doubt`.
    """
    if person is None:
        return ""
    parts = [f"nominated on {day_words(person.nominated_on)}"] if person.nominated_on else []
    if person.accredited_on is not None and person.is_accredited(on):
        until = person.accreditation_ends_on
        end = f"until {day_words(until)}" if until else f"since {day_words(person.accredited_on)}"
        parts.append(f"accredited {end}")
    return ", ".join(parts)
