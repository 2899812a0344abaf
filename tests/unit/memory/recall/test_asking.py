"""Questions about what was said are read from their words; all others are left to the ranking."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.unit.memory.recall.conftest import HASHER

from continuo.domain.turn import Role
from continuo.memory.recall.asking import Asked, Want, asked_of
from continuo.memory.recall.tally_text import tally_text

CET = timezone(timedelta(hours=1))
NOW = datetime(2026, 12, 1, 9, tzinfo=CET)  # a Tuesday
SPEAKERS = {HASHER.speaker(name) for name in ("Ana", "Jon Doe", "user", "assistant")}
TUESDAY = (datetime(2026, 11, 24, tzinfo=CET), datetime(2026, 11, 25, tzinfo=CET))
MARCH = (datetime(2026, 3, 1, tzinfo=CET), datetime(2026, 4, 1, tzinfo=CET))
MINE, YOURS, OURS = (Role.USER,), (Role.ASSISTANT,), None


def read(text: str) -> Asked | None:
    return asked_of(text, now=NOW, hasher=HASHER, speakers=SPEAKERS)


@pytest.mark.parametrize(
    ("text", "want", "topic", "roles"),
    [
        ("How often did I mention running?", Want.COUNT, "running", MINE),
        ("How many times have I talked about my sister?", Want.COUNT, "sister", MINE),
        ("Did I ever mention my allergy?", Want.COUNT, "allergy", MINE),
        ("Have I told you about the dog before?", Want.COUNT, "dog", MINE),
        ("How many messages mention invoices?", Want.COUNT, "invoices", OURS),
        ("List everything I said about the garden.", Want.EVERY, "garden", MINE),
        ("everything you said about taxes", Want.EVERY, "taxes", YOURS),
        ("Show me all messages about invoices", Want.EVERY, "invoices", OURS),
        ("When did I mention Porto?", Want.EVERY, "Porto", MINE),
        ("When did we last talk about the roof?", Want.LAST, "roof", OURS),
        ("When did we talk about the roof for the first time?", Want.FIRST, "roof", OURS),
        ("When was the last time I mentioned Porto?", Want.LAST, "Porto", MINE),
        ("What was the first thing I told you?", Want.FIRST, "", MINE),
        ("What did I say about pricing?", Want.SAID, "pricing", MINE),
        ("What have you told me about “solar panels”?", Want.SAID, "solar panels", YOURS),
        ("Wie oft habe ich den Garten erwähnt?", Want.COUNT, "Garten", MINE),
        ("Wann haben wir zuletzt über das Dach gesprochen?", Want.LAST, "Dach", OURS),
        ("Combien de fois ai-je mentionné le jardin ?", Want.COUNT, "jardin", MINE),
        ("Quand avons-nous parlé du toit pour la première fois ?", Want.FIRST, "toit", OURS),
        ("¿Cuántas veces mencioné el jardín?", Want.COUNT, "jardín", MINE),
        ("¿Cuándo hablamos de la casa por última vez?", Want.LAST, "casa", OURS),
    ],
)
def test_what_is_wanted_of_whose_turns_and_about_what(
    text: str, want: Want, topic: str, roles: tuple[Role, ...] | None
) -> None:
    assert read(text) == Asked(want, topic, roles, zone=CET)


@pytest.mark.parametrize(
    ("text", "topic", "stretch"),
    [
        ("What did I say about pricing last Tuesday?", "pricing", TUESDAY),
        ("What did I say last Tuesday?", "", TUESDAY),
        ("How often did I mention running in March?", "running", MARCH),
        ("In March, how often did I mention running?", "running", MARCH),
        ("Was habe ich letzten Dienstag über Preise gesagt?", "Preise", TUESDAY),
        ("Qu'est-ce que j'ai dit sur les prix mardi dernier ?", "prix", TUESDAY),
        ("¿Qué dije sobre los precios el martes pasado?", "precios", TUESDAY),
    ],
)
def test_when_it_was_said_is_no_part_of_what_it_is_about(
    text: str, topic: str, stretch: tuple[datetime, datetime]
) -> None:
    asked = read(text)
    assert asked is not None
    assert (asked.topic, asked.roles, asked.stretches) == (topic, MINE, (stretch,))


def test_others_are_known_by_name_if_they_speak_in_this_memory() -> None:
    assert read("What did Ana say in March?") == Asked(Want.SAID, "", None, "Ana", (MARCH,), zone=CET)
    assert read("What did jon doe say about hiking?") == Asked(Want.SAID, "hiking", None, "jon doe", zone=CET)
    assert read("What did Maria say in March?") is None
    assert read("What did the doctor say about my knee?") is None


@pytest.mark.parametrize(
    ("text", "want", "topic"),
    [
        ("What did we talk about in our first conversation?", Want.FIRST, ""),
        ("When was our last chat about the garden?", Want.LAST, "garden"),
        ("How many conversations have we had about tax?", Want.COUNT, "tax"),
    ],
)
def test_conversations_are_asked_for_like_turns(text: str, want: Want, topic: str) -> None:
    assert read(text) == Asked(want, topic, of_sessions=True, zone=CET)


@pytest.mark.parametrize(
    "text",
    [
        "How many dogs do I have?",
        "When did I move to Berlin?",
        "What did I buy last week?",
        "What did you suggest for dinner?",
        "What did I say?",
        "How often do I go running?",
        "Where did I say I would meet Ana?",
        "What was said about it?",
        "Who did I talk to about the roof?",
        "Did I say that it was blue?",
        "What have I told you about my favourite colour and what would suit it best in the room?",
        "I talked about pricing last Tuesday.",
        "What did I say about the",
    ],
)
def test_every_other_question_is_left_to_the_ranking(text: str) -> None:
    assert read(text) is None


def test_reading_a_hostile_question_takes_no_time() -> None:
    hostile = ["what did " + "a b " * 45 + "say about", "how often did " + "talk about " * 15, "list all " + "my " * 60]
    began = time.process_time()
    for text in hostile * 10:
        read(text)
    assert time.process_time() - began < 3


TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "total", "ends", "elsewhere", "text"),
    [
        (Asked(Want.COUNT, "running", MINE), 0, [], 0, '0 turns of the user mention "running"'),
        (Asked(Want.COUNT, "run"), 1, [TEN, TEN], 0, '1 turn mentions "run", said on 24 Nov 2026 at 10:00'),
        (
            Asked(Want.SAID, "pricing", MINE, "", (TUESDAY,)), 2, [TEN, NOON], 1,
            '2 turns of the user said on 24 Nov 2026 mention "pricing": the first on 24 Nov 2026 at 10:00, '
            "the last on 24 Nov 2026 at 12:00; 1 at other times",
        ),
        (
            Asked(Want.SAID, "", None, "Ana", (MARCH,)), 0, [], 4,
            "0 turns of Ana said from 1 Mar 2026 to 31 Mar 2026 were found; 4 at other times",
        ),
        (
            Asked(Want.FIRST, "", of_sessions=True), 7, [TEN, NOON], 0,
            "the first conversation of 7: its turns were said from 24 Nov 2026 at 10:00 on",
        ),
    ],
)  # fmt: skip
def test_what_was_counted_is_said_in_one_sentence(
    asked: Asked, total: int, ends: list[datetime], elsewhere: int, text: str
) -> None:
    assert tally_text(asked, total, ends, elsewhere) == text
