"""The page of papers, on a real file: looking at each, saving into one folder, passphrase, mirrored displays."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication

from roundtable.actions.papers import papers_view
from roundtable.actions.trail import trail_view
from roundtable.domain.papers import PaperKind
from roundtable.domain.sending_errors import FolderNotWritable
from roundtable.ui import paper_saving
from roundtable.ui.paper_saving import WantedPaper, save_papers
from roundtable.ui.screens.papers import PapersScreen
from tests.ui.report_stage import Reached, ReportStage, staged, text_of


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[ReportStage]:
    (tmp_path / "vault").mkdir()
    made = staged(Reached.CONFIRMED, tmp_path / "vault", {"papers": PapersScreen})
    yield made
    made.close()


def _page(stage: ReportStage) -> PapersScreen:
    stage.window.show()
    assert stage.navigator.go("papers", audit_id=stage.audit)
    stage.settle()
    page = stage.navigator.screen
    assert isinstance(page, PapersScreen)
    return page


def test_each_paper_says_what_it_needs_and_is_looked_at_in_the_window(stage: ReportStage) -> None:
    page = _page(stage)
    assert "decision" in page.cards[PaperKind.BRIEFING].needs.text()
    assert not page.cards[PaperKind.BRIEFING].save.isEnabled()
    for kind in (PaperKind.LETTER, PaperKind.AGENDA, PaperKind.ACTION_PLAN, PaperKind.SCHEDULE):
        page.cards[kind].look.click()
        stage.settle()
        assert page.preview.picture.has_picture(), kind
        assert not page.page.errors.isVisible(), kind


def test_papers_lie_in_the_chosen_folder_and_nowhere_else(stage: ReportStage, tmp_path: Path) -> None:
    page, folder = _page(stage), tmp_path / "out"
    folder.mkdir()
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    stage.prompts.answers += [folder, folder]
    page.cards[PaperKind.LETTER].save.click()
    page.cards[PaperKind.ACTION_PLAN].save.click()
    letters = len(page.cards[PaperKind.LETTER].agencies())
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert {path.parent for path in new if path.suffix == ".pdf"} == {folder}
    assert all(path.parent == folder or path.parent == tmp_path / "vault" for path in new)
    assert len(list(folder.iterdir())) == letters + 1
    assert "Police" in text_of(next(folder.glob("Letter-*-1.pdf")).read_bytes()) or letters > 1
    assert trail_view(stage.vault, 1)[0].event == "paper.saved"


def test_a_schedule_is_saved_encrypted_and_its_passphrase_stays_until_it_was_told(
    stage: ReportStage, tmp_path: Path
) -> None:
    page = _page(stage)
    stage.prompts.answers.append(tmp_path)
    page.cards[PaperKind.SCHEDULE].save.click()
    stage.settle()
    words = page.passphrase.text()
    data = next(tmp_path.glob("Schedule-*.pdf")).read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    pikepdf.open(io.BytesIO(data), password=words).close()
    page.passphrase.told.click()
    assert not page.passphrase.isVisible()


def test_passphrases_come_back_until_each_was_told(stage: ReportStage, tmp_path: Path) -> None:
    page = _page(stage)
    stage.prompts.answers += [tmp_path, tmp_path]
    words = {}
    for kind in (PaperKind.SCHEDULE, PaperKind.PRE_READ):
        page.cards[kind].save.click()
        stage.settle()
        words[kind] = page.passphrase.text()
    assert stage.navigator.go("home")
    page = _page(stage)
    assert page.passphrase.isVisible()
    assert page.passphrase.text() == words[PaperKind.SCHEDULE]
    page.passphrase.told.click()
    stage.settle()
    assert page.passphrase.text() == words[PaperKind.PRE_READ]
    page.passphrase.told.click()
    stage.settle()
    assert not _page(stage).passphrase.isVisible()


def test_the_page_says_whose_each_numbered_letter_is(stage: ReportStage, tmp_path: Path) -> None:
    page = _page(stage)
    stage.prompts.answers.append(tmp_path)
    page.cards[PaperKind.LETTER].save.click()
    told = page.cards[PaperKind.LETTER].letters.text()
    for number, name in enumerate(papers_view(stage.vault, stage.audit).letters, 1):
        assert f"{number} {name}" in told
        assert name in text_of(next(tmp_path.glob(f"Letter-*-{number}.pdf")).read_bytes())


def test_what_is_saved_is_what_was_looked_at(stage: ReportStage, tmp_path: Path) -> None:
    page = _page(stage)
    stage.prompts.answers.append(tmp_path)
    page.cards[PaperKind.AGENDA].look.click()
    stage.settle()
    seen = page._pdf
    page.cards[PaperKind.AGENDA].save.click()
    assert next(tmp_path.glob("Agenda-*.pdf")).read_bytes() == seen


def test_the_large_button_saves_the_paper_that_is_next(stage: ReportStage, tmp_path: Path) -> None:
    page = _page(stage)
    assert page.footer.primary.text() == "Save the action plan…"
    assert page.cards[PaperKind.ACTION_PLAN].ready.text() == "Next"
    stage.prompts.answers.append(tmp_path)
    page.footer.primary.click()
    stage.settle()
    assert len(list(tmp_path.glob("Action-plan-*.pdf"))) == 1
    assert page.cards[PaperKind.ACTION_PLAN].ready.text() == "Saved"
    assert page.footer.primary.isHidden()  # the briefing needs decisions first


def test_a_briefing_whose_words_nobody_confirmed_is_read_before_it_is_saved(
    stage: ReportStage, tmp_path: Path
) -> None:
    page = _page(stage)
    assert "not these words" in page.cards[PaperKind.BRIEFING].unconfirmed.text()
    stage.prompts.answers.append(False)
    page._save(PaperKind.BRIEFING)
    assert list(tmp_path.glob("*.pdf")) == []
    assert not stage.prompts.answers


def test_mirrored_displays_show_neither_names_nor_passphrase(stage: ReportStage) -> None:
    page = _page(stage)
    page.cards[PaperKind.SCHEDULE].look.click()
    stage.settle()
    page.hide_private(True)
    assert not page.preview.picture.has_picture()
    assert not page.cards[PaperKind.SCHEDULE].look.isVisible()


def test_when_one_of_many_cannot_be_written_none_is_left(
    stage: ReportStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, real = [], paper_saving.write_file

    def write(path: Path, data: bytes) -> None:
        if written:
            raise FolderNotWritable()
        written.append(path)
        real(path, data)

    monkeypatch.setattr(paper_saving, "write_file", write)
    agencies = _page(stage).cards[PaperKind.LETTER].agencies()
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(FolderNotWritable):
        save_papers(
            stage.vault, stage.context.papers, stage.audit, WantedPaper(PaperKind.LETTER, agencies), folder
        )
    assert written
    assert list(folder.iterdir()) == []
    assert trail_view(stage.vault, 1)[0].event != "paper.saved"


def test_nothing_is_clipped_or_unnamed_at_any_zoom(stage: ReportStage) -> None:
    _page(stage)
    assert stage.problems_at_every_zoom() == []
