"""The register as a JSON file of its own, for the commands that need no vault."""

from __future__ import annotations

import msgspec

from roundtable import anonymise
from roundtable.actions.ports import Search
from roundtable.domain.errors import RegisterUnreadable


class _Entry(msgspec.Struct, frozen=True):
    """Unknown fields are let through: practice cases carry more than a register."""

    id: str
    name: str
    role: str = ""
    aliases: list[str] = []


class _Identifier(msgspec.Struct, frozen=True):
    id: str
    kind: str
    value: str


class _File(msgspec.Struct, frozen=True):
    people: list[_Entry] = []
    places: list[_Entry] = []
    identifiers: list[_Identifier] = []
    expected_images: list[str] = []


def read_register(data: bytes) -> tuple[anonymise.Register, frozenset[str]]:
    """The register, and the SHA-256 of the RGB pixels of every picture that may stand in a file.

    Raises RegisterUnreadable, whose `problem` names the field.
    """
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RegisterUnreadable(problem=str(error)) from None
    register = anonymise.Register(
        tuple(anonymise.Person(p.id, p.name, p.role, tuple(p.aliases)) for p in file.people),
        tuple(anonymise.Place(p.id, p.name, p.role, tuple(p.aliases)) for p in file.places),
        tuple(anonymise.Identifier(i.id, i.kind, i.value) for i in file.identifiers),
    )
    return register, frozenset(file.expected_images)


PLACES: dict[str, anonymise.Where] = {
    "text": anonymise.Where.TEXT,
    "lines": anonymise.Where.TEXT,
    "name": anonymise.Where.NAME,
    "bytes": anonymise.Where.RAW,
}
_NAMED: frozenset[str] = frozenset({"person", "place", "stranger"})


def search_in(register: anonymise.Register, *, patterns: bool) -> Search:
    """The gate's search over a register; with `patterns`, shapes such as dates and numbers too."""
    shapes = anonymise.Anonymiser(anonymise.Register(), {}) if patterns else None

    def search(text: str, context: str) -> tuple[tuple[str, str], ...]:
        hits = anonymise.search(register, text, PLACES[context])
        found = tuple((hit.form.entity, hit.text) for hit in hits)
        if shapes is None or context not in ("text", "lines"):
            return found
        return found + tuple((f"pattern:{f.kind}", f.text) for f in shapes.find(text) if f.kind not in _NAMED)

    return search
