"""Papers beside the report with invented content: ordinary, empty, and far too much of everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roundtable.actions import ready_made
from roundtable.domain.papers import (
    ActionPlanPaper,
    Agenda,
    AgendaLine,
    Briefing,
    DiscussionPoint,
    Letter,
    MergedEvent,
    OtherPaper,
    OwnView,
    PaperHead,
    PreRead,
    PreReadCase,
    Schedule,
    ScheduledChild,
)
from roundtable.domain.report import Anchor, LessonKind, ReleaseLevel, ReportAction, ReportLesson
from tests.export.sample_report import sample_report

HELD = date(2027, 3, 4)
HEAD = PaperHead(
    board="Larkshire Safeguarding Children Board",
    marking="Official-Sensitive",
    reference="MAA-2027-01",
    contact="larkshire@example.org",
    provenance="Children Act 2004, section 14B. Review by 30 September 2027.",
    made_on=date(2027, 2, 1),
    anchor=Anchor("3f9a" * 16, 412, "9C41-77E2"),
)
LINES = (
    AgendaLine("09:30", "Welcome", 10),
    AgendaLine("09:40", "Child B", 55),
    AgendaLine("10:35", "Break", 10, is_break=True),
    AgendaLine("10:45", "Child A", 55),
)
AGENDA = Agenda(
    HEAD, "Neglect", "Neglect", HELD, "Town Hall", "Ewa Nowak", "Rhys Parry", LINES, "11:40",
    ("Housing", "Police"), ("Was the child heard?",), ("Good", "Inadequate"), "version 2, 8 clauses.",
)  # fmt: skip
CASE = PreReadCase(
    label="Child A",
    background="Child A lives with Mother.",
    views=(OwnView("Police", "Good", "We attended twice.", "Quick response", "No check of the school"),),
    silent=("Housing",),
    points=(DiscussionPoint("A1 Was the child heard?", (("Police", "Good"), ("School", "Inadequate"))),),
    events=(
        MergedEvent("Month 1", "Police", "Officers attended.", True),
        MergedEvent("Month 3", "GP", "Seen."),
    ),
)
PRE_READ = PreRead(HEAD, "Neglect", "Neglect", HELD, "Dates are told as months.", (CASE,))
ACTION_PLAN = ActionPlanPaper(HEAD, sample_report())
LETTER = Letter(
    HEAD, ready_made.letter("lscb_2015"), "Police", "Neglect", "Neglect", "March 2026 to February 2027", HELD,
    date(2027, 2, 18), 2, ("Was the child heard?",),
)  # fmt: skip
SCHEDULE = Schedule(
    HEAD,
    "Neglect",
    "March 2026 to February 2027",
    (ScheduledChild(1, "Łukasz Żółtowski", "Luki", "3 May 2019", "LS-1", ("3 Orchard Row, ZZ99 3AA",)),),
)
BRIEFING = Briefing(
    HEAD, replace(sample_report(), level=ReleaseLevel.PUBLICATION), ready_made.reflection("lscb_2015")
)
PAPERS: dict[str, OtherPaper] = {
    "agenda": AGENDA,
    "pre-read": PRE_READ,
    "action plan": ACTION_PLAN,
    "letter": LETTER,
    "schedule": SCHEDULE,
    "briefing": BRIEFING,
}
_BARE = replace(
    sample_report(),
    lessons=(),
    actions=(),
    cases=(),
    theme="",
    key_lines_of_enquiry=(),
    look_back="",
    contact="",
)
EMPTY: dict[str, OtherPaper] = {
    "agenda": Agenda(HEAD, "", "", HELD, "", "", "", (), "", (), (), (), "version 1, 8 clauses."),
    "pre-read": PreRead(HEAD, "", "", None, "", ()),
    "action plan": ActionPlanPaper(HEAD, _BARE),
    "letter": Letter(HEAD, ready_made.letter("partnership_2026"), "", "", "", "", None, None, 0, ()),
    "schedule": Schedule(HEAD, "", "", ()),
    "briefing": Briefing(HEAD, _BARE, ()),
}
_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 9
_LONG = f"{_NAME} 🙂\x07 " + "word " * 900
_ACTIONS = tuple(
    ReportAction(f"Action {n}", f"Do it {n}", "Police", "Chief", HELD, "We count", ("L1",))
    for n in range(1, 301)
)
_LESSONS = (ReportLesson("L1", LessonKind.SYSTEM_ISSUE, _LONG),)
MUCH: dict[str, OtherPaper] = {
    "agenda": replace(
        AGENDA, title=_NAME, chair=_NAME, venue="🙂" * 40, lines=LINES * 40, agencies=(_NAME,) * 30
    ),
    "pre-read": replace(
        PRE_READ, cases=tuple(replace(CASE, label=f"Child {n}", background=_LONG) for n in range(40))
    ),
    "action plan": ActionPlanPaper(HEAD, replace(sample_report(), actions=_ACTIONS, lessons=_LESSONS[:0])),
    "letter": replace(LETTER, agency=_NAME, title=_LONG, key_lines=(_LONG, "🙂")),
    "schedule": replace(
        SCHEDULE, children=tuple(ScheduledChild(n, _NAME, _NAME, "", "🙂", (_NAME,) * 5) for n in range(40))
    ),
    "briefing": Briefing(HEAD, replace(sample_report(), actions=_ACTIONS, lessons=_LESSONS * 9), (_LONG,)),
}
