"""Start to first paint, unlock, whole demonstration, and the window's longest pause, each beside a baseline.

A command, not a test: `python -m tests.benchmarks.window_timings [--rounds N]`. Figures move by up to two
between runs on shared machines; the ratios are taken in one run. Goals (issue 2): first paint <= 1.0 s, unlock
<= 2 s, `demo --export` <= 20 s, no pause of the window over 50 ms.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time(), flush=True); app.quit()
        return False
seen = Seen(); window = QWidget(); window.installEventFilter(seen); window.resize(1280, 760); window.show()
app.exec()
"""
OURS = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from roundtable import app
from roundtable.ui import session as sessions
begin = sessions.Session.begin
class Seen(QObject):
    def __init__(self, session): super().__init__(); self.session = session
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and self.session.window.screen_shown is not None:
            print(time.time(), flush=True); self.session.window.removeEventFilter(self)
            QTimer.singleShot(0, self.session.window.close)
        return False
def begun(self, path=None):
    self.seen = Seen(self); self.window.installEventFilter(self.seen); begin(self, path)
sessions.Session.begin = begun
app.run()
"""
PAUSE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QObject, QTimer, QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
from roundtable import app as application
from roundtable import demonstration_run
from roundtable.ui.tasks import WorkerTasks
app = QApplication([])
window = QWidget(); window.show()
application.preload().join()
gaps = []; clock = QElapsedTimer(); clock.start()
beat = QTimer(); beat.setTimerType(Qt.TimerType.PreciseTimer); beat.setInterval(5)
beat.timeout.connect(lambda: gaps.append(clock.restart())); beat.start()
tasks = WorkerTasks(lambda error: print(error))
tasks.run(lambda: demonstration_run.export(Path(sys.argv[1]), lambda line: None), window, lambda _: app.quit(),
          lambda error: app.exit(1))
app.exec(); tasks.shutdown()
gaps.sort()
print(gaps[-1], gaps[int(len(gaps) * 0.99)])
"""


def started(code: str, environment: dict[str, str]) -> float:
    """Seconds from starting the process to its first paint."""
    before = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True, timeout=60
    )
    return float(done.stdout.split()[0]) - before


def papers() -> tuple[float, float, int]:
    """Seconds to write the sample report and to search it, and its pages."""
    import pikepdf

    from roundtable.export.gate import search_file
    from roundtable.export.report_pdf import write_report
    from tests.export.sample_report import bare_report, sample_report

    write_report(bare_report())  # fonts are read once
    before = time.perf_counter()
    data = write_report(sample_report(5))
    written = time.perf_counter() - before
    before = time.perf_counter()
    search_file("Report.pdf", data, lambda _text, _context: ())
    searched = time.perf_counter() - before
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return written, searched, len(pdf.pages)


def unlock(folder: Path) -> tuple[float, float]:
    """Seconds to open a vault as the window does, and of those for the key alone."""
    from roundtable.clock import SystemClock
    from roundtable.storage import keys
    from roundtable.storage import vault as vaults

    path, word = folder / "Bench.roundtable", "lantern-gravel-orbit-thimble-willow"
    made = vaults.create(path, word, who="bench", clock=SystemClock())
    made.vault.close()
    salt = path.read_bytes()[:16]
    before = time.perf_counter()
    keys.derive(word, salt, keys.RELEASED)
    key = time.perf_counter() - before
    before = time.perf_counter()
    vaults.open(path, word, who="bench", clock=SystemClock()).close()
    return time.perf_counter() - before, key


def main() -> None:
    """Prints one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config")}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        bare = statistics.median(started(BARE, environment) for _ in range(rounds))
        ours = statistics.median(started(OURS, environment) for _ in range(rounds))
        print(f"first paint      {ours:6.2f} s   bare Qt window {bare:.2f} s   ratio {ours / bare:.2f}")
        whole, key = unlock(folder)
        print(f"unlock           {whole:6.2f} s   of which the key {key:.2f} s")
        written, searched, pages = papers()
        print(
            f"report           {written:6.2f} s   for {pages} pages; read back by the gate in {searched:.2f} s"
        )
        before = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "roundtable", "demo", "--export", str(folder / "out")],
            capture_output=True,
            check=True,
            timeout=120,
        )
        print(f"demo --export    {time.perf_counter() - before:6.2f} s")
        done = subprocess.run(
            [sys.executable, "-c", PAUSE, str(folder / "again")],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
            timeout=120,
        )
        longest, usual = done.stdout.split()
        print(
            f"longest pause    {longest:>6} ms  99 % of beats within {usual} ms (a whole meeting in the worker)"
        )
        pages = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.page_timings", "--rounds", str(rounds)],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
            timeout=600,
        )
        print(pages.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
