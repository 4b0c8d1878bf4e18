"""The confidentiality statement: numbered clauses, a version, the SHA-256 of the exact text shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from roundtable.domain.signing_errors import StatementEmpty

NO_CONTACT = "the Board's business unit"


@dataclass(frozen=True, slots=True)
class Statement:
    """One version of the text. Once somebody has signed it, a change makes the next version."""

    version: int
    title: str
    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        """The exact text as shown and hashed: title, then one numbered clause a line."""
        lines = [self.title, *(f"{n} {clause}" for n, clause in enumerate(self.clauses, 1))]
        return "\n".join(lines)

    @property
    def sha256(self) -> str:
        """Lower-case hex SHA-256 of `text` in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def filled(self, *, contact: str) -> Statement:
        """The same version with the Board's contact written in."""
        clauses = tuple(c.replace("{contact}", contact or NO_CONTACT) for c in self.clauses)
        return Statement(self.version, self.title, clauses)

    def with_contact(self, old: str, new: str) -> Statement:
        """The next version, with the new contact where the old one stood; itself if it stood nowhere."""
        clauses = tuple(c.replace(old or NO_CONTACT, new or NO_CONTACT) for c in self.clauses)
        return self if clauses == self.clauses else Statement(self.version + 1, self.title, clauses)

    def amended(self, title: str, clauses: tuple[str, ...]) -> Statement:
        """The next version. Raises StatementEmpty when no clause is left."""
        kept = tuple(c.strip() for c in clauses if c.strip())
        if not kept:
            raise StatementEmpty()
        return Statement(self.version + 1, title.strip() or self.title, kept)
