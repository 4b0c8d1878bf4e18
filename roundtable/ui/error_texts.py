"""What the screen says about each error: what happened, and what to do. Nothing about a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from roundtable import assets
from roundtable.domain import errors as e
from roundtable.domain import keeping_errors as keeping
from roundtable.domain import logo
from roundtable.domain import signing_errors as signing
from roundtable.domain.errors import RoundtableError
from roundtable.domain.wording import counted
from roundtable.ui.second_place_texts import SECOND_PLACE_TEXTS
from roundtable.ui.sending_error_texts import SENDING_TEXTS
from roundtable.ui.table_error_texts import TABLE_TEXTS
from roundtable.ui.tasks import TasksEnded, UnexpectedFault, WorkCancelled


@dataclass(frozen=True, slots=True)
class ErrorText:
    """`title` says what happened in one line, `advice` what to do about it."""

    title: str
    advice: str


def explain(error: RoundtableError) -> ErrorText:
    """The words for an error, with its `details` filled in. Without an entry of its own: its parent's."""
    kind = next(kind for kind in type(error).__mro__ if kind in TEXTS or kind.__name__ in OTHER_LAYERS)
    title, advice = TEXTS[kind] if kind in TEXTS else OTHER_LAYERS[kind.__name__]
    known = _Known({name: _words(value) for name, value in error.details.items()})
    if known.get("wait", "").isdigit():
        known["seconds"] = counted(int(known["wait"]), "second")
    return ErrorText(title.format_map(known), advice.format_map(known))


class _Known(dict[str, str]):
    """Leaves no hole in a sentence when an error came without one of its details."""

    def __missing__(self, key: str) -> str:
        return "—"


def _words(value: object) -> str:
    """A detail in words. A list of sentences becomes running text; a pair gives its last part."""
    if isinstance(value, tuple | list):
        return " ".join(_words(part[-1] if isinstance(part, tuple) else part) for part in value)
    return str(value)


