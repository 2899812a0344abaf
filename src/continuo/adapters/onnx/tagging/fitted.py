"""What was fitted to marked turns: a small file beside this one, and the model made of it and the published weights.

The file holds matrices in half precision and names, and nothing that has to be executed to be read. How it is made:
bench/reader/README.md.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from continuo.adapters.onnx.folder import Recipe
from continuo.adapters.onnx.tagging.layout import Layout
from continuo.domain.errors import Misconfigured

VERSION = "reader-1"
"""The name of what is fitted, part of the identity of memories: another file, another name."""

FILE = Path(__file__).parent / f"{VERSION}.npz"

Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]


def read_fitted(path: Path = FILE) -> Arrays:
    """Return the arrays of the file.

    Raises:
        Misconfigured: it is missing, damaged, or of another shape.
    """
    try:
        # Opened here: numpy leaves a file open that turns out to be none of its own.
        with path.open("rb") as source, np.load(source, allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
        columns = Layout(tuple(found["predicates"].tolist())).width
        fits = found["head.weight"].shape == (384, columns) and found["head.bias"].shape == (columns,)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise Misconfigured(f"{path}: is not what a reader was fitted to ({error}): install continuo anew") from error
    if not fits:
        raise Misconfigured(f"{path}: its head does not fit its predicates: install continuo anew")
    return found


def _build(tensors: Arrays) -> bytes:
    from continuo.adapters.onnx.graph import tagger_graph

    return tagger_graph(tensors, read_fitted(), "int8")


TAGGER = Recipe(f"continuo-{VERSION}/int8-1", _build)
"""The model that marks."""
