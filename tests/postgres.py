"""A real PostgreSQL for tests.

Use, once for a whole session, in a conftest (a start takes about half a second, so do not start one for each test):

    from tests.postgres import running_server

    @pytest.fixture(scope="session")
    def server() -> Iterator[RunningServer]:
        with running_server() as server:
            yield server

``server.admin_dsn`` signs in as superuser to the empty database ``continuo``; ``server.dsn(user, password)`` as someone
else. Make a database of your own within it where tests must not see one another.

``reachable_folder()`` gives a temporary folder that the server's account can enter when the tests run as root;
pytest's own ``tmp_path`` is closed to it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from continuo.adapters.embedded_postgres import RunningServer, start, stop


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """Return an empty folder that every account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="continuo-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def running_server() -> Iterator[RunningServer]:
    """Return a server in a folder of its own, and stop it and remove the folder at the end."""
    with reachable_folder() as folder:
        server = start(folder / "db")
        try:
            yield server
        finally:
            server.share.close()
            stop(server.folder)
