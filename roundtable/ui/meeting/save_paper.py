"""Saves a restricted paper where the facilitator says: nothing leaves the vault unasked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from roundtable.domain.errors import PaperNotSaved
from roundtable.ui.screen import Screen

PDF = "PDF file (*.pdf)"


def save_paper(screen: Screen, title: str, name: str, make: Callable[[], bytes]) -> None:
    """Ask where, make the paper off the UI thread, write it, say so."""
    chosen = screen.context.prompts.save_file(title, Path.home() / name, [PDF])
    if chosen is None:
        return
    path = chosen if chosen.suffix else chosen.with_suffix(".pdf")
    screen.context.tasks.run(
        lambda: _write(path, make()),
        screen,
        lambda _done: screen.context.frame.toast(
            f"Saved as {path.name}. It holds names: keep it locked away"
        ),
        screen.show_error,
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise PaperNotSaved() from error
