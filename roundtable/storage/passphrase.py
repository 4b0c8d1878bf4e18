"""How good a passphrase is, and what to do about it; a suggestion that can be remembered and read out."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from roundtable.domain.errors import PassphraseTooWeak

# Words that anybody who attacks this Board's file would try first.
LOCAL_WORDS: Final = (
    *("redbridge", "ilford", "wanstead", "woodford", "barkingside", "hainault", "essex", "london", "borough"),
    *("safeguarding", "safeguard", "children", "child", "board", "lscb", "partnership", "roundtable"),
    *("round", "table", "audit", "quality", "assurance", "vault", "report", "case", "neglect", "council"),
)

FLOOR_GUESSES_LOG10: Final = 12.0
SHORTEST: Final = 12
_LONGEST_JUDGED: Final = 72
SUGGESTED_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` 0–4; `is_enough` says whether a vault takes it; `guidance` says what to do, in sentences."""

    score: int
    is_enough: bool
    guidance: tuple[str, ...]


def passphrase_strength(text: str, local_words: Sequence[str] = LOCAL_WORDS) -> Strength:
    """Judges a passphrase with zxcvbn; local words count for nothing. Takes some milliseconds."""
    from zxcvbn import zxcvbn  # 15 ms to import, and only needed when a passphrase is chosen

    if not text:
        return Strength(
            0, False, ("Choose a passphrase of at least five words that do not belong together.",)
        )
    found = zxcvbn(_without(text, local_words)[:_LONGEST_JUDGED] or "a")
    guesses = float(found["guesses_log10"])
    parts = [str(part["pattern"]) for part in found["sequence"]]
    is_enough = guesses >= FLOOR_GUESSES_LOG10 and len(text) >= SHORTEST
    score = 4 if is_enough else min(3, int(guesses // 3))
    return Strength(score, is_enough, () if is_enough else _guidance(text, parts))


def require_strong(text: str) -> None:
    """Raises PassphraseTooWeak with the guidance."""
    strength = passphrase_strength(text)
    if not strength.is_enough:
        raise PassphraseTooWeak(guidance=strength.guidance)


def suggestion(words: Sequence[str], choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Six words drawn at random, joined by hyphens."""
    return "-".join(choose(words) for _ in range(SUGGESTED_WORDS))


def _without(text: str, words: Sequence[str]) -> str:
    """The text with every local word taken out, longest first ("safeguarding" before "safeguard")."""
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(re.escape(word), "", text, flags=re.IGNORECASE)
    return text.strip()


def _guidance(text: str, patterns: list[str]) -> tuple[str, ...]:
    told = []
    if len(text) < SHORTEST:
        told.append(f"Use at least {SHORTEST} characters.")
    if "date" in patterns:
        told.append("Leave out dates and years: they are quickly guessed.")
    if "spatial" in patterns or "sequence" in patterns or "repeat" in patterns:
        told.append("Leave out rows of keys, counting and repeated characters.")
    if "dictionary" in patterns:
        told.append("Names, places and words of your work are tried first.")
    told.append("Add another word or two that do not belong together.")
    return tuple(told)
