"""What goes wrong at a desk: each mistake says what to do, leads on, and leaves nothing half done."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from roundtable.storage import backup
from roundtable.ui.machine_settings import MachineSettings, remember_file
from tests.journeys import plug
from tests.journeys.facilitator import PASSPHRASE, Facilitator, in_file_dialog
from tests.journeys.small_pack import write_pack
from tests.storage import vaults

ROOT = Path(__file__).resolve().parents[2]


def has_a_file(me: Facilitator) -> Path:
    """This computer used this file last; it holds one case and an open round table."""
    plug.prepare(me.home)
    return me.home / "Board.roundtable"


# --- unlocking


def test_a_wrong_passphrase_says_so_and_the_right_one_opens_after_the_wait(facilitator: Facilitator) -> None:
    has_a_file(facilitator)
    facilitator.opens_the_program()
    hands = facilitator.hands
    facilitator.unlocks("lantern-gravel-orbit-thimble-wilow")
    hands.reads("That is not the passphrase")
    hands.reads("You can try again after 1 second.")
    hands.wait_for(lambda: hands.has("Unlock") and hands.find("Unlock").isEnabled(), "the wait to be over")
    facilitator.program.clock.forward(minutes=0.05)
    facilitator.unlocks()
    facilitator.arrives_at("home")


def test_a_damaged_file_leads_to_its_backup(facilitator: Facilitator) -> None:
    path = has_a_file(facilitator)
    opened = vaults.reopen(path)
    opened.back_up()
    opened.close()
    whole = bytearray(path.read_bytes())
    for place in range(9000, len(whole) - 4096, 4096):
        whole[place] ^= 0xFF
    path.write_bytes(whole)
    facilitator.opens_the_program()
    hands = facilitator.hands
    facilitator.unlocks()
    hands.reads("damaged")
    hands.press("Open a backup")
    facilitator.arrives_at("restore")
    hands.type_into("Passphrase", PASSPHRASE)
    hands.prompts.expect("Open this copy?", lambda h: h.press("Open this copy"))
    hands.press("Open this copy")
    hands.prompts.all_came()
    facilitator.arrives_at("home")
    hands.reads("Multi-agency audit: neglect")
    kept = [p for p in path.parent.iterdir() if p.is_file() and p.read_bytes() == bytes(whole)]
    assert len(kept) == 1, "the damaged file is kept beside it"


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"%PDF-1.7\n" * 3000, "not"), (b"SQLite format 3\x00" + bytes(8000), "not")],
    ids=["empty", "another kind of file", "a plain database"],
)
def test_a_foreign_file_is_turned_away_and_another_can_be_chosen(
    facilitator: Facilitator, content: bytes, said: str
) -> None:
    path = has_a_file(facilitator)
    foreign = facilitator.home / "Other.roundtable"
    foreign.write_bytes(content)
    facilitator.opens_the_program()
    hands = facilitator.hands
    hands.prompts.expect("Choose a Roundtable file", in_file_dialog(foreign))
    hands.press("Choose another file")
    facilitator.unlocks()
    hands.wait_for(lambda: hands.problem() != "", "a message")
    assert said in hands.problem().lower()
    assert foreign.read_bytes() == content
    hands.prompts.expect("Choose a Roundtable file", in_file_dialog(path))
    hands.press("Choose another file")
    facilitator.unlocks()
    facilitator.arrives_at("home")


def test_a_file_that_is_open_elsewhere_is_not_opened_twice(facilitator: Facilitator) -> None:
    path = has_a_file(facilitator)
    source = (
        "import sys; from pathlib import Path; from tests.storage import vaults\n"
        "vault = vaults.reopen(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline(); vault.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", source, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    facilitator.opens_the_program()
    hands = facilitator.hands
    facilitator.unlocks()
    hands.reads("Somebody has this vault open")
    assert facilitator.here == "unlock"
    other.communicate("\n")
    facilitator.unlocks()
    facilitator.arrives_at("home")


# --- places and drives


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left_there(facilitator: Facilitator) -> None:
    facilitator.opens_the_program()
    hands = facilitator.hands
    nowhere = facilitator.home / "file-not-folder"
    nowhere.write_text("in the way")
    facilitator.fills_in_the_first_run(nowhere / "Board.roundtable")
    hands.press("Create the file")
    hands.wait_for(lambda: hands.problem() != "", "a message")
    assert nowhere.read_text() == "in the way"
    # Everything typed is still there: only another place has to be chosen.
    facilitator.chooses_place(facilitator.home / "Board.roundtable")
    hands.press("Create the file")
    hands.reads("Keep the recovery code")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_read_only_folder_opens_for_reading_and_says_so(facilitator: Facilitator) -> None:
    path = has_a_file(facilitator)
    settings = MachineSettings(facilitator.home / "settings.ini")
    folder = facilitator.home / "shut"
    folder.mkdir()
    for part in (path, *path.parent.glob("Board*")):
        if part.is_file():
            part.rename(folder / part.name)
    remember_file(settings, folder / path.name)
    folder.chmod(0o500)
    try:
        facilitator.opens_the_program()
        facilitator.unlocks()
        facilitator.hands.reads("Read only")
    finally:
        folder.chmod(0o700)


def test_a_full_drive_keeps_the_text_on_the_screen_and_saves_it_once_there_is_room(
    facilitator: Facilitator,
) -> None:
    has_a_file(facilitator)
    me = facilitator
    me.opens_the_program()
    me.unlocks()
    me.arrives_at("home")
    hands = me.hands
    hands.press("Continue…")
    me.arrives_at("sign")
    for name in plug.NAMES:
        me.hands_over_to(name)
        me.types_name(name)
    me.takes_the_laptop_back()
    me.starts_with_the_cases()
    text = "Nobody asked what the child had eaten. " * 8
    with no_room_for_files():
        hands.type_into("Your private notes", text)
        hands.reads("Not saved: ")
        assert hands.find("Your private notes").toPlainText() == text
    hands.type("At all.")
    hands.wait_for(lambda: "Not saved: " not in hands.words(), "the text to be saved")
    me.quits()
    me.opens_the_program()
    me.unlocks()
    me.arrives_at("home")
    me.hands.press("Continue…")
    me.arrives_at("who")
    assert me.hands.find("Your private notes").toPlainText() == f"{text}At all."


@contextmanager
def no_room_for_files() -> Iterator[None]:
    """The operating system refuses every byte beyond what files hold already, as a full drive does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# --- importing and filling in


