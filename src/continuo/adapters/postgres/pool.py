"""Connections: one small pool for each role, and transactions that begin with a signed context."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, AsyncCursor
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolClosed, PoolTimeout, TooManyRequests

from continuo.adapters.postgres.context import ContextSigner
from continuo.adapters.postgres.sealing import RootKey
from continuo.domain.errors import Broken, Unavailable
from continuo.domain.scope import Scope

Connection = AsyncConnection[TupleRow]
Asked = tuple[LiteralString, Mapping[str, Any] | Sequence[Any]]
"""A statement and its values."""

CHECKOUT_TIMEOUT_S = 10.0
_SET_CONTEXT = "SELECT current_setting('continuo.context', true), set_config('continuo.context', %s, true)"


@dataclass(frozen=True, slots=True)
class PoolSizes:
    """Connections for each role, at most; every one is opened when it is first needed."""

    api: int = 8
    worker: int = 4
    eraser: int = 2
    auth: int = 2

    def items(self) -> Mapping[str, int]:
        """Return the sizes by role."""
        return {"api": self.api, "worker": self.worker, "eraser": self.eraser, "auth": self.auth}


class Pools:
    """The pools of one process. Each signs in as its own unprivileged role.

    Args:
        dsn: where the database is; user and password in it are replaced by each role's own.
        root: the key from which the roles' passwords and the context key follow.
    """

    def __init__(self, dsn: str, root: RootKey, sizes: PoolSizes) -> None:
        self._signer = ContextSigner("1", root.context_key())
        self._pools = {
            role: AsyncConnectionPool[Connection](
                role_dsn(dsn, root, role),
                min_size=0,
                max_size=size,
                open=False,
                name=role,
                timeout=CHECKOUT_TIMEOUT_S,
                max_waiting=1000,
                max_idle=300,
                # The library's pauses double for five minutes; a database that is back shall be used at once.
                reconnect_timeout=10,
                kwargs={"connect_timeout": 10},
            )
            for role, size in sizes.items().items()
        }

    async def open(self) -> None:
        """Start the pools; connections are made when they are needed."""
        for pool in self._pools.values():
            await pool.open()

    async def close(self) -> None:
        """Close every connection."""
        for pool in self._pools.values():
            await pool.close(timeout=5)

    @asynccontextmanager
    async def transaction(
        self, role: str, tenant_id: UUID | None, subject_id: UUID | None = None, purpose: str | None = None
    ) -> AsyncIterator[Connection]:
        """Open a transaction of a role within a signed context; it commits at the end of the block.

        Without a tenant no context is set, and no row of any tenant is in reach.

        Raises:
            Unavailable: no connection, or it broke.
        """
        with translated_errors():
            async with self._pools[role].connection() as connection:
                if tenant_id is not None:
                    token = self._signer.sign(tenant_id, subject_id, purpose, connection.info.backend_pid)
                    await _check_clean(connection, await connection.execute(_SET_CONTEXT, (token,)))
                yield connection

    @asynccontextmanager
    async def without_context(self, role: str) -> AsyncIterator[Connection]:
        """Lend a connection of a role that is in no transaction, for calls that bring their context along.

        Raises:
            Unavailable: no connection, or it broke.
        """
        with translated_errors():
            async with self._pools[role].connection() as connection:
                yield connection

    def context(self, scope: Scope, backend_pid: int) -> str:
        """Return the signed context of a person for one connection."""
        return self._signer.sign(scope.tenant_id, scope.subject_id, scope.purpose, backend_pid)

    async def together(
        self, role: str, tenant_id: UUID, subject_id: UUID, purpose: str | None, asked: Sequence[Asked]
    ) -> list[list[TupleRow]]:
        """Return the rows of several statements, sent together in one transaction, of one moment: one round trip.

        Raises:
            Unavailable: no connection, or it broke.
        """
        with translated_errors():
            async with self._pools[role].connection() as connection:
                token = self._signer.sign(tenant_id, subject_id, purpose, connection.info.backend_pid)
                try:
                    cursors = await _sent_together(connection, [(_SET_CONTEXT, (token,)), *asked])
                except BaseException:
                    # Answers may still be on their way: whoever came next would read them as its own.
                    await connection.close()
                    raise
                await _check_clean(connection, cursors[0])
                return [await cursor.fetchall() for cursor in cursors[1:]]


async def _sent_together(connection: Connection, asked: Sequence[Asked]) -> list[AsyncCursor[TupleRow]]:
    # The driver would send its own BEGIN ahead and wait for it; as one of ours it goes along with the rest.
    await connection.set_autocommit(True)
    async with connection.pipeline():
        await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursors = [await connection.execute(statement, values, binary=True) for statement, values in asked]
        await connection.execute("COMMIT")
    await connection.set_autocommit(False)
    return cursors


async def _check_clean(connection: Connection, context: AsyncCursor[TupleRow]) -> None:
    row = await context.fetchone()
    # A context that outlived its transaction would be a leak in the making: such a connection is not used again.
    if row is None or row[0]:
        await connection.close()
        raise Broken("a connection came from the pool with a context still set")


class translated_errors:  # noqa: N801 - reads as a clause of a with statement
    """Translates what the driver raises into what a caller can act on."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Raise Unavailable for a lost or missing connection, a statement that took too long, or a deadlock."""
        if isinstance(error, psycopg.Error) and _is_being_cancelled():
            # The driver may answer a cancellation with an error of its own; whoever cancelled waits for the former.
            raise asyncio.CancelledError from error
        if isinstance(error, PoolTimeout | PoolClosed | TooManyRequests):
            raise Unavailable(f"no database connection became free within {CHECKOUT_TIMEOUT_S:.0f} s") from error
        if isinstance(error, psycopg.OperationalError):
            # The message of the driver may quote a statement; its class says enough.
            raise Unavailable(f"the database is away ({type(error).__name__}); try again") from error


def _is_being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def role_dsn(dsn: str, root: RootKey, role: str) -> str:
    """Return the address of the database with the sign-in of one role."""
    return make_conninfo(
        dsn,
        user=f"continuo_{role}",
        password=root.role_password(role),
        application_name=f"continuo-{role}",
        options="-c search_path=pg_catalog -c TimeZone=UTC",
    )
