"""The report on paper: all of it is there, page one tells a director what to do, and extremes stay right."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roundtable.domain.report import (
    AgencyGrade,
    GradeCount,
    GradeSpread,
    LessonKind,
    PageOneSummary,
    ReleaseLevel,
    ReportAction,
    ReportCase,
    ReportGrade,
    ReportState,
    TimelineEntry,
    texts_of,
)
from roundtable.export.printable import one_line
from roundtable.export.report_pdf import write_report
from tests.export.pdf_checks import PASSED, failed_rules, structure, text, texts
from tests.export.sample_report import bare_report, sample_report


def _squeezed(words: str) -> str:
    return "".join(words.split())


def test_both_standards_pass(tmp_path: Path) -> None:
    assert failed_rules(write_report(sample_report()), tmp_path) == PASSED


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_report(sample_report()) == write_report(sample_report())


def test_twenty_pages_in_200_kilobytes() -> None:
    data = write_report(sample_report(5))
    assert len(texts(data)) >= 18
    assert len(data) <= 200_000


def test_everything_decided_is_printed() -> None:
    report = sample_report(3)
    printed = _squeezed(text(write_report(report)))
    for words in texts_of(report):
        for line in words.replace("**", "").splitlines():
            assert _squeezed(one_line(line).removeprefix("- ")).casefold() in printed.casefold(), line


def test_lessons_of_several_cases_are_told_across_the_cases() -> None:
    said = text(write_report(sample_report()))
    assert "Lessons that rest on more than one case: L2 (Child B, Child C)" in said
    assert "L1 (Child B" not in said  # both its places are in one case
    assert "more than one case" not in text(write_report(bare_report()))


def test_page_one_says_what_to_do() -> None:
    report = sample_report()
    first = texts(write_report(report))[0]
    assert report.title in first and report.board in first
    for action in report.summary.key_actions:
        assert action.what in first
    assert "14 June 2027" in first and "Housing, Service manager" in first
    for item in (*report.summary.what_worked, *report.summary.what_must_improve):
        assert item in first


def test_status_of_both_levels() -> None:
    known = text(write_report(bare_report()))
    assert "Pseudonymised for the Learning and Improvement Sub Group. Not for publication." in known
    assert "Anonymised for publication" not in known
    public = text(write_report(replace(bare_report(), level=ReleaseLevel.PUBLICATION)))
    assert "Anonymised for publication." in public
    assert "Pseudonymised" not in public


def test_small_numbers_are_not_told_at_publication_level() -> None:
    spread = (
        GradeSpread("Seen?", (GradeCount("Good", 3), GradeCount("Inadequate", 0), GradeCount("Fair", 6))),
    )
    report = replace(sample_report(1), spread=spread, level=ReleaseLevel.PUBLICATION, scale=())
    data = write_report(report)
    assert "Good fewer than 5, Fair 6" in _alternatives(data)
    page = next(p for p in texts(data) if "Spread of the agreed grades" in p and "Number of cases" in p)
    assert "< 5" in page
    assert "Good 3" in _alternatives(write_report(replace(report, level=ReleaseLevel.KNOWN_RECIPIENTS)))


def _alternatives(data: bytes) -> str:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return " ".join(str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o)


def test_a_chart_says_its_figures_in_words() -> None:
    report = sample_report()
    said = _alternatives(write_report(report))
    for spread in report.spread:
        assert spread.question in said
    assert "Outstanding 2, Requires improvement 2." in said


def test_the_bare_report_says_what_is_missing(tmp_path: Path) -> None:
    data = write_report(bare_report())
    said = text(data)
    for sentence in (
        "No lessons were recorded at this meeting.",
        "No actions were agreed at this meeting.",
        "No grades were agreed, so there is no spread to show.",
        "No agency is recorded as having taken part.",
        "Every step of the meeting was completed.",
        "No action was agreed at this meeting.",
    ):
        assert sentence in said
    assert failed_rules(data, tmp_path) == PASSED


@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_number_of_cases(count: int, tmp_path: Path) -> None:
    case = sample_report(1).cases[0]
    cases = tuple(replace(case, label=f"Child {i + 1}") for i in range(count))
    data = write_report(replace(sample_report(1), cases=cases))
    said = text(data)
    assert all(f"Child {i + 1}" in said for i in range(count))
    assert structure(data).count("H1") >= 7
    assert failed_rules(data, tmp_path) == PASSED


def test_a_narrative_of_4000_words(tmp_path: Path) -> None:
    words = " ".join(f"word{i}" for i in range(4000))
    data = write_report(replace(bare_report(), cases=(ReportCase("Child A", words),)))
    said = text(data)
    assert all(f"word{i} " in said for i in range(4000))
    assert failed_rules(data, tmp_path) == PASSED


def test_a_page_one_that_is_too_full_goes_on(tmp_path: Path) -> None:
    long = tuple(f"Point {i}: " + "many words here " * 30 for i in range(8))
    report = replace(bare_report(), summary=PageOneSummary("Looked at. " * 200, long, long))
    data = write_report(report)
    said = text(data)
    assert all(f"Point {i}:" in said for i in range(8))
    assert failed_rules(data, tmp_path) == PASSED


def test_300_events_and_300_actions(tmp_path: Path) -> None:
    events = tuple(TimelineEntry(f"Month {i}", "School", f"event {i}", i % 50 == 0, i) for i in range(300))
    actions = tuple(
        ReportAction(f"A{i}", f"do thing {i}", "Police", due=date(2027, 5, 1)) for i in range(300)
    )
    report = replace(bare_report(), cases=(ReportCase("Child A", "x", timeline=events),), actions=actions)
    data = write_report(report)
    said = text(data)
    assert all(f"event {i} " in said for i in range(300)) and all(
        f"do thing {i} " in said for i in range(300)
    )
    assert failed_rules(data, tmp_path) == PASSED


def test_strange_characters_are_named_not_lost(tmp_path: Path) -> None:
    case = ReportCase("Child A", "happy 😀 مدرسة school\x00\x07 \u202e end ńłęăşțışğ Đặng Владимир")
    data = write_report(replace(bare_report(), cases=(case,)))
    said = text(data)
    assert "happy [grinning face] " in said
    assert "ńłęăşțışğ Đặng Владимир" in said
    assert "school end" in said
    assert failed_rules(data, tmp_path) == PASSED


@pytest.mark.parametrize("state", list(ReportState))
def test_the_state_stands_on_every_page(state: ReportState) -> None:
    report = replace(bare_report(), state=state, version=3, replaces="RT-OLD")
    for page in texts(write_report(report)):
        assert f"version 3 · {state.value.capitalize()}" in page


def test_the_anchor_stands_on_every_page_and_at_the_end() -> None:
    report = sample_report(1)
    pages = texts(write_report(report))
    assert all(report.anchor.head in page and "412 entries" in page for page in pages)
    assert sum(f"Trail head {report.anchor.head}; 412 entries" in page for page in pages) == 1


def test_lessons_stand_under_their_kind() -> None:
    said = text(write_report(sample_report(1)))
    lessons = said[said.rindex("Lessons") :] if said.count("Lessons") else said
    places = [lessons.index(h) for h in ("Good practice", "Areas for improvement", "System issues")]
    assert places == sorted(places)
    assert len(LessonKind) == 3


def _with_grades(*grades: ReportGrade, overall: ReportGrade | None = None) -> str:
    case = ReportCase("Child A", "Told.", grades=grades, overall=overall)
    return text(write_report(replace(bare_report(), scale=sample_report().scale, cases=(case,))))


def test_a_case_that_was_not_reached_says_so_once() -> None:
    own = (AgencyGrade("School", "Good"), AgencyGrade("GP", "Inadequate"))
    said = _with_grades(*(ReportGrade(f"Question {i}?", "", own) for i in range(9)))
    assert said.count("agreed no grade in this case") == 1
    assert "Not reached" not in said and "Agreed" not in said
    assert said.count("Good: School") == 9
    said = _with_grades(overall=ReportGrade("The case as a whole", ""))
    assert "did not grade this case" in said and "Judgements" not in said


def test_answered_but_not_graded_is_not_called_unreached() -> None:
    graded = ReportGrade("Seen?", "Good", (AgencyGrade("GP", "Good", "from its return"),))
    said = _with_grades(
        graded, ReportGrade("Heard?", "", reason="Partly."), ReportGrade("Told?", "", graded.agency_grades)
    )
    assert said.count("Not graded") == 1 and said.count("Not reached") == 1
    assert "Good: GP (from its return)" in said


def test_the_judgements_of_a_case_are_drawn_and_told() -> None:
    case = sample_report(1).cases[0]
    data = write_report(sample_report(1))
    told = _alternatives(data)
    assert f"{case.grades[0].question}: " in told
    assert "Not known to agency 1; agreed: Good." in told
    assert "one agency’s own grade" in text(data)


@pytest.mark.parametrize(
    ("state", "warning"),
    [
        (ReportState.DRAFT, "Draft: still being worked on."),
        (ReportState.SUPERSEDED, "Superseded: a later version"),
        (ReportState.WITHDRAWN, "Withdrawn: do not use this report."),
    ],
)
def test_page_one_warns_of_a_report_that_is_not_final(state: ReportState, warning: str) -> None:
    pages = texts(write_report(replace(bare_report(), state=state, replaces="RT-OLD")))
    assert warning in pages[0] and "takes the place of RT-OLD." in pages[0]
    assert all(f"{state.value.capitalize()}. Pseudonymised for" in page for page in pages)
    final = texts(write_report(replace(bare_report(), state=ReportState.FINAL)))
    assert all("Final. Pseudonymised" not in page for page in final)
    assert warning not in final[0]


def test_what_the_typeface_lacks_is_told_in_the_appendix() -> None:
    plain = text(write_report(bare_report()))
    assert "Other scripts and pictures" not in plain
    names = "Wójcik Șerban Ağaoğlu Nguyễn Петров"
    said = text(write_report(replace(bare_report(), findings=names)))
    assert names in said and "Other scripts and pictures" not in said
    said = text(write_report(replace(bare_report(), findings="王伟 محمد বাংলা اردو 😀")))
    assert "WangWei mhmd" in said and "[grinning face]" in said
    assert "Other scripts and pictures" in said


# What pdfinfo reads aloud of page one, block by block.
_HEARD = [
    "Document",
    "P (block)",
    '"Larkshire Local Safeguarding Children Board "',
    "H1 (block)",
    '"Learning from the multi-agency audit of neglect "',
    "P (block)",
    '"Neglect · round table of 4 March 2027 · RT-7K2M-49QD · version 1 · Draft "',
    "P (block)",
    '"Draft: still being worked on. Do not act on it and do not pass it on. "',
    "P (block)",
    '"1 "',
    '"case looked at "',
    "P (block)",
    '"7 "',
    '"agencies took part "',
    "P (block)",
    '"5 "',
    '"lessons "',
    "P (block)",
    '"4 "',
    '"actions agreed "',
    "H2 (block)",
    '"What was looked at "',
    "P (block)",
    '"Four children from different communities who were on a plan for neglect, from first concern to the month '
    "before the meeting. Seven agencies brought their records and graded their own work; the round table "
    'compared them and agreed what to learn. "',
    "P (block)",
    '"Agreed grades, case as a whole: Requires improvement 1 "',
    "H2 (block)",
    '"What worked "',
    "L (block)",
    "LI (block)",
    "Lbl (block)",
    '"•"',
    "LBody (block)",
    '"Schools wrote down children\'s own words and acted the same day. "',
]


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_a_screen_reader_hears_it_in_order(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(write_report(sample_report(1)))
    out = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True
    ).stdout
    said = [line.strip() for line in out.splitlines()]
    assert said[: len(_HEARD)] == _HEARD
    order = ["The three most important actions", "Contents", "Key lines of enquiry", "Status of anonymity",
             "Who took part"]  # fmt: skip
    spots = [out.index(words) for words in order]
    assert spots == sorted(spots)
    assert "OFFICIAL-SENSITIVE" not in out  # page furniture is not read aloud


_ANY = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=12)
# A font program of just these letters ended in a carriage return that a zero byte did not take away.
@example(title="", marking="", summary="", label="É", question="¡ªÅÑ§ñ", grade="", due=date(2000, 1, 1))
@given(title=_ANY, marking=_ANY, summary=_ANY, label=_ANY, question=_ANY, grade=_ANY, due=st.dates())
def test_any_text_can_be_set(
    title: str, marking: str, summary: str, label: str, question: str, grade: str, due: date
) -> None:
    graded = ReportGrade(question, grade, reason=summary)
    case = ReportCase(
        label, summary, timeline=(TimelineEntry(label, title, summary, True),), grades=(graded,)
    )
    report = replace(
        bare_report(),
        title=title,
        marking=marking,
        cases=(case, case),
        actions=(ReportAction(label, summary, question, due=due),),
        spread=(GradeSpread(question, (GradeCount(grade, 2),)),),
    )
    with tempfile.TemporaryDirectory() as folder:
        assert failed_rules(write_report(report), Path(folder)) == PASSED
