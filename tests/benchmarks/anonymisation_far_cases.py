"""Cases as far from the rules' own as could be made: other families, other kinds of paper, other noise.

    python tests/benchmarks/anonymisation_far_cases.py OUT [SEED] [LENGTH]

In the scorer's format, gold by construction: minutes of a core group, MARAC notes, messages with emoji, letters
read by a scanner with broken lines, tables, dictation without capitals, pasted web forms, threads of mail,
behaviour logs, and the shorthand of a ward.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.anonymisation_far_families import (
    FAMILIES,
    HOMES,
    SCHOOLS,
    STRANGERS,
    SURGERIES,
    TOWNS,
    WORKERS,
)

PAPERS: dict[str, list[str]] = {
    "core group": [
        "Present: {p1:full} (chair), {p2:full}, {m:title}, {x}. Apologies: {p3:isur}, {x}.",
        "1. {m:first} said things had been calmer. {c:first} is sleeping better; {s:first} still wakes at night.",
        "2. {p2:title} reported that {c:poss} attendance at {school:short} is up. Hope was expressed that this will last.",
        "ACTION: {p3:isur} to ring {home:street} housing office by {day}. ACTION: {p1:initials} to chase CAMHS.",
        "{f:first} joined by phone from {town}. He asked who {x} was and why that person had collected {s:first}.",
        "The written agreement of {day} was read out. {m:full} and {f:full} signed it; {r:first} did not.",
        "Next core group {date} at {surgery:short}. The chair thanked everyone; may the good work continue.",
        "{s:capslast} was discussed: {p2:first} will speak to {r:first} about the weekend plan.",
    ],
    "marac": [
        "MARAC ref {ref} - victim {m:capslast} dob {dob} - perp {f:capslast} dob {dob} - children {c:first}, {s:first}",
        "IDVA: {m:first} at high risk, 18 ticks on the DASH. {f:first} knows {home:street}. Vehicle {vrm}.",
        "Police: call on {date} from {phone}; {x} attended. {f:surname} arrested, NFA. Crime no {ref}.",
        "Health: {p1:title} saw bruising to {c:poss} arm at {surgery:short}. Grace period for the plan ends in May.",
        "Actions: target harden {home:full}; flag {home:post}; {p3:isur} to see {s:first} at {school:short}.",
        "History: {m:first} fled {town} in 2019 after {x} gave evidence. {r:full} has offered a bed.",
    ],
    "messages": [
        "{c:lower} not in again today 😕 can someone ring {m:lower}",
        "👍 {p2:first} here. spoke to {m:first} 📞 {phone} she says {s:lower} has a temp 🤒",
        "omg {f:first} just turned up at {school:short} shouting 😡 {x} let him in",
        "{c:first}💕{s:first} both fine, {r:lower} has them til {weekday}",
        "pls dont tell {m:pet} i told u!! its {handle} on insta",
        "mtg moved to {day} ok? {p1:first}x",
        "he said will is a nice word lol. mark my words, faith in the system = 0",
    ],
    "scanned letter": [
        "Re: {c:full}, {home:broken}",
        "Dear {p1:title}, thank you for re-\nferring {c:break} who was seen on {date}.",
        "NHS No: {nhs}   Hosp No: {ref}\nI reviewed {c:ocr} with mother, {m:ocr}, and an inter-\npreter.",
        "On examination {c:first} was thin. Weight 14.2 kg, 0.4th centile. Rose bengal test negative.",
        "I copied this to {surgery:short} and to {p3:full}. Yours sincerely,\n{p2:isur}",
        "{s:ocr} has the same condition. Their fa-\nther {f:break} declined screening in {town}.",
    ],
    "table": [
        "Name | DOB | School | Lives with",
        "{c:comma} | {dob} | {school:short} | {m:first}",
        "{s:comma} | {dob} | {school:full} | {m:full}",
        "{f:full} | {dob} | n/a | {town}",
        "| {date} | {p1:isur} | visited {home:street} | {c:first} seen, {s:first} asleep |",
        "| {day} | {p2:isur} | t/c from {x} | wants news of {c:pet} |",
        "Key: S = seen, DNA = did not attend, Mark = total out of ten, Page 2 of 3",
    ],
    "dictation": [
        "{c:lowfull} was seen at home on {spelt} with her mother {m:lower} comma father {f:lowfull} was not there full stop",
        "{p1:lowfull} rang me to say that {s:lower} had been late and that will need following up full stop new line",
        "the family live at {home:lowstreet} and go to {school:lower} full stop {r:lowfull} helps with the washing",
        "i asked {c:lower} what she hopes for and she said a garden full stop grace was said before tea full stop",
    ],
    "web form": [
        "Name: {c:full}\nPreferred name: {c:pet}\nDate of birth: {dob}\nNHS number: {nhs}\nUPN: {upn}",
        "Address line 1: {home:full}\nPostcode: {home:post}\nTelephone: {phone}\nEmail: {email}",
        "Parent/carer 1: {m:capslast}\nParent/carer 2: {f:comma}\nSchool: {school:full}\nGP: {surgery:full}",
        "Referrer: {p1:full}\nRole: Health visitor\nDate: {date}\nReason: {c:poss} weight; {m:poss} mood. May need an interpreter.",
        "Siblings: {s:full} ({s:initials}), one unborn\nOther adults: {r:full}; {x}",
        "Consent: Yes   Summer term: yes   Will the family engage? Unsure",
    ],
    "mail thread": [
        "From: {p1:full} <{email}>\nSent: {date} 14:32\nTo: {p2:full}\nSubject: RE: {c:initials}",
        "Hi {p2:first},\nThanks. I spoke to {m:first} and she is happy for {r:first} to collect {s:first} on {weekday}.",
        "> On {date}, {p3:full} wrote:\n> {f:first} is out of prison on the {ordinal}; please tell {school:short}.",
        "Kind regards,\n{p1:first}\n{p1:full} | Tel {phone} | {surgery:full}",
        "Can {p3:first} or {x} cover? I am on leave in August. Good luck with the mark scheme!",
    ],
    "behaviour log": [
        "{date} {c:first} {c:sinit} - Amber - threw a chair at {x}. Logged by {p2:isur}.",
        "{day} {c:comma} in the medical room, headache. Told {p2:first} that dad ({f:first}) shouts.",
        "{date} {s:first} upset at home time, {r:title} late. {m:possfull} phone off.",
        "{day} {c:typo} (sic, register says {c:first}) late, 2nd time. Green card. Hunter's moon topic.",
        "Year 5/6 trip letter not returned. Score 3/5 in spelling. {c:poss} drawing shows {home:street}.",
    ],
    "ward": [
        "G3P2 booked 12/40, {m:full}, NHS {nhs}. Partner {f:first}. Prev SW {p1:isur}.",
        "SVD {date}, F inf, Apgars 9/10. {m:first} low in mood, EPDS 18. {x} (MW) informed.",
        "{c:first} and {s:first} visited with {r:first}. Photo taken. D/c {day} to {home:street}, HV {p3:isur}.",
        "T/C to {surgery:short}: no record of {f:surname}. Fax {phone}. GA declined; spinal. Imms discussed.",
    ],
}
KEEP = re.compile(
    r"\b(?:Hope was|may the good|Grace period|in May|will is|mark my|faith in|Rose bengal|Mark = total|Page 2|hopes for|grace was|May need"
    r"|Will the family|Summer term|in August|Good luck|mark scheme|Hunter's moon|Green card|will last|will need|Amber|Unsure)\b"
)  # fmt: skip
AGENCY = re.compile(
    r"\b(?:CAMHS|MARAC|IDVA|DASH|Health visitor|core group|written agreement|GP|UPN|EPDS|Apgars|housing office)\b"
)
_SMALL = frozenset(("y", "of", "the", "and"))


class Paper:
    """One text and its gold, written line by line."""

    def __init__(self, kind: str, family: tuple[str, ...], chance: random.Random) -> None:
        self.kind, self.chance, self.community = kind, chance, family[0]
        workers = chance.sample(WORKERS, 3)
        self.names = {
            "c": family[1], "s": family[2], "m": family[3], "f": family[4], "r": family[5],
            **{f"p{n}": w[0] for n, w in enumerate(workers, 1)},
        }  # fmt: skip
        self.roles = {"c": "Child", "s": "Sibling", "m": "Mother", "f": "Father", "r": "Maternal aunt",
                      **{f"p{n}": w[1] for n, w in enumerate(workers, 1)}}  # fmt: skip
        self.titles = {f"p{n}": w[2] for n, w in enumerate(workers, 1)} | {"m": "Ms", "f": "Mr", "r": "Mrs"}
        self.pet, self.wrong = family[6], family[7]
        self.school, self.surgery, self.home = (chance.choice(x) for x in (SCHOOLS, SURGERIES, HOMES))
        self.text = ""
        self.gold: list[dict[str, Any]] = []

    # -- writing -------------------------------------------------------------------------------------------

    def write(self, template: str) -> None:
        for plain, slot in re.findall(r"([^{]*)(?:\{([^}]*)\})?", template):
            self.text += plain
            who, _, form = slot.partition(":")
            if who in self.names:
                self.person(who, form)
            elif who in ("school", "surgery", "home"):
                self.place(who, form)
            elif slot:
                self.other(slot)
        self.text += "\n"

    def mark(self, mention: str, **gold: Any) -> None:
        start = len(self.text)
        self.gold.append(
            {"start": start, "end": start + len(mention), "text": mention, "must_mask": True, **gold}
        )
        self.text += mention

    def person(self, who: str, form: str) -> None:
        written: tuple[str, str, str] = getattr(self, f"as_{form}")(who)
        before, mention, after = written
        self.text += before
        surname = form in ("surname", "title")
        kin = [n for n in self.names if self.split(n)[-1].split("-")[0] == self.split(who)[-1].split("-")[0]]
        self.mark(
            mention, type="PERSON", entity=who, registered=True, form=form, ambiguous=surname and len(kin) > 1
        )
        self.text += after

    def place(self, what: str, form: str) -> None:
        full, short, post = (
            (*self.school, "")
            if what == "school"
            else (*self.surgery, "")
            if what == "surgery"
            else self.home
        )
        mention = {
            "full": full, "short": short, "street": short, "post": post, "lower": short.lower(),
            "lowstreet": short.lower(), "broken": full.replace(", ", ",\n"),
        }[form]  # fmt: skip
        self.mark(mention, type="PLACE", entity=what, registered=True, form=f"place-{form}", ambiguous=False)

    # -- forms of a name -------------------------------------------------------------------------------------

    def split(self, who: str) -> tuple[str, ...]:
        """Forenames, then the surname with its small words; titles off."""
        words = [w for w in self.names[who].split() if w not in ("Dr", "PC", "Daw", "U", "Ma", "Nan", "Sai")]
        cut = len(words) - 1
        while cut > 1 and words[cut - 1] in (
            "Mac",
            "Giolla",
            "Ilunga",
            "Zammit",
            "Echeverría",
            "Lozano",
            "Kaur",
            "Singh",
        ):
            cut -= 1
        return (*words[:cut], " ".join(words[cut:]))

    def as_full(self, who: str) -> tuple[str, str, str]:
        return "", self.names[who].removeprefix("Dr ").removeprefix("PC "), ""

    def as_first(self, who: str) -> tuple[str, str, str]:
        return "", self.split(who)[0], ""

    def as_poss(self, who: str) -> tuple[str, str, str]:
        return "", self.split(who)[0], self.chance.choice(("'s", "’s"))

    def as_possfull(self, who: str) -> tuple[str, str, str]:
        return "", self.as_full(who)[1], "'s"

    def as_surname(self, who: str) -> tuple[str, str, str]:
        return "", self.split(who)[-1], ""

    def as_title(self, who: str) -> tuple[str, str, str]:
        return f"{self.titles[who]} ", self.split(who)[-1], ""

    def as_isur(self, who: str) -> tuple[str, str, str]:
        first, last = self.split(who)[0], self.split(who)[-1]
        return "", f"{first[0]}{self.chance.choice(('. ', ' ', '.'))}{last}", ""

    def as_sinit(self, who: str) -> tuple[str, str, str]:
        return "", self.split(who)[-1][0], ""

    def as_comma(self, who: str) -> tuple[str, str, str]:
        return "", f"{self.split(who)[-1]}, {self.split(who)[0]}", ""

    def as_capslast(self, who: str) -> tuple[str, str, str]:
        return "", f"{self.split(who)[-1].upper()} {self.split(who)[0]}", ""

    def as_initials(self, who: str) -> tuple[str, str, str]:
        return "", f"{self.split(who)[0][0]}.{self.split(who)[-1][0]}.", ""

    def as_pet(self, who: str) -> tuple[str, str, str]:
        return ("", self.pet, "") if who == "c" else self.as_first(who)

    def as_lower(self, who: str) -> tuple[str, str, str]:
        return "", self.split(who)[0].lower(), ""

    def as_lowfull(self, who: str) -> tuple[str, str, str]:
        return "", self.as_full(who)[1].lower().replace("-", " "), ""

    def as_typo(self, who: str) -> tuple[str, str, str]:
        return "", self.wrong, ""

    def as_break(self, who: str) -> tuple[str, str, str]:
        first = self.split(who)[0]
        half = len(first) // 2
        return "", f"{first[:half]}-\n{first[half:]}" if len(first) > 5 else first, ""

    def as_ocr(self, who: str) -> tuple[str, str, str]:
        first, last = self.split(who)[0], self.split(who)[-1]
        pairs = [
            (a, b) for a, b in (("m", "rn"), ("l", "1"), ("o", "0"), ("a", "à"), ("i", "í")) if a in last[1:]
        ]
        seen, read = self.chance.choice(pairs) if pairs else ("", "")
        return "", f"{first} {last[0]}{last[1:].replace(seen, read, 1)}", ""

    # -- nobody's --------------------------------------------------------------------------------------------

    def other(self, kind: str) -> None:
        if kind == "x":
            before, name = self.chance.choice(STRANGERS)
            self.text += before
            self.mark(name, type="PERSON", entity=f"u:{name}", registered=False, form="PERSON")
            return
        if kind == "weekday":
            self.text += self.chance.choice(("Monday", "Tuesday", "Friday"))
            return
        types = {
            "vrm": "VRM",
            "ref": "CASEREF",
            "town": "TOWN",
            "day": "DATE",
            "spelt": "DATE",
            "ordinal": "DATE",
        }
        made = self.number(kind)
        self.mark(made, type=types.get(kind, kind.upper()), entity=f"u:{made}", registered=False, form=kind)

    def number(self, kind: str) -> str:
        r = self.chance
        day, month, year = r.randrange(13, 24), r.randrange(1, 13), r.randrange(2018, 2025)
        name = "Jan Feb March April May June July Aug Sept Oct November December".split()[month - 1]
        spelt = r.choice(("fourteenth", "third", "twenty-first", "twenty second", "ninth"))
        return {
            "date": lambda: r.choice((f"{day}/{month:02}/{year}", f"{day}.{month}.{year % 100}", f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day}", f"{day}-{name}-{year % 100}")),
            "day": lambda: r.choice((f"{day}/{month}", f"{day}th {name}", f"Tues {day}th", f"{day} {name}", f"{day}th of {name}")),
            "spelt": lambda: f"the {spelt} of {'march april june october'.split()[month % 4]}",
            "ordinal": lambda: f"{r.choice((12, 14, 26, 30))}th",
            "dob": lambda: r.choice((f"{day}/{month:02}/{year - 8}", f"{day}.{month:02}.{(year - 8) % 100:02}", f"{day} {name} {year - 8}")),
            "phone": lambda: r.choice((f"07700 900 {r.randrange(100, 999)}", f"+44 7700 900{r.randrange(100, 999)}", f"(020) 7946 0{r.randrange(100, 999)}", f"07700-900-{r.randrange(100, 999)}", f"07700900{r.randrange(100, 999)}")),
            "vrm": lambda: r.choice((f"BX{r.randrange(10, 70)} VKR", f"lk{r.randrange(10, 70)}xyz", f"R{r.randrange(100, 999)} NTU")),
            "ref": lambda: r.choice((f"44CR/{r.randrange(10000, 99999)}/{year % 100}", f"MC/{year}/0{r.randrange(100, 999)}", f"K{r.randrange(1000000, 9999999)}", f"26{r.randrange(10000, 99999)}X")),
            "nhs": lambda: r.choice((f"999 {r.randrange(100, 999)} {r.randrange(1000, 9999)}", f"999{r.randrange(1000000, 9999999)}", f"999-{r.randrange(100, 999)}-{r.randrange(1000, 9999)}")),
            "upn": lambda: f"T{r.randrange(10**11, 10**12)}",
            "town": lambda: r.choice(TOWNS),
            "handle": lambda: r.choice(("@tiny.dancer_09", "xX_ghost_Xx", "@k1ng.of.ends")),
            "email": lambda: r.choice(("w.pf@academy.example.org", "admin+sg@surgery.example.net", "northteam@council.example.org")),
        }[kind]()  # fmt: skip

    def case(self, number: int) -> dict[str, Any]:
        people = [
            {"id": i, "name": n, "role": self.roles[i], "aliases": [self.pet] if i == "c" else []}
            for i, n in self.names.items()
        ]
        places = [
            {"id": "school", "name": self.school[0], "role": "School", "aliases": []},
            {"id": "surgery", "name": self.surgery[0], "role": "GP practice", "aliases": []},
            {"id": "home", "name": self.home[0], "role": "Address", "aliases": []},
        ]
        keep = [
            {"start": m.start(), "end": m.end(), "text": m.group(), "category": category}
            for category, pattern in (("word", KEEP), ("agency", AGENCY))
            for m in pattern.finditer(self.text)
            if not any(g["start"] < m.end() and g["end"] > m.start() for g in self.gold)
        ]
        name = f"far-{number:03}-{self.community}-{self.kind}".replace(" ", "_")
        return {"id": name, "source": "far", "theme": "", "kind": self.kind, "people": people, "places": places,
                "text": self.text, "gold": self.gold, "keep": keep, "words": len(self.text.split())}  # fmt: skip


def build(seed: int, length: int = 8) -> list[dict[str, Any]]:
    """One case per family and kind of paper, `length` lines each; the same seed gives the same cases."""
    cases: list[dict[str, Any]] = []
    for family in FAMILIES:
        for kind, lines in PAPERS.items():
            chance = random.Random(f"far-{seed}-{family[0]}-{kind}")
            paper = Paper(kind, family, chance)
            for line in (
                *chance.sample(lines, min(length, len(lines))),
                *chance.choices(lines, k=max(0, length - len(lines))),
            ):
                paper.write(line)
            cases.append(paper.case(len(cases)))
    return cases


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for made in build(*(int(a) for a in sys.argv[2:])) if len(sys.argv) > 2 else build(1):
        (folder / f"{made['id']}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
