"""What a person decided about a distinct string: asked once, kept with the case, obeyed by the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.sentences import sentence_around


class Choice(Enum):
    """KEEP: an ordinary word here. REPLACE_WITH: print `replacement`. REGISTER: it is the register's
    `entity`.
    """

    KEEP = "keep"
    REPLACE_WITH = "replace_with"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a string, compared by `fold_key`: wherever it stands, or with a `sentence` only where
    it begins at letter `at` of exactly this one.

    A KEEP decides what was doubtful or found as a stranger. It does not set a person of the register free
    where the text shows a name: "keep" on "will" leaves "Will Mercer" replaced. A form of the register stays
    in one sentence at a time: a KEEP without a sentence says nothing about it.
    """

    text: str
    choice: Choice
    replacement: str = ""
    entity: str = ""
    sentence: str = ""
    at: int = 0


class Decisions:
    """What was decided, ready to be looked up; the last on a string holds, empty ones are left out."""

    __slots__ = ("_everywhere", "_here")

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._everywhere: dict[str, Decision] = {}
        self._here: dict[tuple[str, str, int], Decision] = {}
        for decision in decisions:
            key = fold_key(decision.text)
            if key and decision.sentence:
                self._here[key, decision.sentence, decision.at] = decision
            elif key:
                self._everywhere[key] = decision

    def on(self, text: str) -> Decision | None:
        """What holds wherever this string stands."""
        return self._everywhere.get(fold_key(text)) if self._everywhere else None

    def at(self, text: str, start: int, end: int) -> Decision | None:
        """What holds for the string `start:end` of `text` in the sentence around it."""
        if not self._here:
            return None
        return self._here.get((fold_key(text[start:end]), *sentence_around(text, start, end)))
