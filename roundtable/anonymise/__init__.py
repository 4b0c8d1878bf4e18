"""Text and register in, decided text out: pure, deterministic, offline, usable on its own.

register = Register(people=(Person("c1", "Amelia Thornton", "Child"),))
labels = assign_labels(register, seed)
result = Anonymiser(register, labels).rewrite(text)
"""

from __future__ import annotations

from roundtable.anonymise.anonymiser import Anonymiser
from roundtable.anonymise.date_rules import DateRule
from roundtable.anonymise.decisions import Choice, Decision
from roundtable.anonymise.findings import Certainty, Finding, Question, Replacement, Rewritten
from roundtable.anonymise.folding import fold_key
from roundtable.anonymise.forms import Form, register_forms
from roundtable.anonymise.hints import Hint, plausible
from roundtable.anonymise.intruder import Clue, Combination, clues, combination, small_number, sole_titles
from roundtable.anonymise.labels import assign_labels, case_letters
from roundtable.anonymise.neutral import NEUTRAL
from roundtable.anonymise.register import Identifier, Person, Place, Register, RegisterProblem
from roundtable.anonymise.search import Hit, Where, search

__all__ = [
    "NEUTRAL",
    "Anonymiser",
    "Certainty",
    "Choice",
    "Clue",
    "Combination",
    "DateRule",
    "Decision",
    "Finding",
    "Form",
    "Hint",
    "Hit",
    "Identifier",
    "Person",
    "Place",
    "Question",
    "Register",
    "RegisterProblem",
    "Replacement",
    "Rewritten",
    "Where",
    "assign_labels",
    "case_letters",
    "clues",
    "combination",
    "fold_key",
    "plausible",
    "register_forms",
    "search",
    "small_number",
    "sole_titles",
]
