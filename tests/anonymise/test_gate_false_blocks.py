"""Clean files pass, whoever is registered: people called like words, months, numbers or parts of a PDF."""

from __future__ import annotations

import random
from functools import cache

from roundtable.anonymise import Identifier, Person, Place, Register
from roundtable.export.gate import search_file
from roundtable.export.report_pdf import write_report
from tests.export import hiding_places, outgoing_files
from tests.export.sample_report import bare_report, sample_report
from tests.export.searching import search_for

GIVEN = """Mark Grace Will May Hope Rose Art Faith Joy Summer April June August Dawn Page Kit Bill Rob Pat Drew Grant
    Chase Hunter Pierce Dale Glen Brook Ray Jean Tab Lang Nan Mo Al Ed Jo Li Bo An So Xi Yi Ng Vu Le Ali Ian Amy Eve
    Una Ned Max Ruby Ivy Holly Olive Mercy Blessing Precious Success Favour Gift Melody Harmony Carol Christian Earl
    Prince Duke Dean Guy Frank Ernest Victor Clay Cliff Reed Rusty Sandy Sunny Star Sky River Forest Heath Robin
    Martin Jay Lark Wren Title Root Catalog Info Noto Regular Bold Roman Widget Link Form Image Parent Span Figure
    Adobe Identity""".split()
SURNAMES = """Good Page Board Young Early Case Child Day March May Grade Best Care Nurse Ward Church Park Hill Field
    Wood Brown Black White Green King Bishop Cook Baker Mason Miller Walker Potter Night Winter Little Short Long Rich
    Love Noble Price Power Hall House Street Lane Close Stone Rivers Lake Banks Wells Waters Moon Fox Wolf Lamb Bird
    Finch Drake Pike Ash Oak Moss Thorn Berry Root Branch Leaf Book Read Reader Parent Marks Keys Stamp Form Font Link
    Cross Bell Sharp Strong Swift Wise Savage Sweet Bright Doe Li Ng Xu Wu Ma Ho To Vo So Oh Khan Das Roy Rai Paul
    James Thomas George Le Sa Rae Lee Law Gay""".split()
ALIASES = ("TL", "PJ", "AB", "Q", "2217", "4471", "JJ", "S-R", "Nan", "Em")
ROLES = (
    "Child",
    "Mother",
    "Father",
    "Sibling",
    "Social worker",
    "Health visitor",
    "Teacher",
    "Police officer",
)
REFERENCES = ("276", "12", "2026", "1", "17/23", "A1", "B2", "LCS-44")


def awkward_register(chance: random.Random) -> Register:
    """Eight people, three places and three numbers with names that stand in every paper."""
    people = tuple(
        Person(
            role,
            f"{chance.choice(GIVEN)} {chance.choice(SURNAMES)}",
            role,
            (chance.choice(ALIASES),) if chance.random() < 0.2 else (),
        )
        for role in ROLES
    )
    street, school, surgery = (chance.choice(SURNAMES) for _ in range(3))
    places = (
        Place(
            "home",
            f"{chance.randrange(1, 200)} {street} Road, Reading ZZ99 {chance.randrange(1, 9)}AB",
            "Address",
        ),
        Place("school", f"{school} Primary School", "School"),
        Place("surgery", f"The {surgery} Surgery", "GP practice"),
    )
    numbers = (
        Identifier("nhs", "nhs", f"999 {chance.randrange(100, 999)} {chance.randrange(1000, 9999)}"),
        Identifier("reference", "reference", chance.choice(REFERENCES)),
        Identifier("born", "date of birth", f"{chance.randrange(2010, 2024)}-03-1{chance.randrange(10)}"),
    )
    return Register(people, places, numbers)


@cache
def clean_files() -> tuple[tuple[str, bytes], ...]:
    report = write_report(bare_report())
    reports = (("Report-RT-1.pdf", report), ("Report-RT-2.pdf", hiding_places.unpacked(report)))
    # What lays words out letter by letter or in pairs is no clean file of anybody's.
    builds = [
        b for b in outgoing_files.FILES if "letters" not in b.__name__ and "over_cells" not in b.__name__
    ]
    others = tuple(build("Harmless Meetings") for build in builds)
    return reports + tuple(f for f in others if not f[0].endswith(".png"))


def blocks(register: Register, files: tuple[tuple[str, bytes], ...]) -> list[tuple[str, str, str]]:
    search = search_for(register)
    return [(n, hit.text, hit.where) for n, data in files for hit in search_file(n, data, search)]


def test_clean_files_pass_whoever_is_registered() -> None:
    chance = random.Random(20)
    files = clean_files()
    stopped = []
    for _ in range(12):
        some = (*files[:2], *chance.sample(files[2:], 8))
        stopped += blocks(awkward_register(chance), some)
    assert len({(name, where) for name, _, where in stopped}) <= 1, stopped  # of 120 files


def test_a_full_report_passes_whoever_is_registered() -> None:
    report = (("Report-RT-3.pdf", write_report(sample_report())),)
    for seed in (1, 2):
        assert blocks(awkward_register(random.Random(seed)), report) == []
