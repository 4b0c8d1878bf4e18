"""The scale without grades: works well, worried about, what next, kept as one text under three headings."""

from __future__ import annotations

WORKS = "Works well:"
WORRIED = "Worried about:"
NEXT = "What next:"
HEADINGS = (WORKS, WORRIED, NEXT)

Columns = tuple[str, str, str]


def join_columns(columns: Columns) -> str:
    """One text, as the report prints it; columns left empty take no heading."""
    parts = [f"{heading}\n{text.strip()}" for heading, text in zip(HEADINGS, columns, strict=True)]
    return "\n\n".join(part for part, text in zip(parts, columns, strict=True) if text.strip())


def split_columns(text: str) -> Columns:
    """The three columns of a text made by `join_columns`; a text without headings is all in the first."""
    columns = {WORKS: "", WORRIED: "", NEXT: ""}
    here = WORKS
    for line in text.splitlines():
        if line.strip() in columns:
            here = line.strip()
        else:
            columns[here] += f"{line}\n"
    return columns[WORKS].strip(), columns[WORRIED].strip(), columns[NEXT].strip()
