"""Figures of the guard on the door and of the trail: unlocking, wrong passphrases, changed entries (S3, S4, S8)."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from roundtable.domain.errors import RoundtableError, TooManyTries, TrailBroken
from roundtable.storage import keys, trail, vault
from roundtable.storage.ledger import Ledger
from roundtable.storage.trail import Entry
from tests.faults import deeds, looking
from tests.faults.results import Result
from tests.storage import vaults


def unlock(folder: Path, rounds: int, seed: int) -> Result:
    """Opening with the key that is used in earnest: seconds in all, of which for the key, and for the rest."""
    path = folder / "Board.roundtable"
    clock = vaults.Clock()
    vault.create(path, vaults.PASSPHRASE, who=vaults.WHO, clock=clock).vault.close()
    salt = path.read_bytes()[: keys.SALT_BYTES]
    alone, whole = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        keys.derive(vaults.PASSPHRASE, salt, keys.RELEASED).wipe()
        between = time.perf_counter()
        opened = vault.open(path, vaults.PASSPHRASE, who=vaults.WHO, clock=clock)
        whole.append(time.perf_counter() - between)
        alone.append(between - began)
        opened.nothing_changed()
        opened.close()
    return Result(
        "unlock",
        rounds,
        {
            "whole_s": round(median(whole), 3),
            "key_s": round(median(alone), 3),
            "rest_ms": round(1000 * (median(whole) - median(alone)), 1),
        },
    )


def tries(folder: Path, rounds: int, seed: int) -> Result:
    """Wrong passphrases one after the other, each by a program that was started anew: how long they take at least."""
    path = folder / "Board.roundtable"
    vaults.make(path)[0].close()
    clock = vaults.Clock(deeds.BEGINS)
    began = clock.at
    found = Counter[str](wrong=0)
    for _ in range(rounds):
        try:
            vaults.reopen(path, "not the passphrase at all", clock)
            found["wrong"] += 1
        except RoundtableError as refused:
            wait = int(str(refused.details["wait"]))
        if wait > 0:
            clock.at += timedelta(seconds=wait - 1)
            found["wrong"] += not _has_to_wait(path, clock)
            clock.at += timedelta(seconds=1)
    seconds = (clock.at - began).total_seconds()
    return Result("wrong passphrases", rounds, {**found, "seconds_at_least": round(seconds)})


def _has_to_wait(path: Path, clock: vaults.Clock) -> bool:
    """Even the right passphrase waits, a second before the time is up."""
    try:
        vaults.reopen(path, clock=clock).close()
    except TooManyTries:
        return True
    return False


def entries(folder: Path, rounds: int, seed: int) -> Result:
    """Random changes to the trail's entries: one bit, one gone, two exchanged, one twice, one of another key."""
    chance = random.Random(seed)
    ours, public, name = _trail(folder / "ours.roundtable")
    theirs, _, _ = _trail(folder / "theirs.roundtable")
    found = Counter[str](unnoticed=0, unnamed=0, entries=len(ours))
    began = time.perf_counter()
    trail.verify(iter(ours), public, name)
    each_us = 1e6 * (time.perf_counter() - began) / len(ours)
    for number in range(rounds):
        changed = _changed(list(ours), theirs, chance, number % 6)
        try:
            trail.verify(iter(changed), public, name)
            found["unnoticed"] += 1
        except TrailBroken:
            pass
        except Exception:
            found["unnamed"] += 1
    return Result("changed trail", rounds, {**found, "verify_us_an_entry": round(each_us)})


def _trail(path: Path) -> tuple[list[Entry], bytes, str]:
    deeds.prepare(path)
    with looking.opened(path) as opened:
        identity = opened._held.identity
        with opened._ledger() as ledger:
            assert isinstance(ledger, Ledger)
            return list(ledger.entries()), ledger._signer.public_key, identity.vault


def _changed(ours: list[Entry], theirs: list[Entry], chance: random.Random, how: int) -> list[Entry]:
    place = chance.randrange(len(ours) - 1)
    if how == 0:
        ours[place] = _with_bit(ours[place], chance)
    elif how == 1:
        del ours[place]
    elif how == 2:
        ours[place], ours[place + 1] = ours[place + 1], ours[place]
    elif how == 3:
        ours.insert(place, ours[place])
    elif how == 4:
        ours[place] = theirs[min(place, len(theirs) - 1)]
    else:
        body = json.loads(ours[place].body)
        body["who"] = "Somebody Else"
        ours[place] = replace(
            ours[place], body=json.dumps(body, separators=(",", ":"), sort_keys=True).encode()
        )
    return ours


def _with_bit(entry: Entry, chance: random.Random) -> Entry:
    name = chance.choice(("body", "hash", "signature"))
    value = getattr(entry, name)
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    changed: Any = data.decode("latin-1") if isinstance(value, str) else bytes(data)
    return replace(entry, **{name: changed})
