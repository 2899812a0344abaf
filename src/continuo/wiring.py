"""Settings in, a running `Continuo` out: the only place that knows who implements what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from continuo.adapters.embedded_postgres.requirements import require_supported
from continuo.adapters.embedded_postgres.server import serving
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.keyfile.root import parsed, read_or_make
from continuo.adapters.postgres.doctor import Ailment, examine, require_sound
from continuo.adapters.postgres.installation import require_embedder, server_version
from continuo.adapters.postgres.intake import PostgresIntake
from continuo.adapters.postgres.maintenance import PostgresMaintenance
from continuo.adapters.postgres.migrate import migrate
from continuo.adapters.postgres.pool import Pools, PoolSizes, role_dsn
from continuo.adapters.postgres.predicates import PostgresPredicates
from continuo.adapters.postgres.queue import PostgresJobDesk
from continuo.adapters.postgres.retention import PostgresRetention
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.spending import PostgresSpending
from continuo.adapters.postgres.storage import PostgresStorage
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.adapters.postgres.worker import PostgresWorker
from continuo.adapters.postgres.worker_rules import WorkerLimits
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
from continuo.memory.consolidation.room import Consolidation
from continuo.memory.consolidation.tending import Rules, Tending
from continuo.memory.context.room import Contexts, Sources
from continuo.memory.context.standing import StandingLines
from continuo.memory.episodes.room import Episodes
from continuo.memory.facts.room import Facts
from continuo.memory.graph.room import Graph
from continuo.memory.journal.room import Journal
from continuo.memory.recall.deadlines import Deadlines
from continuo.memory.recall.mentions import Mentions
from continuo.memory.recall.reranking import Reranking
from continuo.memory.recall.room import Recall, Stores
from continuo.memory.recall.slices import Slices
from continuo.memory.working.room import Working
from continuo.ports.embedder import Embedder, Tokenizer
from continuo.ports.llm import LanguageModel
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.reranker import Reranker
from continuo.ports.tagger import Tagger
from continuo.services.health import Health
from continuo.services.jobs import Jobs, Work
from continuo.services.privacy import Privacy
from continuo.services.retention import Retention
from continuo.services.tenancy import Tenancy
from continuo.services.usage import Usage
from continuo.services.uses import Uses
from continuo.services.vocabulary import Vocabulary
from continuo.settings import Settings

DEFAULT_TENANT = UUID("c0177170-0000-8000-8000-000000000001")
"""The tenant of an installation that has only one."""

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is, and the key to it.

    Args:
        admin_dsn: signs in as whoever may create roles.
    """

    admin_dsn: str
    root: RootKey


@dataclass(frozen=True, slots=True)
class Models:
    """What embeds, counts and reads.

    Args:
        llm: reads turns; ``None`` where none is asked.
        tagger: marks turns beside the rules; ``None`` where the rules read alone.
        reranker: puts the first hits in order; ``None`` leaves them in the order of the ranking.
    """

    embedder: Embedder
    tokenizer: Tokenizer
    llm: LanguageModel | None
    tagger: Tagger | None = None
    reranker: Reranker | None = None


