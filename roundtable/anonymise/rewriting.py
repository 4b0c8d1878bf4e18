"""The text with its labels in place: titles gone, possessives kept, articles and doubled words mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roundtable.anonymise.date_rules import birth_in_sentence, in_sentence
from roundtable.anonymise.findings import Certainty, Finding, Question, Replacement, Rewritten
from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.sentences import sentence_around
from roundtable.anonymise.vocabulary import vocabulary

_SENTENCE_START = re.compile(r"(?:\A|[.?!][\"'”’)]?\s+|\n\s*(?:[-•*]\s*)?)\Z")
_OF_SOMEBODY = re.compile(r"([A-Za-z][\w -]*?)(?: \d+)? of ([a-z]\w*) of Child\b")
_STREETS = vocabulary("places.streets") | frozenset(("rd", "ln", "ave", "st", "cl", "dr"))
_NUMBER = re.compile(r" \d+\Z")
_NUMBER_BEFORE = re.compile(
    r"\b(?:(?:house|flat|no\.?|number)\s)?\d{1,4}[a-z]?(?:,? |\sof\s|\sin\s)\Z", re.IGNORECASE
)
_NUMBER_AFTER = re.compile(r",? (?:no\.? |number )?\d{1,4}[a-z]?(?=[.,;)\n]|\Z)", re.IGNORECASE)
_CALLED = {"mother": ("mother", "mum", "mam", "mom"), "father": ("father", "dad")}
_DETERMINER = re.compile(
    r"\b(?:the|a|an|his|her|their|our|my|your|this|that|young|little|old|baby)\s\Z", re.IGNORECASE
)


def rewrite(text: str, findings: Sequence[Finding]) -> Rewritten:
    """Replace the certain findings of `text`. `findings` in order and not overlapping."""
    pieces: list[str] = []
    replaced: list[Replacement] = []
    at = 0
    for finding in findings:
        if finding.certainty is not Certainty.REPLACE or finding.label is None:
            continue
        label = finding.label
        if _is_said_again(text, at, finding, replaced):  # "PC Marsh (2217)" is one officer, once
            start, end, label = at, finding.end + (text[at : at + 2] == " ("), ""
        else:
            start, end = _reach(text, at, finding, label)
        if finding.kind == "date":
            start, label = in_sentence(text, at, start, label)
        elif finding.kind == "birth":
            start, label = birth_in_sentence(text, at, start, label)
        before = text[at:start]
        label = _fitted(before if before else (pieces[-1] if pieces else ""), label)
        pieces += (before, label)
        replaced.append(
            Replacement(
                start, end, text[start:end], label, finding.kind, finding.entity, finding.why, finding.text
            )
        )
        at = end
    pieces.append(text[at:])
    kept = tuple(f for f in findings if f.certainty is Certainty.KEEP)
    return Rewritten("".join(pieces), tuple(replaced), _questions(text, findings), kept)


def _is_said_again(text: str, at: int, finding: Finding, replaced: Sequence[Replacement]) -> bool:
    """Whether the finding stands in brackets or between commas right behind another mention of the same:
    "Orchid and Pearl, the nail bar on Fuller Street, ..."."""
    same = bool(replaced) and replaced[-1].entity == finding.entity and replaced[-1].end == at
    between, after = text[at : finding.start], text[finding.end :][:1]
    again = (between == " (" and after == ")") or (
        between == ", " and after in ("", ",", ".", ";", ")", "\n")
    )
    return same and again and finding.entity is not None


def _reach(text: str, at: int, finding: Finding, label: str) -> tuple[int, int]:
    """The span that the label stands for: with a role said twice, as in "her mother, Donna, left"."""
    role = _NUMBER.sub("", label.partition(" of ")[0])
    said = "|".join(re.escape(words) for words in (*_said_of(label), role))
    before = re.search(rf"\b(?:(?:the|an?) )?(?:{said})(, | \()\Z", text[at : finding.start], re.IGNORECASE)
    after = text[finding.end : finding.end + 1]
    ends = (")",) if before and before[1] == " (" else ("", ",", ".", ";", ")", "\n")
    if before is None or not role or after not in ends:
        start = finding.start - _doubled(text[at : finding.start], finding)
        return _with_house_number(text, at, finding, start)
    # "the social worker, Priya," is "Social worker 2"; a sole one is "the Interpreter".
    start = before.start() if label != role else before.start(1) - len(role)
    return at + start, finding.end + (before[1] == " (" or after == ",")


def _with_house_number(text: str, at: int, finding: Finding, start: int) -> tuple[int, int]:
    """The span with a house number beside a street: "12 of Mill Lane", "Mill Lane 12"."""
    words = finding.text.lower().split()
    if finding.kind not in ("address", "place") or not words or words[-1].strip(".,") not in _STREETS:
        return start, finding.end
    before = _NUMBER_BEFORE.search(text, max(at, start - 24), start)
    after = _NUMBER_AFTER.match(text, finding.end)
    return (before.start() if before else start), (after.end() if after else finding.end)


def _said_of(label: str) -> tuple[str, ...]:
    """How a text says the role of "Partner of mother of Child B": "mother's partner", "mum's partner"."""
    found = _OF_SOMEBODY.match(label)
    if not found:
        return ()
    role = found[1].lower()
    return tuple(f"{who}{s} {role}" for who in _CALLED.get(found[2], (found[2],)) for s in ("'s", "’s"))


def _doubled(between: str, finding: Finding) -> int:
    """How many letters of the text before go too: "mother Donna" -> "Mother", "social worker Priya"
    likewise; "on the 12th" -> "on [date removed]".
    """
    words = (finding.label or "").lower().split()
    for whose in _said_of(finding.label or ""):
        if re.search(rf"(?<!\w){whose} \Z", between, re.IGNORECASE):
            return len(whose) + 1
    if finding.kind == "date" and words[0].startswith("[") and between.endswith(" the "):
        return len("the ")
    for count in range(min(3, len(words)), 0, -1):
        role = " ".join(words[:count]) + " "
        if between.lower().endswith(role) and not between[: -len(role)][-1:].isalnum():
            return len(role)
    role = _NUMBER.sub("", (finding.label or "").lower().partition(" of ")[0])
    short = "".join(word[0] for word in role.split()).upper()  # "HV Jo Tildesley" is "Health Visitor 2"
    if (
        len(short) > 1
        and short.isalpha()
        and finding.kind == "person"
        and re.search(rf"(?<!\w){short} \Z", between)
    ):
        return len(short) + 1
    last = f" {role.rpartition(' ')[2]} "  # "aunt Fatima" is "Maternal aunt", not "aunt Maternal aunt"
    return len(last) - 1 if " " in role and f" {between.lower()}".endswith(last) else 0


def _fitted(before: str, label: str) -> str:
    """A label that begins small fits its sentence: "A family member said", "the family member's file"."""
    if not label[:1].islower():
        return label
    if label.startswith(("a ", "the ")) and _DETERMINER.search(before):
        return label.partition(" ")[2]
    return label[0].upper() + label[1:] if _SENTENCE_START.search(before) else label


def _questions(text: str, findings: Sequence[Finding]) -> tuple[Question, ...]:
    grouped: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in findings:
        if finding.certainty is Certainty.REVIEW:
            here = sentence_around(text, finding.start, finding.end) if finding.is_registered else ("", 0)
            grouped.setdefault((fold_key(finding.text), *here), []).append(finding)
    return tuple(
        Question(f[0].text, f[0].kind, len(f), _context(text, f[0]), f[0].label or "", f[0].why, sentence, at)
        for (_key, sentence, at), f in grouped.items()
    )


def _context(text: str, finding: Finding) -> str:
    """The line around a finding, at most 60 letters each way."""
    start = max(text.rfind("\n", 0, finding.start) + 1, finding.start - 60)
    stop = text.find("\n", finding.end)
    stop = min(len(text) if stop < 0 else stop, finding.end + 60)
    return text[start:stop].strip()
