"""Every widget on a few pages, to be looked at: python -m tests.ui.gallery FOLDER [THEME] [ZOOM] [WxH]."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout

from roundtable import assets
from roundtable.domain.walkthrough import StepStatus
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.main_window import MainWindow
from roundtable.ui.navigator import Navigator
from roundtable.ui.prompt_dialog import PickList, PromptDialog
from roundtable.ui.room_view.controller import RoomController
from roundtable.ui.room_view.state import RoomState
from roundtable.ui.room_view.window import RoomWindow
from roundtable.ui.screen import Screen
from roundtable.ui.scripted_prompts import ScriptedPrompts
from roundtable.ui.shortcuts import listing
from roundtable.ui.tasks import InlineTasks, Stage
from roundtable.ui.theme import Theme, load_fonts
from roundtable.ui.widgets import (
    Button,
    Callout,
    Card,
    Column,
    DateField,
    EmptyState,
    Field,
    LineEdit,
    Pill,
    PlainTextEditor,
    ProgressPanel,
    RailGroup,
    RailStep,
    SignaturePad,
    TableView,
    Text,
    TextHint,
    TileChoice,
    TileGroup,
    TimerChip,
)
from roundtable.ui.widgets.curtain import Curtain, CurtainCard

NOW = datetime(2027, 3, 8, 14, 2).astimezone()
RAIL = (
    RailGroup("Start", (RailStep("sign", "Sign confidentiality", StepStatus.COMPLETED, "7 of 7 signed"),)),
    RailGroup(
        "Walk through the case",
        (
            RailStep("who", "Who’s who", StepStatus.COMPLETED),
            RailStep("headlines", "Agency headlines", StepStatus.SKIPPED, "Skipped: two returns came late"),
            RailStep("chronology", "Chronology", StepStatus.COMPLETED, "18 events"),
            RailStep("questions", "Questions", StepStatus.IN_PROGRESS, "Question 4 of 12"),
            RailStep("practice", "Good practice and improvement", StepStatus.NOT_STARTED),
            RailStep("grade", "Grade for the case", StepStatus.BLOCKED),
        ),
    ),
    RailGroup(
        "Capture the learning",
        (
            RailStep("lessons", "Lessons", StepStatus.NOT_STARTED, "2 drafted"),
            RailStep("actions", "Actions", StepStatus.NOT_STARTED),
        ),
    ),
    RailGroup("Finish", (RailStep("check", "Check for names", StepStatus.BLOCKED),)),
)
GRADES = (
    TileChoice("outstanding", "Outstanding", "Sustained, clear difference for the child", "ok"),
    TileChoice("good", "Good", "Needs and risks understood, timely joined-up action", "info"),
    TileChoice(
        "ri", "Requires improvement", "Nobody left unsafe, but gaps, delay or drift weaken help", "warn"
    ),
    TileChoice("inadequate", "Inadequate", "Serious weakness left, or could leave a child at risk", "bad"),
)


class FixedClock:
    """Always the same time."""

    def now(self) -> datetime:
        return NOW


@dataclass
class NoSettings:
    """Keeps nothing."""

    def read(self, key: str) -> str:
        return ""

    def store(self, key: str, value: str) -> None:
        return None


class QuestionPage(Screen):
    """A question of the walkthrough, as the lab drew it."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "Was the child seen alone and their view recorded?",
            eyebrow="Question 4 of 12  ·  Voice of the child",
        )
        theme = self.theme
        grade = Card(
            theme,
            "What grade does the group give?",
            "Agree one grade together. If agencies disagree, record both views below.",
        )
        self.tiles = TileGroup(theme, "Grade", GRADES)
        self.tiles.set_value("ri")
        grade.add(self.tiles)
        self.add(grade)
        seen = Card(
            theme,
            "What did the group see?",
            "Use roles, not names. This text goes into the anonymised report.",
        )
        self.editor = PlainTextEditor(
            theme,
            "What did the group see?",
            "The social worker saw Mia alone twice in five visits. School recorded her wishes in May, but this "
            "was not shared at the core group.",
        )
        self.editor.set_hints([TextHint(22, 3, "Use roles, not names", "Child B")])
        seen.add(self.editor, 1)
        seen.add_row(
            Pill(theme, "1 name to replace: Ctrl + . puts “Child B”", "bad", "shield-alert"),
            None,
            Button(theme, "Add as a lesson", "link", "lightbulb"),
        )
        self.add(seen)
        returns = Card(theme, "Agency returns", narrow=True)
        for agency, word, tone in (
            ("Children’s social care", "Good", "info"),
            ("Health visiting", "Requires impr.", "warn"),
            ("Primary school", "Good", "info"),
        ):
            returns.add_row(Text(agency, "small"), Pill(theme, word, tone))
        returns.add_row(Text("Police", "small"), Text("Not graded", "small", "ink2", wrap=False))
        self.add_side(returns)
        notes = Card(
            theme,
            "Your notes",
            "Only you see this. Never in the room view or the report.",
            icon="eye-off",
            narrow=True,
        )
        notes.add(PlainTextEditor(theme, "Your private notes", "Ask school who took the record in May."))
        self.add_side(notes)
        timer = TimerChip(theme)
        timer.show_minutes(15, 12)
        notes.add(timer)
        self.footer.saved.saved(NOW)
        self.set_primary("Save and continue", lambda: None)


