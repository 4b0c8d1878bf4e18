"""The tables of schema 3: one for each kind of aggregate, the identity row, the trail, what can be found."""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, Table, Text

SCHEMA: Final = 3
FORMAT: Final = "roundtable vault"
# SQLite's application id, "RTvt": what `file` and other tools see in a decrypted copy.
APPLICATION_ID: Final = 0x52547674

metadata = MetaData()


def _rows(name: str) -> Table:
    """One aggregate a row, whole, as JSON; `position` keeps the order of first saving."""
    return Table(
        name,
        metadata,
        Column("position", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("parent_id", Text, nullable=False, index=True),
        Column("document", LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )


boards = _rows("boards")
audits = _rows("audits")
cases = _rows("cases")
round_tables = _rows("round_tables")
walkthroughs = _rows("walkthroughs")
lessons = _rows("lessons")
actions = _rows("actions")
drafts = _rows("drafts")
report_works = _rows("report_works")
reports = _rows("reports")

# One row: which vault this is, the private key of its trail, the public key of its recovery sheet.
identity = Table(
    "identity",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("format", Text, nullable=False),
    Column("vault", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("signing_key", LargeBinary, nullable=False),
    Column("recovery_key", LargeBinary, nullable=False),
)

# What can be found, made from the records: never the truth. Its words: `search_index`.
passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("table", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("audit_id", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_passages_record", "record", "kind"),
)

trail = Table(
    "trail",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
)
