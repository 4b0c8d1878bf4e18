"""The readers of files that come from elsewhere, each with a good file and what may come of a bad one."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

from PIL import Image

from roundtable.actions.board import found_board
from roundtable.actions.case_pack import import_pack, preview, read_pack
from roundtable.actions.case_pack_format import CasePack
from roundtable.cli_input import BadInput, text_of
from roundtable.domain.chronology import EventKind
from roundtable.domain.errors import RoundtableError
from roundtable.domain.event_table import EventLine, guess, read_rows
from roundtable.domain.ids import AgencyId
from roundtable.domain.report import Anchor
from roundtable.domain.table import Sheet
from roundtable.export.logo import read_logo
from roundtable.export.printed_anchor import printed_anchor
from roundtable.export.report_pdf import write_report
from roundtable.intake.files import IntakeFiles
from roundtable.register_file import read_register, search_in
from roundtable.storage import recovery
from roundtable.storage.vault_file import VaultFile
from roundtable.ui.error_texts import explain
from tests.export.sample_report import bare_report
from tests.fuzz.mutations import BYTES, JSON, TEXT, WORKBOOK, Mutation
from tests.intake.workbooks import workbook
from tests.journeys.small_pack import write_pack
from tests.storage import vaults

SLOW_SECONDS = 5.0
IMPORT_EVERY = 10


@dataclass(frozen=True)
class Reader:
    """`read` returns or raises a named error; anything else is a fault."""

    name: str
    good: bytes
    mutations: tuple[Mutation, ...]
    read: Callable[[bytes], object]
    share: int


@dataclass
class Tally:
    """What came of the inputs of one reader. `faults` are places in the program, without what was read."""

    name: str
    inputs: int = 0
    read: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


class Importing:
    """Reads a pack and, now and then, imports what was accepted: all of it or nothing."""

    def __init__(self, vault: VaultFile) -> None:
        self._vault = vault
        self._accepted = 0

    def read(self, data: bytes) -> object:
        """Raises what reading and importing raise; AssertionError when half of it was stored."""
        pack = read_pack(data)
        preview(pack)
        self._accepted += 1
        if self._accepted % IMPORT_EVERY == 0:
            self._import(pack)
        return pack

    def _import(self, pack: CasePack) -> None:
        before = self._vault.anchor()
        try:
            import_pack(self._vault, pack)
        except RoundtableError:
            assert self._vault.anchor() == before, "something was stored of a pack that was refused"
            raise


@contextmanager
def readers(folder: Path) -> Iterator[tuple[Reader, ...]]:
    """All of them; the vault that packs are imported into lies in `folder`."""
    vault, _ = vaults.make(folder / "fuzz.roundtable")
    found_board(vault, name="Oakshire Board", pack_id="lscb_2015", contact="the office")
    paper = write_report(replace(bare_report(), anchor=Anchor("a" * 64, 7, "b" * 32)))
    sealed = recovery.recovery_path(folder / "fuzz.roundtable").read_bytes()
    yield (
        Reader("case pack", write_pack(folder).read_bytes(), JSON, Importing(vault).read, 12),
        Reader("register", _register(), JSON, _register_read, 6),
        Reader("recovery file", sealed, JSON, recovery.decode, 4),
        Reader("text", "Ärger, naïve.\n".encode() * 5, BYTES, lambda data: text_of(data, "notes"), 1),
        Reader("report", paper, BYTES, printed_anchor, 1),
        Reader("CSV", _csv(), TEXT, _table_read, 6),
        Reader("paste", _csv("\t"), TEXT, _paste_read, 2),
        Reader("workbook", workbook(*_ROWS), WORKBOOK, _table_read, 4),
        Reader("logo", _logo(), BYTES, read_logo, 1),
    )
    assert vault.check().is_sound
    vault.close()


def run(reader: Reader, count: int, seed: int) -> Tally:
    """So many inputs, the same for the same seed."""
    tally, chance = Tally(reader.name), Random(f"{reader.name} {seed}")
    for _ in range(count):
        data = chance.choice(reader.mutations)(reader.good, chance)
        began = time.perf_counter()
        _one(reader, data, tally)
        took = time.perf_counter() - began
        tally.slowest = max(tally.slowest, took)
        if took > SLOW_SECONDS:
            tally.faults.append(f"slower than {SLOW_SECONDS} s")
    return tally


def _one(reader: Reader, data: bytes, tally: Tally) -> None:
    tally.inputs += 1
    try:
        reader.read(data)
        tally.read += 1
    except RoundtableError as error:
        said = explain(error)
        if not said.title or not said.advice:
            tally.faults.append(f"{type(error).__name__} says nothing")
        tally.refused += 1
    except BadInput as error:
        assert str(error)
        tally.refused += 1
    except Exception as error:
        tally.faults.append(f"{type(error).__name__} at {_place(error)}")


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _register() -> bytes:
    people = [{"id": "a", "name": "Mina Quillfeather", "role": "Child", "aliases": ["Minnie"]}]
    places = [{"id": "p", "name": "St Anselm School", "role": "School", "aliases": []}]
    numbers = [{"id": "n", "kind": "nhs", "value": "943 476 5919"}]
    file = {"people": people, "places": places, "identifiers": numbers, "expected_images": ["a" * 64]}
    return json.dumps(file).encode()


def _register_read(data: bytes) -> object:
    register, _ = read_register(data)
    return search_in(register, patterns=True)("Mina went to St Anselm School.", "text")


_ROWS = (
    ["Date", "Time", "Agency", "What happened", "Kind", "Source"],
    [date(2015, 4, 3), "14:30", "Police", "Called to the home, “again”", "incident", "log 1234"],
    ["3rd May 2015", "", "School", "Late; no coat", "contact", ""],
    ["June 2015", "", "School", "=1+1", "contact", ""],
)


def _csv(delimiter: str = ",") -> bytes:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in _ROWS]
    return "\r\n".join(lines * 3).encode()


def _table_read(data: bytes) -> object:
    return _understood(IntakeFiles().read(data, lambda _done, _total, _what: None))


def _paste_read(data: bytes) -> object:
    return _understood(
        IntakeFiles().pasted(data.decode("utf-8", "surrogateescape" if len(data) % 2 else "replace"))
    )


def _understood(sheets: tuple[Sheet, ...]) -> object:
    """As the page does: which column is what, and what each row says."""
    today, agencies = date(2026, 10, 8), ((AgencyId("p"), "Police"), (AgencyId("s"), "School"))
    found = []
    for sheet in sheets:
        matching = replace(guess(sheet, today), takes_months=True)
        for read in read_rows(sheet, matching, agencies, today):
            if isinstance(read, EventLine):
                assert read.text.strip() and read.kind in EventKind
                read.text.encode()
            found.append(read)
    return found


def _logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(out, "PNG")
    return out.getvalue()
