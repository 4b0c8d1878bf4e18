"""Wires everything: the only module that knows all layers. Starts the window and ends it cleanly."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roundtable import assets, crash_traces, log, system_libraries
from roundtable.clock import SystemClock
from roundtable.domain.errors import DisplayMissing, LibrariesMissing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from roundtable.actions.name_spotting_port import NameSpotter
    from roundtable.actions.ports import Draft, Hit, Search
    from roundtable.domain.logo import Logo
    from roundtable.domain.papers import OtherPaper
    from roundtable.domain.recovery_code import RecoveryCodePaper
    from roundtable.domain.report import Anchor, AnonymousReport
    from roundtable.domain.retention import DestructionCertificate
    from roundtable.domain.signoff_record import SignOffRecord
    from roundtable.domain.urgent_concern import ConcernSlip
    from roundtable.ui.machine_settings import MachineSettings, PassingSettings

NAME = "Roundtable"
ROOMY_PX = 1500


def run(path: Path | None = None) -> int:
    """Opens the window at `path`'s unlock page; returns the exit code.

    Raises DisplayMissing, LibrariesMissing.
    """
    _require_window()
    crash_traces.leave_none()
    from PySide6.QtCore import QStandardPaths
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance() or QApplication([NAME])
    assert isinstance(qt, QApplication)  # noqa: S101 - nothing else makes one in this process
    qt.setApplicationName(NAME)
    qt.setOrganizationName("")
    qt.setStyle("Fusion")
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
    # The list of recent vaults must find it from another folder too.
    again = _show(qt, path.absolute() if path else None, folder)
    log.stop()
    return _start_again(again) if again else 0


def _show(qt: Any, path: Path | None, folder: Path) -> Path | None:
    """Runs the window; the file to unlock again after a lock, None at the end."""
    from PySide6.QtCore import QTimer

    from roundtable.door import Door
    from roundtable.intake.files import IntakeFiles
    from roundtable.ui.machine_settings import MachineSettings, PassingSettings
    from roundtable.ui.screen_table import screens
    from roundtable.ui.session import Outside, Session
    from roundtable.ui.theme import Theme, load_fonts
    from roundtable.ui.window_place import restore_place

    try:
        folder.mkdir(parents=True, exist_ok=True)
        log.start(folder / "log")
        settings: MachineSettings | PassingSettings = MachineSettings(folder / "settings.ini")
    except OSError:
        settings = PassingSettings()
    if _is_shown_already(path, settings):
        return None
    load_fonts(assets.path("fonts"))
    theme = Theme(_choice(settings.read("theme")), _zoom(settings.read("zoom")))
    theme.apply()
    locked: list[Path] = []
    outside = Outside(
        Door(SystemClock()),
        LatePaper(),
        SystemClock(),
        settings,
        locked.append,
        _name_model,
        IntakeFiles(),
    )
    session = Session(outside, theme, screens())
    # From any thread: the window's own thread says it.
    log.install_hooks(lambda text: QTimer.singleShot(0, session.window, lambda: session.window.toast(text)))
    # Not quit(): that asks every window, and one that says no would keep the program running.
    session.ended.connect(lambda: qt.exit(0))
    if not restore_place(session.window, settings):
        _size(session.window, qt.primaryScreen().availableSize())
    session.begin(path)
    preload()
    qt.exec()
    session.end()
    return locked[0] if locked else None


def _is_shown_already(path: Path | None, settings: MachineSettings | PassingSettings) -> bool:
    """Whether another start has the window of this file; then that one has come to the front."""
    from roundtable.ui.first_window import call_first
    from roundtable.ui.machine_settings import recent_files

    recent = recent_files(settings)
    wanted = path or (recent[0] if recent else None)
    return wanted is not None and call_first(wanted)


def _size(window: Any, room: Any) -> None:
    """The whole of a small laptop's screen; a comfortable part of a larger one."""
    from PySide6.QtCore import Qt

    if room.width() < ROOMY_PX:
        window.resize(room)
        window.setWindowState(Qt.WindowState.WindowMaximized)
    else:
        window.resize(min(1440, room.width()), min(900, room.height()))


