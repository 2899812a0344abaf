"""The network in JAX as it is fitted: MiniLM's six layers, low-rank updates beside the products of the upper ones."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from bench.reader.examples import LAYOUT

LAYERS, HEADS, WIDTH = 6, 12, 384
FIRST_FITTED = 2
"""Layers below stay as published: they read letters and word forms, and leaving them halves the way back."""

PRODUCTS = {
    "attention.self.query": (384, 384),
    "attention.self.key": (384, 384),
    "attention.self.value": (384, 384),
    "attention.output.dense": (384, 384),
    "intermediate.dense": (384, 1536),
    "output.dense": (1536, 384),
}
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
_DROPPED = 0.1

Tensors = dict[str, Any]


def fresh(rank: int, seed: int) -> Tensors:
    """Return updates that change nothing yet, and a head that marks nothing."""
    draw = np.random.default_rng(seed)
    fitted: Tensors = {}
    for layer in range(FIRST_FITTED, LAYERS):
        for name, (width, out) in PRODUCTS.items():
            key = f"encoder.layer.{layer}.{name}"
            fitted[f"{key}.down"] = draw.normal(0, width**-0.5, (width, rank)).astype(np.float32)
            fitted[f"{key}.up"] = np.zeros((rank, out), np.float32)
            fitted[f"{key}.bias"] = np.zeros(out, np.float32)
    fitted["head.weight"] = draw.normal(0, 0.01, (WIDTH, LAYOUT.width)).astype(np.float32)
    bias = np.zeros(LAYOUT.width, np.float32)
    bias[LAYOUT.inside] = -5
    bias[LAYOUT.begin] = -3
    bias[LAYOUT.kind] = -5
    fitted["head.bias"] = bias
    return {name: jnp.asarray(value) for name, value in fitted.items()}


def forward(frozen: Tensors, fitted: Tensors, ids: Any, mask: Any, key: Any = None) -> Any:
    """Return what the network says of every piece: (texts, n, columns), before any sigmoid or softmax.

    Args:
        ids, mask: (texts, n); 0 in the mask is padding.
        key: for dropout; none while measuring.
    """
    hidden = _embedded(frozen, ids)
    bias = (1.0 - mask[:, None, None, :]) * -1e9
    keys = [None] * LAYERS if key is None else list(jax.random.split(key, LAYERS))
    for layer in range(LAYERS):
        hidden = _layer(frozen, fitted, f"encoder.layer.{layer}", hidden, bias, keys[layer])
    return hidden @ fitted["head.weight"] + fitted["head.bias"]


def _embedded(frozen: Tensors, ids: Any) -> Any:
    table = frozen["embeddings.position_embeddings.weight"] + frozen["embeddings.token_type_embeddings.weight"][0]
    total = frozen["embeddings.word_embeddings.weight"][ids] + table[: ids.shape[1]]
    return _normal(frozen, "embeddings.LayerNorm", total)


def _layer(frozen: Tensors, fitted: Tensors, name: str, hidden: Any, bias: Any, key: Any) -> Any:
    first, second = (None, None) if key is None else jax.random.split(key)
    query, asked, value = (
        _heads(_product(frozen, fitted, f"{name}.attention.self.{part}", hidden)) for part in ("query", "key", "value")
    )
    scores = jnp.einsum("bhqd,bhkd->bhqk", query, asked) / (WIDTH / HEADS) ** 0.5 + bias
    seen = jnp.einsum("bhqk,bhkd->bqhd", jax.nn.softmax(scores), value).reshape(hidden.shape)
    mixed = _dropped(_product(frozen, fitted, f"{name}.attention.output.dense", seen), first)
    middle = _normal(frozen, f"{name}.attention.output.LayerNorm", mixed + hidden)
    wide = jax.nn.gelu(_product(frozen, fitted, f"{name}.intermediate.dense", middle), approximate=False)
    narrow = _dropped(_product(frozen, fitted, f"{name}.output.dense", wide), second)
    return _normal(frozen, f"{name}.output.LayerNorm", narrow + middle)


def _product(frozen: Tensors, fitted: Tensors, name: str, hidden: Any) -> Any:
    product = hidden @ frozen[f"{name}.weight"].T + frozen[f"{name}.bias"]
    if f"{name}.down" not in fitted:
        return product
    # Two thin products instead of one merged: the way back then never touches the large matrix's gradient.
    return product + (hidden @ fitted[f"{name}.down"]) @ fitted[f"{name}.up"] + fitted[f"{name}.bias"]


def _heads(hidden: Any) -> Any:
    texts, n, _ = hidden.shape
    return hidden.reshape(texts, n, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)


def _normal(frozen: Tensors, name: str, total: Any) -> Any:
    mean = total.mean(-1, keepdims=True)
    deviation = jnp.sqrt(((total - mean) ** 2).mean(-1, keepdims=True) + 1e-12)
    return (total - mean) / deviation * frozen[f"{name}.weight"] + frozen[f"{name}.bias"]


def _dropped(hidden: Any, key: Any) -> Any:
    if key is None:
        return hidden
    kept = jax.random.bernoulli(key, 1 - _DROPPED, hidden.shape)
    return jnp.where(kept, hidden / (1 - _DROPPED), 0.0)
