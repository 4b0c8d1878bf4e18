"""Cases of our own in the scorer's format: other communities, other kinds of text, mutated mentions.

    python tests/benchmarks/anonymisation_cases.py OUT [SEED] [LENGTH]

Everybody is invented. A template line holds slots `{who:form}`; the form is made from the name by rule, so that
the gold spans are right by construction. The names below stand in none of the shipped practice cases.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# (family surname for a female, for a male, children, mother, father, other surname)
COMMUNITIES: dict[str, dict[str, Any]] = {
    "welsh": {
        "sur": "ap Gruffydd",
        "c1": "Heledd Mair",
        "c2": "Macsen",
        "m": "Lowri",
        "f": "Rhodri",
        "pet": "Hel",
    },
    "irish": {
        "sur": "Ní Mhurchú",
        "c1": "Sadhbh",
        "c2": "Fionnuala",
        "m": "Gráinne",
        "f": "Cathal",
        "pet": "Sive",
    },
    "traveller": {
        "sur": "McDonagh",
        "c1": "Bridie Ann",
        "c2": "Myles",
        "m": "Nan-Marie",
        "f": "Martin",
        "pet": "Bridge",
    },
    "somali": {
        "sur": "Warsame",
        "c1": "Ifrah",
        "c2": "Liban",
        "m": "Hodan",
        "f": "Abdirashid",
        "pet": "Iffy",
    },
    "tamil": {
        "sur": "Sivapalan",
        "c1": "Kavinaya",
        "c2": "Dharshan",
        "m": "Thulasi",
        "f": "Ramanathan",
        "pet": "Kavi",
    },
    "yoruba": {
        "sur": "Olatunji-Bello",
        "c1": "Morenikeji",
        "c2": "Ayomide",
        "m": "Folasade",
        "f": "Gbenga",
        "pet": "Keji",
    },
    "igbo": {
        "sur": "Nwachukwu",
        "c1": "Adaeze",
        "c2": "Kenechukwu",
        "m": "Uzoamaka",
        "f": "Ikenna",
        "pet": "Ada",
    },
    "polish": {
        "sur": "Wróblewska",
        "c1": "Maja",
        "c2": "Tymoteusz",
        "m": "Bożena",
        "f": "Sławomir",
        "pet": "Majka",
    },
    "romanian": {
        "sur": "Drăgulescu",
        "c1": "Ștefania",
        "c2": "Răzvan",
        "m": "Crina",
        "f": "Costel",
        "pet": "Fani",
    },
    "arabic": {
        "sur": "Al-Khateeb",
        "c1": "Shahd",
        "c2": "Qusay",
        "m": "Hanadi",
        "f": "Mu'ath",
        "pet": "Shoosh",
    },
    "kurdish": {"sur": "Barzanji", "c1": "Rojin", "c2": "Azad", "m": "Nazdar", "f": "Hemin", "pet": "Roj"},
    "chinese": {
        "sur": "Ouyang",
        "c1": "Xinyi",
        "c2": "Haoran",
        "m": "Meiling",
        "f": "Guoqiang",
        "pet": "Xin",
    },
    "vietnamese": {
        "sur": "Phạm",
        "c1": "Bảo Châu",
        "c2": "Quốc Huy",
        "m": "Thanh Hằng",
        "f": "Đức Thắng",
        "pet": "Chau",
    },
    "turkish": {"sur": "Gökçeoğlu", "c1": "İpek", "c2": "Çağan", "m": "Şule", "f": "Tuğrul", "pet": "Ipo"},
    "bengali": {
        "sur": "Choudhury",
        "c1": "Tasnuva",
        "c2": "Raiyan",
        "m": "Shirin",
        "f": "Mizanur",
        "pet": "Tasu",
    },
    "gujarati": {"sur": "Chauhan", "c1": "Khyati", "c2": "Yash", "m": "Hetal", "f": "Jignesh", "pet": "Khy"},
    "portuguese": {
        "sur": "da Conceição",
        "c1": "Mafalda",
        "c2": "Tiago",
        "m": "Graça",
        "f": "Joaquim",
        "pet": "Mafi",
    },
    "greek": {
        "sur": "Papadimitriou",
        "c1": "Evgenia",
        "c2": "Stelios",
        "m": "Despina",
        "f": "Thanasis",
        "pet": "Evie",
    },
    "tigrinya": {
        "sur": "Tesfamariam",
        "c1": "Rahwa",
        "c2": "Natnael",
        "m": "Letebrhan",
        "f": "Yohannes",
        "pet": "Rah",
    },
    "words": {"sur": "Winter", "c1": "Willow Skye", "c2": "Reed", "m": "Iris", "f": "Miles", "pet": "Wills"},
    "words2": {"sur": "Frost", "c1": "April Dawn", "c2": "Chase", "m": "Heather", "f": "Rich", "pet": "Ape"},
    "double": {
        "sur": "Pemberton-Clegg",
        "c1": "Tallulah-Mae",
        "c2": "Bobby-Joe",
        "m": "Leanne",
        "f": "Darren",
        "pet": "Lula",
    },
    "scottish": {
        "sur": "MacGillivray",
        "c1": "Eilidh",
        "c2": "Ruaridh",
        "m": "Mhairi",
        "f": "Hamish",
        "pet": "Eils",
    },
    "ghanaian": {
        "sur": "Boateng-Asare",
        "c1": "Afia",
        "c2": "Yaw",
        "m": "Maame",
        "f": "Kwabena",
        "pet": "Fifi",
    },
}
PROS = [
    ("Bethan Trevelyan", "Rachel Stone"), ("Olusola Fagbemi", "Gail Noakes"), ("Hitesh Vaghela", "June Marlowe"),
    ("Siân Prosser", "Dermot Keogh"), ("Anneliese Vogt", "Sunny Rooprai"), ("Marcus Loveday", "Precious Moyo"),
]  # fmt: skip
PLACES = [
    ("St Cuthman's Catholic Primary School", "School", "St Cuthman"), ("Hollinsend Academy", "School", "Hollinsend"),
    ("Wexcombe Road Infants", "School", "Wexcombe Road"), ("Ysgol Maesgwyn", "School", "Maesgwyn"),
    ("The Orchards Medical Practice", "GP practice", "The Orchards"), ("Parkfield Surgery", "GP practice", "Parkfield Surgery"),
    ("Nightingale Nursery", "Nursery", "Nightingale Nursery"), ("Queen Philippa Hospital", "Hospital", "Queen Philippa"),
]  # fmt: skip
ADDRESSES = [
    "27 Thistledown Crescent, Brackley Heath, ZZ99 3VZ",
    "Flat 12, Sorrel Court, Marlpit Lane, ZZ99 7AB",
    "8 Upper Wharf Street, Dunmere",
]

LINES: dict[str, list[str]] = {
    "chronology": [
        "{date} - {c1:first} seen at {s1:short} with {m1:first}; {c2:first} absent.",
        "{date}: {m1:title} told {p1:title} that {f1:first} had left. {c1:poss} mood was low.",
        "{date} - Strategy meeting. {p2:full} chaired. {c1:caps} and {c2:caps} discussed.",
        "{date} - {f1:isur} arrested; {m1:comma} gave a statement. Ref {ref}.",
        "{date} - Visit to {a1:short} by {p1:first}. {c2:typo} was asleep. CAMHS closed the referral.",
        "{date} - {c1:pet} said that {f1:typo} shouts. Hope was expressed that things may settle.",
    ],
    "police": [
        "{time} CALLER STATES MALE {f1:caps} BANGING ON DOOR OF {a1:caps}. {phone}.",
        "{time} PC {collar} attended. {f1:comma} dob {date} detained. Vehicle {vrm}.",
        "{time} Female gives name as {m1:full}, children {c1:first} and {c2:first} present and correct.",
        "{time} {u1} at no. 14 heard {f1:first} shouting at {c1:typo}.",
        "{time} Informant {u2} rang from {phone}; {m1:isur} declined to support.",
        "{time} {p2:title} EDT informed. MARAC referral. Log {ref} refers.",
    ],
    "minutes": [
        "{p1:initials} introduced the case. {p2:first} presented for {s1:full}.",
        "Present: {p1:full} (social care), {p2:full} (school), {u3}.",
        "ACTION: {p2:initials} to ring {m1:title} by {date}.",
        "The chair asked whether {c1:first} or {c2:first} had been seen alone. {p1:first} said {c1:first} had.",
        "{m1:poss} partner, {f1:full}, was not invited. {f1:surname} is the name on the tenancy at {a1:short}.",
        "It was noted that {u4} had offered to care for {c2:typo}. Grace period agreed; the mark will stand.",
    ],
    "chat": [
        "did anyone ring {m1:lower} back?? {c1:lower} not in school again",
        "spoke to {f1:lower} he says {c2:lower} is with his nan in {town}",
        "{p1:lower} can u check {a1:lower} pls",
        "msg from {handle} on snap re {c1:first} - screenshot sent to {email}",
        "{c1:first} and {c2:first} ok. {m1:first} not answering {phone}",
        "{u1} says {f1:typo} was outside {s1:short} at home time",
    ],
    "ocr": [
        "{c1:ocr} was seen by {p1:full} on {date} at {s1:short}.",
        "Mrs {m1:surname} stated that {f1:ocr} had moved to {town}.",
        "The child {c2:first} {c2:surname} and sister {c1:break} live at {a1:short}.",
        "Signed {p2:isur}  NHS No {nhs}",
        "{m1:ocr} disclosed to {u2} that {c1:first} is frightened.",
    ],
    "return": [
        "{c1:full} dob {date} nhs {nhs} known since {date}. mum {m1:first} engages, {f1:first} does not",
        "concerns re {c2:typo} attendance, {s1:short} have done TAF. {p2:first} lead",
        "{m1:typo} cancelled x3. GP at {g1:short} sent letter. upn {upn}",
        "{c1:first} {c1:surname} moved from {town} with {m1:comma}",
        "next appt {date} with {u3}. {f1:surname} to be invited",
        "Named Nurse view: the school may request an EHCP; {c1:typo} will need support.",
    ],
}
STRANGERS = [("Mrs ", "Tabitha Greenhalgh"), ("", "Kirsty"), ("Dr ", "Venkataraman"), ("Uncle ", "Faisal"), ("", "Declan Roach"),
             ("Ms ", "Featherstone"), ("PC ", "Blenkinsop"), ("", "Agnieszka Nowak"), ("Nurse ", "Oyelaran"), ("", "Shaniqua")]  # fmt: skip
TOWNS = ["Thrapwick", "Ockbrook", "Wimborne", "Llanfarian", "Skelby"]


def full_name(family: dict[str, Any], who: str) -> str:
    return f"{family[who]} {family['sur']}"


def typo(word: str, rng: random.Random) -> str:
    """One slip in one word of five letters or more: swapped, doubled, dropped or wrong letter."""
    if len(word) < 5:
        return word
    k = rng.randrange(1, len(word) - 1)
    made = rng.choice(
        (
            word[:k] + word[k + 1] + word[k] + word[k + 2 :],
            word[:k] + word[k] + word[k:],
            word[:k] + word[k + 1 :],
            word[:k] + rng.choice("aeiou" if word[k].lower() in "aeiou" else "nrstl") + word[k + 1 :],
        )
    )
    return made if made.lower() != word.lower() else word[:k] + word[k] + word[k:]


def ocr(word: str, rng: random.Random) -> str:
    pairs = [
        (a, b)
        for a, b in (("m", "rn"), ("o", "0"), ("l", "1"), ("e", "c"), ("i", "l"), ("h", "b"), ("w", "vv"))
        if a in word[1:]
    ]
    if not pairs:
        return word
    a, b = rng.choice(pairs)
    return word[0] + word[1:].replace(a, b, 1)


def person_form(name: str, form: str, rng: random.Random, title: str) -> tuple[str, str, str]:
    """(before, mention, after) for one form of a name."""
    words = name.split()
    small = {"ap", "da", "Ní", "al"}
    cut = next((k for k in range(1, len(words)) if words[k] in small), len(words) - 1)
    given, surname = words[:cut], " ".join(words[cut:])
    first = given[0]
    forms: dict[str, Callable[[], tuple[str, str, str]]] = {
        "full": lambda: ("", name, ""),
        "first": lambda: ("", " ".join(given) if rng.random() < 0.3 else first, ""),
        "surname": lambda: ("", surname, ""),
        "title": lambda: (title, surname, ""),
        "poss": lambda: ("", first, rng.choice(("'s", "’s"))),
        "caps": lambda: ("", name.upper(), ""),
        "lower": lambda: ("", first.lower(), ""),
        "isur": lambda: ("", f"{first[0]}{rng.choice(('. ', ' ', '.'))}{surname}", ""),
        "comma": lambda: ("", f"{surname}, {first}", ""),
        "initials": lambda: ("", f"{first[0]}.{surname.split()[-1][0]}.", ""),
        "typo": lambda: (
            ("", typo(first, rng), "") if len(first) >= 5 else ("", f"{first} {typo(surname, rng)}", "")
        ),
        "ocr": lambda: ("", f"{ocr(first, rng)} {surname}", ""),
        "break": lambda: (
            ("", f"{first[: len(first) // 2]}-\n{first[len(first) // 2 :]}", "")
            if len(first) > 5
            else ("", first, "")
        ),
    }
    return forms[form]()


class CaseBuilder:
    """Fills lines and keeps the gold spans."""

    def __init__(self, community: str, kind: str, rng: random.Random) -> None:
        family = COMMUNITIES[community]
        self.rng, self.kind, self.community = rng, kind, community
        pros = rng.choice(PROS)
        self.names = {
            "c1": full_name(family, "c1"), "c2": full_name(family, "c2"), "m1": full_name(family, "m"),
            "f1": full_name(family, "f"), "p1": pros[0], "p2": pros[1],
        }  # fmt: skip
        self.titles = {"m1": "Mrs ", "f1": "Mr ", "p1": "Ms ", "p2": "Ms ", "c1": "Miss ", "c2": ""}
        self.pet = family["pet"]
        school, surgery = rng.choice(PLACES[:4]), rng.choice(PLACES[4:6])
        self.places = {"s1": (school[0], school[2]), "g1": (surgery[0], surgery[2])}
        address = rng.choice(ADDRESSES)
        self.places["a1"] = (address, address.split(",")[0])
        self.roles = {"s1": school[1], "g1": surgery[1], "a1": "Address"}
        self.text = ""
        self.gold: list[dict[str, Any]] = []

    def add(self, mention: str, **gold: Any) -> None:
        self.gold.append(
            dict(
                start=len(self.text), end=len(self.text) + len(mention), text=mention, must_mask=True, **gold
            )
        )
        self.text += mention

    def line(self, template: str) -> None:
        for literal, slot in re.findall(r"([^{]*)(?:\{([^}]*)\})?", template):
            self.text += literal
            if slot:
                self.slot(slot)
        self.text += "\n"

    def slot(self, slot: str) -> None:
        who, _, form = slot.partition(":")
        if who in self.names:
            if form == "pet":
                self.add(self.pet, type="PERSON", entity=who, registered=True, form="alias", ambiguous=False)
                return
            before, mention, after = person_form(self.names[who], form, self.rng, self.titles[who])
            self.text += before
            shared = form == "surname" and who in ("c1", "c2", "m1", "f1")
            self.add(mention, type="PERSON", entity=who, registered=True, form=form, ambiguous=shared)
            self.text += after
        elif who in self.places:
            full, short = self.places[who]
            mention = {"full": full, "short": short, "caps": short.upper(), "lower": short.lower()}[form]
            self.add(
                mention, type="PLACE", entity=who, registered=True, form=f"place-{form}", ambiguous=False
            )
        elif who[0] == "u" and who[1:].isdigit():
            before, mention = STRANGERS[(int(who[1:]) * 3 + self.rng.randrange(10)) % len(STRANGERS)]
            self.text += before
            self.add(mention, type="PERSON", entity=f"u:{mention}", registered=False, form="PERSON")
        else:
            self.number(who)

    def number(self, kind: str) -> None:
        rng = self.rng
        day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(2018, 2025)
        name = [
            "Jan",
            "Feb",
            "March",
            "April",
            "May",
            "June",
            "July",
            "Aug",
            "Sept",
            "October",
            "Nov",
            "December",
        ][month - 1]
        made = {
            "date": rng.choice((f"{day:02}/{month:02}/{year}", f"{day}.{month}.{year % 100:02}", f"{day} {name} {year}", f"{year}-{month:02}-{day:02}", f"{day}th {name}")),
            "time": f"{rng.randrange(24):02}:{rng.randrange(60):02}",
            "phone": rng.choice(("07700 900" + f"{rng.randrange(1000):03}", "020 7946 0" + f"{rng.randrange(1000):03}", "07700900" + f"{rng.randrange(1000):03}")),
            "vrm": rng.choice((f"AB{rng.randrange(10, 70)} XYZ", f"LK{rng.randrange(10, 70)}QTE", f"P{rng.randrange(100, 999)} KTR")),
            "ref": rng.choice((f"CAD {rng.randrange(1000, 9999)}/{day:02}{month:02}", f"42/{rng.randrange(10000, 99999)}/{year % 100}", f"{rng.randrange(10**7, 10**8)}")),
            "nhs": f"999 {rng.randrange(100, 999)} {rng.randrange(1000, 9999)}",
            "upn": f"H{rng.randrange(10**11, 10**12)}A",
            "collar": f"{rng.randrange(1000, 9999)} Blenkinsop",
            "town": rng.choice(TOWNS),
            "handle": rng.choice(("@lil_menace09", "@not.ur.bby", "@trapz4real")),
            "email": rng.choice(("dutydesk@council.example.org", "k.smithson@nhs.example.net")),
        }[kind]  # fmt: skip
        if kind == "time":
            self.text += made
            return
        types = {"vrm": "VRM", "ref": "CASEREF", "town": "TOWN", "collar": "PERSON"}
        self.add(made, type=types.get(kind, kind.upper()), entity=f"u:{made}", registered=False, form=kind)

    def case(self, number: int) -> dict[str, Any]:
        roles = {
            "c1": "Child",
            "c2": "Sibling",
            "m1": "Mother",
            "f1": "Father",
            "p1": "Social Worker",
            "p2": "Designated Safeguarding Lead",
        }
        people = [
            {"id": i, "name": n, "role": roles[i], "aliases": [self.pet] if i == "c1" else []}
            for i, n in self.names.items()
        ]
        places = [
            {"id": i, "name": p[0], "role": self.roles[i], "aliases": []} for i, p in self.places.items()
        ]
        keep = [
            {"start": m.start(), "end": m.end(), "text": m.group(), "category": kind}
            for kind, words in (
                ("word", r"\b(?:hope|Hope was|Grace period|mark will|may request|will need|may settle)\b"),
                ("agency", r"\b(?:CAMHS|MARAC|EHCP|TAF|EDT|Strategy meeting|Named Nurse)\b"),
            )
            for m in re.finditer(words, self.text)
            if not any(g["start"] < m.end() and g["end"] > m.start() for g in self.gold)
        ]
        return {"id": f"own-{number:03}-{self.community}-{self.kind}", "source": "own", "theme": "", "kind": self.kind, "people": people,
                    "places": places, "text": self.text, "gold": self.gold, "keep": keep, "words": len(self.text.split())}  # fmt: skip


def build(seed: int, length: int = 10) -> list[dict[str, Any]]:
    """One case per community and kind of text, `length` lines each; the same seed gives the same cases."""
    cases = []
    for community in COMMUNITIES:
        for kind, lines in LINES.items():
            rng = random.Random(f"{seed}-{community}-{kind}")
            builder = CaseBuilder(community, kind, rng)
            for _ in range(length):
                builder.line(rng.choice(lines))
            cases.append(builder.case(len(cases)))
    return cases


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for made in build(*(int(a) for a in sys.argv[2:])) if len(sys.argv) > 2 else build(1):
        (folder / f"{made['id']}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
