"""The help texts that ship with the program: one page a topic, plain words, searchable offline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from roundtable import assets

ORDER: Final = (
    "first_run",
    "unlock",
    "home",
    "audit",
    "case",
    "import_pack",
    "meeting",
    "sign",
    "hand_over",
    "curtain",
    "walkthrough",
    "who",
    "headlines",
    "chronology",
    "event_file",
    "lived",
    "questions",
    "practice",
    "grade",
    "urgent",
    "lessons",
    "actions",
    "check",
    "intruder",
    "edit",
    "levels",
    "confirm",
    "export",
    "send",
    "recall",
    "papers",
    "room",
    "find",
    "settings",
    "recovery",
    "disposal",
    "trail",
    "shortcuts",
    "about",
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: a heading, a point of a list, or text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of help."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def plain(self) -> str:
        """Everything it says, for searching."""
        return " ".join((self.title, *(block.text for block in self.blocks)))


@cache
def topics() -> tuple[Topic, ...]:
    """All pages, in the order of work."""
    return tuple(parse(key, assets.read_text(f"help/{key}.md")) for key in ORDER)


def topic(key: str) -> Topic:
    """One page; the first one for a key without a page of its own."""
    return next((each for each in topics() if each.key == key), topics()[2])


def find(words: str) -> tuple[Topic, ...]:
    """Pages that hold every word, those with a word in the title first."""
    wanted = words.casefold().split()
    found = [t for t in topics() if all(word in t.plain.casefold() for word in wanted)]
    return tuple(sorted(found, key=lambda t: not any(word in t.title.casefold() for word in wanted)))


def parse(key: str, text: str) -> Topic:
    """Reads one page: "# title", "## heading", "- point", text."""
    title, blocks = key, []
    for paragraph in text.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if lines and lines[0].startswith("# "):
            title = lines.pop(0)[2:]
        points: list[str] = []
        for line in lines:
            if line.startswith("## "):
                blocks.append(Block("heading", line[3:]))
            elif line.startswith("- "):
                points.append(line[2:])
            elif points:
                points[-1] += f" {line}"
            elif blocks and blocks[-1].kind == "text" and line is not lines[0]:
                blocks[-1] = Block("text", f"{blocks[-1].text} {line}")
            else:
                blocks.append(Block("text", line))
        blocks += [Block("point", point) for point in points]
    return Topic(key, title, tuple(blocks))
