"""Stretches of atoms that may be one person's name, and who of the register they can mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from roundtable.anonymise.context import FUNCTION_WORDS, PERSON_VERBS
from roundtable.anonymise.lexicon import Lexicon, Part, Parts, Quality, Role
from roundtable.anonymise.names import PARTICLES
from roundtable.anonymise.spans import Claims
from roundtable.anonymise.tokens import DAYS_AND_MONTHS, Capital, Tokens, announces
from roundtable.anonymise.vocabulary import vocabulary

POLITE = frozenset(("mr", "mrs", "ms", "miss", "mx", "master", "sir", "madam", "lady", "dame"))
_JOINS = frozenset(("''", "--", " ", "-", "'", ". ", ".", "\n", " \n", "-\n", "- ", " - ", ".-", "' "))
_COMMAS = frozenset((", ", ","))
_POLICE = vocabulary("strangers.police")
_ABBREVIATIONS = frozenset("uk us usa eu gp nb ps nhs".split())
_LONGEST = 12  # atoms; keeps endless initials from costing more than their length
_ACTS = vocabulary("context.be_have") | frozenset("said says told asked rang will would can could".split())
_SURNAME_ATOMS = 5
_CUTS = frozenset(("-\n", "*", "~"))
_BROKEN = frozenset((" ", "-\n", "- ", "-", "'", "\n", ".", "*", "/", "~", "|", "="))


@dataclass(slots=True)
class Run:
    """Atoms `start:stop` and the parts of a name they are, per person. `letters` counts bare initials."""

    start: int
    stop: int
    parts: dict[int, list[Part]]
    letters: int = 0
    reversed: bool = False
    title: str = ""
    title_at: int | None = None
    doubtful: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def only_letters(self) -> bool:
        """Whether there is nothing but initials."""
        return self.letters == self.stop - self.start


class RunBuilder:
    """Builds the longest run that still fits one person."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def run_at(self, tokens: Tokens, i: int, claims: Claims) -> Run | None:
        """The run that begins at atom i, or None."""
        title_at = title_before(tokens, i)
        run = self._begin(tokens, i, "" if title_at is None else tokens.lowers[title_at])
        if run is None:
            return None
        run.title_at = title_at
        while run.stop < min(len(tokens), i + _LONGEST) and claims.free(
            tokens.starts[run.stop], tokens.ends[run.stop]
        ):
            if not self._extend(tokens, run):
                break
        return self._checked(tokens, run)

    def _begin(self, tokens: Tokens, i: int, title: str) -> Run | None:
        """The first atom or two of a run: a word broken at a line end, a part of a name, or initials."""
        if i + 1 < len(tokens) and tokens.gaps[i + 1] in _CUTS:
            broken = self._cut_or_joined(tokens, i, title)
            if broken is not None:
                return broken
        if len(tokens.lowers[i]) == 1 and (apart := self._letters_apart(tokens, i)) is not None:
            return apart
        parts = self._first(tokens, i, bool(title))
        if parts:
            half = all(p.quality >= Quality.CUT for p in parts) and tokens.gaps[i + 1] in _BROKEN
            if half and (broken := self._cut_or_joined(tokens, i, title)) and broken.stop > i + 1:
                return broken  # "Amel ia": more of the name than "Amel" alone
            return Run(i, i + 1, by_person(parts), title=title, words=[tokens.lowers[i]])
        letters = self._letters(tokens, i)
        if letters:
            return Run(i, i + 1, by_person(letters), 1, title=title, words=[tokens.lowers[i]])
        return self._cut_or_joined(tokens, i, title)

    def _letters_apart(self, tokens: Tokens, i: int) -> Run | None:
        """A name with its letters set apart: "A M E L I A"."""
        stop = i + 1
        limit = min(len(tokens), i + 2 * _LONGEST)
        while stop < limit and len(tokens.lowers[stop]) == 1 and tokens.gaps[stop] in (" ", "-", "."):
            stop += 1
        whole = "".join(tokens.lowers[i:stop])
        known = self._lexicon.exact.get(whole) if stop - i >= 4 else None
        return Run(i, stop, by_person(known), words=[whole]) if known else None

    def _first(self, tokens: Tokens, i: int, titled: bool) -> Parts:
        lower = tokens.lowers[i]
        upper = tokens.words[i][0].isupper()
        if len(lower) == 1:
            parts = self._lexicon.exact.get(lower, ()) if upper and lower != "i" else ()
            return parts if any(p.role != Role.SMALL for p in parts) else ()
        if not upper:
            return self._lexicon.parts(lower)
        word = self._lexicon.lists.is_word(lower)
        alone = titled or self._stands_alone(tokens, i) or self._acts(tokens, i)
        loose = self._before_surname(tokens, i) or (word and alone)
        return self._lexicon.parts(lower, loose=loose)

    def _stands_alone(self, tokens: Tokens, i: int) -> bool:
        """Whether a word has a capital inside a sentence that no phrase of capital words explains."""
        if tokens.capitals[i] is not Capital.MID or tokens.lowers[i] in self._lexicon.lists.kept:
            return False
        last = i + 1 >= len(tokens) or tokens.words[i + 1][0].islower() or tokens.gaps[i + 1] != " "
        dated = i > 0 and (tokens.words[i - 1][0].isdigit() or tokens.lowers[i - 1] in DAYS_AND_MONTHS)
        return last and (not i or dated or tokens.words[i - 1][0].islower() or tokens.gaps[i] != " ")

    def _acts(self, tokens: Tokens, i: int) -> bool:
        """Whether a rarer word opens a sentence and does what people do: "Quay was asleep", "Hop (sic)"."""
        if tokens.capitals[i] not in (Capital.START, Capital.SOFT) or tokens.lowers[i] in FUNCTION_WORDS:
            return False
        if tokens.lowers[i] in self._lexicon.lists.kept:
            return False
        gap = tokens.gaps[i + 1]
        after = tokens.lowers[i + 1] if i + 1 < len(tokens) and gap == " " else ""
        rare = tokens.lowers[i] not in self._lexicon.lists.common
        return gap == " (" or after in _ACTS or (rare and (after in PERSON_VERBS or after.endswith("ed")))

    def _before_surname(self, tokens: Tokens, i: int) -> bool:
        """Whether a registered surname follows: then the atom is hardly anything but a forename."""
        if i + 1 >= len(tokens) or tokens.gaps[i + 1] != " " or tokens.words[i + 1][0].islower():
            return False
        return any(p.role == Role.SURNAME for p in self._lexicon.exact.get(tokens.lowers[i + 1], ()))

    def _letters(self, tokens: Tokens, i: int) -> Parts:
        """People whose initials stand here, as one atom ("AJ") or as one of several ("A.J.", "S.K.D.")."""
        word = tokens.words[i]
        if len(word) > 5 or not word.isupper() or not word.isalpha():
            return ()
        known = self._lexicon.by_initial if len(word) == 1 else self._lexicon.initials
        return known.get(tokens.lowers[i], ())

    def _extend(self, tokens: Tokens, run: Run) -> bool:
        """Take the next atom into the run when some person of the run has it too."""
        k = run.stop
        comma = tokens.gaps[k] in _COMMAS
        if not self._may_follow(tokens, run, k, comma) or self._next_line_is_another(tokens, run, k):
            return False
        small = tokens.words[k][0].islower()
        word = self._lexicon.lists.is_word(tokens.lowers[k]) and tokens.lowers[k] not in PARTICLES
        if small and word and tokens.words[run.start][0].isupper() and tokens.gaps[k] != "-":
            return False  # "Willow will": the next word of the sentence, no second part of the name
        parts = by_person(self._lexicon.parts(tokens.lowers[k], loose=not small))
        shared = {p: q for p, q in parts.items() if p in run.parts}
        letter = not shared
        if letter:
            apart = tokens.gaps[k] == "\n" or (tokens.gaps[k] == ". " and len(tokens.lowers[k]) > 1)
            if apart or self._is_article(tokens, run, k, comma):
                return False
            shared = {p: q for p, q in by_person(self._letters(tokens, k)).items() if p in run.parts}
        if not shared and tokens.gaps[k] in ("-", "'"):
            whole = self._lexicon.parts(tokens.lowers[k - 1] + tokens.lowers[k], loose=True)
            shared = {p: q for p, q in by_person(whole).items() if p in run.parts}
            letter = False
        if not shared or (comma and not _turns(run, shared, letter)):
            return False
        run.parts = {p: run.parts[p] + q for p, q in shared.items()}
        run.letters += letter
        run.reversed |= comma
        run.words.append(tokens.lowers[k])
        run.stop = k + 1
        return True

    @staticmethod
    def _may_follow(tokens: Tokens, run: Run, k: int, comma: bool) -> bool:
        gap = tokens.gaps[k]
        if comma:
            return not run.reversed
        if gap == ". " and tokens.lowers[k] in run.words:
            return False  # "We met P. P. was tired": a new sentence about the same person
        if gap in (". ", ".", " - ") and len(tokens.lowers[k - 1]) > 1:
            return tokens.lowers[k - 1] in ("st", "mac")
        return gap in _JOINS

    def _next_line_is_another(self, tokens: Tokens, run: Run, k: int) -> bool:
        """Whether the line that begins at atom k, in a table or list, begins with a name of its own.

        So it is behind a whole name ("Parminder Kaur Dhaliwal"), and where "Dhaliwal, Simranjit" stands and
        Simranjit is nobody whom the run can mean.
        """
        if "\n" not in tokens.gaps[k] or "-" in tokens.gaps[k]:
            return False
        roles = {q.role for parts in run.parts.values() for q in parts}
        if Role.SURNAME in roles and Role.GIVEN in roles and tokens.lowers[k] in run.words:
            return True
        for comma in range(k + 1, min(k + _SURNAME_ATOMS, len(tokens))):
            if tokens.gaps[comma] in _COMMAS:
                named = self._lexicon.exact.get(tokens.lowers[comma], ())
                given = {q.person for q in named if q.role in (Role.GIVEN, Role.ALIAS)}
                return bool(given) and not given & set(run.parts)
            if tokens.gaps[comma] not in (" ", "-"):
                return False
        return False

    @staticmethod
    def _is_article(tokens: Tokens, run: Run, k: int, comma: bool) -> bool:
        """ "Thornton, A child ..." and "Donna I think": the words A and I, no initials."""
        if tokens.lowers[k] not in ("a", "i"):
            return False
        after = tokens.gaps[k + 1][:1]
        if comma:
            return after not in (".", "-")
        return run.letters < run.stop - run.start and tokens.gaps[k + 1] == " "

    def _cut_or_joined(self, tokens: Tokens, i: int, title: str) -> Run | None:
        """A name cut in two by a scanner or a line end, or two names written as one word."""
        lower = tokens.lowers[i]
        if i + 1 < len(tokens) and tokens.gaps[i + 1] in _BROKEN:
            whole = lower + tokens.lowers[i + 1]
            known = self._lexicon.exact.get(whole)
            if known and len(whole) >= 5 and self._may_join(tokens, i):
                return Run(i, i + 2, by_person(known), title=title, words=[whole])
        if len(lower) >= 7 and lower.isalpha() and not self._lexicon.lists.is_word(lower):
            return self._joined(lower, i, title)
        return None

    def _joined(self, lower: str, i: int, title: str) -> Run | None:
        for cut in range(3, len(lower) - 2):
            first, second = self._lexicon.exact.get(lower[:cut]), self._lexicon.exact.get(lower[cut:])
            if not first or not second:
                continue
            both = sorted({p.person for p in first} & {p.person for p in second})
            if both:
                parts = {p: [q for q in first + second if q.person == p] for p in both}
                return Run(i, i + 1, parts, title=title, words=[lower])
        return None

    def _may_join(self, tokens: Tokens, i: int) -> bool:
        words = [self._lexicon.lists.is_word(tokens.lowers[k]) for k in (i, i + 1)]
        if tokens.gaps[i + 1] in _CUTS:
            return True
        if all(words):
            return tokens.words[i][0].isupper() and tokens.words[i + 1][0].isupper()
        return len(tokens.lowers[i + 1]) > 1 or tokens.gaps[i + 1] == "'"

    def _checked(self, tokens: Tokens, run: Run) -> Run | None:
        """Refuse runs that are too thin: particles alone, a single initial, initials that nobody has."""
        solid = {p: q for p, q in run.parts.items() if any(x.role != Role.SMALL for x in q)}
        if solid:
            run.parts = solid
            return run
        written = "".join(run.words)
        if run.letters == 0 or len(written) < 2:
            return None
        holders = by_person(self._lexicon.initials.get(written, ()))
        apart = any("." in tokens.gaps[k] for k in range(run.start + 1, run.stop))
        usual = {p: q for p, q in holders.items() if apart or q[0].quality < Quality.CUT}
        run.parts = {p: usual[p] for p in run.parts if p in usual}
        return run if run.parts and self._initials_fit(tokens, run, written) else None

    def _initials_fit(self, tokens: Tokens, run: Run, written: str) -> bool:
        """Initials without full stops must not be an abbreviation of the field or a word.

        "HA updated", "IS to chase": where a person acts, a word or abbreviation in capitals is asked about.
        """
        between = {tokens.gaps[k] for k in range(run.start + 1, run.stop)}
        if any("." in gap for gap in between) or "'" in between:
            run.doubtful = written in _ABBREVIATIONS
            return True
        after = tokens.lowers[run.stop] if run.stop < len(tokens) and tokens.gaps[run.stop] == " " else ""
        owns = tokens.gaps[run.stop][:2] == "'s"
        acts = after == "to" or after in PERSON_VERBS or after.endswith("ed") or owns
        if run.stop - run.start > 1:
            return between == {"-"} and acts
        if tokens.capitals[run.start] is Capital.SHOUT:
            return False
        if not self._lexicon.lists.is_word(written):
            return True
        run.doubtful = written in self._lexicon.lists.kept
        return acts


