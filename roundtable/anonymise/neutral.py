"""What is printed for a find that is nobody's and nothing of the register: one plain word per class."""

from __future__ import annotations

from typing import Final

NEUTRAL: Final[dict[str, str]] = {
    "url": "[web address removed]",
    "email": "[e-mail removed]",
    "handle": "[account removed]",
    "iban": "[account number removed]",
    "card": "[card number removed]",
    "network": "[network address removed]",
    "coordinates": "[position removed]",
    "upn": "[UPN removed]",
    "ni": "[NI number removed]",
    "nhs": "[NHS number removed]",
    "phone": "[phone number removed]",
    "postcode": "[postcode removed]",
    "vehicle": "[vehicle removed]",
    "reference": "[reference removed]",
    "number": "[number removed]",
    "date": "[date removed]",
    "birth": "[date of birth removed]",
    "address": "[address removed]",
    "place": "[place removed]",
    "stranger": "[name removed]",
    "family": "a family member",
    "person": "[name removed]",
}

SAME_KIND: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("telephone", "telephone number", "phone number", "mobile", "mobile number", "tel"), "phone"
    ),
    **dict.fromkeys(("e-mail", "email address", "e-mail address"), "email"),
    **dict.fromkeys(("nhs number",), "nhs"),
    **dict.fromkeys(("national insurance number", "ni number"), "ni"),
    **dict.fromkeys(("vehicle registration", "number plate"), "vehicle"),
}
"""A kind as somebody types it in a register (small letters) → the kind that the rules find."""
