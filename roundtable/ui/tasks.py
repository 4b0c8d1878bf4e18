"""The only way a screen starts work: one worker, in order; replies arrive on the UI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from roundtable import log
from roundtable.domain.errors import RoundtableError

T = TypeVar("T")
Failed = Callable[[RoundtableError], None]


class UnexpectedFault(RoundtableError):
    """Something nobody foresaw; `details["number"]` finds the type and place of it in the log."""


class WorkCancelled(RoundtableError):
    """The facilitator cancelled long work; nothing was changed by it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How far long work has come: `done` of `total` (0 = not known), and what is being done, in words."""

    done: int
    total: int
    what: str = ""


class Progress:
    """Handed to long work: it says how far it is, and learns there that it was cancelled. Thread-safe."""

    def __init__(self, told: Callable[[Stage], None]) -> None:
        self._told = told
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Report progress; raises `WorkCancelled` once the facilitator has cancelled."""
        if self._cancelled.is_set():
            raise WorkCancelled
        self._told(Stage(done, total, what))

    @property
    def cancelled(self) -> bool:
        """Whether the facilitator asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()


class Job:
    """One piece of work that was started."""

    def __init__(
        self,
        work: Callable[[Progress], object],
        owner: QObject,
        done: Callable[[object], None],
        failed: Failed | None,
        stepped: Callable[[Stage], None],
    ) -> None:
        self.work, self.owner, self.done, self.failed = work, owner, done, failed
        self.progress = Progress(stepped)
        self.result: object = None
        self.error: RoundtableError | None = None

    def cancel(self) -> None:
        """Stop at the work's next progress report; `failed` then gets `WorkCancelled`."""
        self.progress.cancel()

    def perform(self) -> None:
        """Do the work here and now, and keep what came of it."""
        try:
            self.result = self.work(self.progress)
        except RoundtableError as error:
            self.error = error
        except Exception as error:  # noqa: BLE001 - whatever it is, the meeting goes on and the log knows where
            self.error = UnexpectedFault(number=log.fault(error, "task.fault"))

    def deliver(self, explain: Failed) -> None:
        """Tell the owner, unless it has gone."""
        if not isValid(self.owner):
            return
        if self.error is None:
            self.done(self.result)
        elif self.failed is not None:
            self.failed(self.error)
        elif not isinstance(self.error, WorkCancelled):
            explain(self.error)


