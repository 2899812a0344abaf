"""What is done within the server, in one step each.

Scripts and not functions: a script that a server does not know is sent along, so a restarted server, a new primary and
a new node of a cluster need no loading and no version of a library (decision 0027).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from redis.exceptions import NoScriptError

from continuo.adapters.valkey.link import Client


@dataclass(frozen=True, slots=True)
class Script:
    """A script of Lua."""

    source: str
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the name under which a server knows it."""
        digest = hashlib.sha1(self.source.encode(), usedforsecurity=False).hexdigest()
        object.__setattr__(self, "digest", digest)

    async def run(self, client: Client, keys: Sequence[str], values: Sequence[str | bytes | int]) -> Any:
        """Run it where its keys lie, and return its answer."""
        try:
            return await client.evalsha(self.digest, len(keys), *keys, *values)
        except NoScriptError:
            return await client.eval(self.source, len(keys), *keys, *values)


def script(name: str) -> Script:
    """Return a script of this package."""
    return Script(resources.files(__package__).joinpath(f"{name}.lua").read_text(encoding="utf-8"))