def _turns(run: Run, shared: dict[int, list[Part]], letter: bool) -> bool:
    """Whether "X, Y" is a surname and its forename, not two people in a list.

    Of two surnames, or a religious name before one, the first is a middle name: "Kaur Dhaliwal, Simranjit".
    """
    last = (Role.SURNAME, Role.FAMILY)
    for person, parts in shared.items():
        names = [p.role for p in run.parts[person]]
        behind = all(r in (*last, Role.MIDDLE, Role.SMALL) for r in names) and Role.SURNAME in names
        if behind and any(p.role in (Role.GIVEN, Role.ALIAS) for p in parts):
            return True
        surname_first = all(p.role in (*last, Role.SMALL) for p in run.parts[person])
        if surname_first and (letter or any(p.role not in last for p in parts)):
            return True
    return False


def by_person(parts: Parts) -> dict[int, list[Part]]:
    """The surest parts that one atom can be, per person."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        best = found.setdefault(part.person, [])
        if best and part.quality < best[0].quality:
            best.clear()
        if not best or part.quality == best[0].quality:
            best.append(part)
    return found


def title_before(tokens: Tokens, i: int) -> int | None:
    """The atom of the title in front of atom i: "Mrs", "Dr", "PC" with or without a collar number.

    Written small, only the usual ones count: "her sister Amelia" holds no title.
    """
    k = i - 1
    if k > 0 and tokens.words[k].isdigit() and tokens.lowers[k - 1] in _POLICE and tokens.gaps[k] == " ":
        k -= 1
    if k < 0 or not announces(tokens.lowers[k], tokens.gaps[i]):
        return None
    lower = tokens.lowers[k]
    small = tokens.words[k][0].islower() and lower not in POLITE and lower not in ("dr", "pc")
    return None if small else k
