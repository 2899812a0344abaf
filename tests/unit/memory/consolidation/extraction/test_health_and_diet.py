"""Allergies, illnesses, medicines and ways of eating: what holds, what ended, and whose it is."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)
HEALTH = {"allergic_to", "has_condition", "takes", "diet", "avoids"}


def facts(text: str) -> set[tuple[str, str]]:
    """Return what is read about health; "not" stands before what is denied, "once" before what is past."""
    read = extract([Turn(UUID(int=1), 1, Role.USER, text, "", NOW, NOW)])
    return {
        (_sign(candidate) + candidate.predicate, candidate.object)
        for candidate in read
        if candidate.predicate in HEALTH
    }


def _sign(candidate: Candidate) -> str:
    if not candidate.affirmed:
        return "not "
    return "once " if candidate.valid_to is not None and candidate.valid_to <= NOW else ""


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("I'm allergic to peanuts, shellfish and cats.", {"peanuts", "shellfish", "cats"}),
        ("allergic to bees AND wasps, what do I carry?", {"bees", "wasps"}),
        ("I have a severe sesame allergy", {"sesame"}),
        ("latex allergy here. Is that in gum?", {"latex"}),
        ("Allergies: dairy, kiwi", {"dairy", "kiwi"}),
        ("kiwi makes my throat swell", {"kiwi"}),
        ("turns out I'm allergic to nickel, found out today", {"nickel"}),
        ("no eggs for me ever, it's an allergy", {"eggs"}),
        ("I love pine nuts but I'm allergic to peanuts", {"peanuts"}),
        ("the allergist says I'm allergic to dust mites and birch", {"dust mites", "birch"}),
        ("I break out in hives from strawberries", {"strawberries"}),
        ("is almond milk ok with a peanut allergy?", {"peanut"}),
    ],
)
def test_every_allergy_of_a_row_is_one_of_its_own(text: str, foods: set[str]) -> None:
    assert {("allergic_to", food) for food in foods} == {f for f in facts(text) if f[0] == "allergic_to"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I was just diagnosed with type 2 diabetes", ("has_condition", "type 2 diabetes")),
        ("I have ADHD and anxiety", ("has_condition", "anxiety")),
        ("my migraines are back", ("has_condition", "migraines")),
        ("im lactose intolerant, dessert ideas?", ("has_condition", "lactose intolerant")),
        ("celiac here. is soy sauce ok?", ("has_condition", "celiac")),
        ("broke my left wrist on Sunday", ("has_condition", "broken wrist")),
        ("sprained ankle, so no running", ("has_condition", "sprained ankle")),
        ("I'm 20 weeks pregnant", ("has_condition", "pregnant")),
        ("I'm at home with a cold", ("has_condition", "cold")),
        ("I take metformin and lisinopril every day", ("takes", "lisinopril")),
        ("my doctor put me on ramipril", ("takes", "ramipril")),
        ("I'm on 20 mg of escitalopram", ("takes", "escitalopram")),
        ("I was prescribed iron tablets", ("takes", "iron tablets")),
        ("vegan here, quick lunch?", ("diet", "vegan")),
        ("I only eat halal", ("diet", "halal")),
        ("I've been vegetarian since school", ("diet", "vegetarian")),
        ("I'm trying the Mediterranean diet", ("diet", "Mediterranean")),
        ("I don't eat pork or shellfish", ("avoids", "shellfish")),
        ("I gave up coffee two years ago", ("avoids", "coffee")),
        ("no dairy for me", ("avoids", "dairy")),
        ("I don't drink.", ("avoids", "alcohol")),
        ("i eat everything except beetroot", ("avoids", "beetroot")),
        ("I haven't eaten meat since I was nine", ("avoids", "meat")),
        ("Shellfish is out for me, doctor's orders", ("avoids", "Shellfish")),
        ("turns out it's celiac", ("has_condition", "celiac")),
        ("can I run with asthma?", ("has_condition", "asthma")),
        ("My doctor says I'm prediabetic", ("has_condition", "prediabetic")),
        ("is a glass of wine ok on metoprolol?", ("takes", "metoprolol")),
        ("doctor told me to cut salt", ("avoids", "salt")),
        ("lactose and I aren't friends", ("avoids", "lactose")),
        ("no alcohol since May, feeling great", ("avoids", "alcohol")),
    ],
)
def test_health_and_food_are_read_however_they_are_said(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I'm no longer vegan", ("not diet", "vegan")),
        ("I switched from vegan to vegetarian", ("not diet", "vegan")),
        ("I eat meat again", ("not diet", "vegetarian")),
        ("I was vegan for six years", ("once diet", "vegan")),
        ("I quit keto", ("not diet", "keto")),
        ("I drink coffee again", ("not avoids", "coffee")),
        ("back on coffee? I'm back on coffee", ("not avoids", "coffee")),
        ("I stopped taking sertraline", ("not takes", "sertraline")),
        ("my doctor switched me from Prozac to Lexapro", ("not takes", "Prozac")),
        ("my doctor switched me from Prozac to Lexapro", ("takes", "Lexapro")),
        ("they took me off metoprolol", ("not takes", "metoprolol")),
        ("Came off Lexapro in spring", ("not takes", "Lexapro")),
        ("my wrist healed", ("not has_condition", "broken wrist")),
        ("I finally got over the flu", ("not has_condition", "flu")),
        ("I gave birth on Monday", ("not has_condition", "pregnant")),
        ("I outgrew my egg allergy", ("not allergic_to", "egg")),
        ("no longer allergic to eggs!", ("not allergic_to", "eggs")),
        ("swapped ramipril for losartan", ("not takes", "ramipril")),
        ("I was on ibuprofen but switched to naproxen", ("once takes", "ibuprofen")),
        ("I'm cancer free since May", ("not has_condition", "cancer")),
        ("healthy again!", ("not has_condition", "flu")),
        ("ex-vegan here", ("not diet", "vegan")),
        ("I used to be allergic to milk as a kid", ("once allergic_to", "milk")),
        ("I'm not allergic to dairy, I just dislike it", ("not allergic_to", "dairy")),
    ],
)
def test_what_is_over_is_read_as_over(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "my friend is allergic to nuts",
        "My mother can't eat buckwheat",
        "his peanut allergy is bad",
        "I'm allergic to meetings",
        "my son has asthma",
        "What if I were diabetic?",
        "a vegan recipe, please",
        "I don't eat out much",
        "no changes for me",
        "I can't eat that",
        "Is aspirin in it?",
        "My husband is on insulin",
        "I have a cold beer every Friday",
        "for a guest with a peanut allergy",
        "next example: woman, 29, diabetic, vegan.",
    ],
)
def test_what_is_not_ones_own_health_is_left_alone(text: str) -> None:
    assert facts(text) == set()


def test_liking_a_food_leaves_the_allergy_to_its_namesake_alone() -> None:
    assert facts("Coconut milk is lovely but cow's milk gives me hives") == {("allergic_to", "cow's milk")}
