"""Saves papers into the folder that was chosen: all of them, noted in the trail, or none."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from roundtable.actions.papers import MadePaper, note_saved, paper_to_save
from roundtable.actions.ports import Papers, Vault
from roundtable.domain.errors import PaperNotSaved, RoundtableError
from roundtable.domain.ids import AgencyId, AuditId
from roundtable.domain.papers import PaperKind
from roundtable.ui.outgoing import free_path, remove_files, write_file


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """Which paper; a letter for each of `agencies`."""

    kind: PaperKind
    agencies: tuple[AgencyId, ...] = (AgencyId(""),)
    is_encrypted: bool = False


@dataclass(frozen=True, slots=True)
class SavedPapers:
    """Where they are now, and the passphrase to tell, "" for none."""

    paths: tuple[Path, ...]
    passphrase: str = ""


def save_papers(
    vault: Vault, papers: Papers, audit_id: AuditId, wanted: WantedPaper, folder: Path
) -> SavedPapers:
    """Off the UI thread. Raises what `paper_to_save` and `write_file` raise, and VaultReadOnly; then nothing
    is left in the folder."""
    made = tuple(
        paper_to_save(vault, papers, audit_id, wanted.kind, agency, is_encrypted=wanted.is_encrypted)
        for agency in wanted.agencies
    )
    paths = _written(made, folder)
    try:
        note_saved(vault, audit_id, made)
    except RoundtableError:
        _take_back(paths)
        raise
    return SavedPapers(paths, made[-1].passphrase if made else "")


def _written(made: Sequence[MadePaper], folder: Path) -> tuple[Path, ...]:
    paths: list[Path] = []
    for paper in made:
        path = free_path(folder, paper.file_name)
        try:
            write_file(path, paper.data)
        except RoundtableError:
            _take_back(tuple(paths))
            raise
        paths.append(path)
    return tuple(paths)


def _take_back(paths: tuple[Path, ...]) -> None:
    with suppress(PaperNotSaved):  # the first failure is the one to tell
        remove_files(paths)
