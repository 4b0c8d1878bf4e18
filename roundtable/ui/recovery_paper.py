"""The recovery code as a sheet to print: written where the facilitator says, and taken away again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from roundtable.domain.errors import RoundtableError
from roundtable.domain.recovery_code import RecoveryCodePaper
from roundtable.ui.context import Context
from roundtable.ui.error_texts import explain
from roundtable.ui.outgoing import remove_files, write_file
from roundtable.ui.widgets import Button, Callout, Card

PDF: Final = "PDF file (*.pdf)"


class RecoveryPaper(Card):
    """Holds the code as long as its page does; nothing is written before a place was chosen."""

    def __init__(self, context: Context, code: str, file_name: str, board: str = "") -> None:
        super().__init__(
            context.theme,
            "Or print it",
            "As a PDF that says “Restricted”. It is not encrypted: print it, then delete it.",
            icon="printer",
        )
        self._context = context
        self._sheet = RecoveryCodePaper(code, file_name, board, context.clock.now())
        self._written: tuple[Path, ...] = ()
        self.save = Button(context.theme, "Save the sheet as a PDF…", icon="download")
        self.save.clicked.connect(self._save)
        self.delete = Button(context.theme, "Delete the PDF again", "danger", "trash-2")
        self.delete.clicked.connect(self._delete)
        self.saved = Callout(context.theme, "", "warn", title="Whoever finds this file can use the code")
        self.problem = Callout(context.theme, "", "bad")
        self.saved.add(self.delete)
        self.add_row(self.save, None)
        for part in (self.saved, self.problem):
            part.setVisible(False)
            self.add(part)

    def _save(self) -> None:
        name = f"Recovery sheet of {self._sheet.file_name}.pdf"
        chosen = self._context.prompts.save_file("Save the recovery sheet", Path.home() / name, [PDF])
        if chosen is None:
            return
        path = chosen if chosen.suffix else chosen.with_suffix(".pdf")
        papers, sheet = self._context.papers, self._sheet
        self._context.tasks.run(
            lambda: write_file(path, papers.recovery_sheet(sheet)),
            self,
            lambda _done: self._on_saved(path),
            self._on_failed,
        )

    def _on_saved(self, path: Path) -> None:
        self._written = tuple(dict.fromkeys((*self._written, path)))
        self._show()

    def _delete(self) -> None:
        paths = self._written
        self._context.tasks.run(
            lambda: remove_files(paths), self, lambda _done: self._on_gone(), self._on_failed
        )

    def _on_gone(self) -> None:
        self._written = ()
        self._show()
        self._context.frame.toast("The PDF is deleted")
        self.save.setFocus()

    def _show(self) -> None:
        self.problem.setVisible(False)
        self.saved.message.setText("\n".join(str(path) for path in self._written))
        self.saved.setVisible(bool(self._written))

    def _on_failed(self, error: RoundtableError) -> None:
        said = explain(error)
        self.problem.message.setText(f"{said.title}. {said.advice}")
        self.problem.setVisible(True)
