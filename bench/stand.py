"""A database of its own with the rooms of continuo over it, in this process, for benchmarks of the inside.

    async with stand() as it:
        await it.fill(it.scope("ana"), 1000)
        await it.continuo.recall.search(it.scope("ana"), "where was it?")

What is stored is made up, and vectors are drawn by chance: embedding a million texts would take hours, and what is
measured here does not depend on what they mean. Rows come to the index as consolidation brings them, through the
storage; only a ``crowd``, whom nobody asks about, is written by the server itself.
"""

from __future__ import annotations

import random
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import numpy as np
import psycopg

from bench.crowd import Crowd
from bench.measuring import children
from bench.platform_under_test import models_folder
from bench.sentences import sentence
from continuo.adapters.onnx.folder import VOCABULARY_FILE, fetch
from continuo.adapters.onnx.wordpiece import WordPiece, WordPieceTokenizer
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.app import Continuo
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Role
from continuo.memory.vectors.indexing import rows, turn_entries
from continuo.memory.vectors.terms import PAIR, TermHasher
from continuo.ports.embedder import Embedder
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, Database, Models, assemble, ready_database

DIMENSION = 384
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)
TURNS_A_SESSION = 50

Array = np.ndarray[Any, np.dtype[Any]]


class DrawnEmbedder:
    """Draws the vector of a text by chance: always the same for the same text, and at once."""

    model = "drawn"
    dimension = DIMENSION

    async def embed(self, texts: Sequence[str]) -> Array:
        """Return one unit vector for each text."""
        drawn = [drawn_vectors(1, zlib.crc32(text.encode()))[0] for text in texts]
        return np.array(drawn, np.float32).reshape(len(texts), DIMENSION)

    async def close(self) -> None:
        """Nothing to give back."""


def drawn_vectors(count: int, seed: int) -> Array:
    """Return unit vectors drawn by chance, (count, 384) float32."""
    drawn = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    return drawn


@dataclass(slots=True)
class Stand:
    """A database and the rooms over it."""

    folder: Path
    database: Database
    pools: Pools
    storage: PostgresStorage
    continuo: Continuo
    embedder: Embedder
    _sessions: dict[UUID, int] = field(default_factory=dict)

    def scope(self, user: str) -> Scope:
        """Return the scope of a user of the only tenant."""
        return Scope.of(DEFAULT_TENANT, user)

    async def fill(
        self,
        scope: Scope,
        count: int,
        *,
        vectors: Array | None = None,
        say: Callable[[random.Random], str] = sentence,
        a_session: int = TURNS_A_SESSION,
    ) -> int:
        """Give a person so many turns with their index rows, and return the number of rows.

        Args:
            vectors: one for each turn; else drawn by chance.
            say: makes up a text.
            a_session: turns in one session.
        """
        chance = random.Random(scope.subject_id.int)
        written = 0
        for begin in range(0, count, a_session):
            number = self._sessions[scope.subject_id] = self._sessions.get(scope.subject_id, 0) + 1
            texts = [say(chance) for _ in range(min(a_session, count - begin))]
            chosen = vectors[begin : begin + len(texts)] if vectors is not None else None
            written += await store_session(self.storage, scope, number, texts, chosen)
        return written

    async def outdate(self, scope: Scope) -> None:
        """Raise the versions of a person's memory, as every consolidation does: what is at hand is read anew."""
        async with self.storage.reading(scope) as tx:
            assert tx.person is not None, f"{scope.user_id} has no memory"
            epoch = tx.person.epoch
        async with self.storage.consolidating(scope, epoch=epoch):
            pass

    async def settle(self) -> None:
        """Let the server clean up and count, so that it does not do so in the midst of a measurement."""
        async with self.connected() as connection:
            await connection.execute("VACUUM ANALYZE")
            await connection.execute("CHECKPOINT")

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[psycopg.AsyncConnection]:
        """Open a connection of the superuser, whom no policy concerns."""
        async with await psycopg.AsyncConnection.connect(self.database.admin_dsn, autocommit=True) as connection:
            yield connection

    @asynccontextmanager
    async def crowd(self, people: int, *, beside: Scope | None = None) -> AsyncIterator[Crowd]:
        """Add people who have said nothing yet.

        Args:
            beside: only people whose rows lie in this person's partition.
        """
        async with self.connected() as connection:
            crowd = Crowd(connection, DEFAULT_TENANT)
            await crowd.come(people, beside=beside.subject_id if beside is not None else None)
            yield crowd

    def servers(self) -> list[int]:
        """Return the processes of the database."""
        return servers_of(self.folder)


