"""`roundtable demo --export`: everything the issue promises of the files it leaves."""

from __future__ import annotations

import email
import email.policy
import io
import json
import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from roundtable import anonymise
from roundtable.actions.demonstration_script import demonstration_pack, demonstration_script
from tests.cli.conftest import Run

NAMES = ("Demonstration.roundtable", "Demonstration-passphrase.txt")


def report_of(folder: Path) -> Path:
    return next(folder.glob("Report-*.pdf"))


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_it_leaves_vault_passphrase_report_record_and_draft(exported: Path) -> None:
    names = {p.name for p in exported.iterdir()}
    assert set(NAMES) <= names
    assert len(list(exported.glob("Report-*.pdf"))) == 1
    assert len(list(exported.glob("Sign-off-record-*.pdf"))) == 1
    assert len(list(exported.glob("*.eml"))) == 1


def test_it_does_not_write_over_an_earlier_demonstration(exported: Path, run: Run) -> None:
    before = {p.name: p.stat().st_mtime_ns for p in exported.iterdir()}
    said = run("demo", "--export", exported)
    assert said.code == 1
    assert "roundtable:" in said.err
    assert {p.name: p.stat().st_mtime_ns for p in exported.iterdir()} == before


def test_the_vault_holds_nothing_readable(exported: Path) -> None:
    data = (exported / NAMES[0]).read_bytes()
    assert b"SQLite format 3" not in data
    for case in demonstration_pack().cases:
        for person in case.register.people:
            for form in (person.name, *person.name.split()):
                if len(form) >= 4:
                    assert form.encode() not in data
                    assert form.encode("utf-16-le") not in data


def test_the_report_holds_no_registered_form_date_of_birth_or_nhs_number(exported: Path) -> None:
    text = text_of(report_of(exported).read_bytes())
    assert "Child A" in text
    assert "Child D" in text
    for case in demonstration_pack().cases:
        register = anonymise.Register(
            tuple(anonymise.Person(p.id, p.name, p.role, tuple(p.aliases)) for p in case.register.people),
            tuple(anonymise.Place(p.id, p.name, p.role, tuple(p.aliases)) for p in case.register.places),
            tuple(anonymise.Identifier(i.id, i.kind, i.value) for i in case.register.identifiers),
        )
        assert [h.text for h in anonymise.search(register, text)] == []
        for person in case.register.people:
            if person.born_on:
                assert person.born_on.isoformat() not in text
                assert f"{person.born_on:%d/%m/%Y}" not in text
    assert not re.search(r"999[\s-]?\d{3}[\s-]?\d{4}", text)


def test_whole_names_are_not_in_the_report_however_they_are_written(exported: Path) -> None:
    """Independent of the engine: plain text, folded to letters."""
    text = "".join(c for c in text_of(report_of(exported).read_bytes()).casefold() if c.isalpha())
    for case in demonstration_pack().cases:
        for person in case.register.people:
            whole = "".join(c for c in person.name.casefold() if c.isalpha())
            assert whole not in text
            if not person.is_professional:
                first = person.name.split()[0].casefold()
                if len(first) >= 6 and first not in ("summer", "unborn"):
                    assert first not in text, first


def test_whoever_is_at_the_meeting_is_named_in_a_lesson_and_not_in_the_report(exported: Path) -> None:
    script, text = demonstration_script(), text_of(report_of(exported).read_bytes())
    said = " ".join(lesson.text for lesson in script.cross_case_lessons)
    assert "Siân Pritchard" in said and "Karen from the police" in said
    assert "a professional from the police" in " ".join(text.split())
    folded = anonymise.fold_key(text)
    people = [*(a.name for a in script.attendees), script.meeting.facilitator, script.meeting.minute_taker]
    people += [r.name for r in demonstration_pack().representatives]
    for name in people:
        assert anonymise.fold_key(name) not in folded
        assert (
            anonymise.search(anonymise.Register((anonymise.Person("p", name, "Professional"),)), text) == ()
        ), name


def test_a_recused_agency_and_live_proceedings_are_told_as_what_they_are(exported: Path) -> None:
    text = " ".join(text_of(report_of(exported).read_bytes()).split())
    assert "(from its return; representative recused)" in text
    record = " ".join(text_of(next(exported.glob("Sign-off-record-*.pdf")).read_bytes()).split())
    assert re.search(r"Out of the room.*\d\d:\d\d to \d\d:\d\d", record)
    assert "Not asked for" in record


def test_the_sign_off_record_names_everybody_and_says_that_it_is_restricted(exported: Path) -> None:
    text = text_of(next(exported.glob("Sign-off-record-*.pdf")).read_bytes())
    for name in ("Ngozi Emenike-Clarke", "Tom Brackenridge", "Leroy Dacosta-Webb"):
        assert name in text
    assert "estricted" in text


def test_the_draft_is_unsent_encrypted_and_marked(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = next(exported.glob("*.eml")).read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["X-Unsent"] == "1"
    assert message["Subject"].startswith("OFFICIAL-SENSITIVE")
    assert message["From"] is None
    assert message["Date"] is None
    attached = next(message.iter_attachments())
    copy = attached.get_content()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(copy))
    plain = report_of(exported).read_bytes()
    assert plain not in raw


def test_the_gate_finds_nothing_in_the_report(exported: Path, register: Path, run: Run) -> None:
    said = run("gate", report_of(exported), "--register", register)
    assert json.loads(said.out)["hits"] == []
    assert said.code == 0


def test_the_gate_stops_the_sign_off_record(exported: Path, register: Path, run: Run, tmp_path: Path) -> None:
    leak = tmp_path / "leak.txt"
    leak.write_text("Summer was seen at home.\nZofia Wiśniewska was not brought.", encoding="utf-8")
    said = run("gate", leak, report_of(exported), "--register", register)
    assert said.code == 3
    first, second = (json.loads(line) for line in said.out.splitlines())
    assert first["hits"]
    assert {hit["kind"] for hit in first["hits"]} == {"found"}
    assert second["hits"] == []


def test_the_vault_checks_out(exported: Path, run: Run) -> None:
    said = run("check", exported / NAMES[0], "--passphrase-file", exported / NAMES[1])
    assert said.code == 0, said.err
    assert "Sound" in said.out


def test_the_command_line_makes_the_confirmed_report_again(exported: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    said = run(
        "report",
        exported / NAMES[0],
        "--audit",
        demonstration_pack().audit.reference,
        "--out",
        out,
        "--passphrase-file",
        exported / NAMES[1],
    )
    assert said.code == 0, said.err
    assert out.read_bytes().startswith(b"%PDF")
    assert re.search(r"Live proceedings, ask who runs them .*: Child [A-D]: family proceedings", said.out)
