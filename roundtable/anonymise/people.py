"""Mentions of registered people: names tied to one person or, honestly, to none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from roundtable.anonymise.context import Reading
from roundtable.anonymise.findings import Certainty
from roundtable.anonymise.lexicon import Lexicon, Quality, Role
from roundtable.anonymise.register import Person
from roundtable.anonymise.roles import KIN, is_family, is_kin, is_young, sex_of
from roundtable.anonymise.run_readings import RunReader
from roundtable.anonymise.runs import POLITE, Run, RunBuilder
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.tokens import CONTRACTED, Tokens

_SEX_OF_TITLE = {
    **dict.fromkeys(("mr", "sir", "master"), "m"),
    **dict.fromkeys(("mrs", "miss", "ms", "madam", "lady", "dame"), "f"),
}
_FAMILY_AFTER = frozenset(
    (
        "file",
        "files",
        "house",
        "flat",
        "address",
        "record",
        "records",
        "name",
        "household",
        "children",
        "siblings",
        "home",
        "case",
        "parents",
        "kids",
    )
)
# Alone, an atom is a forename or alias before it is a middle name or surname.
_RANK = {Role.GIVEN: 0, Role.ALIAS: 0, Role.MIDDLE: 1, Role.SURNAME: 1, Role.FAMILY: 2, Role.SMALL: 3}
_WHY = {
    Quality.EXACT: "Listed in the register.",
    Quality.LISTED: "A usual short or pet form of a registered name.",
    Quality.CUT: "A short form of a registered name.",
    Quality.FUZZY: "A spelling close to a registered name.",
}
_PREFIXES = frozenset("ex non pre post anti pro mid co sub re self un".split())
_WHY_SHARED = "Several registered people share this name: no label is guessed."


class PeopleReader:
    """Finds the people of one register in texts. Compiled once; reading is linear in the text."""

    def __init__(self, people: tuple[Person, ...], lexicon: Lexicon) -> None:
        self._people = people
        self._lexicon = lexicon
        self._runs = RunBuilder(lexicon)
        self._reader = RunReader(lexicon)
        self._family = [is_family(p.role) for p in people]
        self._young = [is_young(p.role) for p in people]
        self._sex = [sex_of(p.role) for p in people]
        self._doctor = [p.name.lower().startswith(("dr ", "dr.", "doctor ")) for p in people]

    def read(self, tokens: Tokens, claims: Claims, terms: list[bool]) -> None:
        """Claim every mention. `terms`: the atoms that belong to a term of the field."""
        i = 0
        count = len(tokens) if self._people else 0
        while i < count:
            run = None
            if claims.free(tokens.starts[i], tokens.ends[i]):
                run = self._runs.run_at(tokens, i, claims)
            span = self._span(tokens, run, terms) if run else None
            if run is None or span is None:
                i += 1
                continue
            start, stop = self._halves(tokens, run)
            wide = span._replace(
                start=min(span.start, tokens.starts[start]), end=max(span.end, tokens.ends[stop - 1])
            )
            i = stop if claims.take(wide) or not claims.take(span) else run.stop

    def _halves(self, tokens: Tokens, run: Run) -> tuple[int, int]:
        """The run with the misspelt half of a name: "Mu'th" of Mu'ath, "Na-Marie" of Nan-Marie."""
        start, stop = run.start, run.stop
        tail = tokens.lowers[stop] if stop < len(tokens) and tokens.gaps[stop] == "'" else ""
        if len(tail) > 1 and tail not in CONTRACTED and tokens.words[stop].isalpha():
            stop += 1
        before = start - 1
        if before < 0 or not tokens.words[before].isalpha():
            return start, stop
        lower = tokens.lowers[before]
        joined = tokens.gaps[start] == "-" and tokens.words[before][0].isupper() and lower not in _PREFIXES
        own = {p.person for p in self._lexicon.exact.get(lower, ()) if len(lower) == 1}
        if joined or (tokens.gaps[start] == " " and own & set(run.parts) and lower not in ("a", "i")):
            start = before
        return start, stop

    def is_person(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether the letters `start:end`, like a place's ("Kieran Ward"), are somebody's full name."""
        first = bisect_left(tokens.starts, start)
        stop = bisect_left(tokens.starts, end)
        titled = first < stop and tokens.lowers[first] in POLITE
        parts = [self._lexicon.exact.get(tokens.lowers[k], ()) for k in range(first + titled, stop)]
        if titled and len(parts) == 1:
            return True
        people = [{p.person for p in q if p.quality == Quality.EXACT} for q in parts]
        if len(parts) < 2 or not set.intersection(*people):
            return False
        whose = set.intersection(*people)
        roles = {p.role for q in parts for p in q if p.person in whose}
        return Role.SURNAME in roles and bool(roles & {Role.GIVEN, Role.ALIAS})

    def _span(self, tokens: Tokens, run: Run, terms: list[bool]) -> Span | None:
        reading = self._reader.reading(tokens, run, terms)
        if reading is Reading.WORD:
            return None
        people = self._narrow(run)
        start = run.start if run.title_at is None else run.title_at
        first, last = tokens.starts[start], tokens.ends[run.stop - 1]
        last += _ends_in_stop(tokens, run)
        why = self._why(run, people, reading)
        span = Span(first, last, "person", why, None, "[name removed]", part=_part(run))
        if reading is Reading.OPEN:
            span = span._replace(certainty=Certainty.REVIEW)
        ids = {self._people[p].id for p in people}
        kin = _kin_before(tokens, run) if span.part == "surname" else ""
        if kin:
            return self._relative(kin, people, span._replace(start=tokens.starts[run.start - 1]))
        if len(ids) == 1 and not _is_plural(run, people) and not self._names_family(tokens, run, people):
            return span._replace(entity=ids.pop(), label=None)
        return self._shared(tokens, run, people, span)

    def _relative(self, kin: str, people: list[int], span: Span) -> Span:
        """ "Nan Connors", "Uncle Marsh": the one who is that to the child, else just a relative."""
        meant = {self._people[p].id for p in people if is_kin(kin, self._people[p].role)}
        if len(meant) == 1:
            return span._replace(entity=meant.pop(), label=None, part="")
        why = "A relative of a registered family."
        return span._replace(kind="family", label="a family member", why=why, part="")

    def _names_family(self, tokens: Tokens, run: Run, people: list[int]) -> bool:
        """Whether a surname stands for the household: "the Marsh family"."""
        follows = (
            run.stop < len(tokens) and tokens.lowers[run.stop] == "family" and tokens.gaps[run.stop] == " "
        )
        return follows and _part(run) == "surname" and all(self._family[p] for p in people)

    @staticmethod
    def _why(run: Run, people: list[int], reading: Reading) -> str:
        if reading is Reading.OPEN:
            return "A registered name that is also an ordinary word."
        if run.only_letters:
            return "Initials of a registered person."
        return _WHY[max(q.quality for p in people for q in run.parts[p])]

    def _shared(self, tokens: Tokens, run: Run, people: list[int], span: Span) -> Span:
        """Several people fit: say so instead of guessing."""
        if not all(self._family[p] for p in people):
            return span._replace(why=_WHY_SHARED)
        span = span._replace(kind="family", why=_WHY_SHARED, label="a family member")
        article = run.start > 0 and tokens.lowers[run.start - 1] == "the" and tokens.gaps[run.start] == " "
        start = tokens.starts[run.start - 1] if article else span.start
        following = tokens.lowers[run.stop] if run.stop < len(tokens) and tokens.gaps[run.stop] == " " else ""
        if following == "family":
            return span._replace(start=start, end=tokens.ends[run.stop], label="the family")
        if following in _FAMILY_AFTER:
            return span._replace(start=start, label="the family's")
        if _is_plural(run, people):
            return span._replace(start=start, label="the family", why="The family's name.")
        return span

    # -- which person ---------------------------------------------------------------------------------

    def _narrow(self, run: Run) -> list[int]:
        """The people the run can mean, after quality, kind of name and title have spoken."""
        people = sorted(run.parts)
        if len(people) == 1:
            return people
        people = _least(people, lambda p: sum(q.quality for q in run.parts[p]))
        if run.title:
            return self._by_title(run, people)
        if run.stop - run.start == 1 + run.letters:
            return _least(people, lambda p: min(_RANK[q.role] for q in run.parts[p]))
        return people

    def _by_title(self, run: Run, people: list[int]) -> list[int]:
        title = run.title
        if title in ("dr", "doctor"):
            return [p for p in people if self._doctor[p]] or people
        sex = _SEX_OF_TITLE.get(title, "")
        fits = [p for p in people if not sex or self._sex[p] in ("", sex)] or people
        if title in POLITE and title not in ("master", "miss"):
            fits = [p for p in fits if not self._young[p]] or fits
        named = [p for p in fits if any(q.role == Role.SURNAME for q in run.parts[p])]
        return named or fits


def _ends_in_stop(tokens: Tokens, run: Run) -> int:
    """1 where the full stop after initials ("O.B.P. seen") is theirs and ends no sentence."""
    single = all(len(tokens.words[k]) == 1 for k in range(run.start, run.stop))
    apart = single and any("." in tokens.gaps[k] for k in range(run.start + 1, run.stop))
    goes_on = run.stop < len(tokens) and tokens.words[run.stop][0].islower()
    return int(apart and goes_on and tokens.gaps[run.stop][:2] == ". ")


def _is_plural(run: Run, people: list[int]) -> bool:
    return not run.title and all(any(q.role == Role.FAMILY for q in run.parts[p]) for p in people)


def _kin_before(tokens: Tokens, run: Run) -> str:
    """The capital kin word right before a surname: "Nan", "Uncle"."""
    if run.title or not run.start or tokens.gaps[run.start] != " ":
        return ""
    lower = tokens.lowers[run.start - 1]
    return lower if lower in KIN and tokens.words[run.start - 1][0].isupper() else ""


def _least(people: list[int], cost: Callable[[int], int]) -> list[int]:
    costs = {p: cost(p) for p in people}
    least = min(costs.values())
    return [p for p in people if costs[p] == least]


def _part(run: Run) -> str:
    """Whether the run is one forename or one surname alone."""
    roles = {q.role for parts in run.parts.values() for q in parts}
    if run.letters or run.title:
        return ""
    if roles <= {Role.SURNAME, Role.FAMILY, Role.SMALL}:
        return "surname"
    return "given" if roles <= {Role.GIVEN, Role.ALIAS} else ""
