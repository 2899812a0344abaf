"""The signed context: tells the database whose rows a transaction may touch, in a form that SQL cannot forge."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from uuid import UUID

_BLOCK = 64
LIFETIME_S = 600
"""A context outlives the longest statement of any role, and no more."""


@dataclass(frozen=True, slots=True)
class ContextSigner:
    """Signs contexts with a key that, in the database, only the owner's functions can read.

    Args:
        key_id: names the key, so that two can be valid during a rotation.
        key: 32 random bytes.
    """

    key_id: str
    key: bytes

    def pads(self) -> tuple[bytes, bytes]:
        """Return the inner and outer padded key of HMAC-SHA-256 (RFC 2104), as the database keeps them."""
        padded = self.key.ljust(_BLOCK, b"\x00")
        return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)

    def sign(self, tenant_id: UUID, subject_id: UUID | None, purpose: str | None, backend_pid: int) -> str:
        """Return the context of one transaction on one connection.

        Without a subject only what belongs to no person is in reach; without a purpose, every purpose is.
        """
        assert purpose is None or "|" not in purpose, purpose
        expires_at = int(time.time()) + LIFETIME_S
        subject = subject_id if subject_id is not None else "-"
        body = f"{self.key_id}|{tenant_id}|{subject}|{purpose or ''}|{backend_pid}|{expires_at}"
        mac = hmac.digest(self.key, body.encode(), "sha256").hex()
        return f"{body}|{mac}"
