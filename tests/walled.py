"""A migrated database with two tenants of two people each, all with rows in every table: for tests of the walls."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import psycopg

from continuo.adapters.postgres.migrate import migrate
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.domain.act import ActKind
from continuo.domain.clarification import Clarification
from continuo.domain.conclusion import Conclusion
from continuo.domain.episode import Episode, RecapLine
from continuo.domain.fact import Candidate, Change, Evidence, Fact, FactChange, Status, Tier
from continuo.domain.item import Item, Kind, Mark
from continuo.domain.job import JobKind
from continuo.domain.profile import ProfileLine, Section
from continuo.domain.relation import Entity, EntityMention, Name, NodeType, Relation
from continuo.domain.scope import Scope
from continuo.domain.session import Checkpoint
from continuo.domain.turn import NewTurn, Role, Source
from continuo.ports.acts import NewAct
from continuo.ports.graph import GraphStore
from continuo.ports.requests import RequestKey
from continuo.ports.tenancy import KeyRecord

ROOT = RootKey(b"w" * 32)
DIMENSION = 8
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Walled:
    """The database, and who lives in it."""

    admin_dsn: str
    pools: Pools
    storage: PostgresStorage
    tenancy: PostgresTenancy
    people: dict[str, list[Scope]] = field(default_factory=dict)

    async def as_admin(self, statement: str) -> list[tuple[object, ...]]:
        """Do as the superuser whatever a test has to arrange or to look into."""
        async with await psycopg.AsyncConnection.connect(self.admin_dsn, autocommit=True) as connection:
            cursor = await connection.execute(statement)  # type: ignore[arg-type]
            return await cursor.fetchall() if cursor.description else []


@asynccontextmanager
async def walled(admin_dsn: str, *, people: int = 2) -> AsyncIterator[Walled]:
    """Open the database, migrated, with two new tenants full of rows."""
    await migrate(admin_dsn, ROOT)
    pools = Pools(admin_dsn, ROOT, PoolSizes(api=12))
    await pools.open()
    try:
        house = Walled(admin_dsn, pools, PostgresStorage(pools, ROOT, DIMENSION), PostgresTenancy(pools, ROOT))
        for tenant in ("mine", "theirs"):
            tenant_id = uuid4()
            await house.tenancy.ensure_tenant(tenant_id, f"{tenant} {tenant_id}")
            key_id = uuid4().hex[:16]
            await house.tenancy.add_key(KeyRecord(tenant_id, key_id, b"h" * 32, f"canary-{tenant}", ("memory:read",)))
            house.people[tenant] = [Scope.of(tenant_id, f"canary-{tenant}-{n}") for n in range(people)]
            for scope in house.people[tenant]:
                await fill(house.storage, scope)
        yield house
    finally:
        await pools.close()


async def fill(storage: PostgresStorage, scope: Scope) -> None:
    """Put at least one row of a person into every table."""
    session_id = scope.session("talk")
    async with storage.appending(scope) as tx:
        said = [
            NewTurn(Role.USER, f"{scope.user_id} says {n}", client_event_id=f"{scope.user_id}#{n}") for n in range(3)
        ]
        appended = await tx.journal.append("talk", said, now=NOW)
        await tx.queue.defer(JobKind.CONSOLIDATE, appended.session_id, delay=timedelta(days=300))
        key = RequestKey(scope.user_id, "POST /v1/test", f"key {scope.user_id}", b"b" * 32)
        await tx.requests.keep(key, {"session_id": str(session_id)})
    async with storage.consolidating(scope, epoch=0) as tx:
        run = await tx.journal.begin_run(session_id, 1, 3, extractor="test", now=NOW)
        await tx.conclusions.keep(Conclusion(run.run, run.extractor, (a_candidate(scope),)))
        fact = a_fact(scope)
        await tx.facts.record(FactChange(fact.fact_id, Change.LEARNED, NOW, "test", None, fact))
        other = a_fact(scope)
        await tx.facts.record(FactChange(other.fact_id, Change.LEARNED, NOW, "test", None, other))
        await tx.clarifications.put(
            Clarification(uuid4(), "user", "lives_in", fact.fact_id, other.fact_id, NOW, purposes=fact.purposes)
        )
        await tx.acts.begin(an_act(scope, fact), now=NOW)
        await tx.episodes.put([an_episode(scope)])
        await tx.items.put([an_item(scope, n) for n in range(1, 4)])
        line = ProfileLine(1, Section.IDENTITY, f"{scope.user_id}-line", 0.5, (fact.fact_id,), (), NOW)
        await tx.profile.replace([line])
        await put_a_graph(tx.graph, scope, fact)
    async with storage.reading(scope) as tx:
        await tx.facts.note_uses([fact.fact_id], at=NOW)
        await tx.checkpoints.keep(Checkpoint(session_id, appended.last_position, NOW, 1))


def a_fact(scope: Scope) -> Fact:
    """Return a fact of a person."""
    evidence = Evidence(Source(scope.session("talk"), 1, 0, 5), "user", NOW)
    return Fact(
        uuid4(), "user", "lives_in", f"{scope.user_id}-town", f"The user lives in {scope.user_id}-town.", 0.9,
        Tier.SELF, Status.CURRENT, NOW, NOW, None, NOW, None, (evidence,),
    )  # fmt: skip


def a_candidate(scope: Scope) -> Candidate:
    """Return a statement that a person made."""
    town, source = f"{scope.user_id}-town", Source(scope.session("talk"), 1, 0, 5)
    said = f"The user lives in {town}."
    return Candidate("user", "lives_in", town, True, said, 0.9, NOW, source, "user", Tier.SELF, 0)


def an_act(scope: Scope, fact: Fact) -> NewAct:
    """Return a decision about a fact of a person."""
    payload = {"object": f"{scope.user_id}-town", "sayings": sayings(fact), "purposes": list(fact.purposes)}
    return NewAct(ActKind.PIN, payload, fact.about, fact.predicate)


def sayings(fact: Fact) -> list[list[object]]:
    """Return what an act's payload names a fact by."""
    return [[str(e.source.session_id), e.source.position, e.ordinal, e.read_by] for e in fact.evidence]


