"""Every field of the program: type, let a second pass, cut the power, look into the file that is on the drive.

What is typed has to be there: stored, or kept as the draft of a form that is stored by its button. A field
that keeps nothing is named here with the reason. A field that no walk comes to fails the last test.
"""

from __future__ import annotations

import ast
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

import roundtable.ui
from roundtable.actions import curtain, round_tables, signoff
from roundtable.actions.hub import hub_view
from roundtable.domain.signoff import Method
from roundtable.export.writer import Paper
from roundtable.storage import kinds
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.widgets.date_field import DateField
from roundtable.ui.widgets.text_editor import PlainTextEditor
from tests.storage import vaults
from tests.ui.report_stage import Reached, prepared
from tests.ui.room_stage import RoomStage

SECRET: Final = "a secret: it is kept nowhere on purpose"
SEARCH: Final = "a search: it finds what is stored, and says nothing itself"
NO_FILE: Final = "no file is open yet; the first run keeps it as long as the program runs"
PATH: Final = "the path of a file to read"
PROVED: Final = "typed back from paper, as a proof"
ASKED_AGAIN: Final = "the concern is stored before it is asked, and the close of the meeting asks again"
SHOWN: Final = "it is shown to be copied, and nothing can be typed into it"
PROMPT: Final = "a prompt: tests/ui/test_lock_keeps_words.py"
KEEPS_NOTHING: Final = {
    "Find in the trail": SEARCH,
    "Find in the help": SEARCH,
    "Find a key or what it does": SEARCH,
    "Find in the chronology": SEARCH,
    "Find a name, a label or a place in the report": SEARCH,
    "Find an event or a question of this case": SEARCH,
    "Find an event or a question of any case": SEARCH,
    "Find anything": SEARCH,
    "Meeting PIN": SECRET,
    "Meeting PIN again": SECRET,
    "Passphrase": SECRET,
    "Present passphrase": SECRET,
    "Recovery code": SECRET,
    "Your name": NO_FILE,
    "Name of the Board": NO_FILE,  # at the first run; in the settings it is walked
    "E-mail address that reports go to": NO_FILE,
    "Path of the file": PATH,
    "Who took it on": ASKED_AGAIN,
    "Key of the file": SHOWN,
}
NAMED_AS_THEY_ARE_MADE: Final = {
    # What is spoken is put together: (module, why its words are seen to elsewhere or by the walk).
    "first_run.py": NO_FILE,
    "new_passphrase.py": SECRET,
    "prompts.py": PROMPT,
    "prompt_dialog.py": SEARCH,
    "recovery_sheet.py": PROVED,
    "curtain.py": SECRET,
    "leave_card.py": SECRET,
    "passphrase_box.py": SECRET,
    "optional_date.py": "walked as a date",
    "date_field.py": "walked as the boxes of a date",
    "interest_form.py": "walked by its beginning",
    "judgement_form.py": "walked by the words of its scale",
    "markup_editor.py": "walked by the first text of the report",
    "lived.py": "walked by its prompts",
    "headlines.py": "walked by the names of agencies",
    "confirm.py": "renames a field of the signature card, walked",
    "lessons.py": "renames a search",
    "cross_case_capture.py": "renames a search",
}


