"""Create the report: what will be in it, the making with its search for names, the finished pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from roundtable.actions.report import ExportView, export_report, export_view
from roundtable.actions.way_back import MEETING
from roundtable.domain.changes import Changes
from roundtable.domain.errors import GateHit, RoundtableError
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import kept_words
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.edited_notice import EditedNotice, jump_to_edit
from roundtable.ui.gate_hits import GateHits
from roundtable.ui.made_report import MadeReport
from roundtable.ui.prompts import Choice
from roundtable.ui.report_step import ReportStep
from roundtable.ui.spelled_out import SpelledOutNotice
from roundtable.ui.standing_notices import WithdrawnNotice
from roundtable.ui.tasks import Job, Stage, WorkCancelled
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.facts import Facts
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.page_preview import PagePreview
from roundtable.ui.widgets.progress_panel import ProgressPanel
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack
from roundtable.ui.widgets.tiles import TileChoice, TileGroup

FINAL, DRAFT = "final", "draft"
_KINDS = (
    TileChoice(FINAL, "Final", "The report that is sent."),
    TileChoice(DRAFT, "Draft", "Says “Draft” on every page. Goes through the same check."),
)
_UNSETTLED = (
    Choice("settle", "Go to the round table", "Hand the concern over, close the meeting, then come back."),
    Choice(DRAFT, "Create a draft", "Says “Draft” on every page."),
    Choice(FINAL, "Create it as final all the same", "What was not finished is listed in it."),
)


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Where the report stands, and how many pages the finished one has."""

    view: ExportView
    pages: int
    spelled_out: tuple[tuple[str, str], ...] = ()


