"""Four cases in one meeting, with everything that can come between: see four_cases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.offscreen_layout import LAPTOP, PROJECTOR, offscreen_platform

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the power cut needs fork and SIGKILL")
def test_four_cases_in_one_meeting_with_everything_that_can_come_between(tmp_path: Path) -> None:
    platform = offscreen_platform(tmp_path, (LAPTOP, PROJECTOR))
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore::DeprecationWarning",
            "-m",
            "tests.journeys.four_cases",
            str(tmp_path),
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert told["here"] == "lived", "the next start came back to the step"
    assert 3 <= told["found"] <= told["typed"], "what the screen called saved is there"
    assert told["room"] > 40, "the room has seen the meeting"
    assert (told["state"], told["signed"], told["refused"]) == ("closed", 5, 1)
    assert told["methods"] == ["drawn", "paper", "typed"]
    assert told["out"] == [True] and told["concerns"] == 1 and told["lessons"] == 2
    assert len(told["cases"]) == 4
