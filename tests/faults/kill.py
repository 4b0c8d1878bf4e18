"""Processes killed in the middle of real work: the meeting, and everything that replaces the file (R1, S6)."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from roundtable.storage import backup, vault
from roundtable.storage.transaction import OpenTransaction
from tests.faults import deeds, looking, old_schemas
from tests.faults.looking import Wrong
from tests.faults.processes import CAN_KILL, WHY_NOT, Killed, Say, killed_after
from tests.faults.results import Result, cannot
from tests.storage import vaults

MOST_DEEDS = 160
"""Then a new file is begun: a round is to be quick."""
DEEDS_BEFORE = 24
"""How much is in a file that is about to be replaced."""


@dataclass
class Stage:
    """The file on which the rounds are played, and what has been promised about it so far."""

    folder: Path
    path: Path
    code: str
    promised: int
    passphrase: str = vaults.PASSPHRASE


@dataclass(frozen=True)
class Work:
    """Something that is killed: how a round begins, what the child does, what must hold afterwards."""

    longest: float
    begin: Callable[[Stage], None]
    child: Callable[[Stage, Say], None]
    look: Callable[[Stage, Killed, Counter[str]], None]


def kill(work: str, folder: Path, rounds: int, seed: int) -> Result:
    """So many rounds of one kind of work, each killed at a random moment."""
    if not CAN_KILL:
        return cannot(f"kill {work}", WHY_NOT)
    chance, played = random.Random(seed), WORKS[work]
    found = Counter[str](lost=0, damaged=0, leaked=0, before=0, during=0, after=0, hot_journals=0)
    examples: list[str] = []
    stage = _fresh(folder / "0", work)
    reach = played.longest
    for number in range(1, rounds + 1):
        if stage.promised > MOST_DEEDS:
            shutil.rmtree(stage.folder)
            stage = _fresh(folder / str(number), work)
        played.begin(stage)
        ended = killed_after(partial(played.child, stage), chance.uniform(0, reach))
        if work != "meeting":
            # As many rounds end before the work is done as after, however busy the machine is.
            reach = min(2.0, max(0.02, reach * (0.85 if ended.said else 1.15)))
        journal = stage.path.with_name(stage.path.name + "-journal")
        found["hot_journals"] += journal.exists() and journal.stat().st_size > 0
        try:
            looking.require_no_plain_text(stage.folder)
            played.look(stage, ended, found)
            looking.require_no_plain_text(stage.folder)
            if list(stage.folder.glob("*.new*")):
                raise Wrong("left behind", [each.name for each in stage.folder.glob("*.new*")])
        except Wrong as wrong:
            found[wrong.kind] += 1
            examples.append(f"round {number}: {wrong}")
            stage = _fresh(folder / f"after{number}", work)
    return Result(f"kill {work}", rounds, dict(found), tuple(examples[:5]))


def _fresh(folder: Path, work: str) -> Stage:
    folder.mkdir()
    path = folder / "Board.roundtable"
    code = deeds.prepare(path)
    stage = Stage(folder, path, code, 0)
    if work != "meeting":
        with looking.opened(path) as opened:
            room = deeds.Room.of(opened)
            for number in range(1, DEEDS_BEFORE + 1):
                deeds.do(room, number)
        stage.promised = DEEDS_BEFORE
    return stage


def _nothing(stage: Stage) -> None:
    """A round goes on where the one before was killed."""


# --- the meeting


def _go_on_with_the_meeting(stage: Stage, say: Say) -> None:
    room = deeds.Room.of(vaults.reopen(stage.path, clock=deeds.clock_at(stage.promised)))
    say("start")
    number = stage.promised
    while True:
        number += 1
        deeds.do(room, number)
        say(str(number))


def _look_at_the_meeting(stage: Stage, ended: Killed, found: Counter[str]) -> None:
    promised = max([stage.promised, *(int(line) for line in ended.said)])
    there, _ = looking.deeds_at(stage.path)
    if not promised <= there <= promised + 1:
        raise Wrong("lost", f"{promised} promised, {there} there")
    found["during" if there > promised else "before"] += 1
    stage.promised = there


# --- a new passphrase


def _change_passphrase(stage: Stage, say: Say) -> None:
    opened = vaults.reopen(stage.path, stage.passphrase, deeds.clock_at(0))
    now = stage.passphrase
    say("start")
    while True:
        opened.change_passphrase(now, _other(now))
        now = _other(now)
        say(now)


def _other(passphrase: str) -> str:
    return vaults.OTHER_PASSPHRASE if passphrase == vaults.PASSPHRASE else vaults.PASSPHRASE


def _look_for_either(stage: Stage, ended: Killed, found: Counter[str]) -> None:
    """The last passphrase that was promised, or the one that was on its way; the sheet opens it always."""
    last = ended.said[-1] if ended.said else stage.passphrase
    there, opens_with = looking.deeds_at(stage.path, last, _other(last))
    found[("after" if ended.said else "before") if opens_with == last else "during"] += 1
    _require_all(stage, there)
    recovered = vault.open_with_recovery_code(
        stage.path, stage.code, last, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
    )
    there = looking.deeds_in(recovered)
    recovered.nothing_changed()
    recovered.close()
    _require_all(stage, there)
    stage.passphrase = last
    for each in backup.all_of(stage.path)[3:]:
        backup.remove(each)


def _require_all(stage: Stage, there: int) -> None:
    if there != stage.promised:
        raise Wrong("lost", f"{stage.promised} promised, {there} there")


# --- the recovery sheet


def _recover(stage: Stage, say: Say) -> None:
    new = _other(stage.passphrase)
    say("start")
    vault.open_with_recovery_code(
        stage.path, stage.code, new, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
    )
    say(new)


# --- an older schema


def _make_old(stage: Stage) -> None:
    for each in backup.all_of(stage.path):
        backup.remove(each)
    old_schemas.put_at(stage.path, 1)


def _bring_up(stage: Stage, say: Say) -> None:
    say("start")
    vaults.reopen(stage.path, clock=deeds.clock_at(0))
    say("done")


def _look_at_the_new_schema(stage: Stage, ended: Killed, found: Counter[str]) -> None:
    """All that the old file held, and the backup from before the change opens too, with its recovery file."""
    found["after" if ended.said else "during" if backup.all_of(stage.path) else "before"] += 1
    with looking.opened(stage.path) as opened:
        if deeds.state(deeds.Room.of(opened)) != old_schemas.held_by(1):
            raise Wrong("lost", "not what the old file held")
        if not opened.check().is_sound:
            raise Wrong("damaged", opened.check())
    backups = backup.all_of(stage.path)
    if not backups:
        raise Wrong("no backup", "the schema was changed without one")
    if not all(looking.copy_opens(each.path, stage.folder / "copy") for each in backups):
        raise Wrong("lost", "the backup from before does not open")


# --- a backup in the place of the vault


def _restore(stage: Stage, say: Say) -> None:
    chosen = backup.all_of(stage.path)[-1].path
    say("start")
    vault.restore(
        stage.path, chosen, vaults.PASSPHRASE, who=vaults.WHO, clock=deeds.clock_at(0), sets=vaults.CHEAP
    )
    say("done")


def _back_up_and_go_on(stage: Stage) -> None:
    """One backup, and a deed that it does not have."""
    for each in backup.all_of(stage.path):
        backup.remove(each)
    for kept in stage.folder.glob("* replaced *"):
        kept.unlink()
    with looking.opened(stage.path) as opened:
        opened.back_up()
        room = deeds.Room.of(opened)
        stage.promised = deeds.how_many(deeds.state(room)) + 1
        deeds.do(room, stage.promised)


def _look_for_old_or_new(stage: Stage, ended: Killed, found: Counter[str]) -> None:
    """The vault as it was, or the backup of one deed before; and then the replaced file is still there."""
    there, _ = looking.deeds_at(stage.path)
    if ended.said and there != stage.promised - 1:
        raise Wrong("lost", "the backup was not put in place, though it was said")
    if there == stage.promised:
        found["before"] += 1
        return
    _require_all(Stage(stage.folder, stage.path, "", stage.promised - 1), there)
    found["after" if ended.said else "during"] += 1
    (kept,) = stage.folder.glob("* replaced *.roundtable")
    there, _ = looking.deeds_at(kept)
    _require_all(stage, there)
    looking.opens(kept)


# --- records destroyed


def _destroy(stage: Stage, say: Say) -> None:
    """Takes out the notes of the first case's walkthrough, through a copy that replaces the file."""
    opened = vaults.reopen(stage.path, clock=deeds.clock_at(0))

    def without_walkthroughs(tx: OpenTransaction) -> None:
        for each in tx.walkthroughs.all():
            tx.walkthroughs.remove(each.id)

    say("start")
    opened.destroy(vaults.PASSPHRASE, without_walkthroughs)
    say("done")


