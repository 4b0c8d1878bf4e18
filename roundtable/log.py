"""The log: what happened, by event name and ids alone. No case content, no name, no value of an error."""

from __future__ import annotations

import logging
import re
import sys
import threading
import zlib
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

_LOG: Final = logging.getLogger("roundtable")
_LOG.addHandler(logging.NullHandler())  # without a file, nothing goes to the terminal either
_EVENT: Final = re.compile(r"[a-z_]+(\.[a-z_]+)*")
# A name cannot look like an id: at least one digit, and hexadecimal digits and hyphens only.
_ID: Final = re.compile(r"(?=.*[0-9])[0-9a-f-]{8,64}")
_FORMAT: Final = "%(asctime)s %(levelname)s %(message)s"
MAX_BYTES: Final = 500_000
KEPT_FILES: Final = 3

Tell = Callable[[str], None]


class EventNameWrong(ValueError):
    """An event name that is not lower-case words and dots: it might have been put together from content."""


def start(folder: Path) -> Path:
    """Write the log to `folder` from now on; the file's path. At most 3 files of 500 kB are kept.

    The folder is made if need be, readable for this user alone. Raises OSError when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "roundtable.log"
    handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES - 1, encoding="utf-8")
    path.chmod(0o600)
    handler.setFormatter(logging.Formatter(_FORMAT))
    stop()
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    return path


def stop() -> None:
    """Close the log file, if one is open."""
    for handler in list(_LOG.handlers):
        if isinstance(handler, RotatingFileHandler):
            _LOG.removeHandler(handler)
            handler.close()


def event(name: str, **ids: str | int) -> None:
    """Note that something happened: a constant name such as "vault.opened", and ids or counts.

    A string that does not look like an id is withheld. Raises EventNameWrong.
    """
    _LOG.info("%s", _line(name, ids))


def fault(error: BaseException, name: str = "fault", **ids: str | int) -> str:
    """Note an unforeseen error: its type and place, never its words; a number that finds it in the log."""
    at = place(error)
    number = f"{zlib.crc32(f'{type(error).__name__} {at}'.encode()) % 1_000_000:06d}"
    _LOG.error("%s", f"{_line(name, ids)} number={number} type={type(error).__name__} at={at}")
    return number


def place(error: BaseException) -> str:
    """Where the error arose, as "module:line": the innermost line of Roundtable's own, if there is one."""
    found = "unknown"
    step = error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", "unknown"))
        if module.startswith("roundtable") or not found.startswith("roundtable"):
            found = f"{module}:{step.tb_lineno}"
        step = step.tb_next
    return found


def install_hooks(tell: Tell) -> None:
    """Send every error nobody caught to the log; `tell` gets one sentence for the user, no traceback.

    `tell` is called on the main thread alone, so it may touch the window.

    Covers the main thread with Qt's slots, other threads, and errors that Python cannot raise (in `__del__`).
    """

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        number = fault(error.with_traceback(trace), "uncaught")
        tell(f"Something went wrong that Roundtable did not foresee. It is in the log as number {number}.")

    def caught_in_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            fault(found.exc_value.with_traceback(found.exc_traceback), "uncaught")

    def not_raisable(found: sys.UnraisableHookArgs) -> None:
        if found.exc_value is not None:
            fault(found.exc_value.with_traceback(found.exc_traceback), "not_raisable")

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    sys.unraisablehook = not_raisable


def _line(name: str, ids: dict[str, str | int]) -> str:
    if not _EVENT.fullmatch(name):
        raise EventNameWrong(len(name))
    return " ".join([name, *(f"{key}={_shown(value)}" for key, value in ids.items())])


def _shown(value: str | int) -> str:
    if isinstance(value, int):
        return str(int(value))
    return value if _ID.fullmatch(value) else "withheld"
