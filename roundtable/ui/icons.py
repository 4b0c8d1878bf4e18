"""Bundled line icons (Lucide, ISC), tinted with a colour of the theme at run time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from roundtable import assets
from roundtable.ui.theme import Theme

_SHARPNESS: Final = 2.0
"""Device pixels per px: icons stay crisp on a 200 % display and cost little on a 100 % one."""


def icon_names() -> frozenset[str]:
    """The names of the bundled icons."""
    return frozenset(path.stem for path in assets.path("icons").glob("*.svg"))


def pixmap(theme: Theme, name: str, tone: str = "ink", size: int = 20) -> QPixmap:
    """Icon `name` in the colour of token `tone`, `size` px square at 100 %."""
    return padded_pixmap(theme, name, tone, size, left=0, right=0)


def padded_pixmap(theme: Theme, name: str, tone: str, size: int, *, left: int, right: int) -> QPixmap:
    """Like `pixmap`, with empty room (px at 100 %) beside it: a stylesheet has no icon gap."""
    key = (name, tone, size, left, right)
    if key not in theme.pictures:
        theme.pictures[key] = _drawn(theme, *key)
    return theme.pictures[key]


def _drawn(theme: Theme, name: str, tone: str, size: int, left: int, right: int) -> QPixmap:
    drawing = assets.read_text(f"icons/{name}.svg").replace("currentColor", theme.colour(tone).name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    wide, high = theme.px(size + left + right), theme.px(size)
    picture = QPixmap(round(wide * _SHARPNESS), round(high * _SHARPNESS))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(_SHARPNESS)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(theme.px(left), 0, high, high))
    painter.end()
    return picture


def icon(theme: Theme, name: str, tone: str = "ink", size: int = 20) -> QIcon:
    """Icon `name` as a QIcon that is readable when disabled or focused too."""
    picture = QIcon(pixmap(theme, name, tone, size))
    picture.addPixmap(pixmap(theme, name, "disabled", size), QIcon.Mode.Disabled)
    return picture
