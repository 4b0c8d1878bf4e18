"""What can stop a report from being sent on purpose; its words are in `ui/error_texts.py`."""

from __future__ import annotations

from roundtable.domain.errors import RoundtableError


class ReportOutdated(RoundtableError):
    """What is stored has changed since this version was made; `version` says which."""


class RecipientNamed(RoundtableError):
    """The address holds a registered name, and nobody has said that it is the recipient's."""
