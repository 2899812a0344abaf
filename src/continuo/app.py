"""`Continuo`: one attribute per room and service; all that a door ever sees."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.domain.clock import Clock
from continuo.memory.consolidation.rebuild import Rebuild
from continuo.memory.consolidation.room import Consolidation
from continuo.memory.context.room import Contexts
from continuo.memory.episodes.room import Episodes
from continuo.memory.facts.room import Facts
from continuo.memory.journal.room import Journal
from continuo.memory.recall.room import Recall
from continuo.services.health import Health
from continuo.services.jobs import Jobs
from continuo.services.privacy import Privacy
from continuo.services.tenancy import Tenancy


@dataclass(frozen=True, slots=True)
class Continuo:
    """A running continuo.

    Args:
        journal: append and replay turns.
        recall: a question in, one ranking out.
        contexts: ranking and window in, one block out.
        facts: what is held to be true.
        episodes: what happened.
        consolidation: turns become memory.
        rebuild: projections dropped and made again.
        privacy: export and erasure.
        tenancy: tenants and keys.
        jobs: the worker, and what became of jobs.
        health: how the installation is.
    """

    journal: Journal
    recall: Recall
    contexts: Contexts
    facts: Facts
    episodes: Episodes
    consolidation: Consolidation
    rebuild: Rebuild
    privacy: Privacy
    tenancy: Tenancy
    jobs: Jobs
    health: Health
    clock: Clock
