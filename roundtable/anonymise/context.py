"""Names that are ordinary words ("Grace", "Will", "May"): what the words around them say."""

from __future__ import annotations

from enum import Enum

from roundtable.anonymise.tokens import Capital, Tokens, is_title


class Reading(Enum):
    """How a word that is also a name is meant here."""

    NAME = "name"
    WORD = "word"
    OPEN = "open"


_BE_HAVE = frozenset(["is", "was", "has", "had", "does", "did", "isn", "wasn", "hasn", "hadn", "doesn", "didn"])
_SAY = frozenset(
    ["said", "says", "told", "tells", "asked", "asks", "replied", "replies", "stated", "states", "reported", "reports", "disclosed", "discloses", "denied", "denies", "admitted", "admits", "rang", "rings", "phoned", "phones", "texted", "texts", "emailed", "emails", "wrote", "writes", "explained", "explains", "agreed", "agrees", "confirmed", "confirms", "insisted", "claimed", "claims", "whispered", "shouted", "cried", "cries", "smiled", "smiles", "laughed", "laughs", "stayed", "stays", "lives", "lived", "sleeps", "slept", "eats", "ate", "plays", "played", "attends", "attended", "presents", "presented", "sees", "saw", "knows", "knew", "thinks", "thought", "feels", "felt", "wants", "wanted", "likes", "liked", "loves", "loved", "hates", "hated", "went", "goes", "came", "comes", "took", "takes", "gave", "gives", "spoke", "speaks", "heard", "hears", "brought", "brings", "left", "leaves", "moved", "moves", "arrived", "arrives", "returned", "returns", "visited", "visits", "collected", "collects", "refused", "refuses", "started", "starts", "stopped", "stops", "became", "becomes", "seemed", "seems", "appeared", "appears", "looked", "looks", "needs", "needed", "tried", "tries", "kept", "keeps", "held", "holds", "met", "meets", "got", "gets", "made", "makes", "ran", "runs", "sat", "sits", "stood", "stands", "disengaged", "engaged", "engages", "self", "weighed", "weighs", "signed", "signs", "chaired", "chairs", "missed", "misses", "used", "uses", "hit", "hits", "slapped", "punched", "pushed", "kissed", "cuddled", "hugged", "clung", "screamed", "screams", "slammed", "threatened", "threatens", "bit", "bites", "chose", "chooses", "struggled", "struggles", "misses", "worried", "worries", "suggested", "suggests", "raised", "raises", "shared", "shares", "offered", "offers", "noted", "notes", "felt", "described", "describes"]
)
_NAME_BEFORE = frozenset(
    ["told", "asked", "called", "named", "contacted", "phoned", "rang", "texted", "saw", "met", "visited", "arrested", "collected", "escorted", "invited", "joined", "hugged", "kissed", "hit", "slapped", "blamed", "interviewed", "and", "with", "by", "for", "from", "to", "mum", "dad", "baby", "little", "child", "sibling", "brother", "sister", "son", "daughter", "friend", "boyfriend", "girlfriend", "partner", "cousin", "worker", "teacher", "nurse", "officer", "son", "dear", "hi", "hello", "hey", "poor", "lovely", "young", "about", "between", "seeing", "saying", "that", "because", "when", "if", "while", "whether", "where", "who", "but", "so", "than", "like"]
)
# Before a lower-case word only these make it a name; "with grace", "by dawn" are words.
_LOWER_BEFORE = frozenset(
    ["told", "asked", "called", "named", "phoned", "texted", "interviewed", "dear", "hi", "hello", "hey", "mum", "dad", "baby", "called"]
)
_MODAL_AFTER = frozenset(
    ["you", "we", "they", "he", "she", "it", "i", "the", "this", "that", "these", "those", "there", "be", "not", "never", "also", "have", "any", "anyone", "his", "her", "their", "our", "my", "your", "someone", "everyone", "staff", "mum", "dad", "need", "require", "ask", "continue", "do", "make", "take", "see", "give", "go", "get", "help", "send", "arrange", "review", "contact"]
)
_WORD_AFTER = frozenset(
    ["of", "for", "that", "period", "sheet", "in", "to", "at", "on", "a", "an", "the", "this", "these", "those", "than", "or", "scheme", "plan", "chains", "fields", "bush", "bushes", "tree", "trees", "term", "time", "light", "day", "days", "lane", "holiday", "holidays", "break", "fair", "fete", "from", "into", "green", "yellow", "red", "blue", "expressed"]
)
_MONTH_BEFORE = frozenset(
    ["in", "since", "from", "until", "till", "by", "during", "last", "next", "early", "late", "mid", "of", "this", "every", "each", "before", "after", "between", "throughout", "around", "approximately", "approx", "end", "start", "beginning"]
)
_MONTHS = frozenset(["may", "april", "june", "august", "march", "september"])
_MODALS = frozenset(("will", "may"))


