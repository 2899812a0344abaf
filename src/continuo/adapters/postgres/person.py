"""Opens the row and the key of the person whose transaction it is."""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.rows import TupleRow

from continuo.adapters.postgres.pool import Connection, Pools
from continuo.adapters.postgres.sealing import PersonKey, RootKey, TenantKey
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import NotFound
from continuo.domain.scope import Scope
from continuo.ports.hot_keys import HotKey
from continuo.ports.storage import Person

KEY_LIFETIME_S = 60.0
"""Opened keys live this long in memory (TRUST.md rule 15)."""

_MOST_TENANTS = 1_000
_MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Desk:
    """What every store of one transaction needs: the connection, whose rows, and the key to them.

    Args:
        link: the connection; ``None`` where everything was read together, and no more can be asked.
        key: the person's opened key; ``None`` where there is no such person, and then nothing is stored of them.
        wrapped: the same key as the person's row has it.
    """

    link: Connection | None
    scope: Scope
    person: Person | None
    key: PersonKey | None
    wrapped: bytes = b""

    @property
    def connection(self) -> Connection:
        """Return the connection of the transaction."""
        assert self.link is not None, "everything was read together: there is no transaction any more"
        return self.link

    @property
    def owner(self) -> dict[str, Any]:
        """Return the two ids that every statement names, though the policies hold without them."""
        return {"tenant_id": self.scope.tenant_id, "subject_id": self.scope.subject_id}

    def opened_key(self) -> PersonKey:
        """Return the key of a person who is known to be there."""
        if self.key is None:
            raise NotFound("there is no such person")
        return self.key

    def slot_hash(self, about: str, predicate: str = "") -> bytes:
        """Return the keyed hash under which somebody, or a slot of theirs, is found: 16 bytes that tell no name."""
        key = self.opened_key().hashing_key("slots")
        return hmac.digest(key, f"{about.casefold()}\x00{predicate}".encode(), "sha256")[:16]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who was here a moment ago.

    Args:
        good_until: on the monotonic clock.
        wrapped: the key as the person's row has it; while it has, the opened key is the person's.
        hot: seals what is kept of the person outside of the database.
    """

    good_until: float
    wrapped: bytes
    key: PersonKey
    hot: HotKey


class PersonOpener:
    """Finds or makes the person of a transaction, and opens their key.

    Args:
        root: unwraps the tenants' keys; opened keys are kept for at most a minute.
    """

    def __init__(self, pools: Pools, root: RootKey) -> None:
        self._pools = pools
        self._root = root
        self._tenants: dict[UUID, tuple[float, TenantKey]] = {}
        self._people: OrderedDict[tuple[UUID, UUID], Known] = OrderedDict()
        self._sql = statements("subject")

    def known(self, scope: Scope) -> Known | None:
        """Return somebody who was here within the last minute; whether they are still so, only their row tells."""
        known = self._people.get((scope.tenant_id, scope.subject_id))
        if known is not None and known.good_until <= time.monotonic():
            self.forget(scope)
            return None
        return known

    def hot_key(self, scope: Scope) -> HotKey | None:
        """Return the key that seals the person's hot data, if it is at hand."""
        known = self.known(scope)
        return known.hot if known is not None else None

    def forget(self, scope: Scope) -> int:
        """Drop the opened key of a person, and return how many were dropped."""
        return 0 if self._people.pop((scope.tenant_id, scope.subject_id), None) is None else 1

    def _remember(self, scope: Scope, wrapped: bytes, key: PersonKey, epoch: int) -> None:
        known = self.known(scope)
        if known is not None and (known.wrapped, known.hot.epoch) == (wrapped, epoch):
            return
        hot = HotKey(epoch, key.hashing_key("hot"))
        person = (scope.tenant_id, scope.subject_id)
        self._people[person] = Known(time.monotonic() + KEY_LIFETIME_S, wrapped, key, hot)
        self._people.move_to_end(person)
        while len(self._people) > _MOST_PEOPLE:
            self._people.popitem(last=False)

    @asynccontextmanager
    async def read(self, scope: Scope) -> AsyncIterator[Desk]:
        """Open a transaction that reads, with the person as they are."""
        async with self._opened("api", scope, "read_person") as desk:
            yield desk

    @asynccontextmanager
    async def lock(self, role: str, scope: Scope) -> AsyncIterator[Desk]:
        """Open a transaction of a role, with the person's row locked and its versions raised."""
        async with self._opened(role, scope, "lock_person") as desk:
            yield desk

    @asynccontextmanager
    async def make(self, scope: Scope) -> AsyncIterator[Desk]:
        """Open a transaction that appends: the person is made known if they were not, locked, their version raised."""
        async with self._opened("api", scope, "touch_person") as desk:
            made = desk if desk.key is not None else await self._made(desk.connection, scope)
            yield made
        # Only now: a key that was made in a transaction that came to nothing is nobody's.
        if made.key is not None and made.person is not None:
            self._remember(scope, made.wrapped, made.key, made.person.epoch)

    async def _made(self, connection: Connection, scope: Scope) -> Desk:
        if not scope.user_id:
            raise NotFound(f"subject {scope.subject_id} is unknown, and only who is named is made known")
        tenant = await self.tenant_key(connection, scope.tenant_id)
        values = {
            "tenant_id": scope.tenant_id,
            "subject_id": scope.subject_id,
            "sealed_name": tenant.seal_name(scope.subject_id, scope.user_id),
            "wrapped_key": tenant.new_person(scope.subject_id),
        }
        cursor = await connection.execute(self._sql["open_person"], values)
        return await self._found(connection, scope, await cursor.fetchone())

    @asynccontextmanager
    async def _opened(self, role: str, scope: Scope, statement: str) -> AsyncIterator[Desk]:
        values = {"tenant_id": scope.tenant_id, "subject_id": scope.subject_id}
        async with self._pools.transaction(role, scope.tenant_id, scope.subject_id, scope.purpose) as connection:
            cursor = await connection.execute(self._sql[statement], values)
            yield await self._found(connection, scope, await cursor.fetchone())

    async def seen(self, scope: Scope, row: TupleRow | None) -> Desk:
        """Return the desk of a person whose row was read together with what is to be opened; it asks for no more."""
        if row is None or row[3] is None:
            return Desk(None, scope, None, None)
        tenant = self._kept_key(scope.tenant_id)
        if tenant is None:
            async with self._pools.transaction("api", scope.tenant_id) as connection:
                tenant = await self.tenant_key(connection, scope.tenant_id)
        desk = _desk(None, scope, row, tenant)
        if desk.key is not None and desk.person is not None:
            self._remember(scope, desk.wrapped, desk.key, desk.person.epoch)
        return desk

    async def _found(self, connection: Connection, scope: Scope, row: TupleRow | None) -> Desk:
        if row is None or row[3] is None:
            return Desk(connection, scope, None, None)
        return _desk(connection, scope, row, await self.tenant_key(connection, scope.tenant_id))

    def _kept_key(self, tenant_id: UUID) -> TenantKey | None:
        kept = self._tenants.get(tenant_id)
        return kept[1] if kept is not None and kept[0] > time.monotonic() else None

    async def tenant_key(self, connection: Connection, tenant_id: UUID) -> TenantKey:
        """Return the tenant's key, opened; raises NotFound if there is no such tenant."""
        kept = self._kept_key(tenant_id)
        if kept is not None:
            return kept
        cursor = await connection.execute(self._sql["read_tenant_key"], {"tenant_id": tenant_id})
        row = await cursor.fetchone()
        if row is None:
            raise NotFound(f"tenant {tenant_id} is not there")
        key = self._root.tenant(tenant_id, row[0])
        if len(self._tenants) >= _MOST_TENANTS:
            self._tenants.clear()
        self._tenants[tenant_id] = (time.monotonic() + KEY_LIFETIME_S, key)
        return key


def _desk(connection: Connection | None, scope: Scope, row: TupleRow, tenant: TenantKey) -> Desk:
    epoch, version, index_version, wrapped = row
    key = tenant.person(scope.subject_id, wrapped)
    person = Person(epoch, version, index_version, key.hashing_key("terms"))
    return Desk(connection, scope, person, key, wrapped)