class Tasks(Protocol):
    """What screens know of tasks; `WorkerTasks` in the program, `InlineTasks` in tests."""

    def run(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Job:
        """Do `work` off the UI thread, after everything started before; reply with `done(result)`.

        Without `failed`, an error is explained in a calm prompt. The reply is dropped if `owner` has gone.
        """

    def run_long(
        self,
        work: Callable[[Progress], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stepped: Callable[[Stage], None] | None = None,
    ) -> Job:
        """Like `run`, for work that reports progress and can be cancelled with `Job.cancel()`."""

    @property
    def is_busy(self) -> bool:
        """Whether something is not done, or its reply not delivered yet."""

    def drain(self) -> None:
        """Wait until all work is done and its replies are delivered: before locking and before the end."""

    def shutdown(self) -> None:
        """Drain, then end the worker; nothing can be started afterwards."""


class WorkerTasks(QObject):
    """Runs tasks on one thread of its own, in the order they were started."""

    _answered = Signal()
    _stepped = Signal(int, object)
    busy_changed = Signal(bool)

    def __init__(self, explain: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self._waiting: SimpleQueue[int | None] = SimpleQueue()
        self._answers: SimpleQueue[int] = SimpleQueue()
        # Jobs live here, so that the worker never holds the last reference to a widget.
        self._jobs: dict[int, Job] = {}
        self._steps: dict[int, Callable[[Stage], None]] = {}
        self._next = 0
        self._answered.connect(self._deliver_answers, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._deliver_step, Qt.ConnectionType.QueuedConnection)
        self._thread: threading.Thread | None = threading.Thread(target=self._work, name="roundtable-worker")
        self._thread.daemon = True  # a stuck file system must not keep the process alive after quitting
        self._thread.start()

    @property
    def worker_ident(self) -> int | None:
        """The identity of the worker thread, None after shutdown."""
        return self._thread.ident if self._thread else None

    @property
    def idle(self) -> bool:
        """Whether nothing is running or waiting to be delivered."""
        return not self._jobs

    def run(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Job:
        """See `Tasks.run`."""
        return self.run_long(lambda _progress: work(), owner, done, failed)

    def run_long(
        self,
        work: Callable[[Progress], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stepped: Callable[[Stage], None] | None = None,
    ) -> Job:
        """See `Tasks.run_long`."""
        if self._thread is None:
            raise TasksEnded
        number = self._next = self._next + 1
        job = Job(work, owner, _untyped(done), failed, lambda step: self._stepped.emit(number, step))
        self._jobs[number] = job
        if stepped is not None:
            self._steps[number] = stepped
        self._waiting.put(number)
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        return job

    @property
    def is_busy(self) -> bool:
        """See `Tasks.is_busy`."""
        return bool(self._jobs)

    def drain(self) -> None:
        """See `Tasks.drain`. Blocks the calling (UI) thread; no nested event loop."""
        while self._jobs and self._thread is not None:
            self._deliver(self._answers.get())

    def shutdown(self) -> None:
        """See `Tasks.shutdown`."""
        if self._thread is None:
            return
        self.drain()
        self._waiting.put(None)
        self._thread.join()
        self._thread = None

    def _work(self) -> None:
        while (number := self._waiting.get()) is not None:
            self._jobs[number].perform()
            self._answers.put(number)
            self._answered.emit()

    def _deliver_answers(self) -> None:
        while not self._answers.empty():
            self._deliver(self._answers.get())

    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number)
        self._steps.pop(number, None)
        if not self._jobs:
            self.busy_changed.emit(False)
        job.deliver(self._explain)

    def _deliver_step(self, number: int, step: Stage) -> None:
        job, stepped = self._jobs.get(number), self._steps.get(number)
        if job is not None and stepped is not None and isValid(job.owner):
            stepped(step)


class TasksEnded(RoundtableError):
    """Work was started after the tasks were shut down."""


class InlineTasks:
    """Runs each task at once on the calling thread; `held` keeps them until `release()`. For tests."""

    def __init__(self, explain: Failed | None = None, *, held: bool = False) -> None:
        self.explained: list[RoundtableError] = []
        self._explain = explain or self.explained.append
        self.held = held
        self._kept: list[Job] = []

    def run(
        self,
        work: Callable[[], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Job:
        """See `Tasks.run`."""
        return self.run_long(lambda _progress: work(), owner, done, failed)

    def run_long(
        self,
        work: Callable[[Progress], T],
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stepped: Callable[[Stage], None] | None = None,
    ) -> Job:
        """See `Tasks.run_long`."""
        job = Job(work, owner, _untyped(done), failed, stepped or (lambda _step: None))
        self._kept.append(job)
        if not self.held:
            self.release()
        return job

    def release(self) -> None:
        """Do and deliver everything that was kept."""
        while self._kept:
            job = self._kept.pop(0)
            job.perform()
            job.deliver(self._explain)

    @property
    def is_busy(self) -> bool:
        """See `Tasks.is_busy`."""
        return bool(self._kept)

    def drain(self) -> None:
        """See `Tasks.drain`."""
        self.release()

    def shutdown(self) -> None:
        """See `Tasks.shutdown`."""
        self.release()


def _untyped(done: Callable[[T], None]) -> Callable[[object], None]:
    # A job holds any result; its reply gets back exactly what its own work returned.
    return done  # type: ignore[return-value]
