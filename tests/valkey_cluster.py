"""A real cluster for tests: three primaries, three replicas, on this machine.

with running_cluster() as cluster: ...        cluster.url, cluster.nodes, cluster.kill(port)
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis
from bench.platform_under_test import free_port

from continuo.adapters.embedded_valkey.places import Folder, program_for, server_account
from tests.postgres import reachable_folder

PASSWORD = "a password of tests"
SLOTS = 16384
PATIENCE_S = 30.0
NODE_TIMEOUT_MS = 1000


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that runs.

    Args:
        nodes: the processes, by port; the first three began as primaries.
    """

    nodes: dict[int, subprocess.Popen[bytes]]

    @property
    def url(self) -> str:
        """Return the address of a node, as the setting has it."""
        return f"redis+cluster://127.0.0.1:{next(iter(self.nodes))}"

    def client(self, port: int) -> redis.Redis:
        """Return a plain client of one node."""
        return redis.Redis(host="127.0.0.1", port=port, password=PASSWORD, socket_timeout=5)

    def primary_of(self, key: str) -> int:
        """Return the port of the node that has a key."""
        for port, process in self.nodes.items():
            if process.poll() is not None:
                continue
            with self.client(port) as client:
                slot = client.execute_command("CLUSTER KEYSLOT", key)
                for first, last, (_, owner, *_), *_ in client.execute_command("CLUSTER SLOTS"):
                    if first <= slot <= last:
                        return int(owner)
        raise AssertionError("nobody has that key")

    def kill(self, port: int) -> None:
        """End a node at once."""
        self.nodes[port].kill()
        self.nodes[port].wait()

    def flush(self) -> None:
        """Empty every primary."""
        for port, process in self.nodes.items():
            if process.poll() is None:
                with self.client(port) as client:
                    if client.info("replication")["role"] == "master":
                        client.flushall()


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Return a cluster of six nodes, and end all of them afterwards."""
    with reachable_folder() as folder:
        program = program_for(Folder(folder), server_account())
        nodes: dict[int, subprocess.Popen[bytes]] = {}
        try:
            while len(nodes) < 6:
                port, bus = free_port(), free_port()
                nodes[port] = _node(program, folder / str(port), port, bus)
            cluster = Cluster(nodes)
            _join(cluster)
            yield cluster
        finally:
            for process in nodes.values():
                process.kill()
                process.wait()


def _node(program: Path, folder: Path, port: int, bus: int) -> subprocess.Popen[bytes]:
    folder.mkdir()
    told = {
        "port": port, "bind": "127.0.0.1", "cluster-port": bus, "cluster-enabled": "yes", "dir": folder,
        "cluster-config-file": "nodes.conf", "cluster-node-timeout": NODE_TIMEOUT_MS,
        "cluster-require-full-coverage": "no", "cluster-replica-validity-factor": 0, "save": '""',
        "requirepass": f'"{PASSWORD}"', "primaryauth": f'"{PASSWORD}"', "loglevel": "warning",
        "repl-diskless-sync-delay": 0,
    }  # fmt: skip
    process = subprocess.Popen(
        [str(program), "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write("".join(f"{name} {value}\n" for name, value in told.items()).encode())
    return process


def _join(cluster: Cluster) -> None:
    ports = list(cluster.nodes)
    clients = {port: cluster.client(port) for port in ports}
    _until(lambda: all(_answers(client) for client in clients.values()))
    bounds = [0, SLOTS // 3, 2 * SLOTS // 3, SLOTS]
    for port, first, end in zip(ports[:3], bounds, bounds[1:], strict=False):
        clients[port].execute_command("CLUSTER ADDSLOTSRANGE", first, end - 1)
    for number, port in enumerate(ports):
        clients[port].execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
    buses = {port: int(clients[port].config_get("cluster-port")["cluster-port"]) for port in ports}
    for port in ports[1:]:
        clients[ports[0]].execute_command("CLUSTER MEET", "127.0.0.1", port, buses[port])
    _until(lambda: all(_knows(client, 6) for client in clients.values()))
    for primary, replica in zip(ports[:3], ports[3:], strict=True):
        name = clients[primary].execute_command("CLUSTER MYID").decode()
        _until(lambda replica=replica, name=name: _replicates(clients[replica], name))
    _until(lambda: all(_is_whole(client) for client in clients.values()))
    for client in clients.values():
        client.close()


def _until(holds: object) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline, "the cluster does not come about"
        time.sleep(0.05)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _knows(client: redis.Redis, count: int) -> bool:
    return b"cluster_known_nodes:%d\r\n" % count in _info(client)


def _is_whole(client: redis.Redis) -> bool:
    if b"cluster_state:ok" not in _info(client):
        return False
    replication = client.info("replication")
    return replication["role"] == "master" or replication["master_link_status"] == "up"


def _replicates(client: redis.Redis, primary: str) -> bool:
    try:
        return bool(client.execute_command("CLUSTER REPLICATE", primary))
    except redis.ResponseError:
        return False


def _info(client: redis.Redis) -> bytes:
    answer = client.execute_command("CLUSTER INFO")
    if isinstance(answer, dict):
        return "".join(f"{name}:{value}\r\n" for name, value in answer.items()).encode()
    return answer if isinstance(answer, bytes) else str(answer).encode()
