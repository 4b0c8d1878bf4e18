"""What every screen is: a page, a footer, one primary action; it lets go without losing text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from roundtable.domain.changes import Changes, Topic
from roundtable.domain.errors import RoundtableError
from roundtable.ui.context import Context
from roundtable.ui.draft_keeper import DraftKeeper
from roundtable.ui.error_texts import explain
from roundtable.ui.widgets.autosave import Keeping
from roundtable.ui.widgets.fields import Field
from roundtable.ui.widgets.page import Footer, Page
from roundtable.ui.widgets.text_editor import PlainTextEditor

V = TypeVar("V")
FrameKind = Literal["full", "bare", "kiosk"]
"""full: header, rail, shortcuts. bare: before unlocking. kiosk: an attendee holds the device."""


class Screen(QWidget):
    """Subclass it, build in `__init__(context, **params)`, fill in `load()`.

    `load()` starts a view (`self.view(...)`) and is called when the screen opens and whenever one of its
    `topics` changed. Changes go through `self.act(...)`, which saves, says so, and tells the other screens.
    """

    topics: ClassVar[frozenset[Topic]] = frozenset()
    frame_kind: ClassVar[FrameKind] = "full"
    help_key: ClassVar[str] = ""
    is_aside: ClassVar[bool] = False
    """Read beside the work, like the help: Escape closes it, and the page before is as it was left."""

    title_changed = Signal(str)

    def __init__(
        self, context: Context, title: str, subtitle: str = "", eyebrow: str = "", *, wide: bool = False
    ) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.setObjectName("page")
        self.page = Page(self.theme, title, subtitle, eyebrow, wide=wide)
        self.footer = Footer(self.theme)
        self.footer.back.clicked.connect(lambda: self.context.navigator.back())
        self._primary_action: Callable[[], None] | None = None
        self._has_content = False
        self._focused_first: QWidget | None = None
        self.footer.primary.clicked.connect(self.do_primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.footer)

    # --- what a screen overrides

    def load(self) -> None:
        """Start reading what is shown. Called on opening and when one of `topics` changed."""

    def leave(self) -> bool:
        """Whether the page may be left now. Text is flushed before this is called.

        Waits for what is on its way, and asks before words are left behind that could not be stored. Under
        the curtain and at a lock there is nobody to ask: then it says no.
        """
        keepings = self.findChildren(Keeping)
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()  # a form that was stored just now is empty, and has no draft any more
        if any(each.is_waiting for each in keepings):
            self.context.tasks.drain()
        if not any(each.is_unsaved for each in keepings):
            return True
        return self.isVisible() and self.context.prompts.confirm(
            "Some text is not saved",
            "It is still on this page. Stay, copy it or free the drive, and it is saved by itself.",
            "Leave without it",
            "Stay here",
            danger=True,
        )

    def holds_window(self, close: Callable[[], None]) -> bool:
        """Whether the window may not be closed from here; the page asks for what it takes, then calls
        `close`."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z outside a text; False when there is nothing to undo."""
        return False

    def search(self) -> bool:
        """Ctrl+F; False when there is nothing to search in."""
        return False

    def first_focus(self) -> QWidget | None:
        """Where the focus goes on opening; None: the first control of the page."""
        return None

    # --- building

    def title(self) -> str:
        """The page's title, which says what to do here."""
        return self.page.title()

    def set_title(self, title: str, subtitle: str = "", eyebrow: str = "") -> None:
        """Other words at the top, live."""
        self.page.set_title(title, subtitle, eyebrow)
        self.title_changed.emit(title)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the main column."""
        self.page.add(item, stretch)

    def add_side(self, widget: QWidget) -> None:
        """Append to the side column."""
        self.page.add_side(widget)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what is beside the work."""
        if self.is_aside and event.key() == Qt.Key.Key_Escape:
            self.context.navigator.back()
            return
        super().keyPressEvent(event)

    def set_primary(
        self, label: str, action: Callable[[], None], *, icon: str = "arrow-right", tip: str = ""
    ) -> None:
        """The one primary action, named by its result; Ctrl+Enter does it too."""
        self._primary_action = action
        self.footer.set_primary(label, icon, f"{tip or label} (Ctrl+Enter)")

    def do_primary(self) -> None:
        """Save what is being typed, then do the primary action, if it can be done now."""
        if self._primary_action is not None and self.footer.primary.isEnabled():
            self.flush()
            self._primary_action()

    # --- working with the vault

    def view(self, read: Callable[[], V], show: Callable[[V], None]) -> None:
        """Read a view off the UI thread and show it."""

        def arrived(view: V) -> None:
            show(view)
            self.on_content()

        self.context.tasks.run(read, self, arrived, self.show_error)

    def on_content(self) -> None:
        """What the page is about has come, for the first time after opening: only now can it have the focus.

        A focus that is in the page already stays: somebody is at work there.
        """
        if self._has_content:
            return
        self._has_content = True
        focused = QApplication.focusWidget()
        if focused is None or focused is self._focused_first or not self.page.isAncestorOf(focused):
            self.focus_inside()

    def act(
        self,
        change: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[RoundtableError], None] | None = None,
    ) -> None:
        """Do an action off the UI thread, say "Saved and encrypted at …", tell all screens what changed.

        The change is made, and its failure is told, even when this screen has gone meanwhile.
        """
        if isValid(self):  # an undo may be asked for after its page has gone
            self.footer.saved.saving()
        self.context.tasks.run(
            change,
            self.context.hub,
            lambda made: self._on_saved(made, done),
            lambda e: self._on_failed(e, failed),
        )

    def show_error(self, error: RoundtableError, field: Field | None = None) -> None:
        """Say at the top of the page what happened and what to do; with `field`, beside it too."""
        said = explain(error)
        self.page.errors.show_problems([(said.advice, field)], said.title)

    def flush(self) -> None:
        """Hand over for saving whatever is being typed."""
        for editor in self.findChildren(PlainTextEditor):
            editor.flush()
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()

    def focus_inside(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the focus on the first control."""
        target = self.first_focus() or first_control(self.page) or first_control(self.footer)
        if target is not None:
            target.setFocus(reason)
            self._focused_first = target

    def regions(self) -> tuple[QWidget, ...]:
        """Parts that F6 moves between."""
        side = self.page.side()
        return (self.page.main(), *((side,) if side is not None else ()), self.footer)

    def _on_saved(self, made: Changes, done: Callable[[Changes], None] | None) -> None:
        if isValid(self):
            self.footer.saved.saved(self.context.clock.now())
            if done is not None:
                done(made)
        self.context.hub.announce(made)

    def _on_failed(self, error: RoundtableError, failed: Callable[[RoundtableError], None] | None) -> None:
        if not isValid(self):
            said = explain(error)
            self.context.prompts.tell(said.title, said.advice)
            return
        self.footer.saved.not_saved(explain(error).title)
        (failed or self.show_error)(error)


def first_control(region: QWidget) -> QWidget | None:
    """The first widget in `region` that the Tab key would stop at."""
    found = [
        widget
        for widget in region.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisibleTo(region)
        and widget.focusProxy() is None
    ]
    return found[0] if found else None


def focus_region(regions: tuple[QWidget, ...], *, backwards: bool = False) -> QWidget | None:
    """Move the focus to the first control of the next region; the control, or None when there is none."""
    focused: QObject | None = QApplication.focusWidget()
    here = next(
        (i for i, r in enumerate(regions) if isinstance(focused, QWidget) and r.isAncestorOf(focused)), -1
    )
    step = -1 if backwards else 1
    for turn in range(1, len(regions) + 1):
        target = first_control(regions[(here + step * turn) % len(regions)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return target
    return None
