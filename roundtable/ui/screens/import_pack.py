"""Importing a case pack: choose it, see what it holds, take all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from roundtable import assets
from roundtable.actions.case_pack import MAX_BYTES, PackPreview, import_pack, preview, read_pack
from roundtable.actions.case_pack_format import CasePack
from roundtable.domain.changes import Changes
from roundtable.domain.errors import PackUnreadable, RoundtableError
from roundtable.domain.ids import AuditId
from roundtable.domain.wording import counted
from roundtable.ui.context import Context
from roundtable.ui.error_texts import explain
from roundtable.ui.screen import Screen
from roundtable.ui.tasks import Job, Progress, WorkCancelled
from roundtable.ui.widgets import Button, Callout, Card, Column, ProgressPanel, TableView, Text
from roundtable.ui.widgets.drop_zone import DropZone
from roundtable.ui.widgets.reflow import Reflow
from roundtable.ui.widgets.stack import Stack

SAMPLE_PACK = "demonstration/pack.json"
SHOWN_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of the pack: counts, no content."""

    number: int
    people: int
    events: int
    returns: int


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack that can be imported, and what the page says about it."""

    pack: CasePack
    preview: PackPreview
    lines: tuple[CaseLine, ...]


class ImportPack(Screen):
    """`sample` shows the invented cases that come with Roundtable."""

    help_key = "import_pack"

    def __init__(self, context: Context, *, sample: bool = False) -> None:
        super().__init__(
            context,
            "Import cases",
            "A case pack is one file with an audit and everything that is prepared before the meeting.",
        )
        context.frame.set_rail((), "")
        context.frame.set_place("Import cases")
        self._read: ReadPack | None = None
        self._job: Job | None = None
        self._is_sample = sample
        self.zone = DropZone(self.theme, "Drop a case pack here", "A file that ends in .json")
        self.zone.chosen.connect(self.read_file)
        self.zone.browsed.connect(self._browse)
        self.add(self.zone)
        self.progress = ProgressPanel(self.theme, "Reading the file")
        self.progress.cancelled.connect(lambda: self._job.cancel() if self._job else None)
        self.add(self.progress)
        self._build_problems()
        self._build_preview()
        self._build_side()

    def first_focus(self) -> QWidget | None:
        """Choosing comes first."""
        return self.footer.primary if self._read else self.zone.browse

    def load(self) -> None:
        """Show the invented cases at once, if they are wanted."""
        if self._is_sample and self._read is None:
            self._start(lambda _progress: read_bytes(assets.read_bytes(SAMPLE_PACK)))

    def read_file(self, path: Path) -> None:
        """Read and check a file; nothing is stored yet."""
        self._start(lambda progress: read_at(path, progress))

    # --- building

    def _build_problems(self) -> None:
        self.problems = Card(self.theme, "The file cannot be imported yet", icon="circle-alert")
        self._problems_about = Text("", "body", "ink2")
        self._problem_rows = Stack(self.theme, spacing=8)
        self.problems.add(self._problems_about)
        self.problems.add(self._problem_rows)
        self.problems.setVisible(False)
        self.add(self.problems)

    def _build_preview(self) -> None:
        self.preview = Card(self.theme, "What would be imported", icon="file-check")
        self._title = Text("", "h2")
        self._reference = Text("", "body", "ink2")
        self._counts = Stack(self.theme)
        self.table: TableView[CaseLine] = TableView(
            self.theme,
            "Cases in the file",
            (
                Column("Case", lambda c: f"Case {c.number}", 2),
                Column("People", lambda c: str(c.people), 1),
                Column("Events", lambda c: str(c.events), 1),
                Column("Returns", lambda c: str(c.returns), 1),
            ),
        )
        for part in (self._title, self._reference, self._counts, self.table):
            self.preview.add(part)
        other = Button(self.theme, "Choose another file", icon="folder-open")
        other.clicked.connect(self._start_over)
        self.preview.add_row(other, None)
        self.preview.setVisible(False)
        self.add(self.preview)

    def _build_side(self) -> None:
        card = Card(self.theme, "Good to know", icon="info", narrow=True)
        for line in (
            "All of it comes in, or none of it.",
            "What is wrong is named with its row and field.",
            "The file holds names and is not encrypted. Delete it once it is imported.",
        ):
            card.add(Text(line))
        self.add_side(card)
        if not self._is_sample:
            sample = Card(self.theme, "No file at hand?", "Invented cases, to look round.", narrow=True)
            button = Button(self.theme, "Show the sample cases", icon="play")
            button.clicked.connect(lambda: self.context.navigator.go("import_pack", sample=True))
            sample.add_row(button, None)
            self.add_side(sample)

    # --- reading

    def _browse(self) -> None:
        chosen = self.context.prompts.open_files("Choose a case pack", ("Case pack (*.json)",))
        if chosen:
            self.read_file(chosen[0])

    def _start(self, work: Callable[[Progress], ReadPack]) -> None:
        self._start_over()
        self.progress.start("Reading and checking")
        self._job = self.context.tasks.run_long(work, self, self._show, self._failed, self.progress.advance)

    def _start_over(self) -> None:
        self._read = None
        self.page.errors.clear()
        self.problems.setVisible(False)
        self.preview.setVisible(False)
        self.zone.setVisible(True)
        self.footer.primary.setVisible(False)

    def _show(self, read: ReadPack) -> None:
        self.progress.finish()
        self._read = read
        told = read.preview
        self._title.setText(told.title)
        self._reference.setText(f"Reference {told.reference}")
        self._counts.clear()
        facts = (
            (counted(told.cases, "case"), "One child each"),
            (counted(told.people, "person", "people"), "In the registers"),
            (counted(told.events, "event"), "In the chronologies"),
            (counted(told.returns, "return"), f"From {counted(told.agencies, 'agency', 'agencies')}"),
        )
        cells = [
            Stack(self.theme, Text(big, "h2"), Text(small, "small", "ink2"), spacing=2)
            for big, small in facts
        ]
        self._counts.add(Reflow(self.theme, *cells, columns=4, narrowest=170))
        self.table.show_rows(read.lines)
        self.zone.setVisible(False)
        self.preview.setVisible(True)
        self.set_primary(f"Import {counted(told.cases, 'case')}", self._import, icon="upload")
        self.footer.primary.setEnabled(True)
        self.footer.primary.setFocus()

    def _failed(self, error: RoundtableError) -> None:
        self.progress.finish()
        if isinstance(error, WorkCancelled):
            return
        if not isinstance(error, PackUnreadable):
            self.show_error(error)
            return
        found = error.details.get("problems", ())
        problems = [str(each) for each in found] if isinstance(found, tuple | list) else [str(found)]
        self._problem_rows.clear()
        for problem in problems[:SHOWN_PROBLEMS]:
            self._problem_rows.add(Callout(self.theme, problem, "bad"))
        more = len(problems) - SHOWN_PROBLEMS
        self._problems_about.setText(
            f"Nothing was imported. Mend {counted(len(problems), 'mistake')} in the file, then try again."
            + (f" The first {SHOWN_PROBLEMS} are shown." if more > 0 else "")
        )
        self.problems.setVisible(True)
        self.page.errors.show_problems([(explain(error).advice, self.zone.browse)], explain(error).title)

    # --- importing

    def _import(self) -> None:
        read = self._read
        if read is None:
            return
        vault = self.context.vault
        self.footer.primary.setEnabled(False)
        self.act(lambda: import_pack(vault, read.pack), self._imported, self._not_imported)

    def _imported(self, made: Changes) -> None:
        self.context.navigator.go("audit", audit_id=AuditId(made.made), section="cases")

    def _not_imported(self, error: RoundtableError) -> None:
        self.footer.primary.setEnabled(True)
        self.show_error(error)


def read_at(path: Path, progress: Progress) -> ReadPack:
    """Reads and checks a file. Raises PackUnreadable."""
    try:
        if not path.is_file():  # a device or a pipe has no end
            raise OSError
        if path.stat().st_size > MAX_BYTES:
            raise PackUnreadable(problems=(f"The file is larger than {MAX_BYTES // 1_000_000} MB.",))
        data = path.read_bytes()
    except OSError:
        raise PackUnreadable(
            problems=("The file cannot be read. Look whether it is there and not open elsewhere.",)
        ) from None
    progress(1, 2, "Checking every row")
    return read_bytes(data)


def read_bytes(data: bytes) -> ReadPack:
    """Checks a pack and counts what is in it. Raises PackUnreadable."""
    pack = read_pack(data)
    lines = tuple(
        CaseLine(number, len(c.register.people), len(c.chronology), len(c.returns))
        for number, c in enumerate(pack.cases, 1)
    )
    return ReadPack(pack, preview(pack), lines)
