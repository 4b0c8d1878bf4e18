"""What the engine gives back: findings on the original text, and the rewritten text with its open
questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Certainty(Enum):
    """REPLACE: goes without asking. REVIEW: a person decides. KEEP: looked like a name and stays."""

    REPLACE = "replace"
    REVIEW = "review"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in the text. `start:end` index the original string; `text` is what stands there.

    `entity` is the register's id when it is known who is meant; `label` what would be printed instead;
    `kind` a stable word ("person", "place", "stranger", "nhs", "date" ...); `why` one plain sentence.
    `is_registered`: what is asked about or kept holds a form of the register.
    """

    start: int
    end: int
    text: str
    entity: str | None
    label: str | None
    kind: str
    certainty: Certainty
    why: str
    is_registered: bool = False


@dataclass(frozen=True, slots=True)
class Replacement:
    """A place that was replaced: the span in the original, what stood there, what stands now.

    `mention` is the name alone, as decisions are made on it, where `original` took in a role or a comma.
    """

    start: int
    end: int
    original: str
    label: str
    kind: str
    entity: str | None
    why: str
    mention: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A distinct string that nobody has decided yet. `context` is the line around its first place.

    A form of the register is asked about in each `sentence`, where it begins at letter `at` of it.
    """

    text: str
    kind: str
    count: int
    context: str
    suggestion: str
    why: str
    sentence: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The text with every certain finding replaced; open questions stand unchanged in it.

    `kept` are the places that were decided to stay, in the text before.
    """

    text: str
    replacements: tuple[Replacement, ...]
    questions: tuple[Question, ...]
    kept: tuple[Finding, ...] = ()
