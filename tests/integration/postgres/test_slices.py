"""Slices at hand: bounded in memory, the one unused for longest let go, nothing read twice without need."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from tests.integration.postgres.test_large_memories import Hashed
from tests.walled import NOW, Walled

from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.recall.slices import Seen, Slices
from continuo.ports.glance import Array, Glance, Glances, Kept, RowKey, Wanted, Words


@dataclass
class Watched:
    """Passes on every question, and notes whose index was read whole and whose turns were opened."""

    inner: Glances
    loads: list[str] = field(default_factory=list)
    opened: int = 0

    async def glance(
        self, scope: Scope, *, kept: Kept | None, most_fresh: int, session_id: UUID | None = None
    ) -> Glance:
        """Pass the question on."""
        found = await self.inner.glance(scope, kept=kept, most_fresh=most_fresh, session_id=session_id)
        if kept is None and found.person is not None:
            self.loads.append(scope.user_id)
        self.opened += sum(turn is not None for turn in (found.fresh or {}).values())
        return found

    async def nearness(self, scope: Scope, vector: Array, *, index_version: int) -> Array | None:
        """Pass the question on."""
        return await self.inner.nearness(scope, vector, index_version=index_version)

    async def vectors(self, scope: Scope, rows: list[RowKey]) -> Array:  # type: ignore[override]
        """Pass the question on."""
        return await self.inner.vectors(scope, rows)

    async def words(self, scope: Scope, wanted: Wanted) -> Words:
        """Pass the question on."""
        return await self.inner.words(scope, wanted)


async def _seen(slices: Slices, scope: Scope) -> Seen:
    seen = await slices.current(scope)
    assert seen is not None
    return seen


async def test_slices_stay_within_their_room_and_the_one_unused_for_longest_goes(house: Walled) -> None:
    ana, bob = house.people["mine"]
    eve = house.people["theirs"][0]
    size = (await _seen(Slices(house.storage.glances, Hashed(), most_bytes=2**28), ana)).loaded.nbytes
    watched = Watched(house.storage.glances)
    slices = Slices(watched, Hashed(), most_bytes=int(2.5 * size))
    for scope in (ana, bob, ana, eve):
        await _seen(slices, scope)
    assert watched.loads == [ana.user_id, bob.user_id, eve.user_id]
    assert slices.at_hand(bob) is None
    for scope in (ana, eve, bob):
        await _seen(slices, scope)
    assert watched.loads[3:] == [bob.user_id]
    assert slices.nbytes <= 2.5 * size


async def test_a_turn_that_was_read_before_is_not_opened_again(house: Walled) -> None:
    ana = house.people["mine"][0]
    watched = Watched(house.storage.glances)
    slices = Slices(watched, Hashed(), most_bytes=2**28)
    await _seen(slices, ana)
    for n in range(5):
        async with house.storage.appending(ana) as tx:
            await tx.journal.append("talk", [NewTurn(Role.USER, f"Number {n}.")], now=NOW)
        seen = await _seen(slices, ana)
        assert len(seen.loaded.fresh) == n + 1
    assert watched.opened == 5
    assert watched.loads == [ana.user_id]
