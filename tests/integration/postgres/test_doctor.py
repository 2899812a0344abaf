"""T-ISO-1: the doctor reads the live catalogue, finds nothing wrong, and notices every wall that is taken away."""

from __future__ import annotations

import psycopg
import pytest
from tests.walled import Walled

from continuo.adapters.postgres.doctor import Ailment, checks, examine, require_sound
from continuo.domain.errors import Misconfigured

MUTANTS = {
    "a table without row-level security": ("walls_stand", "ALTER TABLE continuo.fact DISABLE ROW LEVEL SECURITY"),
    "a table whose owner is not walled": ("walls_stand", "ALTER TABLE continuo.event NO FORCE ROW LEVEL SECURITY"),
    "a partition that is not walled": ("walls_stand", "ALTER TABLE continuo.item_03 NO FORCE ROW LEVEL SECURITY"),
    "a new table nobody walled": ("walls_stand", "CREATE TABLE continuo.novelty (tenant_id uuid PRIMARY KEY)"),
    "a table without its tenant policy": ("tenants_are_walled", "DROP POLICY tenant_wall ON continuo.episode"),
    "a tenant policy that is permissive": (
        "tenants_are_walled",
        "DROP POLICY tenant_wall ON continuo.run; CREATE POLICY tenant_wall ON continuo.run"
        " USING (tenant_id = (SELECT continuo.tenant())) WITH CHECK (tenant_id = (SELECT continuo.tenant()))",
    ),
    "a tenant policy for reads alone": (
        "tenants_are_walled",
        "DROP POLICY tenant_wall ON continuo.run; CREATE POLICY tenant_wall ON continuo.run AS RESTRICTIVE FOR SELECT"
        " USING (tenant_id = (SELECT continuo.tenant()))",
    ),
    "a tenant policy that does not check writes": (
        "tenants_are_walled",
        "ALTER POLICY tenant_wall ON continuo.session WITH CHECK (true)",
    ),
    "a tenant policy with a way round": (
        "exceptions_are_known",
        "ALTER POLICY tenant_wall ON continuo.fact"
        " USING (tenant_id = (SELECT continuo.tenant()) OR current_user = 'continuo_metrics')",
    ),
    "a person policy that lets everybody in": (
        "people_are_walled",
        "ALTER POLICY subject_reach ON continuo.event USING (true)",
    ),
    "a second, open policy": ("people_are_walled", "CREATE POLICY open ON continuo.item USING (true)"),
    "a purpose policy gone": ("purposes_are_walled", "DROP POLICY purpose_reach ON continuo.event"),
    "a partition with a grant": ("partitions_have_no_door", "GRANT SELECT ON continuo.item_05 TO continuo_api"),
    "a partition with a policy": ("partitions_have_no_door", "CREATE POLICY p ON continuo.event_default USING (true)"),
    "a view with its owner's eyes": (
        "views_ask_the_caller",
        "CREATE VIEW continuo.peek AS SELECT * FROM continuo.fact",
    ),
    "a materialized view": ("views_ask_the_caller", "CREATE MATERIALIZED VIEW continuo.peek AS SELECT 1 AS one"),
    "a function with its owner's rights": (
        "definers_are_known",
        "CREATE FUNCTION continuo.peek() RETURNS integer LANGUAGE sql SECURITY DEFINER RETURN 1",
    ),
    "a definer without a pinned path": ("definers_are_known", "ALTER FUNCTION continuo.tenant() RESET search_path"),
    "a function that everybody may call": (
        "functions_are_closed",
        "GRANT EXECUTE ON FUNCTION continuo.tenant() TO PUBLIC",
    ),
    "a role that passes the walls": ("roles_are_small", "ALTER ROLE continuo_api BYPASSRLS"),
    "a role that is a superuser": ("roles_are_small", "ALTER ROLE continuo_worker SUPERUSER"),
    "a role that became the owner's member": ("roles_are_small", "GRANT continuo_owner TO continuo_api"),
    "a role that may create": ("roles_are_small", "GRANT CREATE ON SCHEMA continuo TO continuo_worker"),
    "a role that owns a table": ("roles_are_small", "ALTER TABLE continuo.run OWNER TO continuo_api"),
    "a table that everybody may read": ("grants_are_small", "GRANT SELECT ON continuo.fact TO PUBLIC"),
    "a role that may truncate": ("grants_are_small", "GRANT TRUNCATE ON continuo.fact TO continuo_worker"),
    "a role that sees the context key": ("grants_are_small", "GRANT SELECT ON continuo.context_key TO continuo_api"),
    "a unique index over all tenants": (
        "keys_begin_with_the_tenant",
        "CREATE UNIQUE INDEX everywhere ON continuo.session (session_id)",
    ),
    "a foreign key without the tenant": (
        "keys_begin_with_the_tenant",
        "ALTER TABLE continuo.run ADD COLUMN t uuid REFERENCES continuo.tenant (tenant_id)",
    ),
}


async def _examined(house: Walled, mutation: str) -> list[Ailment]:
    """What the doctor says with the mutation in place; it is undone afterwards."""
    async with await psycopg.AsyncConnection.connect(house.admin_dsn) as connection:
        await connection.execute(mutation)  # type: ignore[arg-type]
        found = await examine(connection)
        await connection.rollback()
        return found


async def test_a_migrated_database_is_sound(house: Walled) -> None:
    await require_sound(house.pools)
    found = [a for a in await _examined(house, "SELECT 1") if a.check != "caller_is_small"]
    assert found == []


@pytest.mark.parametrize("mutant", MUTANTS)
async def test_every_missing_wall_is_noticed(house: Walled, mutant: str) -> None:
    check, mutation = MUTANTS[mutant]
    assert check in {a.check for a in await _examined(house, mutation)}


async def test_a_superuser_is_refused_as_a_service(house: Walled) -> None:
    assert "caller_is_small" in {a.check for a in await _examined(house, "SELECT 1")}


async def test_a_service_refuses_to_serve_from_an_unsafe_database(house: Walled) -> None:
    await house.as_admin("ALTER TABLE continuo.episode NO FORCE ROW LEVEL SECURITY")
    try:
        with pytest.raises(Misconfigured, match=r"continuo\.episode"):
            await require_sound(house.pools)
    finally:
        await house.as_admin("ALTER TABLE continuo.episode FORCE ROW LEVEL SECURITY")


def test_every_rule_but_that_of_durable_commits_has_a_mutant() -> None:
    tried = {check for check, _ in MUTANTS.values()}
    assert set(checks()) - tried == {"commits_are_durable", "caller_is_small"}
