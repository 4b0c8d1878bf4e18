"""The recovery sheet: the second way into a file, on paper, kept apart from it (SECURITY, decision 3)."""

from __future__ import annotations

from typing import Final

from roundtable.domain.recovery_code import RecoveryCodePaper
from roundtable.export.letterhead import add_letterhead
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.paper_dates import day_and_time
from roundtable.export.paper_table import Column, Line
from roundtable.export.story import Story

MARKING: Final = "Restricted: recovery code"
STATUS: Final = "Whoever has this sheet and the file can read everything in it. Lock it away."
_IN_A_ROW: Final = 4
_TESTS: Final = 4


def write_recovery_sheet(sheet: RecoveryCodePaper) -> bytes:
    """Set the sheet and return the finished PDF (same sheet, same bytes)."""
    story = Story()
    # Made with the file itself, before anybody could choose a logo.
    add_letterhead(story, sheet.board)
    story.title("Recovery sheet")
    story.line(f"For the file “{sheet.file_name}”, made on {day_and_time(sheet.made_at)}", "lead")
    story.panel([(STATUS, "notice"), ("It is not needed while somebody knows the passphrase.", "small")])
    story.heading("The code", 2)
    _code(story, sheet.groups)
    story.line("It has no I, L, O or U. Capital and small letters are the same.", "small")
    story.heading("When the passphrase is lost", 2)
    story.bullets(
        (
            "Start Roundtable, choose the file, then “Use the recovery code”.",
            "Type the code, and choose a new passphrase. The old one stops working.",
            "The code stays valid afterwards: put the sheet back in its place.",
            "The small file “.roundtable-recovery” beside the file, or a backup, has to be there too.",
        )
    )
    story.heading("Where to keep it", 2)
    story.bullets(
        (
            "In a locked place, such as the Board’s safe; never with the computer, never as a photograph.",
            "Keep one sheet. Delete the PDF once it is printed, from the printer’s memory too.",
        )
    )
    story.heading("Looked after", 2)
    story.line(
        "Every three months: see whether the sheet is there and can be read, and write it down here.", "body"
    )
    _lines_to_fill_in(story)
    furniture = Furniture(
        title=f"Recovery sheet of {sheet.file_name}",
        marking=MARKING,
        status=STATUS,
        foot=f"{sheet.file_name} · {MARKING}",
    )
    return set_paper(story, furniture)


def _code(story: Story, groups: tuple[str, ...]) -> None:
    """Four groups a row, each under its number, large enough to be typed from."""
    for start in range(0, len(groups), _IN_A_ROW):
        row = groups[start : start + _IN_A_ROW]
        columns = [Column(f"Group {start + n}", 1) for n in range(1, len(row) + 1)]
        story.table(columns, [[(Line(group, "figure_value"),) for group in row]])


def _lines_to_fill_in(story: Story) -> None:
    """High rows: they are written in by hand."""
    columns = [Column("", 0.3), Column("Date", 1.5), Column("Name and signature", 4)]
    story.table(
        columns, [((Line(str(n), "figure_name"), Line(" ", "cell")), "", "") for n in range(1, _TESTS + 1)]
    )
