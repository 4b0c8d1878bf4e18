"""Fixtures of the screen's tests: no window is left behind for the next test to style and measure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from roundtable import assets
from roundtable.ui.theme import Theme, load_fonts


@pytest.fixture(autouse=True)
def _no_window_left_behind() -> Iterator[None]:
    yield
    if not isinstance(QApplication.instance(), QApplication):
        return
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    # Outside an event loop nothing else carries out what deleteLater() asked for.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 %, in force."""
    load_fonts(assets.path("fonts"))
    look = Theme("light")
    look.apply()
    return look
