"""Keeping and destroying: how long, what would go, legal hold, and the certificate of what went."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from roundtable.actions.disposal import (
    DisposableVault,
    RetentionView,
    clear_copies,
    destroy_records,
    destruction_certificate,
    hold_audit,
    lift_hold,
    retention_view,
    set_keeping,
)
from roundtable.domain.changes import Changes, Topic
from roundtable.domain.ids import AuditId
from roundtable.domain.retention import Destroyed, RecordClass
from roundtable.domain.wording import day_words, short_day_words
from roundtable.ui.context import Context
from roundtable.ui.meeting.save_paper import save_paper
from roundtable.ui.preparation.keeping_words import CLASS_WORDS, items_words, time_kept, times_offered
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Button, Callout, Card, Column, Field, TableView, Text
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.select import Select

_STARTS = "Each time starts when the latest report was made; without a report, when the audit was prepared."
_GOES = (
    "The file is written anew without it, and every older copy that this program made is deleted. Nobody can "
    "bring it back. Copies that people made are not reached; the certificate says so."
)


class DisposalScreen(Screen):
    """`audit_id` says whose records."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.AUDIT, Topic.REPORT, Topic.ROUND_TABLE})
    help_key = "disposal"

    def __init__(self, context: Context, *, audit_id: AuditId) -> None:
        super().__init__(context, "Keep and destroy records", _STARTS)
        context.frame.set_rail((), "")
        context.frame.set_place("Keep and destroy")
        self._id = AuditId(audit_id)
        self._view: RetentionView | None = None
        self._build_due()
        self._build_times()
        self._build_destroyed()
        self._build_hold()

    # --- building

    def _build_due(self) -> None:
        self.held = Callout(self.theme, "", "warn")
        self.copies = Callout(
            self.theme, "Older copies of the file still hold what was destroyed. Delete them now.", "bad"
        )
        self.clear = Button(self.theme, "Delete the older copies", icon="trash-2")
        self.clear.clicked.connect(self._clear)
        self.copies.add(self.clear)
        self._due = Card(self.theme, "What may be destroyed now", icon="trash-2")
        self._nothing = Text("Nothing is due.", "body", "ink2")
        self._due.add(self._nothing)
        self.tiles = {each: CheckTile(self.theme, CLASS_WORDS[each]) for each in RecordClass}
        self._items = {each: Text("", "small", "ink2") for each in RecordClass}
        for each, tile in self.tiles.items():
            tile.clicked.connect(lambda _on: self._fit_button())
            self._due.add(tile)
            self._due.add(self._items[each])
        self.goes = Text(_GOES, "small", "ink2")
        self._due.add(self.goes)
        self.destroy_ticked = Button(self.theme, "Destroy what is ticked…", "danger", icon="trash-2")
        self.destroy_ticked.clicked.connect(self._destroy)
        self._due.add_row(self.destroy_ticked, None)
        for part in (self.held, self.copies, self._due):
            self.add(part)

    def _build_times(self) -> None:
        card = Card(self.theme, "How long each part is kept", icon="clock")
        self.times: dict[RecordClass, Select] = {}
        self._from = {each: Text("", "small", "ink2") for each in RecordClass}
        for each in RecordClass:
            select = Select(self.theme, CLASS_WORDS[each])
            select.changed.connect(partial(self._keep, each))
            self.times[each] = select
            card.add(Field(self.theme, CLASS_WORDS[each], select))
            card.add(self._from[each])
        self.add(card)

    def _build_destroyed(self) -> None:
        self._gone = Card(self.theme, "What was destroyed", icon="clipboard-check")
        self.table: TableView[Destroyed] = TableView(
            self.theme,
            "What was destroyed",
            (
                Column("When", lambda d: short_day_words(d.at.date()), 2),
                Column("Who", lambda d: d.by, 3),
                Column("What", lambda d: ", ".join(CLASS_WORDS[each] for each in d.classes), 5),
            ),
        )
        self._gone.add(self.table)
        self.certificate = Button(self.theme, "Save the certificate…", icon="download")
        self.certificate.clicked.connect(self._save_certificate)
        self._gone.add_row(self.certificate, None)
        self.add(self._gone)

    def _build_hold(self) -> None:
        card = Card(self.theme, "Legal hold", icon="lock", narrow=True)
        card.add(Text("An inquest, a court, a complaint or a request for access stops all of this.", "small"))
        self.hold = Button(self.theme, "Put on legal hold…", icon="lock")
        self.hold.clicked.connect(self._hold)
        self.lift = Button(self.theme, "Lift the hold…", icon="lock-keyhole")
        self.lift.clicked.connect(self._lift)
        card.add(self.hold)
        card.add(self.lift)
        self.add_side(card)

    # --- showing

    def first_focus(self) -> QWidget | None:
        """What is due, else the times."""
        return next(
            (t for t in self.tiles.values() if t.isVisibleTo(self)), self.times[RecordClass.WORKING_PAPERS]
        )

    def load(self) -> None:
        """Read counts and days."""
        vault, audit_id = self.context.vault, self._id
        self.view(lambda: retention_view(vault, audit_id), self._show)

    def _show(self, view: RetentionView) -> None:
        self._view = view
        self.set_title("Keep and destroy records", _STARTS, f"{view.reference}  ·  {view.title}")
        self._show_hold(view)
        self.copies.setVisible(view.copies_wait)
        due = {each.record_class: each for each in view.due}
        for record_class, tile in self.tiles.items():
            is_due = record_class in due
            words = items_words(due[record_class].items) if is_due else ""
            tile.setVisible(is_due)
            tile.setChecked(is_due and tile.isChecked())
            tile.setAccessibleDescription(words)
            self._items[record_class].setText(words)
            self._items[record_class].setVisible(is_due)
        self._nothing.setVisible(not due)
        self._nothing.setText(_nothing_words(view))
        for part in (self.goes, self.destroy_ticked):
            part.setVisible(bool(due))
        self._show_times(view)
        self.table.show_rows(view.destroyed)
        self._gone.setVisible(bool(view.destroyed))
        self._fit_button()

    def _show_times(self, view: RetentionView) -> None:
        for kept in view.classes:
            select = self.times[kept.record_class]
            select.set_choices(times_offered(kept.record_class, kept.months))
            select.set_value(str(kept.months))
            words = (
                f"May be destroyed from {day_words(kept.due_on)}." if kept.items else "There is none of it."
            )
            self._from[kept.record_class].setText(words)

    def _show_hold(self, view: RetentionView) -> None:
        hold = view.hold
        self.held.setVisible(hold is not None)
        self.hold.setVisible(hold is None)
        self.lift.setVisible(hold is not None)
        if hold is not None:
            day = day_words(hold.at.date())
            self.held.message.setText(f"On legal hold since {day}, set by {hold.by}: {hold.reason}")

    def _fit_button(self) -> None:
        self.destroy_ticked.setEnabled(bool(self._ticked()))

    def _ticked(self) -> tuple[RecordClass, ...]:
        return tuple(each for each, tile in self.tiles.items() if tile.isChecked() and not tile.isHidden())

    # --- doing

    def _keep(self, record_class: RecordClass, months: str) -> None:
        vault, audit_id = self.context.vault, self._id
        self.act(lambda: set_keeping(vault, audit_id, record_class, int(months)))

    def _hold(self) -> None:
        vault, audit_id = self.context.vault, self._id
        reason = self.context.prompts.ask(
            "Put on legal hold",
            "Nothing of this audit can be destroyed until the hold is lifted.",
            "Why",
            "Put on hold",
            check=lambda text: "" if text.strip() else "Enter why everything is kept",
        )
        if reason is not None:
            self.act(lambda: hold_audit(vault, audit_id, reason))

    def _lift(self) -> None:
        vault, audit_id = self.context.vault, self._id
        if self.context.prompts.confirm(
            "Lift the legal hold?", "What is due may then be destroyed again.", "Lift the hold"
        ):
            self.act(lambda: lift_hold(vault, audit_id))

    def _destroy(self) -> None:
        vault, audit_id, classes = self.context.vault, self._id, self._ticked()
        if not isinstance(vault, DisposableVault) or not classes or not self._agreed(classes):
            return
        passphrase = self.context.prompts.ask(
            "Destroy the records",
            "It takes a few seconds.",
            "Passphrase of this file",
            "Destroy",
            secret=True,
        )
        if passphrase:
            self.act(lambda: destroy_records(vault, audit_id, classes, passphrase), self._destroyed)

    def _agreed(self, classes: tuple[RecordClass, ...]) -> bool:
        items = {each.record_class: each.items for each in self._view.classes} if self._view else {}
        what = "\n".join(f"{CLASS_WORDS[each]}: {items_words(items.get(each, ()))}" for each in classes)
        return self.context.prompts.confirm(
            "Destroy these records?", f"{what}\n\n{_GOES}", "Destroy them", "Keep them", danger=True
        )

    def _destroyed(self, _made: Changes) -> None:
        self.context.frame.toast("Destroyed. Save the certificate and have it signed")

    def _clear(self) -> None:
        vault, audit_id = self.context.vault, self._id
        if isinstance(vault, DisposableVault):
            self.act(lambda: clear_copies(vault, audit_id))

    def _save_certificate(self) -> None:
        vault, papers, audit_id = self.context.vault, self.context.papers, self._id
        reference = self._view.reference if self._view else ""
        name = f"Certificate-of-destruction-{reference}.pdf"
        save_paper(
            self, "Save the certificate", name, lambda: destruction_certificate(vault, papers, audit_id)
        )


def _nothing_words(view: RetentionView) -> str:
    if view.hold is not None:
        return "Nothing: the audit is on legal hold."
    if not view.is_meeting_over:
        return "Nothing: its round table is not closed."
    waiting = [each for each in view.classes if each.items]
    if not waiting:
        return "Nothing is left to destroy."
    first = min(waiting, key=lambda each: each.due_on)
    words = CLASS_WORDS[first.record_class].lower()
    until = day_words(first.due_on)
    return f"Nothing yet. The first, {words}, are kept for {time_kept(first.months)}: until {until}."
