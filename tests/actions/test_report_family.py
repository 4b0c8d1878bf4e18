"""The family map of the report: by label, in bands, and nothing in it tells who was born first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from roundtable.actions.date_printing import choose_date_form
from roundtable.actions.family_arrangement import arrange_map
from roundtable.actions.intruder_sheet import choose_level
from roundtable.actions.registers import draw_family, enter_person
from roundtable.actions.report import export_report, latest_report
from roundtable.actions.report_reading import as_read
from roundtable.domain.date_printing import DateClass, DateForm
from roundtable.domain.family import Family, Moved, Twins, Union, UnionKind
from roundtable.domain.family_map import ON_PAPER, family_map
from roundtable.domain.ids import PersonId
from roundtable.domain.register import Sex
from roundtable.domain.report import ReleaseLevel, ReportFamily
from roundtable.export.gate.page_layout import page_texts
from roundtable.export.writer import Paper
from tests.actions.rooms import Room, room


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as made:
        yield made


def enter_family(here: Room) -> dict[str, PersonId]:
    child = here.children[0]
    people = {
        "child": child,
        "mother": here.person("Beatrix Thornton", "Mother", born_on=date(1990, 3, 3), sex=Sex.FEMALE,
                              in_household=True),
        "father": here.person("Gareth Thornton", "Father", born_on=date(1984, 1, 9), sex=Sex.MALE),
        "oldest": here.person("Cedric Thornton", "Sibling", born_on=date(2012, 6, 1), sex=Sex.MALE),
        "twin": here.person("Delia Thornton", "Sibling", born_on=date(2016, 5, 4), sex=Sex.FEMALE),
        "gran": here.person("Hyacinth Moore", "Grandmother", died_on=date(2020, 2, 2), sex=Sex.FEMALE),
    }  # fmt: skip
    family = Family(
        (
            Union(people["mother"], people["father"], UnionKind.DIVORCED,
                  (people["oldest"], child, people["twin"])),
            Union(people["gran"], PersonId(""), UnionKind.UNKNOWN, (people["mother"],)),
        ),
        (Twins((child, people["twin"])),),
    )  # fmt: skip
    draw_family(here.vault, here.case_ids[0], family)
    return people


def drawn(here: Room) -> ReportFamily:
    return next(c.family_map for c in here.report.cases if c.family_map)


def test_everybody_stands_by_label_with_an_age_band(here: Room) -> None:
    enter_family(here)
    told = {p.name.partition(" of Child ")[0]: p for p in drawn(here).people}
    assert told["Mother"].age == "35 to 49"
    assert told["Mother"].in_household
    assert told["Father"].age == "35 to 49"
    assert told["Grandmother"].has_died and told["Grandmother"].age == ""
    words = family_map(drawn(here).people, drawn(here).family, ON_PAPER).drawing.words
    assert "are divorced and have as children" in words
    for name in ("Thornton", "Beatrix", "Gareth", "Cedric", "Delia", "Hyacinth", "Amelia"):
        assert name not in words


def test_a_symbol_tells_no_sex_that_the_label_does_not_tell(here: Room) -> None:
    enter_family(here)
    told = {p.name.partition(" of Child ")[0]: p.sex for p in drawn(here).people}
    assert told["Mother"] is Sex.FEMALE
    assert told["Father"] is Sex.MALE
    assert told["Sibling 1"] is told["Sibling 2"] is Sex.UNKNOWN
    assert next(p.sex for p in drawn(here).people if p.is_index_child) is Sex.UNKNOWN


def test_siblings_stand_by_label_whatever_their_age(here: Room) -> None:
    people = enter_family(here)
    picture = family_map(drawn(here).people, drawn(here).family, ON_PAPER)
    lowest = max(s.row for s in picture.standing)
    row = [s.person.name for s in picture.standing if s.row == lowest]
    assert row == sorted(row)
    assert "twins" not in picture.drawing.words
    before = drawn(here)
    arrange_map(here.vault, here.case_ids[0], (Moved(people["mother"], 400.0),))
    assert drawn(here) == before


def test_other_births_draw_the_same_picture(here: Room) -> None:
    """Only the bands differ when the youngest becomes the oldest: places, order and words stay."""
    people = enter_family(here)

    def picture() -> list[tuple[str, float, float]]:
        bare = [replace(p, age="") for p in drawn(here).people]
        standing = family_map(bare, drawn(here).family, ON_PAPER).standing
        return [(s.person.name, *s.spot) for s in standing]

    before = picture()
    with here.vault.reading() as tx:
        register = tx.cases.get(here.case_ids[0]).register
    for key, born in (("oldest", date(2023, 1, 1)), ("twin", date(2008, 1, 1))):
        entry = register.person(people[key])
        assert entry is not None
        enter_person(here.vault, here.case_ids[0], replace(entry, born_on=born))
    assert picture() == before


def test_for_publication_it_is_not_told_how_people_were_together(here: Room) -> None:
    enter_family(here)
    choose_level(here.vault, here.audit_id, ReleaseLevel.PUBLICATION)
    assert {u.kind for u in drawn(here).family.unions} == {UnionKind.UNKNOWN}


def test_ages_are_left_out_where_births_are(here: Room) -> None:
    enter_family(here)
    choose_date_form(here.vault, here.audit_id, DateClass.BIRTH, DateForm.DROP)
    assert {p.age for p in drawn(here).people} == {""}


def test_a_family_without_links_has_no_map(here: Room) -> None:
    assert [c.family_map for c in here.report.cases] == [None] * len(here.report.cases)


def test_the_map_passes_the_gate_and_holds_no_name(here: Room) -> None:
    enter_family(here)
    here.open()
    here.close()
    here.confirm()
    export_report(here.vault, Paper(), here.audit_id)
    with here.vault.reading() as tx:
        report = latest_report(tx, here.audit_id)
    assert report is not None
    said = " ".join(" ".join(page.in_order.split()) for page in page_texts(report.pdf))
    assert "Double outline: the child." in said
    assert "died" in said
    assert "Thornton" not in said


def test_the_second_person_reads_what_the_map_says(here: Room) -> None:
    enter_family(here)
    read = "\n".join(section.text for section in as_read(here.prepared()))
    family = drawn(here)
    assert family_map(family.people, family.family, ON_PAPER).drawing.words in read


def test_nothing_is_said_of_a_household_nobody_was_put_into(here: Room) -> None:
    here.person("Gareth Thornton", "Father", born_on=date(1984, 1, 9))
    assert {row.household for case in here.report.cases for row in case.family} == {""}
    text = " ".join(page.in_order for page in page_texts(Paper().report(here.report)))
    assert "Lives elsewhere" not in text
    assert "Relation" in text


def test_the_dead_live_nowhere(here: Room) -> None:
    enter_family(here)
    told = {row.relation: row.household for case in here.report.cases for row in case.family}
    assert (told["Mother"], told["Father"]) == ("Lives in the household", "Lives elsewhere")
    assert told["Grandmother"] == ""
