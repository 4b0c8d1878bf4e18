"""What is taken off a register while texts hold it goes on being looked for: nothing drops out in silence."""

from __future__ import annotations

from collections.abc import Iterator

from roundtable import anonymise
from roundtable.actions.audit_register import current_register_of, names_of, register_of
from roundtable.actions.audit_texts import texts_of_audit
from roundtable.actions.ports import Transaction
from roundtable.domain.case import Case
from roundtable.domain.ids import AuditId
from roundtable.domain.register import EntryKind, RegisterNote, TakenOff
from roundtable.domain.wording import counted

# Found without an owner: a name that several of the register share.
_SHARED = frozenset({"person", "family"})


def newly_taken_off(
    tx: Transaction, audit_id: AuditId, before: tuple[Case, ...], after: tuple[Case, ...]
) -> tuple[TakenOff, ...]:
    """Names, aliases and numbers that go with this change although texts of the audit still hold them."""
    register = register_of(after)
    names = names_of(register)
    gone = [item for case in before for item in _forms(case) if anonymise.fold_key(item.form) not in names]
    if not gone:
        return ()
    texts, engine = texts_of_audit(tx, audit_id, after), anonymise.Anonymiser(register, {})
    known = _known(register)
    return tuple(
        item
        for item in dict.fromkeys(gone)
        if any(not _is_covered(engine, text, hit) for text, hit in _held(item, texts, known))
    )


def notes_on_taken_off(
    tx: Transaction, audit_id: AuditId, case: Case, cases: tuple[Case, ...]
) -> tuple[RegisterNote, ...]:
    """What was taken off this case's register and still stands in texts, at its entry or over all."""
    if not case.register.taken_off:
        return ()
    current = current_register_of(cases)
    names, known = names_of(current), _known(current)
    here = {p.id for p in case.register.people}
    texts = texts_of_audit(tx, audit_id, cases)
    return tuple(
        RegisterNote(item.entry_id if item.entry_id in here else "", "taken off", _words(item, count))
        for item in case.register.taken_off
        if anonymise.fold_key(item.form) not in names
        and (count := len({text for text, _hit in _held(item, texts, known)}))
    )


def _known(register: anonymise.Register) -> frozenset[str]:
    return frozenset(form.folded for form in anonymise.register_forms(register))


def _held(
    item: TakenOff, texts: tuple[str, ...], known: frozenset[str]
) -> Iterator[tuple[str, anonymise.Hit]]:
    """Where texts hold a form of it that is nobody else's."""
    alone = _alone(item)
    for text in texts:
        for hit in anonymise.search(alone, text):
            if hit.form.folded not in known:
                yield text, hit


def _is_covered(engine: anonymise.Anonymiser, text: str, hit: anonymise.Hit) -> bool:
    """Whether the whole of it is replaced all the same, as a form of what is on the registers."""
    return any(
        f.start <= hit.start
        and hit.end <= f.end
        and (f.entity is not None or f.kind in _SHARED)
        and f.certainty is anonymise.Certainty.REPLACE
        for f in engine.find(text)
    )


def _words(item: TakenOff, count: int) -> str:
    verb = "holds" if count == 1 else "hold"
    return (
        f"“{item.form}” was taken off, and {counted(count, 'text')} of this audit still {verb} it. "
        "It is still looked for: the check for names asks what becomes of it."
    )


def _forms(case: Case) -> Iterator[TakenOff]:
    """All that is on a case's register, each form by itself. Days are found as days, whoever's they are."""
    for person in case.register.people:
        for name in (person.name, *person.aliases):
            yield TakenOff(person.id, EntryKind.PERSON, name, person.role)
    for place in case.register.places:
        for name in (place.name, *place.aliases):
            yield TakenOff(place.id, EntryKind.PLACE, name, place.role)
    for identifier in case.register.identifiers:
        yield TakenOff(identifier.id, EntryKind.IDENTIFIER, identifier.value, identifier.kind)
    if case.reference.strip():
        yield TakenOff(f"{case.id}:reference", EntryKind.IDENTIFIER, case.reference, "reference")


def _alone(item: TakenOff) -> anonymise.Register:
    if item.kind is EntryKind.PERSON:
        return anonymise.Register(people=(anonymise.Person(item.entry_id, item.form, item.role),))
    if item.kind is EntryKind.PLACE:
        return anonymise.Register(places=(anonymise.Place(item.entry_id, item.form, item.role),))
    return anonymise.Register(identifiers=(anonymise.Identifier(item.entry_id, item.role, item.form),))
