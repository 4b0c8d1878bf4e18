"""Writes the bill of materials: everything a release is made of, as CycloneDX 1.6 JSON.

`.venv/bin/python packaging/sbom.py Roundtable.cdx.json`, in the environment that the release is built in.
Names, versions and hashes are those of the lock; licences and who needs whom are read from what is installed.
The same lock and environment give the same bytes. An installed version that is not the locked one stops it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "packaging" / "requirements.lock"
NAME_MODEL_LOCK: Final = ROOT / "packaging" / "requirements-ner.lock"
_LINE: Final = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_REQUIREMENT: Final = re.compile(r"^[A-Za-z0-9._-]+")
# Laid out beside the packages, not by them.
_SHIPPED: Final = (
    ("Atkinson Hyperlegible Next", "OFL-1.1", "resources/fonts/OFL-AtkinsonHyperlegibleNext.txt"),
    ("Source Sans 3", "OFL-1.1", "resources/fonts/OFL-SourceSans3.txt"),
    ("Lucide icons", "ISC", "resources/icons/LICENSE-lucide.txt"),
)


class BillFailed(Exception):
    """The bill cannot be written; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock, with the SHA-256 of every file it may be installed from."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL, which also is its reference inside the bill."""
        return f"pkg:pypi/{normal(self.name)}@{self.version}"


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(path: Path) -> tuple[Locked, ...]:
    """The packages of a lock file, in its order."""
    found: list[Locked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if start := _LINE.match(line):
            found.append(Locked(start["name"], start["version"].rstrip(" \\;"), ()))
        if found and (hashes := _HASH.findall(line)):
            last = found[-1]
            found[-1] = Locked(last.name, last.version, (*last.hashes, *hashes))
    return tuple(found)


def bill(version: str) -> dict[str, Any]:
    """The whole document. Raises BillFailed."""
    run, extra = locked(LOCK), locked(NAME_MODEL_LOCK)
    components = [_component(each, "required") for each in run]
    components += [_component(each, "optional") for each in extra if each.name not in {r.name for r in run}]
    components += [_shipped(*each) for each in _SHIPPED]
    components += _inside()
    me = {
        "type": "application",
        "bom-ref": "roundtable",
        "name": "roundtable",
        "version": version,
    }
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": me},
        "components": sorted(components, key=lambda c: str(c["bom-ref"])),
        "dependencies": _dependencies(run),
    }
    written = json.dumps(body, sort_keys=True)
    return {**body, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, written)}"}


def _component(each: Locked, scope: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": each.purl,
        "name": each.name,
        "version": each.version,
        "purl": each.purl,
        "scope": scope,
        # One for each file of the release that a system may take: the installer accepts no other.
        "hashes": [{"alg": "SHA-256", "content": content} for content in sorted(each.hashes)],
        "licenses": _licences(each),
    }


def _licences(each: Locked) -> list[dict[str, Any]]:
    try:
        found = metadata.distribution(each.name)
    except metadata.PackageNotFoundError:
        return []  # needed on another system, or the optional model that is not installed here
    if found.version != each.version:
        raise BillFailed(
            f"{each.name} is installed as {found.version}, locked as {each.version}: set up again."
        )
    about = found.metadata
    if stated := about.get_all("License-Expression"):
        return [{"expression": str(stated[0])}]
    classified = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    free = [text.splitlines()[0][:80] for text in about.get_all("License") or [] if text.strip()]
    names = [name for name in (*classified, *free) if name != "OSI Approved"] or _by_its_text(found)
    return [{"license": {"name": name}} for name in dict.fromkeys(names)]


def _by_its_text(found: metadata.Distribution) -> list[str]:
    """The name of the file that holds its licence, where nothing else is said; About shows the text."""
    return [f"see {name}" for name in found.metadata.get_all("License-File") or []]


def _shipped(name: str, licence: str, text: str) -> dict[str, Any]:
    if not (ROOT / text).is_file():
        raise BillFailed(f"{text} is missing: the licence of {name} has to be shipped with it.")
    return {
        "type": "data",
        "bom-ref": f"shipped:{normal(name.replace(' ', '-'))}",
        "name": name,
        "scope": "required",
        "licenses": [{"license": {"id": licence}}],
    }


def _inside() -> list[dict[str, Any]]:
    """What wheels carry compiled in: advisories are about these, not about the package around them."""
    from cryptography.hazmat.backends.openssl import backend
    from pikepdf import __libqpdf_version__ as qpdf
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        cipher = str(connection.execute("PRAGMA cipher_version").fetchone()[0]).split()[0]
    finally:
        connection.close()
    openssl = backend.openssl_version_text().split()[1]
    parts = (
        ("sqlcipher", cipher, "sqlcipher3", {"license": {"id": "BSD-3-Clause"}}),
        ("sqlite", dbapi2.sqlite_version, "sqlcipher3", {"license": {"id": "blessing"}}),
        ("openssl", openssl, "cryptography", {"license": {"id": "Apache-2.0"}}),
        ("qpdf", qpdf, "pikepdf", {"license": {"id": "Apache-2.0"}}),
    )
    return [
        {
            "type": "library",
            "bom-ref": f"inside:{name}",
            "name": name,
            "version": version,
            "scope": "required",
            "description": f"compiled into {around}",
            "licenses": [licence],
        }
        for name, version, around, licence in parts
    ]


def _dependencies(run: tuple[Locked, ...]) -> list[dict[str, Any]]:
    """Who needs whom, of what is installed here; the program itself first."""
    purls = {normal(each.name): each.purl for each in run}
    rows = [{"ref": "roundtable", "dependsOn": _needs("roundtable", purls)}]
    for each in run:
        rows.append({"ref": each.purl, "dependsOn": _needs(each.name, purls)})
    return rows


def _needs(name: str, purls: dict[str, str]) -> list[str]:
    try:
        requires = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    names = (_REQUIREMENT.match(line) for line in requires if "extra ==" not in line)
    return sorted({purls[normal(n[0])] for n in names if n and normal(n[0]) in purls})


def main(arguments: list[str]) -> int:
    """Write the file; 1 when it could not be."""
    parser = argparse.ArgumentParser(prog="sbom.py", description="Write the bill of materials of a release.")
    parser.add_argument("out", type=Path, metavar="FILE.cdx.json")
    options = parser.parse_args(arguments)
    try:
        made = bill(metadata.version("roundtable"))
        options.out.write_text(
            json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n"
        )
    except (BillFailed, OSError) as problem:
        print(f"roundtable: {problem}", file=sys.stderr)
        return 1
    print(f"Wrote {options.out}: {len(made['components'])} components")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
