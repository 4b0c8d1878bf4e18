"""Names of 300 characters, without a blank in them, and from right to left: signed, read and laid out."""

from __future__ import annotations

import pytest

from roundtable.actions.signoff import add_attendee, record_arrival
from roundtable.domain.ids import AttendeeId
from roundtable.domain.signoff import Method
from roundtable.domain.wording import isolated
from tests.ui import accessibility
from tests.ui.room_stage import RoomStage

LONG = ("Wilhelmina Alexandrina Featherstonehaugh-Cholmondeley " * 6)[:300].strip()
UNBROKEN = "Nnamdiokonkwo" * 23
HEBREW, ARABIC = "שרה לוי-כהן", "محمد عبد الله الخطيب"


def expect(room: RoomStage, name: str) -> AttendeeId:
    made = add_attendee(room.vault, room.table_id, name=name, role="Consultant " * 9)
    record_arrival(room.vault, room.table_id, AttendeeId(made.made))
    return AttendeeId(made.made)


@pytest.mark.parametrize("name", [LONG, UNBROKEN, HEBREW, ARABIC])
def test_whoever_has_such_a_name_is_added_and_signs_by_typing_it(room: RoomStage, name: str) -> None:
    page = room.open("sign")
    page.form.name.setText(name)
    room.click(page.form.add_button)
    person = next(a for a in room.table.attendees if a.name == name)
    page = room.open("hand_over", attendee_id=person.id)
    page.card.interest.tiles[0].click()
    room.click(page.card.to_typed)
    page.card.typed.insert(name)
    room.click(page.footer.primary)
    signed = room.table.sheet.sign_off_of(person.id)
    assert signed is not None and signed.signature.method is Method.TYPED
    assert f"Thank you, {isolated(name)}" in room.words()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_the_pages_of_the_sign_off_hold_them(room: RoomStage, zoom: float) -> None:
    people = [expect(room, name) for name in (LONG, UNBROKEN, HEBREW, ARABIC)]
    room.theme.set_zoom(zoom)
    page = room.open("sign")
    assert accessibility.clipped(room.window) == [] and not accessibility.audit(room.window)
    assert page.page.horizontalScrollBar().maximum() == 0
    shown = room.open("hand_over", attendee_id=people[0])
    assert accessibility.clipped(room.window) == [] and not accessibility.audit(room.window)
    room.click(shown.card.to_paper)
    shown.card.interest.tiles[0].click()
    room.click(shown.footer.primary)
    assert len(shown.after.buttons) >= 3
    assert accessibility.clipped(room.window) == [] and not accessibility.audit(room.window)
    assert shown.page.horizontalScrollBar().maximum() == 0


def test_two_names_from_right_to_left_keep_their_places_in_a_sentence(room: RoomStage) -> None:
    for name in (HEBREW, ARABIC):
        expect(room, name)
    room.open("sign")
    assert f"Still to sign: \u2068{HEBREW}\u2069, \u2068{ARABIC}\u2069." in room.words()
    assert isolated("Siân Pritchard") == "Siân Pritchard"
