"""The second person reads the anonymised text to its end and signs exactly what they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roundtable.actions.confirming import (
    ConfirmView,
    confirm_report,
    confirm_view,
    withdraw_confirmation,
)
from roundtable.actions.report_reading import Section
from roundtable.domain.draft import DraftPlace
from roundtable.domain.errors import (
    ConfirmationStale,
    ConfirmerMissing,
    ConfirmerTookPart,
    RoundtableError,
)
from roundtable.domain.report_work import Confirmation, KeptName, is_one_of, kept_words
from roundtable.domain.signing_errors import SignatureEmpty, TypedNameMissing
from roundtable.domain.signoff import Method
from roundtable.domain.walkthrough import Step
from roundtable.domain.wording import counted, day_words, time_words
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import ink, line, note
from roundtable.ui.error_texts import explain
from roundtable.ui.meeting.signature_card import SignatureCard
from roundtable.ui.report_step import ReportStep
from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.check_tile import CheckTile
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.reading_pane import Passage, ReadingPane
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack

STATEMENT = "I have read the whole text. I found nothing in it that could identify a child, family or worker."

TOOK_PART = (
    "Ask somebody else to sign: {name} decided names or details, edited the text, leads the meeting or "
    "opened the file"
)

TYPED = "Your name again, as your signature"


class ConfirmerCard(SignatureCard):
    """The pad or the keyboard; who it is stands in the fields above."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        for widget in (self.name, self.about, self.interest_title, self.interest):
            widget.setVisible(False)
        # There is a "Your full name" on this page already.
        self.typed_field.label.setText(TYPED)
        self.typed.setAccessibleName(TYPED)
        theme.changed.connect(self._fit_pad)
        self._fit_pad()

    def set_method(self, method: Method) -> None:
        """Two ways: this signature belongs to the text on the screen, not to a sheet of paper."""
        super().set_method(method)
        self.to_paper.setVisible(False)

    def _fit_pad(self) -> None:
        self.pad.setMinimumHeight(self.theme.px(200))


