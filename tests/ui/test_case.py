"""Preparing a case: quick adding by keyboard, everything saved as typed, removals that come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from roundtable.actions.audits import AuditDetails, audit_view, prepare_audit
from roundtable.actions.registers import add_case, case_file_view
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.domain.agency_return import ReturnStatus
from roundtable.domain.case import Case, Proceedings
from roundtable.domain.errors import DiskFull
from roundtable.domain.family import Twins, UnionKind
from roundtable.domain.ids import AgencyId, AuditId, CaseId, RoundTableId
from roundtable.domain.register import Sex
from roundtable.ui.preparation.typed_dates import read_line
from roundtable.ui.screens.case import CaseScreen
from tests.ui.frame_stage import demonstration
from tests.ui.preparing import Preparing


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Preparing]:
    made = Preparing(tmp_path)
    yield made
    made.close()


@pytest.fixture
def screen(stage: Preparing) -> CaseScreen:
    """An empty case whose audit asks two agencies."""
    details = AuditDetails("Neglect", agencies=(AgencyId("police"), AgencyId("early_help")))
    audit_id = AuditId(prepare_audit(stage.board_vault, details).made)
    case_id = CaseId(add_case(stage.board_vault, audit_id).made)
    shown = stage.open("case", case_id=case_id)
    assert isinstance(shown, CaseScreen)
    return shown


@pytest.fixture
def full(stage: Preparing) -> CaseScreen:
    """The demonstration's first case."""
    audit_id = demonstration(stage.board_vault)
    case_id = audit_view(stage.board_vault, audit_id).cases[0].id
    shown = stage.open("case", case_id=case_id)
    assert isinstance(shown, CaseScreen)
    return shown


