"""What is typed on the round table's page and not stored yet: a person, half a day, a new statement."""

from __future__ import annotations

from roundtable.domain.draft import DraftPlace
from roundtable.domain.ids import RoundTableId
from roundtable.ui import draft_parts
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.meeting.details_form import DetailsForm
from roundtable.ui.meeting.person_form import PersonForm, attendee_parts
from roundtable.ui.meeting.statement_editor import StatementEditor


def keep_attendee(context: Context, round_table_id: RoundTableId, form: PersonForm) -> DraftKeeper:
    """Somebody who is not on the list yet; the same words on every page that has the form."""
    return DraftKeeper(context, form, DraftPlace("attendee", round_table_id), *attendee_parts(form))


def keep_meeting(
    context: Context,
    round_table_id: RoundTableId,
    form: PersonForm,
    details: DetailsForm,
    statement: StatementEditor,
) -> tuple[DraftKeeper, ...]:
    """The keepers of the page, to be begun once it shows what is stored."""
    day = DraftKeeper(
        context,
        details,
        DraftPlace("meeting_day", round_table_id),
        {"day": draft_parts.boxes(details.day, only_unread=True)},
    )
    text = DraftKeeper(
        context,
        statement,
        DraftPlace("statement", round_table_id),
        *statement.draft_parts(),
        fits=statement.fits,
    )
    text.restored.connect(statement.show_brought_back)
    statement.draft = text
    return keep_attendee(context, round_table_id, form), day, text
