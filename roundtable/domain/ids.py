"""Typed identifiers: opaque strings, unique in a vault, that never carry meaning or a name."""

from __future__ import annotations

from typing import NewType

ActionId = NewType("ActionId", str)
AgencyId = NewType("AgencyId", str)
AttendeeId = NewType("AttendeeId", str)
AuditId = NewType("AuditId", str)
BoardId = NewType("BoardId", str)
CaseId = NewType("CaseId", str)
ConcernId = NewType("ConcernId", str)
DraftId = NewType("DraftId", str)
EventId = NewType("EventId", str)
LessonId = NewType("LessonId", str)
PersonId = NewType("PersonId", str)
QuestionId = NewType("QuestionId", str)
ReportId = NewType("ReportId", str)
RepresentativeId = NewType("RepresentativeId", str)
RoundTableId = NewType("RoundTableId", str)
WalkthroughId = NewType("WalkthroughId", str)

# Nothing chosen, nothing meant, or every one: what an empty id says is told where it is used.
NO_AGENCY = AgencyId("")
NO_CASE = CaseId("")
NO_QUESTION = QuestionId("")
NO_REPRESENTATIVE = RepresentativeId("")
NO_ROUND_TABLE = RoundTableId("")
