"""Labels in a captured text as references to a register's entries: stored as tokens, shown as label or name.

A token is ``{{entry:ID|Label}}``; the label in it is what was shown when the text was stored, for the day the
entry is no longer registered. Braces that somebody typed are stored as ``{{open}}``, so that nothing typed is
ever taken for a token: what is stored always reads back as what was typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

UNKNOWN: Final = "[somebody no longer registered]"
_OPEN: Final = "{{"
_TOKEN: Final = re.compile(r"\{\{(?:open|entry:([^{}|]+)\|([^{}]*))\}\}")
_OF_A_CHILD: Final = re.compile(r"Child [A-Z]{1,2}\b")


@dataclass(frozen=True)
class References:
    """What every entry is called now: `labels` and, where names may be said, `names` (id → words)."""

    labels: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    """Labels that are read as ordinary words when somebody types them: a bare "Health visitor"."""

    def stored(self, text: str) -> str:
        """The text as it is kept: what an entry is called becomes a reference to it."""
        parts, at = [], 0
        for found in self._called.finditer(text) if self._entries else ():
            entry = self._entries[found.group()]
            parts += [_escaped(text[at : found.start()]), self._token(entry)]
            at = found.end()
        return "".join((*parts, _escaped(text[at:])))

    def shown(self, text: str) -> str:
        """A stored text as it is read: labels, or names where they may be said."""
        return _TOKEN.sub(lambda found: self._said(found[1], found[2]), text)

    def _said(self, entry: str | None, remembered: str) -> str:
        if entry is None:
            return _OPEN
        if entry in self._calls:
            return self._calls[entry]
        # The label may be somebody else's by now: the wrong person would be worse than none.
        return UNKNOWN if remembered in self._taken or not remembered else remembered

    def _token(self, entry: str) -> str:
        label = self.labels.get(entry, "")
        return f"{{{{entry:{entry}|{label if not set('{}') & set(label) else ''}}}}}"

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(self.labels.values())

    @cached_property
    def _calls(self) -> dict[str, str]:
        """How each entry is shown: by name where that is one entry's alone and cannot be an ordinary word."""
        names = {entry: " ".join(name.split()) for entry, name in self.names.items()}
        held = Counter(names.values())
        return {
            entry: names[entry]
            if " " in names.get(entry, "") and held[names[entry]] == 1 and names[entry] not in self._taken
            else label
            for entry, label in self.labels.items()
            if label
        }

    @cached_property
    def _entries(self) -> dict[str, str]:
        """Words → the entry that they mean: what is shown, and labels typed while names are shown."""
        owners = Counter(self.labels.values())
        words = {
            label: entry
            for entry, label in self.labels.items()
            if label and owners[label] == 1 and label not in self.plain and _is_storable(entry)
        }
        called = {said: e for e, said in self._calls.items() if said in words or said != self.labels[e]}
        return words | {said: entry for said, entry in called.items() if _is_storable(entry)}

    @cached_property
    def _called(self) -> re.Pattern[str]:
        longest_first = sorted(self._entries, key=lambda words: (-len(words), words))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def is_plain(label: str, *, is_family: bool) -> bool:
    """Whether typed words like this label may mean no entry at all.

    "Child B", "Mother of Child B", "School 2" point at one entry; a bare "Health visitor" may be any.
    """
    numbered = label[-1:].isdigit() or bool(_OF_A_CHILD.search(label))
    return not numbered and not is_family


def referred_to(text: str) -> frozenset[str]:
    """The entries that a stored text refers to."""
    return frozenset(found[1] for found in _TOKEN.finditer(text) if found[1])


def moved(text: str, old: str, new: str) -> str:
    """A stored text after two entries have become one: references to `old` are references to `new`."""
    return text.replace(f"{{{{entry:{old}|", f"{{{{entry:{new}|")


def _escaped(text: str) -> str:
    return text.replace(_OPEN, "{{open}}")


def _is_storable(entry: str) -> bool:
    return bool(entry) and not set("{}|") & set(entry)
