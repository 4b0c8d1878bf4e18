"""The one stylesheet, made from the design tokens; widgets choose among its rules by dynamic property."""

from __future__ import annotations

from collections.abc import Callable

from roundtable import assets
from roundtable.design import RADIUS, SIZE, TYPE, UI_FONT, Palette, ThemeName

Px = Callable[[float], int]


def stylesheet(palette: Palette, theme: ThemeName, px: Px) -> str:
    """The whole stylesheet of one theme; `px` turns a size at 100 % into one at the present zoom."""
    parts = (_ground, _text, _buttons, _fields, _frames, _tables, _odds)
    return "\n".join(part(palette, theme, px) for part in parts)


def _ground(p: Palette, theme: ThemeName, px: Px) -> str:
    # The header of the two dark themes would melt into the page without a line under it.
    header_line = p.header if theme == "light" else p.line
    return f"""
    QWidget {{ font-family: "{UI_FONT}"; font-size: {px(16)}px; color: {p.ink}; }}
    QMainWindow, QDialog, #page, #scrollbody {{ background: {p.bg}; }}
    QScrollArea {{ background: transparent; border: 0; }}
    #header {{ background: {p.header}; border: 0; border-bottom: 1px solid {header_line}; }}
    #rail {{ background: {p.surface}; border: 0; border-right: 1px solid {p.line}; }}
    #roomsees {{ background: {p.surface}; border: 0; border-right: 1px solid {p.line};
        border-top: 1px solid {p.line}; }}
    #roompicture {{ border: 1px solid {p.field_line}; }}
    #railbody {{ background: {p.surface}; border: 0; }}
    #footer {{ background: {p.surface}; border: 0; border-top: 1px solid {p.line}; }}
    """


def _text(p: Palette, theme: ThemeName, px: Px) -> str:
    rules = ["QLabel { background: transparent; border: 0; }"]
    for kind, (size, weight) in TYPE.items():
        spacing = "letter-spacing: 1px;" if kind == "caps" else ""
        rules.append(f'QLabel[kind="{kind}"] {{ font-size: {px(size)}px; font-weight: {weight}; {spacing} }}')
    for tone in (
        "ink",
        "ink2",
        "primary",
        "ok",
        "warn",
        "bad",
        "info",
        "disabled",
        "header_ink",
        "header_ink2",
    ):
        rules.append(f'QLabel[tone="{tone}"] {{ color: {getattr(p, tone)}; }}')
    rules.append('QLabel[strong="true"] { font-weight: 600; }')
    rules.append(f"""#mark {{ background: {p.mark}; color: {p.mark_ink}; border-radius: {px(4)}px;
        padding: {px(4)}px {px(12)}px; font-weight: 700; font-size: {px(13)}px; letter-spacing: 1px; }}""")
    return "\n".join(rules)


def _buttons(p: Palette, theme: ThemeName, px: Px) -> str:
    radius, target, primary = px(RADIUS["control"]), px(SIZE["target"]) - 4, px(SIZE["primary"])
    rules = f"""
    QPushButton {{ min-height: {target}px; padding: 0 {px(18)}px; border-radius: {radius}px; font-weight: 600;
        border: 2px solid {p.field_line}; background: {p.surface}; color: {p.ink}; outline: 0; }}
    QPushButton:hover {{ background: {p.primary_soft}; border-color: {p.primary}; }}
    QPushButton:pressed {{ background: {p.primary_soft}; border-color: {p.ink}; }}
    QPushButton:disabled {{ color: {p.disabled}; border-color: {p.line}; background: {p.surface2}; }}
    QPushButton[kind="primary"] {{ background: {p.primary}; border-color: {p.primary}; color: {p.primary_ink};
        padding: 0 {px(24)}px; min-height: {primary}px; font-size: {px(17)}px; font-weight: 700; }}
    QPushButton[kind="primary"]:hover {{ background: {p.primary_hover}; border-color: {p.primary_hover}; }}
    QPushButton[kind="primary"]:pressed {{ background: {p.primary_hover}; border-color: {p.ink}; }}
    QPushButton[kind="primary"]:disabled {{ background: {p.surface2}; border-color: {p.line};
        color: {p.disabled}; }}
    QPushButton[kind="danger"] {{ border-color: {p.bad}; color: {p.bad}; }}
    QPushButton[kind="danger"]:hover {{ background: {p.bad_soft}; border-color: {p.bad}; }}
    QPushButton[kind="danger"]:disabled {{ color: {p.disabled}; border-color: {p.line}; }}
    QPushButton[kind="link"] {{ border-color: transparent; background: transparent; color: {p.primary};
        padding: 0 {px(8)}px; }}
    QPushButton[kind="link"]:hover {{ text-decoration: underline; background: {p.primary_soft}; }}
    QPushButton[kind="link"]:disabled {{ color: {p.disabled}; background: transparent; }}
    QPushButton[kind="errorlink"] {{ border-color: transparent; background: transparent; color: {p.bad};
        padding: 0; text-align: left; text-decoration: underline; }}
    QPushButton[kind="header"] {{ background: transparent; border: 2px solid transparent;
        color: {p.header_ink}; padding: 0 {px(12)}px; }}
    QPushButton[kind="header"]:hover, QPushButton[kind="header"]:checked {{ border-color: {p.header_ink2}; }}
    """
    edge = max(3, px(3))
    grown = edge - 2  # the ring grows inwards, so that nothing moves when the focus comes
    ring = f"background: {p.focus}; color: {p.focus_ink}; border: {edge}px solid {p.focus_ring};"
    sides = {
        "": 18,
        '[kind="primary"]': 24,
        '[kind="link"]': 8,
        '[kind="errorlink"]': 0,
        '[kind="header"]': 12,
    }
    rings = "\n".join(
        f'QPushButton{kind}[ring="true"]:focus {{ {ring} padding: 0 {max(px(side) - grown, 0)}px;'
        f" min-height: {(primary if 'primary' in kind else target) - 2 * grown}px; }}"
        for kind, side in sides.items()
    )
    return rules + rings


