"""What the steps after the cases share: they belong to the audit as a whole, and the room view rests."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from roundtable.actions.hub import hub_view
from roundtable.domain.changes import Topic
from roundtable.domain.ids import AuditId
from roundtable.ui.step_screen import StepScreen

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

    def finish(self) -> None:
        """These steps hold no state of their own: on to the next."""
        self.go_on()
