"""What can stop a check against a paper, or papers from being destroyed; the words are in
`ui/error_texts.py`."""

from __future__ import annotations

from roundtable.domain.errors import RoundtableError


class PaperUnreadable(RoundtableError):
    """The file is no PDF, is damaged, or is larger than any report."""


class PaperLocked(RoundtableError):
    """The PDF is an encrypted copy, and no passphrase was given, or another one's."""


class AnchorMissing(RoundtableError):
    """The paper prints no trail head: it is no report or sign-off record of Roundtable."""


class AnchorsDiffer(RoundtableError):
    """The pages of one paper print different trail heads: it was put together or written over."""


class OnLegalHold(RoundtableError):
    """The audit is on legal hold: nothing of it is destroyed."""


class HoldReasonMissing(RoundtableError):
    """A legal hold was set without saying why."""


class RetentionNotOver(RoundtableError):
    """The time that these records are kept is not over (details: due = the day, in words)."""


class KeepingOutOfRange(RoundtableError):
    """The months typed are fewer than one, or more than allowed (details: most)."""


class NothingToDestroy(RoundtableError):
    """Nothing was chosen, or all of it was destroyed before."""


class MeetingNotOver(RoundtableError):
    """A round table of this audit is open or paused: what the room says is still being written down."""


class KeptTextHoldsName(RoundtableError):
    """A text that stays would still hold somebody of the register (details: places)."""


class SecondPlaceMissing(RoundtableError):
    """The folder for second copies of backups is not there: a stick that is not plugged in, for example."""


class SecondPlaceUnfit(RoundtableError):
    """The folder chosen for second copies is the file's own, or lies among its backups."""


class SecondPlaceFull(RoundtableError):
    """There is no room for a copy in the second place; nothing half-made is left there."""


class SecondPlaceNotWritable(RoundtableError):
    """Nothing may be written in the second place."""


class SecondPlaceFailed(RoundtableError):
    """A copy in the second place could not be written or did not pass its check; it was taken away again."""
