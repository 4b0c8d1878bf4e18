"""A real window over the demonstration's meeting, replayed to the stage at which a page is wanted."""

from __future__ import annotations

import functools
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.actions import (
    admission,
    anonymisation,
    confirming,
    demonstration,
    report,
    round_tables,
    signoff,
)
from roundtable.actions.case_pack_format import CasePack
from roundtable.actions.demonstration_case import CaseReplay
from roundtable.actions.demonstration_known import know
from roundtable.actions.demonstration_script import Script, demonstration_pack, demonstration_script
from roundtable.actions.hub import hub_view
from roundtable.actions.lessons import capture_lesson
from roundtable.actions.ports import Vault
from roundtable.actions.registers import enter_person
from roundtable.demonstration_run import StoryClock
from roundtable.domain.ids import AuditId, PersonId, RoundTableId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.register import Person
from roundtable.domain.signoff import Method, Signature
from roundtable.export.writer import Paper
from roundtable.storage import vault as storage
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.context import ChangedHub, Context
from roundtable.ui.main_window import MainWindow
from roundtable.ui.navigator import MakeScreen, Navigator
from roundtable.ui.screen import Screen
from roundtable.ui.screen_table import SCREENS
from roundtable.ui.scripted_prompts import ScriptedPrompts
from roundtable.ui.tasks import InlineTasks, Tasks
from roundtable.ui.theme import Theme, ThemeChoice, load_fonts
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.meeting_stage import NoSettings, RoomSpy

CONFIRMER = "Beatrix Holloway"
SECONDS_TO_SETTLE = 3.0


class Reached(IntEnum):
    """How far the meeting has come."""

    OPENED = 1
    """Signed by everybody present; no lesson, no action."""
    LEARNED = 2
    """Walked through, lessons and actions captured, closed; names wait for decisions."""
    DECIDED = 3
    CONFIRMED = 4
    EXPORTED = 5


@functools.cache
def prepared(reached: Reached) -> Path:
    """A closed vault at that stage; made once in a run. Never open this one: `copy_of` it."""
    folder = Path(tempfile.mkdtemp(prefix="report-stage-"))
    path = folder / "board.roundtable"
    if reached > Reached.LEARNED:
        opened = copy_of(prepared(Reached(reached - 1)), folder)
    else:
        opened = storage.create(
            path, vaults.PASSPHRASE, who=vaults.WHO, clock=meeting_clock(), sets=vaults.CHEAP
        ).vault
    _STAGES[reached](opened)
    opened.close()
    return path


def meeting_clock() -> StoryClock:
    """The demonstration's day."""
    meeting = demonstration_script().meeting
    hour, _, minute = meeting.starts_at.partition(":")
    day = meeting.held_on
    return StoryClock(datetime(day.year, day.month, day.day, int(hour), int(minute)).astimezone())


def _open(vault: Vault) -> None:
    script = demonstration_script()
    audit_id = demonstration.prepare(vault, demonstration_pack(), script)
    known = know(vault, audit_id, demonstration_pack())
    table = demonstration.plan(vault, audit_id, script, known, script.meeting.held_on)
    round_tables.open_round_table(vault, table)
    for attendee in hub_view(vault, table).attendees[:3]:
        signoff.record_arrival(vault, table, attendee.id)
        shown = signoff.signing_view(vault, table, attendee.id)
        signoff.sign_statement(
            vault,
            table,
            attendee.id,
            shown_sha256=shown.statement.sha256,
            signature=Signature(Method.TYPED, typed_name=shown.name),
        )
    admission.admit(vault, table, tuple(a.id for a in hub_view(vault, table).attendees[:3]))


CASES = 2
"""Of the demonstration's four: enough names, half the reading."""
DOUBTFUL = ("Grace", "Hope", "Mark", "Dawn")
DOUBT = (
    "Grace was said before the meal. Hope was lost for the family. Mark was low in the test. Dawn was worst."
)
"""Names of the register in a sentence in which they may be words: somebody has to decide."""


def _learn(vault: Vault) -> None:
    pack, script = _shortened(demonstration_pack(), demonstration_script())
    audit_id = demonstration.prepare(vault, pack, script)
    known = know(vault, audit_id, pack)
    for name in DOUBTFUL:
        enter_person(
            vault, known.cases[script.cases[0].case], Person(PersonId(""), f"{name} Adair", "Cousin")
        )
    table = demonstration.plan(vault, audit_id, script, known, script.meeting.held_on)
    round_tables.open_round_table(vault, table)
    sign = functools.partial(demonstration._sign, vault, table)
    for attendee in script.attendees:
        sign(attendee, known)
    for case in script.cases:
        replay = CaseReplay(vault, audit_id, table, script, case, known.cases[case.case], known)
        replay.run(lambda _by: None, lambda _late: None)
    demonstration._learn(vault, audit_id, table, script, known, lambda _by: None)
    capture_lesson(vault, audit_id, kind=LessonKind.SYSTEM, text=DOUBT)
    round_tables.close_round_table(vault, table, note=script.meeting.closing_note, concerns_seen=True)


def _shortened(pack: CasePack, script: Script) -> tuple[CasePack, Script]:
    pack = msgspec.structs.replace(pack, cases=pack.cases[:CASES])
    kept = {case.reference for case in pack.cases}
    lessons = [
        msgspec.structs.replace(lesson, evidence=[e for e in lesson.evidence if e.case in kept])
        for lesson in script.cross_case_lessons
    ]
    attendees = [
        msgspec.structs.replace(
            attendee,
            declarations=[d for d in attendee.declarations if not d.case or d.case in kept],
        )
        for attendee in script.attendees
    ]
    return pack, msgspec.structs.replace(
        script, cases=script.cases[:CASES], cross_case_lessons=lessons, attendees=attendees
    )


