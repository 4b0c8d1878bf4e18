"""Makes the demonstration's files: a vault to try, or a whole meeting replayed to the e-mail draft."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from roundtable.actions import demonstration
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from roundtable.clock import SystemClock
from roundtable.domain.errors import VaultAlreadyThere
from roundtable.export.encrypted_copy import new_passphrase
from roundtable.export.writer import Paper
from roundtable.storage import vault as vaults
from roundtable.storage.durable import file_errors, write_whole

VAULT_NAME = "Demonstration.roundtable"
PASSPHRASE_NAME = "Demonstration-passphrase.txt"  # noqa: S105 - a file name
Tell = Callable[[str], None]


class StoryClock:
    """The demonstration's time: starts at the meeting's hour and moves when the story does."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Aware local time of the story."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Time passes."""
        self._now += by


def prepare(folder: Path | None, tell: Tell) -> tuple[Path, str]:
    """A demonstration vault as it is before the meeting, planned for today, and its passphrase.

    Raises VaultAlreadyThere when the folder holds one.
    """
    folder = folder or Path(tempfile.mkdtemp(prefix="roundtable-demonstration-"))
    path, passphrase = _room_for(folder), new_passphrase()
    pack, script = demonstration_pack(), demonstration_script()
    clock = SystemClock()
    made = vaults.create(path, passphrase, who=script.meeting.facilitator, clock=clock)
    try:
        demonstration.make_ready(made.vault, pack, script, clock.now().date())
    finally:
        made.vault.close()
    _keep_passphrase(folder, passphrase)
    tell(f"Made {path}")
    tell(f"Its passphrase: {passphrase} (also in {folder / PASSPHRASE_NAME})")
    return path, passphrase


def export(folder: Path, tell: Tell) -> demonstration.Outcomes:
    """Replays the whole meeting and leaves vault, passphrase, report, sign-off record and draft in `folder`.

    Raises VaultAlreadyThere, and whatever the actions raise; then the folder holds no half-written file.
    """
    path, passphrase = _room_for(folder), new_passphrase()
    pack, script = demonstration_pack(), demonstration_script()
    hour, _, minute = script.meeting.starts_at.partition(":")
    start = datetime(
        script.meeting.held_on.year,
        script.meeting.held_on.month,
        script.meeting.held_on.day,
        int(hour),
        int(minute),
    ).astimezone()
    clock = StoryClock(start)
    made = vaults.create(path, passphrase, who=script.meeting.facilitator, clock=clock)
    tell(f"Vault made and encrypted: {path.name}")
    try:
        left = demonstration.replay(made.vault, Paper(), pack, script, tell, clock.advance)
    finally:
        made.vault.close()
    _keep_passphrase(folder, passphrase)
    files = {
        left.report.file_name: left.report.pdf,
        f"Sign-off-record-{pack.audit.reference}.pdf": left.sign_off_record,
        left.delivery.draft_name: left.delivery.draft,
    }
    with file_errors():
        for name, content in files.items():
            write_whole(folder / name, content)
    tell(f"Left in {folder}: {', '.join((VAULT_NAME, PASSPHRASE_NAME, *files))}")
    tell(f"Passphrase of the encrypted copy in the draft: {left.delivery.passphrase}")
    return left


def _room_for(folder: Path) -> Path:
    with file_errors():
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / VAULT_NAME
    if path.exists():
        raise VaultAlreadyThere(what="vault")
    return path


def _keep_passphrase(folder: Path, passphrase: str) -> None:
    with file_errors():
        write_whole(folder / PASSPHRASE_NAME, f"{passphrase}\n".encode())
