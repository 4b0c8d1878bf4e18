"""Fields, dates, texts that save themselves, tables, messages: what each promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from roundtable.ui.draft_parts import long_text
from roundtable.ui.icons import icon_names
from roundtable.ui.tasks import Stage
from roundtable.ui.widgets import (
    Button,
    Card,
    Column,
    DateField,
    DateProblem,
    ErrorSummary,
    Field,
    LineEdit,
    Pill,
    PlainTextEditor,
    ProgressPanel,
    Row,
    SaveIndicator,
    TableView,
    Text,
    TextHint,
    TimerChip,
    Toast,
)
from roundtable.ui.widgets.date_field import read_date
from roundtable.ui.widgets.select import Select
from tests.ui.accessibility import spoken


@pytest.fixture
def page(qtbot):
    """An empty window to put widgets in."""
    window = QWidget()
    QVBoxLayout(window)
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    return window


def put(page, widget):
    page.layout().addWidget(widget)
    QApplication.processEvents()
    return widget


# --- dates


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
@settings(max_examples=50)
def test_every_date_is_read_back_in_numbers_and_in_words(day):
    words = f"{day:%B}"
    assert read_date(str(day.day), str(day.month), str(day.year)) == day
    assert read_date(f"{day.day:02}", f"{day.month:02}", str(day.year)) == day
    assert read_date(str(day.day), words, str(day.year)) == day
    assert read_date(str(day.day), words[:3].upper(), str(day.year)) == day


@given(st.text(max_size=4), st.text(max_size=9), st.text(max_size=5))
def test_whatever_is_typed_is_a_date_or_a_named_problem(day, month, year):
    found = read_date(day, month, year)
    assert isinstance(found, (date, DateProblem))
    if isinstance(found, DateProblem):
        said = found.text("the due date")
        assert any(part in said for part in ("the due date", "the month", "the year"))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("", "", ""), DateProblem.EMPTY),
        (("", "3", "2027"), DateProblem.DAY_MISSING),
        (("27", "", "2027"), DateProblem.MONTH_MISSING),
        (("27", "3", ""), DateProblem.YEAR_MISSING),
        (("27", "3", "27"), DateProblem.YEAR_SHORT),
        (("31", "4", "2027"), DateProblem.NO_SUCH_DATE),
        (("29", "2", "2027"), DateProblem.NO_SUCH_DATE),
        (("1", "13", "2027"), DateProblem.NO_SUCH_MONTH),
        (("1", "20", "20"), DateProblem.MONTH_AND_YEAR),
        (("0", "1", "2027"), DateProblem.NO_SUCH_DATE),
        (("x", "3", "2027"), DateProblem.NOT_NUMBERS),
        (("1", "ju", "2027"), DateProblem.NOT_NUMBERS),
        (("²", "3", "2027"), DateProblem.NOT_NUMBERS),
    ],
)
def test_each_wrong_date_has_its_own_problem(typed, problem):
    assert read_date(*typed) is problem


def test_full_boxes_move_on_and_the_problem_is_said_at_the_field(page, theme, qtbot):
    field = Field(theme, "Due date", DateField(theme, "the due date"), "Like 27 3 2027")
    put(page, field)
    boxes = field.editor
    field.focus()
    qtbot.keyClicks(QApplication.focusWidget(), "27")
    assert QApplication.focusWidget() is boxes.month
    qtbot.keyClicks(QApplication.focusWidget(), "03")
    assert QApplication.focusWidget() is boxes.year
    assert boxes.problem_text() == "Enter the year: the due date needs one"
    qtbot.keyClicks(QApplication.focusWidget(), "2027")
    assert boxes.read() == date(2027, 3, 27) and boxes.problem_text() == ""
    assert spoken(boxes.day).name == "Day of the due date"
    boxes.set_date(None)
    assert boxes.read() is DateProblem.EMPTY


@pytest.mark.parametrize("between", [Qt.Key.Key_Tab, Qt.Key.Key_Slash, Qt.Key.Key_Period, Qt.Key.Key_Space])
def test_who_presses_tab_or_a_stroke_after_a_full_box_is_not_led_past_the_next(page, theme, qtbot, between):
    boxes = put(page, DateField(theme, "the due date"))
    boxes.setFocus()
    for part in ("27", "03"):
        qtbot.keyClicks(QApplication.focusWidget(), part)
        qtbot.keyClick(QApplication.focusWidget(), between)
    assert QApplication.focusWidget() is boxes.year
    qtbot.keyClicks(boxes.year, "2027")
    assert boxes.read() == date(2027, 3, 27)


def test_a_list_of_answers_opens_with_every_answer_whole_and_high_enough_to_touch(page, theme, qtbot):
    select = put(page, Select(theme, "Which case?", [("", "Every case"), ("a", "Child A"), ("b", "Child B")]))
    select.showPopup()
    answers = select.view()
    qtbot.waitUntil(answers.isVisible)
    last = answers.visualRect(select.model().index(2, 0))
    assert last.height() >= theme.px(40)
    assert answers.viewport().rect().contains(last), "the last answer is cut off"
    select.hidePopup()


def test_a_second_tab_after_a_full_box_leads_on(page, theme, qtbot):
    boxes = put(page, DateField(theme, "the due date"))
    boxes.setFocus()
    qtbot.keyClicks(boxes.day, "27")
    for _time in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is boxes.year


def test_a_click_on_a_caption_goes_to_its_box(page, theme, qtbot):
    boxes = DateField(theme, "the due date")
    owner = put(page, Field(theme, "Owner", LineEdit(theme, "Owner")))
    due = put(page, Field(theme, "Due date", boxes))
    captions = {label.text(): label for label in boxes.findChildren(Text)}
    for words, box in (("Year", boxes.year), ("Month", boxes.month), ("Day", boxes.day)):
        qtbot.mouseClick(captions[words], Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is box, words
    qtbot.mouseClick(owner.label, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is owner.editor
    qtbot.mouseClick(due.label, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is boxes.day
    owner.editor.setEnabled(False)
    qtbot.mouseClick(owner.label, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is boxes.day, "what is off takes no focus"


# --- errors


def test_the_summary_takes_the_focus_and_leads_to_the_field(page, theme, qtbot):
    summary = put(page, ErrorSummary(theme))
    owner = put(page, Field(theme, "Owner", LineEdit(theme, "Owner"), "A role, not a name"))
    assert not summary.isVisible()
    summary.show_problems([("Enter the owner’s role", owner), ("The drive is full", None)])
    assert QApplication.focusWidget() is summary
    assert spoken(summary).name == "There is a problem: Enter the owner’s role; The drive is full"
    assert owner.error() == "Enter the owner’s role" and owner.editor.property("wrong")
    assert spoken(owner.editor).description == "Enter the owner’s role A role, not a name"
    link = summary.findChild(Button)
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is owner.editor
    summary.show_problems([])
    assert not summary.isVisible() and owner.error() == "" and not owner.editor.property("wrong")


# --- text


def test_typing_is_handed_over_within_the_second_even_without_a_pause(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "What did the group see?"))
    saved = []
    editor.saved_text.connect(saved.append)
    editor.setFocus()
    with qtbot.waitSignal(editor.saved_text, timeout=1000):
        qtbot.keyClicks(editor, "The school ")
        # Keeps typing: the timer counts from the first letter, not from the last.
        for letter in "recorded her wishes in May":
            qtbot.keyClicks(editor, letter, delay=20)
    qtbot.waitUntil(lambda: saved[-1].endswith("May"), timeout=1000)
    assert not editor.is_unsaved()


def test_leaving_the_field_saves_it_at_once_and_once(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Notes"))
    other = put(page, LineEdit(theme, "Other"))
    saved = []
    editor.saved_text.connect(saved.append)
    editor.setFocus()
    qtbot.keyClicks(editor, "seen")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is other, "Tab leaves a text"
    assert saved == ["seen"] and "\t" not in editor.toPlainText()
    editor.flush()
    assert saved == ["seen"]


def test_a_stored_text_does_not_overwrite_what_is_being_typed(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Notes", "old"))
    editor.set_text("from the vault")
    assert editor.toPlainText() == "from the vault" and not editor.is_unsaved()
    editor.setFocus()
    qtbot.keyClicks(editor, "x")
    editor.set_text("reloaded")
    assert editor.toPlainText() == "xfrom the vault"


def test_who_pauses_after_a_space_goes_on_behind_it(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Why this grade?", "Nobody rang"))
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " back ")
    editor.flush()
    editor.set_text("Nobody rang back")  # as it was stored, without the blank at its end
    qtbot.keyClicks(editor, "in March")
    assert editor.toPlainText() == "Nobody rang back in March"


def test_a_text_that_comes_back_in_other_words_keeps_the_cursor_where_it_was(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Why this grade?", "Nobody  rang"))
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.set_text("Nobody rang")
    qtbot.keyClicks(editor, " back")
    assert editor.toPlainText() == "Nobody rang back"


def test_whoever_comes_back_to_a_text_goes_on_behind_it(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Notes"))
    editor.set_text("Nobody rang")
    qtbot.keyClicks(editor, " back")
    assert editor.toPlainText() == "Nobody rang back"
    brought_back = put(page, PlainTextEditor(theme, "Notes"))
    long_text(brought_back).put("Half a sent")
    qtbot.keyClicks(brought_back, "ence")
    assert brought_back.toPlainText() == "Half a sentence"


def test_a_text_that_was_not_stored_is_handed_over_again(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Notes"))
    saved = []
    editor.saved_text.connect(saved.append)
    qtbot.keyClicks(editor, "words")
    editor.flush()
    editor.save_failed()
    assert editor.is_unsaved()
    qtbot.waitUntil(lambda: saved == ["words", "words"], timeout=1500)


def test_a_name_is_underlined_and_one_key_puts_the_label(page, theme, qtbot):
    editor = put(page, PlainTextEditor(theme, "Notes", "Saw Mia alone. Mia was calm."))
    here = []
    editor.hint_here.connect(here.append)
    editor.set_hints(
        [TextHint(4, 3, "Use roles, not names", "Child B"), TextHint(15, 3, "Use roles, not names")]
    )
    assert [s.cursor.selectedText() for s in editor.extraSelections()] == ["Mia", "Mia"]
    qtbot.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == "Saw Child B alone. Mia was calm."
    editor.undo()
    assert editor.toPlainText() == "Saw Mia alone. Mia was calm."
    editor.set_hints([TextHint(4, 3, "Use roles, not names", "Child B")])
    qtbot.keyClicks(editor, "Z")
    assert editor.hints() == () and editor.extraSelections() == [], "an edit makes spans point elsewhere"
    assert editor.accept_hint() is False


# --- tables


@dataclass(frozen=True)
class Line:
    what: str
    owner: str


COLUMNS = [Column("What", lambda r: r.what, 3), Column("Owner", lambda r: r.owner, 1)]
LINES = [Line("Agree one place", "Nurse"), Line("Send minutes", "Police"), Line("Re-audit", "")]


def test_a_table_is_walked_with_the_arrows_opened_with_enter_and_left_with_tab(page, theme, qtbot):
    table = put(page, TableView(theme, "Actions", COLUMNS))
    after = put(page, LineEdit(theme, "After"))
    table.show_rows(LINES)
    opened = []
    table.opened.connect(opened.append)
    table.setFocus()
    assert table.chosen_row() == LINES[0]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen_row() == LINES[1]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert opened == [1, 1]
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert table.rows_model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Owner: Police"
    table.show_rows(LINES[:1])
    assert table.chosen_row() == LINES[0]
    table.show_rows([])
    assert table.chosen_row() is None


def test_with_little_room_a_row_is_one_cell_that_says_all(page, theme):
    table = put(
        page,
        TableView(
            theme,
            "Actions",
            [*COLUMNS, Column("Due", lambda r: "3 May 2027"), Column("State", lambda r: "Open")],
        ),
    )
    table.show_rows(LINES)
    assert table.rows_model.columnCount() == 4
    page.resize(320, 600)
    QApplication.processEvents()
    assert table.rows_model.columnCount() == 1
    assert (
        table.rows_model.index(0, 0).data() == "Agree one place\nOwner: Nurse\nDue: 3 May 2027\nState: Open"
    )
    assert "Owner" not in table.rows_model.index(2, 0).data(), "an empty column is left out"
    page.resize(900, 600)
    QApplication.processEvents()
    assert table.rows_model.columnCount() == 4


# --- messages


def test_a_toast_undoes_once_and_then_is_gone(page, theme, qtbot):
    toast = Toast(theme, page)
    undone = []
    toast.say("Lesson removed", lambda: undone.append(1))
    assert toast.text() == "Lesson removed" and toast.isVisible()
    assert page.rect().contains(toast.geometry())
    assert toast.undo() is True and undone == [1]
    assert toast.undo() is False and undone == [1] and not toast.isVisible()
    toast.say("Saved")
    assert toast.undo() is False, "nothing to undo here: the key goes on to the screen"


def test_a_toast_keeps_all_its_words_when_text_grows(page, theme):
    page.resize(900, 600)
    toast = Toast(theme, page)
    toast.say("Added without a date of birth: what was typed is no date", lambda: None)
    for zoom in (1.5, 2.0, 1.0):
        theme.set_zoom(zoom)
        theme.apply()
        QApplication.processEvents()
        QApplication.processEvents()
        assert page.rect().contains(toast.geometry())
        words = toast._text
        if words.wordWrap():
            assert words.height() >= words.heightForWidth(words.width())
        else:
            assert words.width() >= words.sizeHint().width()


def test_the_indicator_says_what_is_safe(page, theme):
    shown = put(page, SaveIndicator(theme))
    assert shown.text() == ""
    shown.saving()
    assert shown.text() == "Saving…"
    shown.saved(datetime(2027, 3, 8, 14, 2).astimezone())
    assert shown.text() == "Saved and encrypted at 14:02"
    shown.not_saved("the drive is full")
    assert shown.text() == "Not saved: the drive is full"


def test_the_timer_advises(page, theme):
    chip = put(page, TimerChip(theme))
    chip.show_minutes(3.7, 12)
    assert chip.text() == "3 of 12 min" and chip.property("tone") == "ink2"
    chip.show_minutes(15.2, 12)
    assert chip.text() == "3 min over" and chip.property("tone") == "warn"
    chip.show_minutes(5, 0)
    assert not chip.isVisible()


def test_progress_can_be_cancelled_once(page, theme, qtbot):
    panel = put(page, ProgressPanel(theme, "Creating the report"))
    panel.start()
    panel.advance(Stage(5, 20, "Writing pages"))
    button = panel.findChild(Button)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    panel.finish()
    assert not panel.isVisible()


def test_a_widget_shown_before_it_has_a_place_is_no_window(qtbot, theme):
    before = len(QApplication.topLevelWidgets())
    chip, panel, shown = TimerChip(theme), ProgressPanel(theme, "Export"), SaveIndicator(theme)
    chip.show_minutes(1, 2)
    panel.start()
    shown.saving()
    assert not any(w.isVisible() for w in (chip, panel, shown))
    card = Card(theme)
    qtbot.addWidget(card)
    for widget in (chip, panel, shown):
        card.add(widget)
    card.show()
    assert all(w.isVisible() for w in (chip, panel, shown))
    assert len([w for w in QApplication.topLevelWidgets() if w.isVisible()]) == 1, before


def test_a_row_becomes_a_column_instead_of_cutting_words(page, theme):
    row = Row(
        theme,
        Button(theme, "Take the whole list back", icon="undo-2"),
        None,
        Button(theme, "Add as a lesson"),
    )
    put(page, row)
    first, second = row.findChildren(Button)
    assert first.y() == second.y()
    page.resize(260, 600)
    QApplication.processEvents()
    assert second.y() > first.y() and first.width() >= first.sizeHint().width()


def test_what_was_typed_is_never_mark_up(page, theme):
    label = put(page, Text("<b>Mia</b> &amp; co"))
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert put(page, Pill(theme, "<i>x</i>", "info")).text() == "<i>x</i>"


def test_icons_can_all_be_drawn(theme):
    from roundtable.ui.icons import pixmap

    assert len(icon_names()) >= 45
    for name in icon_names():
        picture = pixmap(theme, name).toImage()
        assert any(
            picture.pixelColor(x, y).alpha()
            for x in range(0, picture.width(), 2)
            for y in range(picture.height())
        ), name


def test_a_deleted_widget_no_longer_listens_to_the_theme(qtbot, theme):
    window = QWidget()
    card = Card(theme, "Title")
    column = QVBoxLayout(window)
    column.addWidget(card)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.set_zoom(1.5)
    theme.set_zoom(1.0)


def test_pictures_that_the_stylesheet_takes_from_files_have_the_colours_of_their_theme():
    from roundtable import assets, design

    for name, palette in design.THEMES.items():
        assert f'stroke="{palette.primary_ink}"' in assets.read_text(f"icons/controls/tick-{name}.svg")
        assert f'stroke="{palette.ink}"' in assets.read_text(f"icons/controls/chevron-{name}.svg")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_with_the_focus_as_space_does(page, theme, qtbot, key):
    button = put(page, Button(theme, "Sign the statement", "primary"))
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, key)
    assert presses == [1]
    button.setEnabled(False)
    qtbot.keyClick(button, key)
    assert presses == [1]