def _decide(vault: Vault) -> None:
    audit_id = audit_of(vault)
    for _ in range(6):
        waiting = anonymisation.review_view(vault, audit_id).to_decide
        for item in waiting:
            anonymisation.decide(
                vault, audit_id, item.text, anonymisation.Choice.REPLACE, words="[name removed]"
            )
        if not waiting:
            return


def _confirm(vault: Vault) -> None:
    audit_id = audit_of(vault)
    confirming.confirm_report(
        vault,
        audit_id,
        name=CONFIRMER,
        role="Designated doctor",
        signature=Signature(Method.TYPED, typed_name=CONFIRMER),
        content_sha256=confirming.confirm_view(vault, audit_id).content_sha256,
    )


def _export(vault: Vault) -> None:
    report.export_report(vault, Paper(), audit_of(vault))


_STAGES: Mapping[Reached, Callable[[Vault], None]] = {
    Reached.OPENED: _open,
    Reached.LEARNED: _learn,
    Reached.DECIDED: _decide,
    Reached.CONFIRMED: _confirm,
    Reached.EXPORTED: _export,
}


def audit_of(vault: Vault) -> AuditId:
    with vault.reading() as tx:
        return tx.audits.all()[0].id


def table_of(vault: Vault) -> RoundTableId:
    with vault.reading() as tx:
        return tx.round_tables.all()[0].id


class Elsewhere(Screen):
    """A page that is not the matter of a test."""

    def __init__(self, context: Context, **params: object) -> None:
        super().__init__(context, "Elsewhere")
        self.params = params


class ReportStage:
    """The window with one real screen; the others are stand-ins. Work is done at once."""

    def __init__(
        self,
        vault: VaultFile,
        screens: Mapping[str, MakeScreen],
        *,
        choice: ThemeChoice = "light",
        zoom: float = 1.0,
        size: tuple[int, int] = (1366, 768),
        tasks: Tasks | None = None,
    ) -> None:
        assert load_fonts(assets.path("fonts"))
        self.vault = vault
        self.theme = Theme(choice, zoom)
        self.theme.apply()
        self.inline = InlineTasks()
        self.prompts = ScriptedPrompts()
        self.room = RoomSpy()
        self.hub = ChangedHub()
        self.window = MainWindow(self.theme)
        stand_ins = dict.fromkeys(SCREENS, Elsewhere)
        self.navigator = Navigator({**stand_ins, **screens}, self.hub)
        self.context = Context(
            vault=vault,
            papers=Paper(),
            clock=meeting_clock(),
            tasks=tasks or self.inline,
            prompts=self.prompts,
            theme=self.theme,
            navigator=self.navigator,
            frame=self.window,
            room=self.room,
            hub=self.hub,
            settings=NoSettings(),
        )
        self.navigator.start(self.context, self.window)
        self.window.set_marking("OFFICIAL-SENSITIVE")
        self.table = table_of(vault)
        self.audit = audit_of(vault)
        self.window.resize(*size)

    def open(self, key: str, **params: Any) -> Any:
        """Show a page; returns it."""
        self.window.show()
        self.window.activateWindow()
        assert self.navigator.go(key, round_table_id=self.table, **params)
        self.settle()
        return self.navigator.screen

    @property
    def here(self) -> str:
        """The key of the page that is shown."""
        place = self.navigator.here
        return place.key if place else ""

    def problems_at_every_zoom(self) -> list[str]:
        """What `accessibility` finds on the page at 100, 150 and 200 %, changed live, once it has settled."""
        problems = []
        for zoom in (1.0, 1.5, 2.0):
            self.theme.set_zoom(zoom)
            self.settle()
            until = time.monotonic() + SECONDS_TO_SETTLE
            # How many rounds a layout takes hangs on the computer; what is still wrong then stays wrong.
            while (found := self._problems()) and time.monotonic() < until:
                self.settle()
            problems += [f"{zoom:.0%}: {problem}" for problem in found]
        self.theme.set_zoom(1.0)
        self.settle()
        return problems

    def _problems(self) -> list[str]:
        return [*accessibility.audit(self.window), *accessibility.clipped(self.window)]

    def settle(self) -> None:
        """Let layouts and deferred deletions happen."""
        for _ in range(12):  # a row of tiles asks for its height once its width is known, and so on upwards
            QApplication.processEvents()
        # Outside an event loop nothing else carries out what deleteLater() asked for.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def close(self) -> None:
        """Window and vault."""
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()
        self.vault.close()


def staged(reached: Reached, folder: Path, screens: Mapping[str, MakeScreen], **options: Any) -> ReportStage:
    """The window over its own copy of the vault at that stage."""
    return ReportStage(copy_of(prepared(reached), folder), screens, **options)


def copy_of(path: Path, folder: Path) -> VaultFile:
    """Its own copy of a prepared vault, open on the day of the meeting."""
    for part in path.parent.iterdir():
        if part.is_file():
            shutil.copy(part, folder / part.name)
    return storage.open(
        folder / path.name, vaults.PASSPHRASE, who=vaults.WHO, clock=meeting_clock(), sets=vaults.CHEAP
    )


def text_of(pdf: bytes) -> str:
    """The words of all pages of a finished paper, line by line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
