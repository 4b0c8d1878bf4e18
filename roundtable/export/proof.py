"""The proof kept with an exported report: what was searched in the finished file, and what was not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Proof:
    """Never "nothing remains": which file was searched for how many forms, who decided and who confirmed."""

    file_name: str
    sha256: str
    size: int
    entries: int
    forms: int
    decisions: int
    hits: int
    confirmed_by: str
    searched_at: datetime

    @property
    def sentence(self) -> str:
        """One line for the screen and the record."""
        outcome = "none was found" if not self.hits else f"{self.hits} hits block it"
        return (
            f"{self.file_name} was searched for {self.forms} forms of {self.entries} register entries: "
            f"{outcome}. {self.decisions} decisions, confirmed by {self.confirmed_by or 'nobody'}."
        )


def proof_of(
    file_name: str, data: bytes, counts: tuple[int, int, int, int], confirmed_by: str, searched_at: datetime
) -> Proof:
    """The proof for a file's bytes; `counts` are entries, forms, decisions, hits."""
    entries, forms, decisions, hits = counts
    digest = sha256(data).hexdigest()
    return Proof(file_name, digest, len(data), entries, forms, decisions, hits, confirmed_by, searched_at)
