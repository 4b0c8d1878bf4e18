"""The bill of materials holds every locked package with its hashes and licence, and says the same twice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from roundtable.ui.licence_texts import licences

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / "packaging" / "requirements.lock"


def written(path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "sbom.py"), str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return written(tmp_path_factory.mktemp("bill") / "roundtable.cdx.json")


def test_every_locked_package_is_in_it_with_all_its_hashes(bill: dict[str, Any]) -> None:
    text = RUN.read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9.-]+)==([0-9][0-9a-z.]*)", text, re.MULTILINE)
    assert len(packages) > 15
    components = {c["purl"]: c for c in bill["components"] if "purl" in c}
    assert {f"pkg:pypi/{name.replace('.', '-')}@{version}" for name, version in packages} <= set(components)
    required = [c for c in components.values() if c["scope"] == "required"]
    assert sum(len(c["hashes"]) for c in required) == text.count("--hash=sha256:")
    assert all(c["hashes"] for c in components.values())


def test_what_is_installed_has_its_licence_in_the_bill_and_in_the_window(bill: dict[str, Any]) -> None:
    shown = {re.sub(r"[-_.]+", "-", each.name).lower(): each for each in licences()}
    without = [
        c["name"]
        for c in bill["components"]
        if c.get("scope") == "required" and "purl" in c and not c["licenses"] and c["name"] in shown
    ]
    assert not without
    needed = {
        re.sub(r"[-_.]+", "-", c["name"]).lower() for c in bill["components"] if c.get("scope") == "required"
    }
    for direct in ("pyside6-essentials", "sqlalchemy", "sqlcipher3", "cryptography", "reportlab", "pikepdf"):
        assert direct in needed & set(shown), direct
        assert shown[direct].licence


def test_every_reference_is_of_a_component(bill: dict[str, Any]) -> None:
    known = {c["bom-ref"] for c in bill["components"]} | {"roundtable"}
    assert len(known) == len(bill["components"]) + 1
    named = {row["ref"] for row in bill["dependencies"]}
    named |= {ref for row in bill["dependencies"] for ref in row["dependsOn"]}
    assert named <= known
    assert len(next(row["dependsOn"] for row in bill["dependencies"] if row["ref"] == "roundtable")) >= 12


def test_what_is_compiled_in_is_named(bill: dict[str, Any]) -> None:
    inside = {c["name"]: c["version"] for c in bill["components"] if c["bom-ref"].startswith("inside:")}
    assert all(c["licenses"] for c in bill["components"] if c["bom-ref"].startswith("inside:"))
    assert "ZETETIC" in next(each.text for each in licences() if each.name == "SQLCipher")
    assert set(inside) == {"sqlcipher", "sqlite", "openssl", "qpdf"}
    assert all(re.match(r"\d+\.\d+", version) for version in inside.values())


def test_it_is_the_same_twice_and_names_no_machine(bill: dict[str, Any], tmp_path: Path) -> None:
    assert written(tmp_path / "again.json") == bill
    text = (tmp_path / "again.json").read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert not re.search(r"https?://|file:", text)
