"""Check for names: what is replaced, what has to be decided, what stays. For the facilitator's eyes alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from roundtable.actions.anonymisation import OpenString, ReviewView, decide, review_view, take_back_decision
from roundtable.actions.date_printing import choose_date_form
from roundtable.actions.ports import Vault
from roundtable.actions.registers import (
    enter_identifier,
    enter_person,
    enter_place,
    remove_entry,
    remove_person,
)
from roundtable.domain.changes import Changes
from roundtable.domain.date_printing import DateClass, DateForm
from roundtable.domain.errors import RoundtableError
from roundtable.domain.ids import CaseId, PersonId
from roundtable.domain.register import Identifier, Person, Place
from roundtable.domain.report_work import Choice, NameDecision
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted
from roundtable.ui.date_panel import DatePanel
from roundtable.ui.decision_drafts import DecisionDrafts
from roundtable.ui.draft_parts import choice, line
from roundtable.ui.name_decision import AskedString, Decided, NameDecisionCard, Registered
from roundtable.ui.one_at_a_time import OneAtATime
from roundtable.ui.replaced_names import KeptLane, ReplacedLane, ReplacedRow
from roundtable.ui.report_step import ReportStep
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, EmptyState
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.section_tabs import SectionTabs
from roundtable.ui.widgets.stack import Stack

Key = tuple[str, str, int]
"""A string, and the sentence and place in it where it is decided ("" and 0: everywhere)."""

MUST_GO = "A registered name never stays. To keep it, take it off the case’s register."


class CheckScreen(ReportStep[ReviewView]):
    """Three lanes by distinct string; the primary says how many decisions are left."""

    step: ClassVar[Step] = Step.CHECK
    help_key: ClassVar[str] = "check"
    notes_below: ClassVar[bool] = True  # the table of what is replaced takes all the width

    def build(self) -> None:
        """The lanes as tabs; a notice in their place while the room sees this screen."""
        self.mirrored = Callout(
            self.theme,
            "This page shows names. In the display settings choose “Extend”, or switch the projector off.",
            "warn",
            title="The room sees this screen",
        )
        self.mirrored.setVisible(False)
        self.card = NameDecisionCard(self.theme)
        self.card.decided.connect(self._decide)
        self.card.registered.connect(self._register)
        self.card.left_alone.connect(self._leave_alone)
        self.drafts = DecisionDrafts(
            self.context,
            self.card,
            "name_decision",
            lambda: self.audit_id,
            lambda asked: asked.key,
            {"words": line(self.card.words), "role": line(self.card.role)},
            {
                "label": choice(self.card.label),
                "kind": choice(self.card.kind),
                "case": choice(self.card.case),
            },
        )
        go = Button(self.theme, "Look at what is replaced", icon="eye")
        self.nothing_left = EmptyState(
            self.theme,
            "circle-check",
            "Nothing is left to decide",
            "Look through what is replaced and what stays. Then a second person reads the text.",
            go,
        )
        self.replaced = ReplacedLane(self.theme)
        self.kept = KeptLane(self.theme)
        self.replaced.taken_up.connect(self._decide_again)
        self.replaced.taken_back.connect(self._take_back)
        self.kept.taken_back.connect(lambda kept: self._take_back(kept.text, kept.sentence, kept.at))
        self.deciding: OneAtATime[AskedString] = OneAtATime(
            self.theme, self.card, self.nothing_left, lambda asked: asked.key
        )
        self.dates = DatePanel(self.theme)
        self.dates.chosen.connect(self._choose_form)
        dates = Stack(self.theme, self.dates)
        dates.keep_to_top()
        self.lanes = SectionTabs(
            self.theme,
            "Lanes of the check",
            (
                ("decide", "To decide", self.deciding),
                ("replaced", "Replaced for you", self.replaced),
                ("kept", "Kept", self.kept),
                ("dates", "Dates", dates),
            ),
        )
        go.clicked.connect(lambda: self.lanes.show_section("replaced"))
        self.put(self.mirrored)
        self._build_details()
        self.put(self.lanes, 1)
        self._build_edit()
        self.fill_height()
        self.deciding.rest_on(self.lanes.tab("decide"))
        self.review: ReviewView | None = None
        self._is_looked_through = False

    def _build_details(self) -> None:
        self.details = Callout(self.theme, "", "info", title="Details can point at a family too")
        go_on = Button(self.theme, "Go through them", icon="list-checks")
        go_on.clicked.connect(lambda: self.context.navigator.go("intruder", round_table_id=self.table_id))
        self.details.add(Row(self.theme, go_on, None))
        self.details.setVisible(False)
        self.put(self.details)

    def _build_edit(self) -> None:
        """Always in reach: an edit is often why a name waits."""
        self.edit = Button(self.theme, "Edit the report", "link", "pen-line")
        self.edit.clicked.connect(lambda: self.context.navigator.go("edit", round_table_id=self.table_id))
        self.put(Row(self.theme, self.edit, None))

    def page_title(self) -> str:
        """What to do here."""
        return "Check the report, then create it"

    def page_subtitle(self) -> str:
        """Who sees it."""
        return "Names are shown here, on your screen alone. The room view stays blank."

    def first_focus(self) -> QWidget | None:
        """The first choice."""
        return self.card.replace_button if self.card.isVisibleTo(self) else None

    def read(self) -> ReviewView:
        """The lanes."""
        return review_view(self.context.vault, self.audit_of_table())

    def show_content(self, view: ReviewView) -> None:
        """Fill the lanes; the string being decided stays where it still waits."""
        self.review = view
        cases = [*view.case_for_register]
        self.card.set_choices(view.labels, cases)
        self.replaced.show_groups(view.replaced)
        self.kept.show_kept(view.kept)
        left = len(view.to_decide)
        self.lanes.tab("decide").set_words(f"To decide ({left})")
        self.lanes.tab("replaced").set_words(f"Replaced for you ({self.replaced.count()})")
        self.lanes.tab("kept").set_words(f"Kept ({len(view.kept)})")
        self.deciding.ask_about([_asked(each) for each in view.to_decide])
        self.dates.show_rows(view.dates, view.level)
        self._show_details(view)
        self._show_primary(left)
        self._have_names_suggested()

    def _have_names_suggested(self) -> None:
        """Once for each visit; what the model finds comes last, so that no card changes under the hand."""
        if self.context.names is not None and not self._is_looked_through:
            self._is_looked_through = True
            self.context.names.look(self.context, self.audit_id)

    def _show_details(self, view: ReviewView) -> None:
        """Once no name waits: what is left are details that are no names."""
        waiting = counted(view.open_clues, "age, month, faith or job", "ages, months, faiths and jobs")
        verb = "is" if view.open_clues == 1 else "are"
        self.details.setVisible(not view.to_decide)
        self.details.message.setText(
            f"{waiting} {verb} not decided yet and would stay as found."
            if view.open_clues
            else "Ages, months, faiths, jobs: every one is decided."
        )

    def _show_primary(self, left: int) -> None:
        if left:
            self.set_primary(f"Decide {counted(left, 'more name')}", self._go_decide)
        elif self.review is not None and self.review.is_confirmation_current:
            self.set_primary("Create the report", self.finish)
        else:
            self.set_primary("Ask a second person to read it", self._go_confirm)

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: the names go from this screen."""
        super().hide_private(hidden)
        self.mirrored.setVisible(hidden)
        self.lanes.setVisible(not hidden)

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 decide wherever they are not typing."""
        if not self.deciding.take_key(event):
            super().keyPressEvent(event)

    def search(self) -> bool:
        """Ctrl+F looks through what is replaced."""
        self.lanes.show_section("replaced")
        self.replaced.searched.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def undo(self) -> bool:
        """Ctrl+Z takes the last decision of this visit back."""
        return self.deciding.undo()

    # --- deciding

    def _leave_alone(self) -> None:
        self.deciding.leave_alone()
        self.lanes.show_section("replaced")
        self.replaced.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_decide(self) -> None:
        self.lanes.show_section("decide")
        self.card.replace_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_confirm(self) -> None:
        self.context.navigator.go("confirm", round_table_id=self.table_id)

    def _decide(self, decided: Decided) -> None:
        asked = self.card.shown
        if asked is None or not self._agreed(asked, decided.choice):
            return
        vault, audit_id, (text, sentence, at) = self.context.vault, self.audit_id, asked.key
        before = self._decided_on(text, sentence, at)
        self.deciding.go_on(asked.key)
        self.act(
            lambda: decide(
                vault,
                audit_id,
                text,
                decided.choice,
                entity=decided.entity,
                words=decided.words,
                sentence=sentence,
                at=at,
            ),
            lambda _made: self._done(f"Decided: {text}", self._undo_of(asked.key, before), asked.key),
            lambda error: self._on_not_stored(error, asked.key),
        )

    def _agreed(self, asked: AskedString, choice: Choice) -> bool:
        """Keeping a registered name is no slip of one key: it is asked plainly, Enter says no."""
        if choice is not Choice.KEEP or not asked.sentence:
            return True
        return self.context.prompts.confirm(
            f"Keep “{asked.text}” as a word?",
            f"“{asked.text}” is in the register as {asked.registered_as}. Keep it as a word in this "
            f"sentence, and print it: “{asked.sentence}”",
            "Keep it in this sentence",
            danger=True,
        )

    def _take_back(self, text: str, sentence: str = "", at: int = 0) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        before = self._decided_on(text, sentence, at)
        stored = next((d.text for d in before), text)
        self.act(
            lambda: take_back_decision(vault, audit_id, stored, sentence=sentence, at=at),
            lambda _made: self._done(f"Taken back: {text}", self._undo_of((stored, sentence, at), before)),
        )

    def _decide_again(self, row: ReplacedRow) -> None:
        """A form that was replaced without asking: it goes on being replaced until it is decided."""
        form = row.form
        again = AskedString(
            form.text,
            form.count,
            form.where,
            form.context,
            "",
            f"Now replaced by {row.label}",
            MUST_GO if row.form.is_registered else "",
        )
        self.deciding.ask_again(again)
        self._go_decide()

    def _register(self, wanted: Registered) -> None:
        asked = self.card.shown
        if asked is None:
            return
        vault, case_id = self.context.vault, CaseId(wanted.case_id)
        self.deciding.go_on(asked.key)
        self.act(
            lambda: _enter(self, case_id, wanted, asked.text),
            lambda made: self._done(
                f"Added to the register: {asked.text}",
                lambda: self.act(lambda: _remove(vault, case_id, wanted, made.made)),
                asked.key,
            ),
            lambda error: self._on_not_stored(error, asked.key),
        )

    def _on_not_stored(self, error: RoundtableError, key: Key) -> None:
        self.deciding.not_stored(key)
        self.show_error(error)

    def _done(self, said: str, undo: Callable[[], None], key: Key = ("", "", 0)) -> None:
        self.deciding.stored(key, undo)
        self.drafts.forget(key)
        self.context.frame.toast(said, self.deciding.undo_last)

    def _choose_form(self, date_class: DateClass, form: DateForm) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        rows = self.review.dates if self.review else ()
        before = next((row.chosen for row in rows if row.date_class is date_class), form)

        def change(wanted: DateForm) -> Callable[[], Changes]:
            return lambda: choose_date_form(vault, audit_id, date_class, wanted)

        self.act(
            change(form),
            lambda _made: self._done("How dates are printed was changed", lambda: self.act(change(before))),
            self._on_form_refused,
        )

    def _on_form_refused(self, error: RoundtableError) -> None:
        """What is shown goes back to what is stored."""
        if self.review is not None:
            self.dates.show_rows(self.review.dates, self.review.level)
        self.show_error(error)

    def _decided_on(self, text: str, sentence: str, at: int) -> tuple[NameDecision, ...]:
        """What is stored for this string: in this sentence, or everywhere without one."""
        same = (d for d in self._decisions() if _same(d.text, text))
        return tuple(d for d in same if not sentence or (d.sentence, d.at) == (sentence, at))

    def _undo_of(self, key: Key, before: tuple[NameDecision, ...]) -> Callable[[], None]:
        """Brings back what was decided on this string before, or asks again."""
        vault, audit_id, (text, sentence, at) = self.context.vault, self.audit_id, key
        stored = next((d.text for d in before), text)

        def change() -> Changes:
            made = take_back_decision(vault, audit_id, stored, sentence=sentence, at=at)
            for d in before:
                made = decide(
                    vault,
                    audit_id,
                    d.text,
                    d.choice,
                    entity=d.entity,
                    words=d.words,
                    sentence=d.sentence,
                    at=d.at,
                )
            return made

        return lambda: self.act(change)

    def _decisions(self) -> tuple[NameDecision, ...]:
        return self.review.decisions if self.review else ()


def _asked(open_string: OpenString) -> AskedString:
    return AskedString(
        open_string.text,
        open_string.count,
        open_string.where,
        open_string.context,
        open_string.suggestion,
        open_string.why,
        "",
        open_string.sentence,
        open_string.at,
        open_string.registered_as,
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _enter(screen: CheckScreen, case_id: CaseId, wanted: Registered, text: str) -> Changes:
    vault = screen.context.vault
    if any(_same(d.text, text) for d in screen._decisions()):
        take_back_decision(vault, screen.audit_id, text)
    if wanted.kind == "place":
        return enter_place(vault, case_id, Place("", text, wanted.role))
    if wanted.kind == "identifier":
        return enter_identifier(vault, case_id, Identifier("", wanted.role, text))
    professional = wanted.kind == "professional"
    return enter_person(vault, case_id, Person(PersonId(""), text, wanted.role, is_professional=professional))


def _remove(vault: Vault, case_id: CaseId, wanted: Registered, entry_id: str) -> Changes:
    if wanted.kind in ("place", "identifier"):
        return remove_entry(vault, case_id, entry_id)
    return remove_person(vault, case_id, PersonId(entry_id))
