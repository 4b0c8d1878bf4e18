"""To whom the report goes this time: the address, what is doubtful about it, and the message."""

from __future__ import annotations

from PySide6.QtCore import Signal

from roundtable.actions.delivery import SendView, outside_words
from roundtable.domain.draft import DraftPlace
from roundtable.domain.ids import AuditId
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import line
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card
from roundtable.ui.widgets.disclosure import Disclosure
from roundtable.ui.widgets.facts import Facts
from roundtable.ui.widgets.fields import Field, LineEdit
from roundtable.ui.widgets.labels import Text


class RecipientCard(Card):
    """The audit keeps whom its reports are for; what is typed here is for this sending alone."""

    edited = Signal()
    """Another address is being typed."""
    said_recipient = Signal()
    """The address holds a registered name, and it is the recipient's all the same."""

    def __init__(self, context: Context) -> None:
        theme = context.theme
        super().__init__(theme, "To whom")
        self._context = context
        self._domains: tuple[str, ...] = ()
        self._own = ""
        self._agreed: set[str] = set()
        self.email = LineEdit(theme, "E-mail address")
        self.email_field = Field(theme, "E-mail address", self.email, "Several with commas between them.")
        self.email.textEdited.connect(lambda _text: self._on_edited())
        self.draft = DraftKeeper(context, self, None, {"email": line(self.email)})
        self.draft.restored.connect(self._show_outside)
        self.outside = Callout(theme, "", "warn", title="An address outside")
        self.named = Callout(
            theme,
            "Somebody in a case’s register is called so. Check that the address is not a slip.",
            "warn",
            title="The address holds a registered name",
        )
        self.is_recipient = Button(theme, "It is the recipient’s address: go on", icon="check")
        self.is_recipient.clicked.connect(lambda: self.said_recipient.emit())
        self.named.add(self.is_recipient)
        self.named.setVisible(False)
        self.facts = Facts(theme)
        self._body = Text("")
        self.add(self.email_field)
        self.add(self.named)
        self.add(self.outside)
        self.add(self.facts)
        self.add(Disclosure(theme, "The message", self._body))

    def begin(self, view: SendView, audit_id: AuditId) -> None:
        """The audit's own address, until what was typed last time comes back."""
        self.email.setText(view.email)
        self.draft.rest()
        self.draft.turn_to(DraftPlace("send_to", audit_id))

    def show_view(self, view: SendView) -> None:
        """Everything but the address, which somebody may be typing."""
        self._domains, self._own = view.allowed_domains, view.email
        self.facts.show_facts(
            (
                ("Recipient", view.recipient),
                ("Subject", view.subject),
                ("Attached", f"{view.file_name}, encrypted (AES-256)"),
            )
        )
        self._body.setText(view.body)
        self._show_outside()

    def is_agreed(self) -> bool:
        """An address outside the allowed domains is asked about, once."""
        words = outside_words(self.address(), self._domains)
        if not words or self.address() in self._agreed:
            return True
        agreed = self._context.prompts.confirm(
            "Send it outside the allowed domains?",
            f"To {self.address()}. {words} The list of domains is in Settings.",
            "The address is right",
            "Check it again",
            danger=True,
        )
        if agreed:
            self._agreed.add(self.address())
        else:
            self.email.setFocus()
        return agreed

    def address(self) -> str:
        """What is typed; the audit's own address while nothing is."""
        return self.email.text().strip() or self._own.strip()

    def ask_whose(self, asked: bool) -> None:
        """The address holds a registered name: is it the recipient's?"""
        self.named.setVisible(asked)

    def _on_edited(self) -> None:
        self._show_outside()
        self.email_field.set_error("")
        self.edited.emit()

    def _show_outside(self) -> None:
        words = outside_words(self.email.text(), self._domains)
        self.outside.message.setText(words)
        self.outside.setVisible(bool(words))
