"""A Python process of its own that starts or joins a server, says so in a line of JSON, and waits to be told to go."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import continuo

_STARTS = """
import json, sys
from pathlib import Path
from continuo.adapters.embedded_postgres import leave, start
server = start(Path(sys.argv[1]))
print(json.dumps({"pid": server.pid, "port": server.port, "dsn": server.admin_dsn,
                  "started": server.started_by_us}), flush=True)
sys.stdin.readline()
print(json.dumps({"stopped": leave(server)}), flush=True)
"""


class OtherProcess:
    """A process that holds a share in the server of a folder."""

    def __init__(self, folder: Path, account: str | None = None) -> None:
        self._child = subprocess.Popen(
            [_interpreter(account), "-c", _STARTS, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/", env=_environment(), user=account,
            group=pwd.getpwnam(account).pw_gid if account else None, extra_groups=[] if account else None,
        )  # fmt: skip

    def report(self) -> dict[str, object]:
        """Return the next line it says."""
        assert self._child.stdout is not None
        return dict(json.loads(self._child.stdout.readline()))

    def go(self) -> dict[str, object]:
        """Let it leave the server and end; return what it says."""
        assert self._child.stdin is not None
        self._child.stdin.write("\n")
        self._child.stdin.flush()
        said = self.report()
        self.close()
        return said

    def kill(self) -> None:
        """End it as if the power were cut."""
        self._child.kill()
        self.close()

    def close(self) -> None:
        """Wait for its end."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.stdout.close()
        self._child.wait(timeout=30)


@contextmanager
def other_process(folder: Path, account: str | None = None) -> Iterator[OtherProcess]:
    """Return a process that starts or joins; it is ended afterwards if it still runs."""
    process = OtherProcess(folder, account)
    try:
        yield process
    finally:
        process.kill()


def _environment() -> dict[str, str]:
    source = Path(continuo.__file__).parents[1]
    return {"PATH": os.defpath, "PYTHONPATH": f"{source}:{sysconfig.get_path('purelib')}", "PYTHONWARNINGS": "error"}


def _interpreter(account: str | None) -> str:
    if account is None:
        return sys.executable
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, shutil.which(name, path="/usr/bin:/usr/local/bin")):
        if candidate and _runs(candidate, account):
            return candidate
    pytest.skip(f"the account {account} can reach no {name} and this source")


def _runs(interpreter: str, account: str) -> bool:
    try:
        return not subprocess.run(
            [interpreter, "-c", "import continuo, psycopg"],
            cwd="/", env=_environment(), user=account, extra_groups=[], timeout=30, stderr=subprocess.DEVNULL,
        ).returncode  # fmt: skip
    except PermissionError:
        return False
