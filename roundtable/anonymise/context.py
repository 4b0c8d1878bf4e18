"""Names that are ordinary words ("Grace", "Will", "May"): what the words around them say."""

from __future__ import annotations

from enum import Enum

from roundtable.anonymise.tokens import Capital, Tokens, is_title
from roundtable.anonymise.told_of import tells_of_person
from roundtable.anonymise.vocabulary import vocabulary


class Reading(Enum):
    """How a word that is also a name is meant here."""

    NAME = "name"
    WORD = "word"
    OPEN = "open"


_BE_HAVE = vocabulary("context.be_have")
PERSON_VERBS = vocabulary("context.say") | _BE_HAVE
_ALSO_AFTER = vocabulary("context.also_after")
_BEFORE_LOUD = vocabulary("context.name_before")
_BEFORE_SMALL = vocabulary("context.lower_before")
_AFTER_MODAL = vocabulary("context.modal_after")
_AFTER_WORD = vocabulary("context.word_after")
_CASUAL_BEFORE = vocabulary("context.casual_before")
_KIN_BEFORE = vocabulary("context.kin_before")
_CONTACTED = vocabulary("context.contacted")
_CASUAL_AFTER = vocabulary("context.casual_after")
_STARTERS = vocabulary("context.starters")
_AFTER_OPEN = vocabulary("context.open_after")
_MONTH_BEFORE = vocabulary("context.month_before")
_PERHAPS_MONTH = vocabulary("context.perhaps_month_before")
FUNCTION_WORDS = vocabulary("context.function_words")
_PERSON_STATE = vocabulary("context.person_state")
_ABSTRACT = vocabulary("context.abstract")
_COMPOUNDS = vocabulary("context.compounds")
_DETERMINERS = vocabulary("context.determiners")
_BEFORE_PERSON = vocabulary("context.lower_before") | frozenset(("blamed", "hugged", "hit"))
_STATES = _BE_HAVE | frozenset(("would", "could", "should", "can", "cannot"))
_TASKS = vocabulary("context.tasks")
_OBJECTS = frozenset(("her", "his", "him", "them", "their", "it", "the", "a", "an", "my", "our", "up", "for"))
_CLAUSES = frozenset(("that", "as"))  # "Hope that he comes", "Mark as urgent"
_VERBAL = vocabulary("context.verbal_starters")
MONTHS = frozenset(("may", "april", "june", "august", "march", "summer", "autumn", "spring", "winter"))
_SMALL_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "pc"))
_CHANGES = vocabulary("context.changes")
_DEGREES = vocabulary("context.degrees")
_AMOUNTS = vocabulary("context.amounts")
_ADJECTIVES = frozenset(
    ("very", "so", "too", "more", "most", "no", "not", "be", "is", "are", "was", "were", "been")
)
_MODALS = frozenset(("will", "may"))


def read_word(tokens: Tokens, i: int, j: int, common: bool) -> Reading:
    """Whether atoms i..j-1, an ordinary word in the register, are meant as a name.

    `common`: the word is a frequent one, so that a capital at the start of a sentence proves nothing.
    """
    before = tokens.lowers[i - 1] if i and _adjoins(tokens.gaps[i]) else ""
    after = tokens.lowers[j] if j < len(tokens) and _touches(tokens.gaps[j]) else ""
    capital = tokens.capitals[i]
    if before in ("called", "named") or _is_titled(tokens, i, before) or tokens.is_accented(i):
        return Reading.NAME
    if _is_compound(tokens, j) or _is_change(tokens, j, tokens.lowers[i], after):
        return Reading.WORD
    if tokens.lowers[i] in FUNCTION_WORDS and tokens.lowers[i] not in _MODALS:
        return _read_function_word(tokens, i, j, before)
    if capital is Capital.LOWER:
        reading = _read_casual(tokens, i, before, after, common) or _read_small(tokens, i, before, after)
        return (
            Reading.OPEN
            if reading is Reading.WORD and _is_untold(tokens, i, before, after, common)
            else reading
        )
    if tokens.gaps[j][:2].lower() == "'s":
        return Reading.NAME
    month = _read_month(tokens, j, before, after) if tokens.lowers[i] in MONTHS else Reading.NAME
    if month is not Reading.NAME:
        return month
    if capital is Capital.MID or (capital is Capital.SHOUT and before in _BEFORE_LOUD):
        return Reading.NAME
    return _read_start(tokens, i, j, after, common)