@dataclass
class Walk:
    """One window, what was typed into it, and the names of every field that it came to."""

    stage: RoomStage
    home: Path
    came_to: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(10))

    def type_into_everything(self, page: QWidget) -> None:
        """Into each field its own word, at the end of what is there."""
        boxes = page.findChildren(DateField)
        for date in boxes:
            self._half_type(date)
        inside = {each for date in boxes for each in date.findChildren(QLineEdit)}
        for editor in (*page.findChildren(QLineEdit), *page.findChildren(PlainTextEditor)):
            if editor not in inside:
                self._type(editor)

    def _type(self, editor: QLineEdit | QPlainTextEdit) -> None:
        name = editor.accessibleName()
        self.came_to.add(name)
        hidden = isinstance(editor, QLineEdit) and editor.echoMode() is not QLineEdit.EchoMode.Normal
        if editor.isReadOnly() or hidden or (name in KEEPS_NOTHING and KEEPS_NOTHING[name] is not NO_FILE):
            return
        word = f"zq{next(self.numbers)}walk"
        self.typed[word] = name
        if isinstance(editor, QLineEdit):
            editor.end(False)
            if editor.maxLength() - len(editor.text()) < len(word) + 1:
                editor.clear()
        QTest.keyClicks(editor, f" {word}" if _text(editor) else word)

    def _half_type(self, date: DateField) -> None:
        """A day, and no month."""
        day = str(next(self.numbers) % 17 + 11)
        self.came_to.add(date.accessibleName())
        for box in (date.day, date.month, date.year):
            box.clear()
        QTest.keyClicks(date.day, day)
        self.days[f"{day}||"] = date.accessibleName()

    def missing(self, look_again: Callable[[RoomStage], QWidget]) -> list[str]:
        """Fields whose words are not in the file as it lies on the drive now, or do not come back to the page.

        `look_again` opens the page in another window, over what the power cut left.
        """
        typed, self.typed, self.days = {**self.typed, **self.days}, {}, {}
        left: list[str] = []
        for _ in range(4):  # a busy computer may need longer
            QTest.qWait(800)  # on purpose: longer than the autosave waits, and nothing else happens
            opened = self._on_the_drive()
            with opened.reading() as tx:
                there = "".join(str(getattr(tx, kind.name).all()) for kind in kinds.ALL)
                drafts = str(tx.drafts.all())
            left = [f"{name} ({word})" for word, name in typed.items() if word not in there]
            if not left:
                drafted = {word: name for word, name in typed.items() if word in drafts}
                return self._not_brought_back(opened, drafted, look_again)
            opened.close()
        return left

    def _on_the_drive(self) -> VaultFile:
        cut = self.home / f"cut{next(self.numbers)}"
        cut.mkdir()
        for part in self.stage.vault.path.parent.iterdir():
            if part.is_file() and not part.name.endswith("-lock"):
                shutil.copy(part, cut / part.name)
        return vaults.reopen(cut / self.stage.vault.path.name)

    def _not_brought_back(
        self, opened: VaultFile, drafted: dict[str, str], look_again: Callable[[RoomStage], QWidget]
    ) -> list[str]:
        """Drafts that are in the file and nowhere on the page."""
        if not drafted:
            opened.close()
            return []
        again = _stage(opened)
        try:
            shown = "|".join(_on_the_page(look_again(again)))
            return [
                f"{name} ({word}) does not come back" for word, name in drafted.items() if word not in shown
            ]
        finally:
            again.prompts.answers.extend([True] * 20)
            again.close()


def _on_the_page(page: QWidget) -> Iterator[str]:
    """Everything that stands in its fields; a date as its boxes, with what is between them."""
    for editor in (*page.findChildren(QLineEdit), *page.findChildren(PlainTextEditor)):
        yield _text(editor)
    for date in page.findChildren(DateField):
        yield "|".join(box.text() for box in (date.day, date.month, date.year))


def _stage(vault: VaultFile) -> RoomStage:
    stage = RoomStage(vault)
    stage.context = replace(stage.context, papers=Paper())
    stage.navigator.start(stage.context, stage.window)
    return stage


def _text(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _gather(stage: RoomStage) -> None:
    """The meeting is open again; whoever may stay for every case is back, and one has not signed."""
    round_tables.open_round_table(stage.vault, stage.table_id)
    for person in hub_view(stage.vault, stage.table_id).attendees:
        if person.has_signed and not person.recused_from:
            signoff.record_arrival(stage.vault, stage.table_id, person.id)
    curtain.lift_curtain(stage.vault, stage.table_id)
    stage.refresh()


@pytest.fixture
def walk(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Walk]]:
    walks: list[Walk] = []

    def make(reached: Reached, *, is_open: bool = False) -> Walk:
        folder = tmp_path / f"walk{len(walks)}"
        folder.mkdir()
        for part in prepared(reached).parent.iterdir():
            if part.is_file():
                shutil.copy(part, folder / part.name)
        stage = _stage(vaults.reopen(folder / prepared(reached).name))
        if is_open:
            _gather(stage)
        walks.append(Walk(stage, folder))
        return walks[-1]

    yield make
    for each in walks:
        each.stage.prompts.answers.extend([True] * 50)
        each.stage.navigator.go("home")
        each.stage.close()


Make = Callable[..., Walk]
AT_THE_TABLE = (
    "meeting",
    "sign",
    "hand_over",
    "lessons",
    "actions",
    "check",
    "edit",
    "intruder",
    "confirm",
    "send",
)


