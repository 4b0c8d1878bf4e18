"""Whether a run of atoms that somebody of the register is called by is meant as a name or as words."""

from __future__ import annotations

from roundtable.anonymise.context import FUNCTION_WORDS, PERSON_VERBS, Reading, leads_words, read_word
from roundtable.anonymise.lexicon import Lexicon, Quality, Role
from roundtable.anonymise.runs import Run
from roundtable.anonymise.tokens import LETTER_BEFORE, Capital, Tokens


class RunReader:
    """Reads runs of one register."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def reading(self, tokens: Tokens, run: Run, terms: list[bool]) -> Reading:
        """How the run is meant; `terms`: the atoms that belong to a term of the field ("Early Help")."""
        lists = self._lexicon.lists
        atoms = range(run.start, run.stop)
        if run.title or any(not lists.is_word(tokens.lowers[k]) and len(tokens.lowers[k]) > 1 for k in atoms):
            return self._read_unknown(tokens, run)
        if run.only_letters:
            return Reading.OPEN if run.doubtful else Reading.NAME
        if run.stop - run.start > 1:
            named = _is_full(run) and any(tokens.lowers[k] not in FUNCTION_WORDS for k in atoms)
            sure = named or all(tokens.words[k][0].isupper() for k in atoms)
            return Reading.NAME if sure else Reading.WORD
        if len(tokens.lowers[run.start]) == 1:
            return _read_letter(tokens, run.start)
        surname = all(q.role == Role.SURNAME for parts in run.parts.values() for q in parts)
        if surname and terms[run.start]:
            return Reading.WORD
        return self._read_word(tokens, run, surname)

    def _read_word(self, tokens: Tokens, run: Run, surname: bool) -> Reading:
        """One ordinary word. Short forms that we made up ourselves ("Sash") need a capital inside a
        sentence.
        """
        i = run.start
        made = all(q.quality == Quality.CUT for parts in run.parts.values() for q in parts)
        if made and tokens.capitals[i] is not Capital.MID:
            return Reading.WORD
        if all(q.quality == Quality.FUZZY for parts in run.parts.values() for q in parts):
            # Another real given name is left to be found as a stranger's: gone, and no guess.
            stranger = tokens.lowers[i] in self._lexicon.lists.near_given
            return Reading.WORD if stranger and tokens.capitals[i] is Capital.MID else Reading.OPEN
        lists = self._lexicon.lists
        reading = read_word(tokens, i, run.stop, tokens.lowers[i] in lists.common)
        if reading is Reading.NAME and (surname or made) and self._in_phrase(tokens, i):
            return Reading.WORD if made else Reading.OPEN
        if reading is Reading.NAME and tokens.capitals[i] in (Capital.START, Capital.SOFT):
            return Reading.OPEN if self._leads(tokens, i, surname) else reading
        return reading

    def _leads(self, tokens: Tokens, i: int, surname: bool) -> bool:
        """Whether a word that opens a sentence leads others: "Good progress", "Dawn Chorus"."""
        lists, k = self._lexicon.lists, i + 1
        if k >= len(tokens) or tokens.gaps[k] != " ":
            return False
        if tokens.words[k][0].isupper():
            following = tokens.lowers[k]
            return (
                lists.is_word(following) and following not in lists.surnames and following not in lists.given
            )
        return surname and tokens.lowers[i] in lists.common and leads_words(tokens, k)

    def _in_phrase(self, tokens: Tokens, i: int) -> bool:
        """Whether the atom ends or opens a phrase of capital words: "World Book Day", "Field Trip"."""
        lists = self._lexicon.lists
        if i and tokens.gaps[i] == " " and tokens.capitals[i - 1] is Capital.MID:
            return lists.is_word(tokens.lowers[i - 1]) and tokens.lowers[i - 1] not in lists.given
        k = i + 1
        if k < len(tokens) and tokens.gaps[k] == " " and tokens.capitals[k] is Capital.MID:
            return lists.is_word(tokens.lowers[k]) and tokens.lowers[k] not in lists.surnames
        return False

    @staticmethod
    def _read_unknown(tokens: Tokens, run: Run) -> Reading:
        """No ordinary word among the atoms. A mere likeness that is written small and short is left alone."""
        sure = any(q.quality <= Quality.LISTED for parts in run.parts.values() for q in parts)
        if _is_guess(tokens, run):
            return Reading.OPEN
        small = tokens.words[run.start].islower() and run.stop - run.start == 1
        if small and run.start and tokens.lowers[run.start - 1] in ("a", "an"):
            return Reading.OPEN
        if sure or run.title or any(tokens.words[k][0].isupper() for k in range(run.start, run.stop)):
            return Reading.NAME
        likely = any(q.quality == Quality.FUZZY for parts in run.parts.values() for q in parts)
        if likely and len(tokens.lowers[run.start]) >= 5:
            return Reading.NAME
        # "heard from kel": nobody gets a capital in hurried writing.
        hurried = tokens.casual[run.start] and len(tokens.lowers[run.start]) >= 3
        return Reading.OPEN if hurried else Reading.WORD


def _is_guess(tokens: Tokens, run: Run) -> bool:
    """Whether a short form that we made up ourselves ("Imms" of Imogen) opens a sentence and does nothing."""
    made = all(q.quality == Quality.CUT for parts in run.parts.values() for q in parts)
    single = run.stop - run.start == 1 and not run.title and len(tokens.lowers[run.start]) <= 4
    opens = tokens.capitals[run.start] in (Capital.START, Capital.SOFT)
    after = tokens.lowers[run.stop] if run.stop < len(tokens) and tokens.gaps[run.stop] == " " else ""
    called = after in PERSON_VERBS or tokens.gaps[run.stop][:1] == ","
    return made and single and opens and not called


def _is_full(run: Run) -> bool:
    roles = {q.role for parts in run.parts.values() for q in parts if q.quality == Quality.EXACT}
    return Role.SURNAME in roles and bool(roles & {Role.GIVEN, Role.ALIAS})


def _read_letter(tokens: Tokens, i: int) -> Reading:
    """A one-letter alias: the capital standing alone, and not as in "Part D" or "vitamin D"."""
    before = tokens.lowers[i - 1] if i else ""
    if tokens.lowers[i] in ("a", "i") or before in LETTER_BEFORE:
        return Reading.WORD
    return Reading.WORD if tokens.gaps[i + 1][:1] in (")", "/", "&") else Reading.NAME
