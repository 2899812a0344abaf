"""Settings and opened adapters in, rooms and services out: who implements what."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any

from continuo.adapters.postgres.installation import server_version
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.adapters.postgres.maintenance import PostgresMaintenance
from continuo.adapters.postgres.pool import Pools, role_dsn
from continuo.adapters.postgres.predicates import PostgresPredicates
from continuo.adapters.postgres.queue import PostgresJobDesk
from continuo.adapters.postgres.retention import PostgresRetention
from continuo.adapters.postgres.spending import PostgresSpending
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.adapters.postgres.worker import PostgresWorker
from continuo.adapters.postgres.worker_rules import WorkerLimits
from continuo.adapters.valkey.link import Link
from continuo.app import Continuo
from continuo.domain.clock import system_clock
from continuo.domain.spending import Price
from continuo.memory.consolidation.deciding import Decisions
from continuo.memory.consolidation.extraction.by_model.reader import ModelReader, Terms
from continuo.memory.consolidation.extraction.by_model.recapping import ModelRecapper, Recapper
from continuo.memory.consolidation.extraction.by_tagger.reader import TaggedReader
from continuo.memory.consolidation.extraction.readers import Reader, RuleReader
from continuo.memory.consolidation.preparing import Preparer
from continuo.memory.consolidation.rebuild import Rebuild
from continuo.memory.consolidation.room import Consolidation, Pace
from continuo.memory.consolidation.tending import Rules, Tending
from continuo.memory.context.room import Contexts, Sources
from continuo.memory.context.standing import StandingLines
from continuo.memory.episodes.room import Episodes
from continuo.memory.facts.room import Facts
from continuo.memory.graph.room import Graph
from continuo.memory.journal.mailbox import MailboxLimits
from continuo.memory.journal.room import Journal, SessionRules
from continuo.memory.recall.deadlines import Deadlines
from continuo.memory.recall.mentions import Mentions
from continuo.memory.recall.reranking import Reranking
from continuo.memory.recall.room import Recall, Stores
from continuo.memory.recall.slices import Slices
from continuo.memory.working.actors import ActorRules, Actors
from continuo.memory.working.news import News
from continuo.memory.working.room import Working
from continuo.ports.embedder import Embedder
from continuo.ports.llm import LanguageModel
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.reranker import Reranker
from continuo.services.health import Health
from continuo.services.jobs import Jobs, Work
from continuo.services.privacy import Privacy
from continuo.services.retention import Retention
from continuo.services.sync.hub import Hub, LiveLimits
from continuo.services.tenancy import Tenancy
from continuo.services.usage import Usage
from continuo.services.uses import Uses
from continuo.services.vocabulary import Vocabulary
from continuo.settings import Settings
from continuo.wiring.database import Database
from continuo.wiring.hot import HotTier
from continuo.wiring.models import Models

Background = Sequence[Callable[[], Coroutine[Any, Any, None]]]
"""What goes on beside the rooms; each runs until it is cancelled."""


def assemble(
    settings: Settings, database: Database, pools: Pools, models: Models, link: Link | None = None
) -> tuple[Continuo, Background]:
    """Return the rooms and services over opened adapters, and what has to go on beside them as long as they are used.

    Args:
        link: to what processes keep hot together; ``None`` where each keeps its own.
    """
    clock, embedder, tokenizer = system_clock, models.embedder, models.tokenizer
    storage = PostgresStorage(pools, database.root, embedder.dimension)
    intake = PostgresIntake(pools, storage.people)
    hot = HotTier(link, database.root.secret, storage.people, clock)
    live = Hub(storage, hot.notices, _live_limits(settings))
    news = News(hot.window, hot.notices, storage.people)
    actors = Actors(storage, hot.leases, clock, _actor_rules(settings), news)
    working = Working(hot.window, actors)
    slices = _slices(settings, storage, embedder)
    recall = _recall(settings, models, Stores(storage.glances, storage, slices, working))
    uses, standing = Uses(storage, clock), StandingLines()
    registry = PostgresPredicates(pools)
    reader, recapper = _reader(settings, models, pools, registry), _recapper(settings, models.llm, pools)
    preparer = Preparer(embedder, tokenizer, reader, recapper=recapper)
    journal = _journal(settings, storage, intake, actors)
    consolidation = Consolidation(storage, preparer, registry, clock, _pace(settings))
    tending = Tending(storage, embedder, Rules(registry, PostgresRetention(pools)), clock)
    work = Work(consolidation, journal, tending, PostgresMaintenance(pools))
    # What processes keep at hand of a person, and has to go with them.
    at_hand = {
        "slices": slices.forget,
        "leases": hot.leases.forget,
        "windows": working.forget,
        "actors": actors.forget,
        "standing_lines": standing.forget,
        "uses_noted": uses.forget,
        "opened_keys": intake.forget,
        "hot_tier_owed": hot.left,
    }
    continuo = Continuo(
        journal=journal,
        actors=actors,
        live=live,
        recall=recall,
        mentions=Mentions(storage, slices, clock),
        contexts=Contexts(recall, Sources(standing, uses), tokenizer),
        facts=Facts(storage),
        episodes=Episodes(storage),
        graph=Graph(storage, registry, clock),
        consolidation=consolidation,
        decisions=Decisions(storage, embedder, registry, clock, notices=hot.notices),
        # A rebuild reads what was concluded; its preparer has nobody to ask.
        rebuild=Rebuild(storage, Preparer(embedder, tokenizer), embedder, registry),
        uses=uses,
        usage=Usage(PostgresSpending(pools)),
        privacy=Privacy(storage, clock, at_hand, hot.notices),
        tenancy=Tenancy(PostgresTenancy(pools, database.root), clock),
        tending=tending,
        predicates=Vocabulary(registry),
        retention=Retention(PostgresRetention(pools)),
        jobs=Jobs(_worker(settings, database), PostgresJobDesk(pools), work, hot.notices),
        health=_health(pools, embedder, hot, live),
        clock=clock,
    )
    return continuo, (uses.run, actors.run, news.run, hot.run, live.run)


def _slices(settings: Settings, storage: PostgresStorage, embedder: Embedder) -> Slices:
    most_bytes = settings.slice_memory_mb * 2**20
    return Slices(storage.glances, embedder, most_bytes=most_bytes, most_items=settings.slice_items)


def _recall(settings: Settings, models: Models, stores: Stores) -> Recall:
    reranking = _reranking(settings, models.reranker)
    return Recall(stores, models.embedder, system_clock, _deadlines(settings), reranking)


def _journal(settings: Settings, storage: PostgresStorage, intake: PostgresIntake, actors: Actors) -> Journal:
    rules = SessionRules(
        batch_turns=settings.batch_turns,
        quiet=timedelta(seconds=settings.quiet_s),
        batch_characters=settings.batch_characters,
        idle=timedelta(seconds=settings.session_idle_s),
    )
    limits = MailboxLimits(waiting=settings.mailbox_additions)
    return Journal(storage, intake, system_clock, rules, attends=actors, limits=limits)


def _pace(settings: Settings) -> Pace:
    return Pace(
        distil_after=timedelta(seconds=settings.distil_s), session_idle=timedelta(seconds=settings.session_idle_s)
    )


def _live_limits(settings: Settings) -> LiveLimits:
    return LiveLimits(settings.live_connections, settings.live_connections_a_key, settings.live_look_s)


def _actor_rules(settings: Settings) -> ActorRules:
    every = timedelta(seconds=settings.checkpoint_s)
    return ActorRules(
        checkpoint_every=every,
        passive_after=timedelta(seconds=settings.passive_s),
        most_awake=settings.sessions_awake,
        # One renewal may be late by half; who is paused for longer than that has lost it.
        lease=every * 1.5,
        beat=min(timedelta(seconds=5), every / 2),
    )


def _worker(settings: Settings, database: Database) -> PostgresWorker:
    return PostgresWorker(
        role_dsn(database.admin_dsn, database.root, "queue"),
        WorkerLimits(
            concurrency=settings.worker_concurrency,
            poll=timedelta(seconds=settings.poll_s),
            stall=timedelta(seconds=settings.stall_s),
        ),
    )


def _deadlines(settings: Settings) -> Deadlines:
    return Deadlines(
        embedding=timedelta(seconds=settings.embedding_deadline_s),
        slice=timedelta(seconds=settings.slice_deadline_s),
        words=timedelta(seconds=settings.words_deadline_s),
    )


def _reranking(settings: Settings, reranker: Reranker | None) -> Reranking | None:
    if reranker is None:
        return None
    return Reranking(reranker, settings.rerank_top, timedelta(seconds=settings.rerank_timeout_s))


def _reader(settings: Settings, models: Models, pools: Pools, registry: PredicateRegistry) -> Reader:
    without_model: Reader = RuleReader() if models.tagger is None else TaggedReader(models.tagger)
    if models.llm is None:
        return without_model
    price = Price(settings.llm_input_price, settings.llm_output_price)
    terms = Terms(price)
    return ModelReader(models.llm, PostgresSpending(pools), registry, system_clock, terms, fallback=without_model)


def _recapper(settings: Settings, llm: LanguageModel | None, pools: Pools) -> Recapper | None:
    if llm is None or not settings.llm_recaps:
        return None
    price = Price(settings.llm_input_price, settings.llm_output_price)
    return ModelRecapper(llm, PostgresSpending(pools), system_clock, Terms(price))


def _health(pools: Pools, embedder: Embedder, hot: HotTier, live: Hub) -> Health:
    return Health(
        {
            "database": lambda: server_version(pools),
            "embedder": lambda: _embedder_health(embedder),
            "hot tier": hot.health,
            "live": live.summary,
        }
    )


async def _embedder_health(embedder: Embedder) -> str:
    return f"{embedder.model}, {len((await embedder.embed(['well']))[0])} dimensions"
