"""Founding the Board and keeping its details."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from roundtable.actions import ready_made
from roundtable.actions.ports import Papers, Transaction, Vault
from roundtable.domain.board import UK_PUBLIC_DOMAINS, Agency, Board, Recipient, Representative
from roundtable.domain.changes import Changes, Topic, changed
from roundtable.domain.errors import RecordMissing, TitleMissing
from roundtable.domain.ids import AgencyId, BoardId, RepresentativeId
from roundtable.domain.logo import Logo


def the_board(tx: Transaction) -> Board:
    """The vault's one Board. Raises RecordMissing before it is founded."""
    boards = tx.boards.all()
    if not boards:
        raise RecordMissing(kind="board")
    return boards[0]


def found_board(vault: Vault, *, name: str, pack_id: str, contact: str, recipient_email: str = "") -> Changes:
    """Makes the Board with ready-made content of the chosen wording pack. Raises TitleMissing."""
    if not name.strip():
        raise TitleMissing()
    domain = recipient_email.partition("@")[2].strip().casefold()
    allowed = (domain, *UK_PUBLIC_DOMAINS) if domain else UK_PUBLIC_DOMAINS
    recipient = Recipient(email=recipient_email.strip(), allowed_domains=allowed)
    with vault.transaction() as tx:
        board = Board(
            id=BoardId(tx.fresh_id()),
            name=name.strip(),
            pack=ready_made.wording_pack(pack_id),
            marking=ready_made.DEFAULT_MARKING,
            contact=contact.strip(),
            statement=ready_made.statement(pack_id).filled(contact=contact.strip()),
            scale=ready_made.grade_scale(ready_made.DEFAULT_SCALE),
            agencies=ready_made.agencies(),
            questions=ready_made.question_bank(),
            recipient=recipient,
        )
        tx.boards.put(board)
        tx.log("board.founded", board.id)
        return changed(Topic.BOARD, made=board.id)


def edit_board(vault: Vault, board: Board, *, seen: Board) -> Changes:
    """Stores what differs from the Board that the form had `seen`: what changed meanwhile stays.

    A new contact takes the old one's place in the statement. Raises TitleMissing.
    """
    if not board.name.strip():
        raise TitleMissing()
    with vault.transaction() as tx:
        stored = the_board(tx)
        changes = {
            each.name: getattr(board, each.name)
            for each in fields(Board)
            if getattr(board, each.name) != getattr(seen, each.name)
        }
        if "contact" in changes and "statement" not in changes:
            changes["statement"] = stored.statement.with_contact(stored.contact, board.contact)
        tx.boards.put(replace(stored, **changes))
        tx.log("board.edited", stored.id)
        return changed(Topic.BOARD)


def choose_logo(vault: Vault, papers: Papers, data: bytes) -> Changes:
    """Puts a picture file on every report made from now on. Raises LogoUnreadable, LogoTooLarge."""
    logo = papers.logo(data)
    with vault.transaction() as tx:
        board = the_board(tx)
        tx.boards.put(replace(board, logo=logo))
        tx.log("board.edited", board.id)
        return changed(Topic.BOARD)


def remove_logo(vault: Vault) -> Changes:
    """Reports made from now on carry no logo."""
    with vault.transaction() as tx:
        board = the_board(tx)
        tx.boards.put(replace(board, logo=None))
        tx.log("board.edited", board.id)
        return changed(Topic.BOARD)


def restore_logo(vault: Vault, logo: Logo) -> Changes:
    """Undo of `remove_logo`."""
    with vault.transaction() as tx:
        board = the_board(tx)
        tx.boards.put(replace(board, logo=logo))
        tx.log("board.edited", board.id)
        return changed(Topic.BOARD)


def add_agency(vault: Vault, name: str) -> Changes:
    """Adds a partner, or finds the one of that name. `made` is its id. Raises TitleMissing."""
    if not name.strip():
        raise TitleMissing()
    with vault.transaction() as tx:
        board, agency_id = with_agency(tx, the_board(tx), name)
        tx.boards.put(board)
        tx.log("agency.added", agency_id)
        return changed(Topic.BOARD, made=agency_id)


def with_agency(tx: Transaction, board: Board, name: str) -> tuple[Board, AgencyId]:
    """The Board with an agency of this name, and the agency's id."""
    folded = " ".join(name.casefold().split())
    for agency in board.agencies:
        if agency.name.casefold() == folded:
            return board, agency.id
    agency = Agency(AgencyId(tx.fresh_id()), " ".join(name.split()))
    return replace(board, agencies=(*board.agencies, agency)), agency.id


def nominate(
    vault: Vault,
    *,
    agency_id: AgencyId,
    name: str,
    role: str = "",
    nominated_on: date | None = None,
    accredited_on: date | None = None,
    accreditation_ends_on: date | None = None,
) -> Changes:
    """Adds a representative, with the dates of nomination and accreditation. Raises TitleMissing."""
    if not name.strip():
        raise TitleMissing()
    with vault.transaction() as tx:
        board = the_board(tx)
        board.agency(agency_id)
        person = Representative(
            RepresentativeId(tx.fresh_id()),
            agency_id,
            name.strip(),
            role.strip(),
            nominated_on,
            accredited_on,
            accreditation_ends_on,
        )
        tx.boards.put(replace(board, representatives=(*board.representatives, person)))
        tx.log("representative.nominated", person.id)
        return changed(Topic.BOARD, made=person.id)


def remove_representative(vault: Vault, representative_id: RepresentativeId) -> Changes:
    """Takes somebody off the list; attendance of past meetings keeps their name."""
    with vault.transaction() as tx:
        board = the_board(tx)
        kept = tuple(r for r in board.representatives if r.id != representative_id)
        tx.boards.put(replace(board, representatives=kept))
        tx.log("representative.removed", representative_id)
        return changed(Topic.BOARD)


def restore_representative(vault: Vault, person: Representative) -> Changes:
    """Undo of `remove_representative`."""
    with vault.transaction() as tx:
        board = the_board(tx)
        others = tuple(r for r in board.representatives if r.id != person.id)
        tx.boards.put(replace(board, representatives=(*others, person)))
        tx.log("representative.restored", person.id)
        return changed(Topic.BOARD)


def board_view(vault: Vault) -> Board | None:
    """The Board, or None in a vault where none has been founded yet."""
    with vault.reading() as tx:
        boards = tx.boards.all()
        return boards[0] if boards else None
