"""Runs the retrieval scorer over the three dev files through the public client and keeps its tables.

    CONTINUO_BENCH_DATA=.../bench/data make bench-retrieval

The scorer (``score.py``) lies beside the data folder; neither is part of the repository.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from bench.platform_under_test import started
from bench.report import data_folder, write_report

FILES = {"locomo": "locomo-dev", "longmemeval": "longmemeval-pooled-dev", "beam": "beam-100k-dev"}
FLOOR = {
    "locomo": {"recall@10": 0.723, "context@500": 0.747},
    "longmemeval": {"recall@10": 0.920, "context@1000": 0.901},
    "beam": {"recall@10": 0.520, "context@1000": 0.259},
}
"""The best baseline row of each table in the benchmark's own README, as shares."""


def measure(names: list[str]) -> dict[str, Any]:
    """Return the figures of all categories of the named files."""
    sys.path.insert(0, str(data_folder().parent))
    score, model = importlib.import_module("score"), importlib.import_module("model")
    figures: dict[str, Any] = {}
    with started(worker_concurrency="2") as platform:
        os.environ["CONTINUO_BENCH_URL"], os.environ["CONTINUO_BENCH_KEY"] = platform.address, platform.key
        from bench.scored_system import System

        for name in names:
            _, conversations = model.load(data_folder() / f"{FILES[name]}.json.gz")
            result = score.score(conversations, System, "turn")
            score.show(name, result)
            whole = result["categories"]["ALL"]
            figures |= {f"{name}_{key}": value for key, value in whole.items()}
            figures |= {
                f"{name}_{key}": result[key] for key in ("ingest_turns_per_s", "search_ms_median", "search_ms_p95")
            }
            figures[f"{name}_categories"] = result["categories"]
            for key, floor in FLOOR[name].items():
                print(f"{name} {key}: {100 * whole[key]:.1f} (floor {100 * floor:.1f})")
    return figures


if __name__ == "__main__":
    wanted = sys.argv[1:] or list(FILES)
    figures = measure(wanted)
    if wanted == list(FILES):
        write_report("retrieval", figures)