def _fields(p: Palette, theme: ThemeName, px: Px) -> str:
    radius, kinds = (
        px(RADIUS["control"]),
        ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox", "QListWidget"),
    )
    focused = ", ".join(f"{kind}:focus" for kind in kinds)
    wrong = ", ".join(f'{kind}[wrong="true"]' for kind in kinds)
    tick = px(24)
    edge = max(3, px(3))
    grown = edge - 2  # the focus border grows inwards
    return f"""
    {", ".join(kinds)} {{ background: {p.surface}; color: {p.ink}; border: 2px solid {p.field_line};
        border-radius: {radius}px; padding: {px(8)}px {px(10)}px; selection-background-color: {p.primary};
        selection-color: {p.primary_ink}; }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {p.ink2}; }}
    QLineEdit, QComboBox, QSpinBox {{ min-height: {px(26)}px; }}
    QPlainTextEdit, QListWidget {{ padding: {px(6)}px {px(8)}px; }}
    QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {p.surface2}; color: {p.ink2}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{
        background: {p.surface2}; color: {p.disabled}; border-color: {p.line}; }}
    {wrong} {{ border-color: {p.bad}; }}
    {focused} {{ border: {edge}px solid {p.focus_ring}; padding: {px(8) - grown}px {px(10) - grown}px; }}
    QPlainTextEdit:focus, QListWidget:focus {{ padding: {px(6) - grown}px {px(8) - grown}px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: 0; width: {px(36)}px; }}
    QComboBox QAbstractItemView {{ background: {p.surface}; color: {p.ink}; border: 2px solid {p.field_line};
        selection-background-color: {p.primary}; selection-color: {p.primary_ink}; outline: 0; }}
    QComboBox QAbstractItemView::item, QListWidget::item {{ min-height: {px(40)}px; padding: 0 {px(8)}px; }}
    QListWidget::item:selected {{ background: {p.primary}; color: {p.primary_ink};
        border-radius: {px(6)}px; }}
    QListWidget::item:hover:!selected {{ background: {p.primary_soft}; color: {p.ink}; }}
    QCheckBox, QRadioButton {{ spacing: {px(12)}px; min-height: {px(SIZE["target"])}px; color: {p.ink}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {p.disabled}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {tick}px; height: {tick}px;
        background: {p.surface}; border: 2px solid {p.field_line}; border-radius: {px(5)}px; }}
    QRadioButton::indicator {{ border-radius: {tick // 2 + 2}px; }}
    QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {p.primary}; }}
    QCheckBox::indicator:checked {{ background: {p.primary}; border-color: {p.primary};
        image: url("{_control("tick", theme)}"); }}
    QRadioButton::indicator:checked {{ border-color: {p.primary};
        background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {p.primary}, stop: 0.5 {p.primary}, stop: 0.55 {p.surface}); }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {p.line}; }}
    QCheckBox:focus, QRadioButton:focus {{ outline: 0; }}
    QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: {edge}px solid {p.focus_ring};
        background: {p.focus}; }}
    QCheckBox::indicator:checked:focus {{ background: {p.primary}; }}
    QRadioButton::indicator:checked:focus {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
        fx: 0.5, fy: 0.5, stop: 0 {p.focus_ink}, stop: 0.5 {p.focus_ink}, stop: 0.55 {p.focus}); }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: 0; }}
    QFileDialog QComboBox::down-arrow {{ image: url("{_control("chevron", theme)}"); width: {px(18)}px; }}
    QFileDialog QTreeView::item, QFileDialog QListView::item {{ min-height: {px(34)}px; }}
    QFileDialog QTreeView, QFileDialog QListView {{ background: {p.surface}; border: 1px solid {p.line};
        alternate-background-color: {p.surface2}; selection-background-color: {p.primary};
        selection-color: {p.primary_ink}; outline: 0; }}
    QToolButton {{ border: 2px solid transparent; border-radius: {radius}px; min-width: {px(32)}px;
        min-height: {px(32)}px; color: {p.ink}; background: transparent; }}
    QToolButton:hover {{ background: {p.primary_soft}; }}
    QToolButton:focus {{ border-color: {p.focus_ring}; background: {p.focus}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    """