class ExportScreen(ReportStep[ExportPage]):
    """Nothing but anonymity blocks it; whatever else is missing stands in the report."""

    step: ClassVar[Step] = Step.EXPORT
    help_key: ClassVar[str] = "export"
    notes_below: ClassVar[bool] = True  # with room, the pages stand beside the facts

    def build(self) -> None:
        """What is in the way, what will be made, what was made."""
        self.shown: ExportPage | None = None
        self._job: Job | None = None
        self._previewed = ""
        self._build_notices()
        self.progress = ProgressPanel(self.theme, "Creating the report")
        self.progress.cancelled.connect(self._cancel)
        self.put(self.progress)
        self._build_made()
        self._build_plan()
        facts = Stack(self.theme, self.made, self.plan)
        self.put(Reflow(self.theme, facts, self.pages, narrowest=560))

    def _build_notices(self) -> None:
        theme = self.theme
        self.blocked = Callout(theme, "", "warn", title="Cannot start yet")
        self.gate = GateHits(theme)
        self.gate.wanted.connect(self.follow)
        back = Button(theme, "Go to the check for names", icon="search")
        back.clicked.connect(lambda: self.go_to_step(Step.CHECK))
        self.gate.add(back)
        self.stale = Callout(
            theme,
            "Create it again before you send it.",
            "warn",
            title="The text changed after this report was made",
        )
        self.withdrawn = WithdrawnNotice(theme, self._go_to_versions)
        self.proceedings = Callout(
            theme, "", "warn", title="Live proceedings: ask who runs them before the report leaves"
        )
        self.edits = EditedNotice(theme, "Look at them")
        self.edits.go.clicked.connect(self._go_edit)
        self.unsettled = Callout(theme, "", "warn", title="Settle the meeting first, or make a draft")
        self.spelled_out = SpelledOutNotice(theme)
        before = (self.withdrawn, self.edits, self.spelled_out, self.unsettled, self.proceedings)
        for callout in (self.blocked, self.gate, self.stale, *before):
            callout.setVisible(False)
            self.put(callout)

    def _build_plan(self) -> None:
        theme = self.theme
        self.plan = Card(theme, "What will be made")
        self.facts = Facts(theme)
        self.kind = TileGroup(theme, "Final or draft", _KINDS)
        self.kind.set_value(FINAL)
        self._unfinished = Stack(theme, spacing=4)
        self.unfinished = Disclosure(theme, "", self._unfinished)
        self.again = Button(theme, "Create it again", icon="refresh-cw")
        self.again.clicked.connect(self.make)
        self.plan.add(self.facts)
        self.plan.add(self.kind)
        self.plan.add(self.unfinished)
        self.edit = Button(theme, "Edit the report", icon="pen-line")
        self.edit.clicked.connect(self._go_edit)
        self.levels = Button(theme, "What changes at publication level", icon="eye")
        self.levels.clicked.connect(lambda: self.context.navigator.go("levels", round_table_id=self.table_id))
        self.plan.add_row(self.again, self.edit, self.levels, None)

    def _build_made(self) -> None:
        self.made = MadeReport(self.context, self)
        self.preview = PagePreview(self.theme)
        self.preview.wanted.connect(self._fetch_page)
        self.preview.picked.connect(self._pick)
        self.pages = Card(self.theme, "Its pages", "Click a sentence to go where it is edited.")
        self.pages.add(self.preview)
        self.pages.setVisible(False)

    def page_title(self) -> str:
        """What to do here."""
        return "Create the report"

    def page_subtitle(self) -> str:
        """What is checked."""
        return "The finished file is searched for every registered name before it is kept."

    def first_focus(self) -> QWidget | None:
        """The primary action."""
        return self.footer.primary

    def read(self) -> ExportPage:
        """The report's state, off the UI thread."""
        view = export_view(self.context.vault, self.audit_of_table())
        papers = self.context.papers
        pages = papers.page_count(view.report.pdf) if view.report else 0
        return ExportPage(view, pages, papers.spelled_out(view.other_scripts))

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: the decisions hold names."""
        super().hide_private(hidden)
        self.made.hide_private(hidden)

    # --- showing

    def show_content(self, page: ExportPage) -> None:
        """Everything, by where the report stands."""
        self.shown = page
        view = page.view
        self.facts.show_facts(
            (
                ("Title", view.title),
                ("Reference", view.reference),
                ("Release", view.status_line),
                ("Confirmed by", view.confirmed_by if view.is_confirmed else "Nobody yet"),
                *((("Kept as words", kept_words(view.kept_names)),) if view.kept_names else ()),
            )
        )
        self._show_unfinished(view)
        self.proceedings.setVisible(bool(view.proceedings))
        self.proceedings.message.setText("\n".join(view.proceedings))
        self.unsettled.setVisible(bool(view.unsettled))
        self.unsettled.message.setText("\n".join(view.unsettled))
        self.spelled_out.show_words(page.spelled_out)
        self.edits.show_count(view.outdated_edits)
        self._show_made(page)
        self._show_primary(view)

    def _show_unfinished(self, view: ExportView) -> None:
        self.unfinished.setVisible(bool(view.unfinished))
        self.unfinished.set_words(f"The report lists {counted(len(view.unfinished), 'thing')} not finished")
        self._unfinished.clear()
        for what, reason in view.unfinished:
            self._unfinished.add(Text(f"{what}. {reason}".strip(), "body", "ink2"))

    def _show_made(self, page: ExportPage) -> None:
        report = page.view.report
        self.pages.setVisible(report is not None)
        is_back = self.withdrawn.show_report(report)
        self.stale.setVisible(report is not None and not is_back and not page.view.is_report_current)
        self.again.setVisible(report is not None and page.view.is_report_current)
        self.made.show_report(report, page.pages)
        if report is not None and self._previewed != report.id:
            self._previewed = report.id
            self.preview.open(page.pages)

    def _show_primary(self, view: ExportView) -> None:
        self.blocked.setVisible(not view.is_confirmed)
        if view.open_questions:
            left = counted(view.open_questions, "more name")
            self.blocked.message.setText(f"Decide {left} in the check for names.")
            self.set_primary(f"Decide {left}", lambda: self.go_to_step(Step.CHECK))
        elif view.open_clues and view.level is ReleaseLevel.PUBLICATION:
            self._ask_for_details(view.open_clues)
        elif not view.is_confirmed:
            self.blocked.message.setText("A second person has to read the anonymised text and sign it.")
            self.set_primary("Ask a second person to read it", self._go_confirm)
        elif view.report is not None and view.is_report_current:
            self.set_primary("Go on to send it", self.finish)
        else:
            self.set_primary("Create the report", self.make, icon="file-check")
        self.footer.primary.setEnabled(self._job is None)

    def _ask_for_details(self, count: int) -> None:
        """What is published has no detail in it that nobody has decided."""
        left = counted(count, "more detail")
        self.blocked.setVisible(True)
        self.blocked.message.setText(f"A report for publication needs {left} decided.")
        self.set_primary(f"Decide {left}", self._go_to_details)

    def _go_to_details(self) -> None:
        self.context.navigator.go("intruder", round_table_id=self.table_id)

    def _go_to_versions(self) -> None:
        self.context.navigator.go("recall", round_table_id=self.table_id)

    def _go_confirm(self) -> None:
        self.context.navigator.go("confirm", round_table_id=self.table_id)

    def _go_edit(self) -> None:
        self.context.navigator.go("edit", round_table_id=self.table_id)

    def _pick(self, page: int, x: float, y: float) -> None:
        if self.shown and self.shown.view.report:
            jump_to_edit(self, self.shown.view.report.pdf, page, x, y)

    def _fetch_page(self, number: int, width: int) -> None:
        report = self.shown.view.report if self.shown else None
        if report is None:
            return
        papers, pdf = self.context.papers, report.pdf
        self.context.tasks.run(
            lambda: papers.page_image(pdf, number, width),
            self,
            lambda png: self.preview.show_png(number, png),
            self.show_error,
        )

    # --- making

    def make(self) -> None:
        """Make the file in the background; the facilitator may stop it."""
        view = self.shown.view if self.shown else None
        if view is None or self._job is not None or not self._is_settled(view) or not self._agreed(view):
            return
        vault, papers, audit_id = self.context.vault, self.context.papers, self.audit_id
        is_draft = self.kind.value() == DRAFT
        self.gate.setVisible(False)
        self.page.errors.clear()
        self.progress.start("Building the anonymised text")
        self._set_busy(True)
        job = self.context.tasks.run_long(
            lambda progress: export_report(vault, papers, audit_id, progress, is_draft=is_draft),
            self.context.hub,
            self._on_made,
            self._on_failed_to_make,
            self._on_stage,
        )
        self._job = job if self._is_busy else None

    _is_busy = False

    def _is_settled(self, view: ExportView) -> bool:
        """A final report before the meeting is over is asked about; a draft says of itself what it is."""
        if not view.unsettled or self.kind.value() == DRAFT:
            return True
        chosen = self.context.prompts.choose(
            "Is the round table over?",
            f"{'. '.join(view.unsettled)}. A final report says that everything is done.",
            _UNSETTLED,
        )
        if chosen == "settle":
            self.context.navigator.go(MEETING, round_table_id=self.table_id)
        elif chosen == DRAFT:
            self.kind.set_value(DRAFT)
        return chosen in (DRAFT, FINAL)

    def _agreed(self, view: ExportView) -> bool:
        return not view.proceedings or self.context.prompts.confirm(
            "Create the report while proceedings are live?",
            f"{'; '.join(view.proceedings)}. Whoever runs them may ask to wait, or to see the report first.",
            "Create it",
        )

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for widget in (self.footer.primary, self.again, self.kind, self.made.save_copy):
            widget.setEnabled(not busy)
        if not busy:
            self._job = None
            self.progress.finish()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_stage(self, stage: Stage) -> None:
        if isValid(self):
            self.progress.advance(stage)

    def _on_made(self, made: Changes) -> None:
        # Made and kept even when this page has gone meanwhile.
        if isValid(self):
            self._set_busy(False)
            self.footer.saved.saved(self.context.clock.now())
            self.context.frame.toast("Report created and kept in the vault")
        self.context.hub.announce(made)

    def _on_failed_to_make(self, error: RoundtableError) -> None:
        if not isValid(self):
            return
        self._set_busy(False)
        if isinstance(error, WorkCancelled):
            self.context.frame.toast("Stopped. No report was made")
        elif isinstance(error, GateHit):
            self._show_hits(error)
        else:
            self.show_error(error)

    def _show_hits(self, error: GateHit) -> None:
        ways = error.details.get("ways", ())
        self.gate.show_ways(ways if isinstance(ways, tuple) else ())
        self.page.ensureWidgetVisible(self.gate)