class ConfirmScreen(ReportStep[ConfirmView]):
    """Read, then sign; a text that changed meanwhile has to be read again."""

    step: ClassVar[Step] = Step.CHECK
    help_key: ClassVar[str] = "confirm"

    def build(self) -> None:
        """Where it stands, the text, the signature."""
        self._build_states()
        self.pane = ReadingPane(self.theme, "The text of the report, without names")
        self._counts = Text("", "body", "ink2")
        self.kept = Callout(self.theme, "", "warn", title="Registered names that stay as words")
        self._reading = Card(self.theme, "1  Read it to the end")
        self._reading.add(self._counts)
        self._reading.add(self.kept)
        self._reading.add(self.pane)
        self._details = Stack(self.theme, spacing=4)
        self.details = Disclosure(self.theme, "", self._details)
        self._reading.add(self.details)
        self.put(self._reading)
        self._build_signing()
        self.shown: ConfirmView | None = None

    def _build_states(self) -> None:
        self.open_names = Callout(self.theme, "", "warn", title="Cannot start yet")
        decide = Button(self.theme, "Decide the names", icon="search")
        decide.clicked.connect(lambda: self.go_to_step(Step.CHECK))
        self.open_names.add(decide)
        self.stale = Callout(self.theme, "", "warn", title="The text has changed: read it again")
        self.confirmed = Callout(self.theme, "", "ok", title="Confirmed")
        withdraw = Button(self.theme, "Withdraw the confirmation", icon="undo-2")
        withdraw.clicked.connect(self._withdraw)
        self.confirmed.add(withdraw)
        for callout in (self.open_names, self.stale, self.confirmed):
            callout.setVisible(False)
            self.put(callout)

    def _build_signing(self) -> None:
        theme = self.theme
        who = Card(theme, "2  Say who you are, then sign")
        self.name = LineEdit(theme, "Your full name")
        self.role = LineEdit(theme, "Your role")
        self.name_field = Field(theme, "Your full name", self.name)
        self.role_field = Field(theme, "Your role", self.role)
        self.has_read = CheckTile(theme, STATEMENT)
        who.add(Reflow(theme, self.name_field, self.role_field, narrowest=260))
        who.add(self.has_read)
        self.card = ConfirmerCard(theme)
        self.signing = Stack(theme, who, self.card)
        self.put(self.signing)
        self.draft = DraftKeeper(
            self.context,
            self.signing,
            None,
            {"name": line(self.name), "role": line(self.role)},
        )
        # Signed is what was read: the signature is kept apart, for exactly this text.
        self.signature_draft = DraftKeeper(
            self.context,
            self.card,
            None,
            {"strokes": ink(self.card.pad), "typed": line(self.card.typed)},
            {"text": note(self._digest)},
            fits=lambda draft: draft.part("text") == self._digest(),
        )
        self.signature_draft.restored.connect(self.card.show_answered)

    def page_title(self) -> str:
        """For the second person."""
        return "Read it as it will leave, then sign"

    def page_subtitle(self) -> str:
        """Who this page is for."""
        return "For a second person: somebody who took no part in preparing the report."

    def first_focus(self) -> QWidget | None:
        """The text."""
        return self.pane

    def undo(self) -> bool:
        """The last stroke."""
        return self.signing.isVisible() and self.card.pad.undo()

    def read(self) -> ConfirmView:
        """The text and where the confirmation stands."""
        return confirm_view(self.context.vault, self.audit_of_table())

    def show_content(self, view: ConfirmView) -> None:
        """The text; when it changed under the reader's eyes they begin again."""
        before, self.shown = self.shown, view
        changed = before is not None and before.content_sha256 != view.content_sha256
        if changed:
            self.has_read.setChecked(False)
            self.card.pad.clear()
            self.card.typed.clear()
            self.signature_draft.flush()
        self._bring_back()
        self._show_states(view, changed=changed)
        self._show_details(view)
        self._counts.setText(
            f"{counted(view.replaced_count, 'place')} replaced by labels, ages and relative dates: they are "
            f"marked. {counted(view.decided_count, 'place')} decided by hand. It reads like the paper."
        )
        self.kept.setVisible(bool(view.kept_names) and not self.context.room.is_mirrored())
        self.kept.message.setText(_kept_told(view.kept_names))
        self._reading.heading.setText("What was confirmed" if view.is_current else "1  Read it to the end")
        self.pane.show_passages(_passages(view.sections))
        if view.is_current:
            self.set_primary("Create the report", self.finish)
        else:
            self.set_primary("Sign and confirm", self.sign, icon="check")
        self.footer.primary.setEnabled(not view.open_questions)

    def _bring_back(self) -> None:
        """What the second person had typed or drawn before this page was left."""
        self.draft.turn_to(DraftPlace("confirmer", self.audit_id))
        self.signature_draft.turn_to(DraftPlace("confirmer_signature", self.audit_id))

    def _digest(self) -> str:
        return self.shown.content_sha256 if self.shown else ""

    def _show_states(self, view: ConfirmView, *, changed: bool) -> None:
        left = counted(view.open_questions, "name")
        self.open_names.setVisible(bool(view.open_questions))
        self.open_names.message.setText(f"{left} still to decide in the check for names.")
        earlier = view.confirmation
        self.confirmed.setVisible(view.is_current)
        self.signing.setVisible(not view.is_current and not view.open_questions)
        self.stale.setVisible(not view.is_current and (changed or earlier is not None))
        if earlier is None:
            self.stale.message.setText("Something was changed while you read. What you signed is cleared.")
        else:
            self.confirmed.message.setText(f"By {_signed(earlier)}. The report may be created.")
            self.stale.message.setText(f"It was changed after {_signed(earlier)} had confirmed it.")

    def _show_details(self, view: ConfirmView) -> None:
        """What nobody has decided: the reader judges whether it could tell who it is."""
        clues = [row.clue for row in view.open_clues]
        count = counted(len(clues), "detail")
        self.details.setVisible(bool(clues) and not view.is_current)
        self.details.set_words(f"{count} left as found, nobody decided")
        self._details.clear()
        for clue in clues:
            self._details.add(Text(f"{clue.where}: {clue.text} ({clue.kind})", "small"))

    def hide_private(self, hidden: bool) -> None:
        """Displays are mirrored: whose name a word could be is not for the room."""
        super().hide_private(hidden)
        self.kept.setVisible(not hidden and self.shown is not None and bool(self.shown.kept_names))

    # --- signing

    def sign(self) -> None:
        """Check what is missing, then store the confirmation of exactly this text."""
        view = self.shown
        if view is None:
            return
        problems = list(self._problems(view))
        self.page.errors.show_problems(problems)
        if problems:
            self.page.ensureWidgetVisible(self.page.errors)
            return
        vault, audit_id, signature = self.context.vault, self.audit_id, self.card.signature()
        name, role, digest = self.name.text(), self.role.text(), view.content_sha256
        self.act(
            lambda: confirm_report(
                vault, audit_id, name=name, role=role, signature=signature, content_sha256=digest
            ),
            lambda _made: self._on_signed(),
            self._on_refused,
        )

    def _on_signed(self) -> None:
        self.name.clear()
        self.role.clear()
        self.card.clear_answers()
        for draft in (self.draft, self.signature_draft):
            draft.flush()
        self.finish()

    def finish(self) -> None:
        """On to the report."""
        self.go_to_step(Step.EXPORT)

    def _problems(self, view: ConfirmView) -> Iterator[tuple[str, Field | QWidget | None]]:
        if not self.pane.was_read_to_end():
            yield "Read the text to its end; it goes on where you stopped", self.pane
        name = self.name.text().strip()
        if not name:
            yield "Enter your full name", self.name_field
        elif is_one_of(name, view.preparers):
            yield TOOK_PART.format(name=name), self.name_field
        if not self.role.text().strip():
            yield "Enter your role, like designated doctor", self.role_field
        if not self.has_read.isChecked():
            yield "Tick that you have read the whole text", self.has_read
        try:
            self.card.signature().check()
        except (SignatureEmpty, TypedNameMissing) as missing:
            yield explain(missing).advice, self.card.place_of_error()

    def _on_refused(self, error: RoundtableError) -> None:
        if isinstance(error, ConfirmationStale):
            self.load()
        self.show_error(
            error, self.name_field if isinstance(error, ConfirmerMissing | ConfirmerTookPart) else None
        )

    def _withdraw(self) -> None:
        vault, audit_id = self.context.vault, self.audit_id
        agreed = self.context.prompts.confirm(
            "Withdraw the confirmation?",
            "The text has to be read and signed again before a report can be created.",
            "Withdraw it",
        )
        if agreed:
            self.act(lambda: withdraw_confirmation(vault, audit_id))
            self.pane.setFocus(Qt.FocusReason.OtherFocusReason)


def _signed(confirmation: Confirmation) -> str:
    who = ", ".join(part for part in (confirmation.name, confirmation.role) if part)
    return f"{who} on {day_words(confirmation.at.date())} at {time_words(confirmation.at)}"


def _kept_told(kept: tuple[KeptName, ...]) -> str:
    """Each in its sentence: the reader judges whether it could be the person."""
    lines = [f"{kept_words(kept)}. They are underlined in the text. Could a reader take one for a person?"]
    for name in kept:
        whose = f", in the register as {name.label}" if name.label else ""
        lines.append(f"“{name.text}”{whose}: {name.sentence}")
    return "\n".join(lines)


def _passages(sections: tuple[Section, ...]) -> tuple[Passage, ...]:
    """As the paper has them; a heading with nothing under it is left out, unless others follow under it."""
    shown = []
    for section, after in zip(sections, (*sections[1:], None), strict=True):
        leads = after is not None and after.level > section.level
        if section.text or leads:
            shown.append(Passage(section.where, section.text, section.level, section.marks, section.kept))
    return tuple(shown)
