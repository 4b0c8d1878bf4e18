"""Everything that can go wrong on purpose, as nouns. The words for the screen are in `ui/error_texts.py`."""

from __future__ import annotations


class RoundtableError(Exception):
    """Root of every error raised on purpose. `details` are plain, content-free values for the message."""

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details
