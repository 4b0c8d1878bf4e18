"""Mentions of registered people: atoms joined to names, names tied to one person or, honestly, to none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from roundtable.anonymise.context import Reading, read_word
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.lexicon import Lexicon, Part, Parts, Quality, Role
from roundtable.anonymise.register import Person
from roundtable.anonymise.roles import is_family, is_young, sex_of
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import Capital, Tokens, is_title

_SEX_OF_TITLE = {
    "mr": "m",
    "sir": "m",
    "master": "m",
    "mrs": "f",
    "miss": "f",
    "ms": "f",
    "madam": "f",
    "lady": "f",
    "dame": "f",
}
_POLITE = frozenset(["mr", "mrs", "ms", "miss", "mx", "master", "sir", "madam", "lady", "dame"])
_JOINS = frozenset((" ", "-", "'", ". ", ".", "\n", " \n", "-\n", "- ", " - ", ".-", "' ", "\u00a0"))
_REVERSED = frozenset((", ", ","))
_WHY = {
    Quality.EXACT: "Listed in the register.",
    Quality.LISTED: "A usual short or pet form of a registered name.",
    Quality.CUT: "A short form of a registered name.",
    Quality.FUZZY: "A spelling close to a registered name.",
}


@dataclass(slots=True)
class _Run:
    """A stretch of atoms that may be one name: who it can be, and with what parts."""

    start: int
    stop: int
    parts: dict[int, list[Part]]
    letters: int = 0  # atoms that are only initials
    reversed: bool = False
    title: str = ""
    words: list[str] = field(default_factory=list)


class PeopleReader:
    """Finds the people of one register in texts. Compiled once; reading is linear in the text."""

    def __init__(self, people: tuple[Person, ...], lexicon: Lexicon) -> None:
        self._people = people
        self._lexicon = lexicon
        self._family = [is_family(p.role) for p in people]
        self._young = [is_young(p.role) or p.role.strip().lower() == "other child" for p in people]
        self._sex = [sex_of(p.role) for p in people]
        self._doctor = [p.name.lower().startswith(("dr ", "dr.", "doctor ")) for p in people]

    def read(self, tokens: Tokens, claims: Claims) -> None:
        """Claim every mention."""
        if not self._people:
            return
        i = 0
        count = len(tokens)
        while i < count:
            if not claims.free(tokens.starts[i], tokens.ends[i]):
                i += 1
                continue
            run = self._run_at(tokens, i, claims)
            if run is None:
                i += 1
                continue
            span = self._span(tokens, run)
            if span is not None:
                claims.take(span)
            i = run.stop if span is not None else i + 1

    # -- building a run -------------------------------------------------------------------------------

    def _run_at(self, tokens: Tokens, i: int, claims: Claims) -> _Run | None:
        title = _title_before(tokens, i)
        parts = self._first(tokens, i, bool(title))
        letters = 0
        if not parts:
            parts = self._letters(tokens, i)
            letters = 1 if parts else 0
            if not parts:
                return self._joined(tokens, i, title)
        run = _Run(i, i + 1, _by_person(parts), letters, title=title, words=[tokens.lowers[i]])
        while run.stop < len(tokens) and claims.free(tokens.starts[run.stop], tokens.ends[run.stop]):
            if not self._extend(tokens, run):
                break
        return self._checked(tokens, run)

    def _first(self, tokens: Tokens, i: int, titled: bool) -> Parts:
        lower = tokens.lowers[i]
        parts = self._lexicon.parts(
            lower, loose=titled and tokens.words[i][0].isupper() and self._lexicon.lists.is_word(lower)
        )
        if parts and len(lower) == 1 and not (tokens.words[i].isupper() and lower not in ("i",)):
            return ()
        return parts

    def _letters(self, tokens: Tokens, i: int) -> Parts:
        """People whose initials stand here, as one atom ("AJ") or as the first of several ("A.J.", "S.K.D.")."""
        word = tokens.words[i]
        if not word.isupper() or not word.isalpha():
            return ()
        if len(word) == 1:
            people = self._lexicon.by_initial.get(tokens.lowers[i], frozenset())
        elif len(word) <= 5:
            people = self._lexicon.initials.get(tokens.lowers[i], frozenset())
        else:
            return ()
        return tuple(Part(p, Role.SMALL, Quality.EXACT) for p in sorted(people))

    def _extend(self, tokens: Tokens, run: _Run) -> bool:
        """Take the next atom into the run when some person of the run has it too."""
        k = run.stop
        gap = tokens.gaps[k]
        comma = gap in _REVERSED
        if not (gap in _JOINS or comma) or (comma and run.reversed):
            return False
        if (
            gap in (". ", ".", " - ")
            and len(tokens.lowers[k - 1]) > 1
            and tokens.lowers[k - 1] not in ("st", "mac")
        ):
            return False
        word, lower = tokens.words[k], tokens.lowers[k]
        parts = self._lexicon.parts(lower, loose=word[0].isupper())
        shared = {p: q for p, q in _by_person(parts).items() if p in run.parts}
        letter = False
        if not shared:
            letters = self._letters(tokens, k) if gap != "\n" else ()
            shared = {p: q for p, q in _by_person(letters).items() if p in run.parts}
            letter = bool(shared)
        if not shared or (comma and not self._turns(run, shared, letter)):
            return False
        if comma and letter and lower in ("a", "i") and tokens.gaps[k + 1][:1] != ".":
            return False
        if (
            letter
            and not comma
            and run.letters < run.stop - run.start
            and tokens.gaps[k + 1][:1] == " "
            and lower in ("a", "i")
        ):
            return False
        run.parts = {p: run.parts[p] + q for p, q in shared.items()}
        run.letters += letter
        run.reversed |= comma
        run.words.append(lower)
        run.stop = k + 1
        return True

    @staticmethod
    def _turns(run: _Run, shared: dict[int, list[Part]], letter: bool) -> bool:
        """Whether "X, Y" is a surname and its forename, not two people in a list."""
        for person, parts in shared.items():
            first = all(p.role in (Role.SURNAME, Role.SMALL, Role.FAMILY) for p in run.parts[person])
            if first and (letter or any(p.role not in (Role.SURNAME, Role.FAMILY) for p in parts)):
                return True
        return False

    def _joined(self, tokens: Tokens, i: int, title: str) -> _Run | None:
        """A name cut in two by a scanner or a line end, or two names written as one word."""
        lower = tokens.lowers[i]
        if i + 1 < len(tokens) and tokens.gaps[i + 1] in (" ", "-\n", "- ", "-", "'", "\n"):
            nxt = tokens.lowers[i + 1]
            known = self._lexicon.exact.get(lower + nxt)
            if known and len(lower) + len(nxt) >= 5 and self._may_join(tokens, i):
                return _Run(i, i + 2, _by_person(known), title=title, words=[lower + nxt])
        if len(lower) >= 7 and lower.isalpha() and not self._lexicon.lists.is_word(lower):
            for cut in range(3, len(lower) - 2):
                first, second = self._lexicon.exact.get(lower[:cut]), self._lexicon.exact.get(lower[cut:])
                if first and second and (both := set(_by_person(first)) & set(_by_person(second))):
                    parts = {p: [q for q in first + second if q.person == p] for p in sorted(both)}
                    return _Run(i, i + 1, parts, title=title, words=[lower])
        return None

    def _may_join(self, tokens: Tokens, i: int) -> bool:
        lists = self._lexicon.lists
        both_words = lists.is_word(tokens.lowers[i]) and lists.is_word(tokens.lowers[i + 1])
        if not both_words:
            return len(tokens.lowers[i + 1]) > 1 or tokens.gaps[i + 1] == "'"
        return tokens.words[i][0].isupper() and tokens.words[i + 1][0].isupper()

    def _checked(self, tokens: Tokens, run: _Run) -> _Run | None:
        """Refuse runs that are too thin: particles alone, a single initial, initials that nobody has."""
        solid = [q for parts in run.parts.values() for q in parts if q.role != Role.SMALL]
        if solid:
            run.parts = {p: q for p, q in run.parts.items() if any(x.role != Role.SMALL for x in q)}
            return run
        if run.letters == 0:
            return None
        written = "".join(run.words)
        if len(written) < 2:
            return None
        people = self._lexicon.initials.get(written, frozenset()) & set(run.parts)
        run.parts = {p: q for p, q in run.parts.items() if p in people}
        return run if people and self._initials_fit(tokens, run, written) else None

    def _initials_fit(self, tokens: Tokens, run: _Run, written: str) -> bool:
        """Initials without full stops must not be an abbreviation of the field or a word."""
        dotted = any("." in tokens.gaps[k] or "-" in tokens.gaps[k] for k in range(run.start + 1, run.stop))
        if dotted:
            return True
        if run.stop - run.start > 1:
            return False
        lists = self._lexicon.lists
        return not lists.is_word(written) and tokens.capitals[run.start] is not Capital.SHOUT

    # -- deciding -------------------------------------------------------------------------------------

    def _span(self, tokens: Tokens, run: _Run) -> Span | None:
        reading = self._reading(tokens, run)
        if reading is Reading.WORD:
            return None
        people = self._narrow(run)
        start = run.start - 1 if run.title else run.start
        first, last = tokens.starts[start], tokens.ends[run.stop - 1]
        certainty = Certainty.REVIEW if reading is Reading.OPEN else Certainty.REPLACE
        quality = max(q.quality for p in people for q in run.parts[p])
        why = "Initials of a registered person." if run.letters == run.stop - run.start else _WHY[quality]
        if reading is Reading.OPEN:
            why = "A registered name that is also an ordinary word."
        if len(people) == 1 and not self._is_family_plural(run, people):
            return Span(first, last, "person", why, self._people[people[0]].id, None, certainty)
        return self._shared(tokens, run, people, first, last, certainty)

    def _shared(
        self, tokens: Tokens, run: _Run, people: list[int], first: int, last: int, certainty: Certainty
    ) -> Span:
        """Several people fit: say so instead of guessing."""
        family = all(self._family[p] for p in people)
        why = "Several registered people share this name: no label is guessed."
        if family and self._is_family_plural(run, people):
            begin = (
                run.start - 1
                if run.start and tokens.lowers[run.start - 1] == "the" and tokens.gaps[run.start] == " "
                else None
            )
            if begin is not None:
                first = tokens.starts[begin]
            return Span(first, last, "family", "The family's name.", None, "the family", certainty)
        if family:
            following = tokens.lowers[run.stop] if run.stop < len(tokens) else ""
            if following in ("family", "household", "children", "siblings", "home", "case"):
                return Span(
                    first,
                    last,
                    "family",
                    why,
                    None,
                    "family's" if following == "home" else "family",
                    certainty,
                )
            return Span(first, last, "family", why, None, "a family member", certainty)
        return Span(first, last, "person", why, None, "[name removed]", certainty)

    @staticmethod
    def _is_family_plural(run: _Run, people: list[int]) -> bool:
        return all(any(q.role == Role.FAMILY for q in run.parts[p]) for p in people) and not run.title

    def _reading(self, tokens: Tokens, run: _Run) -> Reading:
        atoms = range(run.start, run.stop)
        lists = self._lexicon.lists
        if run.title or any(not lists.is_word(tokens.lowers[k]) and len(tokens.lowers[k]) > 1 for k in atoms):
            return self._reading_unknown(tokens, run)
        if run.stop - run.start > 1:
            if run.letters == run.stop - run.start:
                return Reading.NAME
            upper = [tokens.words[k][0].isupper() for k in atoms]
            full = self._is_full(run)
            return Reading.NAME if all(upper) or full else Reading.WORD
        if len(tokens.lowers[run.start]) == 1:
            return self._read_letter(tokens, run.start)
        return read_word(tokens, run.start, run.stop)

    def _reading_unknown(self, tokens: Tokens, run: _Run) -> Reading:
        """No ordinary word among the atoms. A guess that is written small and short stays open."""
        sure = any(q.quality <= Quality.LISTED for parts in run.parts.values() for q in parts)
        lower = all(tokens.words[k][0].islower() for k in range(run.start, run.stop))
        if sure or not lower or run.title:
            return Reading.NAME
        fuzzy = any(q.quality == Quality.FUZZY for parts in run.parts.values() for q in parts)
        return Reading.NAME if fuzzy and len(tokens.lowers[run.start]) >= 5 else Reading.WORD

    @staticmethod
    def _read_letter(tokens: Tokens, i: int) -> Reading:
        """A one-letter alias: the capital standing alone, and not as "Part D" or "vitamin D"."""
        before = tokens.lowers[i - 1] if i else ""
        if tokens.lowers[i] in ("a", "i") or before in (
            "vitamin",
            "part",
            "class",
            "section",
            "lesson",
            "hepatitis",
            "band",
            "grade",
            "set",
            "group",
            "category",
            "child",
            "appendix",
            "plan",
            "option",
        ):
            return Reading.WORD
        after = tokens.gaps[i + 1][:1]
        return Reading.WORD if after in (")", "/", "&") else Reading.NAME

    @staticmethod
    def _is_full(run: _Run) -> bool:
        roles = {q.role for parts in run.parts.values() for q in parts if q.quality == Quality.EXACT}
        return Role.SURNAME in roles and bool(roles & {Role.GIVEN, Role.ALIAS})

    def _narrow(self, run: _Run) -> list[int]:
        """The people the run can mean, after quality, kind of name and title have spoken."""
        people = sorted(run.parts)
        if len(people) == 1:
            return people
        people = _least(people, lambda p: sum(q.quality for q in run.parts[p]))
        if run.title:
            people = self._by_title(run, people)
        elif run.stop - run.start == 1 + run.letters:
            people = _least(people, lambda p: min(_RANK[q.role] for q in run.parts[p]))
        return people

    def _by_title(self, run: _Run, people: list[int]) -> list[int]:
        title = run.title
        if title in ("dr", "doctor"):
            return [p for p in people if self._doctor[p]] or people
        sex = _SEX_OF_TITLE.get(title, "")
        fits = [p for p in people if not sex or self._sex[p] in ("", sex)] or people
        if title in _POLITE and title not in ("master", "miss"):
            fits = [p for p in fits if not self._young[p]] or fits
        if len(fits) > 1:
            named = [p for p in fits if any(q.role == Role.SURNAME for q in run.parts[p])]
            fits = named or fits
        return fits


def _by_person(parts: Parts) -> dict[int, list[Part]]:
    """The surest parts that one atom can be, per person."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        best = found.setdefault(part.person, [])
        if best and part.quality < best[0].quality:
            best.clear()
        if not best or part.quality == best[0].quality:
            best.append(part)
    return found


# Alone, an atom is a forename or alias before it is a middle name or surname.
_RANK = {Role.GIVEN: 0, Role.ALIAS: 0, Role.MIDDLE: 1, Role.SURNAME: 1, Role.FAMILY: 2, Role.SMALL: 3}


def _least(people: list[int], cost: Callable[[int], int]) -> list[int]:
    costs = {p: cost(p) for p in people}
    least = min(costs.values())
    return [p for p in people if costs[p] == least]


def _title_before(tokens: Tokens, i: int) -> str:
    """The title in front of atom i. Written small, only the polite ones count: "her sister Amelia"."""
    if not i or tokens.gaps[i] not in (" ", ". ", "."):
        return ""
    lower = tokens.lowers[i - 1]
    if not is_title(lower) or (
        lower not in _POLITE and lower not in ("dr", "pc") and tokens.words[i - 1][0].islower()
    ):
        return ""
    return lower
