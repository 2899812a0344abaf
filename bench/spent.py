"""Seconds of processor that processes have used, as the kernel counts them (Linux; zero elsewhere)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bench.platform_under_test import Platform


def api(platform: Platform) -> float:
    """Return what the API process has used."""
    return sum(_of(pid) for pid, parent, args in _processes() if parent == platform.supervisor and "serve-http" in args)


def worker(platform: Platform) -> float:
    """Return what the worker has used."""
    listed = _processes()
    return sum(_of(pid) for pid, parent, args in listed if parent == platform.supervisor and "serve-worker" in args)


def database(platform: Platform) -> float:
    """Return what the server and all its processes have used, ended ones included."""
    text = (platform.folder / "postgres" / "data" / "postmaster.pid").read_text(encoding="utf-8")
    first = int(text.splitlines()[0])
    return _of(first, with_ended=True) + sum(_of(pid) for pid, parent, _ in _processes() if parent == first)


def _of(pid: int, *, with_ended: bool = False) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    numbers = stat.rpartition(")")[2].split()[11:15]
    return sum(int(n) for n in (numbers if with_ended else numbers[:2])) / os.sysconf("SC_CLK_TCK")


def _processes() -> list[tuple[int, int, str]]:
    listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()[1:]]
    return [(int(pid), int(parent), args) for pid, parent, args in rows]
