"""What is read of tables from elsewhere, and what is refused by name."""

from __future__ import annotations

from datetime import date, datetime, time  # a workbook knows no time zones

import pytest

from roundtable.domain import table_errors as e
from roundtable.domain.errors import RoundtableError
from roundtable.domain.table import CellFault, Sheet
from roundtable.intake import limits
from roundtable.intake.files import IntakeFiles
from roundtable.ui.error_texts import explain
from tests.intake.workbooks import part, with_parts, workbook

GOOD = workbook(["Date", "What happened"], [date(2015, 4, 3), "Seen at home"])
SHEET = "xl/worksheets/sheet1.xml"


def read(data: bytes) -> tuple[Sheet, ...]:
    return IntakeFiles().read(data, lambda _done, _total, _what: None)


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read(data)[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_usual_writing(encoding: str, delimiter: str) -> None:
    text = f'Date{delimiter}What\r\n3/4/2015{delimiter}"Naïve{delimiter} “so”\nand more"\r\n\r\n4/4/2015{delimiter}Seen\r\n'
    found = read(text.encode(encoding))[0]
    assert [row.number for row in found.rows] == [1, 2, 4]
    assert found.rows[1].cell(1).text == f"Naïve{delimiter} “so”\nand more"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", e.TableEmpty),
        (b"\n , \n", e.TableEmpty),
        (b"Date,What\n1,a\x00b\n", e.TableNotText),
        (b'Date,What\n1,"never closed\n2,b\n', e.TableQuoteOpen),
        (b"," * 1_000_000, e.TableTooLarge),
        (b"a," * 500_000, e.TableTooLarge),
        (b"a,b\n" * (limits.ROWS + 1), e.TableTooLarge),
        (b"a" * 100_000, e.TableTooLarge),
        (b"x" * (limits.FILE_BYTES + 1), e.TableTooLarge),
        (b"\xff\xfe\x00\xd8a\x00", e.TableNotText),
        (b"%PDF-1.7", e.TableOtherKind),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), e.TableOtherKind),
        (b"<html><table>", e.TableOtherKind),
        (b'{"format": 1}', e.TableOtherKind),
        (b"PK\x03\x04broken", e.WorkbookDamaged),
    ],
)
def test_what_is_refused_is_named_and_says_what_to_do(data: bytes, error: type[RoundtableError]) -> None:
    with pytest.raises(error) as caught:
        read(data)
    said = explain(caught.value)
    assert said.title and len(said.advice) > 20 and "—" not in said.title + said.advice


def test_mixed_line_ends_are_rows() -> None:
    assert texts(b"a,b\r\nc,d\re,f\ng,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_dates_of_a_workbook_are_days(epoch_1904: bool) -> None:
    data = workbook(
        [date(2015, 4, 3), datetime.combine(date(2015, 4, 3), time(14, 30)), time(9, 5), 7, 2.5, True],
        epoch_1904=epoch_1904,
    )
    cells = read(data)[0].rows[0].cells
    assert [c.day for c in cells[:2]] == [date(2015, 4, 3)] * 2
    assert cells[1].at == time(14, 30) and cells[2].at == time(9, 5)
    assert [c.text for c in cells[3:]] == ["7", "2.5", "yes"]


def test_a_formula_is_its_stored_value_or_a_told_fault() -> None:
    data = workbook(["Date", "What"], ["=1+1", "Seen"])
    assert read(data)[0].rows[1].cell(0).fault is CellFault.FORMULA
    stored = (
        part(data, SHEET)
        .replace(b"<v></v>", b"<v>2</v>")
        .replace(b"<v />", b"<v>2</v>")
        .replace(b"<v/>", b"<v>2</v>")
    )
    assert read(with_parts(data, {SHEET: stored}))[0].rows[1].cell(0).text == "2"


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"../../evil.xml": b"<a/>"}, e.WorkbookSuspicious),
        ({"/etc/evil": b""}, e.WorkbookSuspicious),
        ({"xl/vbaProject.bin": b""}, e.TableOtherKind),
        ({"xl/workbook.bin": b""}, e.TableOtherKind),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, e.TableOtherKind),
        ({"xl/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, e.WorkbookSuspicious),
        ({"xl/x.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")}, e.WorkbookSuspicious),
        ({"xl/x.xml": b'<?xml version="1.0" encoding="cp037"?><a/>'}, e.WorkbookSuspicious),
        ({"xl/x.bin": bytes(60_000_000)}, e.WorkbookSuspicious),
        ({f"xl/{n}.bin": b"" for n in range(2_001)}, e.TableTooLarge),
        ({SHEET: b"<worksheet><sheetData><row><c><v>1"}, e.WorkbookDamaged),
        (
            {"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
            e.TableOtherKind,
        ),
    ],
)
def test_a_workbook_that_is_none_is_refused(parts: dict[str, bytes], error: type[RoundtableError]) -> None:
    with pytest.raises(error) as caught:
        read(with_parts(GOOD, parts))
    assert explain(caught.value).advice


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "A99999999999"])
def test_one_cell_far_away_costs_nothing(place: str) -> None:
    number = "".join(c for c in place if c.isdigit())
    far = f'<row r="{number}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = with_parts(GOOD, {SHEET: part(GOOD, SHEET).replace(b"</sheetData>", far.encode())})
    try:
        assert len(read(data)[0].rows) == 2
    except e.TableUnreadable as error:
        assert explain(error).advice


def test_reading_can_be_stopped() -> None:
    class Stopped(RoundtableError):
        """Cancelled."""

    def stop(_done: int, _total: int, _what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        IntakeFiles().read(workbook(*([n] for n in range(600))), stop)


def test_a_paste_is_parted_by_tabs() -> None:
    rows = IntakeFiles().pasted("Date\tWhat\n3/4/2015\tSeen, at home\n")[0].rows
    assert rows[1].cell(1).text == "Seen, at home"
    with pytest.raises(e.TableEmpty):
        IntakeFiles().pasted("  \n")


def test_the_empty_workbook_has_headings_that_are_understood() -> None:
    from roundtable.domain.event_table import Part, guess

    sheet = read(IntakeFiles().empty_workbook())[0]
    assert set(guess(sheet, date(2026, 1, 1)).columns) == set(Part)
