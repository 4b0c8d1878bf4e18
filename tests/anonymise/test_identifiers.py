"""Numbers, codes and dates go by their shape; what only looks like one stays."""

from __future__ import annotations

from datetime import date

import pytest

from roundtable.anonymise import (
    Anonymiser,
    Certainty,
    DateRule,
    Identifier,
    Register,
    assign_labels,
    search,
)
from roundtable.domain.date_printing import DateForm, DatePrinting
from tests.anonymise.registers import engine

NOBODY = Register()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("999 123 4567", "nhs"), ("9991234567", "nhs"), ("999-123-4567", "nhs"), ("999 123 456", "nhs"),
        ("H801200001001", "upn"), ("X07050792780A", "upn"), ("QQ 12 34 56 C", "ni"), ("qq123456c", "ni"),
        ("07700 900123", "phone"), ("077009 00123", "phone"), ("+44 7700 900 123", "phone"), ("(020) 7946 0123", "phone"),
        ("020 7946 0123 ext 12", "phone"), ("+48 600 123 456", "phone"), ("01632 960 77", "phone"),
        ("ZZ99 3VZ", "postcode"), ("zz993vz", "postcode"), ("ZZ99 3VZ", "postcode"), ("EC1A 1BB", "postcode"),
        ("AB12 CDE", "vehicle"), ("AB12CDE", "vehicle"), ("AB 12 CDE", "vehicle"), ("P123 KTR", "vehicle"),
        ("jo.bloggs+x@example.org", "email"), ("@mad_max09", "handle"), ("https://example.org/a?b=c", "url"),
        ("www.example.org/x", "url"), ("files.example.org", "url"), ("192.0.2.17", "network"), ("00:1b:44:11:3a:b7", "network"),
        ("4111 1111 1111 1111", "card"), ("GB82 WEST 1234 5698 7654 32", "iban"), ("51.50735, -0.12776", "coordinates"),
        ("NM/0816/2291", "reference"), ("22NM/10345/23", "reference"), ("CAD 4471/1203", "reference"),
        ("C4812773", "number"), ("123456789", "number"), ("lil_menace", "handle"),
    ],
)  # fmt: skip
def test_codes_are_replaced_whole(code: str, kind: str) -> None:
    text = f"It was {code} in the file."
    (finding,) = engine(NOBODY).find(text)
    assert (finding.text, finding.kind) == (code, kind)
    assert finding.certainty is Certainty.REPLACE


@pytest.mark.parametrize(
    "text",
    [
        "Attendance was 71.5% in Year 2.", "Weight 2.6kg, below the 0.4th centile.", "At 23:10 they left.",
        "Seen 3-5 times in 2023/24.", "Section 47 and s.17 apply.", "It cost £125000 in all.", "A 2-year-old, 1 of 3.",
        "The 2019-2020 plan, page 24/7.", "KS2 and Year 11; 14 wraps.", "COVID-19 rules.", "24/7 cover", "1/2 day",
        "they may 5 times a day ask", "the 2nd visit", "in May 2021", "and/or others", "SHA-256", "LSCBs",
    ],
)  # fmt: skip
def test_ordinary_numbers_stay(text: str) -> None:
    assert engine(NOBODY).find(text) == ()


@pytest.mark.parametrize(
    "day",
    [
        "03/09/2023", "3.9.23", "09-10-2023", "2023-09-03", "2 October 2023", "2nd October", "20 Oct", "20 Oct 23", "Oct 20, 2023",
        "August 1st", "1st of March 2023", "Thursday 18 January", "Fri 3rd Feb", "12-Mar-2021", "2023/09/03", "14 Febuary 2021",
        "May 15, 2020", "15 May", "3 / 9 / 2023", "24 Dec 21", "29/02/2024",
    ],
)  # fmt: skip
def test_exact_dates_in_every_shape(day: str) -> None:
    (finding,) = engine(NOBODY).find(f"Seen on {day}, at home.")
    assert finding.text == day
    assert finding.label == "[date removed]"


def test_a_day_that_opens_a_line() -> None:
    found = engine(NOBODY).find("22nd She came.\n3/4 - seen\nthe 3rd child")
    assert [f.text for f in found] == ["22nd", "3/4"]


def test_dates_by_rule() -> None:
    rule = DateRule(start=date(2023, 1, 10), aged_on=date(2023, 6, 1))
    relative = Anonymiser(NOBODY, {}, dates=rule)
    assert relative.rewrite("On 11 March 2023 he left.").text == "In Month 3 he left."
    assert relative.rewrite("On 9 March 2023 he left.").text == "In Month 2 he left."
    assert relative.rewrite("DOB 2/6/2016.").text == "DOB aged 6."
    assert relative.rewrite("Born 2/1/2023.").text == "Aged 4 months."
    assert Anonymiser(
        NOBODY, {}, dates=DateRule(DatePrinting(event=DateForm.DROP), date(2023, 1, 1))
    ).rewrite("On 3/4/2023.").text == ("On [date removed].")
    assert relative.rewrite("On 31/2/2023.").text == "On [date removed]."


