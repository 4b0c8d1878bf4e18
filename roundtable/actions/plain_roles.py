"""Roles as they may be said: "Aunt Fatima" typed as a role means an aunt, and labels are made of roles."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from roundtable import anonymise
from roundtable.anonymise.roles import is_family

_LOOSE = re.compile(r"^\W+|^s\b\W*|[^\w)]+$")
_HANGING = re.compile(r"(?:^|\s+)(?:at|of|in|from|for|with|to|by|and|the)$", re.IGNORECASE)
_BROKEN = re.compile(r"\(\W[^()]*\)|\(\)")
_WORD = re.compile(r"[\w’'-]+")
_ARTICLE = "The "

FAMILY_MEMBER = "Family member"
PROFESSIONAL = "Professional"
PLACE = "Place"


def plain_role(role: str, engine: anonymise.Anonymiser, otherwise: str) -> str:
    """The role without names, places and numbers; `otherwise` where nothing else is left of it."""
    typed = " ".join(role.split())
    left = _without_names(typed, engine, "")
    if left == typed:
        # A capital that begins a text says little; behind an article it says more.
        left = _without_names(typed, engine, _ARTICLE)
    if left == typed:
        return typed
    is_word = len(left) > 2 or left.isupper()
    return left[:1].upper() + left[1:] if is_word else otherwise


def _without_names(role: str, engine: anonymise.Anonymiser, lead: str) -> str:
    parts, at = [], 0
    for finding in engine.find(f"{lead}{role}"):
        start, end = max(0, finding.start - len(lead)), finding.end - len(lead)
        if finding.certainty is not anonymise.Certainty.KEEP and end > 0:
            parts += [role[at:start], _kin_in(role[start:end])]
            at = end
    return _tidied("".join((*parts, role[at:]))) if parts else role


def _kin_in(text: str) -> str:
    """ "Aunt" of "Aunt Fatima": what says how somebody is related is no name."""
    return " ".join(word for word in _WORD.findall(text) if is_family(word) and word.isalpha())


def _tidied(text: str) -> str:
    before = ""
    while before != text:
        before = text
        text = _HANGING.sub("", _LOOSE.sub("", _BROKEN.sub(" ", " ".join(text.split()))).strip())
    return text


@functools.lru_cache(maxsize=4)
def with_plain_roles(register: anonymise.Register) -> anonymise.Register:
    """The register as labels are made from it: no role holds a name. Views ask often: a few are kept."""
    engine = anonymise.Anonymiser(register, {})
    told: dict[tuple[str, str], str] = {}  # most of them say the same: "Social worker", "School"

    def plain(role: str, otherwise: str) -> str:
        if (role, otherwise) not in told:
            told[role, otherwise] = plain_role(role, engine, otherwise)
        return told[role, otherwise]

    people = tuple(
        replace(p, role=plain(p.role, FAMILY_MEMBER if p.case else PROFESSIONAL)) for p in register.people
    )
    places = tuple(replace(p, role=plain(p.role, PLACE)) for p in register.places)
    return replace(register, people=people, places=places)
