"""Names of keys and channels: opaque, and all of one person's in one slot of a cluster."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from uuid import UUID

from continuo.domain.scope import Scope
from continuo.ground.sealing import derived

_PREFIX = "continuo1"
"""Changes with the form of what is kept, so that two versions of continuo do not read each other's."""


@dataclass(frozen=True, slots=True)
class Names:
    """Makes names that tell nothing to whoever has not the secret.

    Args:
        secret: 32 bytes that follow from the root key.
    """

    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, root: bytes) -> Names:
        """Return the names under a root key."""
        return cls(derived(root, "hot names"))

    def person(self, scope: Scope) -> str:
        """Return what all names of a person begin with; the braces keep them in one slot of a cluster."""
        return f"{_PREFIX}:{{{self._opaque(scope.tenant_id.bytes + scope.subject_id.bytes)}}}"

    def sessions(self, scope: Scope) -> str:
        """Return the set of a person's sessions of which something is kept."""
        return f"{self.person(scope)}:sessions"

    def channel(self, scope: Scope) -> str:
        """Return the channel of a person's notices."""
        return f"{self.person(scope)}:notices"

    def session(self, scope: Scope, session_id: UUID) -> str:
        """Return what stands for a session within its person's names."""
        return self._opaque(scope.subject_id.bytes + session_id.bytes)

    def of_session(self, scope: Scope, session_id: UUID) -> tuple[str, str, str, str]:
        """Return the names of a session's window, state, lease and fence."""
        begin = f"{self.person(scope)}:{self.session(scope, session_id)}"
        return f"{begin}:window", f"{begin}:state", f"{begin}:lease", f"{begin}:fence"

    def notice_key(self, scope: Scope) -> bytes:
        """Return the key that seals a person's notices on their way, 32 bytes."""
        return hmac.digest(self.secret, b"notice" + scope.tenant_id.bytes + scope.subject_id.bytes, "sha256")

    def _opaque(self, name: bytes) -> str:
        return hmac.digest(self.secret, name, "sha256").hex()[:32]
