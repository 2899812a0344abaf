"""What holds for the whole installation: which embedder made the vectors, and whether the database answers."""

from __future__ import annotations

from continuo.adapters.postgres.pool import Pools
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Misconfigured


async def require_embedder(pools: Pools, *, model: str, dimension: int) -> None:
    """Record the embedder of this installation, or check that it is still the same.

    Raises:
        Misconfigured: the stored vectors are of another embedder; the message names the remedy.
    """
    sql, wanted = statements("installation"), f"{model}, {dimension} dimensions"
    async with pools.transaction("api", None) as connection:
        await connection.execute(sql["remember"], {"name": "embedder", "value": wanted})
        cursor = await connection.execute(sql["recall"], {"name": "embedder"})
        row = await cursor.fetchone()
    if row is None or row[0] != wanted:
        raise Misconfigured(
            f"the vectors in this database are of {row[0] if row else 'nobody'}, the embedder now is {wanted}:"
            " set the embedder back (CONTINUO_EMBEDDINGS_URL, _MODEL, _DIMENSION), or start with another folder"
            " or database; texts cannot be embedded anew yet"
        )


async def server_version(pools: Pools) -> str:
    """Return the version of the database server; raises Unavailable if it does not answer."""
    async with pools.transaction("api", None) as connection:
        cursor = await connection.execute(statements("installation")["server_version"])
        row = await cursor.fetchone()
    return f"PostgreSQL {row[0] if row else 'unknown'}"
