"""What the screen says when a report cannot be sent, or a file not be written; part of `error_texts`."""

from __future__ import annotations

from typing import Final

from roundtable.domain import sending_errors as sending

SENDING_TEXTS: Final[dict[type, tuple[str, str]]] = {
    sending.RecipientNamed: (
        "The address holds a registered name",
        "Check it. If it is the recipient’s own address, say so under it; else enter another.",
    ),
    sending.RecipientOutside: (
        "The address is outside the allowed domains",
        "Check it twice: {domains}. Agree to it, enter another, or add the domain in Settings.",
    ),
    sending.ReportOutdated: (
        "Version {version} no longer matches what is stored",
        "Something was changed after it was made. Create the next version, then send that one.",
    ),
    sending.ReportWithdrawn: (
        "Version {version} was withdrawn",
        "It is not sent again. Create the next version, then send that one.",
    ),
    sending.TextWithdrawn: (
        "This text was withdrawn with version {version}",
        "Somebody could be recognised in it. Change it first: go to Check for names, or to the step where "
        "the words were typed. Then a second person confirms it.",
    ),
    sending.NothingWithdrawn: (
        "This version was not withdrawn",
        "Withdraw it first; then the notices can be written.",
    ),
    sending.FolderNotThere: (
        "The folder is not there",
        "Nothing was written. Connect its drive, or choose another folder.",
    ),
    sending.FolderNotWritable: (
        "Nothing may be written in this folder",
        "Choose a folder of your own, such as Documents, or ask its owner for the right to write in it.",
    ),
    sending.FolderFull: (
        "There is no room left on this drive",
        "Nothing was written. Free some space, or choose a folder on another drive.",
    ),
    sending.FileInTheWay: (
        "The file of this name cannot be replaced",
        "It is as it was. Close it where it is open, or choose another name.",
    ),
}
