"""The second person's confirmation in a real window over a real vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.anonymisation import decide, review_view
from roundtable.actions.confirming import confirm_view
from roundtable.actions.lessons import capture_lesson
from roundtable.domain.changes import Topic, changed
from roundtable.domain.lessons import LessonKind
from roundtable.domain.report_work import Choice, Confirmation
from roundtable.domain.signoff import Method
from roundtable.ui.screens.confirm import TOOK_PART, ConfirmScreen
from roundtable.ui.widgets.error_link import ErrorLink
from tests.storage import vaults
from tests.ui import accessibility
from tests.ui.report_stage import CONFIRMER, Reached, ReportStage, staged

Make = Callable[..., ReportStage]


@pytest.fixture
def make(tmp_path: Path, qapp: QApplication) -> Iterator[Make]:
    made: list[ReportStage] = []

    def build(reached: Reached = Reached.DECIDED, **options: Any) -> ReportStage:
        made.append(staged(reached, tmp_path, {"confirm": ConfirmScreen}, **options))
        return made[-1]

    yield build
    for stage in made:
        stage.close()


def stored(stage: ReportStage) -> Confirmation | None:
    return confirm_view(stage.vault, stage.audit).confirmation


def read_to_the_end(page: ConfirmScreen) -> None:
    """Page after page, as somebody reads."""
    page.pane.setFocus()
    for _ in range(200):
        QTest.keyClick(page.pane, Qt.Key.Key_PageDown)
        if page.pane.was_read_to_end():
            return
    raise AssertionError("the text does not end")


def say_who(page: ConfirmScreen, name: str = CONFIRMER) -> None:
    QTest.keyClicks(page.name, name)
    QTest.keyClicks(page.role, "Designated doctor")
    page.has_read.click()


def draw(page: ConfirmScreen) -> None:
    pad = page.card.pad
    middle = pad.rect().center()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 14):
        QTest.mouseMove(pad, middle + QPoint(5 * step, (-1) ** step * 9))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle)


def somebody_adds_a_lesson(stage: ReportStage) -> None:
    capture_lesson(stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="Another thing we saw.")
    stage.hub.announce(changed(Topic.LESSONS))
    stage.settle()


def test_everything_that_is_missing_is_said_at_once(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    page.do_primary()
    assert page.page.errors.texts() == (
        "Read the text to its end; it goes on where you stopped",
        "Enter your full name",
        "Enter your role, like designated doctor",
        "Tick that you have read the whole text",
        "Sign in the box, or choose Type my name.",
    )
    assert page.page.errors.hasFocus()
    assert stored(stage) is None


def test_a_drawn_signature_confirms_exactly_what_was_read(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    read_to_the_end(page)
    say_who(page)
    draw(page)
    page.do_primary()
    assert page.page.errors.texts() == ()
    confirmation = stored(stage)
    assert confirmation is not None
    assert (confirmation.name, confirmation.role) == (CONFIRMER, "Designated doctor")
    assert confirmation.signature.method is Method.DRAWN
    assert confirmation.content_sha256 == page.shown.content_sha256
    assert stage.here == "export"


def test_a_typed_name_is_as_good(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    read_to_the_end(page)
    say_who(page)
    page.card.to_typed.click()
    assert not page.card.to_paper.isVisible()
    page.do_primary()
    assert page.page.errors.texts() == ("Type your full name.",)
    QTest.keyClicks(page.card.typed, CONFIRMER)
    page.do_primary()
    confirmation = stored(stage)
    assert confirmation is not None
    assert confirmation.signature.typed_name == CONFIRMER


def test_who_prepared_it_cannot_confirm_it(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    read_to_the_end(page)
    say_who(page, vaults.WHO.upper())
    draw(page)
    page.do_primary()
    assert page.page.errors.texts() == (TOOK_PART.format(name=vaults.WHO.upper()),)
    assert page.name_field.error()
    assert stored(stage) is None


def test_no_name_stands_in_the_text_and_labels_are_marked(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    text = page.pane.toPlainText()
    assert "Zofia" not in text
    assert "Child " in text
    sections = page.shown.sections
    marked = [s.text[start:end] for s in sections for start, end in s.marks]
    assert len(marked) >= page.shown.replaced_count > 100
    labels = set(dict(review_view(stage.vault, stage.audit).labels).values())
    assert labels & set(marked)


def test_the_text_reads_in_the_order_of_the_paper_with_its_headings(make: Make) -> None:
    stage = make(Reached.EXPORTED)
    page = stage.open("confirm")
    headings = [s.where for s in page.shown.sections if s.text or s.level == 1]
    with stage.vault.reading() as tx:
        pdf = tx.reports.of(stage.audit)[0].pdf
    printed = _squeezed("".join(words.get_textpage().get_text_bounded() for words in PdfDocument(pdf)))
    at = printed.index(_squeezed("How this audit was done"), printed.index(_squeezed("Appendix")))
    for heading in headings[headings.index("How this audit was done") : headings.index("Appendix")]:
        found = printed.find(_squeezed(heading), at)
        assert found >= 0, heading
        at = found
    lines = page.pane.toPlainText().split("\n")
    assert [line for line in lines if line in set(headings)][:2] == headings[:2]


def _squeezed(text: str) -> str:
    return "".join(c for c in text.replace("’", "'").casefold() if c.isalnum())


def test_there_is_one_scroll_and_a_jump_to_the_end_is_no_reading(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    assert page.pane.verticalScrollBar().maximum() == 0
    assert page.page.verticalScrollBar().value() == 0
    assert page.pane.height() > stage.window.height()
    bar = page.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    assert not page.pane.was_read_to_end()
    page.do_primary()  # what is missing leads to where reading stopped
    link = page.page.errors.findChildren(ErrorLink)[0]
    link.click()
    stage.settle()
    assert 0 < bar.value() < 2 * page.window().height()
    bar.setValue(0)
    read_to_the_end(page)
    assert page.pane.was_read_to_end()


def test_a_registered_name_that_stays_as_a_word_is_marked_and_listed(make: Make) -> None:
    stage = make(Reached.LEARNED)
    for item in review_view(stage.vault, stage.audit).to_decide:
        kept = item.registered_as and item.text == "Grace"
        choice = Choice.KEEP if kept else Choice.REPLACE
        decide(
            stage.vault,
            stage.audit,
            item.text,
            choice,
            words="" if kept else "[name removed]",
            sentence=item.sentence,
            at=item.at,
        )
    page = stage.open("confirm")
    assert page.kept.isVisible()
    assert "1 name kept as a word in 1 sentence" in page.kept.message.text()
    assert "Grace was said before the meal." in page.kept.message.text()
    page.hide_private(True)
    assert not page.kept.isVisible()
    page.hide_private(False)
    assert page.kept.isVisible()
    cursor = page.pane.document().find("Grace was said")
    cursor.setPosition(cursor.selectionStart() + 2)
    assert cursor.charFormat().fontUnderline()


def test_a_text_that_changes_while_it_is_read_is_read_again(make: Make) -> None:
    stage = make()
    page = stage.open("confirm")
    read_to_the_end(page)
    say_who(page)
    draw(page)
    somebody_adds_a_lesson(stage)
    assert page.stale.isVisible()
    assert not page.pane.was_read_to_end()
    assert not page.has_read.isChecked()
    assert not page.card.pad.is_signed()
    assert page.name.text() == CONFIRMER
    page.do_primary()
    assert "Read the text to its end; it goes on where you stopped" in page.page.errors.texts()
    assert stored(stage) is None


def test_a_confirmation_of_an_older_text_counts_no_more(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("confirm")
    assert page.confirmed.isVisible()
    assert not page.signing.isVisible()
    assert page.footer.primary.text() == "Create the report"
    somebody_adds_a_lesson(stage)
    assert not page.confirmed.isVisible()
    assert page.signing.isVisible()
    assert CONFIRMER in page.stale.message.text()
    assert page.footer.primary.text() == "Sign and confirm"


def test_a_confirmation_can_be_withdrawn(make: Make) -> None:
    stage = make(Reached.CONFIRMED)
    page = stage.open("confirm")
    stage.prompts.answers = [False]
    page._withdraw()
    assert stored(stage) is not None
    stage.prompts.answers = [True]
    page._withdraw()
    assert stored(stage) is None
    assert page.signing.isVisible()


def test_open_names_come_first(make: Make) -> None:
    stage = make(Reached.LEARNED)
    page = stage.open("confirm")
    assert page.open_names.isVisible()
    assert not page.signing.isVisible()
    assert not page.footer.primary.isEnabled()


def test_the_room_view_rests(make: Make) -> None:
    stage = make()
    stage.open("confirm")
    assert stage.room.last.blank


@pytest.mark.parametrize("reached", [Reached.DECIDED, Reached.CONFIRMED])
def test_names_targets_and_words_fit_at_every_zoom(make: Make, reached: Reached) -> None:
    stage = make(reached)
    page = stage.open("confirm")
    if reached is Reached.DECIDED:
        page.do_primary()
    assert stage.problems_at_every_zoom() == []


def test_tab_leaves_the_text_and_goes_round(make: Make) -> None:
    stage = make()
    stage.open("confirm")
    ring = accessibility.tab_ring(stage.window)
    assert "Your full name" in ring
    assert "Your signature" in ring
