"""Tasks: one worker, in order, replies on the UI thread, nothing after the owner has gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from roundtable.domain.errors import DiskFull
from roundtable.ui.error_texts import explain
from roundtable.ui.tasks import InlineTasks, TasksEnded, UnexpectedFault, WorkCancelled, WorkerTasks
from tests.ui.accessibility import Watchdog


@pytest.fixture
def explained():
    return []


@pytest.fixture
def tasks(qapp, explained):
    worker = WorkerTasks(explained.append)
    yield worker
    worker.shutdown()


def test_work_is_done_elsewhere_in_order_and_answered_here(tasks, qtbot):
    owner, heard, threads = QObject(), [], set()

    def work(number):
        threads.add(threading.current_thread().name)
        return number

    def hear(number):
        heard.append((number, threading.current_thread() is threading.main_thread()))

    for number in range(20):
        tasks.run(lambda n=number: work(n), owner, hear)
    qtbot.waitUntil(lambda: tasks.idle)
    assert heard == [(n, True) for n in range(20)]
    assert threads == {"roundtable-worker"}


def test_the_window_answers_while_work_is_done(tasks, qtbot):
    owner, heard, gate = QObject(), [], threading.Event()
    with Watchdog() as dog:
        tasks.run(lambda: gate.wait(0.3), owner, heard.append)
        qtbot.waitUntil(lambda: bool(heard))
    assert dog.gaps == []


def test_a_named_error_goes_to_failed_or_is_explained(tasks, qtbot, explained):
    owner, failed = QObject(), []

    def full():
        raise DiskFull

    tasks.run(full, owner, lambda _: pytest.fail("no answer expected"), failed.append)
    tasks.run(full, owner, lambda _: pytest.fail("no answer expected"))
    qtbot.waitUntil(lambda: tasks.idle)
    assert isinstance(failed[0], DiskFull) and isinstance(explained[0], DiskFull)


def test_an_unforeseen_error_has_a_number_and_keeps_its_words_to_itself(tasks, qtbot, explained):
    owner = QObject()

    def broken(name):
        raise ValueError(f"cannot read {name}")

    for _ in range(2):
        tasks.run(lambda: broken("Mia Carter"), owner, lambda _: None)
    qtbot.waitUntil(lambda: tasks.idle)
    first, second = explained
    assert isinstance(first, UnexpectedFault)
    assert first.details["number"] == second.details["number"], "the same fault has the same number"
    said = explain(first)
    assert str(first.details["number"]) in said.advice
    assert "Mia" not in said.title + said.advice + repr(first.details)


def test_nothing_is_told_to_an_owner_that_has_gone(tasks, qtbot):
    owner, heard, gate = QObject(), [], threading.Event()
    tasks.run(lambda: gate.wait(2), owner, heard.append)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _lives(owner))
    gate.set()
    qtbot.waitUntil(lambda: tasks.idle)
    assert heard == []


def _lives(owner):
    from shiboken6 import isValid

    return isValid(owner)


def test_long_work_reports_and_can_be_stopped(tasks, qtbot, explained):
    owner, stages, failed = QObject(), [], []
    never = threading.Event()

    def work(progress):
        for page in range(1000):
            progress(page, 1000, "Writing pages")
            never.wait(0.005)
        return "done"

    job = tasks.run_long(work, owner, lambda _: pytest.fail("was cancelled"), failed.append, stages.append)
    qtbot.waitUntil(lambda: bool(stages))
    job.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], WorkCancelled)
    assert stages[0].total == 1000 and stages[0].what == "Writing pages"
    stopped = []
    second = tasks.run_long(lambda p: (p.cancel(), p(1, 2)), owner, stopped.append)
    qtbot.waitUntil(lambda: tasks.idle)
    assert second.error is not None and stopped == [] and explained == [], "cancelling needs no explanation"


def test_drain_delivers_everything_before_it_returns(tasks):
    owner, heard = QObject(), []
    for number in range(5):
        tasks.run(lambda n=number: n, owner, heard.append)
    tasks.drain()
    assert heard == [0, 1, 2, 3, 4] and tasks.idle


def test_work_started_by_an_answer_is_drained_too(tasks):
    owner, heard = QObject(), []
    tasks.run(lambda: 1, owner, lambda _: tasks.run(lambda: 2, owner, heard.append))
    tasks.drain()
    assert heard == [2]


def test_after_shutdown_nothing_starts(qapp):
    worker = WorkerTasks(lambda _: None)
    owner, heard = QObject(), []
    worker.run(lambda: "saved", owner, heard.append)
    worker.shutdown()
    assert heard == ["saved"]
    with pytest.raises(TasksEnded):
        worker.run(lambda: 1, owner, heard.append)


def test_busy_is_told_once_each_way(tasks, qtbot):
    owner, busy = QObject(), []
    tasks.busy_changed.connect(busy.append)
    for _ in range(3):
        tasks.run(lambda: None, owner, lambda _: None)
    tasks.drain()
    assert busy == [True, False]


def test_inline_tasks_answer_at_once_or_when_released(qapp):
    owner, heard = QObject(), []
    InlineTasks().run(lambda: 1, owner, heard.append)
    assert heard == [1]
    held = InlineTasks(held=True)
    held.run(lambda: 2, owner, heard.append)
    assert heard == [1]
    held.release()
    assert heard == [1, 2]
