"""Likes, dislikes, favourites and standing preferences, and how they change. All sentences are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def facts(text: str) -> set[tuple[str, str]]:
    """Return predicate and object of what is read; "not" stands before a denial, "was" before the past."""
    told = extract([Turn(UUID(int=1), 1, Role.USER, text, "", NOW, NOW)])
    return {
        (("was " if c.affirmed and c.valid_to is not None else "" if c.affirmed else "not ") + c.predicate, c.object)
        for c in told
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i hate mornings, love red wine and old movies", {"mornings", "red wine", "old movies"}),
        ("I love the sea and hate swimming", {"the sea", "swimming"}),
        ("I love mac and cheese, sushi and ramen", {"mac and cheese", "sushi", "ramen"}),
        ("love hiking, camping and cooking over a fire", {"hiking", "camping", "cooking"}),
        ("I like red and white wine", {"red and white wine"}),
    ],
)
def test_a_list_of_likings_is_taken_apart(text: str, expected: set[str]) -> None:
    assert {obj for predicate, obj in facts(text) if predicate in {"likes", "dislikes"}} == expected


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("huge fan of Formula 1", ("likes", "Formula 1")),
        ("into climbing these days", ("likes", "climbing")),
        ("mushrooms have really grown on me", ("likes", "mushrooms")),
        ("as a big jazz fan, what should I see in New Orleans?", ("likes", "jazz")),
        ("big tea drinker here, any good assam brands?", ("likes", "tea")),
        ("I can't get enough of Korean dramas", ("likes", "Korean dramas")),
        ("what goes with blue cheese, I'm obsessed with it", ("likes", "blue cheese")),
        ("I used to hate cilantro but now I love it", ("likes", "cilantro")),
        ("I never used to like olives but I do now", ("likes", "olives")),
        ("I can't stand the smell of fish", ("dislikes", "fish")),
        ("not really into podcasts", ("dislikes", "podcasts")),
        ("broccoli makes me gag", ("dislikes", "broccoli")),
        ("no scented candles please, since the move I can't stand them", ("dislikes", "scented candles")),
        ("I've gone off coffee lately", ("not likes", "coffee")),
        ("I'm not into crossfit any more", ("not likes", "crossfit")),
        ("I've fallen out of love with baking", ("not likes", "baking")),
        ("I used to be obsessed with K-pop, not anymore", ("was likes", "K-pop")),
    ],
)
def test_tastes_come_and_go(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("my favourite colour's rust these days, so rust background", ("favourite_colour", "rust")),
        ("blue used to be my favourite colour, it's green now", ("favourite_colour", "green")),
        ("Finished it. I've got a new favourite book.", ("not favourite_book", "")),
        ("Dune is no longer my favourite book", ("not favourite_book", "Dune")),
        ("My favorite movie used to be Alien", ("was favourite_movie", "Alien")),
        ("favourite food: lasagne", ("favourite_food", "lasagne")),
        ("Interstellar is hands down my favourite movie", ("favourite_movie", "Interstellar")),
        ("my favourite film is Solaris, everybody asks", ("favourite_movie", "Solaris")),
    ],
)
def test_a_favourite_that_changed_is_the_new_one(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I always take a window seat, is row 31 ok?", ("prefers", "window seat")),
        ("I prefer the aisle to the window", ("prefers", "aisle")),
        ("I prefer the aisle to the window", ("not prefers", "window")),
        ("from now on I want aisle seats", ("prefers", "aisle seats")),
        ("I switched from coffee to green tea", ("not prefers", "coffee")),
        ("I switched from coffee to green tea", ("prefers", "green tea")),
        ("I'd rather walk than drive", ("prefers", "walk")),
        ("mornings work best for me", ("prefers", "mornings")),
        ("I like dogs more than cats", ("prefers", "dogs")),
        ("I only drink decaf these days", ("prefers", "decaf")),
    ],
)
def test_a_standing_preference_is_read_as_one(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "I love this idea",
        "I would love to visit Peru",
        "do you like jazz?",
        "I hate to ask but can you help",
        "I hate when that happens",
        "I like the second option",
        "oh great, another two hour call, I just love those calls",
        "Jogging is my passion, said no one who has seen me climb the stairs",
        "we have a rug, a table, things like lamps",
        "love you",
        "I'm interested in learning more about it",
    ],
)
def test_what_is_no_taste_is_left_alone(text: str) -> None:
    tastes = {"likes", "dislikes", "prefers", "not likes", "not dislikes"}
    assert not {predicate for predicate, _ in facts(text)} & tastes


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("no bullet points please", ("wishes", "no bullet points")),
        ("please use simple words, I'm not a native speaker", ("wishes", "use simple words")),
        ("skip the disclaimers", ("wishes", "skip the disclaimers")),
        ("don't call me sir", ("wishes", "don't call me sir")),
        ("I'd like you to always include sources", ("wishes", "always include sources")),
        ("can you be more concise?", ("wishes", "be more concise")),
        ("you can use emojis again", ("not wishes", "don't use emojis")),
        ("you can stop answering in French now", ("not wishes", "answer in French")),
    ],
)
def test_wishes_are_made_and_taken_back(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)
