"""Painted and composed controls that screens are made of."""

from __future__ import annotations

from roundtable.ui.widgets.banner import Banner
from roundtable.ui.widgets.buttons import Button
from roundtable.ui.widgets.cards import Callout, Card, EmptyState
from roundtable.ui.widgets.date_field import DateField, DateProblem
from roundtable.ui.widgets.fields import ErrorSummary, Field, LineEdit
from roundtable.ui.widgets.labels import IconLabel, Mark, Pill, Separator, Text
from roundtable.ui.widgets.page import Footer, Page
from roundtable.ui.widgets.progress_panel import ProgressPanel
from roundtable.ui.widgets.row import Row
from roundtable.ui.widgets.save_indicator import SaveIndicator
from roundtable.ui.widgets.signature_pad import SignaturePad
from roundtable.ui.widgets.step_rail import RailGroup, RailStep, StepRail
from roundtable.ui.widgets.table import Column, TableView
from roundtable.ui.widgets.text_editor import PlainTextEditor, TextHint
from roundtable.ui.widgets.tiles import Tile, TileChoice, TileGroup
from roundtable.ui.widgets.timer_chip import TimerChip
from roundtable.ui.widgets.toast import Toast

__all__ = [
    "Banner",
    "Button",
    "Callout",
    "Card",
    "Column",
    "DateField",
    "DateProblem",
    "EmptyState",
    "ErrorSummary",
    "Field",
    "Footer",
    "IconLabel",
    "LineEdit",
    "Mark",
    "Page",
    "Pill",
    "PlainTextEditor",
    "ProgressPanel",
    "RailGroup",
    "RailStep",
    "Row",
    "SaveIndicator",
    "Separator",
    "SignaturePad",
    "StepRail",
    "TableView",
    "Text",
    "TextHint",
    "Tile",
    "TileChoice",
    "TileGroup",
    "TimerChip",
    "Toast",
]
