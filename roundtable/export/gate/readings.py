"""How else a text may be read: what the gate asks about beside the text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roundtable.export.gate.passages import Context
from roundtable.export.gate.unwrapping import joined_breaks, joined_letters, unwrapped, visible

# Words that are joined from several: addresses, handles, file names, camel case, very long ones.
_JOINED = re.compile(
    r"[^\W_]+(?:[@_./#\\:=+~-]+[^\W_]+)+|#\w+|@\w+|\w*[a-z]\w*[A-Z]\w*|\w*[^\W\d]\d\w*|\w{13,}"
)
_HASH = re.compile(r"[0-9a-f]{16,}")
_FEW_WORDS = 3


def name_like(text: str) -> Iterator[str]:
    """The words of a text that may hide a name as a part: handles, addresses, joined words."""
    for found in _JOINED.finditer(text):
        if sum(map(str.isalpha, found[0])) > 2 and not _HASH.fullmatch(found[0]):
            yield found[0]


def other_readings(text: str, stands_alone: bool, flowing: bool) -> Iterator[tuple[str, Context]]:
    """Further (text, context) pairs; `stands_alone` is a short text outside any sentence, such as a title."""
    if stands_alone and len(text.split()) <= _FEW_WORDS:
        # A capital explains nothing at the start of a sentence; here it is all there is.
        yield f"of {text.strip()}", "text"
    for word in dict.fromkeys(name_like(text)):
        yield word, "name"
    for words in unwrapped(text):
        yield visible(words), "text"
        for word in dict.fromkeys(name_like(words)):
            yield word, "name"
    for letters in joined_letters(text).splitlines():
        yield letters, "text"
        yield letters.replace(" ", ""), "text"
    if flowing:
        yield " | ".join(joined_breaks(text).splitlines()), "text"
