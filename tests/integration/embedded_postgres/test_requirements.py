"""A PostgreSQL that somebody else runs is looked at before it is used."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from continuo.adapters.embedded_postgres import RunningServer, require_supported
from continuo.adapters.embedded_postgres.account import server_account
from continuo.adapters.embedded_postgres.folder import Folder
from continuo.adapters.embedded_postgres.requirements import parsed
from continuo.adapters.embedded_postgres.sockets import choose_port
from continuo.domain.errors import Misconfigured, Unavailable

DEBIAN = Path("/usr/lib/postgresql")


@pytest.fixture
def debian_dsn(place: Path) -> Iterator[str]:
    """Debian's own server, older than 16 and without pgvector."""
    programs = next((p for p in sorted(DEBIAN.glob("*/bin")) if int(p.parent.name) < 16), None)
    if programs is None:
        pytest.skip("no PostgreSQL older than 16 is installed (apt-get install postgresql on Debian 12)")
    account = server_account(place / "none")
    become = {"user": account.uid, "group": account.gid, "extra_groups": []} if account.dropped else {}
    data = place / "data"
    data.mkdir(mode=0o700)
    account.give(data)
    port = choose_port(Folder(place), None)
    options = f"-c port={port} -c unix_socket_directories= -c listen_addresses=127.0.0.1"
    control = [programs / "pg_ctl", "-D", data, "-w", "-s"]
    subprocess.run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"],
                   check=True, cwd="/", stdout=subprocess.DEVNULL, **become)  # fmt: skip
    subprocess.run([*control, "-o", options, "-l", data / "log", "start"], check=True, cwd="/", **become)
    yield f"host=127.0.0.1 port={port} user=postgres dbname=postgres"
    subprocess.run([*control, "-m", "fast", "stop"], check=True, cwd="/", **become)


async def test_the_embedded_server_has_what_is_needed(standing: RunningServer) -> None:
    await require_supported(standing.admin_dsn)
    with psycopg.connect(standing.admin_dsn) as connection:
        connection.execute("CREATE EXTENSION vector")

    await require_supported(standing.admin_dsn)
    with psycopg.connect(standing.admin_dsn) as connection:
        found = connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'").fetchall()
        connection.execute("DROP EXTENSION vector")
    assert len(found) == 1, "looking at a database changes nothing in it"


async def test_an_old_server_is_refused_with_the_remedy(debian_dsn: str) -> None:
    with pytest.raises(Misconfigured, match=r"is PostgreSQL 1\d; continuo needs 16 or newer with pgvector 0\.8"):
        await require_supported(debian_dsn)


async def test_a_server_without_pgvector_is_refused_with_the_remedy(standing: RunningServer) -> None:
    # A view before the catalogue's own stands for a server that has no such extension to offer.
    with psycopg.connect(standing.admin_dsn) as connection:
        connection.execute("CREATE SCHEMA hidden")
        connection.execute(
            "CREATE VIEW hidden.pg_available_extensions AS SELECT * FROM pg_catalog.pg_available_extensions"
            " WHERE name <> 'vector'"
        )

    with pytest.raises(Misconfigured, match="has no pgvector: install it"):
        await require_supported(make_conninfo(standing.admin_dsn, options="-c search_path=hidden,pg_catalog"))


async def test_an_old_pgvector_is_refused_with_the_remedy(standing: RunningServer) -> None:
    with psycopg.connect(standing.admin_dsn) as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")

    with pytest.raises(Misconfigured, match=r"uses pgvector 0\.7\.4 .* ALTER EXTENSION vector UPDATE"):
        await require_supported(standing.admin_dsn)


async def test_a_server_that_is_away_is_unavailable(place: Path) -> None:
    port = choose_port(Folder(place), None)

    with pytest.raises(Unavailable, match="cannot be reached"):
        await require_supported(f"host=127.0.0.1 port={port} user=ana dbname=continuo")


def test_versions_are_compared_as_numbers() -> None:
    assert parsed("0.10.0") > parsed("0.8.6")
