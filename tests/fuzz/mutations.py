"""Hostile files made from good ones: broken bytes, broken JSON, and JSON that is right and means mischief."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

HOSTILE: Final[tuple[Any, ...]] = (
    *("", " ", "\x00", "\u202e", "\u200b", "a\u0300" * 40, "ﷺ" * 30, "\ud7ff", "😀" * 20, "=1+1", "@SUM(A1)"),
    *(
        "../../../../etc/passwd",
        "C:\\Windows\\system32",
        "file:///dev/zero",
        "${jndi:x}",
        "%s%n",
        "{0.__class__}",
    ),
    *("<b>x</b>", "<para>&unknown;</para>", "]]>", "' OR 1=1 --", "x" * 5000, "\n" * 500, "a b " * 900),
    *(0, -1, 1, 2**31, 2**63, 2**64, -(2**70), 10**400, 1e308, -0.0, 1.5, True, False, None),
    *("0000-00-00", "9999-12-31", "0001-01-01", "2026-02-30", "2026-13-01", "-1-1-1", "2026-01-01T00:00:00Z"),
    *([], {}, [[]], [None], {"": ""}, {"id": {"id": {"id": 1}}}, [1, "two", None], {"$ref": "#"}),
)
_ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "utf-8-sig")

Mutation = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bits of some bytes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The beginning, the end, or both without the middle."""
    first, second = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice((data[:first], data[second:], data[:first] + data[second:]))


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece of it many times over."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.randint(2, 50) + data[start:]


def inserted(data: bytes, chance: random.Random) -> bytes:
    """Bytes that mean something to somebody, in between."""
    strange = (
        b"\x00",
        b"\xff\xfe",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"[" * 5000,
        b'{"a":' * 3000,
        b"\\u0000",
        b"NaN",
    )
    place = chance.randrange(len(data))
    return data[:place] + chance.choice(strange) + data[place:]


def recoded(data: bytes, chance: random.Random) -> bytes:
    """In another encoding, as a careless program saves it."""
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def noise(data: bytes, chance: random.Random) -> bytes:
    """Anything at all, perhaps with a good beginning."""
    return data[: chance.choice((0, 8, 100))] + chance.randbytes(chance.choice((0, 1, 7, 4096)))


def nested(_data: bytes, chance: random.Random) -> bytes:
    """Deeper than any reader's stack."""
    depth = chance.choice((200, 5_000, 200_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"cases":', b"}"), (b'{"a":[', b"]}")))
    return opening * depth + b"1" + closing * chance.choice((depth, 0))


def meant(data: bytes, chance: random.Random) -> bytes:
    """Right JSON whose values are of another kind, too many, doubled or gone."""
    value = json.loads(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        _disturb(value, chance)
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


BYTES: Final[tuple[Mutation, ...]] = (flipped, cut, repeated, inserted, noise)


def part_changed(data: bytes, chance: random.Random) -> bytes:
    """A packed file that is right, with one part that is not, or with a part that does not belong."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, chance.choice(PARTS)(part, chance) if name == chosen and part else part)
        if chance.random() < 0.1:
            new.writestr(chance.choice(("../a.xml", "C:/a", "xl/vbaProject.bin", "a" * 200)), b"<a/>")
    return out.getvalue()


def reworded(data: bytes, chance: random.Random) -> bytes:
    """A word, number or value of a text or of XML, exchanged for a hostile one."""
    words = list(re.finditer(rb"[\w.:-]+", data))
    for word in sorted(chance.sample(words, min(len(words), chance.randint(1, 3))), key=lambda w: -w.start()):
        strange = str(chance.choice(HOSTILE))[:6000].encode("utf-8", "surrogatepass")
        data = data[: word.start()] + strange + data[word.end() :]
    return data


PARTS: Final[tuple[Mutation, ...]] = (*BYTES, reworded, reworded, reworded, reworded)
TEXT: Final[tuple[Mutation, ...]] = (*BYTES, recoded, *(reworded,) * 4)
WORKBOOK: Final[tuple[Mutation, ...]] = (*BYTES, *(part_changed,) * 9)
JSON: Final[tuple[Mutation, ...]] = (*BYTES, recoded, nested, *(meant,) * 9)


def _disturb(value: Any, chance: random.Random) -> None:
    """Changes one place, found by walking down at random."""
    while True:
        keys: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = chance.choice(keys)
        below = value[key]
        if isinstance(below, dict | list) and below and chance.random() < 0.85:
            value = below
            continue
        _change(value, key, chance)
        return


def _change(holder: Any, key: Any, chance: random.Random) -> None:
    kind = chance.choice((0, 1, 2, 3, 4, 4, 4, 5, 5))
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, list):
        holder.extend([holder[key]] * chance.choice((1, 2, 60)))
    elif kind == 2 and isinstance(holder, dict):
        holder[str(chance.choice(HOSTILE))[:50]] = holder[key]
    elif kind == 3 and isinstance(holder, dict):
        other = chance.choice(list(holder))
        holder[key], holder[other] = holder[other], holder[key]
    elif kind == 4 and isinstance(holder[key], str):
        place = chance.randint(0, len(holder[key]))
        holder[key] = f"{holder[key][:place]}{chance.choice(HOSTILE)}{holder[key][place:]}"[:20_000]
    else:
        holder[key] = deepcopy(chance.choice(HOSTILE))
