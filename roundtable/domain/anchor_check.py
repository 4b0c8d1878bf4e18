"""A vault held against the trail head that a paper prints: what that shows, in words for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roundtable.domain.report import Anchor
from roundtable.domain.wording import counted


class Standing(StrEnum):
    """How a vault stands to an anchor from outside."""

    CONTAINS = "contains"
    RESTORED = "restored"
    SHORTENED = "shortened"
    DIFFERENT = "different"
    OTHER_VAULT = "other vault"


@dataclass(frozen=True, slots=True)
class AnchorVerdict:
    """`is_good`: nothing is missing or changed up to the paper. `needs_a_look`: people judge why."""

    is_good: bool
    title: str
    advice: str
    needs_a_look: bool = False


def verdict_on(standing: Standing, paper: Anchor, own: Anchor) -> AnchorVerdict:
    """What the comparison means. The vault's own trail has been checked before."""
    printed = counted(paper.count, "entry", "entries")
    now = counted(own.count, "entry", "entries")
    later = own.count - paper.count
    match standing:
        case Standing.CONTAINS:
            return AnchorVerdict(
                True,
                "This file is the one the paper was made from",
                f"All of the {printed} it had then are there, unchanged and in their order; "
                + ("none came" if not later else "one came" if later == 1 else f"{later} came")
                + " after it.",
            )
        case Standing.RESTORED:
            return AnchorVerdict(
                True,
                "A backup was put in the place of the file that the paper was made from",
                f"The trail says so itself. What was done between the backup and the paper is not in it. The "
                f"paper counts {printed}, this file {now}: ask whoever opened the backup why.",
                needs_a_look=True,
            )
        case Standing.SHORTENED:
            return AnchorVerdict(
                False,
                "Entries are missing: this is an older file, or its end was cut off",
                f"The paper counts {printed}, this file {now}, and no opened backup explains it. Keep the "
                "file as it is, look for the newer one, and tell whoever looks after information governance.",
            )
        case Standing.DIFFERENT:
            return AnchorVerdict(
                False,
                "The trail was written again: it does not lead to what the paper prints",
                f"This file has {now}, but entry {paper.count} is not the one on the paper. Keep the file as "
                "it is, make no more changes, and tell whoever looks after information governance.",
            )
        case Standing.OTHER_VAULT:
            return AnchorVerdict(
                False,
                "The paper was made from another file",
                "Its key is not this file’s. Choose the report of this Board, or the file of that report.",
            )
