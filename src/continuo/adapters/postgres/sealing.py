"""Words under lock: root key -> tenant key -> a key per person -> AES-256-GCM for each field.

The associated data names the tenant, the person, the table, the column and the row (``ground.sealing`` has the form).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from continuo.ground.sealing import KEY_BYTES, derived, opened, seal


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The opened key of one person; seals and opens that person's fields and hashes that person's words."""

    tenant_id: UUID
    subject_id: UUID
    secret: bytes
    # Made once: a context opens dozens of fields, and making ready costs as much as opening.
    _cipher: AESGCM = field(init=False, repr=False, compare=False)
    _whose: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the key ready."""
        object.__setattr__(self, "_cipher", AESGCM(self.secret))
        object.__setattr__(self, "_whose", f"{self.tenant_id}|{self.subject_id}")

    def seal(self, table: str, row: UUID | str, plain: bytes) -> bytes:
        """Return the field sealed for its row."""
        return seal(self.secret, plain, self._place(table, row))

    def open(self, table: str, row: UUID | str, sealed: bytes) -> bytes:
        """Return the field of this row; raises Broken if it is not this row's."""
        return opened(self._cipher, sealed, self._place(table, row))

    def hashing_key(self, use: str) -> bytes:
        """Return the key under which this person's words are hashed for one use; gone when the person's key is."""
        return derived(self.secret, use)

    def _place(self, table: str, row: UUID | str) -> str:
        return f"{self._whose}|{table}|sealed|{row}"


@dataclass(frozen=True, slots=True)
class TenantKey:
    """The opened key of a tenant; wraps the keys of its people."""

    tenant_id: UUID
    secret: bytes

    def new_person(self, subject_id: UUID) -> bytes:
        """Return a fresh person's key, wrapped."""
        return seal(self.secret, os.urandom(KEY_BYTES), self._place("key", subject_id))

    def person(self, subject_id: UUID, wrapped: bytes) -> PersonKey:
        """Return the person's key, opened."""
        return PersonKey(self.tenant_id, subject_id, opened(self.secret, wrapped, self._place("key", subject_id)))

    def seal_name(self, subject_id: UUID, name: str) -> bytes:
        """Return the person's name, sealed so that the tenant can list its people."""
        return seal(self.secret, name.encode(), self._place("name", subject_id))

    def name(self, subject_id: UUID, sealed: bytes) -> str:
        """Return the person's name."""
        return opened(self.secret, sealed, self._place("name", subject_id)).decode()

    def _place(self, column: str, subject_id: UUID) -> str:
        return f"{self.tenant_id}|{subject_id}|subject|{column}|{subject_id}"


@dataclass(frozen=True, slots=True)
class RootKey:
    """The key at the top, from a file or the environment, never in the database."""

    secret: bytes

    def new_tenant(self, tenant_id: UUID) -> bytes:
        """Return a fresh tenant's key, wrapped."""
        return seal(derived(self.secret, "tenants"), os.urandom(KEY_BYTES), f"{tenant_id}|tenant|key")

    def tenant(self, tenant_id: UUID, wrapped: bytes) -> TenantKey:
        """Return the tenant's key, opened."""
        return TenantKey(tenant_id, opened(derived(self.secret, "tenants"), wrapped, f"{tenant_id}|tenant|key"))

    def context_key(self) -> bytes:
        """Return the key that signs contexts, 32 bytes."""
        return derived(self.secret, "context")

    def role_password(self, role: str) -> str:
        """Return the password with which a service signs in as a role of its own database."""
        return derived(self.secret, f"role {role}").hex()
