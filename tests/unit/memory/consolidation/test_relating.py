"""Whose words the graph is made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from continuo.domain.entity import EntityType, Mention
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.relating import spoken_of

NOW = datetime(2026, 5, 1, tzinfo=UTC)


class Capitals:
    """Takes every word with a capital for a person."""

    version = "capitals"

    def recognise(self, text: str, *, speaker: str) -> tuple[Mention, ...]:
        """Return the words that begin with a capital."""
        return tuple(
            Mention(EntityType.PERSON, found.group(), found.start(), found.end(), 0.9)
            for found in re.finditer(r"[A-Z][a-z]+", text)
        )


def turn(text: str, role: Role = Role.USER, **rest: object) -> Turn:
    values = {"speaker": "", "said_at": NOW, "recorded_at": NOW} | rest
    return Turn(UUID(int=1), 1, role, text, **values)  # type: ignore[arg-type]


def names(*turns: Turn) -> list[str]:
    return [m.text for spoken in spoken_of(turns, Capitals()) for m in spoken.mentions]


def test_what_people_speak_of_is_read_at_its_place() -> None:
    (spoken,) = spoken_of([turn("we met Ana", speaker="Ben", purposes=("b", "a", "b"))], Capitals())

    assert [(m.text, m.start, m.end) for m in spoken.mentions] == [("Ana", 7, 10)]
    assert (spoken.speaker, spoken.said_at, spoken.purposes) == ("Ben", NOW, ("a", "b"))


def test_what_an_assistant_a_tool_or_the_system_says_is_nobodys_acquaintance() -> None:
    others = [turn("Ana and Ben", role) for role in Role if role is not Role.USER]

    assert names(*others) == []
    assert names(*others, turn("hello Cleo")) == ["Cleo"]


def test_what_is_only_shown_is_not_spoken_of() -> None:
    assert names(turn("see `Ana` and\n> Ben wrote this\nand Cleo")) == ["Cleo"]
