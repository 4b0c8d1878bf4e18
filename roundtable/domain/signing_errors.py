"""What can go wrong on purpose when the statement is signed; its words are in `ui/error_texts.py`."""

from __future__ import annotations

from roundtable.domain.errors import CaseClosedToRoom, RoundtableError


class StatementEmpty(RoundtableError):
    """A statement needs at least one clause."""


class StatementChanged(RoundtableError):
    """The statement was changed while it was being signed; show the new text first."""


class AlreadySigned(RoundtableError):
    """This attendee has signed this version."""


class AttendeeNotPresent(RoundtableError):
    """Only somebody who is present can sign in the room."""


class ReceivedInTheRoom(RoundtableError):
    """A statement that was signed beforehand is received from remote attendees alone."""


class SignatureEmpty(RoundtableError):
    """Nothing was drawn."""


class SignatureTooShort(SignatureEmpty):
    """The pad holds too little to be a signature."""


class TypedNameMissing(RoundtableError):
    """Signing by typing needs the name."""


class TypedNameDiffers(RoundtableError):
    """The typed name is not the attendee's name."""


class TurnedAway(RoundtableError):
    """The facilitator decided that this person does not take part."""


class TurnedAwayReasonMissing(RoundtableError):
    """Somebody is turned away with a reason."""


class AdmissionUndecided(CaseClosedToRoom):
    """Somebody is here whose accreditation ended or is not known, and nobody has decided (details: count)."""


class SignatureMissing(RoundtableError):
    """There is no signature to void."""


class VoidReasonMissing(RoundtableError):
    """A signature is voided with a reason."""
