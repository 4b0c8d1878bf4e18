"""Labels: by role, in random order per report over all its cases; one person, one label, no initials."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.register import Person, Register
from roundtable.anonymise.roles import is_family, is_main_child

_OWNED_ROLE = re.compile(r"(\w+)['’]s (\w.*)")


def assign_labels(register: Register, seed: bytes) -> dict[str, str]:
    """Entity id -> label for everybody and every place: "Child A", "Mother of Child A", "School 1".

    The order comes from `seed` alone (use 16 random bytes per report, kept in the vault): neither the
    register's order nor the letters of a name show in it. With one case the family carries no "of Child A".
    The same seed and entries give the same labels whatever the order they were typed in.
    """
    letters = _child_letters(register, seed)
    cases = {p.case for p in register.people if is_family(p.role)}
    labels = {person: f"Child {letter}" for person, letter in letters.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for person in register.people:
        if person.id not in labels:
            groups[_group(person, letters, register, len(cases) > 1)].append(person.id)
    for group, ids in sorted(groups.items()):
        labels.update(_numbered(group, _shuffled(set(ids), seed)))
    places: dict[str, set[str]] = defaultdict(set)
    for place in register.places:
        places[_title(place.role) or "Place"].add(place.id)
    for role, place_ids in sorted(places.items()):
        labels.update({i: f"{role} {n}" for n, i in enumerate(_shuffled(place_ids, seed), 1)})
    return labels


def case_letters(register: Register, seed: bytes) -> dict[str, str]:
    """Case -> the letter of its child, so that a heading "Case B" and "Child B" belong together."""
    letters = _child_letters(register, seed)
    found: dict[str, str] = {}
    for person in register.people:
        if person.id in letters:
            known = found.get(person.case)
            found[person.case] = (
                min(known, letters[person.id], key=_letter_order) if known else letters[person.id]
            )
    return found


def _child_letters(register: Register, seed: bytes) -> dict[str, str]:
    ids = {p.id for p in register.people if is_main_child(p.role)}
    called = {fold_key(form) for p in register.people for form in (p.name, *p.aliases)}
    free = (
        letters for letters in _letters() if letters.lower() not in called
    )  # nobody known as D is Child D
    return dict(zip(_shuffled(ids, seed), free, strict=False))


def _group(person: Person, letters: dict[str, str], register: Register, many: bool) -> str:
    role = _title(person.role) or "Person"
    if not (many and is_family(person.role)):
        return role
    own = sorted(
        (letters[p.id] for p in register.people if p.id in letters and p.case == person.case),
        key=_letter_order,
    )
    return f"{_seen_from_child(role)} of Child {own[0]}" if own else role


def _seen_from_child(role: str) -> str:
    """ "Mother's partner" -> "Partner of mother"; "Child's aunt" -> "Aunt"."""
    found = _OWNED_ROLE.fullmatch(role)
    if found is None or not is_family(found[1]):
        return role
    owner = found[1].lower()
    return _title(found[2]) + ("" if is_main_child(owner) else f" of {owner}")


def _numbered(group: str, ids: Sequence[str]) -> dict[str, str]:
    if len(ids) == 1:
        return {ids[0]: group}
    role, of, child = group.partition(" of Child ")
    noun, joined, owner = role.partition(" of ") if of else (role, "", "")
    return {i: f"{noun} {n}{joined}{owner}{of}{child}" for n, i in enumerate(ids, 1)}


def _title(role: str) -> str:
    """ "social worker" -> "Social worker": the facilitator's capitals are kept, the first letter is made
    one.
    """
    plain = " ".join(role.split())
    return plain[:1].upper() + plain[1:]


def _shuffled(ids: Iterable[str], seed: bytes) -> list[str]:
    return sorted(ids, key=lambda i: hashlib.blake2b(i.encode(), key=hashlib.sha256(seed).digest()).digest())


def _letters() -> Iterator[str]:
    for n in count():
        letters, n = "", n + 1
        while n:
            n, rest = divmod(n - 1, 26)
            letters = chr(65 + rest) + letters
        yield letters


def _letter_order(letters: str) -> tuple[int, str]:
    return len(letters), letters
