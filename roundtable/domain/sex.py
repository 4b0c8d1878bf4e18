"""Sex as the family map shows it; its own module because papers may know it and may not know a register."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """For the symbol on the family map only."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"
