"""Whatever is killed, nothing is lost and the next start works by itself."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from tests.integration.embedded_postgres.conftest import read_rows, write_row
from tests.integration.embedded_postgres.other_process import other_process

from continuo.adapters.embedded_postgres import RunningServer, leave, start, stop

Start = Callable[[], RunningServer]


def test_the_server_outlives_its_parent_and_the_next_start_joins_it(folder: Path) -> None:
    with other_process(folder) as parent:
        pid = parent.report()["pid"]
        parent.kill()

    joined = start(folder)

    assert (joined.pid, joined.started_by_us) == (pid, False)
    assert leave(joined), "the share of the killed one does not count"


def test_a_killed_server_is_started_again_and_keeps_what_it_acknowledged(started: Start) -> None:
    first = started()
    write_row(first, "acknowledged")
    os.kill(first.pid, signal.SIGKILL)

    second = started()

    assert second.started_by_us
    assert second.pid != first.pid
    assert read_rows(second) == ["acknowledged"]


def test_a_start_waits_until_the_orphans_of_a_killed_server_are_gone(started: Start) -> None:
    first = started()
    write_row(first, "acknowledged")
    busy = threading.Thread(target=count_for_a_second, args=(first.admin_dsn,))
    busy.start()
    time.sleep(0.3)
    os.kill(first.pid, signal.SIGKILL)
    killed_at = time.monotonic()

    second = started()

    assert time.monotonic() - killed_at > 0.9, "the orphan had that long to go"
    busy.join(timeout=30)
    assert read_rows(second) == ["acknowledged"]


def count_for_a_second(dsn: str) -> None:
    # Arithmetic without a wait, so that this process of the server does not notice that the first one is gone.
    with suppress(psycopg.OperationalError), psycopg.connect(dsn) as connection:
        connection.execute("DO $$ BEGIN WHILE clock_timestamp() < now() + '1.5 s'::interval LOOP END LOOP; END $$")


def test_a_left_over_number_that_another_process_has_now_does_not_stop_a_start(folder: Path) -> None:
    server = start(folder)
    write_row(server, "kept")
    text = (folder / "data" / "postmaster.pid").read_text()
    leave(server)
    # As after a restart of a container, where numbers are handed out again: ours stands for an unrelated process,
    # because a server's own parent would be forgiven.
    stranger = os.getppid()
    for name in ("data/postmaster.pid", f"socket/.s.PGSQL.{server.port}.lock"):
        (folder / name).write_text(text.replace(str(server.pid), str(stranger), 1))
        os.chown(folder / name, (folder / "data").stat().st_uid, -1)

    again = start(folder)

    assert read_rows(again) == ["kept"]
    assert leave(again)


def test_a_half_made_database_is_made_anew(folder: Path) -> None:
    (folder / "data.unfinished").mkdir(parents=True)
    (folder / "data.unfinished" / "PG_VERSION").write_text("18\n")
    folder.chmod(0o755)

    server = start(folder)

    assert server.started_by_us
    assert not (folder / "data.unfinished").exists()
    leave(server)


def test_a_log_grows_to_a_limit_and_the_server_goes_on_writing(server: RunningServer, started: Start) -> None:
    log = server.folder / "server.log"
    with log.open("a") as out:
        out.write("x" * 2_000_000)

    started()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.dsn("nobody_here", "wrong"))

    assert log.stat().st_size < 100_000
    assert "nobody_here" in log.read_text()
    assert (server.folder / "server.log.1").stat().st_size > 2_000_000


def test_no_words_of_a_person_come_into_the_log(server: RunningServer) -> None:
    secret = "grandmother's cake"
    with psycopg.connect(server.admin_dsn, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS word (word text PRIMARY KEY)")
        for statement in ("INSERT INTO word VALUES (%s)",) * 2 + ("SELECT %s::integer", "SELECT pg_no_such(%s)"):
            try_it(connection, statement, secret)
        try_it(connection, "SELECT %s::uuid, 'a literal'", secret)
    crash(server, "terminated by us")

    text = log_once_it_tells(server, "signal 9")
    for words in (secret, "literal", "terminated by us"):
        assert words not in text


def test_a_server_that_recovers_from_a_killed_session_can_be_stopped(server: RunningServer, folder: Path) -> None:
    crash(server, "some words")
    log_once_it_tells(server, "reinitializing")
    began = time.monotonic()

    assert stop(folder)

    assert time.monotonic() - began < 20, "not only after the patience with an orderly end is over"


def crash(server: RunningServer, words: str) -> None:
    """Kill the process that serves a session."""
    with suppress(psycopg.OperationalError), psycopg.connect(server.admin_dsn, autocommit=True) as connection:
        connection.execute(f"COPY (SELECT '{words}') TO PROGRAM 'kill -9 $PPID'")


def log_once_it_tells(server: RunningServer, sign: str) -> str:
    """Return the log as soon as it has those words, within ten seconds."""
    log = server.folder / "server.log"
    for _ in range(1000):
        if sign in log.read_text():
            break
        time.sleep(0.01)
    assert sign in log.read_text()
    return log.read_text()


def try_it(connection: psycopg.Connection, statement: str, word: str) -> None:
    try:
        connection.execute(statement, (word,))  # type: ignore[arg-type]
    except psycopg.Error:
        return
