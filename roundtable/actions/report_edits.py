"""Editing the report before it is made: texts shortened or replaced, commentary added, lists put in order.

An edit is read, masked, asked about and confirmed like every other text; the same at both release levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from roundtable import anonymise
from roundtable.actions.label_references import references_in_room
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.actions.report_content import Prepared, prepare_report
from roundtable.actions.report_currency import know_content
from roundtable.actions.report_inputs import ReportInputs
from roundtable.actions.scribe import Told
from roundtable.domain import report_edits as edits
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.ids import AuditId, CaseId
from roundtable.domain.report import ReportState
from roundtable.domain.report_edits import ReportEdits, TextEdit

CASES, ACTIONS = "cases", "actions"
"""Lists that can be put in order here; lessons have their order from the lessons page."""
_NEAR: Final = 24
"""Letters around a place of the paper that are enough to tell which text it comes from."""
_LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class EditableText:
    """One text: `generated` from the meeting, `written` as it stands in the report's making, `printed` with
    labels. `changed_from` is the generated text that an edit was written for, where it has changed since."""

    source: str
    name: str
    generated: str
    written: str
    printed: str
    is_edited: bool = False
    is_outdated: bool = False
    changed_from: str = ""

    @property
    def is_comment(self) -> bool:
        """The facilitator's own words, beside what was generated."""
        return self.source.startswith(edits.COMMENT)

    @property
    def may_be_left_out(self) -> bool:
        """A lesson or an action is removed on its own page."""
        return not self.source.startswith((edits.LESSON, edits.ACTION))


@dataclass(frozen=True, slots=True)
class EditableSection:
    """A part of the report with its texts; `key` is a case's id where it is one."""

    key: str
    title: str
    texts: tuple[EditableText, ...]


@dataclass(frozen=True, slots=True)
class EditView:
    """What can be edited, in the order of the paper. `order`: list → ids as they are printed."""

    sections: tuple[EditableSection, ...]
    order: tuple[tuple[str, tuple[str, ...]], ...]
    outdated: int
    edited: int
    can_undo: bool
    is_confirmed: bool

    def section_of(self, source: str) -> EditableSection | None:
        """The section that holds this text."""
        return next((s for s in self.sections if any(t.source == source for t in s.texts)), None)


