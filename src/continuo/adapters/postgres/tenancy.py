"""Tenants, people and API keys in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from continuo.adapters.postgres.person import PersonOpener
from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import NotFound
from continuo.ports.tenancy import KeyRecord


class PostgresTenancy:
    """Keeps the port ``TenantStore``; every call is a transaction of its own."""

    def __init__(self, pools: Pools, root: RootKey) -> None:
        self._pools = pools
        self._root = root
        self._opener = PersonOpener(pools, root)
        self._sql = statements("tenancy")

    async def ensure_tenant(self, tenant_id: UUID, name: str) -> bool:
        """Make the tenant with a key of its own; False if it was there."""
        values = {"tenant_id": tenant_id, "name": name, "wrapped_key": self._root.new_tenant(tenant_id)}
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["add_tenant"], values)
            return cursor.rowcount == 1

    async def add_key(self, key: KeyRecord) -> None:
        """Store a new key."""
        values = {
            "tenant_id": key.tenant_id,
            "key_id": key.key_id,
            "secret_hash": key.secret_hash,
            "name": key.name,
            "scopes": list(key.scopes),
            "expires_at": key.expires_at,
        }
        async with self._pools.transaction("api", key.tenant_id) as connection:
            await connection.execute(self._sql["add_key"], values)

    async def find_key(self, key_id: str) -> KeyRecord | None:
        """Return the key with this public id, of whichever tenant; its name is left empty."""
        async with self._pools.transaction("auth", None) as connection:
            cursor = await connection.execute(self._sql["find_key"], {"key_id": key_id})
            row = await cursor.fetchone()
        if row is None:
            return None
        tenant_id, found, secret_hash, scopes, expires_at, revoked_at = row
        return KeyRecord(tenant_id, found, secret_hash, "", tuple(scopes), None, expires_at, revoked_at)

    async def keys(self, tenant_id: UUID) -> Sequence[KeyRecord]:
        """Return the tenant's keys, oldest first."""
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["read_keys"], {"tenant_id": tenant_id})
            rows = await cursor.fetchall()
        return [KeyRecord(t, k, h, name, tuple(scopes), *times) for t, k, h, name, scopes, *times in rows]

    async def revoke_key(self, tenant_id: UUID, key_id: str, *, now: datetime) -> None:
        """Make the key worthless; raises NotFound if the tenant has none of that id."""
        values = {"tenant_id": tenant_id, "key_id": key_id, "now": now}
        async with self._pools.transaction("api", tenant_id) as connection:
            cursor = await connection.execute(self._sql["revoke_key"], values)
            if cursor.rowcount == 0:
                raise NotFound("there is no such key")

    async def people(self, tenant_id: UUID) -> Sequence[str]:
        """Return the names of the tenant's people who have a memory."""
        async with self._pools.transaction("api", tenant_id) as connection:
            tenant = await self._opener.tenant_key(connection, tenant_id)
            cursor = await connection.execute(self._sql["read_people"], {"tenant_id": tenant_id})
            return sorted(tenant.name(subject_id, sealed) for subject_id, sealed in await cursor.fetchall())
