"""Design tokens: colour, space and type, used by the screen and by paper. The only place with colour literals."""

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
        bg="#F3F5F8", surface="#FFFFFF", surface2="#F8FAFC", ink="#12202F", ink2="#47566A", line="#D5DCE5",
        field_line="#6B7A90", disabled="#5F6C7E", header="#10243E", header_ink="#FFFFFF", header_ink2="#C7D3E3",
        primary="#0B5C6B", primary_hover="#084853", primary_ink="#FFFFFF", primary_soft="#E2F1F3",
        focus="#FFD23F", focus_ink="#12202F", ok="#17693B", ok_soft="#E3F3E9", warn="#8A4B00", warn_soft="#FFF0D9",
        bad="#B3261E", bad_soft="#FCE8E6", info="#1D4F91", info_soft="#E4EDF8", mark="#B3261E", mark_ink="#FFFFFF",
    ),
    "dark": Palette(
        bg="#0F1722", surface="#18222F", surface2="#1E2A39", ink="#EEF3F9", ink2="#B4C1D1", line="#33445A",
        field_line="#8296AF", disabled="#8D9BAD", header="#0A111B", header_ink="#FFFFFF", header_ink2="#B9C7D9",
        primary="#63C3D2", primary_hover="#8AD6E2", primary_ink="#06222A", primary_soft="#16343D",
        focus="#FFD23F", focus_ink="#12202F", ok="#6FD39B", ok_soft="#143324", warn="#F5B95F", warn_soft="#3A2A0F",
        bad="#FF9C93", bad_soft="#43201E", info="#8DBBF5", info_soft="#182F4D", mark="#B3261E", mark_ink="#FFFFFF",
    ),
    "contrast": Palette(
        bg="#000000", surface="#000000", surface2="#000000", ink="#FFFFFF", ink2="#FFFFFF", line="#FFFFFF",
        field_line="#FFFFFF", disabled="#BFBFBF", header="#000000", header_ink="#FFFFFF", header_ink2="#FFFFFF",
        primary="#FFE14D", primary_hover="#FFFFFF", primary_ink="#000000", primary_soft="#1F1F00",
        focus="#00E5FF", focus_ink="#000000", ok="#7CFF9B", ok_soft="#000000", warn="#FFC04D", warn_soft="#000000",
        bad="#FF9C93", bad_soft="#000000", info="#9CCBFF", info_soft="#000000", mark="#FFFFFF", mark_ink="#000000",
    ),
}
