"""Take a text that is right, vary the mention the way hurried hands and machines do: it must still be found."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from roundtable.anonymise import Anonymiser, Certainty, Person, Register, assign_labels, fold_key
from roundtable.anonymise.wordlists import load_word_lists

# Names of communities the engine's author met nowhere else; none is an ordinary word.
GIVEN = [
    "Heledd", "Macsen", "Sadhbh", "Fionnuala", "Kavinaya", "Dharshan", "Morenikeji", "Ayomide", "Adaeze", "Tymoteusz", "Bożena",
    "Sławomir", "Ștefania", "Răzvan", "Qusay", "Hanadi", "Xinyi", "Guoqiang", "Çağan", "Tuğrul", "Tasnuva", "Khyati", "Mafalda",
    "Evgenia", "Rahwa", "Natnael", "Eilidh", "Ruaridh", "Kwabena", "Tallulah-Mae", "Mary-Beth", "N'Golo",
]  # fmt: skip
SURNAMES = [
    "Gruffydd", "Mhurchú", "McDonagh", "Warsame", "Sivapalan", "Olatunji-Bello", "Nwachukwu", "Wróblewska", "Drăgulescu",
    "Al-Khateeb", "Barzanji", "Ouyang", "Gökçeoğlu", "Choudhury", "da Conceição", "Papadimitriou", "Tesfamariam", "MacGillivray",
    "Boateng-Asare", "O'Flaherty", "van der Merwe", "Thistlethwaite",
]  # fmt: skip
FRAMES = [
    "We saw {} at home today.",
    "The worker told {} that the plan would end.",
    "{} was seen alone and said little.",
    "A call from {}'s school was not answered.",
    "Present: {}, the nurse and the teacher.",
    "He said \u201c{} is at home\u201d and left.",
]
TAILS = ["", " The plan was agreed.", "\nNext steps were set.", " 🙂 ok", " \u202eabc\u202c"]


def swap(text: str, at: int) -> str:
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def mutations(given_name: str, surname: str, draw: st.DrawFn) -> str:
    """One written form of the name."""
    kind = draw(
        st.sampled_from(
            [
                "full",
                "caps",
                "lower",
                "comma",
                "initial",
                "dotless",
                "plain",
                "spaced",
                "joined",
                "curly",
                "nbsp",
                "zero",
                "typo",
                "double",
                "drop",
                "lines",
            ]
        )
    )
    full = f"{given_name} {surname}"
    at = draw(st.integers(1, max(1, len(given_name) - 2)))
    forms = {
        "full": full,
        "caps": full.upper(),
        "lower": full.lower(),
        "comma": f"{surname}, {given_name}",
        "initial": f"{given_name[0]}. {surname}",
        "dotless": f"{given_name[0]} {surname}",
        "plain": " ".join(w.capitalize() for w in fold_key(full).split()),
        "spaced": full.replace("-", " "),
        "joined": full.replace("-", "").replace("'", ""),
        "curly": full.replace("'", "’").replace("-", "‑"),
        "nbsp": full.replace(" ", "\u00a0"),
        "zero": full[:3] + "\u200b" + full[3:],
        "typo": f"{swap(given_name, at)} {surname}" if len(given_name) > 4 else full,
        "double": f"{given_name[: at + 1]}{given_name[at:]} {surname}",
        "drop": f"{given_name} {surname[:3]}{surname[4:]}" if len(surname) > 6 else full,
        "lines": f"{given_name}\n{surname}",
    }
    return forms[kind]


@st.composite
def mentions(draw: st.DrawFn) -> tuple[Register, str, str]:
    given_name, surname = draw(st.sampled_from(GIVEN)), draw(st.sampled_from(SURNAMES))
    others = draw(st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(SURNAMES)), max_size=4))
    people = [Person("target", f"{given_name} {surname}", "Mother")]
    people += [
        Person(f"o{n}", f"{g} {s}", "Social Worker")
        for n, (g, s) in enumerate(others)
        if g != given_name and s != surname
    ]
    mention = mutations(given_name, surname, draw)
    return Register(tuple(people)), draw(st.sampled_from(FRAMES)).format(mention), mention


def covered(engine: Anonymiser, text: str, mention: str) -> bool:
    start = text.index(mention)
    masked = bytearray(len(text))
    for finding in engine.find(text):
        if finding.certainty is Certainty.REPLACE:
            masked[finding.start : finding.end] = b"\x01" * (finding.end - finding.start)
    return all(masked[start + m.start()] for m in re.finditer(r"\w", mention) if mention[m.start()].isalpha())


@settings(max_examples=60, deadline=None)
@given(case=mentions(), tail=st.sampled_from(TAILS))
def test_a_varied_mention_is_still_found(case: tuple[Register, str, str], tail: str) -> None:
    register, text, mention = case
    engine = Anonymiser(register, assign_labels(register, b"seed"))
    assert covered(engine, text + tail, mention), (text, mention)


@settings(max_examples=60, deadline=None)
@given(case=mentions(), tail=st.sampled_from(TAILS))
def test_no_folded_form_survives_the_rewriting(case: tuple[Register, str, str], tail: str) -> None:
    register, text, _ = case
    target = register.people[0]
    result = Anonymiser(register, {p.id: "Somebody" for p in register.people}).rewrite(text + tail)
    for atom in fold_key(target.name).split():
        if len(atom) > 3:
            assert atom not in fold_key(result.text).split(), result.text


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_offsets_are_right_on_any_text(text: str) -> None:
    register = Register((Person("a", "Bożena Wróblewska", "Mother"), Person("b", "Li Na", "Child", ("D",))))
    last = 0
    for finding in Anonymiser(register, {}).find(text):
        assert last <= finding.start < finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]
        last = finding.end


_ALPHABET = st.sampled_from(
    [
        "Li Na",
        "é",
        "e\u0301",
        "🙂",
        "👩‍👧",
        "\u202e",
        "\x00",
        "ß",
        "ﬁ",
        " ",
        ".",
        "\n",
        "Bożena",
        "李",
        "a",
        "12",
        "@",
        "'",
        "-",
    ]
)


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(_ALPHABET, max_size=40))
def test_offsets_are_right_between_marks_emoji_and_other_scripts(parts: list[str]) -> None:
    text = "".join(parts)
    register = Register((Person("a", "Bożena Wróblewska", "Mother"), Person("b", "Li Na", "Child")))
    found = Anonymiser(register, {}).find(text)
    assert all(f.text == text[f.start : f.end] for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    rewritten = Anonymiser(register, {"a": "Mother", "b": "Child A"}).rewrite(text)
    kept = rewritten.text
    for replacement in rewritten.replacements:
        assert replacement.original == text[replacement.start : replacement.end]
        assert replacement.label in kept


_COMMON = sorted(w for w in load_word_lists().common if len(w) > 3 and w not in load_word_lists().given)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(_COMMON), min_size=1, max_size=30))
def test_ordinary_words_come_back_unchanged(words: list[str]) -> None:
    text = " ".join(words).capitalize() + "."
    register = Register((Person("a", "Kwabena Tesfamariam", "Father"), Person("b", "Xinyi Ouyang", "Child")))
    assert Anonymiser(register, {}).rewrite(text).text == text
