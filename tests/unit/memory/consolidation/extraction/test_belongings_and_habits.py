"""What people have, drive, do and plan, and how that ends. All sentences are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract
from continuo.memory.consolidation.extraction.gerunds import base_form
from continuo.memory.consolidation.extraction.possessions import names_kept, names_vehicle, singular

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def facts(text: str) -> set[tuple[str, str]]:
    """Return predicate and object of what is read; "not" stands before a denial, "was" before the past."""
    told = extract([Turn(UUID(int=1), 1, Role.USER, text, "", NOW, NOW)])
    return {
        (
            ("was " if c.affirmed and c.valid_to is not None and c.predicate != "plans_to" else "")
            + ("" if c.affirmed else "not ")
            + c.predicate,
            c.object,
        )
        for c in told
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("my Brompton squeaks when folded. oil where?", ("owns", "Brompton")),
        ("our Škoda's in the ditch", ("owns", "Škoda")),
        ("what tyres for my Honda Civic?", ("owns", "Honda Civic")),
        ("how do I clean my espresso machine?", ("owns", "espresso machine")),
        ("my tent is a Vango, one pole is bent", ("owns", "a Vango")),
        ("my car (a Ford Focus) makes a noise", ("owns", "a Ford Focus")),
        ("new phone is a Fairphone. how do I get the contacts over", ("owns", "a Fairphone")),
        ("I have two guitars, a Takamine and a cheap one without name", ("owns", "a Takamine")),
        ("moving list! I own a rice cooker and a sofa", ("owns", "a sofa")),
        ("My father left me his loom. How do I store it", ("owns", "loom")),
        ("lent my drill to Gustavo, how do I ask it back?", ("owns", "drill")),
        ("I have an inflatable flamingo", ("owns", "an inflatable flamingo")),
        ("i drive a 2009 yaris with 310k km", ("drives", "yaris")),
        ("I'm driving my cousin's old Hilux till payday", ("drives", "Hilux")),
        ("i drive a school bus and my own Beetle", ("drives", "a school bus")),
    ],
)
def test_belongings_are_heard_in_passing(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I sold the van and got a used Leaf", ("not owns", "van")),
        ("I sold the van and got a used Leaf", ("not drives", "van")),
        ("I sold the van and got a used Leaf", ("owns", "Leaf")),
        ("somebody nicked the Brompton outside the shop", ("not owns", "Brompton")),
        ("my bike got stolen last night", ("not owns", "bike")),
        ("the old bike went to charity", ("not owns", "bike")),
        ("the piano has a new owner", ("not owns", "piano")),
        ("I finally sold it, the old Passat", ("not drives", "Passat")),
        ("I don't have a car anymore so driving isn't an option", ("not drives", "car")),
        ("just upgraded from an iPhone 12 to a Pixel 8", ("not owns", "iPhone 12")),
        ("just upgraded from an iPhone 12 to a Pixel 8", ("owns", "a Pixel 8")),
        ("I swapped my old Golf for an electric bike", ("owns", "an electric bike")),
        ("I used to have a Vespa", ("was owns", "a Vespa")),
    ],
)
def test_what_is_sold_or_lost_is_denied(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I play the cello in an orchestra and the tuba in a brass band", ("does", "tuba")),
        ("bass and vocals, that's me", ("does", "vocals")),
        ("i row now, on the canal", ("does", "row")),
        ("judo practice was brutal. ice or heat?", ("does", "judo")),
        ("after 12 years of judo I still can't do the splits", ("does", "judo")),
        ("she made me take up chess", ("does", "chess")),
        ("pottery yes, i do that on saturdays", ("does", "pottery")),
        ("I've been subtitling for 15 years", ("does", "subtitling")),
        ("I run 10k not 5k this year", ("does", "10k")),
        ("Suggest a name for my podcast on old maps", ("does", "podcast")),
        ("I go to the gym four times a week", ("does", "gym")),
        ("i started smoking again at christmas", ("does", "smoking")),
        ("quit running in the autumn (knees)", ("not does", "run")),
        ("I stopped singing, my brother took over", ("not does", "singing")),
        ("not lifting any longer, my shoulder gave up", ("not does", "lifting")),
        ("I haven't played guitar in years", ("not does", "guitar")),
        ("I swapped running for swimming", ("not does", "running")),
        ("I swapped running for swimming", ("does", "swimming")),
        ("I used to play the oboe, these days it's only the ukulele", ("was does", "oboe")),
    ],
)
def test_habits_begin_and_end(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I'm planning to move to Ghent in summer", ("plans_to", "move to Ghent")),
        ("Next year I want to learn to sail", ("plans_to", "learn to sail")),
        ("goals for the year: adopt a greyhound, learn to knit, visit Tbilisi", ("plans_to", "trip to Tbilisi")),
        ("plan: read 20 books this year", ("plans_to", "read 20 books")),
        ("I left my firm and start at Nokia on Monday", ("plans_to", "start at Nokia")),
        ("we're flying to Malta in May, what to pack?", ("plans_to", "trip to Malta")),
        ("I'm visiting my sister in Boston next week", ("has_sibling", "sister")),
        ("We cancelled our trip to Malta", ("not plans_to", "trip to Malta")),
        ("the Iceland trip is cancelled", ("not plans_to", "trip to Iceland")),
        ("just got back from Tbilisi", ("not plans_to", "trip to Tbilisi")),
        ("I've decided against getting a dog", ("not plans_to", "getting a dog")),
        ("We were going to buy the barn but the bank said no", ("not plans_to", "buy the barn")),
    ],
)
def test_plans_are_made_and_dropped(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "If I had a sailboat I'd call it Patience",
        "should I buy a piano?",
        "do I need a car in Berlin?",
        "I bought a bike for my son",
        "my sister's car broke down",
        "my boss has a boat",
        "I almost bought a Tesla",
        "I rented a car in Rome",
        "I need a new laptop",
        "my sister plays the harp",
        "my neighbour plays golf and hates noise",
        "I play a key role in my team",
        "can I play the guitar at night?",
        "I wish I played the piano",
        "I make a lot of mistakes",
        "I might visit Rome in May",
        "I plan to use this",
        "I'll try to use them next time",
        "Thinking of getting a motorbike licence",
    ],
)
def test_what_is_neither_had_nor_done_is_left_alone(text: str) -> None:
    assert not {predicate for predicate, _ in facts(text)} & {"owns", "drives", "does", "plans_to"}


@pytest.mark.parametrize(
    ("gerund", "verb"),
    [
        ("running", "run"),
        ("smoking", "smoke"),
        ("rowing", "row"),
        ("cycling", "cycle"),
        ("dancing", "dance"),
        ("king", "king"),
    ],
)
def test_a_gerund_is_led_back_to_its_verb(gerund: str, verb: str) -> None:
    assert base_form(gerund) == verb


def test_things_are_known_by_their_last_word_or_their_make() -> None:
    assert names_kept("mountain bike")
    assert names_kept("old Golf")
    assert not names_kept("round of golf")
    assert not names_kept("question")
    assert names_vehicle("2009 yaris")
    assert not names_vehicle("guitar")
    assert singular("Shelves") == "shelf"
