"""The card that asks about one string: Enter does what the panel is for, in each of its fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roundtable.domain.report_work import Choice
from roundtable.ui.name_decision import OWN_WORDS, AskedString, Decided, NameDecisionCard
from roundtable.ui.theme import Theme

ASKED = AskedString("Quillon", 2, "Chronology", "Mr Quillon rang the school.", "Father of Child B", "a name")


def shown(theme: Theme, qtbot, suggestion: str) -> tuple[NameDecisionCard, list[Decided]]:
    card = NameDecisionCard(theme)
    qtbot.addWidget(card)
    card.set_choices([("f", "Father of Child B")], [("1", "Case 1")])
    card.ask(AskedString(ASKED.text, 2, ASKED.where, ASKED.context, suggestion, ASKED.why), 1, 3)
    heard: list[Decided] = []
    card.decided.connect(heard.append)
    card.resize(900, 600)
    card.show()
    card.activateWindow()
    QTest.qWaitForWindowActive(card)
    card.open_panel(card.replacing)
    return card, heard


def test_enter_on_the_chosen_label_replaces(theme: Theme, qtbot) -> None:
    card, heard = shown(theme, qtbot, "Father of Child B")
    assert card.label.hasFocus(), "where the panel begins when a label is suggested"
    QTest.keyClick(card.label, Qt.Key.Key_Return)
    assert heard == [Decided(Choice.REPLACE, entity="f")]


def test_enter_without_words_asks_for_them(theme: Theme, qtbot) -> None:
    card, heard = shown(theme, qtbot, "")
    assert card.label.value() == OWN_WORDS
    card.label.setFocus()
    QTest.keyClick(card.label, Qt.Key.Key_Return)
    assert heard == [] and card.words_field.error() and card.words.hasFocus()
    QTest.keyClicks(card.words, "a neighbour")
    QTest.keyClick(card.words, Qt.Key.Key_Return)
    assert heard == [Decided(Choice.REPLACE, words="a neighbour")]
