"""The Board's logo as it stands on a report."""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.domain.errors import RoundtableError


@dataclass(frozen=True, slots=True)
class Logo:
    """A small PNG of plain RGB pixels without notes; `fingerprint` is the SHA-256 of the pixels, by which the
    gate knows the one picture that a report may hold."""

    picture: bytes
    fingerprint: bytes


class LogoUnreadable(RoundtableError):
    """The file is no PNG, JPEG or WebP picture, or a damaged one."""


class LogoTooLarge(RoundtableError):
    """The picture has more pixels, or its file more bytes, than can be read safely; `details["most"]` says
    which limit it passes."""
