"""Rewrites every text on its way into the report, and remembers what was replaced and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from roundtable import anonymise


@dataclass(frozen=True, slots=True)
class Passage:
    """One text as it was and as it will be printed, and where it stands."""

    where: str
    before: str
    after: anonymise.Rewritten


@dataclass(slots=True)
class Scribe:
    """One report's rewriting; exact dates become relative time, dates of birth an age on `aged_on`."""

    make_engine: Callable[[anonymise.DateRule], anonymise.Anonymiser]
    aged_on: date
    engines: dict[date | None, anonymise.Anonymiser] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)

    def say(self, text: str, where: str, start: date | None = None) -> str:
        """The text as printed; `where` is told in the review ("Child B, question C1")."""
        if not text.strip():
            return ""
        if start not in self.engines:
            self.engines[start] = self.make_engine(anonymise.DateRule(start=start, aged_on=self.aged_on))
        after = self.engines[start].rewrite(text)
        self.passages.append(Passage(where, text, after))
        return after.text

    def say_all(self, texts: Iterable[str], where: str, start: date | None = None) -> tuple[str, ...]:
        """Each non-empty text as printed."""
        return tuple(said for text in texts if (said := self.say(text, where, start)))

    @property
    def open_questions(self) -> int:
        """Distinct strings that nobody has decided yet."""
        return len({anonymise.fold_key(q.text) for p in self.passages for q in p.after.questions})
