"""The locks: exact, hashed, complete, and silent about where packages were fetched."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "packaging" / "requirements.lock"
DEV = ROOT / "packaging" / "requirements-dev.lock"
NAME_MODEL = ROOT / "packaging" / "requirements-ner.lock"


def locked(path: Path) -> dict[str, str]:
    """Package: version, as the lock has them."""
    text = path.read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


def declared(lines: list[str]) -> set[str]:
    """Names of declared dependencies, written as locks write them."""
    return {re.split(r"[<>=~! ]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_every_line_is_a_version_or_its_hash(path: Path) -> None:
    assert_exact(path, least=16)


def assert_exact(path: Path, least: int) -> None:
    packages = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        exact = re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [A-Za-z0-9_ ='!<>.]+)? \\", line)
        packages += bool(exact)
        assert exact or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    assert packages >= least


@pytest.mark.parametrize("path", [RUN, DEV, NAME_MODEL], ids=lambda path: path.name)
def test_no_address_is_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|--trusted|@ ", text)


def test_the_locks_hold_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert declared(project["dependencies"]) <= set(locked(RUN))
    assert declared(project["optional-dependencies"]["dev"]) <= set(locked(DEV))


def test_the_name_model_brings_its_three_packages_and_nothing_else() -> None:
    """The one that carries the weights asks for an online service's code: it must not come along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert_exact(NAME_MODEL, least=3)
    assert set(locked(NAME_MODEL)) == declared(project["optional-dependencies"]["ner"])
    assert set(locked(NAME_MODEL)).isdisjoint(locked(DEV))  # what runs and is checked does without


def test_what_is_checked_is_what_runs() -> None:
    run, dev = locked(RUN), locked(DEV)
    assert {name: dev.get(name) for name in run} == run
