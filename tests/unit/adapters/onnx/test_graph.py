"""The graph against BERT written out in numpy, on random weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from continuo.adapters.onnx.graph import Precision, merged, quantised, sentence_graph, tagger_graph

Array = np.ndarray[Any, np.dtype[Any]]
Tensors = dict[str, Array]

TEXTS = [[2, 7, 3], [2, 3], [2, *range(4, 49), 3], [2, *([9, 30] * 120), 3]]


def _dense(tensors: Tensors, name: str, x: Array) -> Array:
    return x @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]


def _norm(tensors: Tensors, name: str, x: Array) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt(x.var(-1, keepdims=True) + 1e-12) * tensors[f"{name}.weight"] + tensors[f"{name}.bias"]


def _attention(tensors: Tensors, name: str, x: Array) -> Array:
    parts = [_dense(tensors, f"{name}.{part}", x) for part in ("query", "key", "value")]
    query, key, value = (part.reshape(len(x), 12, 32).transpose(1, 0, 2) for part in parts)
    scores = query @ key.transpose(0, 2, 1) / math.sqrt(32)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    mixed: Array = (weights / weights.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(x), 384)
    return mixed


def _gelu(x: Array) -> Array:
    return x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))


def bert(tensors: Tensors, ids: list[int]) -> Array:
    """Return the unit vector of one text, as the model's authors define it."""
    mean = _layers(tensors, ids).mean(0)
    unit: Array = mean / np.linalg.norm(mean)
    return unit


def _layers(tensors: Tensors, ids: list[int]) -> Array:
    table = {part: tensors[f"embeddings.{part}_embeddings.weight"] for part in ("word", "position", "token_type")}
    x = table["word"][ids] + table["position"][: len(ids)] + table["token_type"][0]
    x = _norm(tensors, "embeddings.LayerNorm", x.astype(np.float64))
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        seen = _dense(tensors, f"{name}.attention.output.dense", _attention(tensors, f"{name}.attention.self", x))
        x = _norm(tensors, f"{name}.attention.output.LayerNorm", x + seen)
        wide = _gelu(_dense(tensors, f"{name}.intermediate.dense", x))
        x = _norm(tensors, f"{name}.output.LayerNorm", x + _dense(tensors, f"{name}.output.dense", wide))
    return x


def _run(tensors: Tensors, precision: Precision, ids: list[int]) -> Array:
    session = onnxruntime.InferenceSession(sentence_graph(tensors, precision), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"ids": np.array([ids], np.int32)})[0])[0]


@pytest.mark.parametrize("ids", TEXTS, ids=len)
def test_the_graph_computes_what_bert_computes(tensors: Tensors, ids: list[int]) -> None:
    assert np.allclose(_run(tensors, "fp32", ids), bert(tensors, ids), atol=1e-5)


@pytest.mark.parametrize("ids", TEXTS, ids=len)
def test_int8_stays_near(tensors: Tensors, ids: list[int]) -> None:
    assert _run(tensors, "int8", ids) @ bert(tensors, ids) > 0.98


def test_int8_takes_little_more_than_a_third_of_the_room(tensors: Tensors) -> None:
    large, small = (len(sentence_graph(tensors, precision)) for precision in ("fp32", "int8"))

    assert small < large * 0.38


def test_the_same_weights_give_the_same_file(tensors: Tensors) -> None:
    assert sentence_graph(tensors, "int8") == sentence_graph(tensors, "int8")


def _fitted(tensors: Tensors) -> Tensors:
    rng = np.random.default_rng(3)
    name = "encoder.layer.4.output.dense"
    shapes = {f"{name}.down": (1536, 4), f"{name}.up": (4, 384), f"{name}.bias": (384,)}
    shapes |= {"head.weight": (384, 5), "head.bias": (5,)}
    return {part: rng.normal(0, 0.05, shape).astype(np.float16) for part, shape in shapes.items()}


def test_the_tagger_says_of_every_piece_what_the_updated_layers_make_of_it(tensors: Tensors) -> None:
    fitted, ids = _fitted(tensors), TEXTS[2]
    session = onnxruntime.InferenceSession(tagger_graph(tensors, fitted, "fp32"), providers=["CPUExecutionProvider"])
    said = np.asarray(session.run(None, {"ids": np.array([ids], np.int32)})[0])[0]
    layers = _layers(merged(tensors, fitted), ids)

    assert np.allclose(said, layers @ fitted["head.weight"].astype(float) + fitted["head.bias"], atol=1e-4)
    assert not np.allclose(layers, _layers(tensors, ids), atol=1e-2)


def test_what_was_fitted_leaves_the_embedder_s_weights_alone(tensors: Tensors) -> None:
    before = tensors["encoder.layer.4.output.dense.weight"].copy()
    merged(tensors, _fitted(tensors))

    assert np.array_equal(tensors["encoder.layer.4.output.dense.weight"], before)


MATRICES = arrays(np.float32, (5, 3), elements=st.floats(-100, 100, width=32, allow_subnormal=False))


@settings(deadline=None)
@given(MATRICES, st.sampled_from([0, 1]))
def test_a_quantised_matrix_is_off_by_half_a_step_at_most(matrix: Array, axis: int) -> None:
    values, scales = quantised(matrix, axis)

    assert np.all(np.abs(values * scales - matrix) <= scales * 0.501)
