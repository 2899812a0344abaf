"""What a walk reads does not grow with the hub it begins at, under the policies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.walled import NOW, Walled

from continuo.adapters.postgres.statements import statements
from continuo.domain.relation import Relation
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role

HUB = UUID(int=5)
SMALL, LARGE = 100, 6000


async def with_relations(house: Walled, count: int) -> Scope:
    """Return somebody with a hub of so many relations, half of them known in another form before."""
    scope = Scope.of(house.people["mine"][0].tenant_id, f"hub of {count}")
    async with house.storage.appending(scope) as tx:
        await tx.journal.append("s", [NewTurn(Role.USER, "hello")], now=NOW)
    ends = [uuid5(HUB, str(n)) for n in range(count)]
    relations = [
        Relation(uuid5(e, "r"), "RELATED_TO", HUB, e, HUB, e, n / count, 1, NOW, None, NOW) for n, e in enumerate(ends)
    ]
    older = [
        Relation(r.relation_id, r.kind, HUB, r.stated_to, HUB, r.to_entity, 1.0, 1, NOW, None, NOW - timedelta(days=1))
        for r in relations[::2]
    ]
    async with house.storage.consolidating(scope, epoch=0) as tx:
        await tx.graph.drop_all()
        await tx.graph.put_relations(older)
        await tx.graph.put_relations(relations)
    return scope


async def plan_of(house: Walled, scope: Scope, known_at: object) -> dict[str, Any]:
    asked = {"tenant_id": scope.tenant_id, "subject_id": scope.subject_id, "middle": [HUB], "depth": 3, "as_of": NOW,
             "known_at": known_at, "fan_out": 16, "limit": 100}  # fmt: skip
    explain = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + statements("graph")["around"]
    async with house.pools.transaction("api", scope.tenant_id, scope.subject_id) as connection:
        row = await (await connection.execute(explain, asked)).fetchone()
    assert row is not None
    return dict(row[0][0]["Plan"])


def scans(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every scan of a table that was carried out: its kind, and by what."""
    own = [(plan["Node Type"], plan.get("Index Name", plan["Relation Name"]))] if "Relation Name" in plan else []
    below = [scan for part in plan.get("Plans", ()) for scan in scans(part)]
    return [*own, *below] if plan["Actual Loops"] else []


async def test_a_walk_from_a_hub_reads_little_more_than_one_from_anybody(house: Walled) -> None:
    few, many = await with_relations(house, SMALL), await with_relations(house, LARGE)
    # Rows that were open and are closed are still in the index until it is vacuumed, as it is now and then. What was
    # measured when the table was all but empty is measured anew within a minute.
    await house.as_admin("VACUUM (ANALYZE) continuo.relation")
    small, large = await plan_of(house, few, "infinity"), await plan_of(house, many, "infinity")

    assert {kind for kind, _ in scans(large)} == {"Index Scan"}
    assert large["Shared Hit Blocks"] + large["Shared Read Blocks"] < 4 * small["Shared Hit Blocks"] + 200


async def test_who_asks_for_the_present_does_not_read_the_past(house: Walled) -> None:
    scope = await with_relations(house, SMALL)
    now = {index for _, index in scans(await plan_of(house, scope, "infinity"))}
    then = {index for _, index in scans(await plan_of(house, scope, NOW - timedelta(hours=1)))}

    assert not any(index.endswith("_before") for index in now)
    assert {"relation_from_before", "relation_to_before"} <= then
