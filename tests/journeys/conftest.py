"""One facilitator per test, at a computer that nobody has used before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.journeys.facilitator import Facilitator


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Facilitator]]:
    """Makes a facilitator; takes `keyboard`."""
    qapp.setStyle("Fusion")
    people: list[Facilitator] = []

    def make(*, keyboard: bool = False) -> Facilitator:
        home = tmp_path / f"home{len(people)}"
        home.mkdir()
        people.append(Facilitator(home, keyboard=keyboard))
        return people[-1]

    yield make
    for person in people:
        person.puts_away()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def facilitator(start: Callable[..., Facilitator]) -> Facilitator:
    """With a mouse and a keyboard."""
    return start()