class FormPage(Screen):
    """A form with its errors shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "Add an action", "Say what will change, who does it, and by when.", "Actions"
        )
        theme = self.theme
        card = Card(theme)
        what = Field(
            theme,
            "What will be done?",
            PlainTextEditor(theme, "What will be done?", lines=2),
            "Start with a verb.",
        )
        owner = Field(theme, "Owner’s role", LineEdit(theme, "Owner’s role", "Named nurse"))
        due = Field(theme, "Due date", DateField(theme, "the due date"), "Like 27 3 2027")
        how = Field(theme, "How will we know?", LineEdit(theme, "How will we know?"), optional=True)
        for field in (what, owner, due, how):
            card.add(field)
        card.add_row(
            Button(theme, "Add action", icon="plus"), Button(theme, "Remove", "danger", "trash-2"), None
        )
        self.add(card)
        locked = Button(theme, "Cannot start yet", "primary")
        locked.setEnabled(False)
        off = Button(theme, "Undo", icon="undo-2")
        off.setEnabled(False)
        row = QHBoxLayout()
        for button in (locked, off):
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)
        self.add(
            Callout(
                theme,
                "Answer 3 more questions, or say why they are skipped.",
                "warn",
                title="Cannot start yet",
            )
        )
        self.add(Callout(theme, "The return of the police arrives after the meeting.", "info"))
        self.page.errors.show_problems(
            [("Enter what will be done", what), ("Enter the month: the due date needs one", due)]
        )
        self.footer.saved.not_saved("the drive is full")
        self.set_primary("Save and add another", lambda: None, icon="plus")


@dataclass(frozen=True)
class Row:
    """An action in the list."""

    what: str
    owner: str
    due: date
    state: str


class ListPage(Screen):
    """Table, empty state, progress."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Actions", "Read each action back to the room.", wide=True)
        theme = self.theme
        columns = [
            Column[Row]("What", lambda r: r.what, 5),
            Column[Row]("Owner", lambda r: r.owner, 2),
            Column[Row]("Due", lambda r: f"{r.due.day} {r.due:%B %Y}", 2),
            Column[Row]("State", lambda r: r.state, 1, lambda r: "bad" if r.state == "Late" else "ink"),
        ]
        self.table: TableView[Row] = TableView(theme, "Actions", columns)
        self.table.show_rows(
            [
                Row(
                    "Agree one place where the child’s own words are kept, and tell every agency where it is",
                    "Designated nurse",
                    date(2027, 5, 3),
                    "Open",
                ),
                Row(
                    "Send strategy-meeting minutes within two days",
                    "Police child abuse unit",
                    date(2027, 4, 12),
                    "Late",
                ),
                Row("Re-audit in nine months", "Business unit", date(2027, 12, 6), "Open"),
            ]
        )
        self.add(self.table)
        progress = ProgressPanel(theme, "Creating the report")
        self.add(progress)
        progress.start()
        progress.advance(Stage(13, 20, "Reading the finished pages back"))
        self.add(
            EmptyState(
                theme,
                "lightbulb",
                "No lessons yet",
                "What would you tell a colleague?",
                Button(theme, "Add the first lesson", icon="plus"),
            )
        )
        self.set_primary("Read back and continue", lambda: None)


class SignPage(Screen):
    """An attendee signs."""

    frame_kind = "kiosk"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Before we start, please sign", eyebrow="Person 4 of 7", wide=True)
        theme = self.theme
        card = Card(theme, "Sign with your finger, a pen or the mouse")
        self.pad = SignaturePad(theme, "Signature of the attendee")
        self.pad.setMinimumHeight(theme.px(240))
        card.add(self.pad, 1)
        card.add_row(
            Button(theme, "Undo", icon="undo-2"), Button(theme, "Clear", icon="eraser"), None,
            Button(theme, "Type my name instead", "link", "keyboard"),
        )  # fmt: skip
        self.add(card, 1)
        clauses = Card(theme, "Confidentiality", narrow=True)
        for clause in ("I keep what I hear today confidential.", "I use roles, not names, in my notes."):
            clauses.add_point("check", "ok", clause)
        self.add_side(clauses)
        self.set_primary("I agree and sign", lambda: None, icon="check")

    def draw(self) -> None:
        """A made-up signature."""
        first = tuple(
            (
                0.12 + 0.0035 * i + 0.012 * math.sin(i / 4),
                0.55 - 0.22 * math.sin(i / 9) * math.exp(-i / 160),
                0.004 + 0.002 * math.sin(i / 7),
            )
            for i in range(95)
        )
        second = tuple(
            (0.40 + 0.003 * i, 0.5 + 0.11 * math.sin(i / 5.2), 0.004 + 0.002 * math.cos(i / 6))
            for i in range(70)
        )
        self.pad.set_strokes((first, second))


