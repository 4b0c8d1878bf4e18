"""Everything that can go wrong on purpose, as nouns. The words for the screen are in `ui/error_texts.py`."""

from __future__ import annotations


class RoundtableError(Exception):
    """Root of every error raised on purpose. `details` are plain, content-free values for the message."""

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details


# --- The vault file


class VaultMissing(RoundtableError):
    """There is no file at this path."""


class VaultAlreadyThere(RoundtableError):
    """A file of this name exists; a new vault never replaces one."""


class VaultNotPermitted(RoundtableError):
    """The system does not let this user read the file, or write in its folder."""


class VaultReadOnly(RoundtableError):
    """The vault is open for reading only: the file or its folder cannot be written."""


class VaultNeedsWriting(RoundtableError):
    """An interrupted change has to be rolled back first, and the file or its folder cannot be written."""


class VaultEmptyFile(RoundtableError):
    """The file has 0 bytes, or too few to be a vault (details: size in bytes)."""


class VaultNotEncrypted(RoundtableError):
    """The file is a plain SQLite database: no vault, and nothing is written to it."""


class VaultForeign(RoundtableError):
    """The file opens with this passphrase but is not a Roundtable vault, or cannot be one at all."""


class VaultDamaged(RoundtableError):
    """Right passphrase, damaged file (details: backup = the newest good backup's file name, or empty)."""


class VaultNewer(RoundtableError):
    """A later version of Roundtable wrote this file (details: found, known = schema numbers)."""


class VaultOpenElsewhere(RoundtableError):
    """Somebody has the vault open (details: host, process, since, here = on this machine)."""


class VaultLocked(RoundtableError):
    """The vault has been closed or locked; unlock it first."""


class VaultOnForbiddenThread(RoundtableError):
    """A vault call on the thread of the window, which must never wait for the file."""


class TransactionOpen(RoundtableError):
    """A transaction was begun inside another one."""


class TransactionOver(RoundtableError):
    """A transaction was used after it ended."""


class EncryptionMissing(RoundtableError):
    """The SQLite library in use does not encrypt; nothing may be written with it."""


class DiskFull(RoundtableError):
    """No room left on the drive; the change was rolled back and nothing is half written."""


class VaultWriteFailed(RoundtableError):
    """The drive refused to read or write; the change was rolled back (details: code = SQLite's own)."""


class RecordMissing(RoundtableError):
    """Nothing is stored under this id (details: kind)."""


class RecordUnreadable(RoundtableError):
    """A stored record does not have the form this version expects (details: kind, where)."""


# --- Passphrase, recovery, backups


class WrongPassphrase(RoundtableError):
    """The file is sound and the passphrase is another one (details: wait = seconds until the next try)."""


class PassphraseOrDamage(RoundtableError):
    """The file does not open; without recovery file and backup nobody can say why (details: wait)."""


class TooManyTries(RoundtableError):
    """After wrong passphrases the next try has to wait (details: wait = seconds)."""


class PassphraseTooWeak(RoundtableError):
    """Below the floor (details: guidance = sentences that say what to do)."""


class RecoveryFileMissing(RoundtableError):
    """There is no recovery file beside the vault."""


class RecoveryFileDamaged(RoundtableError):
    """The recovery file is not readable, or belongs to another vault."""


class RecoveryCodeMistyped(RoundtableError):
    """The code has the wrong length, a character that is not used, or a checksum that does not fit."""


class RecoveryCodeWrong(RoundtableError):
    """A well-formed code, but of another vault."""


class BackupFailed(RoundtableError):
    """The copy could not be verified, and was removed; older backups are untouched (details: reason)."""


class BackupUnusable(RoundtableError):
    """This backup does not open with this passphrase, or fails its checks (details: backup = name)."""


# --- The trail


class TrailBroken(RoundtableError):
    """The trail does not verify (details: problem, entry = sequence number)."""