def _fill_again(stage: Stage) -> None:
    """A whole file again, where the one before was destroyed."""
    whole = stage.folder.parent / "whole"
    if not whole.exists():
        shutil.copytree(stage.folder, whole)
    shutil.rmtree(stage.folder)
    shutil.copytree(whole, stage.folder)


def _look_for_all_or_without(stage: Stage, ended: Killed, found: Counter[str]) -> None:
    """The file as it was, or without exactly what was destroyed."""
    whole = deeds.expected(stage.promised)
    walked = {"headline", "chronology", "lived experience", "judgement", "private note"}
    with looking.opened(stage.path) as opened:
        there = deeds.state(deeds.Room.of(opened))
        if not opened.check().is_sound:
            raise Wrong("damaged", opened.check())
    without = {name: numbers for name, numbers in whole.items() if name not in walked}
    if there not in ((without,) if ended.said else (whole, without)):
        raise Wrong("lost", "neither the whole file nor the one without")
    found["after" if ended.said else "before" if there == whole else "during"] += 1
    if left := [*stage.folder.glob("*.part*")]:
        raise Wrong("left behind", left)


WORKS = {
    "meeting": Work(0.12, _nothing, _go_on_with_the_meeting, _look_at_the_meeting),
    "passphrase": Work(0.25, _nothing, _change_passphrase, _look_for_either),
    "recovery": Work(0.2, _nothing, _recover, _look_for_either),
    "migration": Work(0.12, _make_old, _bring_up, _look_at_the_new_schema),
    "disposal": Work(0.2, _fill_again, _destroy, _look_for_all_or_without),
    "restore": Work(0.15, _back_up_and_go_on, _restore, _look_for_old_or_new),
}
