"""What the server is told. It gets it through a pipe, so that the password stands in no command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def told(*, socket: Path, password: str, memory_mb: int) -> str:
    """Return the server's whole configuration.

    Args:
        memory_mb: megabytes that it may fill; then what was unused for longest goes.
    """
    settings: Mapping[str, str] = {
        # No network: who may open the socket is the launcher, and the password says so once more.
        "port": "0",
        "unixsocket": _quoted(str(socket)),
        "unixsocketperm": "700",
        "requirepass": _quoted(password),
        # A projection is not worth a disk: what is lost is read from the journal again.
        "save": '""',
        "appendonly": "no",
        "dir": _quoted(str(socket.parent)),
        "maxmemory": f"{memory_mb}mb",
        "maxmemory-policy": "allkeys-lru",
        "maxmemory-clients": "10%",
        "maxclients": "1000",
        "lazyfree-lazy-user-del": "yes",
        "lazyfree-lazy-expire": "yes",
        "lazyfree-lazy-eviction": "yes",
        # Nothing that passes through is written down: no slow commands, no memory in a crash report.
        "slowlog-log-slower-than": "-1",
        "crash-log-enabled": "no",
        "crash-memcheck-enabled": "no",
        "loglevel": "warning",
        "logfile": '""',
        "always-show-logo": "no",
        "daemonize": "no",
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
