"""Pages of a finished paper as pictures, one at a time; asks for the picture of a page and shows it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from roundtable.ui.theme import Theme
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.labels import Text
from roundtable.ui.widgets.row import Row

WIDEST: Final = 620
"""Width of the picture at most, px at 100 %."""
_A4: Final = 297 / 210


class PagePicture(QWidget):
    """One page, as wide as there is room for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._picture = theme, QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)
        self._fit()

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

    def sizeHint(self) -> QSize:
        """A4."""
        width = self._theme.px(WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never forces a sideways scroll."""
        return QSize(self._theme.px(140), self._theme.px(200))

    def hasHeightForWidth(self) -> bool:
        """Keeps the page's proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of the page at this width."""
        size = self._picture.size()
        width = min(width, self._theme.px(WIDEST))
        return round(width * (size.height() / size.width() if self.has_picture() else _A4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page with a thin edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(0, 0, self.width(), min(self.height(), self.heightForWidth(self.width())))
        painter.fillRect(box, self._theme.colour("surface2"))
        if self.has_picture():
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setPen(QPen(self._theme.colour("field_line"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _fit(self) -> None:
        self.setMaximumWidth(self._theme.px(WIDEST))
        self.updateGeometry()


class PagePreview(QWidget):
    """The picture between Previous and Next."""

    wanted = Signal(int, int)
    """The number of a page from 1, and the width in device pixels its picture should have."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._page, self._pages = theme, 0, 0
        self.picture = PagePicture(theme)
        self._where = Text("", "label", wrap=False)
        self.previous = Button(theme, "Previous page", icon="chevron-left")
        self.next = Button(theme, "Next page", icon="chevron-right", trailing=True)
        self.previous.clicked.connect(lambda: self.go(self._page - 1))
        self.next.clicked.connect(lambda: self.go(self._page + 1))
        column = QVBoxLayout(self)
        theme.scale_layout(column, (0, 0, 0, 0), 12)
        column.addWidget(Row(theme, self.previous, self._where, self.next, None))
        column.addWidget(self.picture)

    @property
    def page(self) -> int:
        """The number of the page that is shown, 0 for none."""
        return self._page

    def open(self, pages: int) -> None:
        """Begin with the first page of a paper."""
        self._pages, self._page = pages, 0
        self.picture.show_png(b"")
        self.go(1)

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
        width = round(self._theme.px(WIDEST) * self.devicePixelRatioF())
        self.wanted.emit(page, width)

    def show_png(self, page: int, png: bytes) -> None:
        """The picture of a page has come; a late one of another page is passed over."""
        if page == self._page:
            self.picture.show_png(png)
