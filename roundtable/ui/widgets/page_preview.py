"""Pages of a finished paper as pictures, one at a time, larger or smaller; a place on one can be picked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.row import Row

WIDEST: Final = 620
"""Width of the picture at most where the whole page is seen, px at 100 %."""
NARROWEST: Final = 140
ZOOMS: Final = (1.0, 1.25, 1.5, 2.0, 2.5)
"""Times the width at which the whole page is seen."""
_A4: Final = 297 / 210
_SCROLL: Final = 60


class PagePicture(QWidget):
    """One page, as wide as it is told to be."""

    picked = Signal(float, float)
    """A place that was clicked: shares of the width and of the height, from the top left."""
    turned = Signal(int)
    """Page Down and Page Up: +1 or -1."""
    moved = Signal(int, int)
    """An arrow key: steps to the right and down."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._picture = theme, QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_png(self, png: bytes) -> None:
        """Show this picture; empty takes it away."""
        self._picture = QPixmap()
        if png:
            self._picture.loadFromData(png, "PNG")
        self.updateGeometry()
        self.update()

    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return not self._picture.isNull()

    def height_at(self, width: int) -> int:
        """Of the page at this width."""
        size = self._picture.size()
        return round(width * (size.height() / size.width() if self.has_picture() else _A4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks the place."""
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self.has_picture() and self.width():
            self.picked.emit(at.x() / self.width(), at.y() / self.height())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a page that is larger than its room, Page Up and Page Down turn it."""
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        if key in moves:
            self.moved.emit(*moves[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with a thin edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, self._theme.colour("surface2"))
        if self.has_picture():
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setPen(QPen(self._theme.colour("field_line"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if self.hasFocus() and self._theme.keyboard_in_use:
            painter.setPen(QPen(self._theme.colour("primary"), 3))
            painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))


class PagePreview(QWidget):
    """The picture between Previous and Next, Larger and Smaller."""

    wanted = Signal(int, int)
    """The number of a page from 1, and the width in device pixels its picture should have."""
    picked = Signal(int, float, float)
    """A place on the page shown: page, and shares of its width and height from the top left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._page, self._pages, self._zoom = theme, 0, 0, 0
        self.picture = PagePicture(theme)
        self.picture.picked.connect(lambda x, y: self.picked.emit(self._page, x, y))
        self.picture.turned.connect(lambda by: self.go(self._page + by))
        self.picture.moved.connect(self._scroll)
        self._where = Text("", "label", wrap=False)
        self.previous = Button(theme, "", icon="chevron-left", name="Previous page", tip="Previous page")
        self.next = Button(theme, "", icon="chevron-right", name="Next page", tip="Next page")
        self.larger = Button(theme, "", icon="plus", name="Show the page larger", tip="Larger")
        self.smaller = Button(theme, "", icon="minus", name="Show the page smaller", tip="Smaller")
        self.previous.clicked.connect(lambda: self.go(self._page - 1))
        self.next.clicked.connect(lambda: self.go(self._page + 1))
        self.larger.clicked.connect(lambda: self.set_zoom(self._zoom + 1))
        self.smaller.clicked.connect(lambda: self.set_zoom(self._zoom - 1))
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.picture)
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 12)
        turning = Row(theme, self.previous, self._where, self.next, None, self.smaller, self.larger)
        column.addWidget(turning)
        column.addWidget(self.area)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def page(self) -> int:
        """The number of the page that is shown, 0 for none."""
        return self._page

    @property
    def zoom(self) -> float:
        """Times the width at which the whole page is seen."""
        return ZOOMS[self._zoom]

    def open(self, pages: int) -> None:
        """Begin with the first page of a paper."""
        self._pages, self._page = pages, 0
        self.picture.show_png(b"")
        self.go(1)

    def renew(self, pages: int, page: int = 0) -> None:
        """The paper was set again: stay on the page, or go to `page`. The old picture stays until the new
        one is there."""
        self._pages = pages
        stay = min(max(page or self._page, 1), pages)
        self._page = 0
        self.go(stay)

    def go(self, page: int) -> None:
        """Ask for a page's picture."""
        if not 1 <= page <= self._pages or page == self._page:
            return
        self._page = page
        words = f"Page {page} of {self._pages}"
        self._where.setText(words)
        self.picture.setAccessibleName(f"Picture of {words[0].lower()}{words[1:]}")
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < self._pages)
        self._ask()

    def set_zoom(self, step: int) -> None:
        """Show the page at one of the `ZOOMS`."""
        self._zoom = max(0, min(step, len(ZOOMS) - 1))
        self._fit()
        if self._page:
            self._ask()

    def show_png(self, page: int, png: bytes) -> None:
        """The picture of a page has come; a late one of another page is passed over."""
        if page == self._page:
            self.picture.show_png(png)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Never forces a sideways scroll."""
        return QSize(self._theme.px(NARROWEST), super().minimumSizeHint().height())

    def _ask(self) -> None:
        width = self._theme.px(WIDEST) * self.zoom * self.devicePixelRatioF()
        self.wanted.emit(self._page, round(width))

    def _scroll(self, across: int, down: int) -> None:
        for bar, by in ((self.area.horizontalScrollBar(), across), (self.area.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by * self._theme.px(_SCROLL))

    def _fit(self) -> None:
        """The room holds the whole page at the least zoom; a larger one is moved about in it."""
        room = max(min(self.width(), self._theme.px(WIDEST)), self._theme.px(NARROWEST))
        is_larger = self._zoom > 0
        bars = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_larger else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.area.setHorizontalScrollBarPolicy(bars)
        self.area.setVerticalScrollBarPolicy(bars)
        self.area.setMinimumWidth(self._theme.px(NARROWEST))
        self.area.setMaximumWidth(self._theme.px(WIDEST))
        self.area.setFixedHeight(self.picture.height_at(room))
        wide = round(room * self.zoom)
        self.picture.setFixedSize(wide, self.picture.height_at(wide))
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_larger else Qt.FocusPolicy.ClickFocus)
        self.smaller.setEnabled(is_larger)
        self.larger.setEnabled(self._zoom < len(ZOOMS) - 1)
