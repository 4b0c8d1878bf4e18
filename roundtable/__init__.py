"""Roundtable: a safeguarding board's multi-agency audit meeting, on one laptop, offline."""

__version__ = "0.1.0"
