"""Holds the open file against a report that left: is it the very file, whole, or an older one."""

from __future__ import annotations

from pathlib import Path

from roundtable.actions.ports import Papers
from roundtable.domain.anchor_check import AnchorVerdict, verdict_on
from roundtable.domain.errors import FileUnreadable, RoundtableError
from roundtable.domain.keeping_errors import PaperLocked
from roundtable.ui.context import Context
from roundtable.ui.door import CheckOutcome, VaultCare
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets import Button, Callout, Card, ProgressPanel
from roundtable.ui.widgets.labels import Tone
from roundtable.ui.widgets.stack import Stack

_LARGEST = 100_000_000
_TITLE = "Which report?"


class ReportCheck(Stack):
    """One card: choose a report, read what it says about this file."""

    def __init__(self, context: Context, care: VaultCare) -> None:
        super().__init__(context.theme)
        self._context, self._care = context, care
        theme = context.theme
        card = Card(
            theme,
            "Is it the file that a report was made from?",
            "Every report prints the head of the trail. The file alone cannot show that an older one was put "
            "in its place; a report that left can.",
            icon="file-check",
        )
        self.button = Button(theme, "Check against a report…", icon="file-check")
        self.button.clicked.connect(self.check)
        card.add_row(self.button, None)
        self.callouts: dict[Tone, Callout] = {
            "ok": Callout(theme, "", "ok"),
            "warn": Callout(theme, "", "warn"),
            "bad": Callout(theme, "", "bad"),
        }
        for callout in self.callouts.values():
            callout.setVisible(False)
            card.add(callout)
        self.progress = ProgressPanel(theme, "Checking against the report", can_cancel=False)
        self.add(card)
        self.add(self.progress)

    def check(self) -> None:
        """Ask for the report, then compare."""
        chosen = self._context.prompts.open_files(_TITLE, ("Report (*.pdf)",))
        if chosen:
            self._compare(chosen[0], "")

    def _compare(self, path: Path, passphrase: str) -> None:
        care, papers = self._care, self._context.papers
        self.button.setEnabled(False)
        for callout in self.callouts.values():
            callout.setVisible(False)
        self.progress.start("Reading every entry of the trail")
        self._context.tasks.run(
            lambda: _found(care, papers, path, passphrase),
            self,
            self._show,
            lambda error: self._failed(error, path),
        )

    def _show(self, found: AnchorVerdict | CheckOutcome) -> None:
        self._finish()
        if not isinstance(found, AnchorVerdict):
            self._say(
                "bad",
                "The file itself is not sound",
                "There is nothing to compare yet. Use “Check the file now” to see what is wrong with it.",
            )
            return
        tone: Tone = "warn" if found.needs_a_look else "ok" if found.is_good else "bad"
        self._say(tone, found.title, found.advice)

    def _failed(self, error: RoundtableError, path: Path) -> None:
        self._finish()
        said = explain(error)
        if not isinstance(error, PaperLocked):
            self._say("bad", said.title, said.advice)
            return
        typed = self._context.prompts.ask(
            said.title, said.advice, "Passphrase of the report", "Check", secret=True
        )
        if typed:
            self._compare(path, typed)

    def _say(self, tone: Tone, title: str, text: str) -> None:
        callout = self.callouts[tone]
        callout.message.setText(f"{title}. {text}")
        callout.setVisible(True)

    def _finish(self) -> None:
        self.button.setEnabled(True)
        self.progress.finish()


def _found(care: VaultCare, papers: Papers, path: Path, passphrase: str) -> AnchorVerdict | CheckOutcome:
    """The verdict; what the check of the file found where that is not sound."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable()
        pdf = path.read_bytes()
    except OSError:
        raise FileUnreadable() from None
    paper = papers.printed_anchor(pdf, passphrase)
    checked = care.check()
    if not checked.is_sound:
        return checked
    return verdict_on(care.standing(paper), paper, care.anchor())