def _keys(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def _stored(stage: Preparing, screen: CaseScreen) -> Case:
    return case_file_view(stage.board_vault, screen._id).case


def _enter(screen: CaseScreen, name: str, role: str, born: str = "") -> None:
    quick = screen.people
    _keys(quick.name, name)
    _keys(quick.role, role)
    _keys(quick.born, born)
    QTest.keyClick(quick.born, Qt.Key.Key_Return)


def test_the_child_is_taken_to_live_in_the_household_unless_somebody_says_no(
    stage: Preparing, screen: CaseScreen
) -> None:
    quick = screen.people
    _keys(quick.role, "Child minder")
    assert not quick.in_household.isChecked()
    quick.role.clear()
    _enter(screen, "Mia Example", "Child", "14 5 2017")
    _enter(screen, "Jo Example", "Mother", "3/2/1990")
    child, mother = _stored(stage, screen).register.people
    assert (child.in_household, mother.in_household) == (True, False)


def test_a_child_who_lives_elsewhere_is_kept_so(stage: Preparing, screen: CaseScreen) -> None:
    _keys(screen.people.role, "Child")
    QTest.mouseClick(screen.people.in_household, Qt.MouseButton.LeftButton)
    screen.people.role.clear()
    _keys(screen.people.role, "Child")
    QTest.mouseClick(screen.people.in_household, Qt.MouseButton.LeftButton)
    _keys(screen.people.name, "Mia Example")
    QTest.keyClick(screen.people.name, Qt.Key.Key_Return)
    (child,) = _stored(stage, screen).register.people
    assert not child.in_household


def test_a_part_is_built_when_it_is_first_looked_at(stage: Preparing, full: CaseScreen) -> None:
    built = lambda: [type(part).__name__ for part in full._built]  # noqa: E731
    assert built() == ["PeopleEditor"]
    full.tabs.show_section("returns")
    full.tabs.show_section("people")
    full.tabs.show_section("returns")
    assert built() == ["PeopleEditor", "ReturnsEditor"]
    stage.settle()
    assert full.returns.isVisibleTo(full) and not full.people.isVisibleTo(full)


# --- people


def test_many_people_are_entered_with_enter_alone(stage: Preparing, screen: CaseScreen) -> None:
    screen.people.in_household.setChecked(True)
    _enter(screen, "Mia Example", "Child", "14 5 2017")
    _enter(screen, "Jo  Example", "Mother", "3/2/1990")
    screen.people.in_household.setChecked(False)
    _enter(screen, "Sam Nurse", "School Nurse")
    assert stage.window.focusWidget() is screen.people.name
    child, mother, nurse = _stored(stage, screen).register.people
    assert (child.name, child.born_on, child.is_index_child) == ("Mia Example", date(2017, 5, 14), True)
    assert (mother.name, mother.role, mother.in_household) == ("Jo Example", "Mother", True)
    assert not mother.is_index_child
    assert nurse.is_professional
    assert not nurse.in_household
    assert screen.tabs.tab("people").text() == "People (3)"


def test_usual_roles_are_completed_while_typing(screen: CaseScreen) -> None:
    _keys(screen.people.role, "maternal grandm")
    assert screen.people.role.text().casefold() == "maternal grandmother"


def test_a_person_without_a_name_or_with_half_a_date_is_not_added(
    stage: Preparing, screen: CaseScreen
) -> None:
    _enter(screen, "", "Mother")
    assert screen.people.name_field.error() == "Enter a name"
    screen.people.role.clear()
    _enter(screen, "Jo", "Mother", "14 2017")
    assert screen.people.born_field.error()
    assert screen.people.name.text() == "Jo", "nothing typed is lost"
    assert _stored(stage, screen).register.people == ()


def test_details_are_saved_as_they_are_typed(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Mia Example", "Child")
    form = screen.people.form
    form.name.clear()
    _keys(form.name, "Mia Exemplar")
    form.aliases.setPlainText("Mimi\n\nM. E.\nMimi")
    form.born.boxes.set_date(date(2017, 5, 14))
    form.born.edited.emit()
    form.sex.set_value("female")
    form.household.click()
    screen.flush()
    (person,) = _stored(stage, screen).register.people
    assert person.name == "Mia Exemplar"
    assert person.aliases == ("Mimi", "M. E.")
    assert (person.born_on, person.sex, person.in_household) == (date(2017, 5, 14), Sex.FEMALE, False)


def test_going_to_another_person_saves_the_first_and_mixes_nothing(
    stage: Preparing, screen: CaseScreen
) -> None:
    _enter(screen, "Mia Example", "Child")
    _enter(screen, "Jo Example", "Mother")
    screen.people.table.selectRow(0)
    _keys(screen.people.form.name, " Smith")
    screen.people.form.aliases.setPlainText("Mimi")
    screen.people.table.selectRow(1)
    assert screen.people.form.name.text() == "Jo Example"
    assert screen.people.form.aliases.toPlainText() == ""
    screen.flush()
    mia, jo = _stored(stage, screen).register.people
    assert (mia.name, mia.aliases) == ("Mia Example Smith", ("Mimi",))
    assert (jo.name, jo.aliases) == ("Jo Example", ())


def test_a_half_typed_date_does_not_wipe_the_stored_one(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Mia Example", "Child", "14 5 2017")
    boxes = screen.people.form.born.boxes
    boxes.year.clear()
    _keys(boxes.year, "20")
    screen.flush()
    assert _stored(stage, screen).register.people[0].born_on == date(2017, 5, 14)
    assert screen.people.form.born.error()


def test_a_reload_keeps_what_is_being_typed(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Mia Example", "Child")
    _keys(screen.people.form.name, " Sm")
    screen.load()
    assert screen.people.form.name.text() == "Mia Example Sm"


def test_leaving_the_page_adds_the_person_in_the_quick_line(stage: Preparing, screen: CaseScreen) -> None:
    _keys(screen.people.name, "Jo Example")
    assert stage.navigator.go("home")
    assert [p.name for p in _stored(stage, screen).register.people] == ["Jo Example"]


def test_a_removed_person_comes_back_with_the_family(stage: Preparing, full: CaseScreen) -> None:
    before = _stored(stage, full)
    mother = next(p for p in before.register.people if p.role == "Mother")
    place = before.register.people.index(mother)
    full.people.table.selectRow(place)
    full.people.form.remove.click()
    gone = _stored(stage, full)
    assert gone.register.person(mother.id) is None
    assert gone.family != before.family
    stage.window.toasts.undo()
    back = _stored(stage, full)
    assert back.register.person(mother.id) == mother
    assert back.family == before.family


def test_two_entries_are_made_one_person_with_all_names(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Jo Example", "Mother")
    _enter(screen, "Joanna Sample", "Mother")
    first, second = _stored(stage, screen).register.people
    assert screen.people.form.name.text() == "Joanna Sample"
    stage.prompts.answers = [None, first.id, False, first.id, True]
    screen.people.form.same.click()
    screen.people.form.same.click()
    assert _stored(stage, screen).register.people == (first, second)
    screen.people.form.same.click()
    (left,) = _stored(stage, screen).register.people
    assert (left.id, left.name, left.aliases) == (first.id, "Jo Example", ("Joanna Sample",))
    assert screen.people.form.name.text() == "Jo Example"
    assert screen.people.form.aliases.toPlainText() == "Joanna Sample"


def test_people_of_other_cases_can_be_the_same_person(stage: Preparing, full: CaseScreen) -> None:
    here = {p.id for p in _stored(stage, full).register.people}
    stage.prompts.answers = [None]
    full.people.form.same.click()
    chosen = full.people.table.chosen_row()
    assert chosen is not None
    offered = full.people._others(chosen)
    assert any(key not in here and "case 2" in choice.hint for key, choice in offered.items())
    assert chosen.id not in offered


def test_notes_of_the_register_show_beside_the_person(screen: CaseScreen) -> None:
    _enter(screen, "Jo Example", "Mother")
    assert "Nobody is marked as the child" in screen.people._general.message.text()
    _enter(screen, "Jo Example", "Maternal aunt")
    assert "share this name" in screen.people.form.notes.message.text()


def test_doubts_show_while_a_new_person_is_typed(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Jo Example", "Mother")
    quick = screen.people
    _keys(quick.name, "Jo Exampl")
    assert not quick.doubts.isVisible()
    _keys(quick.name, "e")
    assert "share this name" in quick.doubts.message.text()
    assert quick.doubts.isVisible()
    assert len(_stored(stage, screen).register.people) == 1
    QTest.keyClick(quick.name, Qt.Key.Key_Backspace)
    assert not quick.doubts.isVisible()


def test_doubts_show_at_the_person_before_anything_is_stored(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Jo Example", "Mother")
    _enter(screen, "Sam Example", "Father")
    form = screen.people.form
    assert not form.notes.isVisible()
    _keys(form.aliases, "Jo Example")
    assert "share this name" in form.notes.message.text()
    assert all(not person.aliases for person in _stored(stage, screen).register.people)
    form.aliases.selectAll()
    _keys(form.aliases, "Sammy")
    assert not form.notes.isVisible()
    form.professional.click()
    assert "ticked as a professional" in form.notes.message.text()


def test_a_full_drive_keeps_the_text(
    stage: Preparing, screen: CaseScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    _enter(screen, "Mia Example", "Child")

    def full_drive(*_args: object) -> object:
        raise DiskFull

    monkeypatch.setattr("roundtable.ui.preparation.people_editor.enter_person", full_drive)
    _keys(screen.people.form.name, " Smith")
    screen.flush()
    assert screen.footer.saved.text().startswith("Not saved")
    assert screen.people.form.name.text() == "Mia Example Smith"
    monkeypatch.undo()
    screen.flush()
    assert _stored(stage, screen).register.people[0].name == "Mia Example Smith"


# --- family


def test_a_couple_and_its_children_are_stored_at_once(stage: Preparing, screen: CaseScreen) -> None:
    for name, role in (("Jo Example", "Mother"), ("Al Example", "Father"), ("Mia Example", "Child")):
        _enter(screen, name, role)
    screen.tabs.show_section("family")
    screen.family.add_button.click()
    mother, father, child = (p.id for p in _stored(stage, screen).register.people)
    card = screen.family.cards[0]
    card.second.set_value(father)
    card.second.changed.emit(father)
    card.kind.set_value("separated")
    card.kind.changed.emit("separated")
    card.children_[child].click()
    (union,) = _stored(stage, screen).family.unions
    assert (union.first, union.second, union.kind) == (mother, father, UnionKind.SEPARATED)
    assert union.children == (child,)
    card.removed.emit()
    assert _stored(stage, screen).family.unions == ()
    stage.window.toasts.undo()
    assert _stored(stage, screen).family.unions == (union,)


def test_nobody_becomes_their_own_ancestor(stage: Preparing, screen: CaseScreen) -> None:
    for name, role in (("Jo Example", "Mother"), ("Mia Example", "Child")):
        _enter(screen, name, role)
    jo, mia = (p.id for p in _stored(stage, screen).register.people)
    screen.tabs.show_section("family")
    screen.family.add_button.click()
    screen.family.cards[0].children_[mia].click()
    screen.family.add_button.click()
    before = _stored(stage, screen).family
    assert before.unions[1].first == mia
    screen.family.cards[1].children_[jo].click()
    assert screen.family.problem.isVisibleTo(screen.family)
    assert _stored(stage, screen).family == before
    assert not screen.family.cards[1].children_[jo].isChecked(), "shows what is stored again"
    said = screen.family.problem.message.text()
    assert "Jo Example as a parent of Mia Example" in said and "Mia Example as a parent of Jo Example" in said


def test_twins_are_ticked_among_the_children_and_drawn(stage: Preparing, screen: CaseScreen) -> None:
    for name, role in (("Jo Example", "Mother"), ("Mia Example", "Child"), ("Max Example", "Brother")):
        _enter(screen, name, role)
    _jo, mia, max_ = (p.id for p in _stored(stage, screen).register.people)
    screen.tabs.show_section("family")
    screen.family.add_button.click()
    card = screen.family.cards[0]
    card.children_[mia].click()
    assert not card.twins_[mia].isVisibleTo(screen), "one child is nobody's twin"
    card.children_[max_].click()
    card.twins_[mia].click()
    assert _stored(stage, screen).family.twins == ()
    card.twins_[max_].click()
    card.identical.click()
    assert _stored(stage, screen).family.twins == (Twins((mia, max_), True),)
    assert "Mia Example and Max Example are identical twins." in screen.family.panel.map.words()
    card.children_[max_].click()
    assert _stored(stage, screen).family.twins == ()


def test_the_map_is_drawn_while_the_couples_are_entered(stage: Preparing, screen: CaseScreen) -> None:
    for name, role in (("Jo Example", "Mother"), ("Mia Example", "Child")):
        _enter(screen, name, role)
    _jo, mia = (p.id for p in _stored(stage, screen).register.people)
    screen.tabs.show_section("family")
    assert not screen.family.panel.isVisibleTo(screen)
    screen.family.add_button.click()
    screen.family.cards[0].children_[mia].click()
    family_map = screen.family.panel.map
    assert {s.person.name for s in family_map.standing()} == {"Jo Example", "Mia Example", "Not known"}
    card = screen.family.cards[0]
    family_map._choose(mia)
    family_map.nudge(2)
    assert [m.person for m in _stored(stage, screen).family.moved] == [mia]
    assert screen.family.cards[0] is card, "the fields stay while the map is moved"
    card.kind.set_value("married")
    card.kind.changed.emit("married")
    assert [m.person for m in _stored(stage, screen).family.moved] == [mia]


# --- places and numbers


def test_places_are_added_changed_removed_and_brought_back(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("places")
    name, kind, others = (field.editor for field in screen.places.places.fields)
    _keys(name, "Tanners Row School")
    _keys(kind, "Scho")
    _keys(others, "Tanners Row; TRS")
    QTest.keyClick(others, Qt.Key.Key_Return)
    (place,) = _stored(stage, screen).register.places
    assert (place.name, place.role, place.aliases) == ("Tanners Row School", "School", ("Tanners Row", "TRS"))
    QTest.keyClick(screen.places.places.table, Qt.Key.Key_Return)
    _keys(name, " North")
    QTest.keyClick(name, Qt.Key.Key_Return)
    (changed,) = _stored(stage, screen).register.places
    assert (changed.id, changed.name) == (place.id, "Tanners Row School North")
    screen.places.places._take_off.click()
    assert _stored(stage, screen).register.places == ()
    stage.window.toasts.undo()
    assert _stored(stage, screen).register.places == (changed,)


def test_numbers_need_a_kind(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("places")
    kind, value = (field.editor for field in screen.places.identifiers.fields)
    _keys(value, "999 000 0018")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert screen.places.identifiers.fields[0].error() == "Enter the kind, such as NHS number"
    _keys(kind, "NHS number")
    QTest.keyClick(kind, Qt.Key.Key_Return)
    (number,) = _stored(stage, screen).register.identifiers
    assert (number.kind, number.value) == ("NHS number", "999 000 0018")


# --- chronology


def test_events_are_added_changed_removed_and_brought_back(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("events")
    events = screen.events
    events.commit()
    assert events.day_field.error() == "Enter the date of the event, like 9 4 2024"
    events.day.set_date(date(2025, 3, 1))
    events.commit()
    assert events.text_field.error() == "Enter what happened"
    events.text.setPlainText("Police were called.")
    events.agency.set_value("police")
    events.turning.setChecked(True)
    events.add_button.click()
    (event,) = _stored(stage, screen).events
    assert (event.on, event.agency_id, event.text) == (date(2025, 3, 1), "police", "Police were called.")
    assert event.is_turning_point
    assert events.text.toPlainText() == ""
    QTest.keyClick(events.table, Qt.Key.Key_Return)
    events.text.setPlainText("Police were called twice.")
    events.add_button.click()
    (changed,) = _stored(stage, screen).events
    assert (changed.id, changed.text) == (event.id, "Police were called twice.")
    events._remove()
    assert _stored(stage, screen).events == ()
    stage.window.toasts.undo()
    assert _stored(stage, screen).events == (changed,)


def test_leaving_the_page_keeps_a_complete_event(stage: Preparing, screen: CaseScreen) -> None:
    screen.events.day.set_date(date(2025, 3, 1))
    screen.events.text.setPlainText("Seen at home.")
    assert stage.navigator.go("home")
    assert [e.text for e in _stored(stage, screen).events] == ["Seen at home."]


# --- returns


def test_a_return_is_saved_as_it_is_typed(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("returns")
    form = screen.returns.form
    assert [r.agency for r in screen.returns.table.rows_model.rows] == ["Police", "Early help"]
    form.status.tiles[0].click()
    form.headline.setPlainText("Two visits, no read-across.")
    form.headline.flush()
    form.grade.set_value("good")
    form.grade.changed.emit("good")
    form.answer.setPlainText("Yes, twice.")
    form.answer.flush()
    form.evidence.setText("Record of 3 March")
    screen.flush()
    stored = _stored(stage, screen).return_of(AgencyId("police"))
    assert stored is not None
    assert (stored.status, stored.headline, stored.grade_id) == (
        ReturnStatus.RECEIVED,
        "Two visits, no read-across.",
        "good",
    )
    (answer,) = stored.answers
    assert (answer.text, answer.evidence) == ("Yes, twice.", "Record of 3 March")


def test_answers_stay_with_their_question_and_returns_with_their_agency(
    stage: Preparing, full: CaseScreen
) -> None:
    full.tabs.show_section("returns")
    form = full.returns.form
    before = {r.agency_id: r for r in _stored(stage, full).returns}
    questions = [key for key, _words in form.question.choices()]
    form.answer.setPlainText("Changed.")
    form.question.set_value(questions[1])
    form.question.changed.emit(questions[1])
    assert form.answer.toPlainText() != "Changed."
    full.returns.table.selectRow(1)
    full.returns.table.selectRow(0)
    full.flush()
    after = {r.agency_id: r for r in _stored(stage, full).returns}
    first = full.returns.table.rows_model.rows[0].agency_id
    assert {a: r for a, r in after.items() if a != first} == {a: r for a, r in before.items() if a != first}
    changed = after[first].answer(questions[0])  # type: ignore[arg-type]
    assert changed is not None
    assert changed.text == "Changed."
    others = {a.question_id: a for a in after[first].answers if a.question_id != questions[0]}
    assert others == {a.question_id: a for a in before[first].answers if a.question_id != questions[0]}


def test_looking_at_every_return_changes_none(stage: Preparing, full: CaseScreen) -> None:
    before = set(_stored(stage, full).returns)
    full.tabs.show_section("returns")
    for place in range(len(full.returns.table.rows_model.rows)):
        full.returns.table.selectRow(place)
        for key, _words in full.returns.form.question.choices():
            full.returns.form.question.changed.emit(key)
    full.flush()
    assert set(_stored(stage, full).returns) == before


def test_a_nil_return_is_an_answer(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("returns")
    screen.returns.form.status.tiles[1].click()
    stored = _stored(stage, screen).return_of(AgencyId("police"))
    assert stored is not None
    assert stored.status is ReturnStatus.NIL
    assert not screen.returns.form._content.isVisibleTo(screen.returns.form)


# --- the case itself


def test_background_reference_and_proceedings(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("details")
    _keys(screen.details.reference, "LCS-18")
    screen.details.background.setPlainText("Mia lives with her mother.")
    screen.details.ticks[Proceedings.FAMILY].click()
    screen.flush()
    case = _stored(stage, screen)
    assert (case.reference, case.background) == ("LCS-18", "Mia lives with her mother.")
    assert case.proceedings == (Proceedings.FAMILY,)


def test_looking_at_every_part_changes_nothing(stage: Preparing, full: CaseScreen) -> None:
    before = _stored(stage, full)
    for key in full.tabs.keys():  # noqa: SIM118 - a list of keys, not a mapping
        full.tabs.show_section(key)
    for place in range(len(before.register.people)):
        full.people.table.selectRow(place)
    full.flush()
    assert _stored(stage, full) == before


def test_an_open_round_table_closes_the_page_until_everybody_has_signed(
    stage: Preparing, full: CaseScreen
) -> None:
    audit_id = _stored(stage, full).audit_id
    planned = plan_round_table(stage.board_vault, audit_id, MeetingDetails(date(2026, 10, 8)))
    made = open_round_table(stage.board_vault, RoundTableId(planned.made))
    stage.hub.announce(made)
    shown = stage.open("case", case_id=full._id)
    assert shown.closed.isVisibleTo(shown)
    assert not shown.tabs.isVisibleTo(shown)


def test_the_title_holds_no_name(full: CaseScreen, stage: Preparing) -> None:
    assert full.title() == "Case 1"
    assert "Zofia" not in stage.window.windowTitle()


def test_continue_ends_at_the_audit(stage: Preparing, screen: CaseScreen) -> None:
    for _ in range(5):
        screen.do_primary()
    assert screen.tabs.shown() == "details"
    screen.do_primary()
    assert stage.place[0] == "audit"
    assert stage.place[1]["section"] == "cases"


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["{d} {m} {y}", "{d}/{m}/{y}", "{d}.{m}.{y}"]))
def test_every_day_is_read_as_people_write_it(day: date, form: str) -> None:
    assert read_line(form.format(d=day.day, m=day.month, y=day.year)) == day
    assert read_line(day.isoformat()) == day


def test_a_slow_drive_never_brings_an_older_text_back(stage: Preparing, screen: CaseScreen) -> None:
    _enter(screen, "Mia", "Child")
    form = screen.people.form
    _keys(form.name, " Smith")
    stage.inline.held = True
    screen.load()
    screen.flush()  # " Smith" is on its way; the page still waits for the state before it
    _keys(form.name, "son")
    stage.inline.held = False
    stage.inline.release()
    assert form.name.text() == "Mia Smithson"
    screen.flush()
    assert _stored(stage, screen).register.people[0].name == "Mia Smithson"


def test_a_change_that_is_taken_back_while_it_is_saved_is_taken_back_in_the_vault(
    stage: Preparing, screen: CaseScreen
) -> None:
    _enter(screen, "Mia", "Child")
    form = screen.people.form
    stage.inline.held = True
    _keys(form.name, "x")
    screen.flush()
    QTest.keyClick(form.name, Qt.Key.Key_Backspace)
    screen.flush()
    stage.inline.held = False
    stage.inline.release()
    assert _stored(stage, screen).register.people[0].name == "Mia"


def test_a_return_that_could_not_be_saved_stays_and_is_saved_later(
    stage: Preparing, screen: CaseScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_drive(*_args: object) -> object:
        raise DiskFull

    monkeypatch.setattr("roundtable.ui.preparation.returns_editor.enter_return", full_drive)
    screen.tabs.show_section("returns")
    form = screen.returns.form
    form.status.tiles[0].click()
    form.headline.setPlainText("Two visits.")
    screen.flush()
    screen.load()
    assert form.headline.toPlainText() == "Two visits."
    assert stage.window.banner_texts()
    monkeypatch.undo()
    screen.flush()
    stored = _stored(stage, screen).return_of(AgencyId("police"))
    assert stored is not None
    assert stored.headline == "Two visits."
    assert stage.window.banner_texts() == ()


def test_a_failed_save_is_not_forgotten_when_somebody_else_is_shown(
    stage: Preparing, screen: CaseScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    _enter(screen, "Mia", "Child")
    _enter(screen, "Jo", "Mother")

    def full_drive(*_args: object) -> object:
        raise DiskFull

    screen.people.table.selectRow(0)
    monkeypatch.setattr("roundtable.ui.preparation.people_editor.enter_person", full_drive)
    _keys(screen.people.form.name, " Smith")
    screen.people.table.selectRow(1)
    monkeypatch.undo()
    screen.flush()
    assert [p.name for p in _stored(stage, screen).register.people] == ["Mia Smith", "Jo"]


def test_leaving_loses_nothing_that_is_incomplete(stage: Preparing, screen: CaseScreen) -> None:
    _keys(screen.people.name, "Jo Example")
    _keys(screen.people.born, "sometime")
    name = screen.places.places.fields[0].editor
    _keys(name, "Tanners Row")
    assert stage.navigator.go("home")
    register = _stored(stage, screen).register
    assert [(p.name, p.born_on) for p in register.people] == [("Jo Example", None)]
    assert [(p.name, p.role) for p in register.places] == [("Tanners Row", "")]


def test_words_of_an_event_without_a_day_wait_in_their_form(stage: Preparing, screen: CaseScreen) -> None:
    screen.tabs.show_section("events")
    screen.events.text.setPlainText("Seen at home.")
    screen.events.day.day.setText("3")
    assert stage.navigator.go("home")
    assert _stored(stage, screen).events == ()
    again = stage.open("case", case_id=screen._id, section="events")
    assert again.events.text.toPlainText() == "Seen at home."
    assert again.events.day.day.text() == "3"
    again.events.day.set_date(date(2026, 3, 1))
    again.events.commit()
    assert [event.text for event in _stored(stage, again).events] == ["Seen at home."]
    again = stage.open("case", case_id=screen._id, section="events")
    assert again.events.text.toPlainText() == ""


def test_locking_keeps_words_of_an_event_without_a_day(stage: Preparing, screen: CaseScreen) -> None:
    screen.events.text.setPlainText("Seen at home.")
    stage.window.hide_content(True)
    assert stage.navigator.let_go()
    stage.window.hide_content(False)
    again = stage.open("case", case_id=screen._id, section="events")
    assert again.events.text.toPlainText() == "Seen at home."