TEXTS: Final[dict[type, tuple[str, str]]] = {
    RoundtableError: (
        "This did not work",
        "Nothing was changed. Try it again; if it fails again, close and open Roundtable.",
    ),
    # --- the program
    UnexpectedFault: (
        "Something went wrong",
        "What was saved is safe. Try it again. If it fails again, give your support team number {number}.",
    ),
    WorkCancelled: ("Stopped", "Nothing was changed. You can start it again at any time."),
    TasksEnded: ("Roundtable is closing", "Open it again to go on."),
    assets.AssetMissing: (
        "A part of Roundtable is missing",
        "Install Roundtable again; {name} was not found.",
    ),
    e.DisplayMissing: (
        "There is no display here, so no window can open",
        "Log in to a desktop. The commands that need no window work without one; see roundtable --help.",
    ),
    e.LibrariesMissing: ("Qt cannot open a window", "Missing: {missing}. Install with: {line}"),
    e.RegisterUnreadable: ("The register file could not be read", "Mend this, then try again: {problem}"),
    e.AnotherMeetingOpen: (
        "Another round table is open",
        "Only the cases of the open round table may be shown. Pause or close it first.",
    ),
    # --- the vault file
    e.VaultMissing: ("The vault is not there", "Look for the file in another folder, or connect its drive."),
    e.VaultAlreadyThere: ("There is a file of this name", "Choose another name; a vault is never replaced."),
    e.VaultNotPermitted: (
        "You are not allowed to open this file",
        "Ask the owner of the folder for the right to read and write in it.",
    ),
    e.VaultReadOnly: (
        "The vault is open for reading only",
        "To make changes, copy it to a folder you may write in and open the copy.",
    ),
    e.VaultNeedsWriting: (
        "An interrupted change has to be undone first",
        "Copy the vault, with the files beside it, to a folder you may write in and open the copy.",
    ),
    e.VaultEmptyFile: ("The file is empty", "It is not a vault any more. Open a backup instead."),
    e.VaultNotEncrypted: ("This file is not encrypted", "It is not a Roundtable vault. Choose another file."),
    e.VaultForeign: ("This is not a Roundtable vault", "Choose a file that ends in .roundtable."),
    e.VaultDamaged: (
        "The passphrase is right, but the file is damaged",
        "Open the newest good backup: {backup}. The damaged file is kept beside it.",
    ),
    e.VaultNewer: (
        "A newer Roundtable wrote this vault",
        "Install the newest Roundtable here, or open the vault on the other computer.",
    ),
    e.VaultOpenElsewhere: (
        "Somebody has this vault open",
        "It is open on {host} since {since}. Close it there, then open it here.",
    ),
    e.VaultLocked: ("The vault is locked", "Unlock it with its passphrase."),
    e.VaultOnForbiddenThread: ("Something went wrong", "What was saved is safe. Close and open Roundtable."),
    e.TransactionOpen: ("Something went wrong", "Nothing was changed. Close and open Roundtable."),
    e.SearchIndexBroken: (
        "Nothing can be found just now",
        "Everything is in the file. Check the file under “Backups and checks”: that mends finding.",
    ),
    e.TransactionOver: ("Something went wrong", "Nothing was changed. Close and open Roundtable."),
    e.EncryptionMissing: (
        "This computer cannot encrypt",
        "Nothing was written. Install Roundtable again; its encryption library is missing.",
    ),
    e.DiskFull: (
        "The drive is full",
        "The last change is not saved and still on the screen. Free some space, then save again.",
    ),
    e.VaultWriteFailed: (
        "The drive did not take the change",
        "The last change is not saved and still on the screen. Check the drive, then save again "
        "(code {code}).",
    ),
    e.RecordMissing: ("This is not there any more", "Somebody removed it. Go back and choose again."),
    e.RecordNotStorable: (
        "This cannot be stored",
        "The last change is not saved and still on the screen. Shorten it or remove unusual characters.",
    ),
    e.RecordUnreadable: (
        "Something in the vault cannot be read",
        "The rest is not affected. Open a backup to get it back ({kind}).",
    ),
    # --- passphrase, recovery, backups
    e.WrongPassphrase: (
        "That is not the passphrase",
        "Check Caps Lock and try again. You can try again after {seconds}.",
    ),
    e.PassphraseOrDamage: (
        "The vault does not open",
        "Either the passphrase is another one or the file is damaged. Check Caps Lock and try again after "
        "{seconds}, or open a backup.",
    ),
    e.TooManyTries: ("Wait before the next try", "You can try again after {seconds}."),
    e.PassphraseTooWeak: ("This passphrase is too easy to guess", "{guidance}"),
    e.RecoveryFileMissing: (
        "The recovery file is not there",
        "Put the file that ends in .roundtable-recovery back beside the vault. Every backup has a copy.",
    ),
    e.RecoveryFileDamaged: (
        "The recovery file does not fit this vault",
        "Take the recovery file from the newest backup of this vault.",
    ),
    e.RecoveryCodeMistyped: (
        "The code has a typing slip",
        "Compare it with the recovery sheet, group by group.",
    ),
    e.RecoveryCodeWrong: ("This code belongs to another vault", "Look for the recovery sheet of this vault."),
    e.BackupFailed: ("The backup was not made", "Earlier backups are untouched. Check the drive: {reason}."),
    e.BackupUnusable: ("This backup does not open", "Choose another backup; {backup} fails its checks."),
    e.TrailBroken: (
        "The trail has been changed from outside",
        "Do not go on with this file. Keep it as it is and tell the Quality Assurance Manager "
        "(entry {entry}).",
    ),
    # --- board, audit, case
    e.AgencyUnknown: ("This agency is not on the Board’s list", "Add it to the Board’s agencies first."),
    e.TitleMissing: ("The audit has no title", "Enter a title, like Neglect of young children."),
    e.WindowBackwards: (
        "The look-back window ends before it begins",
        "Enter a first day before the last day.",
    ),
    e.QuestionSetFrozen: (
        "The questions have been used at a meeting",
        "They stay as they are. Make a new audit to ask other questions.",
    ),
    e.CaseDiscussed: (
        "This case stays in the audit",
        "Something was said about it, or a lesson or action rests on it or names somebody of it. "
        "Skip its steps with a reason instead.",
    ),
    e.FamilyLoop: ("Somebody would be their own ancestor", "Check the parents that were entered last."),
    e.AgendaItemFixed: (
        "This line of the running order cannot be taken out",
        "Only a break can. A case is skipped step by step, with a reason.",
    ),
    e.MinutesWrong: (
        "This is no length for an item of the agenda",
        "Enter a number of minutes from 1 to 480.",
    ),
    e.SameEventTwice: (
        "Both lines come from the same agency",
        "Choose the line of another agency that tells of the same event.",
    ),
    e.EventMissing: ("This event is not there any more", "Somebody removed it. Choose another one."),
    e.EventTextMissing: ("The event has no text", "Enter what happened."),
    e.EventDateMissing: ("The event has no date", "Enter the date, like 27 3 2027."),
    e.PackUnreadable: ("The case pack cannot be read", "{problems}"),
    e.ReferenceTaken: ("Another audit has this reference", "Enter another reference."),
    e.ReferenceHoldsName: (
        "The reference holds a name from the register",
        "Enter a reference without names; it is printed and becomes a file name.",
    ),
    # --- the meeting
    e.RoundTableNotOpen: ("The round table is not open", "Open the round table first."),
    e.AnotherMeetingOpen: (
        "Another round table is open",
        "Close or pause it first; only one meeting is open at a time.",
    ),
    e.AttendeeMissing: ("This person is not on the list", "Go back to the list and choose again."),
    e.AttendeeInUse: (
        "This person stays on the list",
        "They were here, signed or refused, and the record says so. Record that they have left.",
    ),
    e.AttendeeNameMissing: ("The name is missing", "Enter the person’s name."),
    e.SamePersonTwice: (
        "This person is already on the list",
        "Choose the entry that is there. Somebody else of the same name: choose their agency.",
    ),
    e.CaseClosedToRoom: ("Case content cannot be shown now", "Go to Sign confidentiality to see why."),
    e.NobodyPresent: ("Nobody is recorded as present", "Record who has arrived, then ask them to sign."),
    e.NotEverybodySigned: (
        "Cannot start yet",
        "Still to sign: {count}. Go to Sign confidentiality, or record who has left.",
    ),
    e.CurtainDrawn: ("The curtain is drawn", "Lift the curtain first (F9)."),
    e.RecusedStillPresent: (
        "Somebody has to leave for this case",
        "Still in the room: {count}. Record that they have left, then open the case.",
    ),
    e.ConcernsOpen: (
        "An urgent concern is not handed over",
        "Still open: {count}. Record to whom each was handed over and who acknowledged it.",
    ),
    e.WrongPin: ("That is not the meeting PIN", "Tries left: {left}. After that, enter the passphrase."),
    e.PinNotFourDigits: ("The meeting PIN does not fit", "Enter four to eight digits."),
    # --- signing
    signing.AdmissionUndecided: (
        "Cannot start yet",
        "Accreditation to decide: {count}. Decide on the sign-off page whether they take part.",
    ),
    signing.StatementEmpty: ("The statement has no clause", "Enter at least one clause."),
    signing.StatementChanged: ("The statement has changed", "Read the new text, then sign again."),
    signing.AlreadySigned: ("This person has signed", "Nothing more to do here. Choose the next person."),
    signing.AttendeeNotPresent: ("This person is not in the room", "Record that they have arrived first."),
    signing.ReceivedInTheRoom: (
        "Only a remote attendee’s signed copy is received",
        "Ask the person to sign here: on the pad, by typing, or on paper.",
    ),
    signing.SignatureEmpty: ("The signature is missing", "Sign in the box, or choose Type my name."),
    signing.SignatureTooShort: (
        "The signature is too short to be kept",
        "Sign once more, a little longer, or choose Type my name.",
    ),
    signing.TypedNameMissing: ("The name is missing", "Type your full name."),
    signing.TypedNameDiffers: (
        "The typed name is not the name on the list",
        "Type your name as it is shown above.",
    ),
    signing.TurnedAway: (
        "This person does not take part",
        "That was decided about their accreditation. To change it, choose “Decide again” in the list.",
    ),
    signing.TurnedAwayReasonMissing: ("The reason is missing", "Enter why they do not take part."),
    signing.SignatureMissing: ("There is no signature to void", "Nothing more to do here."),
    signing.VoidReasonMissing: ("The reason is missing", "Enter why the signature no longer counts."),
    # --- the walkthrough
    e.UnknownGrade: ("This grade is not on the scale", "Choose one of: {scale}."),
    e.ReasonMissing: ("The reason is missing", "No agency gave this grade. Enter why the group did."),
    e.SkipReasonMissing: ("The reason is missing", "Enter why this step is skipped; the report lists it."),
    e.LessonTextMissing: ("The lesson has no text", "Enter what you would tell a colleague."),
    e.ActionIncomplete: ("The action is not complete", "{problems}"),
    e.ConcernTextMissing: ("The concern has no text", "Enter what was said, in a few words."),
    e.HandoverMissing: ("The handover is not complete", "Enter who took the concern on."),
    # --- anonymising, exporting, sending
    e.DecisionsOpen: ("Names still wait for a decision", "Still to decide: {count}. Go to Check for names."),
    e.EditedTextMissing: (
        "A lesson or an action needs words",
        "Write it again, or remove it on the page of the lessons or of the actions.",
    ),
    e.CluesOpen: (
        "Clues still wait for a decision",
        "A report for publication needs every one decided: {count} left. Go to What points at the family.",
    ),
    e.ClueWordsMissing: (
        "The words are missing",
        "Enter what the report says instead, like “of primary-school age”.",
    ),
    e.DateFormNotOffered: (
        "Dates cannot be printed like this here",
        "Choose one of the ways listed; for publication, years and single ages are not told.",
    ),
    e.NothingToMerge: ("There is only one of them", "Choose two different people of this register."),
    e.NotConfirmed: ("Nobody has confirmed the text", "Ask a second person to read it and sign."),
    e.ConfirmationStale: (
        "The text changed after it was confirmed",
        "Ask the second person to read it again.",
    ),
    e.ConfirmerMissing: (
        "The second person is missing",
        "Enter the full name of whoever read the text.",
    ),
    e.ConfirmerTookPart: (
        "The second person took part in preparing this report",
        "Ask somebody who decided no name or detail of it, does not lead the round table and did not unlock "
        "the file. They read the text and sign.",
    ),
    e.NameKeptEverywhere: (
        "A registered name cannot be kept everywhere at once",
        "Decide it sentence by sentence, where the check asks; or take it off the case’s register.",
    ),
    e.GateHit: (
        "The finished file holds something that must not leave",
        "Nothing was written. Mend these places, then create it again: {hits}.",
    ),
    e.PaperNotSaved: (
        "The paper could not be saved",
        "Choose another folder, free some space on the drive, or close the file elsewhere.",
    ),
    e.FileUnreadable: (
        "The file cannot be read",
        "Look for it in another folder, or connect its drive.",
    ),
    e.RecipientMissing: ("The recipient is missing", "Enter the e-mail address in Settings."),
    **SENDING_TEXTS,
    **TABLE_TEXTS,
    **SECOND_PLACE_TEXTS,
    e.ReportMissing: ("There is no report yet", "Create the report first."),
    # --- checking against a paper, destroying what is due
    logo.LogoUnreadable: (
        "This is no picture that can be printed",
        "Choose a PNG, JPEG or WebP file. Save a drawing (SVG, PDF, Word) as PNG first.",
    ),
    logo.LogoTooLarge: (
        "This picture is too large",
        "It has more than {most}. Save it smaller: a logo prints well from 1,000 pixels across.",
    ),
    keeping.PaperUnreadable: ("This is no readable PDF", "Choose the report as it was sent or saved."),
    keeping.PaperLocked: (
        "The report is an encrypted copy",
        "Enter the passphrase that was told to its recipient; it is not the one of this file.",
    ),
    keeping.AnchorMissing: (
        "The paper prints no head of a trail",
        "Choose a report or a sign-off record that Roundtable made.",
    ),
    keeping.AnchorsDiffer: (
        "The pages of this paper come from different papers",
        "Ask its recipient for the file as it arrived, and check with that.",
    ),
    keeping.OnLegalHold: (
        "The audit is on legal hold",
        "Nothing of it is destroyed. Whoever set the hold says when it ends; then lift it.",
    ),
    keeping.HoldReasonMissing: (
        "The reason is missing",
        "Enter why everything is kept: which case, which request.",
    ),
    keeping.RetentionNotOver: ("The time to keep it is not over", "It may be destroyed from {due} on."),
    keeping.KeepingOutOfRange: ("This is no time to keep it", "Enter whole months, from 1 to {most}."),
    keeping.NothingToDestroy: ("There is nothing to destroy", "Choose what is due and not destroyed yet."),
    keeping.MeetingNotOver: ("A round table of this audit is not closed", "Close it first."),
    keeping.KeptTextHoldsName: (
        "A text that stays still holds a name",
        "Nothing was destroyed. Take it out first: {places}.",
    ),
}
# Layers that the screen does not import name their own errors; here by class name.
OTHER_LAYERS: Final[dict[str, tuple[str, str]]] = {
    "CharacterNotInFont": (
        "A character cannot be printed",
        "Replace it, then create the paper again: {characters}.",
    ),
    "RecipientUnclear": (
        "An address cannot be read",
        "Write it like name@example.org; put commas between several.",
    ),
    "PassphraseTooShort": (
        "The passphrase of the copy is too short",
        "Take the one that is offered, or enter at least {least} characters.",
    ),
    "EncryptedCopyDiffers": (
        "The encrypted copy is not what was encrypted",
        "Send nothing. Make the copy once more.",
    ),
    "PlainCopyUnreadable": ("The report cannot be encrypted", "Create the report again, then make the copy."),
    "KeyDoesNotFit": ("The vault does not open", "Check the passphrase and try again."),
}
