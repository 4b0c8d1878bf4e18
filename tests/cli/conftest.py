"""The demonstration meeting, replayed once for all tests of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from roundtable import cli
from roundtable.actions.demonstration_script import demonstration_pack


@dataclass(frozen=True)
class Said:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in this process."""

    def command(*arguments: object) -> Said:
        capsys.readouterr()
        try:
            code = cli.main([str(a) for a in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `roundtable demo --export` leaves."""
    folder = tmp_path_factory.mktemp("demonstration") / "out"
    assert cli.main(["demo", "--export", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's register as a file."""
    people, places, identifiers = [], [], []
    for number, case in enumerate(demonstration_pack().cases):
        people += [
            {"id": f"{number}{p.id}", "name": p.name, "role": p.role, "aliases": p.aliases}
            for p in case.register.people
        ]
        places += [
            {"id": f"{number}{p.id}", "name": p.name, "role": p.role, "aliases": p.aliases}
            for p in case.register.places
        ]
        identifiers += [
            {"id": f"{number}{i.id}", "kind": i.kind, "value": i.value} for i in case.register.identifiers
        ]
    path = tmp_path_factory.mktemp("register") / "register.json"
    path.write_text(json.dumps({"people": people, "places": places, "identifiers": identifiers}))
    return path