def _control(name: str, theme: ThemeName) -> str:
    """Path of a picture that a stylesheet has to take from a file, in the colours of one theme."""
    return assets.path(f"icons/controls/{name}-{theme}.svg").as_posix()


def _frames(p: Palette, theme: ThemeName, px: Px) -> str:
    card, control = px(RADIUS["card"]), px(RADIUS["control"])
    rules = [
        f"""#card {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {card}px; }}
        #emptystate {{ background: {p.surface}; border: 2px dashed {p.line}; border-radius: {card}px; }}
        #errorsummary {{ background: {p.surface}; border: {px(4)}px solid {p.bad};
            border-radius: {control}px; }}
        #errorsummary:focus {{ border-color: {p.focus_ring}; }}
        #resting:focus {{ background: {p.focus}; color: {p.focus_ink}; }}
        #toast {{ background: {p.ink}; border: 1px solid {p.surface}; border-radius: {control}px; }}
        #toast QLabel {{ color: {p.surface}; }}
        #toast QPushButton {{ background: transparent; border-color: {p.surface}; color: {p.surface}; }}
        #toast QPushButton[ring="true"]:focus {{ background: {p.focus}; color: {p.focus_ink}; }}
        #curtain, #curtainground {{ background: {p.header}; }}
        #curtaincard {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {card}px; }}
        #separator {{ background: {p.line}; border: 0; }}"""
    ]
    edge = 1 if theme == "contrast" else 0
    for tone in ("primary", "ok", "warn", "bad", "info"):
        ink, soft = getattr(p, tone), getattr(p, f"{tone}_soft")
        rules.append(
            f'#pill[tone="{tone}"] {{ background: {soft}; border: {edge}px solid {ink};'
            f" border-radius: {px(12)}px; }}"
        )
        rules.append(
            f'#banner[tone="{tone}"] {{ background: {soft}; border: 0; border-bottom: 1px solid {ink}; }}'
            f'#callout[tone="{tone}"] {{ background: {soft}; border: {edge}px solid {ink};'
            f" border-left: {px(5)}px solid {ink}; border-radius: {px(4)}px; }}"
        )
    rules.append(f'#pill[tone="ink2"] {{ background: {p.surface2}; border: 1px solid {p.line}; }}')
    rules.append(f'#pill[tone="ink2"] {{ border-radius: {px(12)}px; }}')
    return "\n".join(rules)


def _tables(p: Palette, theme: ThemeName, px: Px) -> str:
    radius, edge = px(RADIUS["control"]), max(3, px(3))
    # The room for the focus frame is always there: what is in the table would cover a frame that grows.
    return f"""
    QTableView {{ background: {p.surface}; alternate-background-color: {p.surface2}; color: {p.ink};
        border: 1px solid {p.line}; padding: {edge - 1}px; border-radius: {radius}px;
        gridline-color: {p.line}; outline: 0;
        selection-background-color: {p.primary_soft}; selection-color: {p.ink}; }}
    QTableView:focus {{ border: {edge}px solid {p.focus_ring}; padding: 0; }}
    #peeked {{ background: {p.primary_soft}; padding: 0 {px(13)}px; }}
    QTableView::item {{ padding: 0 {px(10)}px; border: 0; border-bottom: 1px solid {p.line}; }}
    QTableView::item:selected {{ background: {p.primary_soft}; color: {p.ink};
        border-bottom: 1px solid {p.primary}; }}
    QHeaderView {{ background: {p.surface2}; border: 0; }}
    QHeaderView::section {{ background: {p.surface2}; color: {p.ink2}; border: 0;
        padding: {px(10)}px {px(13)}px; border-bottom: 2px solid {p.field_line};
        font-size: {px(14)}px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {p.surface2}; border: 0; }}
    """


def _odds(p: Palette, theme: ThemeName, px: Px) -> str:
    wide = px(14)
    return f"""
    QScrollBar:vertical {{ width: {wide}px; background: transparent; margin: 2px; border: 0; }}
    QScrollBar:horizontal {{ height: {wide}px; background: transparent; margin: 2px; border: 0; }}
    QScrollBar::handle {{ background: {p.field_line}; border-radius: {max(2, wide // 2 - 2)}px; }}
    QScrollBar::handle:vertical {{ min-height: {px(44)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {px(44)}px; }}
    #rail QScrollBar:vertical {{ width: {px(10)}px; }}
    #rail QScrollBar::handle {{ background: {p.line if theme != "contrast" else p.field_line};
        border-radius: {max(2, px(10) // 2 - 2)}px; }}
    QScrollBar::handle:hover {{ background: {p.ink2}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {p.surface2}; border: 1px solid {p.field_line}; border-radius: {px(6)}px;
        min-height: {px(12)}px; max-height: {px(12)}px; }}
    QProgressBar::chunk {{ background: {p.primary}; border-radius: {px(5)}px; }}
    QToolTip {{ background: {p.ink}; color: {p.surface}; border: 0; padding: {px(6)}px; }}
    """
