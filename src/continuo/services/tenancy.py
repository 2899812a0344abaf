"""Keys that open doors: made once, shown once, checked by their hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from continuo.domain.clock import Clock
from continuo.domain.errors import Invalid, OutOfScope, Refused
from continuo.ports.tenancy import KeyRecord, TenantStore

SCOPES = frozenset(
    {"memory:read", "memory:write", "memory:erase", "jobs:read", "jobs:write", "keys:admin", "tenant:admin"}
)
"""Everything a key can be allowed; a key acts for any user of its tenant."""

CACHE_LIFETIME_S = 3.0
"""A revoked key is refused everywhere within this time (TRUST.md P13 asks for 5 s)."""

_MOST_CACHED = 10_000


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is at the door.

    Args:
        key_id: public id of the credential.
    """

    tenant_id: UUID
    key_id: str
    scopes: frozenset[str]

    def demand(self, scope: str) -> None:
        """Raise OutOfScope unless the credential may do this."""
        if scope not in self.scopes:
            raise OutOfScope(f"this key lacks the scope {scope}")


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; ``secret`` is the whole key as it is sent, and is not kept anywhere."""

    record: KeyRecord
    secret: str


class Tenancy:
    """Makes, checks and revokes API keys."""

    def __init__(self, store: TenantStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, KeyRecord]] = OrderedDict()

    async def ensure_tenant(self, tenant_id: UUID, name: str) -> bool:
        """Make the tenant if it is not there; return whether it was made."""
        return await self._store.ensure_tenant(tenant_id, name)

    async def create_key(
        self, tenant_id: UUID, *, name: str, scopes: Sequence[str], lifetime: timedelta | None = None
    ) -> NewKey:
        """Return a new key; its secret can be read here and never again."""
        if unknown := sorted(set(scopes) - SCOPES):
            raise Invalid("scopes", f"unknown: {', '.join(unknown)}; known are {', '.join(sorted(SCOPES))}")
        if not scopes:
            raise Invalid("scopes", "must name at least one scope")
        key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        now = self._clock()
        record = KeyRecord(
            tenant_id=tenant_id,
            key_id=key_id,
            secret_hash=hashlib.sha256(secret.encode()).digest(),
            name=name,
            scopes=tuple(sorted(set(scopes))),
            created_at=now,
            expires_at=now + lifetime if lifetime else None,
        )
        await self._store.add_key(record)
        return NewKey(record, f"ck_{key_id}_{secret}_{_checksum(key_id, secret)}")

    async def authenticate(self, presented: str) -> Principal:
        """Return who presents this key; raises Refused if it is not one of ours, or no longer good."""
        key_id, secret = _parts(presented)
        record = await self._find(key_id)
        digest = hashlib.sha256(secret.encode()).digest()
        if record is None or not hmac.compare_digest(digest, record.secret_hash):
            raise Refused("this API key is not known")
        now = self._clock()
        if record.revoked_at is not None or (record.expires_at is not None and record.expires_at <= now):
            raise Refused("this API key is not known")
        return Principal(record.tenant_id, record.key_id, frozenset(record.scopes))

    async def keys(self, tenant_id: UUID) -> Sequence[KeyRecord]:
        """Return the tenant's keys, oldest first."""
        return await self._store.keys(tenant_id)

    async def revoke_key(self, tenant_id: UUID, key_id: str) -> None:
        """Make a key worthless; raises NotFound if the tenant has none of that id."""
        await self._store.revoke_key(tenant_id, key_id, now=self._clock())
        self._known.pop(key_id, None)

    async def people(self, tenant_id: UUID) -> Sequence[str]:
        """Return the names of the tenant's people who have a memory."""
        return await self._store.people(tenant_id)

    async def _find(self, key_id: str) -> KeyRecord | None:
        kept = self._known.get(key_id)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        record = await self._store.find_key(key_id)
        if record is not None:
            self._known[key_id] = (time.monotonic() + CACHE_LIFETIME_S, record)
            while len(self._known) > _MOST_CACHED:
                self._known.popitem(last=False)
        return record


def _parts(presented: str) -> tuple[str, str]:
    """Return public id and secret; refuse without a look-up what is misspelt."""
    pieces = presented.split("_", 2)
    body, _, checksum = pieces[-1].rpartition("_")
    if len(pieces) != 3 or pieces[0] != "ck" or not body.isascii() or not pieces[1].isalnum():
        raise Refused("this is not an API key of continuo: one looks like ck_ID_SECRET_CHECKSUM")
    if not hmac.compare_digest(checksum.encode(), _checksum(pieces[1], body).encode()):
        raise Refused("this API key is misspelt or cut short: its checksum does not match")
    return pieces[1], body


def _checksum(key_id: str, secret: str) -> str:
    return f"{zlib.crc32(f'{key_id}.{secret}'.encode()):08x}"
