"""How dates are printed is chosen per report: in the texts, the timeline, the figure; the gate finds no day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.actions import lessons, walkthrough
from roundtable.actions.anonymisation import decide, review_view
from roundtable.actions.date_printing import DateRow, choose_date_form
from roundtable.actions.event_times import event_times, told_events
from roundtable.actions.intruder_sheet import choose_level, decide_clue
from roundtable.actions.report import export_report, latest_report
from roundtable.anonymise import Anonymiser, Register
from roundtable.domain.chronology import Event, EventKind
from roundtable.domain.date_printing import FORMS, DateClass, DateForm
from roundtable.domain.errors import DateFormNotOffered
from roundtable.domain.grading import Judgement
from roundtable.domain.ids import EventId, QuestionId
from roundtable.domain.intruder_sheet import ClueChoice
from roundtable.domain.lessons import Evidence, EvidenceKind, LessonKind
from roundtable.domain.report import ReleaseLevel, ReportCase, TimelineEntry
from roundtable.domain.report_work import Choice
from roundtable.export.timeline_chart import timeline_chart
from roundtable.export.writer import Paper
from tests.actions.rooms import POLICE, Room, room

DAYS = (date(2025, 3, 1), date(2025, 3, 1), date(2025, 4, 12), date(2025, 4, 15), date(2026, 2, 20))
TEXTS = (
    "Referral after an incident on 27 February 2025.",
    "Seen at home.",
    "The strategy meeting of 12 April 2025 agreed a plan for Amelia, born 4 May 2016.",
    "Visited on 15.04.25 and again on 3 May 2025.",
    "The father died on 20 February 2026.",
)


def told(here: Room) -> None:
    """Five events over a year, a lesson on one of them, an answer with a date."""
    ids = [here.event(text, on=on) for on, text in zip(DAYS, TEXTS, strict=True)]
    lessons.capture_lesson(
        here.vault,
        here.audit_id,
        kind=LessonKind.IMPROVEMENT,
        text="Share what is known.",
        evidence=(Evidence(EvidenceKind.EVENT, here.case_ids[0], ids[2]),),
    )
    here.open()
    judgement = Judgement(QuestionId("A1"), "good", "Nobody rang between 15 April 2025 and 20 February 2026.")
    walkthrough.judge(here.vault, here.table_id, here.case_ids[0], judgement)
    here.close()


def choose(here: Room, date_class: DateClass, form: DateForm) -> None:
    choose_date_form(here.vault, here.audit_id, date_class, form)


def first_case(here: Room) -> ReportCase:
    return next(case for case in here.report.cases if case.timeline)


def row(here: Room, date_class: DateClass) -> DateRow:
    return next(r for r in review_view(here.vault, here.audit_id).dates if r.date_class is date_class)


WHEN = {
    DateForm.MONTH: ["Month 1", "Month 1", "Month 2", "Month 2", "Month 12"],
    DateForm.ELAPSED: [
        "At the start",
        "The same day",
        "Six weeks later",
        "Three days later",
        "Ten months later",
    ],
    DateForm.YEAR: ["2025", "2025", "2025", "2025", "2026"],
    DateForm.DROP: ["Event 1", "Event 2", "Event 3", "Event 4", "Event 5"],
}


@pytest.mark.parametrize("form", FORMS[DateClass.EVENT])
def test_events_are_told_in_the_form_chosen_everywhere(here: Room, form: DateForm) -> None:
    told(here)
    choose(here, DateClass.EVENT, form)
    case = first_case(here)
    assert [entry.when for entry in case.timeline] == WHEN[form]
    assert (
        here.report.lessons[0]
        .evidence[0]
        .endswith(
            {
                DateForm.MONTH: ", Month 2",
                DateForm.ELAPSED: ", six weeks after the start",
                DateForm.YEAR: ", 2025",
                DateForm.DROP: ", event 3",
            }[form]
        )
    )
    reason = next(grade.reason for grade in case.grades if grade.reason)
    assert (
        reason
        == {
            DateForm.MONTH: "Nobody rang between Month 2 and Month 12.",
            DateForm.ELAPSED: "Nobody rang between Month 2 and ten months later.",
            DateForm.YEAR: "Nobody rang between 2025 and 2026.",
            DateForm.DROP: "Nobody rang between [date removed] and [date removed].",
        }[form]
    )
    visited = case.timeline[3].text
    assert (
        visited
        == {
            DateForm.MONTH: "Visited in Month 2 and again in Month 3.",
            DateForm.ELAPSED: "Visited the same day and again three weeks later.",
            DateForm.YEAR: "Visited in 2025 and again in 2025.",
            DateForm.DROP: "Visited on [date removed] and again on [date removed].",
        }[form]
    )


def test_without_a_choice_dates_are_months_and_ages(here: Room) -> None:
    told(here)
    case = first_case(here)
    assert [entry.when for entry in case.timeline] == WHEN[DateForm.MONTH]
    assert case.timeline[2].text.startswith("The strategy meeting of Month 2 agreed")
    assert case.timeline[2].text.endswith("aged 10.")


def test_classes_are_chosen_apart(here: Room) -> None:
    told(here)
    choose(here, DateClass.EVENT, DateForm.ELAPSED)
    choose(here, DateClass.PROCESS, DateForm.DROP)
    choose(here, DateClass.BIRTH, DateForm.AGE_BAND)
    choose(here, DateClass.DEATH, DateForm.YEAR)
    texts = [entry.text for entry in first_case(here).timeline]
    assert texts[2].startswith("The strategy meeting of [date removed] agreed a plan for ")
    assert texts[2].endswith("aged 10 to 14.")
    assert texts[4] == "The father died in 2026."
    assert "Dates of the agencies’ meetings and reviews are told not at all." in here.report.anonymity
    assert "Dates of death are told by their year alone." in here.report.anonymity


def test_leaving_births_out_leaves_ages_out(here: Room) -> None:
    told(here)
    assert any(fact.name == "Age at the meeting" for fact in first_case(here).key_facts)
    choose(here, DateClass.BIRTH, DateForm.DROP)
    case = first_case(here)
    assert not any(fact.name == "Age at the meeting" for fact in case.key_facts)
    assert not any(member.age_band for member in case.family)
    assert case.timeline[2].text.endswith("born [date of birth removed].")


def test_for_publication_ages_are_bands_and_years_become_months(here: Room) -> None:
    told(here)
    choose(here, DateClass.EVENT, DateForm.YEAR)
    choose_level(here.vault, here.audit_id, ReleaseLevel.PUBLICATION)
    case = first_case(here)
    assert [entry.when for entry in case.timeline] == WHEN[DateForm.MONTH]
    assert case.timeline[2].text.endswith("aged 10 to 14.")
    assert row(here, DateClass.EVENT).chosen is DateForm.MONTH
    with pytest.raises(DateFormNotOffered):
        choose(here, DateClass.PROCESS, DateForm.YEAR)
    choose_level(here.vault, here.audit_id, ReleaseLevel.KNOWN_RECIPIENTS)
    assert [entry.when for entry in first_case(here).timeline] == WHEN[DateForm.YEAR]


def test_another_choice_makes_the_confirmation_stale(here: Room) -> None:
    told(here)
    here.confirm()
    assert here.is_confirmed()
    choose(here, DateClass.EVENT, DateForm.ELAPSED)
    assert not here.is_confirmed()
    choose(here, DateClass.EVENT, DateForm.MONTH)
    assert here.is_confirmed()
    with here.vault.reading() as tx:
        assert [e.event for e in tx.trail(4)][:2] == ["report.dates_chosen"] * 2


def test_each_form_is_shown_on_the_audits_own_words(here: Room) -> None:
    told(here)
    shown = row(here, DateClass.EVENT)
    assert shown.count >= 4
    assert {e.form for e in shown.examples} == set(FORMS[DateClass.EVENT])
    for example in shown.examples:
        assert example.marks
        assert all(example.text[start:end] for start, end in example.marks)
    texts = {e.form: e.text for e in shown.examples}
    assert len(set(texts.values())) == len(texts)
    assert {e.form: list(e.times) for e in shown.examples} == {form: when[:4] for form, when in WHEN.items()}
    birth = row(here, DateClass.BIRTH)
    example = birth.example(DateForm.AGE_BAND)
    assert example is not None and "aged 10 to 14" in example.text
    assert [example.text[start:end] for start, end in example.marks][-1] == "aged 10 to 14"
    assert "chronology" in birth.where
    assert row(here, DateClass.DEATH).count == 1


def test_a_class_without_a_date_can_be_chosen_too(here: Room) -> None:
    shown = row(here, DateClass.DEATH)
    assert (shown.count, shown.where, shown.examples) == (0, "", ())
    assert shown.offered == FORMS[DateClass.DEATH]


@pytest.mark.parametrize("form", FORMS[DateClass.EVENT])
def test_the_finished_file_passes_the_gate_in_every_form(here: Room, form: DateForm) -> None:
    told(here)
    for date_class in (DateClass.EVENT, DateClass.PROCESS, DateClass.DEATH):
        choose(here, date_class, form)
    choose(here, DateClass.BIRTH, DateForm.DROP if form is DateForm.DROP else DateForm.AGE_BAND)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        kept = latest_report(tx, here.audit_id)
    assert kept is not None and kept.dates.event is form


@pytest.mark.parametrize("form", FORMS[DateClass.EVENT])
def test_a_timeline_over_many_years_passes_the_gate(here: Room, form: DateForm) -> None:
    for year in range(2014, 2026):
        here.event("Seen at home.", on=date(year, 3, year - 2010))
    choose(here, DateClass.EVENT, form)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        assert latest_report(tx, here.audit_id) is not None


def test_no_exact_day_is_printed_in_any_combination(here: Room) -> None:
    told(here)
    shapes = Anonymiser(Register(), {})
    for forms in product(*(FORMS[each] for each in DateClass)):
        for date_class, form in zip(DateClass, forms, strict=True):
            if row_form(here, date_class) is not form:
                choose(here, date_class, form)
        for case in here.report.cases:
            for entry in case.timeline:
                left = [
                    f.text for f in shapes.find(f"{entry.when}. {entry.text}") if f.kind in ("date", "birth")
                ]
                assert left == []


def row_form(here: Room, date_class: DateClass) -> DateForm:
    with here.vault.reading() as tx:
        return tx.report_works.get(here.audit_id).dates.form(date_class)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Room]:
    with room(tmp_path_factory.mktemp("order")) as made:
        yield made


@given(
    days=st.lists(st.dates(date(2019, 1, 1), date(2026, 6, 1)), min_size=2, max_size=12),
    form=st.sampled_from(FORMS[DateClass.EVENT]),
)
@settings(max_examples=60, deadline=None)
def test_a_chronology_keeps_its_order_and_its_figure(rooms: Room, days: list[date], form: DateForm) -> None:
    inputs = rooms.prepared().inputs
    events = tuple(
        Event(EventId(f"e{n}"), day, POLICE, EventKind.CONTACT, "Seen.", is_turning_point=True)
        for n, day in enumerate(days)
    )
    case = replace(inputs.cases[0], events=events)
    work = replace(inputs.work, dates=replace(inputs.work.dates, event=form))
    inputs = replace(inputs, work=work)
    times = event_times(inputs, case)
    ordered = told_events(inputs, case)
    assert [e.on for e in ordered] == sorted(days)
    places = [times[e.id].place for e in ordered]
    assert places == sorted(places)
    if form is DateForm.DROP:
        assert places == list(range(1, len(days) + 1))
    if form is DateForm.ELAPSED:
        assert times[ordered[0].id].when == "At the start"
        for event in ordered[1:]:
            assert re.fullmatch(
                r"The same day|[A-Z][a-z-]+ (?:day|week|month|year)s? later", times[event.id].when
            )
    shapes = Anonymiser(Register(), {})
    for time in times.values():
        assert not [f for f in shapes.find(f"{time.when}\n{time.alone}") if f.kind == "date"]
    entries = [TimelineEntry(times[e.id].when, "Police", "Seen.", True, times[e.id].place) for e in ordered]
    chart = timeline_chart(entries)
    assert (chart is None) == (len(days) < 4 or len(set(places)) < 2 or max(places) - min(places) > 60)


def test_the_proof_lists_names_details_and_dates(here: Room) -> None:
    told(here)
    here.person("Grace Hope", "Aunt")
    decide(here.vault, here.audit_id, "Mayhew", Choice.REPLACE, words="a neighbour")
    kept_in = "Grace was said before the meal."
    decide(here.vault, here.audit_id, "Grace", Choice.KEEP, sentence=kept_in)
    decide_clue(
        here.vault,
        here.audit_id,
        case_id=here.case_ids[0],
        kind="faith",
        text="Muslim",
        choice=ClueChoice.DROP,
    )
    choose(here, DateClass.EVENT, DateForm.ELAPSED)
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        kept = latest_report(tx, here.audit_id)
    assert kept is not None
    lines = {d.text: (d.outcome, d.case_label) for d in kept.decided}
    assert lines["Mayhew"] == ("replaced with “a neighbour”", "")
    assert lines["Grace"] == (f"kept as an ordinary word in the sentence “{kept_in}”", "")
    outcome, label = lines["Muslim"]
    assert outcome == "left out" and label.startswith("Child ")
    assert lines["Dates of events"] == ("the time since the date before", "")
    assert kept.decided[0].by and kept.decided[0].at
    choose(here, DateClass.EVENT, DateForm.MONTH)
    with here.vault.reading() as tx:
        again = latest_report(tx, here.audit_id)
    assert again == kept  # a proof is of its own report
