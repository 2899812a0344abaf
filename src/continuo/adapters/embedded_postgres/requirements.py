"""What a PostgreSQL that somebody else runs has to offer."""

from __future__ import annotations

import re

import psycopg

from continuo.domain.errors import Misconfigured, Unavailable

OLDEST_VERSION = 16
OLDEST_PGVECTOR = (0, 8)
_CONNECT_TIMEOUT_S = 10


async def require_supported(dsn: str) -> None:
    """Return if the server is PostgreSQL 16 or newer and has pgvector 0.8 or newer to offer.

    Raises:
        Misconfigured: it is older, or lacks pgvector; the message says how to get it.
        Unavailable: it cannot be reached.
    """
    try:
        async with await psycopg.AsyncConnection.connect(dsn, connect_timeout=_CONNECT_TIMEOUT_S) as connection:
            version = connection.info.server_version
            cursor = await connection.execute(
                "SELECT installed_version, default_version FROM pg_available_extensions WHERE name = 'vector'"
            )
            row = await cursor.fetchone()
    except psycopg.OperationalError as error:
        raise Unavailable(f"the database of CONTINUO_DATABASE_URL cannot be reached: {error}") from error
    if version < OLDEST_VERSION * 10_000:
        raise Misconfigured(
            f"the database of CONTINUO_DATABASE_URL is PostgreSQL {version // 10_000}; continuo needs {OLDEST_VERSION} "
            "or newer with pgvector 0.8 or newer. Unset CONTINUO_DATABASE_URL to use the embedded one"
        )
    _check_pgvector(row)


def _check_pgvector(row: tuple[str | None, str] | None) -> None:
    if row is None:
        raise Misconfigured(
            "the database of CONTINUO_DATABASE_URL has no pgvector: install it on the database server (on Debian "
            "postgresql-NN-pgvector), or unset CONTINUO_DATABASE_URL to use the embedded one"
        )
    installed, offered = row
    if parsed(offered) < OLDEST_PGVECTOR:
        raise Misconfigured(f"the database of CONTINUO_DATABASE_URL offers pgvector {offered}; 0.8 or newer is needed")
    if installed is not None and parsed(installed) < OLDEST_PGVECTOR:
        raise Misconfigured(
            f"the database of CONTINUO_DATABASE_URL uses pgvector {installed} and offers {offered}: "
            "run ALTER EXTENSION vector UPDATE as its owner"
        )


def parsed(version: str) -> tuple[int, ...]:
    """Return the numbers of a version such as ``0.8.6``, to be compared."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
