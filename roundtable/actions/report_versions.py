"""Which version of a report stands: superseded, withdrawn, and what the next one takes the place of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from roundtable.domain.report_work import ExportedReport, ExportState
from roundtable.domain.sending_errors import TextWithdrawn
from roundtable.domain.withdrawal import WithdrawalReason
from roundtable.domain.wording import day_words


def what_it_replaces(earlier: Iterable[ExportedReport]) -> str:
    """What page one of the next version says: "version 1 of 3 March 2027 (withdrawn)".

    The last one that left or was withdrawn; "" while none did: what nobody has cannot be mistaken for it.
    Never why.
    """
    told = [r for r in earlier if r.sendings or r.withdrawal]
    last = max(told, key=lambda r: r.number, default=None)
    if last is None:
        return ""
    withdrawn = " (withdrawn)" if last.withdrawal else ""
    return f"version {last.number} of {day_words(last.made_at.date())}{withdrawn}"


def superseded(report: ExportedReport) -> ExportedReport:
    """A later version is made; what was withdrawn stays that."""
    return replace(report, state=ExportState.WITHDRAWN if report.withdrawal else ExportState.SUPERSEDED)


def state_again(report: ExportedReport, versions: Sequence[ExportedReport]) -> ExportState:
    """Where a version stands that is not withdrawn after all."""
    if any(other.number > report.number for other in versions):
        return ExportState.SUPERSEDED
    return ExportState.SENT if report.sendings else ExportState.MADE


def stands(report: ExportedReport | None, content_sha256: str) -> bool:
    """Whether this version holds exactly this text and was not withdrawn."""
    return report is not None and report.withdrawal is None and report.content_sha256 == content_sha256


def refuse_withdrawn_text(earlier: Iterable[ExportedReport], content_sha256: str) -> None:
    """Raises TextWithdrawn: a text in which somebody could be recognised is not made into a report again."""
    for report in earlier:
        taken_back = report.withdrawal
        if taken_back and taken_back.reason is WithdrawalReason.IDENTIFIES:
            if report.content_sha256 == content_sha256:
                raise TextWithdrawn(version=report.number)
