"""What was signed, as one hash: the trail seals it, the sign-off record prints it, anybody can repeat it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from itertools import pairwise

from roundtable.domain.signoff import SignOff, SignOffSheet


def evidence_sha256(sheet: SignOffSheet, sign_off: SignOff) -> str:
    """Hex SHA-256 of canonical JSON: who signed as which in order, the text, how, what was declared, who was
    there, when. Strokes or typed name go in by the signature's own hash. Voiding changes nothing.
    """
    body = [
        str(sign_off.attendee_id),
        place_in_order(sheet, sign_off),
        sign_off.statement_version,
        sign_off.statement_sha256,
        sign_off.signature.method.value,
        sign_off.signature.sha256,
        [[d.interest.value, str(d.case_id), d.note, d.outcome.value] for d in sign_off.declarations],
        [str(person) for person in sign_off.present],
        sign_off.signed_at.astimezone(UTC).isoformat(),
    ]
    return hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


def place_in_order(sheet: SignOffSheet, sign_off: SignOff) -> int:
    """1 for the first signature of the round table; voided ones keep their place."""
    return next(n for n, each in enumerate(sheet.sign_offs, 1) if each is sign_off)


def clock_went_back(sheet: SignOffSheet) -> bool:
    """Whether a signature bears an earlier time than the one before it."""
    times = [each.signed_at for each in sheet.sign_offs]
    return any(later < earlier for earlier, later in pairwise(times))
