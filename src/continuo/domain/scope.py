"""Whose memory: the tenant, the person within it, and the names that become ids."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from continuo.domain.errors import Invalid

_PURPOSE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,63}")

LONGEST_NAME = 200
"""Characters in the longest user or session name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One person of one tenant: the first argument of whatever touches a memory.

    Args:
        tenant_id: the tenant of the credential, never of a request body.
        subject_id: the id that stands for the person in every store.
        user_id: the person's name in the application's own words; empty in work that was handed on by id.
        purpose: what the memories are wanted for; reads see only those given for it. ``None`` sees all.
    """

    tenant_id: UUID
    subject_id: UUID
    user_id: str = ""
    purpose: str | None = None

    @classmethod
    def of(cls, tenant_id: UUID, user_id: str, purpose: str | None = None) -> Scope:
        """Return the scope of a person by name; raises Invalid for a name or purpose that cannot be one."""
        checked_name("user_id", user_id)
        if purpose is not None:
            checked_purpose("purpose", purpose)
        return cls(tenant_id, _named("subject", tenant_id, user_id), user_id, purpose)

    def session(self, name: str) -> UUID:
        """Return the id of this person's session of that name; no two people share one."""
        return _named("session", self.subject_id, name)


def checked_purpose(field: str, purpose: str) -> str:
    """Return the purpose if it is a short plain word, such as ``memory`` or ``support.billing``.

    Raises:
        Invalid: anything else.
    """
    if not _PURPOSE.fullmatch(purpose):
        raise Invalid(field, "must be 1 to 64 of a-z, 0-9, _ . : - and begin with a letter or digit")
    return purpose


def _named(kind: str, within: UUID, name: str) -> UUID:
    # The tenant's id is random, so these digests cannot be looked up in a table of common names.
    digest = hashlib.sha256(b"continuo\x00" + kind.encode() + b"\x00" + within.bytes + name.encode()).digest()
    # Version 8 of RFC 9562, set by hand: the standard library knows it from Python 3.14 on.
    number = int.from_bytes(digest[:16]) & ~(0xF000 << 64) & ~(0xC000 << 48)
    return UUID(int=number | (0x8000 << 64) | (0x8000 << 48))


def checked_name(field: str, name: str) -> str:
    """Return the user or session name if it is plain text of a bearable length.

    Raises:
        Invalid: empty, blank at either end, too long, or with control characters or lone surrogates.
    """
    if not name or name != name.strip():
        raise Invalid(field, "must not be empty, or begin or end with blanks")
    if len(name) > LONGEST_NAME:
        raise Invalid(field, f"must have at most {LONGEST_NAME} characters, has {len(name)}")
    if any(ord(c) < 32 or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF for c in name):
        raise Invalid(field, "must not contain control characters or lone surrogates")
    return name