def preload() -> threading.Thread:
    """Imports what is slow while the passphrase is typed; the first paint does not wait for it."""

    def fetch() -> None:
        import roundtable.export.writer
        import roundtable.storage.vault  # noqa: F401
        from roundtable.anonymise.wordlists import load_word_lists

        load_word_lists()
        # What is loaded now stays to the end. Unfrozen, Python would look through all of it again and again,
        # and the window would stand still for 50 to 90 ms each time.
        gc.freeze()

    thread = threading.Thread(target=fetch, name="roundtable-preload", daemon=True)
    thread.start()
    return thread


def _name_model() -> NameSpotter | None:
    """The optional name model. Imported here: this is called in a thread of its own, after unlock."""
    from roundtable.spotting import rampart

    return rampart.load()


class LatePaper:
    """`ports.Papers` whose libraries are loaded on first use."""

    def __init__(self) -> None:
        self._paper: Any = None

    def _made(self) -> Any:
        if self._paper is None:
            from roundtable.export.writer import Paper

            self._paper = Paper()
        return self._paper

    def report(self, report: AnonymousReport) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().report(report)
        return made

    def page_count(self, pdf: bytes) -> int:
        """See `ports.Papers`."""
        count: int = self._made().page_count(pdf)
        return count

    def page_image(self, pdf: bytes, page: int, width: int) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().page_image(pdf, page, width)
        return made

    def words_at(self, pdf: bytes, page: int, x: float, y: float) -> tuple[str, str]:
        """See `ports.Papers`."""
        made: tuple[str, str] = self._made().words_at(pdf, page, x, y)
        return made

    def page_with(self, pdf: bytes, words: str) -> int:
        """See `ports.Papers`."""
        made: int = self._made().page_with(pdf, words)
        return made

    def spelled_out(self, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """See `ports.Papers`."""
        made: tuple[tuple[str, str], ...] = self._made().spelled_out(words)
        return made

    def sign_off_record(self, record: SignOffRecord) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().sign_off_record(record)
        return made

    def concern_slip(self, slip: ConcernSlip) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().concern_slip(slip)
        return made

    def recovery_sheet(self, sheet: RecoveryCodePaper) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().recovery_sheet(sheet)
        return made

    def destruction_certificate(self, certificate: DestructionCertificate) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().destruction_certificate(certificate)
        return made

    def paper(self, paper: OtherPaper) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().paper(paper)
        return made

    def printed_anchor(self, pdf: bytes, passphrase: str = "") -> Anchor:
        """See `ports.Papers`."""
        anchor: Anchor = self._made().printed_anchor(pdf, passphrase)
        return anchor

    def encrypted_copy(self, pdf: bytes, passphrase: str) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().encrypted_copy(pdf, passphrase)
        return made

    def new_passphrase(self) -> str:
        """See `ports.Papers`."""
        made: str = self._made().new_passphrase()
        return made

    def email_draft(self, draft: Draft) -> bytes:
        """See `ports.Papers`."""
        made: bytes = self._made().email_draft(draft)
        return made

    def logo(self, data: bytes) -> Logo:
        """See `ports.Papers`."""
        logo: Logo = self._made().logo(data)
        return logo

    def search(
        self, file_name: str, data: bytes, search: Search, pictures: Collection[bytes] = ()
    ) -> tuple[Hit, ...]:
        """See `ports.Papers`."""
        found: tuple[Hit, ...] = self._made().search(file_name, data, search, pictures)
        return found


def _require_window() -> None:
    """Qt ends the process with a misleading message when it cannot start: so it is asked before."""
    if sys.platform != "linux":
        return
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise DisplayMissing()
    _plugin, missing = system_libraries.usable_plugin(os.environ)
    if missing:
        line = system_libraries.install_line(missing, system_libraries.read_os_release())
        raise LibrariesMissing(missing=", ".join(missing), line=line)


def _start_again(path: Path) -> int:
    """After a lock: a new process holds nothing of the old one's memory (SECURITY, decision 8)."""
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "roundtable"]
    command.append(str(path))
    if sys.platform == "win32":
        subprocess.Popen(command, close_fds=True)
    else:
        os.execv(command[0], command)  # noqa: S606 - our own interpreter with our own module
    return 0


def _choice(text: str) -> Any:
    return text if text in ("system", "light", "dark", "contrast") else "system"


def _zoom(text: str) -> float:
    try:
        return min(2.0, max(1.0, float(text)))
    except ValueError:
        return 1.0
