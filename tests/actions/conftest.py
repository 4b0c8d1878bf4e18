"""The room of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.actions.rooms import Room, room


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Room]:
    """Two cases, a planned round table, nobody expected yet."""
    with room(tmp_path) as made:
        yield made
