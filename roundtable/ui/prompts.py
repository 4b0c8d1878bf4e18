"""The only place of dialogs: asking, telling, choosing files. Tests script it (`scripted_prompts`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolButton, QWidget

from roundtable.ui.icons import icon
from roundtable.ui.prompt_dialog import PickList, PromptDialog
from roundtable.ui.safety_keys import bind_safety
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.autosave import SAVE_AFTER_MS
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.text_editor import PlainTextEditor


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer the facilitator can pick: a key for the program, words for people."""

    key: str
    text: str
    hint: str = ""


Check = Callable[[str], str]
"""Looks at what was typed; returns what to do about it, or "" when it is fine."""


class Prompts(Protocol):
    """What screens can ask. Every call waits for the answer; None or False: go back, change nothing."""

    def tell(self, title: str, text: str, rows: Sequence[tuple[str, str]] = ()) -> None:
        """Say something; `rows` are pairs shown as a two-column list."""

    def confirm(self, title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> bool:
        """Ask before something that matters; `yes` says the result ("Remove the lesson")."""

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str | None:
        """One of a few answers, each a button; returns its key."""

    def pick(
        self, title: str, choices: Sequence[Choice], hint: str = "Type to narrow the list"
    ) -> str | None:
        """One of many, found by typing; returns its key."""

    def ask(
        self,
        title: str,
        text: str,
        label: str,
        yes: str,
        *,
        initial: str = "",
        secret: bool = False,
        lines: int = 1,
        check: Check | None = None,
    ) -> str | None:
        """A line of text (or `lines` of them). `check` keeps the prompt open until it says ""."""

    def open_files(self, title: str, kinds: Sequence[str], *, several: bool = False) -> tuple[Path, ...]:
        """Existing files to read; `kinds` like "Spreadsheet (*.xlsx *.csv)". Empty when cancelled."""

    def save_file(self, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
        """Where to write; asks before an existing file is replaced."""

    def choose_folder(self, title: str, start: Path) -> Path | None:
        """An existing folder."""

    def dismiss(self) -> None:
        """Close what is open, unanswered, and keep what was typed: something more urgent comes."""


class Unanswered(Protocol):
    """Keeps what is typed into a prompt; `question_drafts` in the program."""

    def left(self, title: str) -> str:
        """What was typed when the question was asked last and nobody answered."""

    def keep(self, title: str, text: str) -> None:
        """Keep it as it stands; "" drops it."""


_FILE_BUTTONS = {
    "backButton": ("arrow-left", "Back"),
    "forwardButton": ("arrow-right", "Forward"),
    "toParentButton": ("arrow-up", "Folder above"),
    "newFolderButton": ("folder-plus", "New folder"),
}


class QtPrompts:
    """Dialogs over the window that is active. `dismiss` closes an open one as if Escape had been pressed."""

    def __init__(self, theme: Theme, parent: QWidget, ask: Callable[[str], object] | None = None) -> None:
        """`ask` does what a safety key asks for: these work in dialogs too, which block the window's own."""
        self._theme, self._parent, self._ask = theme, parent, ask
        self._open: list[QDialog] = []
        self._unanswered: list[Callable[[], None]] = []
        self.drafts: Unanswered | None = None
        """Where words wait that are typed and not answered yet; None before a file is open."""

    def dismiss(self) -> None:
        """Close every open dialog without an answer. What was typed is kept."""
        for keep in self._unanswered:
            keep()
        self._unanswered.clear()
        for dialog in tuple(self._open):
            dialog.reject()

    def tell(self, title: str, text: str, rows: Sequence[tuple[str, str]] = ()) -> None:
        """See `Prompts.tell`."""
        dialog = self._dialog(title, text)
        if rows:
            dialog.add_rows(rows)
        dialog.finish(dialog.add_button("Close", "primary", 0))
        self._run(dialog)

    def confirm(self, title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> bool:
        """See `Prompts.confirm`. Where `danger` is said, Enter does nothing that cannot be undone."""
        dialog = self._dialog(title, text)
        cancel = dialog.add_button(no, "secondary", 0)
        agree = dialog.add_button(yes, "danger" if danger else "primary", 1)
        dialog.finish(cancel if danger else agree)
        return self._run(dialog) == 1

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str | None:
        """See `Prompts.choose`."""
        dialog = self._dialog(title, text)
        dialog.add_choices([(choice.text, choice.hint) for choice in choices])
        dialog.add_button("Cancel", "link", 0)
        dialog.finish()
        result = self._run(dialog)
        return choices[result - 1].key if result else None

    def pick(
        self, title: str, choices: Sequence[Choice], hint: str = "Type to narrow the list"
    ) -> str | None:
        """See `Prompts.pick`."""
        dialog = self._dialog(title, "")
        entries = PickList(self._theme, title, hint, [(c.key, c.text, c.hint) for c in choices])
        dialog.add(entries, 1)
        dialog.add_button("Cancel", "secondary", 0)
        go = dialog.add_button("Go", "primary", 1)
        dialog.finish(go)
        entries.list.itemActivated.connect(lambda _item: dialog.done(1))
        entries.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        return entries.picked() if self._run(dialog) == 1 else None

    def ask(
        self,
        title: str,
        text: str,
        label: str,
        yes: str,
        *,
        initial: str = "",
        secret: bool = False,
        lines: int = 1,
        check: Check | None = None,
    ) -> str | None:
        """See `Prompts.ask`."""
        dialog = self._dialog(title, text)
        drafts = None if secret else self.drafts
        begun = (drafts.left(title) if drafts is not None else "") or initial
        editor: LineEdit | PlainTextEditor
        if lines > 1:
            editor = PlainTextEditor(self._theme, label, begun, lines=lines)
        else:
            editor = LineEdit(self._theme, label, begun, secret=secret)
        field = Field(self._theme, label, editor)
        dialog.add(field)
        dialog.add_button("Cancel", "secondary", 0)
        agree = dialog.add_button(yes, "primary", 1)
        agree.clicked.disconnect()
        agree.clicked.connect(lambda: _accept_if_right(dialog, field, check))
        dialog.finish(agree)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if drafts is None:
            return _typed(field) if self._run(dialog) == 1 else None
        return self._run_keeping(dialog, field, partial(drafts.keep, title))

    def open_files(self, title: str, kinds: Sequence[str], *, several: bool = False) -> tuple[Path, ...]:
        """See `Prompts.open_files`."""
        dialog = self._file_dialog(title, kinds)
        mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
        dialog.setFileMode(mode)
        return self._chosen(dialog)

    def save_file(self, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
        """See `Prompts.save_file`."""
        dialog = self._file_dialog(title, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        if suggested.suffix:
            dialog.setDefaultSuffix(suggested.suffix[1:])
        if suggested.parent.is_dir():
            dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        return next(iter(self._chosen(dialog)), None)

    def choose_folder(self, title: str, start: Path) -> Path | None:
        """See `Prompts.choose_folder`."""
        dialog = self._file_dialog(title, ())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        if start.is_dir():
            dialog.setDirectory(str(start))
        return next(iter(self._chosen(dialog)), None)

    def _dialog(self, title: str, text: str) -> PromptDialog:
        active = QApplication.activeWindow()
        parent = active if active is not None and active.isVisible() else self._parent
        return PromptDialog(self._theme, parent, title, text)

    def _file_dialog(self, title: str, kinds: Sequence[str]) -> QFileDialog:
        # Not the system's own dialog: it notes folders and file names in "recent documents", and the
        # curtain could not cover it.
        dialog = QFileDialog(QApplication.activeWindow() or self._parent, title)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
        dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons, True)
        if kinds:
            dialog.setNameFilters([*kinds, "All files (*)"])
        dialog.setHistory([])
        self._redraw_buttons(dialog)
        dialog.resize(self._theme.px(760), self._theme.px(520))
        return dialog

    def _redraw_buttons(self, dialog: QFileDialog) -> None:
        # Qt's own pictures are black whatever the theme, and its buttons have no name.
        for button in dialog.findChildren(QToolButton):
            picture = _FILE_BUTTONS.get(button.objectName())
            if picture is None:
                button.hide()
                continue
            button.setIcon(icon(self._theme, picture[0], "ink", 20))
            button.setAccessibleName(picture[1])
            button.setToolTip(picture[1])

    def _chosen(self, dialog: QFileDialog) -> tuple[Path, ...]:
        accepted = self._run(dialog) == QDialog.DialogCode.Accepted
        chosen = tuple(Path(name) for name in dialog.selectedFiles()) if accepted else ()
        dialog.setHistory([])
        dialog.deleteLater()
        forget_folders()
        return chosen

    def _run_keeping(self, dialog: QDialog, field: Field, keep: Callable[[str], None]) -> str | None:
        """Keep what is typed while it is typed; an answer, or giving it up, drops it. A lock does not."""

        def keep_now() -> None:
            keep(_typed(field))

        soon = QTimer(dialog)
        soon.setSingleShot(True)
        soon.setInterval(SAVE_AFTER_MS)
        soon.timeout.connect(keep_now)
        field.editor.textChanged.connect(lambda *_text: soon.isActive() or soon.start())  # type: ignore[attr-defined]
        self._unanswered.append(keep_now)
        answer = _typed(field) if self._run(dialog) == 1 else None
        soon.stop()
        if keep_now in self._unanswered:
            self._unanswered.remove(keep_now)
            keep("")
        return answer

    def _run(self, dialog: QDialog) -> int:
        self._open.append(dialog)
        if self._ask is not None:
            bind_safety(dialog, self._ask)
        try:
            return dialog.exec()
        finally:
            self._open.remove(dialog)
            if not isinstance(dialog, QFileDialog):
                dialog.deleteLater()


def forget_folders() -> None:
    """Remove what Qt's file dialog keeps about folders and files that were visited (QtProject settings)."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.remove("FileDialog")
    kept.sync()


def _accept_if_right(dialog: QDialog, field: Field, check: Check | None) -> None:
    problem = check(_typed(field)) if check is not None else ""
    field.set_error(problem)
    if problem:
        field.focus()
    else:
        dialog.done(1)


def _typed(field: Field) -> str:
    editor = field.editor
    return editor.toPlainText() if isinstance(editor, PlainTextEditor) else editor.text()  # type: ignore[attr-defined]
