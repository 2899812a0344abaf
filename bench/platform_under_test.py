"""A whole continuo, started as its users start it, in a folder of its own, for the benchmarks."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from continuo.settings import door_environment

START_TIMEOUT_S = 900


@dataclass(frozen=True, slots=True)
class Platform:
    """A running continuo.

    Args:
        started_s: from the command to the first answer.
        processes: of the supervisor and its doors.
    """

    address: str
    key: str
    folder: Path
    started_s: float
    supervisor: int

    def environment(self) -> dict[str, str]:
        """Return the environment in which commands reach this platform."""
        return environment(self.folder, int(self.address.rsplit(":", 1)[1]))


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment for a platform in a folder of its own; the weights are shared with the user's own."""
    own = {"CONTINUO_FOLDER": str(folder), "CONTINUO_PORT": str(port), "CONTINUO_MODELS_FOLDER": str(models_folder())}
    return {k: v for k, v in os.environ.items() if not k.startswith("CONTINUO_")} | own


def models_folder() -> Path:
    """Return where the embedder's weights are kept for benchmarks."""
    return Path(os.environ.get("CONTINUO_MODELS_FOLDER", str(Path(__file__).parent.parent / ".make" / "models")))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(folder: Path | None = None, **settings: str) -> Iterator[Platform]:
    """Start a platform, and stop it at the end; an own folder is removed unless one is given."""
    with tempfile.TemporaryDirectory(prefix="continuo-bench-", ignore_cleanup_errors=True) as own:
        Path(own).chmod(0o755)
        place = folder or Path(own) / "data"
        env = environment(place, free_port()) | {f"CONTINUO_{k.upper()}": v for k, v in settings.items()}
        log = (Path(own) / "server.log").open("wb")
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "continuo", "up"], env=env, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{env['CONTINUO_PORT']}"
            _wait(address, process, Path(own) / "server.log")
            seconds = time.monotonic() - began
            yield Platform(address, _key(env), place, seconds, process.pid)
        except Exception:
            print((Path(own) / "server.log").read_text(encoding="utf-8")[-4000:], file=sys.stderr)
            raise
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
            log.close()


@contextmanager
def door(folder: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """Start one more API process on a database that is there, without worker; return its address and process."""
    env = environment(folder, free_port()) | {f"CONTINUO_{k.upper()}": v for k, v in settings.items()}
    with tempfile.TemporaryDirectory(prefix="continuo-bench-") as own:
        log = Path(own) / "door.log"
        with log.open("wb") as told:
            process = subprocess.Popen(
                [sys.executable, "-m", "continuo", "serve-http"], env=door_environment() | env, stdout=told, stderr=told
            )
            try:
                address = f"http://127.0.0.1:{env['CONTINUO_PORT']}"
                _wait(address, process, log)
                yield address, process.pid
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"continuo up ended with {process.returncode}: {log.read_text()[-2000:]}")
        try:
            if httpx.get(f"{address}/health", trust_env=False, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.02)
    raise RuntimeError(f"continuo up did not answer: {log.read_text()[-2000:]}")


def _key(env: dict[str, str]) -> str:
    command = [sys.executable, "-m", "continuo", "keys", "create", "bench", "--json"]
    answer = subprocess.run(command, env=env, capture_output=True, check=True, timeout=60)
    key: str = json.loads(answer.stdout)["key"]
    return key
