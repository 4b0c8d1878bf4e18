"""Window, navigator, screens, curtain, prompts and the room view, together."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QListWidget

from roundtable.domain.changes import Topic, changed
from roundtable.domain.errors import DiskFull
from roundtable.ui.curtains import Curtains
from roundtable.ui.navigator import Navigator, ScreenUnknown
from roundtable.ui.prompts import Choice, QtPrompts
from roundtable.ui.room_view.controller import RoomController, RoomOutcome
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import PAUSED, RoomWindow
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Field, LineEdit, PlainTextEditor
from roundtable.ui.widgets.curtain import Curtain, CurtainCard
from tests.ui.gallery import NOW, RAIL, QuestionPage, stage
from tests.ui.offscreen_layout import LAPTOP, PROJECTOR, offscreen_platform

CTRL = Qt.KeyboardModifier.ControlModifier


class NotesPage(Screen):
    """A screen with one text that is stored in a list."""

    topics = frozenset({Topic.LESSONS})

    def __init__(self, context, store, stays=False):
        super().__init__(context, "Notes")
        self.store, self.stays, self.loads, self.primaries, self.undone = store, stays, 0, 0, 0
        self.editor = PlainTextEditor(self.theme, "Notes")
        self.editor.saved_text.connect(self._save)
        self.add(self.editor)
        self.set_primary("Go on", self._primary)

    def load(self):
        self.loads += 1

    def leave(self):
        return not self.stays

    def undo(self):
        self.undone += 1
        return True

    def _primary(self):
        self.primaries += 1

    def _save(self, text):
        def change():
            if text == "full":
                raise DiskFull
            self.store.append(text)
            return changed(Topic.LESSONS)

        self.act(change)


@pytest.fixture
def placed(qtbot, theme):
    """Window and context as the gallery makes them, with a navigator over the notes pages."""
    window, _gallery, context = stage(theme)
    store: list[str] = []
    stays: list[bool] = [False]
    pages = {
        "notes": lambda ctx, **_: NotesPage(ctx, store),
        "stays": lambda ctx, **_: NotesPage(ctx, store, stays[0]),
        "question": QuestionPage,
    }
    refusal = [""]
    navigator = Navigator(pages, context.hub, lambda place: refusal[0] if place.key == "question" else "")
    navigator.start(context, window)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitActive(window)
    return window, navigator, context, store, refusal, stays


# --- navigator and screens


def test_what_is_being_typed_is_saved_before_going_elsewhere(placed, qtbot):
    window, navigator, _context, store, _, _ = placed
    navigator.go("notes")
    qtbot.keyClicks(window.screen_shown.editor, "half a sent")
    navigator.go("question")
    assert store == ["half a sent"]
    assert isinstance(window.screen_shown, QuestionPage)


def test_a_failed_save_on_leaving_is_told_even_though_the_screen_is_gone(placed, qtbot):
    window, navigator, context, store, _, _ = placed
    context.tasks.held = True
    navigator.go("notes")
    qtbot.keyClicks(window.screen_shown.editor, "full")
    navigator.go("question")
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    context.tasks.release()
    assert store == []
    assert context.prompts.said == [
        "The drive is full: The last change is not saved and still on the screen. "
        "Free some space, then save again."
    ]


def test_a_save_says_so_and_reloads_the_screens_that_listen(placed, qtbot):
    window, navigator, context, store, _, _ = placed
    navigator.go("notes")
    screen = window.screen_shown
    assert screen.loads == 1
    qtbot.keyClicks(screen.editor, "seen alone")
    screen.flush()
    assert store == ["seen alone"] and screen.loads == 2
    assert screen.footer.saved.text() == f"Saved and encrypted at {NOW:%H:%M}"
    context.hub.announce(changed(Topic.BOARD))
    assert screen.loads == 2, "another topic"


def test_a_failed_save_is_shown_at_the_top_and_in_the_footer(placed, qtbot):
    window, navigator, _context, _store, _, _ = placed
    navigator.go("notes")
    screen = window.screen_shown
    qtbot.keyClicks(screen.editor, "full")
    screen.flush()
    assert screen.footer.saved.text() == "Not saved: The drive is full"
    assert screen.page.errors.isVisible()
    assert QApplication.focusWidget() is screen.page.errors
    assert screen.editor.toPlainText() == "full", "what was typed stays"


def test_what_is_wrong_is_scrolled_into_view(placed, qtbot):
    window, navigator, *_ = placed
    window.resize(1000, 560)
    navigator.go("notes")
    screen = window.screen_shown
    fields = [Field(screen.theme, f"Field {n}", LineEdit(screen.theme, f"Field {n}")) for n in range(20)]
    for field in fields:
        screen.add(field)
    QApplication.processEvents()
    bar = screen.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.page.errors.show_problems([("Enter field 19", fields[19])])
    qtbot.waitUntil(lambda: bar.value() < 60)
    qtbot.mouseClick(screen.page.errors.findChild(Button), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.value() > bar.maximum() / 2)
    assert QApplication.focusWidget() is fields[19].editor


def test_back_goes_where_one_came_from_and_forgets_the_way_forward(placed):
    window, navigator, *_ = placed
    assert navigator.back() is False
    navigator.go("notes", number=1)
    navigator.go("notes", number=2)
    navigator.go("question")
    assert navigator.back() and navigator.here.params == {"number": 2}
    assert navigator.back() and navigator.here.params == {"number": 1}
    assert navigator.back() is False
    assert window.screen_shown.footer.back.isVisible() is False


def test_a_guard_says_why_and_the_screen_stays(placed, qtbot):
    window, navigator, _context, _store, refusal, _ = placed
    navigator.go("notes")
    refusal[0] = "Cannot start yet: 2 people have not signed"
    with qtbot.waitSignal(navigator.refused) as refused:
        assert navigator.go("question") is False
    assert refused.args == [refusal[0]]
    assert isinstance(window.screen_shown, NotesPage)


def test_a_screen_that_does_not_let_go_stays(placed):
    window, navigator, _context, _store, _, stays = placed
    stays[0] = True
    navigator.go("stays")
    assert navigator.go("question") is False and navigator.let_go() is False
    assert navigator.here.key == "stays" and window.screen_shown is navigator.screen


def test_an_unknown_screen_is_a_slip_that_tests_find(placed):
    with pytest.raises(ScreenUnknown):
        placed[1].go("nowhere")


def test_ctrl_enter_does_the_primary_action_from_inside_a_text(placed, qtbot):
    window, navigator, _context, store, _, _ = placed
    navigator.go("notes")
    screen = window.screen_shown
    screen.editor.setFocus()
    qtbot.keyClicks(screen.editor, "typed")
    qtbot.keyClick(screen.editor, Qt.Key.Key_Return, CTRL)
    assert screen.primaries == 1 and store == ["typed"] and screen.editor.toPlainText() == "typed"
    screen.footer.primary.setEnabled(False)
    qtbot.keyClick(screen.editor, Qt.Key.Key_Return, CTRL)
    assert screen.primaries == 1


def test_ctrl_z_undoes_in_the_text_then_the_toast_then_the_screen(placed, qtbot):
    window, navigator, *_ = placed
    navigator.go("notes")
    screen = window.screen_shown
    qtbot.keyClicks(screen.editor, "ab")
    screen.editor.setFocus()
    qtbot.keyClick(screen.editor, Qt.Key.Key_Z, CTRL)
    assert screen.editor.toPlainText() == "" and screen.undone == 0
    screen.footer.primary.setFocus()
    undone = []
    window.toast("Lesson removed", lambda: undone.append(1))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert undone == [1] and screen.undone == 0
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert screen.undone == 1


@pytest.mark.parametrize(
    ("keys", "action"),
    [
        ("F1", "help"), ("F5", "room"), ("F9", "curtain"), ("Ctrl+L", "lock"), ("Ctrl+U", "concern"),
        ("Alt+Left", "back"), ("Ctrl+K", "palette"), ("Ctrl+Q", "quit"), ("Ctrl+/", "shortcuts"), ("B", "blank"),
    ],
)  # fmt: skip
def test_each_key_asks_for_its_action(placed, qtbot, keys, action):
    window, navigator, *_ = placed
    navigator.go("question")
    window.screen_shown.footer.primary.setFocus()
    with qtbot.waitSignal(window.asked) as asked:
        qtbot.keySequence(window, QKeySequence(keys))
    assert asked.args == [action]


def test_the_letter_b_is_a_letter_in_a_text(placed, qtbot):
    window, navigator, *_ = placed
    navigator.go("notes")
    asked = []
    window.asked.connect(asked.append)
    window.screen_shown.editor.setFocus()
    qtbot.keyClick(window.screen_shown.editor, Qt.Key.Key_B)
    assert asked == [] and window.screen_shown.editor.toPlainText() == "b"


# --- window


def test_a_kiosk_shows_nothing_of_the_case_and_opens_nothing_else(qtbot, theme):
    window, navigator, _context = stage(theme)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitActive(window)
    navigator.go("question")
    assert "Was the child seen" in window.windowTitle() and window.rail.isVisible()
    navigator.go("sign")
    QApplication.processEvents()
    asked = []
    window.asked.connect(asked.append)
    for keys in ("Ctrl+K", "F5", "Alt+Left", "Ctrl+Q"):
        qtbot.keySequence(window, QKeySequence(keys))
    assert asked == []
    assert window.windowTitle() == "Roundtable" and not window.rail.isVisible()
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert not any("Child B" in text for text in shown)
    for keys in ("F9", "Ctrl+U"):
        qtbot.keySequence(window, QKeySequence(keys))
    assert asked == ["curtain", "concern"], "a child at risk can be reported from everywhere"


def test_locking_leaves_nothing_on_the_window(placed, qtbot):
    window, navigator, *_ = placed
    window.set_rail(RAIL, "questions")
    navigator.go("question")
    window.show_banner("readonly", "warn", "Open for reading only")
    window.set_place("Case 3 of 4 · Child B")
    window.toast("Lesson removed", lambda: None)
    window.forget()
    assert window.windowTitle() == "Roundtable" and window.screen_shown is None
    assert window.banner_texts() == () and window.toasts.text() == ""
    texts = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
    assert texts <= {"Roundtable", "", "OFFICIAL-SENSITIVE"}


def test_closing_asks_first(qtbot, theme):
    window, *_ = stage(theme)
    allowed = [False]
    window._may_close = lambda: allowed[0]
    window.show()
    assert window.close() is False and window.isVisible()
    allowed[0] = True
    assert window.close() is True


# --- curtain


@pytest.fixture
def curtained(placed, theme):
    window, navigator, context, store, *_ = placed
    room = context.room
    curtains = Curtains(theme, window, room)
    navigator.go("notes")
    yield window, curtains, navigator, store, room
    curtains.lift()


def test_the_curtain_covers_saves_and_comes_back_where_one_was(curtained, qtbot):
    window, curtains, _navigator, store, _room = curtained
    editor = window.screen_shown.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "unfinished")
    with qtbot.waitSignal(curtains.drawn):
        curtains.draw()
    assert store == ["unfinished"], "what the room said is kept"
    assert window.is_hidden and not editor.isVisible()
    assert window.windowTitle() == "Roundtable"
    curtain = window.findChild(Curtain)
    assert curtain.isVisible() and curtain.size() == window.size()
    assert curtain.isAncestorOf(QApplication.focusWidget())
    curtains.lift()
    assert editor.isVisible() and QApplication.focusWidget() is editor
    assert window.findChild(Curtain) is None


def test_no_key_reaches_what_is_under_the_curtain(curtained, qtbot):
    window, curtains, _navigator, store, _room = curtained
    asked = []
    window.asked.connect(asked.append)
    editor = window.screen_shown.editor
    curtains.draw(CurtainCard(asks="pin"))
    qtbot.keyClicks(editor, "typed blindly")
    for keys in ("Ctrl+K", "F5", "Ctrl+U", "Alt+Left", "Ctrl+Return"):
        qtbot.keySequence(window, QKeySequence(keys))
    assert editor.toPlainText() == "" and store == [] and asked == []
    stops = set()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.add(type(QApplication.focusWidget()).__name__)
        assert window.findChild(Curtain).isAncestorOf(QApplication.focusWidget())
    assert stops == {"LineEdit", "Button"}


def test_the_pin_is_asked_for_and_a_wrong_one_is_said(curtained, qtbot):
    window, curtains, *_ = curtained
    curtains.draw(CurtainCard(asks="pin"))
    box = window.findChild(Curtain).findChild(LineEdit)
    assert box.echoMode() == LineEdit.EchoMode.Password
    qtbot.keyClicks(box, "4321")
    with qtbot.waitSignal(curtains.lift_asked) as asked:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == ["4321"]
    curtains.say("That is not the meeting PIN. Tries left: 2.")
    assert box.text() == "" and QApplication.focusWidget() is box
    assert any("Tries left" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
    asked_again = []
    curtains.lift_asked.connect(asked_again.append)
    qtbot.keyClick(box, Qt.Key.Key_F9)
    assert asked_again == [], "the key alone does not lift a curtain that asks for the PIN"


def test_the_key_lifts_a_curtain_that_asks_for_nothing(curtained, qtbot):
    window, curtains, *_ = curtained
    curtains.lift_asked.connect(lambda _typed: curtains.lift())
    curtains.draw()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F9)
    assert not curtains.is_drawn and not window.is_hidden


def test_an_open_dialog_is_covered_too_and_keeps_its_text(curtained, qtbot, theme):
    window, curtains, *_ = curtained
    prompts = QtPrompts(theme, window, lambda key: {"curtain": curtains.toggle}[key]())
    seen = {}

    def while_open(dialog):
        box = dialog.findChild(LineEdit)
        qtbot.keyClicks(box, "Mia")
        qtbot.keyClick(dialog, Qt.Key.Key_F9)
        seen["covered"] = dialog.findChild(Curtain) is not None and dialog.findChild(Curtain).isVisible()
        curtains.lift()
        seen["text"] = box.text()
        dialog.done(1)

    answer(qtbot, while_open)
    prompts.ask("Add a person", "", "Name", "Add the person")
    assert seen == {"covered": True, "text": "Mia"}


def test_the_sign_off_page_may_be_seen_under_the_curtain(curtained):
    window, curtains, *_ = curtained
    curtains.draw(
        CurtainCard("Somebody has arrived", "They sign before the meeting goes on.", other="Sign now")
    )
    curtains.make_way()
    assert curtains.is_drawn and not window.is_hidden
    curtains.toggle()
    assert window.is_hidden


# --- room view


def test_the_room_window_shows_strings_and_blanks_at_once(qtbot, theme):
    room = RoomWindow(theme)
    qtbot.addWidget(room)
    room.resize(1280, 720)
    room.show()
    assert room.texts() == (PAUSED,)
    room.show_state(
        RoomState("Question 4 of 12", "<b>Was</b> the child seen?", ("School: Good",), "Child B", "OFFICIAL")
    )
    assert set(room.texts()) == {
        "Question 4 of 12",
        "<b>Was</b> the child seen?",
        "School: Good",
        "Child B",
        "OFFICIAL",
        "Marking: OFFICIAL",
    }
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in room.findChildren(QLabel))
    room.show_state(RoomState("Question 5", "Private", ("School: Good",), blank=True, marking="OFFICIAL"))
    assert set(room.texts()) == {PAUSED, "OFFICIAL", "Marking: OFFICIAL"}
    assert room.close() is False


def test_without_a_second_screen_the_room_view_is_a_window_and_the_warning_is_said(qtbot, theme):
    window, *_ = stage(theme)
    qtbot.addWidget(window)
    window.show()
    room = RoomController(theme, window)
    with qtbot.waitSignal(room.changed) as told:
        assert room.toggle() is RoomOutcome.WINDOW
    assert told.args == [RoomOutcome.WINDOW.value, True]
    assert room.is_on and room.window is not None and not room.window.isFullScreen()
    assert room.window.width() < window.screen().geometry().width()
    assert not room.swap()
    assert room.window.close() is False, "the controller hides it"
    assert not room.is_on
    room.end()


def test_two_screens_a_blank_a_swap_and_an_unplugged_projector():
    import os
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        screens = (LAPTOP, PROJECTOR, ("Wall", 1366 + 1920, 1280, 720))
        platform = offscreen_platform(Path(folder), screens, dense="Projector")
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.two_screens"],
            env={**os.environ, "QT_QPA_PLATFORM": platform},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == [
        "on",
        "blank",
        "covered",
        "held",
        "swapped",
        "minimised",
        "together",
        "mirrored",
        "arranged",
        "unplugged",
        "chosen",
    ]


# --- prompts


def answer(qtbot, act):
    """Run `act(dialog)` once the next dialog is open."""

    def when_active():
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isActiveWindow():
            QTimer.singleShot(5, when_active)
        else:
            act(dialog)

    QTimer.singleShot(0, when_active)


def test_confirm_names_the_result_and_escape_changes_nothing(placed, qtbot, theme):
    prompts = QtPrompts(theme, placed[0])
    focus = []

    def escape(dialog):
        focus.append(QApplication.focusWidget().text())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    answer(qtbot, escape)
    assert prompts.confirm("Remove this lesson?", "Its text goes.", "Remove the lesson", danger=True) is False
    assert focus == ["Cancel"], "Enter does nothing dangerous"
    answer(qtbot, lambda dialog: qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return))
    assert prompts.confirm("Close the meeting?", "You can open it again.", "Close the meeting") is True


def test_ask_stays_open_until_the_answer_fits(placed, qtbot, theme):
    prompts = QtPrompts(theme, placed[0])
    problems = []

    def act(dialog):
        box = dialog.findChild(LineEdit)
        assert box.echoMode() == LineEdit.EchoMode.Password
        for typed in ("12", "1234"):
            box.setText(typed)
            qtbot.keyClick(box, Qt.Key.Key_Return)
            problems.extend(
                label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("Enter")
            )

    answer(qtbot, act)
    check = lambda typed: "" if len(typed) == 4 else "Enter four digits"  # noqa: E731
    assert prompts.ask("Meeting PIN", "", "PIN", "Set the PIN", secret=True, check=check) == "1234"
    assert "Enter four digits" in problems


def test_pick_narrows_while_typing_and_enter_goes(placed, qtbot, theme):
    prompts = QtPrompts(theme, placed[0])
    shown = []

    def act(dialog):
        box = dialog.findChild(LineEdit)
        qtbot.keyClicks(box, "go pra")
        rows = dialog.findChild(QListWidget)
        shown.extend(rows.item(i).text() for i in range(rows.count()))
        qtbot.keyClick(box, Qt.Key.Key_Return)

    choices = [Choice("who", "Who’s who"), Choice("practice", "Good practice and improvement", "Not started")]
    answer(qtbot, act)
    assert prompts.pick("Go to", choices) == "practice"
    assert shown == ["Good practice and improvement  ·  Not started"]


STEPS = [
    Choice("d", "Child D", "1 of 8 steps"),
    Choice("a", "Child A", "Not started"),
    Choice("c", "Child C", "Not started"),
    Choice("who", "Who’s who", "Completed"),
    Choice("check", "Check for names", "Cannot start yet  ·  Once child C is done"),
]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("child c", "c"), ("CHILD  C", "c"), ("c", "c"), ("child", "d"), ("che", "check"), ("who", "who"), ("child a", "a")],
)  # fmt: skip
def test_what_was_typed_is_first_and_enter_takes_it(placed, qtbot, theme, typed, first):
    prompts = QtPrompts(theme, placed[0])

    def act(dialog):
        box = dialog.findChild(LineEdit)
        qtbot.keyClicks(box, typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    answer(qtbot, act)
    assert prompts.pick("Go to a step", STEPS) == first


def test_choose_gives_the_key_or_none(placed, qtbot, theme):
    prompts = QtPrompts(theme, placed[0])
    choices = [Choice("both", "Keep both"), Choice("replace", "Replace", "The earlier return goes")]
    answer(qtbot, lambda dialog: dialog.done(2))
    assert prompts.choose("Same return twice", "", choices) == "replace"
    answer(qtbot, lambda dialog: dialog.reject())
    assert prompts.choose("Same return twice", "", choices) is None


def test_dismiss_closes_an_open_question_without_an_answer(placed, qtbot, theme):
    prompts = QtPrompts(theme, placed[0])
    answer(qtbot, lambda _dialog: prompts.dismiss())
    assert prompts.ask("Add a person", "", "Name", "Add") is None


def test_the_file_dialog_leaves_no_trace_of_folders(placed, qtbot, theme, tmp_path):
    prompts = QtPrompts(theme, placed[0])
    secret = tmp_path / "Mia Carter"
    secret.mkdir()

    def act(dialog):
        assert isinstance(dialog, QFileDialog)
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.done(QDialog.DialogCode.Accepted)

    answer(qtbot, act)
    chosen = prompts.save_file("Save the report", secret / "RT-7F3A.pdf", ["PDF (*.pdf)"])
    assert chosen == secret / "RT-7F3A.pdf"
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert not [key for key in kept.allKeys() if key.startswith("FileDialog")]
    stored = Path(kept.fileName())
    assert not stored.exists() or "Mia" not in stored.read_text(errors="replace")
