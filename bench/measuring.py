"""Measuring several ways of doing something in turns, so that a busy minute counts against all of them alike.

    series = await interleaved({"ours": ours, "limit": bare}, rounds=200)
    figures = summary(series) | ratios("both", series, "ours", "limit")

Beside the time on the wall stands the time on the processor, as Linux counts it in nanoseconds; elsewhere it is that of
this process alone.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

WARM_UP = 10
"""Rounds that are not counted: plans are prepared, caches filled, branches learnt."""

Way = Callable[[], Awaitable[Any]]


@dataclass(slots=True)
class Series:
    """The calls of one way, in milliseconds.

    Args:
        wall: from call to answer.
        cpu: of this process.
        elsewhere: processor time of the processes that were watched, the database for one.
    """

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    elsewhere: list[float] = field(default_factory=list)

    def spent(self) -> list[float]:
        """Return the processor time of each call, here and elsewhere."""
        return [here + there for here, there in zip(self.cpu, self.elsewhere, strict=True)]


async def interleaved(
    ways: Mapping[str, Way],
    *,
    rounds: int,
    warm_up: int = WARM_UP,
    before: Mapping[str, Way] | None = None,
    watched: Callable[[], Sequence[int]] | None = None,
) -> dict[str, Series]:
    """Call every way once a round, another one first each time, and return what each took.

    Args:
        before: what is done ahead of each call of a way, unmeasured.
        watched: returns the processes whose processor time is counted as well.
    """
    series = {name: Series() for name in ways}
    names, prepare = list(ways), before or {}
    for number in range(-warm_up, rounds):
        pids = watched() if watched is not None else ()
        for name in names[number % len(names) :] + names[: number % len(names)]:
            if name in prepare:
                await prepare[name]()
            elsewhere, cpu, began = cpu_ms(pids), time.process_time(), time.perf_counter()
            await ways[name]()
            wall, own = time.perf_counter() - began, time.process_time() - cpu
            if number >= 0:
                series[name].wall.append(1000 * wall)
                series[name].cpu.append(1000 * own)
                series[name].elsewhere.append(cpu_ms(pids) - elsewhere)
    return series


def summary(series: Mapping[str, Series]) -> dict[str, float]:
    """Return median, p95, p99 and processor time of each way, by ``NAME_p50_ms`` and so on."""
    figures: dict[str, float] = {}
    for name, of in series.items():
        figures |= percentiles(name, of.wall)
        figures[f"{name}_cpu_ms"] = round(statistics.median(of.cpu), 3)
        if any(of.elsewhere):
            figures[f"{name}_elsewhere_cpu_ms"] = round(statistics.fmean(of.elsewhere), 3)
    return figures


def percentiles(name: str, times: Sequence[float]) -> dict[str, float]:
    """Return ``NAME_p50_ms``, ``NAME_p95_ms`` and ``NAME_p99_ms``."""
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    return {f"{name}_p50_ms": round(p50, 3), f"{name}_p95_ms": round(p95, 3), f"{name}_p99_ms": round(p99, 3)}


def ratios(name: str, series: Mapping[str, Series], ours: str, limit: str) -> dict[str, float]:
    """Return how many times as much ours takes as the limit: the medians of the rounds' own ratios.

    Returns:
        ``NAME_ratio`` on the wall, ``NAME_cpu_ratio`` on processors, which says more on a busy machine.
    """
    own, bound = series[ours], series[limit]
    return {
        f"{name}_ratio": _median_ratio(own.wall, bound.wall),
        f"{name}_cpu_ratio": _median_ratio(own.spent(), bound.spent()),
    }


def _median_ratio(ours: Sequence[float], limit: Sequence[float]) -> float:
    return round(statistics.median(a / max(b, 1e-6) for a, b in zip(ours, limit, strict=True)), 3)


def line(sizes: Sequence[float], times: Sequence[float]) -> tuple[float, float]:
    """Return a and b of the straight line a + b × size nearest to the times, each weighed by its own length.

    Short times weigh as much as long ones: what is fitted is the share by which a time misses the line.
    """
    b, a = np.polyfit(sizes, times, 1, w=1 / np.asarray(times))
    return float(a), float(b)


def cpu_ms(pids: Sequence[int]) -> float:
    """Return the processor milliseconds that these processes have had so far."""
    return sum(_of_process(pid) for pid in pids) / 1e6


def _of_process(pid: int) -> int:
    try:
        threads = [Path(entry.path) / "schedstat" for entry in os.scandir(f"/proc/{pid}/task")]
        return sum(int(thread.read_bytes().split()[0]) for thread in threads)
    except OSError:
        return 0  # It ended meanwhile, or this is no Linux.


def children(pid: int) -> list[int]:
    """Return the processes that this one started and that still run."""
    found = []
    for entry in os.scandir("/proc") if Path("/proc").exists() else ():
        if entry.name.isdigit():
            try:
                told = (Path(entry.path) / "stat").read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            if int(told.rpartition(")")[2].split()[1]) == pid:
                found.append(int(entry.name))
    return found


def resident_mb(pids: Sequence[int]) -> float:
    """Return the megabytes of memory that these processes hold of their own and share with others, as Linux counts."""
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        except OSError:
            continue
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)
