"""Counts, height, weight and budget."""

from __future__ import annotations

import pytest
from tests.saying import of

NUMBERS = ("number_of_", "height", "weight", "budget")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i've 3 bikes and a shed. hooks or rack?", "number_of_bikes=3"),
        ("down to 5 hens. what fence?", "number_of_hens=5"),
        ("This is my fourth bike", "number_of_bikes=4"),
        ("my three sons love football", "number_of_sons=3"),
        ("I've got 14 sheep now", "number_of_sheep=14"),
        ("sold the boys: 14 sheep left", "number_of_sheep=14"),
        ("I split a hive so it's three hives.", "number_of_hives=3"),
        ("I'm 173 cm tall", "height=173 cm"),
        ("how many steps is 5 miles? I'm 5 foot 4", "height=5 foot 4"),
        ("my doctor's sheet says 178 cm", "height=178 cm"),
        ("Starting weight 92 kg, goal 80.", "weight=92 kg"),
        ("86 kg this morning, that's me on the scale", "weight=86 kg"),
        ("I've gone from 90 kg to 82 kg", "weight=82 kg"),
        ("Ten years ago I weighed 104 kg.", "past weight=104 kg"),
        ("Laptop for video editing, I can spend 1200 euros.", "budget=1200 euros"),
        ("ok, my budget is 1500, I just checked", "budget=1500"),
        ("budget: 800 EUR", "budget=800 EUR"),
        ("we raised our budget to 12k", "budget=12k"),
        ("I don't want to spend more than $50", "budget=$50"),
    ],
)
def test_numbers_are_read(text: str, found: str) -> None:
    assert of(NUMBERS, text) == [found]


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("I have three cats", "another cat, so that makes four", "number_of_cats=4"),
        ("I have two guitars", "bought a third, a Godin!", "number_of_guitars=3"),
        ("i've 3 bikes", "bought another bike so it's 4 now.", "number_of_bikes=4"),
    ],
)
def test_a_count_goes_on(first: str, then: str, found: str) -> None:
    assert of(NUMBERS, first, then)[-1] == found


@pytest.mark.parametrize(
    "text",
    [
        "I have two questions",
        "I have 20 minutes",
        "I have two exams next week",
        "I need two eggs",
        "I have 3 eggs and some flour",
        "I lost 5 kg",
        "my dog weighs 20 kg",
        "I'm 20 cm taller than him",
        "I bench 100 kg",
        "I want to weigh 60 kg",
        "I've seen up to five hummingbirds at a time",
        "the workshop has up to 15 after late registrations",
    ],
)
def test_what_only_looks_like_a_number_of_ones_own(text: str) -> None:
    assert of(NUMBERS, text) == []