@asynccontextmanager
async def running(settings: Settings, progress: Progress = silent) -> AsyncIterator[Continuo]:
    """Open a whole continuo: database started and migrated, embedder loaded; closed in reverse at the end.

    Args:
        progress: is told what takes long, from whichever thread does it.

    Raises:
        Misconfigured: something about the installation has to be put right; the message says what.
    """
    async with AsyncExitStack() as stack:
        # The weights may have to be fetched and the database be made: both at once, at the first start.
        embedder_task = asyncio.create_task(_embedder(settings, progress))
        try:
            database = await stack.enter_async_context(ready_database(settings, progress))
            embedder, tokenizer = await embedder_task
        finally:
            embedder_task.cancel()
        stack.push_async_callback(embedder.close)
        llm = _language_model(settings)
        if llm is not None:
            stack.push_async_callback(llm.close)
        tagger = _tagger(settings)
        if tagger is not None:
            stack.push_async_callback(tagger.close)
        reranker = _reranker(settings)
        if reranker is not None:
            stack.push_async_callback(reranker.close)
        pools = Pools(database.admin_dsn, database.root, PoolSizes())
        stack.push_async_callback(pools.close)
        await pools.open()
        await require_sound(pools)
        await require_embedder(pools, model=embedder.model, dimension=embedder.dimension)
        continuo = assemble(settings, database, pools, Models(embedder, tokenizer, llm, tagger, reranker))
        stack.push_async_callback(continuo.journal.close)
        await continuo.tenancy.ensure_tenant(DEFAULT_TENANT, "default")
        writing = asyncio.create_task(continuo.uses.run())
        stack.push_async_callback(_ended, writing)
        yield continuo


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def assemble(settings: Settings, database: Database, pools: Pools, models: Models) -> Continuo:
    """Return the rooms and services over opened adapters."""
    clock, embedder, tokenizer = system_clock, models.embedder, models.tokenizer
    storage = PostgresStorage(pools, database.root, embedder.dimension)
    intake = PostgresIntake(pools, storage.people)
    working = Working(InProcessWindow())
    slices = Slices(
        storage.glances, embedder, most_bytes=settings.slice_memory_mb * 2**20, most_items=settings.slice_items
    )
    stores = Stores(storage.glances, storage, slices, working)
    reranking = _reranking(settings, models.reranker)
    recall = Recall(stores, embedder, clock, _deadlines(settings), reranking)
    uses, standing = Uses(storage, clock), StandingLines()
    registry = PostgresPredicates(pools)
    preparer = Preparer(
        embedder,
        tokenizer,
        _reader(settings, models, pools, registry),
        recapper=_recapper(settings, models.llm, pools),
    )
    consolidation = Consolidation(storage, preparer, registry, clock, distil_after=timedelta(seconds=settings.distil_s))
    tending = Tending(storage, embedder, Rules(registry, PostgresRetention(pools)), clock)
    worker = PostgresWorker(
        role_dsn(database.admin_dsn, database.root, "queue"),
        WorkerLimits(
            concurrency=settings.worker_concurrency,
            poll=timedelta(seconds=settings.poll_s),
            stall=timedelta(seconds=settings.stall_s),
        ),
    )
    return Continuo(
        journal=Journal(
            storage, intake, clock, batch_turns=settings.batch_turns, quiet=timedelta(seconds=settings.quiet_s)
        ),
        recall=recall,
        mentions=Mentions(storage, slices, clock),
        contexts=Contexts(recall, Sources(standing, uses), tokenizer),
        facts=Facts(storage),
        episodes=Episodes(storage),
        graph=Graph(storage, registry, clock),
        consolidation=consolidation,
        decisions=Decisions(storage, embedder, registry, clock),
        # A rebuild reads what was concluded; its preparer has nobody to ask.
        rebuild=Rebuild(storage, Preparer(embedder, tokenizer), embedder, registry),
        uses=uses,
        usage=Usage(PostgresSpending(pools)),
        privacy=Privacy(
            storage,
            clock,
            {
                "slices": slices.forget,
                "windows": working.forget,
                "standing_lines": standing.forget,
                "uses_noted": uses.forget,
                "opened_keys": intake.forget,
            },
        ),
        tenancy=Tenancy(PostgresTenancy(pools, database.root), clock),
        tending=tending,
        predicates=Vocabulary(registry),
        retention=Retention(PostgresRetention(pools)),
        jobs=Jobs(worker, PostgresJobDesk(pools), Work(consolidation, tending, PostgresMaintenance(pools))),
        health=Health({"database": lambda: server_version(pools), "embedder": lambda: _embedder_health(embedder)}),
        clock=clock,
    )


def _deadlines(settings: Settings) -> Deadlines:
    return Deadlines(
        embedding=timedelta(seconds=settings.embedding_deadline_s),
        slice=timedelta(seconds=settings.slice_deadline_s),
        words=timedelta(seconds=settings.words_deadline_s),
    )


