"""The report that was made: what it was searched for, its particulars, the decisions behind it, a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from roundtable.domain.report_work import ExportedReport, kept_words
from roundtable.ui.context import Context
from roundtable.ui.outgoing import write_file
from roundtable.ui.proof_list import ProofList
from roundtable.ui.report_facts import facts_of, searched_words
from roundtable.ui.screen import Screen
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.facts import Facts
from roundtable.ui.widgets.labels import Pill, Text

PDF: Final = "PDF file (*.pdf)"


class MadeReport(Card):
    """Hidden while there is none. A copy goes where the facilitator says, and nowhere else."""

    def __init__(self, context: Context, page: Screen) -> None:
        theme = context.theme
        super().__init__(theme, "The report")
        self._context, self._page = context, page
        self._report: ExportedReport | None = None
        self.searched = Callout(theme, "", "ok", title="Searched for names: none found")
        self.kept = Callout(theme, "", "warn", title="Searched for names: found only as kept")
        self.facts = Facts(theme)
        self.save_copy = Button(theme, "Save a copy…", icon="download")
        self.save_copy.clicked.connect(self._save_copy)
        self.draft_pill = Pill(theme, "Draft", "warn", "pen-line")
        self.add(self.searched)
        self.add(self.kept)
        self.add_row(
            self.draft_pill,
            Pill(theme, "Readable by screen readers (PDF/UA)", "info", "file-check"),
            Pill(theme, "For the archive (PDF/A)", "info", "archive"),
            None,
        )
        self.add(self.facts)
        self.proof = ProofList(theme)
        self.add(self.proof)
        self.add(Text("It is kept in the vault. A copy on a drive is not encrypted.", "small", "ink2"))
        self.add_row(self.save_copy, None)
        self.setVisible(False)

    def show_report(self, report: ExportedReport | None, pages: int) -> None:
        """The newest; of one that was withdrawn nothing leaves any more."""
        self._report = report
        self.setVisible(report is not None)
        if report is None:
            return
        self.save_copy.setVisible(report.withdrawal is None)
        self._show_searched(report, pages)
        self.draft_pill.setVisible(report.is_draft)
        self.facts.show_facts(facts_of(report, pages))
        self.proof.show_report(report)
        self.hide_private(self._context.room.is_mirrored())

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: the decisions hold names."""
        report = self._report
        self.proof.setVisible(not hidden and report is not None and bool(report.decided))

    def _show_searched(self, report: ExportedReport, pages: int) -> None:
        """Nothing found, or nothing but what somebody kept as a word: that is said, never a bare "none"."""
        told = searched_words(report, pages)
        self.searched.setVisible(not report.kept_names)
        self.kept.setVisible(bool(report.kept_names))
        self.searched.message.setText(told)
        self.kept.message.setText(f"{kept_words(report.kept_names)}. {told}")

    def _save_copy(self) -> None:
        report, context = self._report, self._context
        if report is None:
            return
        chosen = context.prompts.save_file(
            "Save a copy that is not encrypted", Path.home() / report.file_name, [PDF]
        )
        if chosen is None:
            return
        path = chosen if chosen.suffix else chosen.with_suffix(".pdf")
        context.tasks.run(
            lambda: write_file(path, report.pdf),
            self._page,
            lambda _done: context.frame.toast(f"Copy saved as {path.name}"),
            self._page.show_error,
        )
