"""What the steps after the cases share: they belong to the audit as a whole, and the room view rests."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from roundtable.actions.hub import HubView, hub_view
from roundtable.actions.name_hints import NameHint, name_hints_in_audit
from roundtable.actions.round_tables import go_to
from roundtable.actions.way_back import AUDIT, CASE, EDIT, MEETING, SETTINGS, WayBack
from roundtable.domain.changes import Topic
from roundtable.domain.ids import AuditId
from roundtable.domain.round_table import MeetingState
from roundtable.domain.walkthrough import Step
from roundtable.ui.form_saving import FormSaving, Take
from roundtable.ui.name_watch import NameWatch
from roundtable.ui.step_screen import StepScreen
from roundtable.ui.widgets.text_editor import PlainTextEditor

V = TypeVar("V")


class ReportStep(StepScreen[V], Generic[V]):
    """A step without a case: no private notes, no skip; finishing it leads on."""

    has_notes: ClassVar[bool] = False
    topics: ClassVar[frozenset[Topic]] = frozenset(Topic) - {Topic.CONCERNS}

    _audit_id = AuditId("")

    def audit_of_table(self) -> AuditId:
        """The audit of this round table; off the UI thread."""
        if not self._audit_id:
            self._audit_id = hub_view(self.context.vault, self.table_id).audit.id
        return self._audit_id

    @property
    def audit_id(self) -> AuditId:
        """The audit, once the page is loaded."""
        return self.hub.audit.id if self.hub else AuditId("")

    def _arrive(self, hub: HubView) -> None:
        """Remember the position. It changes nothing that is shown here, so that nothing is read again."""
        if self._arrived or hub.table.state is MeetingState.PLANNED or self.context.vault.is_read_only:
            return
        self._arrived = True
        vault, table_id, step = self.context.vault, self.table_id, self.step
        self.context.tasks.run(lambda: go_to(vault, table_id, step), self.context.hub, lambda _made: None)

    def fill_height(self) -> None:
        """The page takes all the height there is; call it in `build`."""
        self.page.add(self.content, 1)

    def autosave(self, take: Take, *editors: PlainTextEditor, names: bool = True) -> FormSaving:
        """As in a case; names of all cases are underlined."""
        saving = super().autosave(take, *editors, names=False)
        if names:
            saving.watch([NameWatch(self, editor, self._look_for_names) for editor in editors])
        return saving

    def _look_for_names(self, text: str) -> tuple[NameHint, ...]:
        return name_hints_in_audit(self.context.vault, self.audit_of_table(), text)

    def follow(self, way: WayBack) -> None:
        """Open the page that mends what the search of the finished file found."""
        navigator = self.context.navigator
        if way.page == CASE:
            navigator.go(CASE, case_id=way.case_id, section="details")
        elif way.page == AUDIT:
            navigator.go(AUDIT, audit_id=self.audit_id)
        elif way.page == SETTINGS:
            navigator.go(SETTINGS, section="board")
        elif way.page == MEETING:
            navigator.go(MEETING, round_table_id=self.table_id)
        elif way.page == EDIT:
            navigator.go(EDIT, round_table_id=self.table_id, source=way.source)
        elif way.question_id:
            self.go_to_step(Step(way.page), way.case_id, question_id=way.question_id)
        else:
            self.go_to_step(Step(way.page), way.case_id)

    def finish(self) -> None:
        """These steps hold no state of their own: on to the next."""
        self.go_on()
