"""The window's papers, whose libraries are loaded late: every question of the port is passed on."""

from __future__ import annotations

import inspect

import pytest

from roundtable.actions.ports import Papers
from roundtable.app import LatePaper
from roundtable.domain.papers import OtherPaper
from roundtable.export.writer import Paper
from tests.export import sample_papers

QUESTIONS = sorted(
    name for name, part in vars(Papers).items() if inspect.isfunction(part) and not name.startswith("_")
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_asked_as_the_port_says(question: str) -> None:
    assert inspect.signature(getattr(LatePaper, question)) == inspect.signature(getattr(Papers, question))


@pytest.mark.parametrize("name", sorted(sample_papers.PAPERS))
def test_each_paper_is_made_as_without_the_detour(name: str) -> None:
    paper: OtherPaper = sample_papers.PAPERS[name]
    assert LatePaper().paper(paper) == Paper().paper(paper)
