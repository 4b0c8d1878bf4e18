"""What the report says of the wording it was made with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roundtable.actions.ready_made import wording_packs
from roundtable.actions.report_words import provenance_words
from roundtable.domain.board import WordingPack


@pytest.mark.parametrize("pack", wording_packs(), ids=lambda pack: pack.id)
def test_a_pack_past_its_review_date_says_so_on_the_paper(pack: WordingPack) -> None:
    assert "past its review date" not in provenance_words(pack, pack.review_by)
    late = provenance_words(pack, pack.review_by + timedelta(days=1))
    assert "past its review date" in late
    assert str(pack.review_by.year) in late
    assert provenance_words(pack, date(2000, 1, 1)).startswith(pack.provenance)
