"""Takes a picture of every page while the demonstration's meeting is replayed.

`python packaging/screenshots.py FOLDER`. Needs no display. With `--keep` the pictures that the README
shows are made small and put into `resources/screenshots`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from roundtable import assets  # noqa: E402
from roundtable.actions import demonstration  # noqa: E402
from roundtable.actions.curtain import lift_curtain  # noqa: E402
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script  # noqa: E402
from roundtable.actions.hub import hub_view  # noqa: E402
from roundtable.actions.round_tables import open_round_table  # noqa: E402
from roundtable.demonstration_run import StoryClock  # noqa: E402
from roundtable.door import Door  # noqa: E402
from roundtable.export.writer import Paper  # noqa: E402
from roundtable.intake.files import IntakeFiles  # noqa: E402
from roundtable.storage import vault as vaults  # noqa: E402
from roundtable.storage.vault_file import VaultFile  # noqa: E402
from roundtable.ui.machine_settings import PassingSettings  # noqa: E402
from roundtable.ui.room_view.window import RoomWindow  # noqa: E402
from roundtable.ui.screen_table import screens  # noqa: E402
from roundtable.ui.session import Outside, Session  # noqa: E402
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts  # noqa: E402

KEPT: Final = (
    "home",
    "meeting",
    "hand_over",
    "who",
    "chronology",
    "questions",
    "lessons",
    "lessons_hint",
    "check",
    "check_replaced",
    "intruder",
    "export",
)
MOST_BYTES: Final = 150_000
SMALL, LARGE = (1366, 768), (1920, 1080)
PASSPHRASE: Final = "lantern-gravel-orbit-thimble-willow"  # of a vault that lasts as long as this program
STEPS: Final = ("who", "headlines", "chronology", "lived", "questions", "practice", "grade", "urgent")
AGENCY_TABLE: Final = (
    "Date\tAgency\tWhat happened\tKind\n"
    "3 4 2015\tCSC\tSeen at home by the duty social worker.\tcontact\n"
    "9 4 2015\tMet Police\tCalled to the address by a neighbour.\tincident\n"
    "May 2015\tPolice\tSeveral calls.\tincident\n"
)
# Pages that are taken in other looks too.
SHOWCASE: Final = ("hand_over", "chronology", "questions", "lessons", "check")
LOOKS: Final[tuple[tuple[str, ThemeChoice, float, tuple[int, int]], ...]] = (
    ("dark", "dark", 1.0, SMALL),
    ("contrast", "contrast", 1.0, SMALL),
    ("150", "light", 1.5, SMALL),
    ("1080p", "light", 1.25, LARGE),
)


class Camera:
    """The program over the vault that the replay writes to; takes a picture when the story is at a page."""

    def __init__(self, folder: Path, vault: VaultFile, clock: StoryClock) -> None:
        self.folder, self.vault = folder, vault
        self.theme = Theme("light")
        self.theme.apply()
        outside = Outside(
            Door(clock), Paper(), clock, PassingSettings(), lambda _path: None, tables=IntakeFiles()
        )
        self.session = Session(outside, self.theme, screens())
        self.session.window.resize(*SMALL)
        self.session.begin()
        self.settle()
        self.shoot("first_run")
        self.session.navigator.go("unlock", path=Path("Fernleigh.roundtable"))
        self.shoot("unlock")
        self._waiting = 0

    def enter(self) -> None:
        """The vault is open."""
        self.session.enter(Path("Fernleigh.roundtable"), self.vault)
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way and everything is laid out."""
        for _ in range(12):
            loop = QEventLoop()
            QTimer.singleShot(15, loop.quit)
            loop.exec()
            while not self.session.tasks.idle:
                loop = QEventLoop()
                QTimer.singleShot(10, loop.quit)
                loop.exec()

    def take(self, key: str, *, name: str = "", **params: Any) -> None:
        """Open a page; one picture, and more looks of some."""
        self.session.navigator.go(key, **params)
        self.settle()
        self.session.window.toasts.dismiss()
        self.shoot(name or key)
        if (name or key) in SHOWCASE:
            for look, choice, zoom, size in LOOKS:
                self._look(choice, zoom, size)
                self.shoot(f"{name or key}_{look}")
            self._look("light", 1.0, SMALL)

    def take_section(self, name: str, section: str) -> None:
        """Another part of the page that is open, light and dark."""
        screen: Any = self.session.navigator.screen
        screen.lanes.show_section(section)
        self.shoot(name)
        self.shoot_dark(name)

    def shoot_dark(self, name: str) -> None:
        """The same once more, dark."""
        self._look("dark", 1.0, SMALL)
        self.shoot(f"{name}_dark")
        self._look("light", 1.0, SMALL)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """What is shown now, as a file."""
        self.settle()
        (widget or self.session.window).grab().save(str(self.folder / f"{name}.png"))

    def _look(self, choice: ThemeChoice, zoom: float, size: tuple[int, int]) -> None:
        self.theme.set_choice(choice)
        self.theme.set_zoom(zoom)
        self.session.window.resize(*size)
        self.settle()

    # --- the ids of the story

    def table(self) -> Any:
        """The round table's id."""
        with self.vault.reading() as tx:
            return tx.round_tables.all()[0].id

    def audit(self) -> Any:
        """The audit's id."""
        with self.vault.reading() as tx:
            return tx.audits.all()[0].id

    def case(self, number: int) -> Any:
        """A case's id by its place in the running order."""
        return hub_view(self.vault, self.table()).case_names[number][0]