def look(
    walk: Walk, key: str, opened: Callable[[Any], None] = lambda _page: None, **params: Any
) -> list[str]:
    """Open a page, and what is folded away on it; type into all of it; what is missing afterwards."""
    if key in AT_THE_TABLE or (key != "case" and "case_id" in params):
        params["round_table_id"] = walk.stage.table_id

    def show(stage: RoomStage) -> QWidget:
        stage.prompts.answers.extend([True] * 5)
        assert stage.navigator.go(key, **params), key
        stage.settle()
        page = stage.navigator.screen
        assert page is not None
        opened(page)
        stage.settle()
        stage.prompts.answers.clear()
        return page

    walk.type_into_everything(show(walk.stage))
    return [f"{key}: {each}" for each in walk.missing(show)]


def preparing(at: Walk) -> list[str]:
    with at.stage.vault.reading() as tx:
        audit = tx.audits.all()[0].id
    missing = look(at, "audit", audit_id=audit)
    for section in ("people", "places", "events", "returns", "details"):
        missing += look(at, "case", _received, case_id=at.stage.cases[0], section=section)
    missing += look(at, "settings")
    return missing + look(at, "meeting", lambda page: page.statement.edit.click(), section="statement")


def meeting(at: Walk) -> list[str]:
    case = at.stage.cases[0]
    missing = look(at, "meeting", section="closing")
    missing += look(at, "sign", _with_receipt)
    for key in ("who", "headlines", "lived", "practice", "urgent"):
        missing += look(at, key, case_id=case)
    missing += look(at, "chronology", lambda page: page.open_capture(), case_id=case)
    missing += look(at, "questions", _with_dissent, case_id=case)
    missing += look(at, "grade", _with_dissent, case_id=case)
    missing += look(at, "lessons")
    missing += look(at, "actions")
    missing += urgent_concern(at)
    fresh = signoff.add_attendee(at.stage.vault, at.stage.table_id, name="Cleo Grant").made
    return missing + look(at, "hand_over", attendee_id=fresh)


def urgent_concern(at: Walk) -> list[str]:
    """Over any page."""

    def show(stage: RoomStage) -> QWidget:
        stage.open("lived", case_id=at.stage.cases[0])
        stage.safety.raise_concern()
        stage.settle()
        panel = stage.safety._panel
        assert panel is not None and panel.isVisible()
        return panel

    panel = show(at.stage)
    at.type_into_everything(panel)
    missing = [f"urgent concern: {each}" for each in at.missing(show)]
    panel.leave()  # type: ignore[attr-defined]
    return missing


def test_what_is_typed_into_any_field_is_in_the_file_a_second_later(walk: Make) -> None:
    at_the_table = walk(Reached.LEARNED, is_open=True)
    missing = meeting(at_the_table)
    desk = walk(Reached.LEARNED)
    missing += preparing(desk)
    missing += look(desk, "check", lambda page: page.card.label.set_value(""))
    missing += look(desk, "intruder")
    missing += look(desk, "edit")
    second = walk(Reached.DECIDED)
    missing += look(second, "confirm")
    sender = walk(Reached.EXPORTED)
    missing += look(sender, "send")
    assert not missing, "\n".join(missing)

    came_to = at_the_table.came_to | desk.came_to | second.came_to | sender.came_to
    passed_by, unnamed = [], []
    for path, call in _fields_in_the_source():
        name = call.args[1] if len(call.args) > 1 else None
        if isinstance(name, ast.Constant):
            if name.value not in came_to and name.value not in KEEPS_NOTHING:
                passed_by.append(f"{path.name}: {name.value}")
        elif path.name not in NAMED_AS_THEY_ARE_MADE:
            unnamed.append(f"{path.name}:{call.lineno}")
    assert not passed_by, f"walk to these, or say why they keep nothing: {passed_by}"
    assert not unnamed, f"say how these are walked to: {unnamed}"


def _received(page: Any) -> None:
    """An agency that has answered, so that all of its return can be typed."""
    if page.tabs.shown() == "returns":
        page.returns.form.status.tiles[0].click()


def _with_receipt(page: Any) -> None:
    page._open_receipt(page.hub.attendees[-1].id, Method.PAPER)


def _with_dissent(page: Any) -> None:
    page.form.open_views.click()
    page.form.dissents.add_button.click()


def _fields_in_the_source() -> Iterator[tuple[Path, ast.Call]]:
    made = {"LineEdit", "PlainTextEditor", "SuggestingLine", "DateField"}
    for path in sorted(Path(roundtable.ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in made:
                yield path, node
