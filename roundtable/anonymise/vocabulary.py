"""The word groups that rules speak of ("verbs a person does", "kinds of place"), kept as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# The folder lies beside the package both in a checkout and in the packed program.
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "anonymise"


def vocabulary(group: str) -> frozenset[str]:
    """The words of one group of `resources/anonymise/vocabulary.txt`, lower case. An unknown group is a
    KeyError.
    """
    return _groups()[group]


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in (FOLDER / "vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = groups.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            current.update(line.split())
    return {name: frozenset(words) for name, words in groups.items()}