class Director:
    """Says at which moment of the story which pictures are taken."""

    def __init__(self, camera: Camera, clock: StoryClock) -> None:
        self.camera, self.clock = camera, clock
        self.cases_done = 0
        self.steps_done = 0

    def tell(self, line: str) -> None:
        """The replay has come to the end of a stage."""
        for begin, scene in self._scenes().items():
            if line.startswith(begin):
                scene()
        if line.startswith("Case "):
            self.cases_done, self.steps_done = self.cases_done + 1, 0

    def advance(self, by: timedelta) -> None:
        """Time passes; within a case, once a step."""
        self.clock.advance(by)
        self.steps_done += 1
        if self.cases_done == 1 and self.steps_done == len(STEPS) - 1:
            self._second_case()

    def _scenes(self) -> dict[str, Callable[[], None]]:
        return {
            "Board founded": self._before,
            "Round table opened": self._at_the_door,
            "Statement signed": self._signed,
            "Learning captured": self._learning,
            "Round table closed": self._checking,
            "Names decided": self._confirming,
            "Report made": self._reported,
            "E-mail draft": self._afterwards,
        }

    def _before(self) -> None:
        camera = self.camera
        camera.enter()
        camera.take("audit", audit_id=camera.audit())
        for section in ("cases", "questions", "agencies", "meeting"):
            camera.take("audit", name=f"audit_{section}", audit_id=camera.audit(), section=section)
        with camera.vault.reading() as tx:
            case = tx.cases.all()[0].id
        for section in ("people", "family", "places", "events", "returns", "details"):
            camera.take("case", name=f"case_{section}", case_id=case, section=section)
        camera.take("import_pack", sample=True)
        camera.take("papers", audit_id=camera.audit())
        camera.take("event_file", case_id=case)
        screen: Any = camera.session.navigator.screen
        screen.read_paste(AGENCY_TABLE)
        camera.settle()
        camera.shoot("event_file_read")
        camera.shoot_dark("event_file_read")

    def _at_the_door(self) -> None:
        camera = self.camera
        camera.take("sign", name="sign_begin", round_table_id=camera.table())

    def _signed(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("sign", round_table_id=table)
        late = next(a for a in hub_view(camera.vault, table).attendees if not a.has_signed)
        camera.take("hand_over", round_table_id=table, attendee_id=late.id)

    def _second_case(self) -> None:
        camera, table = self.camera, self.camera.table()
        case = camera.case(1)
        for key in STEPS:
            camera.take(key, round_table_id=table, case_id=case)
        self._room(case)
        camera.take("meeting", round_table_id=table)
        camera.session.curtains.draw()
        camera.shoot("curtain")
        camera.session.hub.announce(lift_curtain(camera.vault, table))
        camera.settle()

    def _room(self, case: Any) -> None:
        """What is on the projector, and the laptop beside it; light and dark."""
        camera, table = self.camera, self.camera.table()
        room = RoomWindow(camera.theme)
        room.resize(*LARGE)
        room.show()
        camera.session.room.start()
        on_projector = camera.session.room.window
        assert on_projector is not None
        on_projector.resize(*LARGE)
        for key, name in (("chronology", "room"), ("who", "room_who"), ("questions", "room_questions")):
            camera.session.navigator.go(key, round_table_id=table, case_id=case)
            camera.settle()
            camera.session.window.toasts.dismiss()
            room.show_state(camera.session.room.sight.state)
            for look in ("", "_dark"):
                camera.theme.set_choice("dark" if look else "light")
                camera.shoot(f"{name}{look}", room)
                camera.shoot(f"{name}_laptop{look}")
            camera.theme.set_choice("light")
        camera.session.room.stop()
        room.deleteLater()

    def _learning(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("lessons", round_table_id=table)
        camera.take("actions", round_table_id=table)
        camera.take("meeting", name="closing", round_table_id=table, section="closing")

    def _hint(self) -> None:
        """A registered name that is being typed into a lesson, after the report was made."""
        camera = self.camera
        camera.session.navigator.go("lessons", round_table_id=camera.table())
        camera.settle()
        with camera.vault.reading() as tx:
            child = tx.cases.all()[0].index_child
        screen: Any = camera.session.navigator.screen
        screen.capture.form.text.insertPlainText(
            f"{child.name if child else ''} was seen alone and listened to"
        )
        camera.settle()
        camera.shoot("lessons_hint")
        camera.shoot_dark("lessons_hint")

    def _checking(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("check", round_table_id=table)
        camera.take_section("check_replaced", "replaced")
        camera.take_section("check_dates", "dates")
        camera.take("intruder", round_table_id=table)
        camera.take_section("intruder_together", "together")
        camera.take("home", name="home_resume")

    def _confirming(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("confirm", round_table_id=table)

    def _reported(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("export", round_table_id=table)

    def _afterwards(self) -> None:
        camera, table = self.camera, self.camera.table()
        camera.take("send", round_table_id=table)
        for key in ("home", "settings", "recovery", "trail", "about", "shortcuts"):
            camera.take(key)
        camera.take("help", topic="check")
        self._hint()
        open_round_table(camera.vault, table)
        camera.take("who", name="who_closed", round_table_id=table, case_id=camera.case(0))


def take_all(folder: Path) -> None:
    """Every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    pack, script = demonstration_pack(), demonstration_script()
    day, (hour, _, minute) = script.meeting.held_on, script.meeting.starts_at.partition(":")
    clock = StoryClock(datetime(day.year, day.month, day.day, int(hour), int(minute)).astimezone())
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "Fernleigh.roundtable"
        vault = vaults.create(path, PASSPHRASE, who=script.meeting.facilitator, clock=clock).vault
        camera = Camera(folder, vault, clock)
        director = Director(camera, clock)
        left = demonstration.replay(vault, Paper(), pack, script, director.tell, director.advance)
        camera.session.end()
        paper = Paper()
        for page in range(1, min(4, paper.page_count(left.report.pdf)) + 1):
            name = f"report_page_{page}.png"
            (folder / name).write_bytes(paper.page_image(left.report.pdf, page, 1240))


def shrink(picture: Path, target: Path) -> None:
    """As few colours as the picture bears within `MOST_BYTES`."""
    with Image.open(picture) as full:
        image = full.convert("RGB")
    for colours in (256, 192, 128, 96, 64):
        data = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            data, "PNG", optimize=True
        )
        if data.tell() <= MOST_BYTES:
            break
    target.write_bytes(data.getvalue())


def main(arguments: Sequence[str]) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--keep", action="store_true", help="make resources/screenshots again")
    options = parser.parse_args(arguments)
    app = QApplication(["roundtable"])
    app.setStyle("Fusion")
    load_fonts(assets.path("fonts"))
    take_all(options.folder)
    if options.keep:
        kept = ROOT / "resources" / "screenshots"
        kept.mkdir(exist_ok=True)
        for name in (*KEPT, "report_page_1"):
            shrink(options.folder / f"{name}.png", kept / f"{name}.png")
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
