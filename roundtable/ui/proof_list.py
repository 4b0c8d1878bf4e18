"""The decisions behind a finished report, one a line: for the facilitator's eyes, since names stand in it."""

from __future__ import annotations

from roundtable.domain.report_work import ExportedReport, ProofDecision
from roundtable.domain.wording import counted, day_words
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.stack import Stack


class ProofList(Disclosure):
    """Closed until it is asked for; empty for reports that nothing had to be decided for."""

    def __init__(self, theme: Theme) -> None:
        self._lines = Stack(theme, spacing=4)
        super().__init__(theme, "", self._lines)
        self._shown: str = ""

    def show_report(self, report: ExportedReport) -> None:
        """What was decided before this report was made."""
        self.set_words(f"{counted(len(report.decided), 'decision')} behind this report")
        self.setVisible(bool(report.decided))
        if report.id == self._shown:
            return
        self._shown = report.id
        self._lines.clear()
        for decision in report.decided:
            self._lines.add(Text(decision_words(decision), "small"))


def decision_words(decision: ProofDecision) -> str:
    """ "Grace: kept as an ordinary word. Anna Reed, 3 October 2026"."""
    case = f"{decision.case_label}, " if decision.case_label else ""
    said = f"{case}{decision.text}: {decision.outcome}."
    who = ", ".join(
        part for part in (decision.by, day_words(decision.at.date()) if decision.at else "") if part
    )
    return f"{said} {who}".strip()
