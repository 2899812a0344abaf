"""The embedded Valkey: started, shared, found gone and started again, left."""

from __future__ import annotations

import asyncio
import os
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from tests.postgres import reachable_folder
from tests.valkey import admin, running_valkey

from continuo.adapters.embedded_valkey import RunningValkey, leave, serving, start


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder / "valkey"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_who_comes_second_joins_and_who_leaves_last_stops_it(folder: Path) -> None:
    first = start(folder, memory_mb=16)
    second = start(folder, memory_mb=16)
    assert (first.started_by_us, second.started_by_us, second.pid) == (True, False, first.pid)

    assert leave(first) is False
    assert leave(first) is False, "who left has no second share to give back"
    with admin(second) as client:
        assert client.ping()
    assert leave(second) is True
    assert not is_alive(first.pid)


def test_nobody_gets_in_without_the_password_or_over_the_network() -> None:
    with running_valkey() as server:
        with (
            redis.Redis(unix_socket_path=str(server.socket), retry=None) as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()
        with admin(server) as client:
            told = client.config_get("port", "save", "appendonly", "maxmemory-policy", "maxmemory")
        assert told == {
            "port": "0", "save": "", "appendonly": "no", "maxmemory-policy": "allkeys-lru", "maxmemory": str(32 << 20),
        }  # fmt: skip
        assert stat.S_IMODE(server.socket.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE((server.folder / "password").stat().st_mode) == 0o600
        assert server.password not in Path(f"/proc/{server.pid}/cmdline").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop to another account")
def test_root_does_not_run_it_as_root() -> None:
    with running_valkey() as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0


async def test_killed_it_is_there_again_at_the_same_address_within_seconds(folder: Path) -> None:
    async with serving(folder, memory_mb=16) as one, serving(folder, memory_mb=16) as other:
        os.kill(one.pid, signal.SIGKILL)
        began = time.monotonic()
        while not await asyncio.to_thread(answers, other):
            assert time.monotonic() - began < 10, "nobody started it again"
            await asyncio.sleep(0.05)
        with admin(one) as client:
            pid = int(client.info("server")["process_id"])
        assert pid != one.pid
    assert not is_alive(pid), "who left last has to stop the one that was started again, too"


def answers(server: RunningValkey) -> bool:
    try:
        with admin(server) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
