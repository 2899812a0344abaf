"""The network of all-MiniLM-L6-v2 as an ONNX graph: six BERT layers, the mean over all tokens, length one; and the
same layers with fitted updates, for the tagger, which says something of every token instead.

Written with onnxruntime's fused operators where they are fast, because the graph is fixed and known. One text a run:
nothing is padded and nothing masked.

int8: weights have one scale per output channel; activations get a scale per run. Nearly all of the error comes from
that second scale, and most of it from the inputs of the first two layers' last product, so those two stay in fp32:
a tenth slower, and the worst cosine to fp32 on real text rises from 0.975 to 0.984. Word embeddings have one scale per
word; they are looked up, not multiplied, so this saves 35 MB of memory and costs no accuracy that can be measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

Array = np.ndarray[Any, np.dtype[Any]]
Tensors = Mapping[str, Array]
Precision = Literal["int8", "fp32"]

DIMENSION = 384
LAYERS = 6
HEADS = 12
KEPT_FP32 = frozenset({"layer0.down", "layer1.down"})

_EPSILON = 1e-12  # the model's own layer_norm_eps
_FUSED = "com.microsoft"
_OPSET, _IR_VERSION = 18, 9


def sentence_graph(tensors: Tensors, precision: Precision) -> bytes:
    """Return the serialised model: ``ids`` (1, n) int32 in, ``vectors`` (1, 384) float32 of length 1 out.

    Args:
        tensors: the published weights by their published names; linear weights have shape (out, in).
        precision: int8 for use, fp32 to compare with.
    """
    graph = _Graph(tensors, precision)
    hidden = graph.embedding("ids")
    for layer in range(LAYERS):
        hidden = graph.layer(layer, hidden)
    mean = graph.add("ReduceMean", [hidden, graph.constant("token_axis", np.array([1]))], "mean", keepdims=0)
    graph.add("LpNormalization", [mean], "vectors", axis=1, p=2)
    return graph.serialised("all-MiniLM-L6-v2", "vectors", [1, DIMENSION])


def tagger_graph(tensors: Tensors, fitted: Tensors, precision: Precision) -> bytes:
    """Return the serialised model: ``ids`` (1, n) int32 in, ``said`` (1, n, columns) float32 out, unsquashed.

    The same layers, with what was fitted added to them here, so that a run costs what a run of the embedder costs.

    Args:
        tensors: as for `sentence_graph`.
        fitted: by the name of a product ``down`` (in, rank) and ``up`` (rank, out), whose product is added to its
            weight, and ``bias`` to its bias; and ``head.weight`` (384, columns) with ``head.bias``.
    """
    graph = _Graph(merged(tensors, fitted), precision)
    hidden = graph.embedding("ids")
    for layer in range(LAYERS):
        hidden = graph.layer(layer, hidden)
    weight, bias = (graph.constant(name, np.asarray(fitted[name], np.float32)) for name in ("head.weight", "head.bias"))
    graph.add("Add", [graph.add("MatMul", [hidden, weight], "marked"), bias], "said")
    return graph.serialised("continuo-reader", "said", [1, "tokens", int(fitted["head.bias"].shape[0])])


def merged(tensors: Tensors, fitted: Tensors) -> dict[str, Array]:
    """Return the weights with the fitted updates in them."""
    found = dict(tensors)
    for name in (key.removesuffix(".down") for key in fitted if key.endswith(".down")):
        down, up, bias = (np.asarray(fitted[f"{name}.{part}"], np.float32) for part in ("down", "up", "bias"))
        found[f"{name}.weight"] = found[f"{name}.weight"] + (down @ up).T
        found[f"{name}.bias"] = found[f"{name}.bias"] + bias
    return found


def quantised(weight: Array, axis: int) -> tuple[Array, Array]:
    """Return int8 values and float32 scales of a matrix; ``values * scales`` is near the matrix.

    Args:
        weight: shape (rows, columns).
        axis: over which the largest value is taken: 0 gives a scale per column, 1 a scale per row.
    """
    scales = (np.abs(weight).max(axis=axis, keepdims=True) / 127).astype(np.float32)
    safe = np.where(scales == 0, np.float32(1), scales)
    return np.rint(weight / safe).astype(np.int8), safe


class _Graph:
    """A graph under construction: nodes in order, constants by name."""

    def __init__(self, tensors: Tensors, precision: Precision) -> None:
        self._tensors = tensors
        self._int8 = precision == "int8"
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._channels = self.constant("channel_axis", np.array([2]))
        self._epsilon = self.constant("epsilon", np.array([_EPSILON], np.float32))

    def constant(self, name: str, value: Array) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self._nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def embedding(self, ids: str) -> str:
        """Return words plus positions, normalised: (1, n, 384)."""
        table = self._tensors["embeddings.position_embeddings.weight"]
        # There is one segment only, so its vector goes into the positions once and for all.
        table = table + self._tensors["embeddings.token_type_embeddings.weight"][0]
        start, axis = self.constant("start", np.array([0])), self.constant("position_axis", np.array([0]))
        length = self.add("Shape", [ids], "length", start=1, end=2)
        positions = self.add("Slice", [self.constant("position_table", table), start, length, axis], "positions")
        return self._normal(self._word_vectors(ids), positions, "embeddings.LayerNorm", "embedded")

    def layer(self, number: int, hidden: str) -> str:
        """Return the output of one BERT layer: (1, n, 384)."""
        source, name = f"encoder.layer.{number}", f"layer{number}"
        seen = self._attention(source, name, hidden)
        mixed = self._product(seen, f"{source}.attention.output.dense", f"{name}.mix", with_bias=True)
        middle = self._normal(mixed, hidden, f"{source}.attention.output.LayerNorm", f"{name}.middle")
        wide = self._product(middle, f"{source}.intermediate.dense", f"{name}.up", with_bias=False)
        active = self.add("BiasGelu", [wide, self._bias(f"{source}.intermediate.dense")], f"{name}.active", _FUSED)
        narrow = self._product(active, f"{source}.output.dense", f"{name}.down", with_bias=True)
        return self._normal(narrow, middle, f"{source}.output.LayerNorm", f"{name}.out")

    def serialised(self, name: str, output: str, shape: list[int | str]) -> bytes:
        ids = helper.make_tensor_value_info("ids", TensorProto.INT32, [1, "tokens"])
        given = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, name, [ids], [given], self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        model: onnx.ModelProto = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        return bytes(model.SerializeToString(deterministic=True))

    def _word_vectors(self, ids: str) -> str:
        table = self._tensors["embeddings.word_embeddings.weight"]
        if not self._int8:
            return self.add("Gather", [self.constant("word_table", table), ids], "words")
        values, scales = quantised(table, axis=1)
        found = self.add("Gather", [self.constant("word_table", values), ids], "word_values")
        scale = self.add("Gather", [self.constant("word_scales", scales), ids], "word_scale")
        return self.add("Mul", [self.add("Cast", [found], "word_floats", to=TensorProto.FLOAT), scale], "words")

    def _attention(self, source: str, name: str, hidden: str) -> str:
        parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._tensors[f"{part}.weight"].T for part in parts], axis=1)
        bias = self.constant(f"{name}.see.bias", np.concatenate([self._tensors[f"{part}.bias"] for part in parts]))
        if not self._int8:
            inputs = [hidden, self.constant(f"{name}.see.weight", weight), bias]
            return self.add("Attention", inputs, f"{name}.see", _FUSED, num_heads=HEADS)
        value, scale, zero = (f"{name}.hidden_{part}" for part in ("int8", "scale", "zero"))
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [hidden], [value, scale, zero]))
        weight_int8, weight_scales, weight_zeros = self._int8_constants(f"{name}.see", weight)
        inputs = [value, weight_int8, bias, scale, weight_scales, "", zero, weight_zeros]
        return self.add("QAttention", inputs, f"{name}.see", _FUSED, num_heads=HEADS)

    def _product(self, hidden: str, source: str, name: str, *, with_bias: bool) -> str:
        """Return hidden times the named weight, plus its bias unless the next operator adds that."""
        weight = self._tensors[f"{source}.weight"].T
        bias = [self._bias(source)] if with_bias else []
        if self._int8 and name not in KEPT_FP32:
            inputs = [hidden, *self._int8_constants(name, weight), *bias]
            return self.add("DynamicQuantizeMatMul", inputs, name, _FUSED)
        product = self.add("MatMul", [hidden, self.constant(f"{name}.weight", weight)], f"{name}.product")
        return self.add("Add", [product, *bias], name) if bias else product

    def _int8_constants(self, name: str, weight: Array) -> list[str]:
        """Return the names of the values, scales and zero points of a weight, as the int8 operators want them."""
        values, scales = quantised(weight, axis=0)
        zeros = np.zeros(weight.shape[1], np.int8)
        parts = {"weight": values, "scales": scales[0], "zeros": zeros}
        return [self.constant(f"{name}.{part}", value) for part, value in parts.items()]

    def _bias(self, source: str) -> str:
        return self.constant(f"{source}.bias", self._tensors[f"{source}.bias"])

    def _normal(self, hidden: str, skip: str, source: str, output: str) -> str:
        """Return the layer norm of hidden + skip, in plain steps.

        onnxruntime's fused operators for this work number by number and took a quarter of the whole time; the plain
        steps use the processor's vectors. The square is a product, not a power: a power would be recognised as the
        pattern of a layer norm and fused again.
        """
        total = self.add("Add", [hidden, skip], f"{output}.total")
        centred = self.add("Sub", [total, self._mean(total, f"{output}.mean")], f"{output}.centred")
        squares = self.add("Mul", [centred, centred], f"{output}.squares")
        variance = self.add("Add", [self._mean(squares, f"{output}.variance"), self._epsilon], f"{output}.positive")
        scaled = self.add("Div", [centred, self.add("Sqrt", [variance], f"{output}.deviation")], f"{output}.scaled")
        gain = self.constant(f"{source}.weight", self._tensors[f"{source}.weight"])
        return self.add("Add", [self.add("Mul", [scaled, gain], f"{output}.gained"), self._bias(source)], output)

    def _mean(self, hidden: str, output: str) -> str:
        return self.add("ReduceMean", [hidden, self._channels], output, keepdims=1)
