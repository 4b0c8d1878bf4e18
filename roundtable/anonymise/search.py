"""The gate's rule: every form of every register entry, looked for in text taken out of a finished file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from roundtable.anonymise.context import FUNCTION_WORDS, MONTHS, Reading, read_word, speaks_of_person
from roundtable.anonymise.dates import find_registered_days
from roundtable.anonymise.dotted_initials import find_dotted_initials, initials_in_register
from roundtable.anonymise.folding import Folded, fold_text
from roundtable.anonymise.forms import Form, register_forms
from roundtable.anonymise.identifiers import find_registered
from roundtable.anonymise.register import Register
from roundtable.anonymise.tokens import LETTER_BEFORE, Tokens
from roundtable.anonymise.wordlists import load_word_lists

# Names that are months or little words stand in every paper: they need a person around them.
_EVERYWHERE = MONTHS | FUNCTION_WORDS
# What may stand between an initial and a surname.
_NAME_GAPS = frozenset((" ", ". ", ".", ", ", ",", "-", "\n"))


class Where(Enum):
    """TEXT: decoded running text, whole words; joined words and addresses in it by their parts.

    NAME: file names, handles, identifiers: parts anywhere. RAW: bytes that could not be decoded, read as
    Latin-1: exact forms only.
    """

    TEXT = "text"
    NAME = "name"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Hit:
    """A form met at `start:end` of the searched text."""

    start: int
    end: int
    text: str
    form: Form


# Joined words in running text: addresses, handles, file names, camel case, letters mixed with digits, and
# words so long that a name may be part of them.
_JOINED = re.compile(
    r"[^\s@]{0,80}@[^\s]{1,80}|(?<!\w)\w{0,60}_\w{1,60}"
    r"|(?<![A-Za-z0-9])(?:[A-Za-z0-9]{1,60}(?:[-./#\\:=+~]{1,3}[A-Za-z0-9]{1,60})+|[A-Za-z]*[a-z][A-Z][A-Za-z]*"
    r"|[A-Za-z]+\d\w*|\d+[A-Za-z]\w*|\w{13,})"
)
# Words joined in plain prose ("young-carer", "his/her"): their parts are words, each read for itself.
_PART = r"(?:[A-Z]?[a-z]+|[A-Z]+)"
_PROSE = re.compile(rf"(?:\d{{1,3}}[-/])?{_PART}(?:[-/]{_PART})+|\d{{1,3}}[-/]{_PART}")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_RUN = re.compile(r"[A-Za-z0-9]+")
_SWITCHES = re.compile(r"[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d")
_SPREAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9](?:[ \t.\n-]{1,2}[A-Za-z0-9](?![A-Za-z0-9])){3,}")
_BROKEN = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,40})-? ?\n ?([A-Za-z]{2,40})")


def search(register: Register, text: str, where: Where = Where.TEXT) -> tuple[Hit, ...]:
    """Where any form of the register stands in `text`, in order. Offsets are of `text`.

    TEXT and NAME compare folded letters: accents, case, quotes, zero-width letters and other scripts do
    not hide
    a name; nor do letters set apart by spaces, full stops, hyphens or line ends.
    """
    if where is Where.RAW:
        hits = {Hit(start, end, text[start:end], form) for start, end, form in _index(register).exact(text)}
    else:
        folded = fold_text(text)
        tokens = Tokens(folded.text, folded.accents)
        tokens.casual = [False] * len(tokens)  # lines of a finished paper begin small where a sentence wraps
        found = set(forms_in(register, tokens, where)) | set(_identifiers_in(register, folded.text))
        if where is Where.TEXT:
            found |= set(_initials_in(register, folded.text))
        hits = {_hit(folded, text, start, end, form) for start, end, form in found}
    return tuple(sorted(hits, key=lambda h: (h.start, -h.end, h.form.entity, h.form.folded)))


Place = tuple[int, int, Form]


def forms_in(
    register: Register,
    tokens: Tokens,
    where: Where = Where.TEXT,
    terms: list[bool] | None = None,
) -> Iterator[Place]:
    """(start, end, form) on the folded text of `tokens`.

    `terms`: given by the engine, for which weak forms count like others, outside terms of the field; so it
    finds all that the gate finds.
    """
    index, text = _index(register), tokens.text
    for i, stop, form in index.words(tokens):
        if terms and terms[i] and form.weak:
            continue
        weak = terms is None and (form.weak or form.folded in _EVERYWHERE)
        if not form.capital or _capital_counts(tokens, i, stop, weak):
            yield tokens.starts[i], tokens.ends[stop - 1], form
    yield from index.spread(text)
    if where is Where.NAME:
        yield from index.inside(text, 0, len(text))
        return
    for found in _JOINED.finditer(text):
        yield from index.inside(text, *found.span())


def _identifiers_in(register: Register, text: str) -> Iterator[Place]:
    owned = _owned_forms(register)
    known = register.identifiers
    for span in (*find_registered(text, known), *find_registered_days(text, known)):
        if span.entity in owned:
            yield span.start, span.end, owned[span.entity]


def _initials_in(register: Register, text: str) -> Iterator[Place]:
    forms = _owned_forms(register)
    for start, end, entity in find_dotted_initials(text, _initials(register)):
        if entity in forms:
            yield start, end, forms[entity]


@lru_cache(maxsize=16)
def _owned_forms(register: Register) -> dict[str, Form]:
    return {f.entity: f for f in register_forms(register)}


@lru_cache(maxsize=16)
def _initials(register: Register) -> dict[str, str]:
    return initials_in_register(register)


@lru_cache(maxsize=16)
def _index(register: Register) -> _Index:
    return _Index(register_forms(register))


class _Index:
    """The forms of one register, by first atom, by letters, by hump."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        self._forms = forms
        self._heads: dict[str, list[tuple[tuple[str, ...], Form]]] = defaultdict(list)
        self._humps: dict[str, list[Form]] = defaultdict(list)
        self._letters: list[tuple[str, Form, bool]] = []
        self._joined: dict[str, Form] = {}
        for form in forms:
            atoms = form.atoms
            letters = "".join(atoms)
            self._heads[atoms[0]].append((atoms, form))
            if len(atoms) > 1 and not load_word_lists().is_word(letters):
                self._heads[letters].append(((letters,), form))
            if form.whole and len(atoms) == 1:
                self._humps[letters].append(form)
            if len(letters) >= 4:
                self._joined.setdefault(letters, form)
                if not form.whole or (len(atoms) > 1 and len(atoms[0]) > 1):
                    self._letters.append((letters, form, any(len(a) < 3 for a in atoms)))

    def exact(self, text: str) -> Iterator[Place]:
        """Forms as written, byte for byte, in text that could not be decoded."""
        for form in self._forms:
            if form.whole:
                continue
            for found in re.finditer(re.escape(form.plain), text):
                yield found.start(), found.end(), form

    def words(self, tokens: Tokens) -> Iterator[Place]:
        """(atom, atom after, form): whole words in a row, whatever stands between them."""
        for i, atom in enumerate(tokens.lowers):
            for atoms, form in self._heads.get(atom, ()) or self._heads.get(_singular(atom), ()):
                stop = i + len(atoms)
                if len(atoms) > 1 and tuple(tokens.lowers[i:stop]) != atoms:
                    continue
                yield i, stop, form

    def inside(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Forms as parts: in the letters and digits without what joins them, and as single humps."""
        squeezed, places = _squeeze(text, start, end)
        for letters, form, initials in self._letters:
            at = squeezed.find(letters)
            while at >= 0:
                first, last = places[at], places[at + len(letters) - 1] + 1
                if not initials or _stands_apart(text, first, last):
                    yield first, last, form
                at = squeezed.find(letters, at + 1)
        if not _PROSE.fullmatch(text, start, end):
            yield from self._short(text, start, end)

    def _short(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Short forms and words as single humps of joined words: "notes_lee", "LeeReport"."""
        for word in _RUN.finditer(text, start, end):
            if _SWITCHES.search(word.group()):
                continue  # a fingerprint or code: letters and digits by turns spell short names by chance
            for hump in _HUMP.finditer(text, *word.span()):
                mailbox = text[hump.end() : hump.end() + 1] == "@" and hump.start() == start
                for form in self._humps.get(hump.group().lower(), ()):
                    if form.weak and mailbox:
                        continue  # "board@example.org": an office, not Mrs Board
                    yield hump.start(), hump.end(), form

    def spread(self, text: str) -> Iterator[Place]:
        """Letters set apart ("A m e l i a") and words broken at a line end ("Thorn-\\nton")."""
        for found in _SPREAD.finditer(text):
            letters, places = _squeeze(text, *found.span())
            for key, form in self._joined.items():
                at = letters.find(key)
                if at >= 0:
                    yield places[at], places[at + len(key) - 1] + 1, form
        for found in _BROKEN.finditer(text):
            joined = (found[1] + found[2]).lower()
            match = self._joined.get(joined) or self._joined.get(_singular(joined))
            if match is not None and not match.capital:
                yield found.start(), found.end(), match


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is a word of a joined one: "youngc" in "youngc99", not in "young-carer"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not before.isalpha() or (text[start].isupper() and before.islower())
    return left and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))