def test_registered_identifiers_in_any_spacing() -> None:
    register = Register(identifiers=(Identifier("n", "reference", "LCS-4471-B"),))
    for shape in ("LCS-4471-B", "lcs4471b", "LCS 4471 B", "LCS/4471/B"):
        (finding,) = engine(register).find(f"File {shape} was read.")
        assert (finding.text, finding.entity) == (shape, "n")
    assert assign_labels(register, b"x") == {}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Lives at 14 Elm Road, Skelby now.", "14 Elm Road, Skelby"),
        ("Seen at Flat 9, Garnet Court today.", "Flat 9, Garnet Court"),
        ("Now at Lower Farm, St Tew.", "Lower Farm, St Tew"),
        ("Near Sorrel Street by night.", "Sorrel Street"),
        ("Outside Oldfield Leisure Centre.", "Oldfield Leisure Centre"),
        ("Letter by Halliwell Fox LLP.", "Halliwell Fox LLP"),
        ("Goes to Ashdown Arts Academy.", "Ashdown Arts Academy"),
    ],
)
def test_unregistered_places(text: str, masked: str) -> None:
    found = engine(NOBODY).find(text)
    assert [f.text for f in found] == [masked]


@pytest.mark.parametrize(
    "text",
    [
        "The Crown Court sat.",
        "A Primary School rang.",
        "The Local Hospital said.",
        "At the Police Station.",
        "Her School knew.",
    ],
)
def test_kinds_of_place_stay(text: str) -> None:
    assert engine(NOBODY).find(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mrs Ruth Abbot noted it.", ["Mrs Ruth Abbot"]),
        ("We saw PC 4471 Oakes there.", ["PC 4471 Oakes"]),
        ("A neighbour, Jean, rang.", ["Jean"]),
        ("His cousin Summer Blakey rang.", ["Summer Blakey"]),
        ("It was Uncle Desmond again.", ["Uncle Desmond"]),
        ("Carers Sue and Terry Hepworth came.", ["Sue", "Terry Hepworth"]),
        ("They moved from Kingsmarsh then.", ["Kingsmarsh"]),
        ("said Callie-Ann later", ["Callie-Ann"]),
        ("he met callum there", ["callum"]),
        ("Dr Mbeki-Stone recorded it.", ["Dr Mbeki-Stone"]),
    ],
)
def test_strangers(text: str, names: list[str]) -> None:
    assert [f.text for f in engine(NOBODY).find(text)] == names


def test_registered_birthdays_in_every_shape() -> None:
    register = Register(identifiers=(Identifier("d", "date of birth", "2016-06-02"),))
    aged = Anonymiser(register, {}, dates=DateRule(start=date(2023, 1, 1), aged_on=date(2023, 7, 1)))
    for shape in ("2/6/2016", "02.06.16", "2nd June 2016", "2016-06-02"):
        (finding,) = aged.find(f"Seen {shape}, at home.")
        assert (finding.text, finding.entity, finding.kind, finding.label) == (shape, "d", "birth", "aged 7")
        assert [h.text for h in search(register, f"Seen {shape}, at home.")] == [shape]
    assert search(register, "Seen 3/6/2016, at home.") == ()


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123"])
def test_a_registered_telephone_number_is_one_with_and_without_its_country(typed: str) -> None:
    register = Register(identifiers=(Identifier("p", "phone", typed),))
    for shape in (
        "07700 900123",
        "07700900123",
        "+44 7700 900 123",
        "+44 (0) 7700 900123",
        "0044 7700 900123",
    ):
        (finding,) = engine(register).find(f"Ring {shape}, please.")
        assert finding.entity == "p", shape
        assert search(register, f"Ring {shape}, please."), shape
    assert search(register, "Ring 07700 900124, please.") == ()


@pytest.mark.parametrize("typed", ["2016-03-14", "14/03/2016", "14.3.2016", "14 March 2016", "14th Mar 2016"])
def test_a_registered_birthday_may_be_typed_in_any_shape(typed: str) -> None:
    register = Register(identifiers=(Identifier("d", "date of birth", typed),))
    for shape in ("14 March 2016", "14.3.2016", "2016-03-14", "14/3/16", "March 14, 2016"):
        assert search(register, f"Seen {shape}, at home."), shape
        (finding,) = engine(register).find(f"Seen {shape}, at home.")
        assert (finding.entity, finding.kind) == ("d", "birth"), shape
