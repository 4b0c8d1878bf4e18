"""Which key opens which screen once a vault is open."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from roundtable.ui.context import Context
from roundtable.ui.navigator import MakeScreen
from roundtable.ui.screen import Screen

# key: (module in `ui.screens`, class). Imported when first opened: the unlock page must not wait for them.
SCREENS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "home": ("home", "Home"),
        "audit": ("audit", "AuditScreen"),
        "case": ("case", "CaseScreen"),
        "event_file": ("event_file", "EventFileScreen"),
        "import_pack": ("import_pack", "ImportPack"),
        "meeting": ("meeting", "MeetingScreen"),
        "sign": ("sign", "SignScreen"),
        "hand_over": ("hand_over", "HandOverScreen"),
        "who": ("who", "WhoScreen"),
        "headlines": ("headlines", "HeadlinesScreen"),
        "chronology": ("chronology", "ChronologyScreen"),
        "lived": ("lived", "LivedScreen"),
        "questions": ("questions", "QuestionsScreen"),
        "practice": ("practice", "PracticeScreen"),
        "grade": ("grade", "GradeScreen"),
        "urgent": ("urgent", "UrgentScreen"),
        "lessons": ("lessons", "LessonsScreen"),
        "actions": ("actions", "ActionsScreen"),
        "check": ("check", "CheckScreen"),
        "intruder": ("intruder", "IntruderScreen"),
        "edit": ("edit", "EditScreen"),
        "levels": ("levels", "LevelsScreen"),
        "confirm": ("confirm", "ConfirmScreen"),
        "export": ("export", "ExportScreen"),
        "send": ("send", "SendScreen"),
        "recall": ("recall", "RecallScreen"),
        "settings": ("settings", "SettingsScreen"),
        "papers": ("papers", "PapersScreen"),
        "disposal": ("disposal", "DisposalScreen"),
        "trail": ("trail", "TrailScreen"),
        "recovery": ("recovery", "RecoveryScreen"),
        "find": ("find", "FindScreen"),
        "help": ("help", "HelpScreen"),
        "about": ("about", "AboutScreen"),
        "shortcuts": ("shortcuts", "ShortcutsScreen"),
    }
)


def screens() -> dict[str, MakeScreen]:
    """Key → maker, for the navigator."""
    return {key: _maker(module, name) for key, (module, name) in SCREENS.items()}


def screen_class(key: str) -> type[Screen]:
    """The class behind a key. Raises KeyError, ImportError, AttributeError: slips that a test finds."""
    module, name = SCREENS[key]
    found: type[Screen] = getattr(importlib.import_module(f"roundtable.ui.screens.{module}"), name)
    return found


def _maker(module: str, name: str) -> MakeScreen:
    def make(context: Context, **params: object) -> Screen:
        cls: MakeScreen = getattr(importlib.import_module(f"roundtable.ui.screens.{module}"), name)
        return cls(context, **params)

    return make