def _is_titled(tokens: Tokens, i: int, before: str) -> bool:
    """Whether a title stands before atom i; written small both, "her sister will" holds none."""
    if not is_title(before):
        return False
    small = tokens.words[i - 1][0].islower() and tokens.capitals[i] is Capital.LOWER
    return not small or before in _SMALL_TITLES


def speaks_of_person(tokens: Tokens, i: int) -> bool:
    """Whether the words around atom i, one ordinary word with a capital, leave nobody but a person.

    A title before it; else a capital inside a sentence, outside any phrase of capitals ("Early Help"),
    without an article ("the Board's"), and somebody who is told something, owns or does something.
    """
    before = tokens.lowers[i - 1] if i and _adjoins(tokens.gaps[i]) else ""
    after = tokens.lowers[i + 1] if i + 1 < len(tokens) and _adjoins(tokens.gaps[i + 1]) else ""
    if before and is_title(before):
        return True
    capital_after = after and tokens.words[i + 1][0].isupper()
    if (
        tokens.capitals[i] is not Capital.MID
        or not before
        or tokens.words[i - 1][0].isupper()
        or capital_after
    ):
        return False
    if before in _DETERMINERS or tokens.gaps[i + 1][:1] == ":":
        return False
    return before in _BEFORE_PERSON or after in PERSON_VERBS or tokens.gaps[i + 1][:2].lower() == "'s"


def _read_function_word(tokens: Tokens, i: int, j: int, before: str) -> Reading:
    """ "An" and "So" are names with a capital inside a sentence; at its start, and in headings, words."""
    if tokens.capitals[i] is Capital.MID and not tokens.words[i].isupper():
        opens_phrase = before and tokens.words[i - 1][0].isupper() and tokens.gaps[i] == " "
        return Reading.OPEN if opens_phrase else Reading.NAME
    own = tokens.gaps[j][:2].lower() == "'s" and tokens.capitals[i] is Capital.START
    return Reading.OPEN if own else Reading.WORD


def _is_compound(tokens: Tokens, j: int) -> bool:
    """Whether a word written small is joined by a hyphen: "Faith-based", "Mark-up"."""
    return j < len(tokens) and tokens.gaps[j] == "-" and tokens.lowers[j] in _COMPOUNDS


def _touches(gap: str) -> bool:
    return _adjoins(gap) or gap.lower().startswith("'s ")


def _adjoins(gap: str) -> bool:
    """Nothing but space or one hyphen between; a dash with spaces separates."""
    return gap == "-" or not gap.strip(" \t")


def _read_month(tokens: Tokens, j: int, before: str, after: str) -> Reading:
    """ "in May" is a month, "by May" may be either, "told May" is a name."""
    if before in _MONTH_BEFORE or before.isdigit():
        return Reading.WORD
    if after[:1].isdigit() and tokens.gaps[j] in (" ", " '"):
        return Reading.WORD
    return Reading.OPEN if before in _PERHAPS_MONTH and after not in PERSON_VERBS else Reading.NAME


def _read_casual(tokens: Tokens, i: int, before: str, after: str, common: bool) -> Reading | None:
    """In hurried writing nobody gets a capital: a word that stands where a person stands may be one."""
    if tokens.lowers[i] in _MODALS or after in _AFTER_WORD:
        return None
    if tokens.casual[i] and before in _KIN_BEFORE and after not in PERSON_VERBS:
        return Reading.NAME
    if before in _CASUAL_BEFORE and (not common or (tokens.casual[i] and after in _CASUAL_AFTER)):
        return Reading.NAME
    opens = not before or any(c in tokens.gaps[i] for c in "\n.?!:")
    if tokens.casual[i] and before in _CONTACTED:
        return Reading.NAME
    if tokens.casual[i] and opens and after in _CASUAL_AFTER and tokens.lowers[i] not in _STARTERS:
        return Reading.NAME
    if tokens.casual[i] and (before in _CASUAL_BEFORE or after in _CASUAL_AFTER):
        return Reading.OPEN
    return None


