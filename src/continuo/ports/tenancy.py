"""Tenants, the people they have, and the keys that open their doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An API key as it is stored: the hash of its secret, never the secret.

    Args:
        key_id: the public id, part of the key itself.
        secret_hash: SHA-256 of the secret, 32 bytes.
        scopes: what it may do; never empty.
    """

    tenant_id: UUID
    key_id: str
    secret_hash: bytes
    name: str
    scopes: tuple[str, ...]
    created_at: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None


class TenantStore(Protocol):
    """Tenants and their API keys."""

    async def ensure_tenant(self, tenant_id: UUID, name: str) -> bool:
        """Make the tenant with a key of its own; False if it was there."""

    async def add_key(self, key: KeyRecord) -> None:
        """Store a new key."""

    async def find_key(self, key_id: str) -> KeyRecord | None:
        """Return the key with this public id, of whichever tenant; its name is left empty."""

    async def keys(self, tenant_id: UUID) -> Sequence[KeyRecord]:
        """Return the tenant's keys, oldest first."""

    async def revoke_key(self, tenant_id: UUID, key_id: str, *, now: datetime) -> None:
        """Make the key worthless; raises NotFound if the tenant has none of that id."""

    async def people(self, tenant_id: UUID) -> Sequence[str]:
        """Return the names of the tenant's people who have a memory."""
