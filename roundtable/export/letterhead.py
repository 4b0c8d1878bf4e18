"""The head of every paper: whose it is, with the logo where the Board has one."""

from __future__ import annotations

from roundtable.domain.logo import Logo
from roundtable.export.logo import logo_figure
from roundtable.export.printable import one_line
from roundtable.export.story import Story


def add_letterhead(story: Story, board: str, logo: Logo | None = None) -> None:
    """Logo and name of the Board, before the title; a logo that cannot be drawn is left out."""
    story.flow += logo_figure(logo, story.root, f"Logo of {one_line(board)}")
    story.line(board, "eyebrow")
