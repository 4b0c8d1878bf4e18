"""Importing a case pack: by button, drop, paste or path; all of it or nothing, mistakes by row and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.actions.audits import audit_view
from roundtable.actions.home import home_view
from roundtable.domain.ids import AuditId
from roundtable.ui.screens.import_pack import ImportPack
from tests.ui.frame_stage import demonstration
from tests.ui.preparing import Preparing


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Preparing]:
    made = Preparing(tmp_path)
    yield made
    made.close()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "pack.json"
    path.write_bytes(assets.read_bytes("demonstration/pack.json"))
    return path


def _problems(screen: ImportPack) -> str:
    from roundtable.ui.widgets import Callout

    return "\n".join(each.message.text() for each in screen.problems.findChildren(Callout))


def test_choose_look_import(stage: Preparing, pack: Path) -> None:
    screen = stage.open("import_pack")
    assert not screen.footer.primary.isVisibleTo(screen)
    stage.prompts.answers.append(pack)
    screen.zone.browse.click()
    assert [line.people for line in screen.table.rows_model.rows][:2] == [17, 14]
    assert home_view(stage.board_vault).audits == (), "nothing is stored before it is asked for"
    assert screen.footer.primary.text() == "Import 4 cases"
    screen.do_primary()
    key, params = stage.place
    assert key == "audit"
    view = audit_view(stage.board_vault, AuditId(str(params["audit_id"])))
    assert len(view.cases) == 4
    assert params["section"] == "cases"


def test_the_path_can_be_typed_or_pasted(stage: Preparing, pack: Path) -> None:
    screen = stage.open("import_pack")
    QTest.keyClicks(screen.zone.path, f'"{pack}"')
    QTest.keyClick(screen.zone.path, Qt.Key.Key_Return)
    assert screen.preview.isVisibleTo(screen)


def test_a_file_can_be_dropped(stage: Preparing, pack: Path) -> None:
    screen = stage.open("import_pack")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    screen.zone.dropEvent(drop)
    assert screen.preview.isVisibleTo(screen)


def test_a_file_can_be_pasted(stage: Preparing, pack: Path) -> None:
    screen = stage.open("import_pack")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack))])
    QApplication.clipboard().setMimeData(data)
    screen.zone.paste()
    assert screen.preview.isVisibleTo(screen)
    QApplication.clipboard().clear()


def test_mistakes_are_named_by_row_and_field_and_nothing_is_imported(stage: Preparing, pack: Path) -> None:
    content = json.loads(pack.read_text(encoding="utf-8"))
    content["cases"][0]["register"]["people"][2]["born_on"] = "31.12.2019"
    pack.write_text(json.dumps(content), encoding="utf-8")
    screen = stage.open("import_pack")
    screen.read_file(pack)
    assert "cases[1].register.people[3].born_on" in _problems(screen)
    assert screen.problems.isVisibleTo(screen)
    assert not screen.footer.primary.isVisibleTo(screen)
    assert home_view(stage.board_vault).audits == ()
    content["cases"][0]["register"]["people"][2]["born_on"] = "2019-12-31"
    pack.write_text(json.dumps(content), encoding="utf-8")
    screen.read_file(pack)
    assert not screen.problems.isVisibleTo(screen)
    assert screen.preview.isVisibleTo(screen)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"{}", b"[1, 2", b'{"format": "letter", "version": 1}']
)
def test_other_files_are_refused_with_a_reason(stage: Preparing, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(data)
    screen = stage.open("import_pack")
    screen.read_file(path)
    assert len(_problems(screen)) > 20
    assert not screen.preview.isVisibleTo(screen)


def test_a_file_that_is_not_there_is_told(stage: Preparing, tmp_path: Path) -> None:
    screen = stage.open("import_pack")
    screen.read_file(tmp_path / "gone.json")
    assert "cannot be read" in _problems(screen)


def test_the_same_reference_twice_is_refused_and_nothing_changes(stage: Preparing, pack: Path) -> None:
    demonstration(stage.board_vault)
    screen = stage.open("import_pack")
    screen.read_file(pack)
    screen.do_primary()
    assert stage.place[0] == "import_pack"
    assert screen.page.errors.texts()
    assert len(home_view(stage.board_vault).audits) == 1


def test_the_sample_shows_at_once(stage: Preparing) -> None:
    screen = stage.open("import_pack", sample=True)
    assert screen.preview.isVisibleTo(screen)
    screen.do_primary()
    assert len(home_view(stage.board_vault).audits) == 1


def test_cancelling_while_reading_leaves_the_page_as_it_was(stage: Preparing, pack: Path) -> None:
    screen = stage.open("import_pack")
    stage.inline.held = True
    screen.read_file(pack)
    screen.progress.cancelled.emit()
    stage.inline.held = False
    stage.inline.release()
    assert not screen.preview.isVisibleTo(screen)
    assert screen.zone.isVisibleTo(screen)


def test_a_path_to_what_is_no_file_is_refused(stage: Preparing) -> None:
    screen = stage.open("import_pack")
    screen.read_file(Path("/dev/zero"))
    assert "cannot be read" in _problems(screen)
