"""The check for names in a real window over a real vault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.anonymisation import review_view
from roundtable.actions.confirming import confirm_view
from roundtable.actions.intruder_sheet import choose_level
from roundtable.actions.lessons import capture_lesson
from roundtable.actions.registers import case_file_view
from roundtable.domain.date_printing import DateClass, DateForm, DatePrinting
from roundtable.domain.errors import DiskFull
from roundtable.domain.ids import CaseId
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report import ReleaseLevel
from roundtable.domain.report_work import Choice, NameDecision
from roundtable.domain.wording import counted
from roundtable.ui.name_decision import KEEP_HERE, OWN_WORDS
from roundtable.ui.screens.check import MUST_GO, CheckScreen
from roundtable.ui.scripted_prompts import ScriptedPrompts
from tests.ui import accessibility
from tests.ui.report_stage import Reached, ReportStage, staged

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.LEARNED, **options: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, {"check": CheckScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def decisions(stage: ReportStage) -> tuple[NameDecision, ...]:
    return review_view(stage.vault, stage.audit).decisions


def press(page: CheckScreen, key: Qt.Key) -> None:
    """A registered name is kept once its sentence was agreed to."""
    asks = key == Qt.Key.Key_2 and page.card.shown is not None and page.card.shown.sentence
    if asks and isinstance(page.context.prompts, ScriptedPrompts):
        page.context.prompts.answers.append(True)
    QTest.keyClick(page.card.replace_button, key)


def waiting(stage: ReportStage) -> int:
    return len(review_view(stage.vault, stage.audit).to_decide)


def decide_words(left: int) -> str:
    return f"Decide {counted(left, 'more name')}"


def stranger(page: CheckScreen) -> str:
    """Somebody whom the register does not know and who is replaced all the same."""
    rows = page.replaced.table.rows_model.rows
    return next(row.form.text for row in rows if row.label == "[name removed]" and not row.form.decision)


def choose(page: CheckScreen, text: str) -> None:
    rows = page.replaced.table.rows_model.rows
    page.replaced.table.selectRow(next(n for n, row in enumerate(rows) if row.form.text == text))


def test_the_primary_says_how_many_are_left_and_leads_to_them(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    left = waiting(stage)
    assert left > 1
    assert page.footer.primary.text() == decide_words(left)
    assert page.lanes.tab("decide").text() == f"To decide ({left})"
    page.lanes.show_section("replaced")
    page.do_primary()
    assert page.lanes.shown() == "decide"
    assert page.card.replace_button.hasFocus()


def test_two_keeps_an_ordinary_word_and_asks_the_next(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    first, left = page.card.shown.text, waiting(stage)
    press(page, Qt.Key.Key_2)
    (made,) = decisions(stage)
    assert (made.text, made.choice) == (first, Choice.KEEP)
    assert page.footer.primary.text() == decide_words(left - 1)
    assert page.card.shown.text != first
    assert page.lanes.tab("kept").text() == "Kept (1)"
    for _ in range(left - 1):
        press(page, Qt.Key.Key_2)
    assert page.nothing_left.isVisible()
    assert page.footer.primary.text() == "Ask a second person to read it"
    page.do_primary()
    assert stage.here == "confirm"


def test_a_registered_name_is_kept_in_one_sentence_that_is_shown_and_agreed_to(make: Make) -> None:
    stage = make()
    capture_lesson(stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="Grace was said again.")
    page = stage.open("check")
    while page.card.shown.text != "Grace":
        page.card._later.click()
    sentence, left = page.card.shown.sentence, waiting(stage)
    assert "this sentence alone" in page.card.progress.text()
    assert page.card.keep_button.text() == KEEP_HERE
    stage.prompts.answers = [False]
    QTest.keyClick(page.card.replace_button, Qt.Key.Key_2)
    assert page.card.shown.registered_as in stage.prompts.said[-1]
    assert sentence in stage.prompts.said[-1]
    assert decisions(stage) == () and page.card.shown.sentence == sentence
    stage.prompts.answers = [True]
    QTest.keyClick(page.card.replace_button, Qt.Key.Key_2)
    (made,) = decisions(stage)
    assert (made.text, made.choice, made.sentence) == ("Grace", Choice.KEEP, sentence)
    assert waiting(stage) == left - 1
    assert [item.sentence for item in review_view(stage.vault, stage.audit).to_decide if item.text == "Grace"]
    page.lanes.show_section("kept")
    page.kept.back.click()
    assert decisions(stage) == () and waiting(stage) == left


def test_ctrl_z_asks_about_it_again(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    left = waiting(stage)
    press(page, Qt.Key.Key_2)
    assert stage.window.toasts.text().startswith("Decided: ")
    stage.window.toasts.undo()
    assert decisions(stage) == ()
    assert page.footer.primary.text() == decide_words(left)
    press(page, Qt.Key.Key_2)
    stage.window.toasts.dismiss()
    assert page.undo()
    assert decisions(stage) == ()
    assert not page.undo()


def test_a_decision_can_be_undone_from_the_next_page(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    press(page, Qt.Key.Key_2)
    stage.open("lessons")
    assert len(decisions(stage)) == 1
    assert stage.window.toasts.undo()
    assert decisions(stage) == ()


def test_one_and_enter_take_the_suggested_label(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    asked = page.card.shown
    press(page, Qt.Key.Key_1)
    assert page.card.replacing.isVisible()
    labels = dict(page.card.label.choices())
    assert labels[page.card.label.value()] == asked.suggestion
    page.card.replace()
    (made,) = decisions(stage)
    assert (made.choice, labels[made.entity]) == (Choice.REPLACE, asked.suggestion)


def test_free_words_stand_in_the_report(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    text = page.card.shown.text
    press(page, Qt.Key.Key_1)
    page.card.label.set_value(OWN_WORDS)
    page.card._show_words()
    page.card.words.clear()
    QTest.keyClick(page.card.words, Qt.Key.Key_Return)
    assert page.card.words_field.error()
    assert decisions(stage) == ()
    QTest.keyClicks(page.card.words, "a brave neighbour")
    QTest.keyClick(page.card.words, Qt.Key.Key_Return)
    (made,) = decisions(stage)
    assert (made.text, made.words) == (text, "a brave neighbour")
    printed = " ".join(s.text for s in confirm_view(stage.vault, stage.audit).sections)
    assert "brave neighbour" in printed


def test_digits_that_are_typed_decide_nothing(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    press(page, Qt.Key.Key_1)
    page.card.label.set_value(OWN_WORDS)
    page.card._show_words()
    page.card.words.clear()
    QTest.keyClicks(page.card.words, "Flat 2")
    assert page.card.words.text() == "Flat 2"
    assert decisions(stage) == ()


def test_three_adds_to_the_register_and_can_be_undone(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("replaced")
    name_of = stranger(page)
    choose(page, name_of)
    page.replaced.change.click()
    page.card.press(3)
    case_id, name = page.card.case.choices()[1]
    assert name.startswith("Child ")
    page.card.case.set_value(case_id)
    page.card.register()
    assert page.card.role_field.error()
    QTest.keyClicks(page.card.role, "Neighbour")
    QTest.keyClick(page.card.role, Qt.Key.Key_Return)
    people = case_file_view(stage.vault, CaseId(case_id)).case.register.people
    assert [p.role for p in people if p.name == name_of] == ["Neighbour"]
    assert any(row.form.text == name_of and row.entity for row in page.replaced.table.rows_model.rows)
    stage.window.toasts.undo()
    people = case_file_view(stage.vault, CaseId(case_id)).case.register.people
    assert not [p for p in people if p.name == name_of]


def test_a_stranger_can_be_unlinked_kept_and_taken_back(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("replaced")
    name = stranger(page)
    choose(page, name)
    QTest.keyClick(page.replaced.table, Qt.Key.Key_Return)
    assert page.lanes.shown() == "decide"
    assert page.card.shown.text == name
    press(page, Qt.Key.Key_2)
    assert [k.text for k in page.kept.table.rows_model.rows] == [name]
    page.lanes.show_section("kept")
    page.kept.back.click()
    assert decisions(stage) == ()
    assert not page.kept.table.rows_model.rows


def test_a_registered_name_is_never_kept(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("replaced")
    row = next(row for row in page.replaced.table.rows_model.rows if row.label.startswith("Child "))
    choose(page, row.form.text)
    page.replaced.change.click()
    assert not page.card.keep_button.isEnabled()
    assert MUST_GO in page.card.where.text()
    press(page, Qt.Key.Key_2)
    assert decisions(stage) == ()


def test_what_is_replaced_can_be_left_as_it_is(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("replaced")
    choose(page, stranger(page))
    page.replaced.change.click()
    assert page.card.leave_alone.isVisible()
    page.card.leave_alone.click()
    assert page.lanes.shown() == "replaced"
    page.lanes.show_section("decide")
    assert not page.card.leave_alone.isVisible()
    assert decisions(stage) == ()


def test_the_next_string_is_asked_before_the_last_one_is_stored(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    first = page.card.shown.text
    stage.inline.held = True
    press(page, Qt.Key.Key_2)
    second = page.card.shown.text
    assert second != first
    press(page, Qt.Key.Key_2)
    third = page.card.shown
    stage.inline.held = False
    stage.inline.release()
    assert {d.text for d in decisions(stage)} == {first, second}
    assert page.card.shown == third


def test_a_decision_that_is_not_stored_is_asked_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make()
    page = stage.open("check")
    first, left = page.card.shown.text, waiting(stage)
    monkeypatch.setattr(type(stage.vault), "transaction", _full)
    press(page, Qt.Key.Key_2)
    assert page.page.errors.isVisible()
    assert page.card.shown.text == first
    assert page.footer.primary.text() == decide_words(left)


def _full(_vault: object) -> Any:
    raise DiskFull()


def test_undo_brings_the_earlier_decision_back(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("replaced")
    name = stranger(page)
    choose(page, name)
    page.replaced.change.click()
    page.card.words.setText("a visitor")
    page.card.replace()
    choose(page, name)
    assert page.replaced.back.isEnabled()
    page.replaced.change.click()
    page.card.words.setText("a stranger")
    page.card.replace()
    assert [d.words for d in decisions(stage)] == ["a stranger"]
    assert page.undo()
    assert [d.words for d in decisions(stage)] == ["a visitor"]


def test_typing_narrows_what_is_replaced(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    assert page.search()
    assert page.replaced.searched.hasFocus()
    everything = len(page.replaced.table.rows_model.rows)
    name = stranger(page)
    QTest.keyClicks(page.replaced.searched, name.upper())
    shown = [row.form.text for row in page.replaced.table.rows_model.rows]
    assert name in shown
    assert len(shown) < everything / 10


def test_the_room_sees_nothing_of_it(make: Make) -> None:
    stage = make()
    stage.open("check")
    assert stage.room.last.blank
    assert "Grace" not in stage.room.texts()


def test_mirrored_displays_hide_the_names(make: Make) -> None:
    stage = make()
    stage.room.mirrored = True
    page = stage.open("check")
    assert page.mirrored.isVisible()
    assert not page.lanes.isVisible()
    page.hide_private(False)
    assert page.lanes.isVisible()


def test_once_confirmed_it_leads_to_the_report(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("check")
    assert page.footer.primary.text() == "Create the report"
    page.do_primary()
    assert stage.here == "export"


def test_what_was_typed_in_a_case_is_no_mark_up(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.card.sentence.show_marked("<img src='x'> & <b>Grace</b>", ((20, 25),))
    assert page.card.sentence.plain() == "<img src='x'> & <b>Grace</b>"
    assert "<img" not in page.card.sentence.text()


def test_names_targets_and_words_fit_at_every_zoom(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    for lane, panel in (
        ("decide", page.card.registering),
        ("decide", page.card.replacing),
        ("replaced", None),
        ("kept", None),
        ("dates", None),
    ):
        page.lanes.show_section(lane)
        page.card.open_panel(panel)
        assert stage.problems_at_every_zoom() == []


def test_tab_goes_round(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.card.press(1)
    assert "What stands in its place" in accessibility.tab_ring(stage.window)


def dates_of(stage: ReportStage) -> DatePrinting:
    with stage.vault.reading() as tx:
        return tx.report_works.get(stage.audit).dates


def choose_form(page: CheckScreen, date_class: DateClass, form: DateForm) -> None:
    """As the facilitator does, by the keyboard."""
    select = page.dates.lines[date_class].form
    select.setFocus()
    keys = [key for key, _words in select.choices()]
    steps = keys.index(form.value) - keys.index(select.value())
    for _ in range(abs(steps)):
        QTest.keyClick(select, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_how_dates_are_printed_is_chosen_on_the_audits_own_words_and_undone(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("dates")
    line = page.dates.lines[DateClass.EVENT]
    assert line.form.value() == DateForm.MONTH.value
    assert "Month" in line.example.plain()
    before = line.example.plain()
    choose_form(page, DateClass.PROCESS, DateForm.DROP)  # a review's month would be printed as one still
    choose_form(page, DateClass.EVENT, DateForm.YEAR)
    assert dates_of(stage).event is DateForm.YEAR
    assert "Month" not in line.example.plain()
    assert re.search(r"\b20\d\d\b", line.example.plain())
    printed = "\n".join(s.text for s in confirm_view(stage.vault, stage.audit).sections)
    assert not re.search(r"Month \d", printed)
    assert page.undo()
    assert dates_of(stage).event is not DateForm.YEAR
    while page.undo():
        pass
    assert dates_of(stage) == DatePrinting()
    assert line.example.plain() == before


def test_for_publication_the_panel_offers_no_year_and_no_age(make: Make) -> None:
    stage = make()
    choose_level(stage.vault, stage.audit, ReleaseLevel.PUBLICATION)
    page = stage.open("check")
    page.lanes.show_section("dates")
    births, events = (page.dates.lines[each].form.choices() for each in (DateClass.BIRTH, DateClass.EVENT))
    assert [key for key, _words in births] == ["age band", "drop"]
    assert "year" not in [key for key, _words in events]
    assert page.dates.readers.isVisible()


def test_a_form_that_is_not_stored_goes_back(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = make()
    page = stage.open("check")
    page.lanes.show_section("dates")
    monkeypatch.setattr(type(stage.vault), "transaction", _full)
    choose_form(page, DateClass.DEATH, DateForm.ELAPSED)
    assert page.page.errors.isVisible()
    assert page.dates.lines[DateClass.DEATH].form.value() == DateForm.MONTH.value
    monkeypatch.undo()
    assert dates_of(stage).death is DateForm.MONTH


def test_the_editor_is_in_reach_while_a_name_waits(make: Make) -> None:
    stage = make()
    page = stage.open("check")
    assert page.review is not None and page.review.to_decide
    assert page.edit.isVisible()
    page.edit.click()
    assert stage.here == "edit"
