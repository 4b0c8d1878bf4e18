"""Registers that several tests share. Everybody is invented."""

from __future__ import annotations

from roundtable.anonymise import Anonymiser, Identifier, Person, Place, Register, assign_labels

SEED = b"0123456789abcdef"

FAMILY = Register(
    people=(
        Person("c1", "Amelia Rose Thornton", "Child", ("Millie",)),
        Person("c2", "Kayden Thornton", "Sibling"),
        Person("m1", "Donna Thornton", "Mother"),
        Person("f1", "Lee Marsh", "Father"),
        Person("sw", "Priyanka Deshpande", "Social Worker"),
        Person("hv", "Joy Day", "Health Visitor"),
    ),
    places=(
        Place("s1", "St Aidan's C of E Primary School", "School"),
        Place("g1", "The Limes Surgery", "GP practice"),
        Place("a1", "14 Elmfield Road, Coldstow ZZ99 3VZ", "Address"),
    ),
    identifiers=(Identifier("n1", "nhs", "999 123 4567"), Identifier("r1", "reference", "LCS-4471-B")),
)


def engine(register: Register = FAMILY) -> Anonymiser:
    """An anonymiser with labels for `register`."""
    return Anonymiser(register, assign_labels(register, SEED))


def entity_of(text: str, mention: str, register: Register = FAMILY) -> str | None:
    """The entity found for the only place of `mention` in `text`; "" when it is not replaced whole."""
    start = text.index(mention)
    end = start + len(mention)
    for finding in engine(register).find(text):
        if finding.start <= start and finding.end >= end and finding.certainty.value == "replace":
            return finding.entity
    return ""
