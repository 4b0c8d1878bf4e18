"""Before a report is made, the facilitator is told which words its typeface cannot write."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtWidgets import QApplication

from roundtable.actions.lessons import capture_lesson
from roundtable.actions.report_content import prepare_report
from roundtable.domain.lessons import LessonKind
from roundtable.domain.other_scripts import words_in_other_scripts
from roundtable.domain.report import AnonymousReport
from roundtable.export.printable import spelled_out
from roundtable.export.writer import Paper
from roundtable.ui.screens.export import ExportScreen
from tests.ui.report_stage import Reached, ReportStage, staged

COVERED = "Zażółć · Đặng Thị · Ștefan · Гогиашвили · Ελένη · çağrı – “said” … 5 €"
NOT_COVERED = {"Bengali": "শিশু", "Arabic": "مدرسة", "Urdu": "بچہ", "Chinese": "学校"}


def test_latin_cyrillic_greek_and_vietnamese_need_no_word() -> None:
    assert spelled_out(words_in_other_scripts([COVERED])) == ()


def test_each_script_without_letters_is_told_as_it_will_be_printed() -> None:
    words = words_in_other_scripts([f"They said {word} and {word} again." for word in NOT_COVERED.values()])
    pairs = dict(spelled_out(words))
    assert list(pairs) == list(NOT_COVERED.values())
    assert all(printed.isascii() and printed for printed in pairs.values())


def test_the_page_tells_it_before_the_report_is_made_and_the_report_prints_just_that(
    qapp: QApplication, tmp_path: Path
) -> None:
    stage = staged(Reached.CONFIRMED, tmp_path, {"export": ExportScreen})
    try:
        page = stage.open("export")
        assert not page.spelled_out.isVisible()
        capture_lesson(
            stage.vault, stage.audit, kind=LessonKind.SYSTEM, text="A leaflet in মাতৃভাষা was not there."
        )
        page = stage.open("export")
        assert page.spelled_out.isVisible()
        ((typed, printed),) = page.shown.spelled_out
        assert typed == "মাতৃভাষা" and f"{typed} as {printed}" in page.spelled_out.message.text()
        assert page.shown.view.report is None
        pdf = Paper().report(_report(stage))
        document = pypdfium2.PdfDocument(pdf)
        text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        document.close()
        assert printed in " ".join(text.split()) and "spelled in Latin letters" in " ".join(text.split())
    finally:
        stage.close()


def _report(stage: ReportStage) -> AnonymousReport:
    with stage.vault.reading() as tx:
        return prepare_report(tx, stage.audit).report
