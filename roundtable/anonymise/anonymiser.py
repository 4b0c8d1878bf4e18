"""The engine's front door: one register, compiled once; any number of texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from roundtable.anonymise.date_rules import (
    DATED,
    WHY_LOOSE,
    DateRule,
    date_classes,
    loose_findings,
    with_date_labels,
)
from roundtable.anonymise.dates import find_dates, find_registered_days, iso_day
from roundtable.anonymise.decisions import Choice, Decision, Decisions
from roundtable.anonymise.findings import Certainty, Finding, Rewritten
from roundtable.anonymise.folding import Folded, fold_key, fold_text
from roundtable.anonymise.forms import Form, register_forms
from roundtable.anonymise.hints import Hint, Hints
from roundtable.anonymise.identifiers import (
    find_codes,
    find_identifiers,
    find_online,
    find_registered,
)
from roundtable.anonymise.lexicon import lexicon_of
from roundtable.anonymise.linking import link
from roundtable.anonymise.neutral import NEUTRAL, SAME_KIND
from roundtable.anonymise.people import PeopleReader
from roundtable.anonymise.places import PlaceReader
from roundtable.anonymise.register import Register
from roundtable.anonymise.rewriting import rewrite
from roundtable.anonymise.search import forms_in, search
from roundtable.anonymise.spans import Claims, Span
from roundtable.anonymise.strange_initials import InitialsReader
from roundtable.anonymise.strangers import StrangerReader
from roundtable.anonymise.surroundings import find_places
from roundtable.anonymise.terms import term_atoms
from roundtable.anonymise.tokens import Tokens
from roundtable.anonymise.wordlists import load_word_lists
from roundtable.domain.date_printing import DateClass

_WHY_DOUBTFUL = "Taken off the register, and still in the text."
_WHY_NET = "A form of a registered entry; the finished paper is searched for it."


class Anonymiser:
    """Finds and replaces what identifies, for one register.

    `labels` maps the register's ids to what is printed (`assign_labels`); an id without a label prints
    "[name removed]" or "[place removed]". `decisions` are obeyed on every text. `dates` says what exact dates
    become, where a call does not say it for its text. The same input gives the same output on every run and
    system. Nothing is read but the shipped lists, nothing is written. One instance may be
    used from one thread at a time. `hints` are asked about where nothing is found. `doubtful` are forms that
    somebody took off the register: they are still found, and asked about instead of replaced.
    """

    def __init__(
        self,
        register: Register,
        labels: Mapping[str, str],
        decisions: Sequence[Decision] = (),
        dates: DateRule | None = None,
        hints: Sequence[Hint] = (),
        doubtful: Iterable[str] = (),
    ) -> None:
        lists = load_word_lists()
        self._register = register
        self._labels = dict(labels)
        self._decisions = Decisions(decisions)
        self._hints = Hints(hints)
        self._doubtful = frozenset(map(fold_key, doubtful))
        self._dates = dates or DateRule()
        lexicon = lexicon_of(tuple((p.name, *p.aliases) for p in register.people))
        self._people = PeopleReader(register.people, lexicon)
        self._places = PlaceReader(register.places, lexicon)
        self._strangers = StrangerReader(lists)
        self._initials = InitialsReader(lists)
        self._lists = lists
        self._people_ids = {p.id for p in register.people}
        self._forms = frozenset(form.folded for form in register_forms(register))
        died = (iso_day(i.value) for i in register.identifiers if "death" in i.kind.lower())
        self._deaths = frozenset(day for day in died if day is not None)

    def find(self, text: str, dates: DateRule | None = None) -> tuple[Finding, ...]:
        """Everything found in `text`, in order, never overlapping; offsets are of `text` itself.

        Findings with certainty KEEP are strings a decision keeps; they show what was seen and left.
        """
        found: list[Finding] = []
        for start, end in pieces(text):
            found += self._find(text[start:end], start)
        found = self._hints.add_to(text, found, self._obey, self._labels)
        rule = dates or self._dates
        found = [self._obey_loose(f) for f in loose_findings(text, found, rule)]
        found = [self._obey_here(text, finding) for finding in found]
        return tuple(with_date_labels(text, found, rule, self._deaths))

    def rewrite(self, text: str, dates: DateRule | None = None) -> Rewritten:
        """`text` with every certain finding replaced, and the distinct strings that still need a decision."""
        return rewrite(text, self.find(text, dates))

    def date_classes(self, text: str, found: Sequence[Finding], dates: DateRule) -> dict[int, DateClass]:
        """What each date found in `text` is of, by the place where it starts."""
        return date_classes(text, found, dates.process_days, self._deaths)

    def _find(self, text: str, offset: int) -> list[Finding]:
        folded = fold_text(text)
        claims = Claims(len(folded.text))
        tokens = self._claim(folded, claims)
        spans = _separate(self._decided(tokens, link(tokens, claims.ordered())), folded)
        return [self._finding(text, folded, span, offset) for span in spans]

    def _claim(self, folded: Folded, claims: Claims) -> Tokens:
        text, known = folded.text, self._register.identifiers
        for span in (*find_registered(text, known), *find_registered_days(text, known)):
            claims.take(span)
        for source in (find_online(text), find_dates(text), find_identifiers(text), find_codes(text)):
            for span in source:
                claims.take(self._owned(text, span))
        tokens = Tokens(text, folded.accents)
        terms = term_atoms(tokens, self._lists)
        self._places.read(tokens, claims)
        for span in find_places(text, self._lists):
            if not self._people.is_person(tokens, span.start, span.end) and not _is_term(tokens, terms, span):
                self._surround(claims, span)
        self._people.read(tokens, claims, terms)
        self._strangers.read(tokens, claims, terms)
        self._initials.read(tokens, claims, terms)
        self._net(tokens, claims, terms)
        return tokens

    def _net(self, tokens: Tokens, claims: Claims, terms: list[bool]) -> None:
        """Whatever the gate would stop at later is found now: replaced if sure, else asked about."""
        met: dict[tuple[int, int], list[Form]] = defaultdict(list)
        for start, end, form in forms_in(self._register, tokens, terms=terms):
            if claims.free(start, end) or _frees_halves(claims, start, end, form):
                met[_whole_word(tokens.text, start, end, claims)].append(form)
        for (start, end), forms in sorted(met.items(), key=lambda m: (m[0][0], -m[0][1])):
            owners = {f.entity for f in forms}
            owner = owners.pop() if len(owners) == 1 else None
            kind = "place" if owner and owner not in self._people_ids else "person"
            span = Span(start, end, kind, _WHY_NET, owner, None if owner else NEUTRAL[kind])
            doubtful = all(f.capital for f in forms)
            claims.take(span._replace(certainty=Certainty.REVIEW if doubtful else Certainty.REPLACE))

    def _owned(self, text: str, span: Span) -> Span:
        if span.kind != "postcode":
            return span
        owner = self._places.postcode_owner(text[span.start : span.end])
        return (
            span._replace(kind="place", entity=owner, why="The postcode of a registered place.")
            if owner
            else span
        )

    @staticmethod
    def _surround(claims: Claims, span: Span) -> None:
        """A shape that contains a registered place is that place; else it stands where nothing was
        claimed.
        """
        inside = [s for s in claims.spans if s.start < span.end and s.end > span.start]
        known = [s for s in inside if s.kind == "place" and s.entity and s.start >= span.start]
        if not inside:
            claims.take(span)
        elif known and all(s in known or (s.start >= span.start and s.end <= span.end) for s in inside):
            for s in inside:
                claims.release(s)
            claims.take(
                known[0]._replace(
                    start=min(span.start, known[0].start), end=max(span.end, *(s.end for s in inside))
                )
            )

    def _decided(self, tokens: Tokens, spans: list[Span]) -> list[Span]:
        if self._doubtful:
            spans = [self._doubted(tokens.text, span) for span in spans]
        return [self._obey(tokens.text, span) for span in spans]

    def _doubted(self, text: str, span: Span) -> Span:
        if span.entity is None or span.certainty is not Certainty.REPLACE:
            return span
        if fold_key(text[span.start : span.end]) not in self._doubtful:
            return span
        return span._replace(certainty=Certainty.REVIEW, why=_WHY_DOUBTFUL)

    def _obey(self, text: str, span: Span) -> Span:
        words = text[span.start : span.end]
        decision = self._decisions.on(words)
        if decision is None:
            return span
        if decision.choice is Choice.KEEP:
            # A kept word never sets a person free; where it may be none, that is said sentence by sentence.
            held = self._is_registered(words, span)
            return span if held else span._replace(certainty=Certainty.KEEP, why="Decided: stays.")
        if decision.choice is Choice.REGISTER:
            kind = "person" if decision.entity in self._people_ids else "place"
            return span._replace(
                entity=decision.entity, kind=kind, label=None, certainty=Certainty.REPLACE, why="Decided."
            )
        return span._replace(
            label=decision.replacement, entity=None, certainty=Certainty.REPLACE, why="Decided."
        )

    def _obey_here(self, text: str, finding: Finding) -> Finding:
        """A doubtful form of the register, as it was decided for this sentence."""
        doubtful = finding.certainty is Certainty.REVIEW and finding.is_registered
        decision = self._decisions.at(text, finding.start, finding.end) if doubtful else None
        if decision is None:
            return finding
        if decision.choice is Choice.KEEP:
            return replace(finding, certainty=Certainty.KEEP, why="Decided: stays in this sentence.")
        label = self._labels.get(decision.entity) or decision.replacement or finding.label
        entity = decision.entity or None
        return replace(finding, entity=entity, label=label, certainty=Certainty.REPLACE, why="Decided.")

    def _obey_loose(self, finding: Finding) -> Finding:
        """A month, year or age that somebody decided on by its words."""
        loose = finding.kind == "age" or (finding.kind == "date" and finding.why == WHY_LOOSE)
        decision = self._decisions.on(finding.text) if loose else None
        if decision is None:
            return finding
        if decision.choice is Choice.KEEP:
            return replace(finding, certainty=Certainty.KEEP, why="Decided: stays.")
        return replace(finding, label=decision.replacement or finding.label, why="Decided.")

    def is_registered(self, words: str) -> bool:
        """Whether the words are, or hold, a form of the register. What was taken off it is one no more."""
        key = fold_key(words)
        return key not in self._doubtful and (key in self._forms or bool(search(self._register, words)))

    def _is_registered(self, words: str, span: Span) -> bool:
        owned = span.entity is not None or span.kind in ("person", "family")
        return (owned and fold_key(words) not in self._doubtful) or self.is_registered(words)

    def _finding(self, text: str, folded: Folded, span: Span, offset: int) -> Finding:
        start, end = folded.original(span.start, span.end)
        return Finding(
            start + offset,
            end + offset,
            text[start:end],
            span.entity,
            self._label(span),
            span.kind,
            span.certainty,
            span.why,
            span.certainty is not Certainty.REPLACE and self._is_registered(text[start:end], span),
        )

    def _label(self, span: Span) -> str | None:
        """None for a date: what it becomes depends on the dates before it."""
        if span.label is not None:
            return span.label
        if span.entity is not None and span.entity in self._labels:
            return self._labels[span.entity]
        if span.kind in DATED:
            return None
        small = span.kind.lower()
        kind = SAME_KIND.get(small) or (small if small in NEUTRAL else span.kind)
        return NEUTRAL.get(kind, f"[{_inside_sentence(kind)} removed]")


def _inside_sentence(kind: str) -> str:
    """ "Crime reference" -> "crime reference"; "NHS number" and "Home Office reference" stay."""
    first, _, rest = kind.partition(" ")
    return kind if first[1:2].isupper() or rest[:1].isupper() else kind[:1].lower() + kind[1:]


def _is_term(tokens: Tokens, terms: list[bool], span: Span) -> bool:
    """Whether a named place is a term of the field: "Anna Freud Centre"."""
    at = bisect_left(tokens.starts, span.start)
    return at < len(tokens) and terms[at]


def _frees_halves(claims: Claims, start: int, end: int, form: Form) -> bool:
    """Give back claims on mere parts of one longer name: "elia" in "Am.elia"."""
    if claims.full(start, end):
        return False
    inside = [s for s in claims.spans if s.start < end and s.end > start]
    halves = all(start <= s.start and s.end <= end and s.kind in ("person", "stranger") for s in inside)
    if form.capital or not halves or any(s.entity not in (None, form.entity) for s in inside):
        return False
    for span in inside:
        claims.release(span)
    return True


def _whole_word(text: str, start: int, end: int, claims: Claims) -> tuple[int, int]:
    """A name inside a joined word goes with the whole word, so that no half of it is left."""
    first, last = start, end
    while first and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return (first, last) if claims.free(first, last) else (start, end)


def _separate(spans: list[Span], folded: Folded) -> list[Span]:
    """One original letter may fold to several: spans that meet inside it are cut so that none overlap."""
    if folded.starts is None:
        return spans
    kept: list[Span] = []
    last = 0
    for span in spans:
        start, end = folded.original(span.start, span.end)
        if start >= last:
            kept.append(span)
            last = end
        elif end > last and kept:
            kept[-1] = kept[-1]._replace(end=span.end, entity=None, label=None)
            last = end
    return kept


def pieces(text: str, size: int = 50_000) -> Iterator[tuple[int, int]]:
    """Cut a long text at line ends, or at spaces, or anywhere, so that memory and cost stay even."""
    start = 0
    while len(text) - start > size:
        stop = start + size
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, start + size // 2, stop)
            if at >= 0:
                stop = at + len(mark)
                break
        yield start, stop
        start = stop
    yield start, len(text)
