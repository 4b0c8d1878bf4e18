"""The certificate of destruction: what was destroyed, what stays until when, what could not be reached."""

from __future__ import annotations

from typing import Final

from roundtable.domain.retention import (
    CopiesCleared,
    Destroyed,
    DestructionCertificate,
    RecordClass,
    SecondCopies,
)
from roundtable.domain.wording import counted
from roundtable.export.letterhead import add_letterhead
from roundtable.export.paper import Furniture, set_paper
from roundtable.export.paper_dates import day, day_and_time
from roundtable.export.paper_table import Column
from roundtable.export.story import Story

NAMES: Final = {
    RecordClass.WORKING_PAPERS: "Working papers and the key to the labels",
    RecordClass.CONCERNS: "Urgent concerns",
    RecordClass.SIGNATURES: "Signatures and attendance",
    RecordClass.REPORT: "Reports and actions",
}
HOW: Final = (
    "The file was written anew without these records, under a new key, checked page by page, and put in the "
    "place of the old one. The trail notes it and holds no text of a case."
)
NOT_REACHED: Final = (
    "**The second place for backups was not there:** its copies still hold these records. They are deleted "
    "by themselves when a backup is next copied there. Destroy the stick or drive if that will not be."
)
OUT_OF_REACH: Final = (
    "Copies of the file or of a backup that people, a cloud service or a server’s own backup made.",
    "What agencies hold themselves: the returns they sent, their records, case packs that were imported.",
    "Printed papers, saved sign-off records and handover slips, e-mails that were sent.",
    "Traces of the old, encrypted file on the drive. They open only with the passphrase of that time: "
    "change the passphrase where this matters, and wipe the drive when the computer is given away.",
)


def write_certificate(certificate: DestructionCertificate) -> bytes:
    """Set the certificate and return the finished PDF (same certificate, same bytes)."""
    story = Story()
    add_letterhead(story, certificate.board, certificate.logo)
    story.title("Certificate of destruction")
    story.line(f"Audit {certificate.reference}, {day_and_time(certificate.made_at)}", "lead")
    for done in certificate.destroyed:
        _add_destroyed(story, done)
    story.heading("How", 1)
    story.prose(HOW)
    story.heading("What stays", 1)
    stays = [(NAMES[each.record_class], day(each.until)) for each in certificate.stays]
    if stays:
        story.table([Column("Records", 3), Column("May be destroyed from", 2)], stays)
    else:
        story.prose("Nothing but the audit’s reference, this schedule and the trail.")
    story.heading("What could not be reached", 1)
    cleared = [done.copies for done in certificate.destroyed if done.copies]
    second = [copies.second for copies in cleared if copies.second]
    names = [*(n for copies in cleared for n in copies.left), *(n for copies in second for n in copies.left)]
    left = tuple(dict.fromkeys(names))
    if any(not copies.is_reached for copies in second):
        story.prose(NOT_REACHED)
    if left:
        story.prose("These copies could not be deleted. Delete them by hand:")
        story.bullets(left)
    story.bullets(OUT_OF_REACH)
    story.heading("Confirmed by", 1)
    story.line(f"Made by {certificate.made_by}. Name, date, signature:", "body")
    head, count, key = certificate.trail_head, certificate.trail_count, certificate.key_fingerprint
    furniture = Furniture(
        title=f"Certificate of destruction {certificate.reference}",
        marking=certificate.marking,
        foot=f"{certificate.reference} · Certificate of destruction",
        small_print=f"Trail {head} · {count} entries · key {key}",
    )
    return set_paper(story, furniture)


def _add_destroyed(story: Story, done: Destroyed) -> None:
    classes = ", ".join(NAMES[each] for each in done.classes)
    story.heading(f"Destroyed on {day_and_time(done.at)}", 1)
    story.line(f"{classes}; by {done.by}", "body")
    rows = [(each.what[0].upper() + each.what[1:], str(each.count)) for each in done.items]
    if rows:
        story.table([Column("What", 4), Column("How many", 1)], rows)
    story.prose(_copies_words(done.copies))


def _copies_words(copies: CopiesCleared | None) -> str:
    if copies is None:
        return "**The program’s older copies of the file still hold these records:** delete them first."
    deleted = counted(copies.deleted, "older copy", "older copies")
    told = f"The program’s own copies: {deleted} deleted on {day_and_time(copies.at)}, one new backup made."
    if copies.left:
        told += f" {counted(len(copies.left), 'copy', 'copies')} could not be deleted."
    return f"{told} {_second_words(copies.second)}".strip()


def _second_words(second: SecondCopies | None) -> str:
    if second is None:
        return ""
    if not second.is_reached:
        return "The second place for backups could not be reached."
    told = f"In the second place: {counted(second.deleted, 'copy', 'copies')} deleted."
    return told + (f" {len(second.left)} could not be deleted." if second.left else "")