async def ailments(settings: Settings) -> list[Ailment]:
    """Return what the doctor finds wrong with the database; nothing where every rule holds."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(ready_database(settings))
        pools = Pools(database.admin_dsn, database.root, PoolSizes())
        stack.push_async_callback(pools.close)
        await pools.open()
        async with pools.transaction("api", None) as connection:
            return await examine(connection)


@asynccontextmanager
async def tenancy_alone(settings: Settings, progress: Progress = silent) -> AsyncIterator[Tenancy]:
    """Open the database and the keys to its doors, without anything that reads or writes memories."""
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(ready_database(settings, progress))
        pools = Pools(database.admin_dsn, database.root, PoolSizes())
        stack.push_async_callback(pools.close)
        await pools.open()
        tenancy = Tenancy(PostgresTenancy(pools, database.root), system_clock)
        await tenancy.ensure_tenant(DEFAULT_TENANT, "default")
        yield tenancy


@asynccontextmanager
async def ready_database(settings: Settings, progress: Progress = silent) -> AsyncIterator[Database]:
    """Open the database that the settings name, migrated to this version; the embedded one is started if need be."""
    root = RootKey(_root_key(settings))
    async with AsyncExitStack() as stack:
        if settings.database_url is not None:
            dsn = settings.database_url.get_secret_value()
            await require_supported(dsn)
        else:
            folder = settings.folder / "postgres"
            server = await stack.enter_async_context(serving(folder, port=settings.database_port))
            dsn = server.admin_dsn
        ran = await migrate(dsn, root)
        if ran:
            progress(f"database brought up to date ({len(ran)} migrations)")
        yield Database(dsn, root)


def _root_key(settings: Settings) -> bytes:
    if settings.root_key is not None:
        return parsed(settings.root_key.get_secret_value(), at="CONTINUO_ROOT_KEY")
    return read_or_make(settings.folder / "root.key")


async def _embedder(settings: Settings, progress: Progress) -> tuple[Embedder, Tokenizer]:
    # Imported here: onnxruntime takes longer to load than all the rest, and a supervisor has no use for it.
    from continuo.adapters.onnx.embedder import OnnxConfig, open_embedder
    from continuo.adapters.onnx.folder import VOCABULARY_FILE, fetch
    from continuo.adapters.onnx.tagging.fitted import TAGGER
    from continuo.adapters.onnx.wordpiece import WordPiece, WordPieceTokenizer
    from continuo.adapters.openai.config import OpenAiConfig
    from continuo.adapters.openai.embedder import OpenAiEmbedder

    cache = settings.models_folder or settings.folder / "models"
    if settings.embeddings_url is None:
        config = OnnxConfig(threads=settings.embedder_threads)
        beside = (TAGGER,) if settings.tagger else ()
        local = await open_embedder(cache, config=config, progress=progress, beside=beside)
        return local, WordPieceTokenizer(local.pieces)
    folder = await asyncio.to_thread(fetch, cache, progress=progress)
    remote = OpenAiEmbedder(
        OpenAiConfig(
            base_url=settings.embeddings_url,
            model=settings.embeddings_model,
            dimension=settings.embeddings_dimension,
            api_key=settings.embeddings_key.get_secret_value() if settings.embeddings_key else "",
        )
    )
    return remote, WordPieceTokenizer(WordPiece.read(folder / VOCABULARY_FILE))


def _language_model(settings: Settings) -> LanguageModel | None:
    if settings.llm_url is None:
        return None
    # Imported here: what reads by rules has no use for an HTTP client.
    from continuo.adapters.openai.chat import OpenAiChat
    from continuo.adapters.openai.config import ChatConfig

    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return OpenAiChat(ChatConfig(settings.llm_url, settings.llm_model, key, settings.llm_timeout_s))


def _reranker(settings: Settings) -> Reranker | None:
    if settings.rerank_url is None:
        return None
    # Imported here: what ranks by itself has no use for an HTTP client.
    from continuo.adapters.openai.config import RerankConfig
    from continuo.adapters.openai.reranker import HttpReranker

    key = settings.rerank_key.get_secret_value() if settings.rerank_key else ""
    return HttpReranker(RerankConfig(settings.rerank_url, settings.rerank_model, key, settings.rerank_timeout_s))


def _reranking(settings: Settings, reranker: Reranker | None) -> Reranking | None:
    if reranker is None:
        return None
    return Reranking(reranker, settings.rerank_top, timedelta(seconds=settings.rerank_timeout_s))


def _tagger(settings: Settings) -> Tagger | None:
    if not settings.tagger:
        return None
    from continuo.adapters.onnx.tagging.tagger import OnnxTagger

    return OnnxTagger(settings.models_folder or settings.folder / "models")


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


async def _embedder_health(embedder: Embedder) -> str:
    return f"{embedder.model}, {len((await embedder.embed(['well']))[0])} dimensions"