def _is_untold(tokens: Tokens, i: int, before: str, after: str, common: bool) -> bool:
    """Whether nothing in a hurried line tells what a word is: an article would make it a thing."""
    lower = tokens.lowers[i]
    if not tokens.casual[i] or lower in _MODALS or lower in _STARTERS or after in _AFTER_WORD:
        return False
    return before not in _DETERMINERS and not (common and before in _ADJECTIVES)


def _read_small(tokens: Tokens, i: int, before: str, after: str) -> Reading:
    """Written small it is a word, unless somebody is told something or does something."""
    if before in _BEFORE_SMALL:
        return Reading.NAME
    opens = i == 0 or any(c in tokens.gaps[i] for c in "\n.?!:")
    if opens and after in PERSON_VERBS:
        return Reading.NAME
    listed = before in ("and", "with") and i >= 2 and tokens.capitals[i - 2] is not Capital.LOWER
    if listed and after in PERSON_VERBS and tokens.lowers[i] not in _MODALS:
        return Reading.NAME
    return Reading.WORD


def _read_start(tokens: Tokens, i: int, j: int, after: str, common: bool) -> Reading:
    """At the start of a sentence the capital proves nothing: what follows decides."""
    lower, gap = tokens.lowers[i], tokens.gaps[j]
    following = tokens.lowers[j + 1] if j + 1 < len(tokens) else ""
    told = tells_of_person(tokens, i, j)
    if lower in _ABSTRACT and after in _STATES and not told:
        return Reading.NAME if following in _PERSON_STATE and after in _BE_HAVE else Reading.OPEN
    if told or after in PERSON_VERBS:
        return Reading.NAME
    loud = tokens.capitals[i] is Capital.SHOUT
    if lower in _MODALS and asks(tokens, i, j):
        return Reading.WORD
    if lower in _MODALS and after and (loud or after in _AFTER_MODAL or _is_small(tokens, j)):
        return Reading.WORD
    if after in _AFTER_WORD or (lower in _VERBAL and after in _OBJECTS | _CLAUSES):
        return Reading.WORD
    if after in _AFTER_OPEN and lower in _STARTERS:
        task = after == "to" and following in _TASKS and lower not in _VERBAL
        return Reading.NAME if task else Reading.OPEN
    if _is_followed_as_name(tokens, j, after, gap):
        return Reading.NAME
    # Nouns seldom open a sentence without an article: what does stand there alone is rather a name,
    # except for verbs and the nouns that take no article ("Hope", "Summer").
    return Reading.OPEN if common and lower in _STARTERS else Reading.NAME


def _is_change(tokens: Tokens, j: int, lower: str, after: str) -> bool:
    """ "Rose to 14 per cent", "Rose sharply": a verb of change without its subject."""
    if lower not in _CHANGES or tokens.gaps[j] != " ":
        return False
    following = tokens.lowers[j + 1] if j + 1 < len(tokens) else ""
    measured = following[:1].isdigit() or following in _AMOUNTS
    return after in _DEGREES or (after in ("to", "by", "from") and measured)


def asks(tokens: Tokens, i: int, j: int) -> bool:
    """ "Will Paul go?": a question, with somebody else named right behind."""
    if j >= len(tokens) or tokens.gaps[j] != " " or tokens.capitals[j] is not Capital.MID:
        return False
    end = next(
        (k for k in range(j + 1, min(len(tokens), j + 20) + 1) if set(tokens.gaps[k]) & set(".?!\n")), i
    )
    return end > i and "?" in tokens.gaps[end]


def _is_followed_as_name(tokens: Tokens, j: int, after: str, gap: str) -> bool:
    if after in _AFTER_OPEN or after in _ALSO_AFTER or (after.endswith("ed") and len(after) > 4):
        return True
    if gap[:1] in (":", ",", "(", ")", ";") or gap[:2] in (" (", " -"):
        return True
    return j < len(tokens) and gap == " " and tokens.capitals[j] is Capital.MID


def leads_words(tokens: Tokens, j: int) -> bool:
    """Whether atom j goes on with what a noun phrase holds, not with what a person does."""
    after = tokens.lowers[j]
    acts = after in PERSON_VERBS or after in _AFTER_OPEN or after in _AFTER_MODAL
    return tokens.words[j].islower() and not acts and not _is_followed_as_name(tokens, j, after, " ")


def _is_small(tokens: Tokens, j: int) -> bool:
    return tokens.capitals[j] is Capital.LOWER and tokens.lowers[j] not in ("and", "with", "who")
