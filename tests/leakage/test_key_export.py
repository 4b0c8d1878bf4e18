"""`Export my key`: after the passphrase alone, and what it gives opens the file in any SQLCipher tool."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roundtable.actions.trail import trail_view
from roundtable.domain.errors import TooManyTries, WrongPassphrase
from roundtable.ui.preparation.key_export import KeyExport
from roundtable.ui.screens.settings import SettingsScreen
from tests.storage import vaults
from tests.ui.frame_stage import FrameStage, board_vault

WITH_SQLCIPHER_ALONE = """
import json, sys
from sqlcipher3 import dbapi2
con = dbapi2.connect(sys.argv[1])
con.execute('PRAGMA key = "' + sys.stdin.read().strip() + '"')
print(json.dumps(con.execute("SELECT count(*) FROM sqlite_master").fetchone()))
"""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[vaults.VaultFile]:
    made = board_vault(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(qapp: QApplication, vault: vaults.VaultFile) -> Iterator[FrameStage]:
    made = FrameStage({"settings": SettingsScreen}, vault)
    yield made
    made.close()


def card(stage: FrameStage) -> KeyExport:
    made: KeyExport = stage.open("settings", section="passphrase").key
    assert made.passphrase.isVisible() and not made.key.isVisible()
    return made


def events(vault: vaults.VaultFile) -> list[str]:
    return [entry.event for entry in trail_view(vault)]


def opened_elsewhere(path: Path, key: str) -> int:
    """How many tables another program sees, which knows nothing of Roundtable."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", WITH_SQLCIPHER_ALONE, str(path)],
        input=key,
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout)[0] if done.returncode == 0 else 0


def test_the_key_opens_the_file_without_roundtable(stage: FrameStage, vault: vaults.VaultFile) -> None:
    made = card(stage)
    QTest.keyClicks(made.passphrase.line, vaults.PASSPHRASE)
    made.show_key()
    key = made.key.text()
    assert made.key.isVisible() and not made.passphrase.isVisible()
    assert made.passphrase.text() == "", "the passphrase is not left in its field"
    assert "key.exported" in events(vault)
    path = vault.path
    vault.close()
    assert opened_elsewhere(path, key) > 5
    assert opened_elsewhere(path, key.replace(key[2], "0" if key[2] != "0" else "1", 1)) == 0


def test_a_wrong_passphrase_gives_nothing_and_makes_one_wait(
    stage: FrameStage, vault: vaults.VaultFile
) -> None:
    made = card(stage)
    for shown in ("Enter the passphrase", "That is not the passphrase", "Wait before the next try"):
        made.show_key()
        assert shown in made.errors.accessibleName()
        assert made.key.text() == "" and not made.key.isVisible()
        made.passphrase.clear()
        QTest.keyClicks(made.passphrase.line, vaults.PASSPHRASE + "x")
    assert "key.exported" not in events(vault)


def test_the_file_with_the_key_is_for_its_owner_alone(stage: FrameStage, tmp_path: Path) -> None:
    made = card(stage)
    QTest.keyClicks(made.passphrase.line, vaults.PASSPHRASE)
    made.show_key()
    target = tmp_path / "key.txt"
    stage.prompts.answers.append(target)
    made.save.click()
    assert target.read_text() == made.key.text() + "\n"
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_leaving_the_page_takes_the_key_off_it(stage: FrameStage) -> None:
    made = card(stage)
    QTest.keyClicks(made.passphrase.line, vaults.PASSPHRASE)
    made.show_key()
    assert made.key.text()
    stage.navigator.screen.leave()  # type: ignore[union-attr]
    assert made.key.text() == "" and not made.key.isVisible()


def test_wrong_tries_at_an_open_file_count_and_are_forgiven_by_the_right_one(tmp_path: Path) -> None:
    clock = vaults.Clock()
    vault, _code = vaults.make(tmp_path / "a.roundtable", clock)
    try:
        for seconds in (1, 2, 4):
            with pytest.raises(WrongPassphrase) as wrong:
                vault.written_key("no such words")
            assert wrong.value.details["wait"] == seconds
            with pytest.raises(TooManyTries):
                vault.is_passphrase(vaults.PASSPHRASE)
            clock.forward(seconds=seconds)
        assert vault.is_passphrase(vaults.PASSPHRASE)
        with pytest.raises(WrongPassphrase) as wrong:
            vault.change_passphrase("no such words", vaults.OTHER_PASSPHRASE)
        assert wrong.value.details["wait"] == 1
    finally:
        vault.close()
    clock.forward(seconds=0.5)
    with pytest.raises(TooManyTries):  # closing and opening does not forget it
        vaults.reopen(tmp_path / "a.roundtable", clock=clock)
