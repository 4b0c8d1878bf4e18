"""The tamper-evident trail: each entry names the hash of the one before and is signed with the vault's own
key.

What this shows and what it cannot is in SECURITY, section 7: edits, deletions, reordering and duplicates are
seen from the file alone; a shortened or exchanged file only with an anchor kept outside (printed on every
report).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from roundtable.domain.anchor_check import Standing
from roundtable.domain.errors import TrailBroken
from roundtable.domain.report import Anchor

VERSION: Final = 1
GENESIS: Final = "0" * 64
RESTORED: Final = "vault.restored"

_EVENT = re.compile(r"[a-z][a-z0-9 ,_.-]{0,79}")
_ID = re.compile(r"[A-Za-z0-9_.:@-]{1,100}")


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """What an entry says of a stored record: the SHA-256 (hex) of its bytes, empty once it was removed."""

    kind: str
    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, where, who: aware wall time, the machine's monotonic clock in ns, the id of its boot, a name."""

    wall: datetime
    mono_ns: int
    boot: str
    who: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as stored: `body` is its canonical JSON, `hash` and `signature` are lower-case hex."""

    seq: int
    body: bytes
    hash: str
    signature: str

    @property
    def content(self) -> dict[str, Any]:
        """The body's fields. Raises TrailBroken when it is not JSON."""
        try:
            content = json.loads(self.body)
        except ValueError:
            raise TrailBroken(problem="form", entry=self.seq) from None
        if not isinstance(content, dict):
            raise TrailBroken(problem="form", entry=self.seq)
        return content


@dataclass(frozen=True, slots=True)
class Verdict:
    """A trail that verified: how many entries, and at which ones a clock had gone back."""

    count: int
    clock_went_back: tuple[int, ...] = ()


class Signer:
    """Makes the entries of one vault."""

    def __init__(self, vault: str, private_key: bytes) -> None:
        self._vault = vault
        self._private = Ed25519PrivateKey.from_private_bytes(private_key)
        self.public_key = self._private.public_key().public_bytes_raw()

    def entry(
        self,
        seq: int,
        previous: str,
        event: str,
        ids: tuple[str, ...],
        records: tuple[RecordVersion, ...],
        stamp: Stamp,
    ) -> Entry:
        """The next entry. ValueError for an event or id that could hold case content."""
        require_event(event)
        if not all(_ID.fullmatch(each) for each in ids):
            raise ValueError("the trail takes event names and ids only")
        body = canonical(
            {
                "v": VERSION,
                "vault": self._vault,
                "seq": seq,
                "prev": previous,
                "event": event,
                "ids": list(ids),
                "records": [[r.kind, r.id, r.sha256] for r in records],
                "wall": stamp.wall.isoformat(),
                "mono_ns": stamp.mono_ns,
                "boot": stamp.boot,
                "who": stamp.who,
            }
        )
        digest = _digest(body)
        return Entry(seq, body, digest.hex(), self._private.sign(digest).hex())


def require_event(event: str) -> None:
    """ValueError for anything but a short name in lower case: a sentence could hold case content."""
    if not _EVENT.fullmatch(event):
        raise ValueError("the trail takes event names and ids only")


def as_id(text: str) -> str:
    """The text itself when it has the form of an id; otherwise a hash that stands for it and says nothing."""
    return text if _ID.fullmatch(text) else "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32]


def canonical(value: object) -> bytes:
    """The one JSON form that is hashed: sorted keys, no spaces, ASCII."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode()


def fingerprint(public_key: bytes) -> str:
    """SHA-256 of the public key, first 16 bytes in hex: what is printed."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def verify(entries: Iterable[Entry], public_key: bytes, vault: str) -> Verdict:
    """Checks every entry in order. Raises TrailBroken with the problem and the entry's number."""
    previous = GENESIS
    count = 0
    went_back: list[int] = []
    latest_wall: datetime | None = None
    latest_mono: dict[str, int] = {}
    for entry in entries:
        count += 1
        content = verify_one(entry, count, previous, public_key, vault)
        wall = datetime.fromisoformat(content["wall"])
        boot, mono = content["boot"], content["mono_ns"]
        if (latest_wall and wall < latest_wall) or mono < latest_mono.get(boot, 0):
            went_back.append(count)
        latest_wall = max(wall, latest_wall) if latest_wall else wall
        latest_mono[boot] = mono
        previous = entry.hash
    return Verdict(count, tuple(went_back))


def verify_one(entry: Entry, seq: int, previous: str, public_key: bytes, vault: str) -> dict[str, Any]:
    """Checks one entry at its place and returns its fields. Raises TrailBroken."""
    for problem in _problems(entry, seq, previous, vault):
        raise TrailBroken(problem=problem, entry=seq)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(
            bytes.fromhex(entry.signature), _digest(entry.body)
        )
    except (InvalidSignature, ValueError):
        raise TrailBroken(problem="signature", entry=seq) from None
    return entry.content


def _problems(entry: Entry, seq: int, previous: str, vault: str) -> Iterator[str]:
    content = entry.content
    if entry.seq != seq or content.get("seq") != seq:
        yield "sequence"
    if content.get("prev") != previous:
        yield "chain"
    if content.get("vault") != vault or content.get("v") != VERSION:
        yield "vault"
    # One form only: otherwise a changed bit in the case of a hex digit would pass.
    if canonical(content) != entry.body or entry.signature != entry.signature.lower():
        yield "form"
    if _digest(entry.body).hex() != entry.hash:
        yield "hash"


def standing(entries: Iterable[Entry], own: Anchor, anchor: Anchor) -> Standing:
    """How a verified trail (`own` = its anchor now) stands to an anchor from a report.

    A restore that was written down explains an anchor that the restored file never held; whether the restore
    was right is for people to judge.
    """
    if anchor.fingerprint != own.fingerprint:
        return Standing.OTHER_VAULT
    found = Standing.SHORTENED if own.count < anchor.count else Standing.DIFFERENT
    for entry in entries:
        if entry.seq == anchor.count and entry.hash == anchor.head:
            return Standing.CONTAINS
        content = entry.content
        if content["event"] == RESTORED and _explains(content["ids"], anchor):
            found = Standing.RESTORED
    return found


def restored_ids(source: Anchor, replaced: Anchor | None) -> tuple[str, ...]:
    """The ids of a `vault.restored` entry: both heads with their counts, if the replaced one was readable."""
    gone = f"replaced:{replaced.count}:{replaced.head}" if replaced else "replaced:unreadable"
    return (f"from:{source.count}:{source.head}", gone)


def _explains(ids: list[str], anchor: Anchor) -> bool:
    parts = {each.partition(":")[0]: each.split(":")[1] for each in ids}
    replaced = parts.get("replaced", "0")
    reaches = replaced == "unreadable" or anchor.count <= int(replaced)
    return int(parts.get("from", "0")) < anchor.count and reaches


def _digest(body: bytes) -> bytes:
    hasher = hashlib.sha256()
    for part in (b"roundtable trail 1", body):
        hasher.update(len(part).to_bytes(8, "big") + part)
    return hasher.digest()
