"""Starting, joining, leaving and stopping."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.integration.embedded_postgres.conftest import read_rows, write_row
from tests.integration.embedded_postgres.other_process import other_process

from continuo.adapters.embedded_postgres import RunningServer, leave, serving, start, stop

Start = Callable[[], RunningServer]


def setting(server: RunningServer, name: str) -> str:
    with psycopg.connect(server.admin_dsn) as connection:
        row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    assert row is not None
    return str(row[0])


def test_a_second_start_finds_what_the_first_one_kept(folder: Path) -> None:
    first = start(folder)
    write_row(first, "kept")
    leave(first)

    second = start(folder)

    assert second.started_by_us
    assert second.port == first.port
    assert read_rows(second) == ["kept"]
    assert leave(second)


def test_nothing_acknowledged_can_be_lost_to_a_setting(standing: RunningServer) -> None:
    durable = {name: setting(standing, name) for name in ("fsync", "full_page_writes", "synchronous_commit")}

    assert set(durable.values()) == {"on"}
    assert setting(standing, "data_checksums") == "on"
    assert setting(standing, "wal_level") == "replica"


def test_it_listens_to_this_machine_only_and_asks_everybody_for_a_password(standing: RunningServer) -> None:
    with psycopg.connect(standing.admin_dsn) as connection:
        ways_in = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()

    assert setting(standing, "listen_addresses") == "127.0.0.1"
    assert ways_in == [("scram-sha-256",)]
    assert (standing.folder / "admin.password").stat().st_mode & 0o777 == 0o600


def test_letters_of_all_languages_compare_the_same_on_every_machine(standing: RunningServer) -> None:
    with psycopg.connect(standing.admin_dsn) as connection:
        row = connection.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding), lower('ÄŐΣ'), 'é' ~ '[[:alpha:]]'"
            "  FROM pg_database WHERE datname = 'continuo'"
        ).fetchone()

    assert row == ("b", "C.UTF-8", "UTF8", "äőσ", True)


def test_pgvector_is_there(standing: RunningServer) -> None:
    with psycopg.connect(standing.admin_dsn) as connection:
        connection.execute("CREATE EXTENSION vector")
        row = connection.execute("SELECT '[1,0]'::vector <=> '[0,1]'::vector").fetchone()

    assert row == (1.0,)


def test_another_user_signs_in_through_the_socket_and_through_tcp(standing: RunningServer) -> None:
    with psycopg.connect(standing.admin_dsn) as connection:
        connection.execute("CREATE ROLE ana LOGIN PASSWORD 'with a space and ''quote'")

    dsns = [standing.dsn("ana", "with a space and 'quote"), standing.tcp_dsn("ana", "with a space and 'quote")]

    for dsn in dsns:
        with psycopg.connect(dsn) as connection:
            assert connection.info.dbname == "continuo"


def test_the_password_does_not_show_when_a_server_is_printed(standing: RunningServer) -> None:
    assert (standing.folder / "admin.password").read_text().strip() not in repr(standing)


def test_a_second_process_joins_and_does_not_stop_what_others_use(server: RunningServer, folder: Path) -> None:
    with other_process(folder) as other:
        joined = other.report()
        said = other.go()

    assert (joined["pid"], joined["started"]) == (server.pid, False)
    assert said == {"stopped": False}
    write_row(server, "still there")
    assert read_rows(server) == ["still there"]


def test_whoever_leaves_last_stops_the_server_even_if_another_process_started_it(folder: Path) -> None:
    with other_process(folder) as other:
        pid = other.report()["pid"]
        joined = start(folder)
        said = other.go()

    assert joined.pid == pid
    assert said == {"stopped": False}
    assert leave(joined)
    assert not leave(joined)


def test_a_person_can_stop_a_server_that_is_in_use_and_start_it_again(started: Start, folder: Path) -> None:
    first = started()

    assert stop(folder)
    assert not stop(folder)
    second = started()
    assert second.started_by_us
    assert second.pid != first.pid


def test_four_processes_that_start_at_once_share_one_server(folder: Path) -> None:
    with other_process(folder) as a, other_process(folder) as b, other_process(folder) as c, other_process(folder) as d:
        reports = [process.report() for process in (a, b, c, d)]
        stopped = [process.go()["stopped"] for process in (a, b, c, d)]

    assert len({report["pid"] for report in reports}) == 1
    assert [report["started"] for report in reports].count(True) == 1
    assert stopped == [False, False, False, True]


def test_an_ended_server_leaves_no_zombie(server: RunningServer, folder: Path) -> None:
    stop(folder)
    time.sleep(1.5)

    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


def test_a_signal_for_the_parents_group_does_not_reach_the_server(standing: RunningServer) -> None:
    assert os.getsid(standing.pid) != os.getsid(0)
    assert os.getpgid(standing.pid) != os.getpgid(0)


async def test_a_block_serves_and_ends_the_server_at_its_end(folder: Path) -> None:
    async with serving(folder) as server:
        write_row(server, "within")

    assert not stop(folder)


def test_keys_and_settings_in_the_environment_do_not_reach_the_server(
    folder: Path, started: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTINUO_ROOT_KEY", "not for the database")
    for name, value in (("PGOPTIONS", "-c fsync=off"), ("PGHOSTADDR", "192.0.2.1"), ("PGSSLMODE", "require")):
        monkeypatch.setenv(name, value)
    server = started()

    with psycopg.connect(server.admin_dsn) as connection:
        connection.execute("CREATE TEMP TABLE seen (line text)")
        connection.execute("COPY seen FROM PROGRAM 'env'")
        seen = [line for (line,) in connection.execute("SELECT line FROM seen")]

    assert "TZ=UTC" in seen
    assert not [line for line in seen if "not for the database" in line or line.startswith("PGOPTIONS")]
