"""What a role says about its holder: family or professional, grown up or child, sex. Words, no list of
jobs.
"""

from __future__ import annotations

import re

from roundtable.anonymise.vocabulary import vocabulary

_FEMALE = vocabulary("roles.female")
_MALE = vocabulary("roles.male")
_KIN = (
    _FEMALE
    | _MALE
    | frozenset(
        [
            "sibling",
            "cousin",
            "parent",
            "grandparent",
            "stepparent",
            "relative",
            "partner",
            "twin",
            "family",
            "carer",
            "guardian",
            "stepsibling",
            "ex",
        ]
    )
)
_YOUNG = vocabulary("roles.young")
_WORD = re.compile(r"[a-z]+")


# What a relative is called -> the words of that relative's role.
_CALLED = {
    **dict.fromkeys(
        ("nan", "nana", "nanny", "nanna", "gran", "granny", "grandma", "nani", "dadi", "oma"),
        ("grandmother", "mgm", "pgm", "nan", "granny", "grandparent"),
    ),
    **dict.fromkeys(
        ("grandad", "grandpa", "granddad", "gramps", "dada", "opa", "pop", "pops"),
        ("grandfather", "mgf", "pgf", "grandad", "grandparent"),
    ),
    **dict.fromkeys(("uncle", "chacha", "amo", "khalo"), ("uncle",)),
    **dict.fromkeys(("aunt", "auntie", "aunty", "khala", "chachi"), ("aunt", "auntie")),
    **dict.fromkeys(("mama", "mum", "mummy", "mam"), ("mother", "mum", "mam")),
    **dict.fromkeys(("papa", "dad", "daddy", "baba"), ("father", "dad")),
    "cousin": ("cousin",),
}
KIN = frozenset(_CALLED)


def is_kin(called: str, role: str) -> bool:
    """Whether somebody with this role may be called so: "nan" a grandmother, "uncle" an uncle."""
    return bool(words_of(role) & frozenset(_CALLED.get(called, ())))


def words_of(role: str) -> frozenset[str]:
    """The lower-case words of a role."""
    return frozenset(_WORD.findall(role.lower()))


def is_main_child(role: str) -> bool:
    """Whether the role is the child the case is about, who gets a letter."""
    return " ".join(_WORD.findall(role.lower())) in ("child", "subject child", "young person", "subject")


def is_family(role: str) -> bool:
    """Whether the holder belongs to the child's family or household."""
    return bool(words_of(role) & _KIN) or is_main_child(role)


def is_young(role: str) -> bool:
    """Whether the holder may be a child: no "Mr" or "Mrs" is meant for such a person."""
    words = words_of(role)
    if "child" in words and len(words) > 1 and "of" not in words:  # "Other Child"
        return True
    return bool(words & _YOUNG) and not words & {"mother", "father", "carer", "worker", "parent"}


def sex_of(role: str) -> str:
    """ "f", "m" or "" when the role does not say."""
    words = words_of(role)
    if (
        "s" in words or "of" in words
    ):  # "Mother's partner", "Father of Child B": the first word or none decides
        first = _WORD.findall(role.lower())[0]
        words = frozenset() if "s" in words else frozenset({first})
    if words & _FEMALE:
        return "f"
    return "m" if words & _MALE else ""