def test_a_pack_with_mistakes_names_row_and_field_and_brings_nothing_in(facilitator: Facilitator) -> None:
    me = facilitator
    me.opens_the_program()
    me.makes_a_file(me.home / "Board.roundtable")
    hands = me.hands
    pack = write_pack(
        me.home, cases__0__returns__0__grade="poor", cases__1__chronology__0__agency="fire_brigade"
    )
    hands.press("Import cases")
    me.arrives_at("import_pack")
    hands.prompts.expect("Choose a case pack", in_file_dialog(pack))
    hands.press("Choose a file")
    hands.reads("cases[1].returns[1].grade: “poor” is not a grade")
    hands.reads("cases[2].chronology[1]")
    hands.reads("Nothing was imported")
    assert not hands.has("Import …")
    write_pack(me.home)
    hands.prompts.expect("Choose a case pack", in_file_dialog(pack))
    hands.press("Choose a file")
    hands.press("Import 2 cases")
    me.arrives_at("audit")


def test_an_empty_pad_and_a_missing_date_lead_to_what_is_missing(facilitator: Facilitator) -> None:
    has_a_file(facilitator)
    me = facilitator
    me.opens_the_program()
    me.unlocks()
    me.arrives_at("home")
    hands = me.hands
    hands.press("Continue…")
    me.arrives_at("sign")
    me.hands_over_to(plug.NAMES[0])
    hands.press("I agree and sign")
    hands.reads("Say whether you have an interest to declare")
    hands.press("No interest")
    hands.press("I agree and sign")
    hands.reads("Sign in the box, or choose Type my name")
    me.signs()
    me.hands_over_to(plug.NAMES[1])
    hands.press("No interest")
    hands.press("Type my name")
    hands.type_into("Your full name", "Somebody Else")
    hands.press("I agree and sign")
    hands.reads("Type your name as it is shown above")
    hands.type_into("Your full name", plug.NAMES[1])
    hands.press("I agree and sign")
    hands.reads("You have signed")
    # A wrong PIN three times: then the passphrase is asked for, and leads out.
    for _ in range(3):
        hands.type_into("Meeting PIN", "1111")
        hands.press("Leave this page")
    assert me.here == "hand_over"
    hands.type_into("Passphrase of the vault", PASSPHRASE)
    hands.press("Leave this page")
    me.arrives_at("sign")

    me.opens_step("Actions")
    me.arrives_at("actions")
    hands.type_into("What will be done?", "Look at ten records.")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.rest()
    hands.reads("Enter the due date")
    hands.reads("Choose ")
    assert hands.find("What will be done?").toPlainText() == "Look at ten records."
    me.enters_date("the due date", 31, 2, 2027)
    me.goes_on()
    hands.reads("date")
    assert not hands.has("Edit: Look at ten records.") or "Not complete" in hands.words()


def test_backups_are_made_by_themselves(facilitator: Facilitator) -> None:
    path = has_a_file(facilitator)
    facilitator.opens_the_program()
    facilitator.unlocks()
    facilitator.arrives_at("home")
    facilitator.quits()
    assert backup.all_of(path), "quitting or unlocking left no backup"
