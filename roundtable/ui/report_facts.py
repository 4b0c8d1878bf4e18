"""What is said of a finished report: what it was searched for, and its particulars."""

from __future__ import annotations

from roundtable.domain.report_work import ExportedReport
from roundtable.domain.wording import counted, day_words, time_words
from roundtable.ui.file_sizes import size_words


def searched_words(report: ExportedReport, pages: int) -> str:
    """What the gate looked for, and where."""
    forms = counted(report.forms_searched, "form")
    entries = counted(report.entries_searched, "register entry", "register entries")
    return f"{forms} of {entries} looked for in {counted(pages, 'page')} and in the file’s hidden parts."


def facts_of(report: ExportedReport, pages: int) -> tuple[tuple[str, str], ...]:
    """File, version, who made and who confirmed it, its fingerprint."""
    when = f"{day_words(report.made_at.date())} at {time_words(report.made_at)} by {report.made_by}"
    return (
        ("File", f"{report.file_name}, {counted(pages, 'page')}, {size_words(len(report.pdf))}"),
        ("Version", str(report.number)),
        ("Made", when),
        ("Confirmed by", report.confirmed_by),
        ("SHA-256", " ".join(report.sha256[n : n + 8] for n in range(0, 64, 8))),
    )
