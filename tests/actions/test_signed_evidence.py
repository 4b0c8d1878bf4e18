"""One entry of the trail seals each signature: text, strokes, declarations, order, who was there, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from roundtable.actions import signoff
from roundtable.actions.signoff_record import _record, sign_off_record
from roundtable.domain.ids import NO_CASE
from roundtable.domain.signoff import Declaration, Interest, Method, Outcome, Signature, SignOff
from roundtable.domain.signoff_record import RecordedSignature, SignOffRecord
from roundtable.export.writer import Paper
from tests.actions.rooms import Room
from tests.export.pdf_checks import text

STROKES = (tuple((0.1 + i / 50, 0.5, 0.01) for i in range(20)),)
INTEREST = Declaration(Interest.OTHER, NO_CASE, "Went to the same school", Outcome.NONE)


def record_of(here: Room) -> SignOffRecord:
    with here.vault.reading() as tx:
        return _record(tx, tx.round_tables.get(here.table_id))


def signatures(here: Room) -> dict[str, RecordedSignature]:
    return {a.name: a.signatures[-1] for a in record_of(here).attendees if a.signatures}


def draw(here: Room, name: str) -> None:
    who = here.expect(name)
    signoff.sign_statement(
        here.vault,
        here.table_id,
        who,
        shown_sha256=signoff.signing_view(here.vault, here.table_id, who).statement.sha256,
        signature=Signature(Method.DRAWN, STROKES),
        declarations=(INTEREST,),
    )


def tamper(here: Room, **changes: object) -> None:
    """As somebody with the key and another program could: the last signature is another one now."""
    with here.vault.transaction() as tx:
        table = tx.round_tables.get(here.table_id)
        last: SignOff = replace(table.sheet.sign_offs[-1], **changes)
        sheet = replace(table.sheet, sign_offs=(*table.sheet.sign_offs[:-1], last))
        tx.round_tables.put(replace(table, sheet=sheet))
        tx.log("attendee.edited", table.id)


def test_signing_is_one_entry_of_the_trail_and_the_record_finds_it(here: Room) -> None:
    here.open()
    with here.vault.reading() as tx:
        before = tx.anchor().count
    draw(here, "Ben Okoro")
    with here.vault.reading() as tx:
        entries = [e for e in tx.trail() if e.number > before]
    assert [e.event for e in reversed(entries)] == ["attendee.added", "statement.signed"]
    signed = signatures(here)["Ben Okoro"]
    assert signed.trail_entry == entries[0].number and entries[0].ids[-1] == signed.evidence_sha256
    assert (signed.order, signed.present) == (2, ("Ana Reed", "Ben Okoro"))


def test_whatever_is_changed_afterwards_no_longer_fits_the_trail(here: Room) -> None:
    here.open()
    draw(here, "Ben Okoro")
    with here.vault.reading() as tx:
        whole = tx.round_tables.get(here.table_id).sheet.sign_offs[-1]
    other = ((*STROKES[0][:-1], (0.9, 0.1, 0.01)),)
    for changes in (
        {"signature": Signature(Method.DRAWN, other)},
        {"signature": Signature(Method.PAPER)},
        {"statement_sha256": "ab" * 32},
        {"declarations": ()},
        {"present": (whole.attendee_id,)},
        {"signed_at": whole.signed_at + timedelta(minutes=1)},
    ):
        tamper(here, **changes)
        assert signatures(here)["Ben Okoro"].trail_entry == 0, changes
        words = " ".join(text(sign_off_record(here.vault, Paper(), here.table_id)).split())
        assert words.count("what is stored is not what was signed") == 1
        tamper(here, **{name: getattr(whole, name) for name in changes})
    assert signatures(here)["Ben Okoro"].trail_entry


def test_a_voided_signature_keeps_its_place_and_its_entry(here: Room) -> None:
    here.open()
    draw(here, "Ben Okoro")
    whole = signatures(here)["Ben Okoro"]
    signoff.void_signature(here.vault, here.table_id, here.attendees["Ben Okoro"], "Wrong row")
    here.sign("Ben Okoro")
    first, again = next(a for a in record_of(here).attendees if a.name == "Ben Okoro").signatures
    assert (first.order, first.trail_entry) == (2, whole.trail_entry)
    assert again.order == 3 and again.trail_entry > first.trail_entry
    words = " ".join(text(sign_off_record(here.vault, Paper(), here.table_id)).split())
    assert f"Verification hash: {first.evidence_sha256}" in words
    assert "Signature 3 here. Present: Ana Reed, Ben Okoro." in words


def test_a_clock_that_is_set_back_between_signatures_is_told_on_the_record(here: Room) -> None:
    here.open()
    assert not record_of(here).clock_went_back
    here.clock.forward(minutes=-95)
    draw(here, "Ben Okoro")
    record = record_of(here)
    assert record.clock_went_back and signatures(here)["Ben Okoro"].order == 2
    words = " ".join(text(sign_off_record(here.vault, Paper(), here.table_id)).split())
    assert "clock was set back during this meeting" in words


def test_whoever_leaves_before_they_came_tells_of_the_clock_too(here: Room) -> None:
    here.open()
    here.clock.forward(minutes=-95)
    signoff.record_departure(here.vault, here.table_id, here.attendees["Ana Reed"])
    assert record_of(here).clock_went_back
    with here.vault.reading() as tx:
        assert not tx.round_tables.get(here.table_id).present, "out is out, whatever the clock says"
