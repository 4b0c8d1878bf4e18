"""Design tokens: colour, space, type; used by screen and paper. The only place with colour literals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

ThemeName = Literal["light", "dark", "contrast"]

UI_FONT: Final = "Atkinson Hyperlegible Next"
PAPER_FONT: Final = "Source Sans 3"

# kind: (size in px at 100 %, weight)
TYPE: Final[dict[str, tuple[int, int]]] = {
    "display": (28, 700),
    "h1": (24, 700),
    "h2": (18, 700),
    "body": (16, 400),
    "label": (16, 600),
    "small": (14, 400),
    "caps": (12, 700),
}
SPACE: Final = (4, 8, 12, 16, 24, 32, 48)
RADIUS: Final = {"control": 8, "card": 12}
SIZE: Final = {"target": 44, "primary": 48, "rail": 272, "header": 60, "footer": 76}


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as #RRGGBB; `*_soft` are backgrounds that `ink` and the named tone read on."""

    bg: str
    surface: str
    surface2: str
    ink: str
    ink2: str
    line: str
    field_line: str
    disabled: str
    header: str
    header_ink: str
    header_ink2: str
    primary: str
    primary_hover: str
    primary_ink: str
    primary_soft: str
    focus: str
    focus_ink: str
    focus_ring: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    mark: str
    mark_ink: str


THEMES: Final[dict[ThemeName, Palette]] = {
    "light": Palette(
        bg="#F3F5F8",
        surface="#FFFFFF",
        surface2="#F8FAFC",
        ink="#12202F",
        ink2="#47566A",
        line="#D5DCE5",
        field_line="#6B7A90",
        disabled="#5F6C7E",
        header="#10243E",
        header_ink="#FFFFFF",
        header_ink2="#C7D3E3",
        primary="#0B5C6B",
        primary_hover="#084853",
        primary_ink="#FFFFFF",
        primary_soft="#E2F1F3",
        focus="#FFD23F",
        focus_ink="#12202F",
        focus_ring="#12202F",
        ok="#17693B",
        ok_soft="#E3F3E9",
        warn="#8A4B00",
        warn_soft="#FFF0D9",
        bad="#B3261E",
        bad_soft="#FCE8E6",
        info="#1D4F91",
        info_soft="#E4EDF8",
        mark="#B3261E",
        mark_ink="#FFFFFF",
    ),
    "dark": Palette(
        bg="#0F1722",
        surface="#18222F",
        surface2="#1E2A39",
        ink="#EEF3F9",
        ink2="#B4C1D1",
        line="#33445A",
        field_line="#8296AF",
        disabled="#8D9BAD",
        header="#0A111B",
        header_ink="#FFFFFF",
        header_ink2="#B9C7D9",
        primary="#63C3D2",
        primary_hover="#8AD6E2",
        primary_ink="#06222A",
        primary_soft="#16343D",
        focus="#FFD23F",
        focus_ink="#12202F",
        focus_ring="#FFD23F",
        ok="#6FD39B",
        ok_soft="#143324",
        warn="#F5B95F",
        warn_soft="#3A2A0F",
        bad="#FF9C93",
        bad_soft="#43201E",
        info="#8DBBF5",
        info_soft="#182F4D",
        mark="#B3261E",
        mark_ink="#FFFFFF",
    ),
    "contrast": Palette(
        bg="#000000",
        surface="#000000",
        surface2="#000000",
        ink="#FFFFFF",
        ink2="#FFFFFF",
        line="#FFFFFF",
        field_line="#FFFFFF",
        disabled="#BFBFBF",
        header="#000000",
        header_ink="#FFFFFF",
        header_ink2="#FFFFFF",
        primary="#FFE14D",
        primary_hover="#FFFFFF",
        primary_ink="#000000",
        primary_soft="#1F1F00",
        focus="#00E5FF",
        focus_ink="#000000",
        focus_ring="#00E5FF",
        ok="#7CFF9B",
        ok_soft="#000000",
        warn="#FFC04D",
        warn_soft="#000000",
        bad="#FF9C93",
        bad_soft="#000000",
        info="#9CCBFF",
        info_soft="#000000",
        mark="#FFFFFF",
        mark_ink="#000000",
    ),
}


# What is drawn on what: (foreground, background). Text needs 4.5 : 1, control outlines and icons 3 : 1
# (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
TEXT_CONTRAST: Final = 4.5
CONTROL_CONTRAST: Final = 3.0
TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *(
        (ink, ground)
        for ground in ("bg", "surface", "surface2")
        for ink in ("ink", "ink2", "disabled", "primary", "ok", "warn", "bad", "info")
    ),
    *((tone, f"{tone}_soft") for tone in ("primary", "ok", "warn", "bad", "info")),
    *(("ink", f"{tone}_soft") for tone in ("primary", "ok", "warn", "bad", "info")),
    *(("ink2", f"{tone}_soft") for tone in ("primary", "ok", "warn", "bad", "info")),
    ("header_ink", "header"),
    ("header_ink2", "header"),
    ("primary_ink", "primary"),
    ("primary_ink", "primary_hover"),
    ("mark_ink", "mark"),
    ("focus_ink", "focus"),
    ("surface", "ink"),
    ("surface", "bad"),
)
CONTROL_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    *(
        (part, ground)
        for ground in ("bg", "surface", "surface2")
        for part in ("field_line", "primary", "ok", "warn", "bad", "info")
    ),
    ("focus", "header"),
    ("focus_ring", "surface"),
    ("focus_ring", "bg"),
)


@dataclass(frozen=True, slots=True)
class ContrastFailure:
    """A pair of tokens that cannot be told apart well enough; `ratio` is WCAG's, 1 to 21."""

    theme: ThemeName
    foreground: str
    background: str
    ratio: float
    needed: float


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 (black) to 1 (white) (WCAG 2.2, definitions)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: str, other: str) -> float:
    """WCAG contrast ratio of two #RRGGBB colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def check_contrast() -> list[ContrastFailure]:
    """Every pair of tokens, in every theme, that falls short; empty when the look is readable."""
    wanted = [(pair, TEXT_CONTRAST) for pair in TEXT_PAIRS] + [
        (pair, CONTROL_CONTRAST) for pair in CONTROL_PAIRS
    ]
    failures: list[ContrastFailure] = []
    for theme, palette in THEMES.items():
        for (foreground, background), needed in wanted:
            ratio = contrast_ratio(getattr(palette, foreground), getattr(palette, background))
            if ratio < needed:
                failures.append(ContrastFailure(theme, foreground, background, round(ratio, 2), needed))
    return failures
