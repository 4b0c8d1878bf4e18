"""Everything that can go wrong on purpose, as nouns. The words for the screen are in `ui/error_texts.py`."""

from __future__ import annotations


class RoundtableError(Exception):
    """Root of every error raised on purpose. `details` are plain, content-free values for the message."""

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details


# --- The computer


class DisplayMissing(RoundtableError):
    """There is no display to open a window on."""


class LibrariesMissing(RoundtableError):
    """Qt's system libraries are not all there (details: missing, line = what installs them)."""


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


class SearchIndexBroken(RoundtableError):
    """What can be found cannot be told: the index is made anew from the records. No record is touched."""


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


# --- Board, audit, case


class AgencyUnknown(RoundtableError):
    """No agency of the Board has this id."""


class TitleMissing(RoundtableError):
    """An audit needs a title."""


class WindowBackwards(RoundtableError):
    """The look-back window ends before it begins."""


class QuestionSetFrozen(RoundtableError):
    """The question set has been used at a meeting and stays as it is."""


class CaseDiscussed(RoundtableError):
    """Something was said about the case: it stays in the audit, with its register."""


class FamilyLoop(RoundtableError):
    """Somebody would be their own ancestor."""


class EventMissing(RoundtableError):
    """No event of the case has this id."""


class SameEventTwice(RoundtableError):
    """Two lines of one agency are not two agencies on one event."""


class EventTextMissing(RoundtableError):
    """An event needs a text."""


class EventDateMissing(RoundtableError):
    """An event needs a date."""


class PackUnreadable(RoundtableError):
    """A case pack could not be read (details: problems = sentences that name row and field)."""


class RegisterUnreadable(RoundtableError):
    """A register file could not be read (details: problem)."""


class ReferenceTaken(RoundtableError):
    """Another audit already has this reference."""


class ReferenceHoldsName(RoundtableError):
    """The audit's reference holds a registered name; it is printed and becomes a file name."""


# --- The meeting


class RoundTableNotOpen(RoundtableError):
    """This needs an open round table (details: state)."""


class AgendaItemFixed(RoundtableError):
    """Only a break can be taken out of the running order; or the item is not there any more."""


class MinutesWrong(RoundtableError):
    """An item of the agenda takes 1 to 480 minutes."""


class AttendeeMissing(RoundtableError):
    """No attendee has this id."""


class AttendeeInUse(RoundtableError):
    """Somebody who was here, signed or refused stays on the record."""


class AttendeeNameMissing(RoundtableError):
    """An attendee needs a name."""


class SamePersonTwice(RoundtableError):
    """This person is already on the list."""


class CaseClosedToRoom(RoundtableError):
    """Case content may not be shown now. Its children say why."""


class NobodyPresent(CaseClosedToRoom):
    """The round table is open and nobody is recorded as present."""


class NotEverybodySigned(CaseClosedToRoom):
    """Somebody present has not signed this version of the statement (details: count)."""


class CurtainDrawn(CaseClosedToRoom):
    """The curtain covers everything."""


class RecusedStillPresent(CaseClosedToRoom):
    """Somebody who must leave for this case is still in the room (details: count)."""


class ConcernsOpen(RoundtableError):
    """An urgent concern has not been handed over and acknowledged (details: count)."""


class WrongPin(RoundtableError):
    """The meeting PIN does not fit (details: left = tries left before the passphrase is wanted)."""


class PinNotFourDigits(RoundtableError):
    """The meeting PIN has to be four to eight digits."""


class AnotherMeetingOpen(CaseClosedToRoom):
    """A round table of another audit is open; only its own cases may be shown in that room."""


# --- The walkthrough and what is captured


class UnknownGrade(RoundtableError):
    """The grade is not one of the scale in use (details: scale)."""


class ReasonMissing(RoundtableError):
    """A grade that no agency gave itself needs a reason."""


class SkipReasonMissing(RoundtableError):
    """A step is skipped with a reason."""


class LessonTextMissing(RoundtableError):
    """A lesson needs a text."""


class ActionIncomplete(RoundtableError):
    """An action lacks something (details: problems = pairs of field and sentence)."""


class ConcernTextMissing(RoundtableError):
    """An urgent concern needs what was said."""


class HandoverMissing(RoundtableError):
    """A concern is handed over to a named person, and acknowledged by one."""


# --- Anonymising, exporting, sending


class DecisionsOpen(RoundtableError):
    """Names still wait for a decision (details: count)."""


class EditedTextMissing(RoundtableError):
    """A lesson or an action of the report was left without words by an edit."""


class CluesOpen(DecisionsOpen):
    """A report for publication still holds clues that nobody has decided (details: count)."""


class ClueWordsMissing(RoundtableError):
    """A clue was to be told more generally, but no words were given."""


class DateFormNotOffered(RoundtableError):
    """Dates of this class cannot be printed like this in a report for these readers."""


class NothingToMerge(RoundtableError):
    """A person cannot be merged with themselves, or with somebody who is not in the register."""


class NotConfirmed(RoundtableError):
    """No second person has confirmed the anonymised text."""


class ConfirmationStale(RoundtableError):
    """The text changed after the second person confirmed it."""


class ConfirmerMissing(RoundtableError):
    """The confirmation needs the name of whoever read the text."""


class ConfirmerTookPart(RoundtableError):
    """Whoever confirms decided something for this report, leads its meeting or unlocked the file."""


class NameKeptEverywhere(RoundtableError):
    """A form of the register can stay as a word in one sentence at a time, never everywhere at once."""


class GateHit(RoundtableError):
    """The finished file holds something that must not leave (details: hits = places, without the words)."""


class PaperNotSaved(RoundtableError):
    """A paper could not be written where it was to go; it can be made again."""


class FileUnreadable(RoundtableError):
    """A file that was chosen cannot be read."""


class RecipientMissing(RoundtableError):
    """There is no e-mail address to send to."""


class ReportMissing(RoundtableError):
    """No report has been made for this audit yet."""


class RecordNotStorable(RoundtableError):
    """Would not come back as it went in: a time without zone, half a character (details: kind)."""
