"""The look in force: colours, sizes and fonts at the chosen theme and text zoom, switched live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from roundtable import design
from roundtable.ui.stylesheet import stylesheet

ThemeChoice = Literal["system", "light", "dark", "contrast"]

ZOOM_STEPS: Final = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
NARROW_BELOW: Final = 1100
"""Effective width (window px / zoom) under which a page has one column and the header shows icons only."""

_ROLES: Final[tuple[tuple[QPalette.ColorRole, str], ...]] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "surface2"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "bad"),
    (QPalette.ColorRole.Highlight, "primary"),
    (QPalette.ColorRole.HighlightedText, "primary_ink"),
    (QPalette.ColorRole.PlaceholderText, "ink2"),
    (QPalette.ColorRole.ToolTipBase, "ink"),
    (QPalette.ColorRole.ToolTipText, "surface"),
    (QPalette.ColorRole.Link, "primary"),
    (QPalette.ColorRole.LinkVisited, "primary"),
    (QPalette.ColorRole.Accent, "primary"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "field_line"),
)


def load_fonts(folder: Path) -> frozenset[str]:
    """Make the bundled typefaces (every .ttf in `folder`) known to Qt; returns the family names found."""
    families: set[str] = set()
    for path in sorted(folder.glob("*.ttf")):
        families.update(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path))))
    return frozenset(families)


def desktop_theme() -> design.ThemeName:
    """The theme that the desktop's settings ask for."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class Theme(QObject):
    """Colours and sizes that widgets read; `changed` fires after a switch of theme or zoom.

    Sizes are given in px at 100 % and returned scaled. Nothing is drawn until `apply()`.
    """

    changed = Signal()

    def __init__(
        self,
        choice: ThemeChoice = "system",
        zoom: float = 1.0,
        parent: QObject | None = None,
        desktop: Callable[[], design.ThemeName] | None = None,
    ) -> None:
        """`desktop` says what "system" means now; usually asked of Qt."""
        super().__init__(parent)
        self._choice: ThemeChoice = choice
        self._desktop = desktop or desktop_theme
        self._zoom = _nearest(zoom)
        self._room_scale = 1.0
        self.pictures: dict[tuple[str, str, int, int, int], QPixmap] = {}
        """Icons drawn at the present theme and zoom; see `icons`."""
        self.keyboard_in_use = True
        """Whether the focus was last moved by key: decides about the strong focus ring."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    # --- what is in force

    @property
    def choice(self) -> ThemeChoice:
        """What was asked for; "system" follows the desktop."""
        return self._choice

    @property
    def name(self) -> design.ThemeName:
        """The theme in force: "light", "dark" or "contrast"."""
        return self._desktop() if self._choice == "system" else self._choice

    @property
    def palette(self) -> design.Palette:
        """The tokens of the theme in force."""
        return design.THEMES[self.name]

    @property
    def zoom(self) -> float:
        """Text zoom, 1.0 to 2.0."""
        return self._zoom

    def px(self, size: float) -> int:
        """A size given in px at 100 %, at the present zoom."""
        return round(size * self._zoom)

    def colour(self, token: str) -> QColor:
        """The colour of a token of `design.Palette`, such as "ink" or "warn_soft"."""
        return QColor(getattr(self.palette, token))

    def font(self, kind: str, weight: int | None = None) -> QFont:
        """The font of a kind of text in `design.TYPE`, for widgets that paint themselves."""
        size, usual = design.TYPE[kind]
        font = QFont(design.UI_FONT)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight or usual))
        return font

    def narrow(self, width: int, below: int = NARROW_BELOW) -> bool:
        """Whether a window `width` px wide has too little room for two columns at this zoom."""
        return width / self._zoom < below

    # --- switching

    def set_choice(self, choice: ThemeChoice) -> None:
        """Switch the theme, live."""
        if choice != self._choice:
            self._choice = choice
            self.apply()

    def set_zoom(self, zoom: float) -> None:
        """Switch the text zoom, live; snaps to the nearest of `ZOOM_STEPS`."""
        if (step := _nearest(zoom)) != self._zoom:
            self._zoom = step
            self.apply()

    @property
    def room_scale(self) -> float:
        """How much larger the type of the room view is than usual, 0.8 to 1.5."""
        return self._room_scale

    def set_room_scale(self, scale: float) -> None:
        """Another size for the room view, live."""
        scale = min(1.5, max(0.8, scale))
        if scale != self._room_scale:
            self._room_scale = scale
            self.changed.emit()

    def zoom_in(self) -> None:
        """One step larger, at most 200 %."""
        self.set_zoom(ZOOM_STEPS[min(ZOOM_STEPS.index(self._zoom) + 1, len(ZOOM_STEPS) - 1)])

    def zoom_out(self) -> None:
        """One step smaller, at least 100 %."""
        self.set_zoom(ZOOM_STEPS[max(ZOOM_STEPS.index(self._zoom) - 1, 0)])

    def apply(self) -> None:
        """Give the application this look and tell the widgets that paint or measure themselves."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        if app.style().objectName().lower() != "fusion":
            app.setStyle("Fusion")  # the same look on every system
        self.pictures.clear()
        app.setPalette(self._qpalette())
        app.setFont(self.font("body"))
        app.setStyleSheet(stylesheet(self.palette, self.name, self.px))
        self.changed.emit()

    def set_type(self, widget: QWidget, size: int, *, bold: bool = False) -> None:
        """Give one widget a type size in real px, whatever the zoom: the room view's own scale."""
        # The stylesheet's size would win over a font that is merely set.
        widget.setStyleSheet(f"font-size: {size}px; font-weight: {700 if bold else 400};")

    def scale_layout(self, layout: QLayout, margins: tuple[int, int, int, int], spacing: int) -> None:
        """Give `layout` margins and spacing (px at 100 %) that follow the zoom for as long as it lives."""
        _ScaledLayout(self, layout, margins, spacing)

    def _qpalette(self) -> QPalette:
        palette = QPalette()
        for role, token in _ROLES:
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    def _follow_system(self) -> None:
        if self._choice == "system":
            self.apply()


class _ScaledLayout(QObject):
    """Keeps one layout's margins in step with the zoom; dies with the layout."""

    def __init__(
        self, theme: Theme, layout: QLayout, margins: tuple[int, int, int, int], spacing: int
    ) -> None:
        super().__init__(layout)
        self._theme, self._layout, self._margins, self._spacing = theme, layout, margins, spacing
        theme.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Apply the margins and spacing at the present zoom."""
        self._layout.setContentsMargins(*(self._theme.px(side) for side in self._margins))
        self._layout.setSpacing(self._theme.px(self._spacing))


def _nearest(zoom: float) -> float:
    return min(ZOOM_STEPS, key=lambda step: abs(step - zoom))