def servers_of(folder: Path) -> list[int]:
    """Return the processes of the database in a platform's folder."""
    text = (folder / "postgres" / "data" / "postmaster.pid").read_text(encoding="utf-8")
    return children(int(text.splitlines()[0]))


class WordHasher(TermHasher):
    """Knows words alone: reading days and values out of made-up sentences would take most of the time."""

    def pack(self, text: str, *, said_at: datetime | None = None, speaker: str = "") -> tuple[bytes, int]:
        """Return the text's words as ``TermHasher.pack`` does, and no other terms."""
        hashes = self.hashes(text)
        pairs = np.array([(h, min(n, 255)) for h, n in sorted(Counter(hashes).items())], dtype=PAIR)
        return pairs.tobytes(), len(hashes)


async def store_session(
    storage: PostgresStorage, scope: Scope, number: int, texts: Sequence[str], vectors: Array | None = None
) -> int:
    """Store one session of turns and its index rows, as consolidation would leave them; return the number of rows."""
    began = BEGAN + timedelta(hours=number)
    turns = [NewTurn(Role.USER, text, said_at=began + timedelta(seconds=n)) for n, text in enumerate(texts)]
    session = f"session {number}"
    async with storage.appending(scope) as tx:
        await tx.journal.append(session, turns, now=datetime.now(UTC))
        stored = await tx.journal.read(scope.session(session), limit=len(turns))
        person = tx.person
    assert person is not None
    entries = [entry for turn in stored for entry in turn_entries(turn)]
    if vectors is None or len(vectors) != len(entries):
        assert vectors is None, "a text of several passages wants a vector for each"
        vectors = drawn_vectors(len(entries), scope.subject_id.int % 2**32 + number)
    items = rows(entries, vectors, WordHasher(person.term_key))
    async with storage.consolidating(scope, epoch=person.epoch) as tx:
        await tx.journal.begin_run(scope.session(session), 1, len(turns), extractor="bench", now=datetime.now(UTC))
        await tx.items.put(items)
    return len(items)


@asynccontextmanager
async def stand(embedder: Embedder | None = None) -> AsyncIterator[Stand]:
    """Open a database in a folder of its own and the rooms over it; all is removed at the end.

    Args:
        embedder: draws vectors by chance unless another one is given.
    """
    vocabulary = WordPiece.read(fetch(models_folder()) / VOCABULARY_FILE)
    embeds = embedder or DrawnEmbedder()
    with TemporaryDirectory(prefix="continuo-bench-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        settings = Settings(folder=Path(name) / "data", slice_memory_mb=4096, quiet_s=3600)
        async with ready_database(settings) as database:
            pools = Pools(database.admin_dsn, database.root, PoolSizes())
            await pools.open()
            try:
                models = Models(embeds, WordPieceTokenizer(vocabulary), None)
                continuo, _ = assemble(settings, database, pools, models)
                await continuo.tenancy.ensure_tenant(DEFAULT_TENANT, "bench")
                storage = PostgresStorage(pools, database.root, DIMENSION)
                yield Stand(settings.folder, database, pools, storage, continuo, embeds)
            finally:
                await pools.close()


@asynccontextmanager
async def storage_of(folder: Path) -> AsyncIterator[tuple[PostgresStorage, Database]]:
    """Open the storage of a platform that runs in this folder."""
    async with ready_database(Settings(folder=folder)) as database:
        pools = Pools(database.admin_dsn, database.root, PoolSizes())
        await pools.open()
        try:
            yield PostgresStorage(pools, database.root, DIMENSION), database
        finally:
            await pools.close()


async def fill_platform(folder: Path, people: Mapping[str, int]) -> None:
    """Give people of a platform that runs so many memories each, with vectors drawn by chance."""
    async with storage_of(folder) as (storage, database):
        for user, count in people.items():
            scope = Scope.of(DEFAULT_TENANT, user)
            chance = random.Random(scope.subject_id.int)
            for number, begin in enumerate(range(0, count, TURNS_A_SESSION), 1):
                texts = [sentence(chance) for _ in range(min(TURNS_A_SESSION, count - begin))]
                await store_session(storage, scope, number, texts)
        async with await psycopg.AsyncConnection.connect(database.admin_dsn, autocommit=True) as connection:
            await connection.execute("VACUUM ANALYZE")
