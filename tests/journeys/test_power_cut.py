"""The power goes at any moment: the next start leads back to the step, and what the room said is there.

More rounds, at every step: `python -m tests.journeys.plug 10`, `python -m tests.journeys.plug_preparing 10`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the power cuts need fork and SIGKILL")


def cut(tool: str) -> list[dict[str, Any]]:
    """One evening of power cuts, at some of the places; what came of each."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-m", f"tests.journeys.{tool}", "--some"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    typed = [each for each in rounds if "step" in each]
    assert all(each["came_back_to"] == each["step"] for each in typed), typed
    assert all(each["found"] >= each["promised"] for each in typed), typed
    assert all(each["found"] <= each["typed"] for each in typed), typed
    return rounds


@needs_fork
def test_nothing_that_was_saved_is_lost_when_the_power_goes() -> None:
    assert len(cut("plug")) == 12


@needs_fork
def test_the_next_start_goes_on_preparing_where_the_power_went() -> None:
    assert len(cut("plug_preparing")) == 3
