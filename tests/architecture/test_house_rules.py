"""Every module keeps the house rules, and every rule bites on a breach planted for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.house_rules import MAX_LINES, ROOT, RULES, TEST_RULES, Module, Rule, package_modules

ALL = {rule.name: rule for rule in (*RULES, *TEST_RULES)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_package_keeps(rule: Rule) -> None:
    found = [breach for module in package_modules() for breach in rule.breaches(module)]
    assert not found, "\n".join(["", *found])


@pytest.mark.parametrize("rule", TEST_RULES, ids=lambda rule: rule.name)
def test_the_tests_of_the_window_keep(rule: Rule) -> None:
    files = [path for area in ("ui", "journeys") for path in sorted((ROOT / "tests" / area).rglob("*.py"))]
    modules = [Module(path.stem, path.read_text(encoding="utf-8")) for path in files]
    found = [breach for module in modules for breach in rule.breaches(module)]
    assert not found, "\n".join(["", *found])


# (rule, a module's text that breaks it, a text that keeps it)
PLANTED = [
    ("no modal dialog outside ui/prompts.py", "QMessageBox.warning(self, 'a', 'b')", "prompts.ask('a')"),
    ("no modal dialog outside ui/prompts.py", "from PySide6.QtWidgets import QFileDialog", "import QLabel"),
    ("no event loop inside the event loop", "menu.exec(point)", "menu.popup(point)"),
    ("no event loop inside the event loop", "QApplication.processEvents()", "application.postEvent(a, b)"),
    ("no event loop inside the event loop", "from PySide6.QtCore import QEventLoop", "import QTimer"),
    ("no colour literal outside design.py", "INK = '#12202F'", "KEY = 'F#'"),
    (
        "no colour literal outside design.py",
        "sheet = f'color: #fff; width: {w}px'",
        "number = 'case #1234567'",
    ),
    ("no colour literal outside design.py", "pen = QColor(1, 2, 3)", "pen = QColor(palette.ink)"),
    ("no colour literal outside design.py", "pen = QColor('red')", "pen = QColor(name)"),
    ("no colour literal outside design.py", "pen = Qt.GlobalColor.red", "pen = Qt.GlobalColor.transparent"),
    ("no setStyleSheet outside ui/theme.py", "label.setStyleSheet(text)", "label.setText(text)"),
    (
        "no thread outside ui/tasks.py and storage/vault.py",
        "threading.Thread(target=f).start()",
        "threading.Lock()",
    ),
    (
        "no thread outside ui/tasks.py and storage/vault.py",
        "from threading import Thread",
        "import threading",
    ),
    (
        "no thread outside ui/tasks.py and storage/vault.py",
        "from PySide6.QtCore import QThread",
        "import QTimer",
    ),
    ("no thread outside ui/tasks.py and storage/vault.py", "import concurrent.futures", "import queue"),
    ("no time outside the clock", "at = datetime.now(tz)", "at = clock.now()"),
    ("no time outside the clock", "day = date.today()", "day = at.date()"),
    ("no time outside the clock", "at = time.time()", "started = time.monotonic()"),
    ("no time outside the clock", "day = QDate.currentDate()", "day = QDate(year, month, 1)"),
    ("event names and ids alone in the log", "log.event(f'opened {x}')", "log.event('vault.opened')"),
    (
        "event names and ids alone in the log",
        "log.event('a.b', person=name)",
        "log.event('a.b', case=case.case_id)",
    ),
    (
        "event names and ids alone in the log",
        "log.event('a.b', **values)",
        "log.event('a.b', cases=len(cases))",
    ),
    ("event names and ids alone in the log", "log.fault(e, str(e))", "log.fault(e, 'save.failed')"),
    ("no other log", "import logging", "from roundtable import log"),
    ("no other log", "traceback.print_exc()", "traceback.extract_tb(trace)"),
    ("no print", "print('Ann')", "sprint()"),
    ("no network", "socket.create_connection(address)", "socket.gethostname()"),
    ("no network", "from socket import create_connection", "import select"),
    ("no network", "from urllib.request import urlopen", "from urllib.parse import quote"),
    ("no network", "from PySide6.QtNetwork import QTcpSocket", "from PySide6.QtNetwork import QLocalSocket"),
    ("a framework lives in one place", "import PySide6.QtCore", "import queue"),
    (
        "a framework lives in one place",
        "def f():\n    from sqlalchemy import select",
        "from roundtable import storage",
    ),
    ("no handle_ or process_", "def _handle_click(self): ...", "def draw_curtain(self): ..."),
    ("every module says what it is for", "import os", '"""Where the room sits."""'),
    (f"no module over {MAX_LINES} lines", "x = 1\n" * (MAX_LINES + 1), "x = 1\n" * MAX_LINES),
    ("no statement that is put together", "f'SELECT * FROM {table}'", "'SELECT id FROM cases WHERE id = ?'"),
    ("no statement that is put together", "'DELETE FROM x WHERE a = %s' % a", "'%s' % a"),
    ("no statement that is put together", "'SELECT {}'.format(a)", "'{}'.format(a)"),
    ("no pickle, eval or exec", "value = pickle.loads(data)", "value = json.loads(data)"),
    ("no pickle, eval or exec", "eval(text)", "evaluate(text)"),
    ("no fixed sleep in a test of the window", "qtbot.wait(100)", "qtbot.waitSignal(done)"),
    ("no fixed sleep in a test of the window", "time.sleep(1)", "qtbot.waitUntil(ready)"),
    (
        "no fixed sleep in a test of the window",
        "QTest.qWait(9)",
        "time.sleep(1)  # on purpose: blocks the window",
    ),
]


@pytest.mark.parametrize(("name", "broken", "kept"), PLANTED)
def test_a_rule_bites_and_lets_the_right_way_pass(name: str, broken: str, kept: str) -> None:
    rule = ALL[name]
    assert rule.breaches(Module("roundtable.planted", broken)), broken
    if kept.startswith("import Q"):
        kept = f"from PySide6.QtCore {kept}"
    assert rule.breaches(Module("roundtable.planted", kept)) == []


@pytest.mark.parametrize("name", ["roundtable.ui.utils", "roundtable.case_manager", "roundtable.base"])
def test_a_vague_module_name_is_found(name: str) -> None:
    assert ALL["no vague module name"].breaches(Module(name, ""))


def test_the_longer_words_that_hold_a_vague_one_are_fine() -> None:
    assert ALL["no vague module name"].breaches(Module("roundtable.storage.database", "")) == []


def test_every_rule_was_broken_on_purpose() -> None:
    assert {name for name, _, _ in PLANTED} | {"no vague module name"} == set(ALL)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.allowed], ids=lambda rule: rule.name)
def test_the_places_where_a_rule_does_not_hold_are_there(rule: Rule) -> None:
    there = {module.name for module in package_modules()}
    assert rule.allowed <= there, "a rule makes an exception for a module that does not exist"


def test_every_module_is_read(tmp_path: Path) -> None:
    (tmp_path / "roundtable" / "ui").mkdir(parents=True)
    for name in ("__init__.py", "app.py", "ui/__init__.py", "ui/prompts.py"):
        (tmp_path / "roundtable" / name).write_text("", encoding="utf-8")
    names = [module.name for module in package_modules(tmp_path)]
    assert names == ["roundtable", "roundtable.app", "roundtable.ui", "roundtable.ui.prompts"]
