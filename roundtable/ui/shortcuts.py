"""The keys of the program: one list, bound by the window and shown by Ctrl+?."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`action` is the window's name for it; `keys` in Qt's portable form; `words` for people.

    What `needs_file` has nothing to work on before a file is unlocked.
    """

    action: str
    keys: tuple[str, ...]
    words: str
    shown: str = ""
    in_kiosk: bool = False
    in_bare: bool = False
    needs_file: bool = False

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter alone, which a text or a drop-down may want for itself."""
        return any(len(keys) == 1 for keys in self.keys)

    def label(self) -> str:
        """The keys as people read them."""
        return self.shown or " or ".join(self.keys)


_NOT_TYPING: Final = " (not while a text, a list or a drop-down has the keyboard)"

SHORTCUTS: Final = (
    Shortcut("help", ("F1",), "Help for this page", in_bare=True),
    Shortcut("room", ("F5",), "Room view on or off", needs_file=True),
    Shortcut("blank", ("B",), f"Blank the room view, or show it again{_NOT_TYPING}", needs_file=True),
    Shortcut(
        "hold",
        ("H",),
        f"Hold the room view on its page, or let it follow again{_NOT_TYPING}",
        needs_file=True,
    ),
    Shortcut("curtain", ("F9", "Pause"), "Draw or lift the curtain", in_kiosk=True, needs_file=True),
    Shortcut("lock", ("Ctrl+L",), "Lock now", in_kiosk=True, needs_file=True),
    Shortcut("concern", ("Ctrl+U",), "Record an urgent concern", in_kiosk=True, needs_file=True),
    Shortcut(
        "primary",
        ("Ctrl+Return", "Ctrl+Enter"),
        "What the large button says: save and continue, add",
        "Ctrl+Enter",
        True,
        True,
    ),
    Shortcut("back", ("Alt+Left",), "Back to the page before"),
    Shortcut("undo", ("Ctrl+Z",), "Undo", in_kiosk=True, in_bare=True),
    Shortcut("find", ("Ctrl+F",), "Find on this page"),
    Shortcut("palette", ("Ctrl+K",), "Find anything: a page, a step, words in this file", needs_file=True),
    Shortcut("next_region", ("F6",), "Next part of the window", in_kiosk=True, in_bare=True),
    Shortcut("last_region", ("Shift+F6",), "Part before", in_kiosk=True, in_bare=True),
    Shortcut("zoom_in", ("Ctrl++", "Ctrl+="), "Larger text", "Ctrl +", True, True),
    Shortcut("zoom_out", ("Ctrl+-",), "Smaller text", "Ctrl −", True, True),
    Shortcut("zoom_reset", ("Ctrl+0",), "Text at 100 %", in_kiosk=True, in_bare=True),
    Shortcut("shortcuts", ("Ctrl+?", "Ctrl+/"), "This list", "Ctrl + ?", in_bare=True),
    Shortcut("quit", ("Ctrl+Q",), "Close Roundtable", in_bare=True),
)
TEXT_SHORTCUTS: Final = (
    Shortcut("", (), "In a text: put the label in place of the name", "Ctrl + .", needs_file=True),
    Shortcut("", (), "Close the help or this list, and be back where one was", "Esc"),
    Shortcut("", (), "In tiles and tables: choose", "Arrow keys"),
    Shortcut("", (), "In a table: open the row", "Enter"),
    Shortcut("", (), "In a form that adds to a list: add; a new line", "Enter, Shift+Enter", needs_file=True),
    Shortcut("", (), "On the signature: last stroke, all of it", "Backspace, Delete", needs_file=True),
)
"""Keys that a widget answers to by itself."""


def listing(*, unlocked: bool = True) -> tuple[tuple[str, str], ...]:
    """Keys and words, for the list that Ctrl+? shows; before unlocking, those that do something there."""
    return tuple(
        (each.label(), each.words)
        for each in (*SHORTCUTS, *TEXT_SHORTCUTS)
        if unlocked or not each.needs_file
    )
