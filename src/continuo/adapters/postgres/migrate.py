"""Brings a database to the present shape: roles, schema, numbered migrations, the context key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import LiteralString

import psycopg
from psycopg import sql

from continuo.adapters.postgres.context import ContextSigner
from continuo.adapters.postgres.maintenance import MONTHS_AHEAD
from continuo.adapters.postgres.pool import translated_errors
from continuo.adapters.postgres.sealing import RootKey
from continuo.domain.errors import Misconfigured

_LOCK = 0x636F6E74  # "cont": one migrator at a time
LOGIN_ROLES = ("migrator", "api", "worker", "queue", "gateway", "eraser", "auth", "backup", "metrics")


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step.

    Args:
        name: its file name without the ending, such as ``0002_journal``.
        text: the statements.
    """

    name: str
    text: LiteralString

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the statements; a migration is never edited once it has run."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations() -> list[Migration]:
    """Return every migration in order."""
    folder = files("continuo.adapters.postgres") / "migrations"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [Migration(f.name[:-4], f.read_text(encoding="utf-8")) for f in found]


async def migrate(admin_dsn: str, root: RootKey) -> list[str]:
    """Bring the database up to date and return the names of the migrations that ran.

    Args:
        admin_dsn: signs in as someone who may create roles and the extension.

    Raises:
        Misconfigured: the database is of a newer continuo, or a migration that ran was changed since.
    """
    with translated_errors():
        async with await psycopg.AsyncConnection.connect(admin_dsn, connect_timeout=10) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            await _prepare(connection, root)
            await connection.execute("SET LOCAL ROLE continuo_owner")
            ran = await _run(connection)
            await connection.execute("SELECT continuo.make_event_partitions(%s)", (MONTHS_AHEAD,))
            await _store_context_key(connection, root)
            return ran


async def _prepare(connection: psycopg.AsyncConnection, root: RootKey) -> None:
    roles = (files("continuo.adapters.postgres") / "roles.sql").read_text(encoding="utf-8")
    await connection.execute(roles)
    for role in LOGIN_ROLES:
        await connection.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
                sql.Identifier(f"continuo_{role}"), sql.Literal(root.role_password(role))
            )
        )
    await connection.execute("CREATE SCHEMA IF NOT EXISTS continuo AUTHORIZATION continuo_owner")
    await connection.execute("CREATE SCHEMA IF NOT EXISTS extensions")
    await connection.execute("GRANT USAGE ON SCHEMA extensions TO PUBLIC")
    await connection.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA extensions")
    await connection.execute("GRANT continuo_owner TO current_user")


async def _run(connection: psycopg.AsyncConnection) -> list[str]:
    await connection.execute("SET LOCAL search_path = continuo, extensions, pg_catalog")
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS continuo.migration"
        " (name text PRIMARY KEY, digest text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())"
    )
    pending = _pending(await _done(connection))
    for migration in pending:
        await connection.execute(migration.text)
        await connection.execute(
            "INSERT INTO continuo.migration (name, digest) VALUES (%s, %s)", (migration.name, migration.digest)
        )
    return [m.name for m in pending]


async def _done(connection: psycopg.AsyncConnection) -> dict[str, str]:
    cursor = await connection.execute("SELECT name, digest FROM continuo.migration")
    return dict(await cursor.fetchall())


def _pending(done: dict[str, str]) -> list[Migration]:
    known = {m.name: m for m in migrations()}
    if newer := sorted(set(done) - set(known)):
        raise Misconfigured(f"the database is of a newer continuo (it has {newer[-1]}): use that version")
    for name, digest in done.items():
        if known[name].digest != digest:
            raise Misconfigured(f"migration {name} was changed after it ran: restore the file as it was released")
    return [m for name, m in sorted(known.items()) if name not in done]


async def _store_context_key(connection: psycopg.AsyncConnection, root: RootKey) -> None:
    inner, outer = ContextSigner("1", root.context_key()).pads()
    await connection.execute(
        "INSERT INTO continuo.context_key (key_id, inner_pad, outer_pad) VALUES ('1', %s, %s)"
        " ON CONFLICT (key_id) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        (inner, outer),
    )
