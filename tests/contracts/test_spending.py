"""The contract of the port ``SpendingStore``: it adds up, by day, model and purpose, for one tenant at a time."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from tests.walled import Walled

from continuo.adapters.postgres.spending import PostgresSpending
from continuo.domain.errors import Invalid
from continuo.domain.spending import Spending, Spent
from continuo.ports.spending import SpendingStore
from continuo.services.usage import Usage

MONDAY, TUESDAY, WEDNESDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6)
ONE = Spent(calls=1, tokens_in=100, tokens_out=20, micro_dollars=35, fallbacks=1, dropped=2)


@pytest.fixture
def store(house: Walled) -> SpendingStore:
    return PostgresSpending(house.pools)


def spending(day: date, model: str = "small", purpose: str = "extraction", spent: Spent = ONE) -> Spending:
    return Spending(day, model, purpose, spent)


async def test_what_is_spent_at_once_by_many_adds_up(store: SpendingStore, house: Walled) -> None:
    tenant = house.people["mine"][0].tenant_id
    await asyncio.gather(*(store.add(tenant, spending(MONDAY)) for _ in range(20)))

    total = Spent(calls=20, tokens_in=2000, tokens_out=400, micro_dollars=700, fallbacks=20, dropped=40)
    assert await store.list(tenant, MONDAY, MONDAY) == [spending(MONDAY, spent=total)]


async def test_days_models_and_purposes_are_kept_apart_newest_day_first(store: SpendingStore, house: Walled) -> None:
    tenant = house.people["mine"][0].tenant_id
    kept = [spending(WEDNESDAY), spending(TUESDAY, "large"), spending(TUESDAY, "small", "chat"), spending(TUESDAY)]
    for one in reversed(kept):
        await store.add(tenant, one)

    assert await store.list(tenant, MONDAY, WEDNESDAY) == kept
    assert await store.list(tenant, TUESDAY, TUESDAY) == kept[1:]


async def test_nobody_sees_what_another_tenant_spent(store: SpendingStore, house: Walled) -> None:
    mine, theirs = house.people["mine"][0].tenant_id, house.people["theirs"][0].tenant_id
    await store.add(theirs, spending(MONDAY))

    assert await store.list(mine, MONDAY, MONDAY) == []


async def test_usage_asks_for_a_period_that_can_be_meant(store: SpendingStore, house: Walled) -> None:
    tenant = house.people["mine"][0].tenant_id
    await store.add(tenant, spending(TUESDAY))
    usage = Usage(store)

    assert await usage.list(tenant, MONDAY, WEDNESDAY) == [spending(TUESDAY)]
    with pytest.raises(Invalid, match="until"):
        await usage.list(tenant, WEDNESDAY, MONDAY)
    with pytest.raises(Invalid, match="366 days"):
        await usage.list(tenant, date(2020, 1, 1), MONDAY)
