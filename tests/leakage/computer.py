"""A computer of its own for one run of the program: home, temporary folder, settings, and a drive to search."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, read_pack
from roundtable.actions.curtain import set_pin
from roundtable.actions.round_tables import MeetingDetails, open_round_table, plan_round_table
from roundtable.actions.signoff import add_attendee, sign_statement, signing_view
from roundtable.domain.ids import AgencyId, AttendeeId, AuditId, RoundTableId
from roundtable.domain.signoff import Method, Signature
from roundtable.storage import vault as storage
from roundtable.storage.keys import RELEASED
from roundtable.storage.vault_file import VaultFile
from tests.journeys.small_pack import PACK
from tests.leakage import canaries
from tests.storage.vaults import Clock

ROOT: Final = Path(__file__).resolve().parents[2]
# The program's own table passes it; the tests need not wait for the dearer ones.
CHEAPEST: Final = MappingProxyType({1: RELEASED[1]})
_TYPED: Final = ("note", "headline", "concern", "lesson", "draft", "error", "half")
_OUTSIDE: Final = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


@dataclass
class Computer:
    """`home` holds everything that a user's account holds, and the folder that the program is started in."""

    home: Path
    chance: random.Random = field(default_factory=random.Random)
    words: dict[str, str] = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        names = (*_TYPED, "child", "event", "passphrase")
        self.words = {name: canaries.word(self.chance) for name in names}
        for folder in ("tmp", "work", "files"):
            (self.home / folder).mkdir(parents=True)
        self.began = time.time()

    @property
    def path(self) -> Path:
        """The Board's file."""
        return self.home / "files" / "Board.roundtable"

    @property
    def complaints(self) -> Path:
        """What the program wrote to the terminal; searched like any file."""
        return self.home / "work" / "stderr.txt"

    @property
    def passphrase(self) -> str:
        """Strong enough, and findable."""
        return f"{self.words['passphrase']}-gravel-orbit-thimble"

    def prepare(self) -> None:
        """A file with a case and an open round table that everybody has signed."""
        made = storage.create(self.path, self.passphrase, who="Owen", clock=Clock(), sets=CHEAPEST)
        vault = made.vault
        self.words["recovery code"] = made.recovery_code
        found_board(vault, name="Fernleigh", pack_id="lscb_2015", contact="the chair")
        pack = json.dumps({**PACK, "cases": PACK["cases"][:1]})
        for name, canary in (("Quillfeather", self.words["child"]), ("without a coat", self.words["event"])):
            assert name in pack
            pack = pack.replace(name, canary)
        audit = import_pack(vault, read_pack(pack.encode())).made
        table = RoundTableId(
            plan_round_table(vault, AuditId(audit), MeetingDetails(Clock().now().date())).made
        )
        who = AttendeeId(add_attendee(vault, table, name="Karen Whitlow", agency_id=AgencyId("police")).made)
        set_pin(vault, table, "2580")
        open_round_table(vault, table)
        shown = signing_view(vault, table, who).statement.sha256
        signature = Signature(Method.TYPED, typed_name="Karen Whitlow")
        sign_statement(vault, table, who, shown_sha256=shown, signature=signature, declarations=())
        vault.close()

    def start(self, end: str) -> subprocess.Popen[str]:
        """The program, told to type everything and then to end like this. Core dumps are allowed to it."""
        folders = {
            f"XDG_{name.upper()}_HOME": str(self.home / f".{name}") for name in ("config", "cache", "data")
        }
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "PYTEST", "COV_"))}
        environment |= folders | {
            "HOME": str(self.home),
            "TMPDIR": str(self.home / "tmp"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        with self.complaints.open("w") as complaints:
            running = subprocess.Popen(
                [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.leakage.program"],
                cwd=self.home / "work",
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                preexec_fn=allow_core_dumps,
            )
        assert running.stdin is not None
        told = {"path": str(self.path), "end": end, "words": self.words, "passphrase": self.passphrase}
        running.stdin.write(json.dumps(told) + "\n")
        running.stdin.flush()
        return running

    def run(self, end: str) -> int:
        """`start`, until it has ended; its exit code, below 0 for the signal."""
        running = self.start(end)
        said, _nothing = running.communicate(timeout=120)
        assert "ready" in said, f"{said}\n{self.complaints.read_text()}"
        assert end in ("closed", "locked") or "amid" in said
        return running.returncode

    def found(self) -> list[canaries.Found]:
        """Every canary on the drive: in the account, and in what lies fresh in the system's own places."""
        return canaries.search([self.home], self.words) + self._found_outside()

    def opened(self) -> VaultFile:
        """The file as its owner opens it: what was typed has to be there, else nothing was searched for."""
        return storage.open(self.path, self.passphrase, who="Owen", clock=Clock(), take_over=True)

    def copy_to(self, home: Path) -> Computer:
        """The same file and words on another computer: the key need not be made anew."""
        shutil.copytree(self.home, home)
        other = object.__new__(Computer)
        other.home, other.chance, other.words, other.began = home, self.chance, self.words, time.time()
        return other

    def _found_outside(self) -> list[canaries.Found]:
        found = []
        for folder in _OUTSIDE:
            for path in folder.iterdir() if folder.is_dir() else ():
                fresh = path.is_file() and os.access(path, os.R_OK) and path.stat().st_mtime >= self.began - 1
                if fresh:
                    found += canaries.in_bytes(path.read_bytes(), self.words, str(path))
        return found


def allow_core_dumps() -> None:
    """As on a developer's machine: whatever crashes leaves its memory in the folder it runs in."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
