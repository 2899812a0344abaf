"""The packed form of a person's rows: conversations in the order in which they began, and were told."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from tests.walled import NOW, Walled, an_item

from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role, Source


@pytest.mark.parametrize("names", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
async def test_conversations_that_began_at_one_moment_keep_the_order_in_which_they_were_told(
    house: Walled, names: tuple[str, ...]
) -> None:
    scope = Scope.of(house.people["mine"][0].tenant_id, f"told {names}")
    for name in names:
        async with house.storage.appending(scope) as tx:
            await tx.journal.append(name, [NewTurn(Role.USER, "hello", said_at=NOW)], now=NOW)
    async with house.storage.consolidating(scope, epoch=0) as tx:
        rows = [replace(an_item(scope, 1), source=Source(scope.session(name), 1, 0, 5)) for name in sorted(names)]
        await tx.items.put(rows)
        packed = await tx.items.packed()
    found = [UUID(bytes=packed.session[n : n + 16]) for n in range(0, 16 * packed.count, 16)]
    assert found == [scope.session(name) for name in names]
