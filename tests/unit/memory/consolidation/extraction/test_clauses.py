"""Words that say "I" and tell nothing of the speaker: irony, scenes, other people's words. All are made up."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=UTC)


def facts(*texts: str) -> set[tuple[str, str]]:
    """Return predicate and object of what is read in turns of one person."""
    turns = [Turn(UUID(int=1), at, Role.USER, text, "", NOW, NOW) for at, text in enumerate(texts, start=1)]
    return {(("" if c.affirmed else "not ") + c.predicate, c.object) for c in extract(turns)}


@pytest.mark.parametrize(
    "text",
    [
        "oh great, another monday. I just love mondays",
        "because who doesn't love doing taxes. I love taxes!",
        "I adore standing in line for an hour /s",
        "great, I live in the printer room now",
        "what a joy, I love paperwork so much 🙄",
        "sure, I'm totally a plumber. not.",
        "I love my job at Bosch, said no one ever",
        "Wonderful. My train broke down. I love this railway.",
        "I'm basically a taxi driver",
        "I'm a bad driver",
        "I'm allergic to mornings",
    ],
)
def test_irony_is_not_taken_at_its_word(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Say I'm 60 and retired, how much pension do I get?",
        "For the sake of argument, I own two flats in Bern. Tax?",
        "Imagine I'm a baker. I get up at 3. I live in Lyon. What would my day be like?",
        "in another life I'm a marine biologist in Hawaii",
        "In my novel I'm a surgeon, and I live in Vienna",
        "dream job: I'm a beekeeper in Crete",
        "I don't think I'm allergic to nuts",
        "it's not true that I live in Rome",
        "In Germany we speak German",
        "we all love pizza",
    ],
)
def test_what_is_only_imagined_or_said_of_a_crowd_is_no_fact(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Opening line for my novel: I was born in Minsk in a snowstorm.",
        "is this a good caption? I live in paradise and work at the zoo",
        "lyrics so far: I got a dog named Blue, I live in Tennessee",
        "student text: My name is Omar. I live in Cairo.",
        "her bio says: I'm a yoga teacher in Bali. I love cats.",
        "Email from landlord: I am selling the flat. I live in Rome now.",
        "check this form\n\nApplicant: Ms Hana Ito\nAddress: Sendai\nOccupation: baker",
        "boss: I never eat garlic. and he means it",
        "a kid at school said I'm from Peru",
        "your notes say I live in Rome",
        "Role play: you are a doctor, I'm Boris, a spy from Minsk. Go!",
        "You're the bartender, I'm the customer. I'm Joe, I love whiskey.",
    ],
)
def test_words_of_others_and_of_nobody_are_not_the_speakers(text: str) -> None:
    assert facts(text) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("oh great, thanks! I love pasta", ("likes", "pasta")),
        ("Amazing, thank you. I live in Ghent by the way", ("lives_in", "Ghent")),
        ("Suppose it rains. What then? I live in Ghent.", ("lives_in", "Ghent")),
        ("context for the email: I'm a nurse at Charité", ("job_title", "nurse")),
        ("About me: I live in Leeds", ("lives_in", "Leeds")),
        ("You are a helpful assistant. I live in Rome.", ("lives_in", "Rome")),
        ('my boss wrote: "I love you all". I work at Bosch', ("works_at", "Bosch")),
        ("Anna: I have none\nMe: I have one son, Leo", ("has_child", "Leo")),
        ("I'm a senior driver", ("job_title", "senior driver")),
    ],
)
def test_what_stands_beside_it_is_still_read(text: str, fact: tuple[str, str]) -> None:
    assert fact in facts(text)


def test_a_role_play_goes_on_until_it_is_left() -> None:
    play = "Role play: you are a customs officer, I'm Ivan. Go."

    assert facts(play, "I live in the Astoria and I have six cats") == set()
    assert ("lives_in", "Graz") in facts(play, "ok stop, thanks. I live in Graz")
