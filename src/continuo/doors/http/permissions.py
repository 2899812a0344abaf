"""The permission that a route demands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Objects(StrEnum):
    """Whose things a route may touch."""

    NOTHING = "nothing of any tenant"
    TENANT = "what belongs to the key's tenant"
    PERSON = "one person of the key's tenant, named by user_id"


@dataclass(frozen=True, slots=True)
class Rule:
    """The permission a route demands.

    Args:
        scope: a scope of services.tenancy; ``None`` lets everyone in.
        objects: what it may touch; only a route that touches nothing may let everyone in.
    """

    scope: str | None
    objects: Objects

    def __post_init__(self) -> None:
        assert self.scope is not None or self.objects is Objects.NOTHING, "an open route touches nothing"
