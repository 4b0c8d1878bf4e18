"""What can stop a report from being sent on purpose; its words are in `ui/error_texts.py`."""

from __future__ import annotations

from roundtable.domain.errors import PaperNotSaved, RoundtableError


class ReportOutdated(RoundtableError):
    """What is stored has changed since this version was made; `version` says which."""


class RecipientNamed(RoundtableError):
    """The address holds a registered name, and nobody has said that it is the recipient's."""


class RecipientOutside(RoundtableError):
    """The address is outside the allowed domains (`domains`), and nobody has agreed to that."""


class ReportWithdrawn(RoundtableError):
    """This version was withdrawn; it is not sent again (details: version)."""


class TextWithdrawn(RoundtableError):
    """Somebody could be recognised in this very text when version `version` was withdrawn."""


class NothingWithdrawn(RoundtableError):
    """This version was not withdrawn, so there is no notice to write."""


class FolderNotThere(PaperNotSaved):
    """The folder that was chosen is gone, or its drive is."""


class FolderNotWritable(PaperNotSaved):
    """Nothing may be written in the folder that was chosen."""


class FolderFull(PaperNotSaved):
    """There is no room left where the file was to go."""


class FileInTheWay(PaperNotSaved):
    """A file of this name is there and cannot be replaced: it is open, protected, or a folder."""
