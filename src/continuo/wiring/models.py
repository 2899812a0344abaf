"""Opens what embeds, counts, reads, tells again and ranks again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from continuo.ports.embedder import Embedder, Tokenizer
from continuo.ports.llm import LanguageModel
from continuo.ports.reranker import Reranker
from continuo.ports.tagger import Tagger
from continuo.settings import Settings

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Tell nobody."""


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

    async def close(self) -> None:
        """Close all of them."""
        async with AsyncExitStack() as stack:
            for opened in (self.embedder, self.llm, self.tagger, self.reranker):
                if opened is not None:
                    stack.push_async_callback(opened.close)


def models_of(settings: Settings, embedder: Embedder, tokenizer: Tokenizer) -> Models:
    """Return the embedder with whatever else the settings name."""
    return Models(embedder, tokenizer, _language_model(settings), _tagger(settings), _reranker(settings))


async def open_embedder(settings: Settings, progress: Progress = silent) -> tuple[Embedder, Tokenizer]:
    """Open what embeds, and what counts tokens; the weights are fetched at the first start."""
    # Imported here: onnxruntime takes longer to load than all the rest, and a supervisor has no use for it.
    from continuo.adapters.onnx.embedder import OnnxConfig
    from continuo.adapters.onnx.embedder import open_embedder as open_local
    from continuo.adapters.onnx.folder import VOCABULARY_FILE, fetch
    from continuo.adapters.onnx.tagging.fitted import TAGGER
    from continuo.adapters.onnx.wordpiece import WordPiece, WordPieceTokenizer
    from continuo.adapters.openai.config import OpenAiConfig
    from continuo.adapters.openai.embedder import OpenAiEmbedder

    cache = settings.models_folder or settings.folder / "models"
    if settings.embeddings_url is None:
        config = OnnxConfig(threads=settings.embedder_threads)
        beside = (TAGGER,) if settings.tagger else ()
        local = await open_local(cache, config=config, progress=progress, beside=beside)
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


def _tagger(settings: Settings) -> Tagger | None:
    if not settings.tagger:
        return None
    from continuo.adapters.onnx.tagging.tagger import OnnxTagger

    return OnnxTagger(settings.models_folder or settings.folder / "models")
