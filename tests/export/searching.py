"""A small register and the real search over it, as the application hands it to the gate."""

from __future__ import annotations

from roundtable import anonymise
from roundtable.anonymise import Person, Place, Register, Where
from roundtable.export.gate import Search

WORDS = "Chidera Okafor"
REGISTER = Register(
    people=(
        Person("child", WORDS, "Child", aliases=("Chidi",)),
        Person("mother", "Zuzanna Wiśniewska", "Mother"),
        Person("worker", "Mark Webb", "Social Worker"),
        Person("sister", "Grace Li", "Sibling"),
        Person("uncle", "Mo Ahmed", "Uncle"),
    ),
    places=(Place("school", "Brackenfield Primary School", "School"),),
)
_WHERE = {"text": Where.TEXT, "lines": Where.TEXT, "name": Where.NAME, "bytes": Where.RAW}


def search_for(register: Register) -> Search:
    """The gate's search over a register."""

    def search(text: str, context: str) -> tuple[tuple[str, str], ...]:
        return tuple((hit.form.entity, hit.text) for hit in anonymise.search(register, text, _WHERE[context]))

    return search


search = search_for(REGISTER)
