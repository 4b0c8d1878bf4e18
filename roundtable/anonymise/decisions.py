"""What a person decided about a distinct string: asked once, kept with the case, obeyed by the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from roundtable.anonymise.folding import fold_key


class Choice(Enum):
    """KEEP: an ordinary word here. REPLACE_WITH: print `replacement`. REGISTER: it is the register's
    `entity`.
    """

    KEEP = "keep"
    REPLACE_WITH = "replace_with"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one distinct string, compared by `fold_key`.

    A KEEP decides what was doubtful or found as a stranger. It does not set a person of the register free
    where the text shows a name: "keep" on "will" leaves "Will Mercer" replaced.
    """

    text: str
    choice: Choice
    replacement: str = ""
    entity: str = ""


def decisions_by_key(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Index by folded string; the last decision on a string holds. Empty strings are left out."""
    return {key: d for d in decisions if (key := fold_key(d.text))}
