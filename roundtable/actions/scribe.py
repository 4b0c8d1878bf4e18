"""Rewrites every text on its way into the report, and remembers what was replaced and what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from roundtable import anonymise
from roundtable.anonymise.rewriting import rewrite

QUESTIONS = "Audit questions"


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
    terms: dict[tuple[str, str], str] = field(default_factory=dict)

    def say(self, text: str, where: str, start: date | None = None) -> str:
        """The text as printed; `where` is told in the review ("Child B, question C1")."""
        if not text.strip():
            return ""
        return self._keep(where, text, self._engine(start).rewrite(text))

    def term(self, text: str, where: str) -> str:
        """A short text that is printed in many places, such as a question: read and reviewed once."""
        if (where, text) not in self.terms:
            self.terms[where, text] = self.say(text, where)
        return self.terms[where, text]

    def agency(self, name: str) -> str:
        """An agency may be named, unless its name is in the register (a case's school at the table)."""
        key = ("Agencies", name)
        if key not in self.terms:
            engine = self._engine(None)
            registered = tuple(f for f in engine.find(name) if f.entity is not None)
            self.terms[key] = self._keep("Agencies", name, rewrite(name, registered)) if registered else name
        return self.terms[key]

    def say_all(self, texts: Iterable[str], where: str, start: date | None = None) -> tuple[str, ...]:
        """Each non-empty text as printed."""
        return tuple(said for text in texts if (said := self.say(text, where, start)))

    def _engine(self, start: date | None) -> anonymise.Anonymiser:
        if start not in self.engines:
            self.engines[start] = self.make_engine(anonymise.DateRule(start=start, aged_on=self.aged_on))
        return self.engines[start]

    def _keep(self, where: str, before: str, after: anonymise.Rewritten) -> str:
        self.passages.append(Passage(where, before, after))
        return after.text

    @property
    def open_questions(self) -> int:
        """Distinct strings that nobody has decided yet."""
        return len({anonymise.fold_key(q.text) for p in self.passages for q in p.after.questions})
