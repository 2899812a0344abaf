"""What people say of themselves in passing: lists without verbs, brackets, "ours", "the older one", bare numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def facts(*texts: str) -> set[tuple[str, str]]:
    """Return predicate and object; "not" stands before what is denied, "once" before what is past."""
    found = extract([Turn(UUID(int=1), n, Role.USER, text, "", NOW, NOW) for n, text in enumerate(texts, start=1)])
    return {(_sign(candidate) + candidate.predicate, candidate.object) for candidate in found}


def _sign(candidate: Candidate) -> str:
    if not candidate.affirmed:
        return "not "
    return "once " if candidate.valid_to is not None and candidate.valid_to <= NOW else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "About me: Ines, 34, school nurse, two kids, coeliac, no pork. Need a plan",
            {
                ("name", "Ines"),
                ("age", "34"),
                ("job_title", "school nurse"),
                ("has_child", "two kids"),
                ("has_condition", "coeliac"),
                ("avoids", "pork"),
            },
        ),
        (
            "For the record: widower, 71, one dog, bad knee, no sugar",
            {
                ("relationship_status", "widowed"),
                ("age", "71"),
                ("has_pet", "dog"),
                ("has_condition", "bad knee"),
                ("avoids", "sugar"),
            },
        ),
        (
            "Plumber, 41, divorced, one daughter and a dog. Where do I meet people?",
            {("job_title", "Plumber"), ("age", "41"), ("relationship_status", "divorced"), ("has_child", "daughter")},
        ),
        ("me: baker, 52, in Leeds, divorced", {("lives_in", "Leeds"), ("job_title", "baker"), ("age", "52")}),
        ("Hello, I am Jarek, bus driver, 96 kg. Lunch ideas?", {("weight", "96 kg"), ("job_title", "bus driver")}),
        (
            "hi im Anwar 31 plumber in Malmö i bake and i need a bio",
            {("name", "Anwar"), ("age", "31"), ("job_title", "plumber"), ("lives_in", "Malmö")},
        ),
        ("gift list: me (Birgit) a scarf, him a lamp", {("name", "Birgit")}),
    ],
)
def test_a_list_without_verbs_tells_who_one_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Write a character: Ana, 34, nurse, two kids",
        "Milk, eggs, bread, 34 cookies",
        "Paris, 34 degrees, sunny",
        "Nurses, doctors, teachers",
        "Patient: 54, diabetic, smoker",
        "Character sheet: elf, 200, archer",
        "I've been talking to Michael, 28, a junior editor",
        "I'm Level 26 in the game",
        "it was me (Monday) and him",
        "his son (Tim, 5) is ill",
        "The victory is ours. Rome is ours",
        "Asking for Dave: can dogs eat grapes",
        "The movie came on time",
        "covid at 90 is dangerous",
        "he said yes",
        "not with Karl tonight because of the rain",
        "The parcel arrived. The older one is blue.",
        "we have six so counting is hard",
    ],
)
def test_a_list_or_a_bracket_of_others_tells_nothing(text: str) -> None:
    assert {fact for fact in facts(text) if not fact[0].startswith("not works_at")} == set()


@pytest.mark.parametrize(
    ("texts", "fact"),
    [
        (("do parrots get bored? Ours (Figo) has been alone since june",), ("has_pet", "parrot named Figo")),
        (("are huskies hard to train? Mine, Balto, ignores me",), ("has_pet", "husky named Balto")),
        (("can guinea pigs eat figs, asking for Nib and Tuck",), ("has_pet", "guinea pig named Tuck")),
        (("Labrador, 12, arthritic, mine. What bed is good?",), ("has_pet", "Labrador")),
        (("we got the rabbit a friend, called Pip",), ("has_pet", "Pip")),
        (("one hen escaped", "two hens are back. we have nine so counting is hard"), ("number_of_hens", "9")),
        (("I keep goats. 11 of them.",), ("number_of_goats", "11")),
        (("I have two dogs. The older one is Bo.",), ("has_pet", "dog named Bo")),
        (("I have two sisters. the younger one is Mia",), ("has_sibling", "Mia")),
        (("three boys (8, 6, 2) and one bathroom",), ("number_of_boys", "3")),
        (("three boys (8, 6, 2) and one bathroom", "the 8yo is Sem, he'll protest"), ("has_child", "Sem")),
        (("We're pregnant!", "Ada arrived on monday, all fine"), ("has_child", "Ada")),
        (("packing list for husband (Jonas), daughter (Lea, 6) and me",), ("has_child", "Lea")),
        (("packing list for husband (Jonas), daughter (Lea, 6) and me",), ("partner", "Jonas")),
        (("the adoption is done, Lan is legally ours",), ("has_child", "Lan")),
        (("Polish mum of three in Cork, kids only want toast.",), ("number_of_children", "3")),
    ],
)
def test_those_spoken_of_just_before_get_names_and_numbers(texts: tuple[str, ...], fact: tuple[str, str]) -> None:
    assert fact in facts(*texts)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("rosa is my wife since june", ("partner", "rosa")),
        ("rosa is my wife since june", ("relationship_status", "married")),
        ("it's official with nadia, what do i wear", ("partner", "nadia")),
        ("it's official with nadia, what do i wear", ("relationship_status", "in a relationship")),
        ("I'm officially not with Karl, what now", ("not partner", "Karl")),
        ("She said YES!!! what now", ("relationship_status", "engaged")),
        ("married 12 years next week, gift idea?", ("relationship_status", "married")),
        ("we're together 8 years, not married. who inherits?", ("relationship_status", "in a relationship")),
    ],
)
def test_a_couple_is_told_in_few_words(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("texts", "fact"),
    [
        (
            ("my toddler is allergic to sesame, what is safe?", "and me to kiwi but thats easier"),
            ("allergic_to", "kiwi"),
        ),
        (("allergic: kiwi, celery",), ("allergic_to", "celery")),
        (("apples make my mouth tingle",), ("allergic_to", "apples")),
        (("back when i was vegan i cooked more",), ("once diet", "vegan")),
        (("is tofu ok for fish only eaters? that's me, pescatarian",), ("diet", "pescatarian")),
        (("lasagne for six, no mushrooms (i'd be sick)",), ("avoids", "mushrooms")),
        (("soup ideas? no celery, it gives me a rash",), ("avoids", "celery")),
        (("so gout at 45, great",), ("has_condition", "gout")),
        (("I was told I have asthma and it turned out the test was wrong",), ("once has_condition", "asthma")),
    ],
)
def test_health_and_food_are_told_in_few_words(texts: tuple[str, ...], fact: tuple[str, str]) -> None:
    assert fact in facts(*texts)


def test_what_is_begun_again_is_no_food() -> None:
    assert ("avoids", "started again") not in facts("i gave up wine and started again")
