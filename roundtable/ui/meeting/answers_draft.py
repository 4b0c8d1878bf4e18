"""What somebody has drawn, typed or ticked on the hand-over page before they sign: nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from roundtable.domain.draft import DraftPlace
from roundtable.domain.ids import AttendeeId, RoundTableId
from roundtable.ui import draft_parts
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.draft_parts import Part
from roundtable.ui.meeting.interest_form import InterestForm
from roundtable.ui.meeting.receipt_card import ReceiptCard
from roundtable.ui.meeting.refusal_card import RefusalCard
from roundtable.ui.meeting.signature_card import SignatureCard


def answers_place(round_table_id: RoundTableId, attendee_id: AttendeeId) -> DraftPlace:
    """One attendee at one round table."""
    return DraftPlace("hand_over", f"{round_table_id}:{attendee_id}")


def keep_answers(
    context: Context,
    page: QWidget,
    card: SignatureCard,
    interests: InterestForm,
    refusal: RefusalCard,
    statement_shown: Callable[[], str],
) -> DraftKeeper:
    """A keeper of the answers to the statement with this SHA-256; they do not come back to another text."""
    notes, choices = _interest_parts(interests)
    return DraftKeeper(
        context,
        page,
        None,
        {
            "strokes": draft_parts.ink(card.pad),
            "typed": draft_parts.line(card.typed),
            "interest": draft_parts.choice(card.interest),
            "reason": draft_parts.line(refusal.reason),
            **notes,
        },
        {"statement": draft_parts.note(statement_shown), **choices},
        fits=lambda draft: draft.part("statement") == statement_shown(),
    )


def receipt_place(round_table_id: RoundTableId, attendee_id: AttendeeId) -> DraftPlace:
    """What is copied from one attendee's signed paper."""
    return DraftPlace("receipt", f"{round_table_id}:{attendee_id}")


def keep_receipt(context: Context, receipt: ReceiptCard) -> DraftKeeper:
    """A keeper of what is copied from a signed paper and not recorded yet."""
    notes, choices = _interest_parts(receipt.interests)
    keeper = DraftKeeper(
        context, receipt, None, {"interest": draft_parts.choice(receipt.interest), **notes}, choices
    )
    keeper.restored.connect(receipt.show_brought_back)
    return keeper


def _interest_parts(interests: InterestForm) -> tuple[dict[str, Part], dict[str, Part]]:
    """The notes, and what goes along with them."""
    rows = list(enumerate(interests.rows))
    return (
        {f"note{n}": draft_parts.line(row.note) for n, row in rows},
        {
            **{f"tick{n}": draft_parts.tick(row.tick) for n, row in rows},
            **{f"case{n}": draft_parts.choice(row.case) for n, row in rows},
            **{f"outcome{n}": draft_parts.choice(row.outcome) for n, row in rows},
        },
    )
