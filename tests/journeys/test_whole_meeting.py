"""The whole way: a new computer, the cases, everybody in the room, the report, the draft in the mail program."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable

import pikepdf
import pytest

from tests.journeys.facilitator import Facilitator
from tests.journeys.small_pack import NAMES, write_pack

NGOZI, KAREN, SIAN = "Ngozi Clarke", "Karen Whitlow", "Siân Price"
GUESTS = (
    (KAREN, "Police", "Detective Inspector"),
    (NGOZI, "Children", "Head of Safeguarding"),
    (SIAN, "Health visiting", "Named Nurse"),
)


def prepares_and_opens(facilitator: Facilitator) -> None:
    """From an empty file to the list of those who sign."""
    facilitator.imports(write_pack(facilitator.home))
    facilitator.plans_the_round_table(*GUESTS)
    facilitator.opens_the_round_table()


@pytest.mark.parametrize("keyboard", [False, True], ids=["mouse and keyboard", "keyboard alone"])
def test_from_the_first_run_to_the_draft(start: Callable[..., Facilitator], keyboard: bool) -> None:
    """With the keyboard alone: every control is reached by Tab and used by a key, so nothing is a trap."""
    me = start(keyboard=keyboard)
    me.opens_the_program()
    me.makes_a_file(me.home / "Board.roundtable")
    prepares_and_opens(me)
    for name, _agency, _role in GUESTS:
        me.hands_over_to(name)
        if keyboard:
            me.types_name(name)
        else:
            me.signs()
    me.takes_the_laptop_back()
    me.starts_with_the_cases()
    me.walks_through_case("Ask Mrs Quillfeather about food, and look at Larkfield’s log.")
    me.walks_through_case("Nobody asked Idris.", grade="Requires improvement")
    me.arrives_at("lessons")
    me.captures_lesson("1  Good practice", "Staff at school wrote it down.")
    me.goes_on()
    me.arrives_at("actions")
    me.agrees_action("Add food to the visit form.", "Police", (27, 3, 2027), "Ten forms looked at.")
    me.goes_on()
    me.closes_the_round_table()
    me.hands.press("Check for names")
    me.arrives_at("check")
    me.decides_names()
    me.asks_a_second_person()
    me.creates_report()
    folder = me.home / "outgoing"
    folder.mkdir()
    draft = me.sends(folder)
    me.quits()
    assert_safe_to_send(draft)
    me.comes_back()
    me.hands.reads("Report sent")


def assert_safe_to_send(draft: bytes) -> None:
    """The recipient is right, the attachment is encrypted, no name stands in the open."""
    message = email.message_from_bytes(draft, policy=email.policy.default)
    assert message["To"] == "learning.subgroup@example.org"
    assert message["X-Unsent"] == "1"
    (attached,) = message.iter_attachments()
    pdf = attached.get_content()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(_stream(pdf))
    body = message.get_body()
    assert body is not None
    seen = f"{message['Subject']}\n{body.get_content()}\n{attached.get_filename()}"
    assert not [name for name in NAMES if name.casefold() in seen.casefold()]


def _stream(data: bytes) -> object:
    import io

    return io.BytesIO(data)
