"""What every request of this door has at hand."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from continuo.app import Continuo
from continuo.domain.scope import Scope
from continuo.services.health import Finding, Health
from continuo.services.tenancy import Principal

HEALTH_LIFETIME_S = 1.0
"""Anyone may ask how the installation is; the parts themselves are asked once in this time."""


class Checkup:
    """How the installation was a moment ago."""

    def __init__(self, health: Health) -> None:
        self._health = health
        self._findings: Sequence[Finding] = ()
        self._good_until = 0.0
        self._asking = asyncio.Lock()

    async def findings(self) -> Sequence[Finding]:
        """Return one finding for each part, not older than ``HEALTH_LIFETIME_S``."""
        async with self._asking:
            if time.monotonic() >= self._good_until:
                self._findings = await self._health.findings()
                self._good_until = time.monotonic() + HEALTH_LIFETIME_S
            return self._findings


@dataclass(frozen=True, slots=True)
class Door:
    """The platform behind the door, and the door's own measures.

    Args:
        body_limit_bytes: bytes of a request body at most.
        default_context_tokens: tokens of a context block unless the request says otherwise.
    """

    continuo: Continuo
    checkup: Checkup
    body_limit_bytes: int
    default_context_tokens: int


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated request: who asks, and whom.

    Args:
        presented: the credential as it came, for connections that outlast its being checked once.
    """

    door: Door
    principal: Principal
    presented: str = field(default="", repr=False)

    @property
    def continuo(self) -> Continuo:
        """Return the platform."""
        return self.door.continuo

    def person(self, user_id: str, purpose: str | None = None) -> Scope:
        """Return the scope of a person of the caller's own tenant."""
        return Scope.of(self.principal.tenant_id, user_id, purpose)


def door_of(request: HTTPConnection) -> Door:
    """Return the door that a request came through."""
    door = request.app.state.door
    assert isinstance(door, Door), "the application was built without a platform"
    return door


async def caller_of(request: Request) -> Caller:
    """Return who sent a request that has been let in."""
    return Caller(door_of(request), request.state.principal, request.headers.get("authorization", ""))


TheCaller = Annotated[Caller, Depends(caller_of)]
"""The parameter of a route that only authenticated callers reach."""
