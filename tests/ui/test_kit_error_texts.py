"""Every error that can be raised on purpose has words that say what to do."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import roundtable
from roundtable.domain.errors import RoundtableError
from roundtable.ui.error_texts import OTHER_LAYERS, TEXTS, explain

# Never reaches the screen: storage turns it into a named error first.
_INSIDE = {"KeyDoesNotFit"}
_BANNED = re.compile(
    r"\b(please|invalid|error|success|oops|submitted|illegal|fail to|can't)\b|!", re.IGNORECASE
)


def _every_error() -> list[type[RoundtableError]]:
    for module in pkgutil.walk_packages(roundtable.__path__, "roundtable."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = [], [RoundtableError]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("roundtable."):
            found.append(kind)
        waiting.extend(kind.__subclasses__())
    return found


def test_every_error_has_its_own_words():
    missing = [
        f"{kind.__module__}.{kind.__name__}"
        for kind in _every_error()
        if kind not in TEXTS and kind.__name__ not in OTHER_LAYERS and kind.__name__ not in _INSIDE
    ]
    assert missing == []


def test_no_words_are_kept_for_an_error_that_is_gone():
    known = {kind.__name__ for kind in _every_error()}
    assert set(OTHER_LAYERS) <= known
    assert {kind.__name__ for kind in TEXTS} <= known


@pytest.mark.parametrize(
    "kind", [*TEXTS, *OTHER_LAYERS], ids=lambda k: k if isinstance(k, str) else k.__name__
)
def test_the_words_are_calm_and_say_what_to_do(kind):
    title, advice = OTHER_LAYERS[kind] if isinstance(kind, str) else TEXTS[kind]
    assert title and advice and not title.endswith(".")
    assert not _BANNED.search(f"{title} {advice}"), "SCREENS: no blame, no please, no invalid, no success"
    assert advice.endswith((".", "}")), advice


def test_details_are_filled_in_and_a_missing_one_leaves_no_brace():
    from roundtable.domain.errors import ActionIncomplete, PassphraseTooWeak, WrongPassphrase

    assert "after 8 seconds" in explain(WrongPassphrase(wait=8)).advice
    assert (
        explain(PassphraseTooWeak(guidance=("Add a word.", "Avoid years."))).advice
        == "Add a word. Avoid years."
    )
    assert explain(ActionIncomplete(problems=(("owner", "Enter the owner."),))).advice == "Enter the owner."
    assert "{" not in explain(WrongPassphrase()).advice


def test_a_child_without_words_speaks_like_its_parent():
    from roundtable.domain.errors import CurtainDrawn

    class CurtainDrawnTwice(CurtainDrawn):
        pass

    assert explain(CurtainDrawnTwice()) == explain(CurtainDrawn())