def edit_view(vault: Vault, audit_id: AuditId) -> EditView:
    """Every text that can be edited. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        return _editable(prepare_report(tx, audit_id))


@dataclass(frozen=True, slots=True)
class EditPage:
    """The texts, and the pages as they would be made now: set as a draft, not searched, not kept."""

    view: EditView
    pdf: bytes
    pages: int


def edit_page_view(vault: Vault, papers: Papers, audit_id: AuditId) -> EditPage:
    """Texts and pages from one reading. Raises a child of CaseClosedToRoom."""
    with vault.reading() as tx:
        prepared = prepare_report(tx, audit_id)
        know_content(tx, prepared)
        view, anchor = _editable(prepared), tx.anchor()
    pdf = papers.report(replace(prepared.report, anchor=anchor, state=ReportState.DRAFT))
    return EditPage(view, pdf, papers.page_count(pdf))


def _editable(prepared: Prepared) -> EditView:
    inputs = prepared.inputs
    texts = tuple(_texts(prepared))
    sections = tuple(
        EditableSection(key, title, told)
        for key, title in _headings(inputs)
        if (told := tuple(t for t in texts if _section_of(t.source) == key))
    )
    order = (
        (CASES, tuple(str(c.id) for c in inputs.in_report_order())),
        (ACTIONS, tuple(str(a.id) for a in inputs.actions)),
    )
    signed = inputs.work.confirmation
    return EditView(
        sections=sections,
        order=order,
        outdated=sum(t.is_outdated for t in texts),
        edited=sum(t.is_edited for t in texts),
        can_undo=bool(inputs.work.edits.past),
        is_confirmed=signed is not None and signed.content_sha256 == prepared.content_sha256,
    )


def outdated_count(prepared: Prepared) -> int:
    """How many edits were written for a text that has changed since."""
    return sum(text.is_outdated for text in _texts(prepared))


def _headings(inputs: ReportInputs) -> Iterator[tuple[str, str]]:
    yield edits.PAGE_ONE, "Page one"
    yield edits.METHOD, "How this audit was done"
    for case in inputs.in_report_order():
        yield str(case.id), inputs.case_label(case)
    yield edits.ACROSS, "Across the cases"
    yield edits.LESSONS, "Lessons"
    yield edits.ACTIONS, "Action plan"
    yield edits.UNFINISHED, "What was not finished"


_PARTS: Final = {
    edits.LESSON: edits.LESSONS,
    edits.ACTION: edits.ACTIONS,
    edits.MEASURE: edits.ACTIONS,
    edits.CLOSING: edits.UNFINISHED,
    edits.SAMPLE: edits.METHOD,
}


def _section_of(source: str) -> str:
    """The key of the section that a text stands in."""
    of_case = source.removeprefix(edits.COMMENT)
    if of_case.startswith(edits.CASE):
        return of_case.removeprefix(edits.CASE).partition("/")[0]
    return next((part for begin, part in _PARTS.items() if source.startswith(begin)), source)


def _texts(prepared: Prepared) -> Iterator[EditableText]:
    """Each once, in the order it was read in; commentary first in its section."""
    told = {each.source: each for each in prepared.told}
    known = prepared.inputs.work.edits
    for each in sorted(told.values(), key=lambda t: not t.source.startswith(edits.COMMENT)):
        edit = known.of(each.source)
        is_old = edit is not None and edits.is_outdated(edit, each.generated)
        yield EditableText(
            source=each.source,
            name=_name(each, prepared.inputs),
            generated=each.generated,
            written=each.written,
            printed=each.printed,
            is_edited=each.is_edited,
            is_outdated=is_old,
            changed_from=edit.written_for if edit is not None and is_old else "",
        )


_OF_A_GRADE: Final = {"seen": "what was seen", "reason": "why this grade", "other": "the other view"}


def _name(told: Told, inputs: ReportInputs) -> str:
    """ "Your commentary", "Background", "Question A1: what was seen", "Lesson L3", "Action 2, measure"."""
    if told.source.startswith(edits.COMMENT):
        return "Your commentary"
    labels = {inputs.case_label(case) for case in inputs.cases}
    label, comma, part = told.where.partition(", ")
    part = part if comma and label in labels else told.where
    if "/grade/" in told.source:  # four texts of one question, else with one name
        part += f": {_OF_A_GRADE.get(told.source.rpartition('/')[2], 'who does not agree')}"
    return f"{part[:1].upper()}{part[1:]}"


# --- editing


def edit_text(vault: Vault, audit_id: AuditId, source: str, text: str, generated: str) -> Changes:
    """Prints `text` in this place from now on; empty leaves the generated one out, or the commentary away.

    `generated`: what whoever edits saw there, from the view. Raises EditedTextMissing.
    """
    with vault.transaction() as tx:
        keep = references_in_room(tx, audit_id).stored
        known = tx.report_works.get(audit_id).edits
        edit = TextEdit(
            source, keep(text.strip()), keep(generated), edits.text_sha256(generated), tx.now, tx.who
        )
        stored = known.of(source)
        if stored and (stored.sha256, stored.written_for) != (edit.sha256, edit.written_for):
            # Writing on is no answer to the question which of the two is right.
            edit = replace(edit, written_for=stored.written_for, sha256=stored.sha256)
        fresh = edits.edited(known, edit, keep(generated), tx.now)
        return _store(tx, audit_id, fresh, "report.edited", is_new=fresh != known)


def take_edit_back(vault: Vault, audit_id: AuditId, source: str) -> Changes:
    """Prints the generated text again."""
    with vault.transaction() as tx:
        known = tx.report_works.get(audit_id).edits
        fresh = edits.taken_back(known, source, tx.now)
        return _store(tx, audit_id, fresh, "report.generated_again", is_new=fresh != known)


def keep_edit(vault: Vault, audit_id: AuditId, source: str) -> Changes:
    """The edit stays although the generated text has changed: it is not asked about again."""
    with vault.transaction() as tx:
        generated = _generated(prepare_report(tx, audit_id), source)
        known = tx.report_works.get(audit_id).edits
        sha256 = edits.text_sha256(generated)
        kept = references_in_room(tx, audit_id).stored(generated)
        texts = tuple(
            replace(edit, written_for=kept, sha256=sha256) if edit.source == source else edit
            for edit in known.texts
        )
        fresh = replace(known, texts=texts)
        return _store(tx, audit_id, fresh, "report.edited", is_new=fresh != known)


def put_in_order(vault: Vault, audit_id: AuditId, part: str, ids: Iterable[str]) -> Changes:
    """The order of `CASES` or `ACTIONS` in the report; the first three actions stand on page one."""
    with vault.transaction() as tx:
        known = tx.report_works.get(audit_id).edits
        fresh = edits.put_in_order(known, part, tuple(ids), tx.now)
        return _store(tx, audit_id, fresh, "report.reordered", is_new=fresh != known)


def undo_edit(vault: Vault, audit_id: AuditId) -> Changes:
    """Takes the last change back; again, the one before. `made`: the text or the list that it was of."""
    with vault.transaction() as tx:
        known = tx.report_works.get(audit_id).edits
        if not known.past:
            return changed()
        _store(tx, audit_id, edits.undone(known), "report.edit_undone", is_new=True)
        return changed(Topic.ANONYMISATION, made=known.past[-1].key)


def _generated(prepared: Prepared, source: str) -> str:
    return next((each.generated for each in prepared.told if each.source == source), "")


def _store(tx: Transaction, audit_id: AuditId, fresh: ReportEdits, event: str, *, is_new: bool) -> Changes:
    if not is_new:
        return changed()
    for case_id in edits.cases_in(fresh) - set(tx.cases.ids_of(audit_id)):
        fresh = edits.without_case(fresh, CaseId(case_id))
    tx.report_works.put(replace(tx.report_works.get(audit_id), edits=fresh))
    tx.log(event, audit_id)
    return changed(Topic.ANONYMISATION)


# --- the page of the paper


def source_at(view: EditView, before: str, after: str) -> str:
    """The text that holds the place between these words of the paper; "" where it is no text of an edit."""
    left, right = _letters(before), _letters(after)
    texts = [(t.source, _letters(t.printed)) for s in view.sections for t in s.texts]
    for reach in range(_NEAR, _LEAST - 1, -1):
        for words in (left[-reach:] + right[:reach], right[: 2 * reach], left[-2 * reach :]):
            found = [source for source, letters in texts if len(words) >= _LEAST and words in letters]
            if len(found) == 1 or (found and reach == _LEAST):
                return found[0]
    return next((source for source, letters in texts if letters and letters in left + right), "")


def _letters(text: str) -> str:
    return "".join(c for c in anonymise.fold_key(text) if c.isalnum())
