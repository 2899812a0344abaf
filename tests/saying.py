"""What is read from things that one person says, in a form that tables of expectations can be written in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.extractor import extract

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
"""A Wednesday."""


def read(*texts: str) -> list[str]:
    """Return the statements of turns said an hour apart: "lives_in=Oslo", "not works_at=", "past from=Rome"."""
    turns = [
        Turn(UUID(int=1), n, Role.USER, text, "", NOW + timedelta(hours=n), NOW + timedelta(hours=n))
        for n, text in enumerate(texts)
    ]
    found = []
    for candidate in extract(turns):
        how = "" if candidate.affirmed else "not "
        how += "past " if candidate.affirmed and candidate.valid_to is not None else ""
        found.append(f"{how}{candidate.predicate}={candidate.object}")
    return found


def of(predicates: tuple[str, ...], *texts: str) -> list[str]:
    """Return the statements of these predicates, or families of them, alone."""
    names = [(statement, statement.removeprefix("not ").removeprefix("past ")) for statement in read(*texts)]
    return [statement for statement, name in names if name.startswith(predicates)]