def _singular(atom: str) -> str:
    """Without a plural s; "this" is a word of its own, never the plural of a short name (Thị)."""
    stem = atom.removesuffix("s")
    return atom if len(stem) < 4 and load_word_lists().is_word(atom) else stem


def _capital_counts(tokens: Tokens, i: int, stop: int, weak: bool) -> bool:
    """Whether ordinary words are written as a name: one by its surroundings, several all with a capital."""
    if stop - i > 1:
        written = all(tokens.words[k][0].isupper() or tokens.words[k][0].isdigit() for k in range(i, stop))
        return written and not _is_article(tokens, stop) and not _is_lettered(tokens, i, stop)
    common = tokens.lowers[i] in load_word_lists().common
    if read_word(tokens, i, stop, common) is Reading.WORD or _is_counted(tokens, stop):
        return False
    return not weak or tokens.is_accented(i) or speaks_of_person(tokens, i)


def _is_article(tokens: Tokens, stop: int) -> bool:
    """Whether the last atom is the word A or I: "Good. A child", no initial of a Ms A. Good."""
    alone = tokens.words[stop - 1] in ("A", "I") and tokens.gaps[stop] == " "
    return alone and stop < len(tokens) and tokens.words[stop][0].islower()


def _is_lettered(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a single letter among the atoms numbers something ("Child C: Good") and is no initial."""
    letters = any(len(tokens.words[k]) == 1 for k in range(i, stop))
    apart = any(tokens.gaps[k] not in _NAME_GAPS for k in range(i + 1, stop))
    numbers = len(tokens.words[i]) == 1 and i > 0 and tokens.lowers[i - 1] in LETTER_BEFORE
    return letters and (apart or numbers)


def _is_counted(tokens: Tokens, stop: int) -> bool:
    """Whether a number follows, as in "Page 3"; a child's age does not stand so."""
    return stop < len(tokens) and tokens.gaps[stop] == " " and tokens.words[stop][0].isdigit()


def _squeeze(text: str, start: int, end: int) -> tuple[str, list[int]]:
    places = [i for i in range(start, end) if text[i].isalnum()]
    return "".join(text[i].lower() for i in places), places


def _hit(folded: Folded, text: str, start: int, end: int, form: Form) -> Hit:
    first, last = folded.original(start, end)
    return Hit(first, last, text[first:last], form)
