"""Four cases in one meeting, with everything that can come between: see four_cases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENS = (("Laptop", 0, 1366, 768), ("Projector", 1366, 1920, 1080))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the power cut needs fork and SIGKILL")
def test_four_cases_in_one_meeting_with_everything_that_can_come_between(tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    screens = [
        {
            "name": name,
            "x": x,
            "y": 0,
            "width": width,
            "height": height,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, x, width, height in SCREENS
    ]
    layout.write_text(
        json.dumps({"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": screens})
    )
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
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={layout}"},
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
