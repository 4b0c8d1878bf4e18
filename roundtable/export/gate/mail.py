"""Reader for e-mail drafts: every header, every part, whatever stands around the parts."""

from __future__ import annotations

from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import CharsetError, HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

from roundtable.export.gate.passages import Enclosed, Items, Passage

_TECHNICAL = frozenset(("content-transfer-encoding", "mime-version", "x-unsent"))
# Headers that every message has (RFC 5322, RFC 2045): their names were chosen by nobody.
_USUAL = frozenset(
    "to from cc bcc subject date reply-to sender message-id in-reply-to references received return-path"
    " content-type content-disposition content-id content-description content-language user-agent".split()
)


def _plain_header(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, CharsetError, LookupError, UnicodeError, ValueError):
        return value


def _headers(message: Message, where: str) -> Items:
    for name, value in message.items():
        if name.casefold() in _TECHNICAL:
            continue
        here = f"{where}header {name}"
        for text in dict.fromkeys((str(value), _plain_header(str(value)))):
            yield Passage(here, text)
        if name.casefold() not in _USUAL:
            yield Passage(here, name, "name")


def _part(part: Message, where: str, number: int) -> Items:
    yield from _headers(part, where if number == 0 else f"{where}part {number}, ")
    for name, outside in (("before the parts", part.preamble), ("after the parts", part.epilogue)):
        if outside:
            yield Passage(f"{where}text {name}", outside)
    if part.is_multipart():
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return
    if part.get_content_charset() and part.get_content_maintype() == "text":
        with suppress(LookupError, UnicodeDecodeError):
            payload = payload.decode(part.get_content_charset() or "utf-8").encode()
    file_name = part.get_filename()
    endings = {"text/html": "html", "text/calendar": "ics", "text/csv": "csv", "application/json": "json"}
    ending = endings.get(part.get_content_type(), "txt" if part.get_content_maintype() == "text" else "")
    here = f"{where}attachment {number}" if file_name else f"{where}body"
    yield Enclosed(here, file_name or f"part.{ending}", payload)


def read_mail(data: bytes) -> Items:
    """Read a message (.eml); attachments come out as files of their own."""
    message = message_from_bytes(data, EmailMessage, policy=policy.compat32)
    for number, part in enumerate(message.walk()):
        yield from _part(part, "", number)
