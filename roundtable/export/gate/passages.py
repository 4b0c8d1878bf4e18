"""What the readers of finished files hand to the gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Context = Literal["text", "name", "bytes", "lines"]

# What one outgoing file may unfold to; a report of 60 pages needs about 2 MB.
MAX_BYTES: Final = 200_000_000
MAX_DEPTH: Final = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that can be read in a file.

    `numbered` passages have lines that a person could count; where lines do not follow one another
    (columns side by side), the text is not `flowing` and words broken at line ends are not joined.
    """

    where: str
    text: str
    context: Context = "text"
    numbered: bool = False
    flowing: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that cannot be read, or must not be there; `reason` says what to do."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A whole file inside the file."""

    where: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: the SHA-256 of its RGB pixels, for comparison with those expected.

    `mask_of` is the same of the picture whose transparency this one is.
    """

    where: str
    sha256: str
    mask_of: str = ""


Item = Passage | Refusal | Enclosed | Picture
Items = Iterator[Item]
