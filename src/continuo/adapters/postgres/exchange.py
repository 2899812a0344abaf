"""Many calls of one prepared statement in one exchange with the server, each a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakSet

from psycopg.abc import PQGen
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

from continuo.adapters.postgres.pool import Connection

Values = Sequence[bytes | None]
"""The parameters of one call, in the server's text form."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a prepared statement.

    Args:
        name: of the statement.
    """

    name: str
    values: Values = ()


class Exchange:
    """Sends calls without waiting in between, and returns what each answered.

    The driver's own pipeline would spend ten times as long on each call in Python, and takes one error for the end of
    all. Here a sync follows every call: it commits or undoes that call alone, and the next one is a new transaction.

    Args:
        commands: the statements by name, with ``$1``, ``$2`` for the parameters.
    """

    def __init__(self, commands: Mapping[str, str]) -> None:
        self._commands = commands
        self._prepared: WeakSet[Connection] = WeakSet()

    async def call(self, connection: Connection, calls: Sequence[Call]) -> list[PGresult]:
        """Return what each call answered, errors included.

        Args:
            connection: not within a transaction, and nobody else's meanwhile.

        Raises:
            psycopg.OperationalError: the connection broke; what was not answered may or may not have happened.
        """
        new = {} if connection in self._prepared else self._commands
        results = await connection.wait(_exchanged(connection.pgconn, new, calls))
        self._prepared.add(connection)
        return results[len(new) :]


def _exchanged(pgconn: PGconn, new: Mapping[str, str], calls: Sequence[Call]) -> PQGen[list[PGresult]]:
    pgconn.enter_pipeline_mode()
    for name, command in new.items():
        pgconn.send_prepare(name.encode(), command.encode())
        pgconn.pipeline_sync()
    for call in calls:
        pgconn.send_query_prepared(call.name.encode(), call.values)
        pgconn.pipeline_sync()
    while pgconn.flush():
        # The server may wait for us to read before it reads on.
        if (yield Wait.RW) & Ready.R:
            pgconn.consume_input()
    results = yield from _answers(pgconn, len(new) + len(calls))
    pgconn.exit_pipeline_mode()
    return results


def _answers(pgconn: PGconn, count: int) -> PQGen[list[PGresult]]:
    """Return the result before each sync."""
    results: list[PGresult] = []
    syncs = 0
    while syncs < count:
        while pgconn.is_busy():
            yield Wait.R
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            continue
        if result.status == ExecStatus.PIPELINE_SYNC:
            syncs += 1
        else:
            results.append(result)
    assert len(results) == count, (len(results), count)
    return results


def first_value(result: PGresult) -> bytes | None:
    """Return the first value of an answer; ``None`` where it is null, or the call failed."""
    return result.get_value(0, 0) if result.status == ExecStatus.TUPLES_OK else None
