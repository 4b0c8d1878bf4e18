"""What a fault came to: one line of JSON, and one row of the table in the README."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

# What a figure may never be above nought; everything else tells how the rounds fell.
BAD = (
    "lost",
    "damaged",
    "leaked",
    "left behind",
    "no backup",
    "unnoticed",
    "unrecovered",
    "opened",
    "unnamed",
    "wrong",
)


@dataclass(frozen=True)
class Result:
    """`rounds` faults, what they came to, examples of what may not be, or why it could not be tried."""

    fault: str
    rounds: int
    found: dict[str, int | float] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    cannot: str = ""

    @property
    def is_good(self) -> bool:
        """Nothing happened that may not. What could not be tried is not good and not bad: see `cannot`."""
        return not any(self.found.get(name) for name in BAD)

    @property
    def line(self) -> str:
        """One line of JSON."""
        told = {name: value for name, value in asdict(self).items() if value not in ("", (), {})}
        return json.dumps(told, ensure_ascii=False)

    @property
    def row(self) -> str:
        """One row of a Markdown table: the fault, how often, the bad figures, the others."""
        if self.cannot:
            return f"| {self.fault} | not tried | {self.cannot} | |"
        bad = ", ".join(f"{value} {name}" for name, value in self.found.items() if name in BAD)
        rest = ", ".join(
            f"{name} {value:,}" for name, value in self.found.items() if name not in BAD and value
        )
        return f"| {self.fault} | {self.rounds:,} | {bad} | {rest} |"


def cannot(fault: str, why: str) -> Result:
    """A fault that this machine cannot be given."""
    return Result(fault, 0, cannot=why)
