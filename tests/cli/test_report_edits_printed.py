"""The command line makes the report that was edited, and refuses while nobody has confirmed the edit."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from roundtable.actions.report_edits import edit_text
from roundtable.domain import report_edits as edits
from roundtable.storage.keys import RELEASED
from tests.actions.rooms import room
from tests.cli.conftest import Run
from tests.storage import vaults as small
from tests.storage.vaults import PASSPHRASE


def test_an_edit_is_printed_once_it_is_confirmed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small, "CHEAP", RELEASED)  # a file that the command can open
    said = "Answers came late in **both** cases."
    with room(tmp_path) as here:
        edit_text(here.vault, here.audit_id, edits.ACROSS, said, "")
        here.confirm()
        path = here.vault.path
    word, out = tmp_path / "word.txt", tmp_path / "report.pdf"
    word.write_text(PASSPHRASE)
    made = run("report", path, "--audit", "MAA-2026-01", "--out", out, "--passphrase-file", word)
    assert made.code == 0, made.err
    document = pypdfium2.PdfDocument(out)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Answers came late in both cases." in text
