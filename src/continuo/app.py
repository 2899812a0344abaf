"""`Continuo`: one attribute per room and service; all that a door ever sees."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.domain.clock import Clock
from continuo.memory.consolidation.deciding import Decisions
from continuo.memory.consolidation.rebuild import Rebuild
from continuo.memory.consolidation.room import Consolidation
from continuo.memory.consolidation.tending import Tending
from continuo.memory.context.room import Contexts
from continuo.memory.episodes.room import Episodes
from continuo.memory.facts.room import Facts
from continuo.memory.graph.room import Graph
from continuo.memory.journal.room import Journal
from continuo.memory.recall.mentions import Mentions
from continuo.memory.recall.room import Recall
from continuo.memory.working.actors import Actors
from continuo.services.health import Health
from continuo.services.jobs import Jobs
from continuo.services.privacy import Privacy
from continuo.services.retention import Retention
from continuo.services.sync.hub import Hub
from continuo.services.tenancy import Tenancy
from continuo.services.usage import Usage
from continuo.services.uses import Uses
from continuo.services.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Continuo:
    """A running continuo.

    Args:
        journal: append and replay turns.
        actors: the sessions that are awake in this process.
        recall: a question in, one ranking out.
        mentions: turns by what they say, who said it, when and where: listed and counted.
        contexts: ranking and window in, one block out.
        facts: what is held to be true.
        episodes: what happened.
        graph: who and what is spoken of, and how it is related.
        consolidation: turns become memory.
        decisions: what people decide about facts: correct, retract, restore, pin, settle.
        tending: compaction, retention, the profile.
        predicates: what facts can be about, and what tenants add to it.
        retention: how long tenants keep what.
        rebuild: projections dropped and made again.
        uses: which facts were handed out.
        usage: what work with language models has cost.
        privacy: export and erasure.
        tenancy: tenants and keys.
        live: sessions as they go on, on several devices.
        jobs: the worker, and what became of jobs.
        health: how the installation is.
    """

    journal: Journal
    actors: Actors
    recall: Recall
    mentions: Mentions
    contexts: Contexts
    facts: Facts
    episodes: Episodes
    graph: Graph
    consolidation: Consolidation
    decisions: Decisions
    tending: Tending
    predicates: Vocabulary
    retention: Retention
    rebuild: Rebuild
    uses: Uses
    usage: Usage
    privacy: Privacy
    tenancy: Tenancy
    live: Hub
    jobs: Jobs
    health: Health
    clock: Clock
