"""The head of every paper: whose it is, with the logo where the Board has one."""

from __future__ import annotations

from roundtable.domain.logo import Logo
from roundtable.domain.papers import PaperHead
from roundtable.export.logo import logo_figure
from roundtable.export.paper import Furniture
from roundtable.export.paper_dates import day
from roundtable.export.printable import one_line
from roundtable.export.story import Story


def add_letterhead(story: Story, board: str, logo: Logo | None = None) -> None:
    """Logo and name of the Board, before the title; a logo that cannot be drawn is left out."""
    story.flow += logo_figure(logo, story.root, f"Logo of {one_line(board)}")
    story.line(board, "eyebrow")


def add_head(story: Story, head: PaperHead, title: str, subject: str = "") -> None:
    """Letterhead, title, and a line with subject, reference and day."""
    add_letterhead(story, head.board, head.logo)
    story.title(title)
    parts = (subject, head.reference, day(head.made_on))
    story.line(" · ".join(part for part in parts if part.strip()), "lead")


def furniture_of(head: PaperHead, what: str, status: str) -> Furniture:
    """Marking, status and foot of one of the papers beside the report."""
    anchor = head.anchor
    return Furniture(
        title=f"{what} {head.reference}",
        marking=head.marking,
        status=status,
        foot=f"{head.reference} · {what}",
        small_print=f"Trail {anchor.head} · {anchor.count} entries · key {anchor.fingerprint}",
    )
