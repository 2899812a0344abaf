"""Times are read on the calendar of whoever speaks or asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from tests.running import running_continuo

from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.ports.facts import FactFilter
from continuo.wiring import DEFAULT_TENANT

# Half past eight on a Wednesday morning in Auckland is Tuesday evening in Greenwich.
AUCKLAND = timezone(timedelta(hours=13))
WEDNESDAY = datetime(2025, 1, 15, 8, 30, tzinfo=AUCKLAND)


async def test_today_is_the_day_of_whoever_speaks() -> None:
    async with running_continuo() as continuo:
        days = {}
        for user, said_at in (("here", WEDNESDAY), ("there", WEDNESDAY.astimezone(UTC))):
            scope = Scope.of(DEFAULT_TENANT, user)
            turn = NewTurn(Role.USER, "I moved to Lisbon yesterday.", said_at=said_at)
            await continuo.journal.append(scope, "talk", [turn])
            await continuo.journal.end(scope, "talk")
            await continuo.jobs.drain()
            (home,) = await continuo.facts.list(scope, FactFilter(predicate="lives_in"))
            days[user] = home.valid_from
            (kept,) = await continuo.journal.read(scope, "talk")
            assert kept.said_at == WEDNESDAY
            assert kept.said_at.utcoffset() == said_at.utcoffset()
            rebuilt = await continuo.rebuild.rebuild(scope)
            assert rebuilt.before == rebuilt.after
        assert days["here"] == datetime(2025, 1, 14, tzinfo=AUCKLAND)
        assert days["there"] == datetime(2025, 1, 13, tzinfo=UTC)
