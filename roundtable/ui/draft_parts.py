"""The parts of a form as a draft keeps them: each as text, whatever it is on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox

from roundtable.domain.signoff import Stroke
from roundtable.ui.widgets.date_field import DateField
from roundtable.ui.widgets.fields import LineEdit
from roundtable.ui.widgets.select import Select
from roundtable.ui.widgets.signature_pad import SignaturePad
from roundtable.ui.widgets.text_editor import PlainTextEditor
from roundtable.ui.widgets.tiles import TileGroup

_BETWEEN: Final = "|"
_TICKED: Final = "yes"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how it reads as text ("" for nothing), how text is put back, what fires when it changes."""

    typed: Callable[[], str]
    put: Callable[[str], None]
    changed: tuple[SignalInstance, ...]


def line(editor: LineEdit) -> Part:
    """One line."""
    return Part(editor.text, editor.setText, (editor.textChanged,))


def long_text(editor: PlainTextEditor) -> Part:
    """A longer text, as it is written."""

    def put(text: str) -> None:
        editor.setPlainText(text)
        editor.moveCursor(QTextCursor.MoveOperation.End)  # whoever comes back goes on there

    return Part(editor.toPlainText, put, (editor.textChanged,))


def boxes(field: DateField, *, only_unread: bool = False) -> Part:
    """The three boxes of a date as they are typed; `only_unread`: a whole date is stored by its form."""
    lines = (field.day, field.month, field.year)

    def typed() -> str:
        texts = [each.text() for each in lines]
        if not any(texts) or (only_unread and isinstance(field.read(), date)):
            return ""
        return _BETWEEN.join(texts)

    def put(text: str) -> None:
        for each, part in zip(lines, [*text.split(_BETWEEN), "", ""], strict=False):
            each.setText(part)

    return Part(typed, put, tuple(each.textChanged for each in lines))


def choice(group: Select | TileGroup) -> Part:
    """A key that was chosen."""
    return Part(group.value, group.set_value, (group.changed,))


def tick(tile: QCheckBox) -> Part:
    """A tick."""
    return Part(
        lambda: _TICKED if tile.isChecked() else "",
        lambda text: tile.setChecked(text == _TICKED),
        (tile.toggled,),
    )


def unless(part: Part, stored: Callable[[], bool]) -> Part:
    """The part, as long as its form does not keep it by itself."""
    return Part(lambda: "" if stored() else part.typed(), part.put, part.changed)


def note(text: Callable[[], str]) -> Part:
    """Something that goes along and is not put back: the version of a text that was signed, say."""
    return Part(text, lambda _text: None, ())


def ink(pad: SignaturePad) -> Part:
    """A signature that is not given yet: its strokes in the units of the pad, no time, no pressure."""

    def typed() -> str:
        strokes = pad.strokes_so_far()
        return json.dumps(strokes) if strokes else ""

    def put(text: str) -> None:
        strokes: tuple[Stroke, ...] = tuple(
            tuple((float(x), float(y), float(width)) for x, y, width in stroke)
            for stroke in json.loads(text or "[]")
        )
        pad.set_strokes(strokes)

    return Part(typed, put, (pad.changed,))
