"""Help, searchable and offline: F1 opens the page about where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from roundtable.ui.context import Context
from roundtable.ui.help_topics import Topic, find, topic, topics
from roundtable.ui.screen import Screen
from roundtable.ui.widgets import Card, Field, LineEdit, Text
from roundtable.ui.widgets.stack import Stack


class HelpScreen(Screen):
    """`topic` is the help key of the screen one came from."""

    help_key = "help"
    is_aside = True

    def __init__(self, context: Context, *, topic: str = "") -> None:
        super().__init__(context, "Help")
        context.frame.set_rail((), "")
        context.frame.set_place("Help")
        self.filter = LineEdit(self.theme, "Find in the help")
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the help")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda now, _old: self._show_item(now))
        side = Card(self.theme, "Pages", icon="book-open", narrow=True)
        side.add(Field(self.theme, "Find in the help", self.filter))
        side.add(self.list)
        self._none = Text("Nothing found. Try a shorter word.", "small", "ink2")
        self._none.setVisible(False)
        side.add(self._none)
        self.add_side(side)
        self._card = Card(self.theme)
        self._body = Stack(self.theme, spacing=10)
        self._card.add(self._body)
        self.add(self._card)
        self._shown = ""
        self._list_pages(topics())
        self.show_topic(topic)
        self.theme.changed.connect(self._fit)
        self._fit()

    def first_focus(self) -> QWidget:
        """Finding."""
        return self.filter

    def search(self) -> bool:
        """Ctrl+F."""
        self.filter.setFocus()
        self.filter.selectAll()
        return True

    def show_topic(self, key: str) -> None:
        """Show one page."""
        shown = topic(key)
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole) == shown.key:
                self.list.setCurrentRow(place)
        self._show(shown)

    def _show_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(topic(str(item.data(Qt.ItemDataRole.UserRole))))

    def _show(self, shown: Topic) -> None:
        if shown.key == self._shown:
            return
        self._shown = shown.key
        self.set_title(shown.title, "", "Help")
        self._body.clear()
        for block in shown.blocks:
            if block.kind == "heading":
                self._body.add(Text(block.text, "h2"))
            elif block.kind == "point":
                self._body.add(Text(f"•  {block.text}"))
            else:
                self._body.add(Text(block.text))
        self.page.verticalScrollBar().setValue(0)

    def _narrow(self) -> None:
        words = self.filter.text().strip()
        found = find(words) if words else topics()
        self._list_pages(found)
        self._none.setVisible(not found)
        if found:
            self.list.setCurrentRow(0)

    def _list_pages(self, pages: tuple[Topic, ...]) -> None:
        self.list.clear()
        for page in pages:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.key)
            self.list.addItem(item)

    def _fit(self) -> None:
        self.list.setFixedHeight(self.theme.px(400))
