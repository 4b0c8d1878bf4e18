"""What is printed about a recovery code: on a sheet of paper, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RecoveryCodePaper:
    """The code as it is shown ("AB12-…", groups of four), the file it opens, and when the file was made."""

    code: str
    file_name: str
    board: str
    made_at: datetime

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in their order."""
        return tuple(self.code.split("-"))
