"""The contract of the port ``ErasureStore``: every table that knows a person is reached, and nobody else is touched."""

from __future__ import annotations

from pathlib import Path

from tests.walled import NOW, Walled

from continuo.adapters.embedded_postgres import RunningServer
from continuo.adapters.postgres.erasure import STORES

STAY = {"subject", "erasure", "session", "event"}
"""Tables whose rows outlive an erasure, without a word in them."""

OF_PEOPLE = """
SELECT c.relname::text
  FROM pg_class AS c
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'subject_id'
 WHERE c.relnamespace = 'continuo'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""


async def _rows(house: Walled, subject: object) -> dict[str, int]:
    tables = sorted(str(row[0]) for row in await house.as_admin(OF_PEOPLE))
    counted = {}
    for table in tables:
        rows = await house.as_admin(f"SELECT count(*) FROM continuo.{table} WHERE subject_id = '{subject}'")
        counted[table] = int(str(rows[0][0]))
    return counted


async def test_every_table_that_knows_a_person_is_emptied_and_counted(house: Walled) -> None:
    me, other = house.people["mine"][0], house.people["theirs"][0]
    before, others = await _rows(house, me.subject_id), await _rows(house, other.subject_id)
    assert all(count > 0 for table, count in before.items() if table != "erasure"), before
    async with house.storage.erasing(me) as tx:
        erasure = await tx.erasure.erase(now=NOW)
    after = await _rows(house, me.subject_id)
    assert {table for table, count in after.items() if count} == STAY
    assert set(erasure.counts) == set(STORES)
    assert all(count > 0 for count in erasure.counts.values()), erasure.counts
    assert await _rows(house, other.subject_id) == others


async def test_what_stays_after_an_erasure_holds_no_word_and_no_key(house: Walled) -> None:
    me = house.people["mine"][0]
    async with house.storage.erasing(me) as tx:
        await tx.erasure.erase(now=NOW)
    left = await house.as_admin(
        f"SELECT (SELECT count(*) FROM continuo.event WHERE subject_id = '{me.subject_id}' AND sealed IS NOT NULL)"
        f" + (SELECT count(*) FROM continuo.session WHERE subject_id = '{me.subject_id}' AND sealed_name IS NOT NULL)"
        f" + (SELECT count(*) FROM continuo.subject WHERE subject_id = '{me.subject_id}'"
        f" AND (wrapped_key IS NOT NULL OR sealed_name IS NOT NULL))"
    )
    assert left == [(0,)]
    assert me.user_id not in await house.tenancy.people(me.tenant_id)


async def test_an_erasure_of_nobody_finds_nobody(house: Walled) -> None:
    from continuo.domain.scope import Scope

    async with house.storage.erasing(Scope.of(house.people["mine"][0].tenant_id, "never seen")) as tx:
        assert tx.person is None


async def test_no_word_that_was_said_lies_in_the_raw_files(house: Walled, store_server: RunningServer) -> None:
    """P11: whoever copies the disk copies ciphertext; caller's own ids of turns and keys are not words."""
    await house.as_admin("CHECKPOINT")
    planted = [
        w for s in house.people["mine"] for w in (f"{s.user_id} says", f"{s.user_id}-town", f"{s.user_id} spoke")
    ]
    found = [
        (path.name, word)
        for path in Path(store_server.folder).rglob("*")
        if path.is_file()
        for word in planted
        if word.encode() in path.read_bytes()
    ]
    assert found == []
