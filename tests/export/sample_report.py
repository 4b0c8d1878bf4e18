"""An invented report, long enough to be like life, with nothing of any real child in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roundtable.domain.family import Family, Union, UnionKind
from roundtable.domain.family_symbols import Relative
from roundtable.domain.ids import PersonId
from roundtable.domain.report import (
    AgencyGrade,
    Anchor,
    AnonymousReport,
    AuditQuestion,
    FamilyRow,
    GradeCount,
    GradeLevel,
    GradeSpread,
    KeyFact,
    LessonKind,
    PageOneSummary,
    ReportAction,
    ReportAppendix,
    ReportCase,
    ReportFamily,
    ReportGrade,
    ReportLesson,
    TimelineEntry,
    UnfinishedItem,
)
from roundtable.domain.sex import Sex

GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
AGENCIES = (
    "Children's social care",
    "Police",
    "Health visiting and school nursing",
    "School",
    "GP",
    "Housing",
    "Domestic-abuse service",
)
QUESTIONS = (
    ("V1", "Was the child seen, heard and understood by each agency that knew them?", "Voice of the child"),
    ("R2", "Was the risk of neglect recognised early and described in plain terms?", "Recognition of risk"),
    ("S1", "Was information shared in time, with the right people and acted on?", "Information sharing"),
    ("P3", "Did the plan say what would be different for the child, and by when?", "Planning and review"),
    ("M1", "Did supervision and management oversight challenge drift?", "Management oversight"),
    ("F2", "Were fathers and other adults in the household known and included?", "Whole family"),
)
SUMMARY = (
    "{label} is one of three siblings. Concerns about poor home conditions, missed health appointments and "
    "hunger at school were first recorded by different agencies in the same season, but nobody held the whole "
    "picture until the second referral.\n\n"
    "From then on the work was better joined up. The school kept a daily log in {label}'s own words, the health "
    "visitor visited unannounced, and the core group met every four weeks. Support for the mother came late: her "
    "low mood was known to the GP from Month 2 and to social care only from Month 7."
)
EVENTS = (
    ("School", "Came to school hungry for the third week running; breakfast club offered and taken up."),
    (
        "Health visiting and school nursing",
        "Two-year review missed a second time; letter sent, no visit made.",
    ),
    ("Police", "Called to an argument between the adults. The children were in bed; not spoken to."),
    ("Children's social care", "Contact from police recorded as for information only. No further action."),
    ("GP", "Mother seen with low mood; children's situation not asked about."),
    ("Housing", "Inspection found damp in both bedrooms and no working cooker. No referral made."),
    (
        "School",
        "Told the class teacher: “I look after the baby when they are sleeping.” Referral made the same day.",
    ),
    (
        "Children's social care",
        "Assessment opened; home visit within two days; all three children seen alone.",
    ),
)


def family_of(label: str) -> ReportFamily:
    """Three generations with a separation, a new partner and a baby to come."""
    told = (
        (label, "5 to 9", Sex.UNKNOWN, True, True),
        (f"Baby of {label}", "unborn", Sex.UNKNOWN, True, False),
        (f"Father of {label}", "35 to 49", Sex.MALE, False, False),
        (f"Grandmother of {label}", "50 to 64", Sex.FEMALE, False, False),
        (f"Mother of {label}", "25 to 34", Sex.FEMALE, True, False),
        (f"Partner of mother of {label}", "25 to 34", Sex.UNKNOWN, True, False),
        (f"Sibling 1 of {label}", "10 to 14", Sex.UNKNOWN, True, False),
        (f"Sibling 2 of {label}", "5 to 9", Sex.UNKNOWN, False, False),
    )
    people = tuple(
        Relative(PersonId(str(n)), name, age, sex, lives_here, is_child)
        for n, (name, age, sex, lives_here, is_child) in enumerate(told)
    )

    def union(first: int, second: int, kind: UnionKind, *children: int) -> Union:
        other = PersonId(str(second) if second >= 0 else "")
        return Union(PersonId(str(first)), other, kind, tuple(PersonId(str(c)) for c in children))

    unions = (
        union(2, 4, UnionKind.SEPARATED, 0, 6, 7),
        union(3, -1, UnionKind.UNKNOWN, 4),
        union(4, 5, UnionKind.COHABITING, 1),
    )
    return ReportFamily(people, Family(unions))


def _case(letter: str) -> ReportCase:
    label = f"Child {letter}"
    timeline = tuple(
        TimelineEntry(f"Month {1 + i // 2}", *EVENTS[i % len(EVENTS)], i % len(EVENTS) == 6, 1 + i // 2)
        for i in range(26)
    )
    grades = tuple(
        ReportGrade(
            text,
            GRADES[(i + ord(letter)) % 4],
            (
                AgencyGrade("Children's social care", GRADES[(i + 1) % 4]),
                AgencyGrade("School", GRADES[(i + 2) % 4]),
                AgencyGrade("GP", "Not known to agency"),
            ),
            reason="The recorded visits show the child was seen, but their wishes did not change the plan.",
            dissent="Police would have graded one step higher." if i == 2 else "",
        )
        for i, (_, text, _) in enumerate(QUESTIONS)
    )
    return ReportCase(
        label=label,
        summary=SUMMARY.format(label=label),
        key_facts=(
            KeyFact("Age band", "5 to 7"),
            KeyFact("Plan", "Child protection plan, category neglect"),
            KeyFact("Known to", "Five of seven agencies"),
        ),
        family=(
            FamilyRow(label, "Index child", "5 to 7", "Home"),
            FamilyRow(f"Mother of {label}", "Mother", "Adult", "Home"),
            FamilyRow(f"Mother's partner of {label}", "Mother's partner", "Adult", "Home since Month 4"),
            FamilyRow(f"Sibling 1 of {label}", "Sibling", "Under 2", "Home"),
        ),
        lived_experience=f"{label} is often the first awake and gets the younger child dressed. School is warm.",
        family_map=family_of(label),
        timeline=timeline,
        grades=grades,
        overall=ReportGrade(
            "The case as a whole", "Requires improvement", (), "Late start, good work since."
        ),
    )


def _lessons() -> tuple[ReportLesson, ...]:
    told = (
        (
            LessonKind.GOOD_PRACTICE,
            "The school recorded the child's own words on the day and acted within hours.",
        ),
        (LessonKind.GOOD_PRACTICE, "Unannounced visits by the health visitor gave a truer picture of home."),
        (
            LessonKind.AREA_FOR_IMPROVEMENT,
            "Police contacts without an arrest were filed for information only.",
        ),
        (
            LessonKind.AREA_FOR_IMPROVEMENT,
            "Adults' mental health was not linked to the care of the children.",
        ),
        (
            LessonKind.SYSTEM_ISSUE,
            "Housing has no agreed route to tell social care about conditions it finds.",
        ),
    )
    return tuple(
        ReportLesson(
            f"L{i}",
            kind,
            text,
            AGENCIES[i % 3 : i % 3 + 2],
            QUESTIONS[i % 6][2],
            (f"Child {'ABCD'[i % 4]}, Month {i + 1}", "Child B, question S1"),
        )
        for i, (kind, text) in enumerate(told, start=1)
    )


def _actions() -> tuple[ReportAction, ...]:
    told = (
        (
            "Agree one route for housing officers to refer neglect they see, and try it for three months.",
            "Housing",
        ),
        ("Ask about the children whenever a parent is seen for low mood, and record the answer.", "GP"),
        ("Review each month's police contacts marked for information only with the front door.", "Police"),
        ("Give each core group a plain plan: what will be different for the child, by when.", "School"),
    )
    return tuple(
        ReportAction(
            f"Action {i}",
            what,
            owner,
            "Service manager",
            date(2027, 5 + i, 14),
            "Ten records sampled, nine show it done.",
            (f"L{i}",),
        )
        for i, (what, owner) in enumerate(told, start=1)
    )


def _graded(question: int, grade: int, cases: int) -> int:
    """How many of the cases got a grade: uneven, and together all of them."""
    return sum((case * case + case * question + question // 2) % 4 == grade for case in range(cases))


def sample_report(cases: int = 4) -> AnonymousReport:
    """A whole report; `cases` up to 26."""
    actions = _actions()
    letters = [chr(ord("A") + i) for i in range(cases)]
    return AnonymousReport(
        title="Learning from the multi-agency audit of neglect",
        reference="RT-7K2M-49QD",
        marking="Official-Sensitive",
        recipient="the Learning and Improvement Sub Group",
        board="Larkshire Local Safeguarding Children Board",
        theme="Neglect",
        meeting_date=date(2027, 3, 4),
        anchor=Anchor(
            "3f9a0c41d2b87e65a1904cbb27f35d08e6c1729bd4a05f83917e2cc6608d14ab", 412, "9C41-77E2-0B5D"
        ),
        summary=PageOneSummary(
            looked_at=(
                "Four children from different communities who were on a plan for neglect, from first concern to "
                "the month before the meeting. Seven agencies brought their records and graded their own work; "
                "the round table compared them and agreed what to learn."
            ),
            what_worked=(
                "Schools wrote down children's own words and acted the same day.",
                "Health visitors called unannounced and saw home as it was.",
                "Core groups met on time once a plan was in place.",
            ),
            what_must_improve=(
                "Several agencies held a piece of the picture for months before anyone put them together.",
                "Adults' low mood and drinking were treated apart from the care of the children.",
                "Housing saw conditions first and had nobody to tell.",
            ),
            key_actions=actions[:3],
        ),
        provenance="Wording pack LSCB 2015, review by March 2028.",
        contact="Board business unit, board@example.org",
        key_lines_of_enquiry=(
            "How early was neglect recognised, and by whom?",
            "Did the child's daily life change because of the plan?",
            "Were all adults in the household known and included?",
        ),
        look_back="The twelve months before the meeting.",
        method=(
            "Each agency answered the same questions from its own records and graded itself before the meeting. "
            "At the round table the returns were merged into one timeline for each child, read aloud in turn and "
            "discussed; the agreed grade was recorded with its reason.\n\n"
            "- Returns were due ten working days before.\n- Every attendee signed the statement.\n"
            "- Dissent was recorded, not averaged away."
        ),
        agencies=AGENCIES,
        cases=tuple(_case(letter) for letter in letters),
        scale=(
            GradeLevel(
                "Outstanding", "Sustained, clear difference for the child; others could learn from it."
            ),
            GradeLevel(
                "Good", "Needs and risks understood, timely joined-up action, the situation improving."
            ),
            GradeLevel("Requires improvement", "Nobody left unsafe, but gaps, delay or drift weaken help."),
            GradeLevel("Inadequate", "Serious weakness left or could leave a child at risk."),
        ),
        spread=tuple(
            GradeSpread(
                text,
                tuple(GradeCount(g, _graded(i, j, cases)) for j, g in enumerate(GRADES)),
            )
            for i, (_, text, _) in enumerate(QUESTIONS)
        ),
        findings=(
            "In every case somebody outside social care noticed first. The longest gap between the first record "
            "of hunger and a referral was **five months**."
        ),
        lessons=_lessons(),
        actions=actions,
        unfinished=(
            UnfinishedItem("Child D: question M1 was not discussed", "The meeting ended at the agreed time."),
            UnfinishedItem("Return of adult mental health", "Not received by the meeting; chased twice."),
        ),
        appendix=ReportAppendix(
            statement_version="Version 2, eight clauses, signed by every attendee before any case was opened.",
            sample_method=(
                "Drawn at random from 41 children on a plan for neglect, in four strata by age and area, with a "
                "recorded seed so that it can be repeated. One substitution, with its reason."
            ),
            questions=tuple(AuditQuestion(*q) for q in QUESTIONS),
        ),
    )


def bare_report() -> AnonymousReport:
    """The least that can be exported: one case, no lessons, nothing agreed."""
    return replace(
        sample_report(1),
        cases=(ReportCase("Child A", ""),),
        lessons=(),
        actions=(),
        spread=(),
        unfinished=(),
        agencies=(),
        key_lines_of_enquiry=(),
        method="",
        look_back="",
        findings="",
        scale=(),
        appendix=ReportAppendix(),
        summary=PageOneSummary(looked_at=""),
        provenance="",
        contact="",
    )
