"""The pages before a vault is open, by their keys."""

from __future__ import annotations

from collections.abc import Mapping

from roundtable.ui.context import Settings
from roundtable.ui.door import Entrance
from roundtable.ui.first_run import FirstRun
from roundtable.ui.machine_settings import recent_files
from roundtable.ui.navigator import MakeScreen
from roundtable.ui.recovery_code import Recover
from roundtable.ui.restore_backup import Restore
from roundtable.ui.try_sample import TrySample
from roundtable.ui.unlock import Unlock


def _with(screen: MakeScreen, entrance: Entrance) -> MakeScreen:
    return lambda context, **params: screen(context, entrance, **params)


def screens_before_unlock(entrance: Entrance) -> Mapping[str, MakeScreen]:
    """Key → screen for the navigator: unlock, first_run, try_sample, recover, restore."""
    pages: dict[str, MakeScreen] = {
        "unlock": Unlock,
        "first_run": FirstRun,
        "try_sample": TrySample,
        "recover": Recover,
        "restore": Restore,
    }
    return {key: _with(page, entrance) for key, page in pages.items()}


def first_key(settings: Settings) -> str:
    """Where the program begins: at the first run, or where a file was opened before."""
    return "unlock" if recent_files(settings) else "first_run"
