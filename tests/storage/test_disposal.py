"""Killed anywhere while records are destroyed, there is one whole file: all of them are in it, or none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from roundtable.storage import recovery
from roundtable.storage.transaction import OpenTransaction
from roundtable.storage.vault_file import VaultFile

from .vaults import PASSPHRASE, Clock, case, fill, make, reopen

CASES = 3


def without_cases(tx: OpenTransaction) -> None:
    for number in range(1, CASES + 1):
        tx.cases.remove(f"case{number}")


def killed_at(path: Path, step: int) -> bool:
    """A process of its own destroys the cases and ends at its `step`th write; whether it came that far."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _ending_at(step)
            opened = reopen(path)
            opened.destroy(PASSPHRASE, without_cases)
            opened.delete_older_copies()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 9


def _ending_at(step: int) -> None:
    """Every flush and every putting in place counts, before it is done."""
    done = [0]

    def counting(name: str, real: object) -> object:
        def call(*arguments: object, **named: object) -> object:
            done[0] += 1
            if done[0] == step:
                os._exit(9)
            return real(*arguments, **named)  # type: ignore[operator]

        return call

    os.fsync = counting("fsync", os.fsync)  # type: ignore[assignment]
    Path.replace = counting("replace", Path.replace)  # type: ignore[method-assign, assignment]
    Path.unlink = counting("unlink", Path.unlink)  # type: ignore[method-assign, assignment]


def content(opened: VaultFile) -> int:
    with opened.reading() as tx:
        return len(tx.cases.all())


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_killed_at_every_step_the_file_is_whole_and_opens(tmp_path: Path) -> None:
    seen: list[int] = []
    for step in range(1, 400):
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "Board.roundtable"
        opened, code = make(path)
        fill(opened, CASES)
        opened.back_up()
        opened.close()
        came_that_far = killed_at(path, step)
        opened = reopen(path)
        assert opened.check().is_sound, step
        seen.append(content(opened))
        assert seen[-1] in (0, CASES), step
        held = opened._held.key
        assert recovery.read(path).verifies(held), step
        assert recovery.unseal(recovery.read(path), code)[0].raw == held.raw, step
        left = {each.name for each in folder.iterdir() if each.suffix in (".new", ".part")}
        assert not left, f"{step}: {left}"
        opened.close()
        if not came_that_far:
            break
    assert len(seen) > 20
    assert seen[0] == CASES
    assert seen[-1] == 0
    assert seen == sorted(seen, reverse=True), "never back again"


def test_a_change_that_fails_leaves_everything(tmp_path: Path) -> None:
    path = tmp_path / "Board.roundtable"
    opened, _ = make(path, Clock())
    fill(opened, CASES)
    before = opened.anchor()

    def failing(tx: OpenTransaction) -> None:
        without_cases(tx)
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        opened.destroy(PASSPHRASE, failing)
    assert opened.anchor() == before
    with opened.reading() as tx:
        assert tx.cases.get("case2") == case(2)
    assert not [each for each in tmp_path.iterdir() if each.suffix in (".new", ".part")]
    opened.close()
