"""What an audit looks at: title, theme, key lines, window, sample, priority, scale, recipient."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roundtable.actions import ready_made
from roundtable.actions.audits import AuditDetails, AuditView
from roundtable.domain.audit import Audit
from roundtable.domain.board import Recipient
from roundtable.domain.grading import GradeScale
from roundtable.ui import draft_parts
from roundtable.ui.draft_parts import Part
from roundtable.ui.preparation.optional_date import OptionalDate
from roundtable.ui.theme import Theme
from roundtable.ui.widgets import Card, Field, LineEdit, PlainTextEditor, TileChoice, TileGroup
from roundtable.ui.widgets.autosave import Autosave
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack


class ScopeForm(Stack):
    """Fires `filled` with the details whenever they are fit to be stored."""

    filled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._audit: Audit | None = None
        self._refused: str | None = None
        self.autosave = Autosave(self, self._save)
        self.title = LineEdit(theme, "Title")
        self.theme_line = LineEdit(theme, "Theme")
        self.reference = LineEdit(theme, "Reference")
        self.key_lines = PlainTextEditor(theme, "Key lines of enquiry", lines=4)
        self.sample = LineEdit(theme, "How the cases were chosen")
        self.priority = LineEdit(theme, "Business Plan priority")
        self.window_from = OptionalDate(theme, "Looking back from", "the first day")
        self.window_to = OptionalDate(theme, "Until", "the last day")
        self.recipient = LineEdit(theme, "Who the report is for")
        self.address = LineEdit(theme, "E-mail address")
        self.title_field = Field(theme, "Title", self.title)
        self.reference_field = Field(
            theme, "Reference", self.reference, "Printed on papers and in file names. Never a name."
        )
        self.scale = TileGroup(
            theme,
            "Grade scale",
            [TileChoice(s.id, s.name, _steps_words(s)) for s in ready_made.grade_scales()],
            columns=2,
            narrowest=260,
        )
        self._lay_out(theme)
        lines = (self.title, self.theme_line, self.reference, self.sample, self.priority)
        for line in (*lines, self.recipient, self.address):
            line.textEdited.connect(self.autosave.touch)
            self.autosave.watch(line)
        for window in (self.window_from, self.window_to):
            window.edited.connect(self.autosave.touch)
        self.key_lines.saved_text.connect(lambda _text: self._touch_and_flush())
        self.scale.changed.connect(lambda _key: self._touch_and_flush())

    def show_view(self, view: AuditView) -> None:
        """Show what is stored; what is being typed stays."""
        audit = self._audit = view.audit
        if self.autosave.is_unsaved:
            return
        for line, text in (
            (self.title, audit.title),
            (self.theme_line, audit.theme),
            (self.reference, audit.reference),
            (self.sample, audit.sample_method),
            (self.priority, audit.priority),
            (self.recipient, audit.recipient.name),
            (self.address, audit.recipient.email),
        ):
            if line.text().strip() != text and not self._is_being_mended(line):
                line.setText(text)
        self.key_lines.set_text("\n".join(audit.key_lines))
        if not self._is_backwards():
            self.window_from.set_date(audit.window_from)
            self.window_to.set_date(audit.window_to)
        self.scale.set_value(audit.scale.id)
        self.scale.setEnabled(not audit.questions_frozen)

    def _is_being_mended(self, line: LineEdit) -> bool:
        """What could not be stored stays in its field until it is mended."""
        if line is self.title:
            return bool(self.title_field.error()) and not line.text().strip()
        return line is self.reference and self.has_refused

    def _is_backwards(self) -> bool:
        start, end = self.window_from.value(), self.window_to.value()
        return bool(start and end and start > end)

    def flush(self) -> None:
        """Save now what is not saved."""
        self.key_lines.flush()
        self.autosave.flush()

    def problems(self) -> list[tuple[str, Field | QWidget | None]]:
        """What to mend, with the fields; empty when everything is stored as typed."""
        problems: list[tuple[str, Field | QWidget | None]] = []
        if not self.title.text().strip():
            problems.append(("Enter a title", self.title_field))
        for window in (self.window_from, self.window_to):
            if window.problem():
                problems.append((window.error(), window))
        if self._is_backwards():
            problems.append(("Enter a last day that comes after the first", self.window_to))
        return problems

    def _lay_out(self, theme: Theme) -> None:
        first = Card(theme)
        first.add(self.title_field)
        first.add(
            Reflow(
                theme,
                Field(theme, "Theme", self.theme_line, "Such as neglect, or children missing education."),
                self.reference_field,
            )
        )
        first.add(
            Field(
                theme,
                "Key lines of enquiry",
                self.key_lines,
                "One to a line: what you want to know in the end.",
                optional=True,
            )
        )
        first.add(Reflow(theme, self.window_from, self.window_to, narrowest=280))
        second = Card(theme, "Where it comes from")
        second.add(
            Reflow(
                theme,
                Field(theme, "Business Plan priority", self.priority, optional=True),
                Field(theme, "How the cases were chosen", self.sample, optional=True),
            )
        )
        third = Card(theme, "Grades", "Agencies and the round table use the same scale.")
        third.add(self.scale)
        fourth = Card(theme, "Report")
        fourth.add(
            Reflow(
                theme,
                Field(theme, "Who the report is for", self.recipient),
                Field(theme, "E-mail address", self.address, optional=True),
            )
        )
        for card in (first, second, third, fourth):
            self.add(card)

    def _touch_and_flush(self) -> None:
        self.autosave.touch()
        self.autosave.flush()

    def _save(self) -> None:
        audit = self._audit
        if audit is None:
            return
        self.title_field.set_error("" if self.title.text().strip() else "Enter a title")
        self.window_to.set_error("")
        for words, field in self.problems():
            if isinstance(field, Field):
                field.set_error(words)
        # What is wrong stays in its field, as a draft; everything else is stored.
        self.autosave.begin()
        self.filled.emit(self._details(audit))

    def refuse_reference(self) -> None:
        """The reference is another audit's: the one that is stored stays, and everything else is stored."""
        self._refused = self.reference.text()
        self._touch_and_flush()

    def flush_brought_back(self) -> None:
        """What could not be stored before may be stored by now: it is tried, and said otherwise."""
        self._touch_and_flush()

    @property
    def has_refused(self) -> bool:
        """Whether the reference that stands there is another audit's."""
        return self.reference.text() == self._refused

    def drafts(self) -> dict[str, Part]:
        """What stands in a field and cannot be stored."""
        return {
            "from": self.window_from.draft(),
            "to": self.window_to.draft(),
            "reference": draft_parts.unless(draft_parts.line(self.reference), lambda: not self.has_refused),
        }

    def _details(self, audit: Audit) -> AuditDetails:
        start, end = self.window_from.value(), self.window_to.value()
        if self._is_backwards():
            start, end = audit.window_from, audit.window_to
        return AuditDetails(
            title=self.title.text().strip() or audit.title,
            theme=self.theme_line.text(),
            reference=audit.reference if self.has_refused else self.reference.text(),
            key_lines=tuple(
                line.strip() for line in self.key_lines.toPlainText().splitlines() if line.strip()
            ),
            window_from=start,
            window_to=end,
            sample_method=self.sample.text(),
            priority=self.priority.text(),
            agencies=audit.agencies,
            scale=self._scale(audit),
            # An address typed here is not thereby an allowed one: the sending page still asks about it.
            recipient=Recipient(
                self.recipient.text().strip() or audit.recipient.name,
                self.address.text().strip(),
                audit.recipient.allowed_domains,
            ),
        )

    def _scale(self, audit: Audit) -> GradeScale:
        chosen = self.scale.value()
        return audit.scale if chosen in ("", audit.scale.id) else ready_made.grade_scale(chosen)


def _steps_words(scale: GradeScale) -> str:
    labels = [grade.label for grade in scale.grades]
    if not labels:
        return "Words instead of grades"
    return " · ".join(labels) if len(labels) <= 5 else f"{labels[-1]} to {labels[0]}"
