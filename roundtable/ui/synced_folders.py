"""Whether a folder is copied to other machines by a cloud service, as far as its name tells."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

_SERVICES: Final = (
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("creative cloud files", "Creative Cloud"),
)


ADVICE: Final = (
    "{service} may change the file while you work in it, and keeps old copies of it. "
    "A folder on this computer or on your organisation’s drive is safer."
)
"""What to say about a file in such a folder."""


def sync_service(path: PurePath) -> str:
    """The service whose folder this looks like, "" for none."""
    for part in path.parts:
        folded = part.casefold()
        if folded == "box":
            return "Box"
        for sign, service in _SERVICES:
            if folded.startswith(sign):
                return service
    return ""
