"""An e-mail draft as a file (.eml) that a mail program opens ready to be sent; it sends nothing itself.

`X-Unsent: 1` makes it a draft (Outlook); From, Date and Message-ID are left to the mail program.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from roundtable.domain.errors import RoundtableError

_MAX_LINE: Final = 78
_SUBJECT: Final = b"\r\nSubject:"
_POLICY: Final = SMTP.clone(max_line_length=_MAX_LINE, cte_type="7bit")


class RecipientUnclear(RoundtableError):
    """An address cannot be read: write it like name@example.org, several with commas."""


def recipients(written: str) -> tuple[str, ...]:
    """Addresses from a list with commas or semicolons. Raises `RecipientUnclear`."""
    found = []
    for part in written.replace(";", ",").split(","):
        address = part.strip()
        if not address:
            continue
        try:
            Address(addr_spec=address)
        except Exception as error:  # the email package raises many kinds, all mean the same here
            raise RecipientUnclear(address=address) from error
        if "@" not in address or not address.isprintable():
            raise RecipientUnclear(address=address)
        found.append(address)
    return tuple(found)


def subject_with_marking(marking: str, subject: str) -> str:
    """The subject as it must begin: "OFFICIAL-SENSITIVE: …", on one line."""
    marked, plain = marking.upper().strip(), " ".join(subject.split())
    return plain if plain.upper().startswith(marked) else f"{marked}: {plain}"


def email_draft(
    to: str, subject: str, body: str, attachment_name: str = "", attachment: bytes = b""
) -> bytes:
    """The draft's bytes: lines of at most 78 characters, one PDF attached where it has a name.

    Raises `RecipientUnclear`.
    """
    message = EmailMessage(policy=_POLICY)
    addresses = recipients(to)
    if addresses:
        message["To"] = ", ".join(addresses)
    message["Subject"] = " ".join(subject.split())
    message["X-Unsent"] = "1"
    message.set_content(body.replace("\r\n", "\n"), cte="quoted-printable")
    if attachment_name:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename=attachment_name)
        # The standard library draws boundaries at random; from the content they are the same each time.
        message.set_boundary(_boundary(attachment_name, body))
    return _begun_on_its_line(message.as_bytes())


def _begun_on_its_line(draft: bytes) -> bytes:
    """A subject that fits on a line of its own is moved there whole, and mail programs then show it with a
    blank before the marking: it is broken at its last word instead."""
    head, mark, rest = draft.partition(_SUBJECT + b"\r\n ")
    line, end, after = rest.partition(b"\r\n")
    at = line.rfind(b" ", 0, _MAX_LINE - len(_SUBJECT) - 1)
    if not mark or at <= 0:
        return draft
    return head + _SUBJECT + b" " + line[:at] + b"\r\n " + line[at + 1 :] + end + after


def _boundary(name: str, body: str) -> str:
    return f"=_{sha256(f'{name}|{body}'.encode()).hexdigest()[:32]}"
