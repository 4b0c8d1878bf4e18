"""The short form of `python -m tests.fuzz`: nothing but a named error comes of a hostile file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fuzz.readers import Reader, readers, run

NAMES = ("case pack", "register", "recovery file", "text", "report", "CSV", "paste", "workbook", "logo")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_a_named_error_comes_of_a_hostile_file(tmp_path: Path, name: str) -> None:
    with readers(tmp_path) as every:
        assert tuple(each.name for each in every) == NAMES
        reader = next(each for each in every if each.name == name)
        tally = run(reader, 40 if name in ("report", "workbook") else 250, seed=2)
    assert tally.faults == []
    assert tally.refused > tally.inputs // 4


@pytest.mark.parametrize("name", NAMES)
def test_the_good_file_is_read(tmp_path: Path, name: str) -> None:
    with readers(tmp_path) as every:
        reader = next(each for each in every if each.name == name)
        assert reader.read(reader.good) is not None


def test_a_reader_that_stumbles_is_found(tmp_path: Path) -> None:
    def stumbling(data: bytes) -> object:
        return data.decode()

    with readers(tmp_path) as every:
        broken: Reader = replace(every[0], read=stumbling)
        tally = run(broken, 100, seed=2)
    assert any(each.startswith("UnicodeDecodeError at ") for each in tally.faults)
