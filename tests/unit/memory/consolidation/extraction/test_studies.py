"""What somebody studies, where, and which languages they speak."""

from __future__ import annotations

import pytest
from tests.saying import of

STUDIES = ("studies", "studied_at", "speaks")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'm studying law in Coimbra, second year", ["studies=law", "studied_at=Coimbra"]),
        ("I'm a nursing student at Leiden University", ["studies=nursing", "studied_at=Leiden University"]),
        ("I'm doing mechanical engineering", ["studies=mechanical engineering"]),
        ("I switched my major from law to sociology", ["not studies=law", "studies=sociology"]),
        ("dropped out of law school today", ["not studies=law", "not studied_at=law school"]),
        ("I graduated from Oxford with a degree in history", ["studied_at=Oxford", "studies=history"]),
        ("adding an evening course in pottery", ["studies=pottery"]),
        ("instead I did marine biology", ["studies=marine biology"]),
        ("my professor at ETH wants it tomorrow", ["studied_at=ETH"]),
        ("i speak french and wolof already", ["speaks=french", "speaks=wolof"]),
        ("my native tongue's Tigrinya btw", ["speaks=Tigrinya"]),
        ("passed C1 in French!!!", ["speaks=French"]),
        ("I work in Danish all day now", ["speaks=Danish"]),
        ("I don't speak Korean", ["not speaks=Korean"]),
        ("english is my 2nd language", ["speaks=english"]),
    ],
)
def test_studies_and_languages(text: str, found: list[str]) -> None:
    assert sorted(of(STUDIES, text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "my sister studies law in Lyon",
        "I wish I spoke Arabic",
        "learning korean since last week!",
        "I'm considering applying for a Master's in Media at University of Leeds",
        "I got my phone at a discount from Best Buy",
        "I think of why I'm doing it",
        "if I studied medicine my mother would be happy",
    ],
)
def test_what_only_looks_like_studies(text: str) -> None:
    assert of(STUDIES, text) == []