def stage(theme: Theme) -> tuple[MainWindow, Navigator, Context]:
    """A window with the gallery's pages in it."""
    hub = ChangedHub()
    window = MainWindow(theme)
    pages = {"question": QuestionPage, "form": FormPage, "list": ListPage, "sign": SignPage}
    navigator = Navigator(pages, hub)
    context = Context(
        vault=None,  # type: ignore[arg-type]
        papers=None,  # type: ignore[arg-type]
        clock=FixedClock(),
        tasks=InlineTasks(),
        prompts=ScriptedPrompts(),
        theme=theme,
        navigator=navigator,
        frame=window,
        room=RoomController(theme, window),
        hub=hub,
        settings=NoSettings(),
    )
    navigator.start(context, window)
    window.set_marking("OFFICIAL-SENSITIVE")
    window.set_place("Case 3 of 4  ·  Child B, neglect audit")
    window.set_rail(RAIL, "questions")
    return window, navigator, context


def shoot(folder: Path, theme: Theme, size: tuple[int, int]) -> None:
    """Save a picture of every page."""
    app = QApplication.instance()
    window, navigator, _context = stage(theme)
    window.resize(*size)
    window.show()
    tag = f"{theme.name}_{round(theme.zoom * 100)}_{size[0]}"
    for key in ("question", "form", "list", "sign"):
        navigator.go(key)
        if key == "list":
            window.show_banner(
                "readonly",
                "warn",
                "Open for reading only: changes are refused.",
                "Copy it elsewhere",
                lambda: None,
            )
            window.toast("Lesson removed", lambda: None)
        else:
            window.clear_banner("readonly")
        for _ in range(4):
            app.processEvents()
        if isinstance(window.screen_shown, SignPage):
            window.screen_shown.draw()
            app.processEvents()
        window.grab().save(str(folder / f"{key}_{tag}.png"))
    _extras(folder, theme, window, tag)
    window.close()


def _extras(folder: Path, theme: Theme, window: MainWindow, tag: str) -> None:
    app = QApplication.instance()
    dialog = PromptDialog(
        theme, window, "Remove this lesson?", "It stays in the trail that it was there; its text goes."
    )
    cancel = dialog.add_button("Cancel", "secondary", 0)
    dialog.add_button("Remove the lesson", "danger", 1)
    dialog.finish(cancel)
    keys = PromptDialog(theme, window, "Keyboard shortcuts")
    keys.add_rows(listing()[:8])
    keys.finish(keys.add_button("Close", "primary", 0))
    pick = PromptDialog(theme, window, "Go to")
    steps = [step for group in RAIL for step in group.steps]
    pick.add(
        PickList(theme, "Go to", "Type to narrow the list", [(s.key, s.title, s.status.value) for s in steps])
    )
    pick.add_button("Cancel", "secondary", 0)
    pick.finish(pick.add_button("Go", "primary", 1))
    for name, shown in (("confirm", dialog), ("keys", keys), ("pick", pick)):
        shown.setModal(False)
        shown.show()
        app.processEvents()
        shown.grab().save(str(folder / f"{name}_{tag}.png"))
        shown.close()
    curtain = Curtain(theme, window, CurtainCard(asks="pin", other="Use the passphrase"))
    app.processEvents()
    window.grab().save(str(folder / f"curtain_{tag}.png"))
    curtain.setParent(None)
    room = RoomWindow(theme)
    room.resize(1280, 720)
    room.show_state(
        RoomState("Question 4 of 12  ·  Voice of the child", "Was the child seen alone and their view recorded?",
                  ("Social care: Good", "Health visiting: Requires improvement", "School: Good", "Group grade: Requires improvement"),
                  "Case 3 of 4  ·  Child B", "OFFICIAL-SENSITIVE")
    )  # fmt: skip
    room.show()
    app.processEvents()
    room.grab().save(str(folder / f"room_{tag}.png"))
    room.hide()


def main() -> None:
    """Draw into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    choice = sys.argv[2] if len(sys.argv) > 2 else "light"
    zoom = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    width, height = (int(n) for n in (sys.argv[4] if len(sys.argv) > 4 else "1366x768").split("x"))
    app = QApplication([])
    load_fonts(assets.path("fonts"))
    theme = Theme(choice, zoom)  # type: ignore[arg-type]
    theme.apply()
    shoot(folder, theme, (width, height))
    app.quit()


if __name__ == "__main__":
    main()
