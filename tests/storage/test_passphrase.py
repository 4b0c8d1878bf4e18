"""The floor under a passphrase."""

from __future__ import annotations

import pytest

from roundtable.domain.errors import PassphraseTooWeak
from roundtable.storage.passphrase import passphrase_strength, require_strong, suggestion


@pytest.mark.parametrize(
    "text",
    [
        "",
        "password",
        "Redbridge2026",
        "redbridge safeguarding",
        "safeguarding children board",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890",
        "01/02/2015",
        "x7#Kp!2",
    ],
)
def test_weak_ones_are_refused_with_something_to_do(text: str) -> None:
    strength = passphrase_strength(text)
    assert not strength.is_enough
    assert strength.score < 4
    assert strength.guidance
    assert all(sentence.endswith(".") for sentence in strength.guidance)
    with pytest.raises(PassphraseTooWeak) as refused:
        require_strong(text)
    assert refused.value.details["guidance"] == strength.guidance


@pytest.mark.parametrize(
    "text",
    [
        "lantern-gravel-orbit-thimble-willow",
        "vX9!qLm2#TzR7pQw",
        "pewter canyon almond sketch ribbon " * 4,
        "żółć-gąska-pióro-śnieg-łoś",
    ],
)
def test_good_ones_are_taken_at_any_length(text: str) -> None:
    strength = passphrase_strength(text)
    assert strength.is_enough
    assert strength.score == 4
    assert strength.guidance == ()
    require_strong(text)


def test_local_words_make_a_passphrase_weaker() -> None:
    text = "redbridge safeguarding roundtable"
    assert passphrase_strength(text).score <= passphrase_strength(text, local_words=()).score
    assert not passphrase_strength(text).is_enough


def test_the_guidance_never_repeats_the_passphrase() -> None:
    assert "Redbridge2026" not in " ".join(passphrase_strength("Redbridge2026").guidance)


def test_a_suggestion_is_strong() -> None:
    words = [f"{a}{b}" for a in ("lant", "grav", "orb", "thimb", "will") for b in ("er", "el", "it", "le")]
    made = suggestion(words)
    assert len(made.split("-")) == 6
    assert suggestion(words) != made