def read_word(tokens: Tokens, i: int, j: int) -> Reading:
    """Whether atoms i..j-1, an ordinary word in the register, are meant as a name. Evidence, in order of weight."""
    before = tokens.lowers[i - 1] if i and _near(tokens.gaps[i]) else ""
    after = tokens.lowers[j] if j < len(tokens) and _near(tokens.gaps[j]) else ""
    if before and (is_title(before) or before in ("called", "named")):
        return Reading.NAME
    if tokens.gaps[j][:2].lower() == "'s" and tokens.capitals[i] is not Capital.LOWER:
        return Reading.NAME
    word = tokens.lowers[i]
    if word in _MONTHS and _is_month(tokens, i, j, before, after):
        return Reading.WORD
    capital = tokens.capitals[i]
    if capital is Capital.MID:
        return Reading.NAME
    if capital is Capital.LOWER:
        return _read_lower(tokens, i, before, after)
    if capital is Capital.SHOUT:
        return _read_start(tokens, i, j, after, word) if before not in _NAME_BEFORE else Reading.NAME
    return _read_start(tokens, i, j, after, word)


def _near(gap: str) -> bool:
    return gap.strip(" \t") in ("", "-") or gap.lower().startswith("'s ")


def _is_month(tokens: Tokens, i: int, j: int, before: str, after: str) -> bool:
    if tokens.capitals[i] is Capital.LOWER:
        return False
    return (
        before in _MONTH_BEFORE or before.isdigit() or (after[:1].isdigit() and tokens.gaps[j] in (" ", " '"))
    )


def _read_lower(tokens: Tokens, i: int, before: str, after: str) -> Reading:
    word = tokens.lowers[i]
    if before in _LOWER_BEFORE:
        return Reading.NAME
    opens = i == 0 or any(c in tokens.gaps[i] for c in "\n.?!:")
    if word in _MODALS and not (opens and after in _SAY | _BE_HAVE):
        return Reading.WORD
    if opens and (after in _BE_HAVE or after in _SAY):
        return Reading.NAME
    if (
        before in ("and", "with")
        and i >= 2
        and tokens.capitals[i - 2] is not Capital.LOWER
        and after in _SAY | _BE_HAVE
    ):
        return Reading.NAME
    return Reading.WORD


def _read_start(tokens: Tokens, i: int, j: int, after: str, word: str) -> Reading:
    gap = tokens.gaps[j]
    if word in _MODALS:
        if after in _BE_HAVE or after in _SAY:
            return Reading.NAME
        if after in _MODAL_AFTER or (
            after and tokens.capitals[j] is Capital.LOWER and after not in ("and", "with")
        ):
            return Reading.WORD
    if after in _WORD_AFTER:
        return Reading.WORD
    if (
        after in _BE_HAVE
        or after in _SAY
        or after in ("and", "always", "never", "then", "also", "would", "could", "who")
    ):
        return Reading.NAME
    if gap[:1] in (":", ",", "(", ")", ";") or gap[:2] in (" (", " -"):
        return Reading.NAME
    if after.endswith("ed") and len(after) > 4:
        return Reading.NAME
    if j < len(tokens) and tokens.capitals[j] is Capital.MID and gap == " ":
        return Reading.NAME
    return Reading.OPEN
