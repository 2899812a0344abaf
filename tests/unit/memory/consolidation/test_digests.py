"""Past months are told in a few lines, each with the episodes it is from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from continuo.domain.episode import Episode, RecapLine
from continuo.domain.profile import Section
from continuo.memory.consolidation.digests import MOST_CHARACTERS, digests

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def episode(number: int, day: datetime, *texts: str, purposes: tuple[str, ...] = ("memory",)) -> Episode:
    recap = tuple(RecapLine("user", text, (n,)) for n, text in enumerate(texts, 1))
    return Episode(UUID(int=number), UUID(int=99), 1, 9, day, day, "s", (), (), (1,), day, purposes, recap)


def day(month: int, number: int) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


def test_a_month_that_lies_behind_is_told_with_what_was_decided_in_it() -> None:
    chatter = [f"perhaps the weather of week {'x' * n} was fine all the same, who knows" for n in range(30)]
    told = digests(
        [
            episode(1, day(3, 2), *chatter[:15], "We decided to sell the boat for 4200 euros."),
            episode(2, day(3, 9), *chatter[15:], "Vera moved to Gdansk on Monday."),
        ],
        NOW,
        first_line=7,
    )
    assert [(line.line, line.section, line.episodes) for line in told] == [
        (7, Section.PAST, (UUID(int=1), UUID(int=2)))
    ]
    assert told[0].text.startswith("2026-03: ")
    assert "sell the boat for 4200 euros" in told[0].text
    assert "Vera moved to Gdansk" in told[0].text
    assert len(told[0].text) <= MOST_CHARACTERS + len("2026-03: ")


def test_the_last_thirty_days_and_single_conversations_have_no_digest() -> None:
    young = [episode(n, NOW - timedelta(days=n), "We decided it.") for n in (1, 2, 3)]
    alone = [episode(9, day(2, 1), "We decided it.")]
    assert digests([*young, *alone], NOW, first_line=1) == []


def test_what_was_given_for_different_purposes_is_told_apart() -> None:
    months = digests(
        [
            episode(1, day(3, 1), "We decided on teal."),
            episode(2, day(3, 2), "We decided on ochre."),
            episode(3, day(3, 3), "We decided on slate.", purposes=("support",)),
            episode(4, day(3, 4), "We decided on cream.", purposes=("support",)),
        ],
        NOW,
        first_line=1,
    )
    assert [(line.purposes, len(line.episodes)) for line in months] == [(("memory",), 2), (("support",), 2)]
    assert "slate" not in months[0].text
