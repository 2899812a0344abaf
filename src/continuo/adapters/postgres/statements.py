"""The named statements of ``sql/*.sql``: the only SQL that a running service sends."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import LiteralString, cast

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def statements(port: str) -> dict[str, LiteralString]:
    """Return the statements of ``sql/<port>.sql`` by name."""
    text = (files("continuo.adapters.postgres") / "sql" / f"{port}.sql").read_text(encoding="utf-8")
    pieces = _NAME.split(text)[1:]
    # Constants of the package, which is what LiteralString stands for.
    return cast(
        "dict[str, LiteralString]",
        {name: body.strip() for name, body in zip(pieces[::2], pieces[1::2], strict=True)},
    )
