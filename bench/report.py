"""Where benchmarks read their data, and how they write down what they found."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Return the folder that ``CONTINUO_BENCH_DATA`` names; the data is not part of the repository."""
    named = os.environ.get("CONTINUO_BENCH_DATA")
    if not named:
        raise SystemExit("CONTINUO_BENCH_DATA must name the folder with the benchmark data")
    return Path(named)


def write_report(name: str, figures: Mapping[str, Any], *, seed: int | None = None) -> None:
    """Print the figures and write them, with machine, load and commit, to ``bench/results/NAME.json``."""
    report = {
        "name": name,
        "commit": _commit(),
        "machine": _machine(),
        "load": round(os.getloadavg()[0], 2),
        "seed": seed,
        "figures": dict(figures),
    }
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    (ROOT / "bench" / "results" / f"{name}.json").write_text(text, encoding="utf-8")
    print(text)


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