def an_episode(scope: Scope) -> Episode:
    """Return an episode of a person."""
    recap = (RecapLine("user", f"{scope.user_id} spoke", (1, 2)),)
    return Episode(
        uuid4(), scope.session("talk"), 1, 3, NOW, NOW, f"{scope.user_id} spoke", ("talk",), (), (1,), NOW, recap=recap
    )


async def put_a_graph(graph: GraphStore, scope: Scope, fact: Fact) -> None:
    """Store two entities of a person, a name, a mention and a relation."""
    user, town = uuid4(), uuid4()
    name = Name(f"{scope.user_id}-town", f"place|{scope.user_id}-town", NOW)
    await graph.put_entities([Entity(user, NodeType.USER, (), NOW), Entity(town, NodeType.PLACE, (), NOW)])
    await graph.put_names({town: [name]})
    await graph.put_mentions([EntityMention(town, fact.evidence[0].source, NOW, name.key, 1)])
    relation = Relation(
        uuid4(), "LIVES_IN", user, town, user, town, 0.9, 1, NOW, None, NOW, fact_id=fact.fact_id
    )  # fmt: skip
    await graph.put_relations([relation])


def an_item(scope: Scope, position: int, refers_to: UUID = UUID(int=0)) -> Item:
    """Return an index row of a person."""
    vector = np.zeros(DIMENSION, ">f2")
    vector[position % DIMENSION] = 1
    source = Source(scope.session("talk"), position, 0, 5)
    return Item(Kind.PASSAGE, source, 0, 7, NOW, Mark.NONE, 1, b"\x00\x00\x00\x01\x01", vector.tobytes(), refers_to)
