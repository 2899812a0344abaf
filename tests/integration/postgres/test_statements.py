"""Every named statement prepares against the migrated schema, with the types that its parameters are given."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from importlib.resources import files

import psycopg
import pytest
from tests.postgres import running_server

from continuo.adapters.postgres.migrate import migrate
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.statements import statements

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SQL = files("continuo.adapters.postgres") / "sql"
ALL = [
    (file.name.removesuffix(".sql"), title)
    for file in sorted(SQL.iterdir(), key=lambda file: file.name)
    for title in statements(file.name.removesuffix(".sql"))
]


@pytest.fixture(scope="module")
def connection() -> Iterator[psycopg.Connection]:
    with running_server() as server:
        asyncio.run(migrate(server.admin_dsn, RootKey(b"prepared statements, 32 bytes...")))
        with psycopg.connect(server.admin_dsn, autocommit=True) as connection:
            yield connection


def numbered(statement: str) -> str:
    """Return a statement with ``$1``, ``$2`` for its named parameters, one number for each name."""
    names = list(dict.fromkeys(PLACEHOLDER.findall(statement)))
    body = re.sub(r"--.*", "", statement).strip().rstrip(";")
    return PLACEHOLDER.sub(lambda found: f"${names.index(found[1]) + 1}", body).replace("%%", "%")


@pytest.mark.parametrize(("port", "title"), ALL, ids=[f"{port}.{title}" for port, title in ALL])
def test_a_statement_prepares_against_the_schema(connection: psycopg.Connection, port: str, title: str) -> None:
    statement = numbered(statements(port)[title])

    connection.execute(f"PREPARE looked_at AS {statement}".encode())
    ((types,),) = connection.execute(
        "SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'looked_at'"
    ).fetchall()
    connection.execute("DEALLOCATE looked_at")

    assert "unknown" not in types


def test_a_statement_about_a_missing_column_is_noticed(connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.UndefinedColumn):
        connection.execute(b"PREPARE looked_at AS SELECT no_such_column FROM continuo.event")
