"""Makes the conversations: chatter of both speakers with planted exchanges in between, from a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from continuo.domain.turn import Role, Turn

FOLDER = Path(__file__).parent
SESSIONS = 44
FEWEST_TURNS = 60
MOST_TURNS = 200
TURNS_A_PLANT = 10
"""One planted exchange, two turns, in so many: a fifth of what is said matters."""

_ROLES = {"u": Role.USER, "a": Role.ASSISTANT}
_BRACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Planted:
    """What is asked later.

    Args:
        answer: its words.
        beside: a word that has to stand in the same line, so that the answer belongs to the question.
    """

    question: str
    answer: str
    beside: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One session and what is asked about it."""

    turns: tuple[Turn, ...]
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Turns that belong together, and what they plant, if anything."""

    turns: tuple[tuple[Role, str], ...]
    question: str = ""
    answer: str = ""
    beside: str = ""


def talks(seed: int = 7) -> list[Talk]:
    """Return the sessions; the same seed makes the same."""
    chance = random.Random(seed)
    plants, chatter, lists = _exchanges("planted.txt"), _exchanges("chatter.txt"), _lists()
    return [_talk(n, chance, plants, chatter, lists) for n in range(SESSIONS)]


def _talk(
    number: int, chance: random.Random, plants: list[Exchange], chatter: list[Exchange], lists: Mapping[str, list[str]]
) -> Talk:
    length = chance.randint(FEWEST_TURNS, MOST_TURNS)
    chosen = [_filled(e, chance, lists) for e in chance.sample(plants, min(len(plants), length // TURNS_A_PLANT))]
    # Chatter comes again in long sessions, as it does in life; never twice within one round.
    around: list[Exchange] = []
    while sum(len(e.turns) for e in [*around, *chosen]) < length:
        around += chance.sample(chatter, len(chatter))
    while sum(len(e.turns) for e in [*around, *chosen]) > length + 1:
        around.pop()
    order = [*around, *chosen]
    chance.shuffle(order)
    said = [turn for exchange in order for turn in exchange.turns]
    began = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=number)
    session = UUID(int=number + 1)
    turns = [
        Turn(session, n, role, text, "", began + timedelta(seconds=40 * n), began + timedelta(seconds=40 * n))
        for n, (role, text) in enumerate(said, 1)
    ]
    return Talk(tuple(turns), tuple(Planted(e.question, e.answer, e.beside) for e in chosen))


def _filled(exchange: Exchange, chance: random.Random, lists: Mapping[str, list[str]]) -> Exchange:
    values = {name: chance.choice(options) for name, options in lists.items()}

    def fill(text: str) -> str:
        return _BRACE.sub(lambda brace: values[brace[1]], text)

    return Exchange(
        tuple((role, fill(text)) for role, text in exchange.turns),
        fill(exchange.question),
        fill(exchange.answer),
        fill(exchange.beside),
    )


def _exchanges(name: str) -> list[Exchange]:
    blocks = "\n".join(_rows(name)).split("\n\n")
    return [_exchange(block.splitlines()) for block in blocks if block.strip()]


def _exchange(rows: list[str]) -> Exchange:
    fields = [(row[0], row[1:].lstrip(": ").strip()) for row in rows if row.strip()]
    said = tuple((_ROLES[mark], text) for mark, text in fields if mark in _ROLES)
    asked = {mark: text for mark, text in fields if mark not in _ROLES}
    return Exchange(said, asked.get("?", ""), asked.get("=", ""), asked.get("@", ""))


def _lists() -> dict[str, list[str]]:
    return {
        name: [value.strip() for value in values.split(",")]
        for name, _, values in (row.partition(":") for row in _rows("lists.txt") if row.strip())
    }


def _rows(name: str) -> Iterator[str]:
    return (row for row in (FOLDER / name).read_text("utf-8").splitlines() if not row.startswith("#"))
