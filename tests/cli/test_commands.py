"""The commands on their own: help, bad input, anonymise, import, report before anybody confirmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roundtable import assets, cli
from roundtable.actions import round_tables
from roundtable.actions.board import found_board
from roundtable.demonstration_run import demonstration_pack
from roundtable.storage import vault as vaults
from roundtable.storage.keys import RELEASED
from tests.actions.rooms import HELD_ON, room
from tests.cli.conftest import Run
from tests.storage import vaults as small
from tests.storage.vaults import PASSPHRASE, Clock


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, run: Run) -> None:
    said = run(command, "--help")
    assert said.code == 0
    assert "example: roundtable" in said.out
    assert "exit codes" in said.out


def test_without_a_display_the_window_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = run()
    assert said.code == 1
    assert "no display" in said.err
    assert "Traceback" not in said.err


def test_anonymise_gives_text_replacements_and_questions(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    register.write_text(
        json.dumps(
            {
                "people": [{"id": "c", "name": "Weronika Zając", "role": "Child", "aliases": ["Nika"]}],
                "places": [{"id": "s", "name": "Larkrise Primary School", "role": "School"}],
            }
        ),
        encoding="utf-8",
    )
    text = "Nika told Larkrise that W. Zając's NHS number is 999 123 4567. Zebedee saw her."
    notes = tmp_path / "notes.txt"
    notes.write_text(text, encoding="utf-8")
    said = run("anonymise", "--register", register, "--seed", "5eed", notes)
    made = json.loads(said.out)
    assert said.code == 0
    for gone in ("Nika", "Zając", "Larkrise", "999"):
        assert gone not in made["text"]
    for each in made["replacements"]:
        assert text[each["start"] : each["end"]] == each["original"]
    assert made["text"].count("Child A") == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not json", "register"),
        (b'{"people": [{"name": "No Id", "role": "Child"}]}', "people[0]"),
        (b'{"people": [{"id": 7, "name": "x"}]}', "people[0].id"),
    ],
)
def test_a_bad_register_is_named_with_its_field(content: bytes, told: str, run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "register.json"
    bad.write_bytes(content)
    notes = tmp_path / "notes.txt"
    notes.write_text("words", encoding="utf-8")
    said = run("anonymise", "--register", bad, notes)
    assert said.code == 1
    assert told in said.err


def test_text_that_is_not_utf8_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.json"
    register.write_text("{}")
    notes = tmp_path / "notes.txt"
    notes.write_bytes(b"first\nsec\xffond")
    said = run("anonymise", "--register", register, notes)
    assert said.code == 1
    assert "line 2" in said.err


@pytest.fixture
def vault(tmp_path: Path) -> tuple[Path, Path]:
    """A real vault with a Board, and its passphrase file."""
    path, word = tmp_path / "Board.roundtable", tmp_path / "passphrase"
    made = vaults.create(path, PASSPHRASE, who="Ana", clock=Clock())
    found_board(made.vault, name="Testham Board", pack_id="lscb_2015", contact="the chair")
    made.vault.close()
    word.write_text(f"{PASSPHRASE}\n")
    return path, word


def test_a_pack_is_imported_once_and_the_report_waits_for_a_second_person(
    vault: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    path, word = vault
    pack = assets.path("demonstration/pack.json")
    said = run("import", path, pack, "--passphrase-file", word)
    assert said.code == 0, said.err
    assert "4 cases" in said.out
    again = run("import", path, pack, "--passphrase-file", word)
    assert again.code == 1
    out = tmp_path / "report.pdf"
    reference = demonstration_pack().audit.reference
    refused = run("report", path, "--audit", reference, "--out", out, "--passphrase-file", word)
    assert refused.code == 3
    assert not out.exists()
    unknown = run("report", path, "--audit", "NONE-1", "--out", out, "--passphrase-file", word)
    assert unknown.code == 1
    assert reference in unknown.err


def test_a_bad_pack_names_row_and_field_and_imports_nothing(
    vault: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    path, word = vault
    pack = json.loads(assets.read_text("demonstration/pack.json"))
    pack["cases"][1]["register"]["people"][2]["born_on"] = "31/12/2019"
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(pack))
    said = run("import", path, bad, "--passphrase-file", word)
    assert said.code == 1
    assert "cases[2].register.people[3].born_on" in said.err
    good = run("import", path, assets.path("demonstration/pack.json"), "--passphrase-file", word)
    assert good.code == 0


def test_wrong_passphrase_and_missing_files_are_told_in_words(
    vault: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    path, _ = vault
    wrong = tmp_path / "wrong"
    wrong.write_text("another-passphrase-altogether-here\n")
    said = run("check", path, "--passphrase-file", wrong)
    assert said.code == 1
    assert "assphrase" in said.err
    missing = run("check", tmp_path / "none.roundtable", "--passphrase-file", wrong)
    assert missing.code == 1
    nobody = run("check", path, "--passphrase-file", tmp_path / "nothing")
    assert "no file" in nobody.err


def test_a_report_that_its_facilitator_confirmed_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small, "CHEAP", RELEASED)  # a file that the command can open
    with room(tmp_path) as here:
        here.confirm("Owen Merriweather")
        details = round_tables.MeetingDetails(HELD_ON, facilitator="Mr Owen  Merriweather")
        round_tables.edit_round_table(here.vault, here.table_id, details)
        path = here.vault.path
    word = tmp_path / "word.txt"
    word.write_text(PASSPHRASE)
    out = tmp_path / "report.pdf"
    refused = run("report", path, "--audit", "MAA-2026-01", "--out", out, "--passphrase-file", word)
    assert refused.code == 3 and not out.exists()
    assert "took part in preparing this report" in refused.err
