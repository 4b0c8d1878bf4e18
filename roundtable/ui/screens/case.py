"""Preparing one case: people, family, places, chronology, returns. With names: for the facilitator alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from roundtable.actions.audits import AuditView, audit_view
from roundtable.actions.ports import Vault
from roundtable.actions.registers import CaseFileView, case_file_view
from roundtable.domain.bookmark import Bookmark, Page
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import CaseClosedToRoom, RoundtableError
from roundtable.domain.ids import CaseId
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper, Parts
from roundtable.ui.error_texts import explain
from roundtable.ui.place_keeping import PlaceKeeping
from roundtable.ui.preparation.case_details import CaseDetails
from roundtable.ui.preparation.desk import Desk
from roundtable.ui.preparation.events_editor import EventsEditor
from roundtable.ui.preparation.family_editor import FamilyEditor
from roundtable.ui.preparation.people_editor import PeopleEditor
from roundtable.ui.preparation.places_editor import PlacesEditor
from roundtable.ui.preparation.returns_editor import ReturnsEditor
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Callout
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.stack import Stack

_WORDS = {
    "people": "People",
    "family": "Family",
    "places": "Places and numbers",
    "events": "Chronology",
    "returns": "Agency returns",
    "details": "About the case",
}


Kept = PeopleEditor | PlacesEditor | EventsEditor | ReturnsEditor | CaseDetails
"""Parts with fields that are typed into."""
K = TypeVar("K", PeopleEditor, PlacesEditor, EventsEditor, ReturnsEditor, CaseDetails)

_LAID_OUT_MS: Final = 50


@dataclass(frozen=True, slots=True)
class CaseDesk:
    """Everything the page shows, read in one go."""

    file: CaseFileView
    audit: AuditView


class CaseScreen(Screen):
    """`case_id` says which; `section` is the tab to begin with, `event_id` the event of the chronology."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.CASE, Topic.AUDIT, Topic.BOARD, Topic.SIGNOFF})
    help_key = "case"

    def __init__(
        self, context: Context, *, case_id: CaseId, section: str = "people", event_id: str = ""
    ) -> None:
        super().__init__(context, "Prepare the case", wide=True)
        context.frame.set_rail((), "")
        self._id = CaseId(case_id)
        self._view: CaseDesk | None = None
        self._event = event_id
        self._place = PlaceKeeping(context)
        self._desk = Desk(
            self.theme,
            context.vault,
            self._id,
            self._store,
            context.frame.toast,
            self.load,
            context.prompts,
            self._keep,
        )
        self._built: list[Kept] = []
        self._rooms = {key: Stack(self.theme) for key in _WORDS}
        self.tabs = SectionTabs(
            self.theme,
            "Parts of the case",
            [(key, words, self._rooms[key]) for key, words in _WORDS.items()],
        )
        self.tabs.setVisible(False)
        self.add(self.tabs)
        self.closed = Callout(self.theme, "", "warn")
        self.closed.setVisible(False)
        self.add(self.closed)
        self.tabs.changed.connect(self._on_section)
        self.tabs.show_section(section)

    # --- its parts, each built when it is first needed: all six at once would hold the window up

    @cached_property
    def people(self) -> PeopleEditor:
        """Who there is."""
        return self._build("people", PeopleEditor(self._desk, self.context.clock.now().date()))

    @cached_property
    def family(self) -> FamilyEditor:
        """Who belongs to whom; stored at every choice, so that nothing waits to be flushed."""
        made = FamilyEditor(self._desk, self.context.clock.now().date())
        self._rooms["family"].add(made)
        return made

    @cached_property
    def places(self) -> PlacesEditor:
        """Places, numbers and references."""
        return self._build("places", PlacesEditor(self._desk))

    @cached_property
    def events(self) -> EventsEditor:
        """The chronology."""
        made = EventsEditor(self._desk)
        made.file_asked.connect(lambda: self.context.navigator.go("event_file", case_id=self._id))
        return self._build("events", made)

    @cached_property
    def returns(self) -> ReturnsEditor:
        """What the agencies sent."""
        return self._build("returns", ReturnsEditor(self._desk))

    @cached_property
    def details(self) -> CaseDetails:
        """The case itself."""
        return self._build("details", CaseDetails(self._desk))

    def _build(self, key: str, made: K) -> K:
        self._rooms[key].add(made)
        self._built.append(made)
        return made

    def _keep(self, form: QWidget, name: str, typed: Parts, along: Parts | None = None) -> DraftKeeper:
        return DraftKeeper(self.context, form, DraftPlace(name, "", self._id), typed, along)

    def first_focus(self) -> QWidget | None:
        """The chosen tab."""
        return self.tabs.tab(self.tabs.shown())

    def load(self) -> None:
        """Read the case."""
        vault, case_id = self.context.vault, self._id
        self.context.tasks.run(lambda: _read(vault, case_id), self, self._arrived, self._closed)

    def flush(self) -> None:
        """Save what is being typed, in every part."""
        super().flush()
        for part in self._built:
            part.flush()

    def leave(self) -> bool:
        """What was typed is in the vault by now; words of an event without a day wait in their form."""
        for part in self._built:
            if isinstance(part, PeopleEditor | PlacesEditor):
                part.settle()
        waiting = any(isinstance(part, EventsEditor) and part.has_dateless() for part in self._built)
        if not super().leave():
            return False
        if waiting and self.isVisible():
            self.context.frame.toast("The event has no day yet. Its words wait in the form for it.")
        return True

    def _store(
        self,
        change: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[RoundtableError], None] | None = None,
    ) -> None:
        """Like `act`, but an error is said in a line that does not take the focus out of the typing."""

        def saved(made: Changes) -> None:
            self.context.frame.clear_banner("not-saved")
            if done is not None:
                done(made)

        def not_saved(error: RoundtableError) -> None:
            said = explain(error)
            self.context.frame.show_banner("not-saved", "bad", f"Not saved: {said.title}. {said.advice}")
            if failed is not None:
                failed(error)

        self.act(change, saved, not_saved)

    def _arrived(self, view: CaseDesk) -> None:
        self._show(view)
        self.on_content()

    def _show(self, view: CaseDesk) -> None:
        self._view = view
        case, audit = view.file.case, view.audit.audit
        self.set_title(
            f"Case {case.ordinal}",
            "Names are shown, so that they can be taken out of the report. Only you should see this page.",
            f"{audit.reference}  ·  {audit.title}",
        )
        self.context.frame.set_place(f"{audit.title}  ·  Case {case.ordinal} of {len(view.audit.cases)}")
        register = case.register
        for key, count in (
            ("people", len(register.people)),
            ("family", len(case.family.unions)),
            ("places", len(register.places) + len(register.identifiers)),
            ("events", len(case.events)),
            ("returns", len(case.returns)),
        ):
            self.tabs.tab(key).set_words(f"{_WORDS[key]} ({count})")
        self.closed.setVisible(False)
        self.tabs.setVisible(True)
        self._on_section(self.tabs.shown())

    def _on_section(self, section: str) -> None:
        """Only the part that is seen is filled: a long case would hold the window up otherwise."""
        self._show_primary(section)
        view = self._view
        if view is None:
            return
        file, audit, board = view.file, view.audit.audit, view.audit.board
        self.context.navigator.stand("case", section=section)
        self._place.stand_at(audit.id, Bookmark(Page.CASE, section, self._id))
        fill: dict[str, Callable[[], None]] = {
            "people": lambda: self.people.show_case(file, board.agencies),
            "family": lambda: self.family.show_case(file),
            "places": lambda: self.places.show_case(file),
            "events": lambda: self.events.show_case(file, board),
            "returns": lambda: self.returns.show_case(file, audit, board),
            "details": lambda: self.details.show_case(file),
        }
        fill[section]()
        if section == "events" and self._event:
            event, self._event = self._event, ""
            self.events.choose(event)
            # Once the tab, which has just been built, is laid out: before, no row has a place to scroll to.
            QTimer.singleShot(_LAID_OUT_MS, self.events, self._show_chosen)

    def _show_chosen(self) -> None:
        table, body = self.events.table, self.page.widget()
        if body is not None:
            at = table.viewport().mapTo(body, table.visualRect(table.currentIndex()).center())
            self.page.ensureVisible(0, at.y(), 0, self.theme.px(120))

    def _closed(self, error: RoundtableError) -> None:
        if not isinstance(error, CaseClosedToRoom):
            self.show_error(error)
            return
        said = explain(error)
        self.tabs.setVisible(False)
        self.footer.primary.setVisible(False)
        self.closed.message.setText(f"{said.title}. {said.advice}")
        self.closed.setVisible(True)

    def _show_primary(self, section: str) -> None:
        keys = list(_WORDS)
        if section != keys[-1]:
            following = keys[keys.index(section) + 1]
            self.set_primary(f"Continue: {_WORDS[following]}", lambda: self._turn_to(following))
        else:
            self.set_primary("Back to the audit", self._back_to_audit, icon="check")

    def _turn_to(self, section: str) -> None:
        self.tabs.show_section(section)
        self.page.verticalScrollBar().setValue(0)
        self.tabs.tab(section).setFocus()

    def _back_to_audit(self) -> None:
        if self._view is not None:
            self.context.navigator.go("audit", audit_id=self._view.audit.audit.id, section="cases")


def _read(vault: Vault, case_id: CaseId) -> CaseDesk:
    file = case_file_view(vault, case_id)
    return CaseDesk(file, audit_view(vault, file.case.audit_id))
