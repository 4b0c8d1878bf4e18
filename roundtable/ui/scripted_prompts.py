"""Prompts that answer from a list: for tests and rehearsals without a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from roundtable.ui.prompts import Check, Choice


@dataclass
class ScriptedPrompts:
    """Answers from a list, in order, and keeps what was said. For tests; an unscripted question fails."""

    answers: list[object] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def _answer(self, question: str) -> object:
        self.said.append(question)
        if not self.answers:
            raise AssertionError(f"unscripted prompt: {question}")
        return self.answers.pop(0)

    def tell(self, title: str, text: str, rows: Sequence[tuple[str, str]] = ()) -> None:
        """Only keeps what was said."""
        self.said.append(f"{title}: {text}")

    def confirm(self, title: str, text: str, yes: str, no: str = "Cancel", *, danger: bool = False) -> bool:
        """The next answer, as a truth value."""
        return bool(self._answer(f"{title}: {text}"))

    def choose(self, title: str, text: str, choices: Sequence[Choice]) -> str | None:
        """The next answer, a key of `choices` or None."""
        return _key(self._answer(f"{title}: {text}"), choices)

    def pick(self, title: str, choices: Sequence[Choice], hint: str = "") -> str | None:
        """The next answer, a key of `choices` or None."""
        return _key(self._answer(title), choices)

    def ask(
        self,
        title: str,
        text: str,
        label: str,
        yes: str,
        *,
        initial: str = "",
        secret: bool = False,
        lines: int = 1,
        check: Check | None = None,
    ) -> str | None:
        """The next answer that `check` accepts, or None."""
        while True:
            answer = self._answer(f"{title}: {label}")
            if answer is None:
                return None
            if check is None or not (problem := check(str(answer))):
                return str(answer)
            self.said.append(problem)

    def open_files(self, title: str, kinds: Sequence[str], *, several: bool = False) -> tuple[Path, ...]:
        """The next answer: a path, a sequence of paths, or None."""
        answer = self._answer(title)
        if answer is None:
            return ()
        return (answer,) if isinstance(answer, Path) else tuple(answer)  # type: ignore[arg-type]

    def save_file(self, title: str, suggested: Path, kinds: Sequence[str]) -> Path | None:
        """The next answer: a path or None."""
        answer = self._answer(f"{title}: {suggested.name}")
        return None if answer is None else Path(str(answer))

    def choose_folder(self, title: str, start: Path) -> Path | None:
        """The next answer: a path or None."""
        answer = self._answer(title)
        return None if answer is None else Path(str(answer))

    def dismiss(self) -> None:
        """Nothing stays open: every question has its answer at once."""


def _key(answer: object, choices: Sequence[Choice]) -> str | None:
    if answer is None:
        return None
    if answer not in {choice.key for choice in choices}:
        raise AssertionError(f"scripted answer {answer!r} is not on offer")
    return str(answer)
