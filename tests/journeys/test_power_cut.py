"""The power goes at any moment: the next start leads back to the step, and what the room said is there.

More rounds, at every step: `python -m tests.journeys.plug 10`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the power cuts need fork and SIGKILL")
def test_nothing_that_was_saved_is_lost_when_the_power_goes() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.journeys.plug", "--some"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == 12, f"{done.stdout}\n{done.stderr}"
    typed = [each for each in rounds if "step" in each]
    assert all(each["came_back_to"] == each["step"] for each in typed), typed
    assert all(each["found"] >= each["promised"] for each in typed), typed
    assert all(each["found"] <= each["typed"] for each in typed), typed
    assert done.returncode == 0, rounds
