"""Folders of all kinds, and what is said of those that will not do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from tests.integration.embedded_postgres.conftest import read_rows, write_row

from continuo.adapters.embedded_postgres import PORT_SETTING, default_folder, leave, start
from continuo.adapters.embedded_postgres.configuration import ADDRESS
from continuo.adapters.embedded_postgres.folder import Folder
from continuo.adapters.embedded_postgres.sockets import choose_port, is_free
from continuo.domain.errors import Broken, Misconfigured, Unavailable

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")


@contextmanager
def taken(port: int) -> Iterator[None]:
    """Another program listens on the port."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind((ADDRESS, port))
        other.listen()
        yield


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[None]:
    """A file system of that size at the folder."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder)]
    if subprocess.run(mount, stderr=subprocess.DEVNULL).returncode != 0:
        pytest.skip("this system lets nobody mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(filler: Path) -> None:
    """Take all the room of a disk."""
    with suppress(OSError), filler.open("wb", buffering=0) as out:
        while out.write(bytes(1 << 12)):
            pass


@pytest.mark.parametrize(
    "name",
    [
        "with spaces",
        "Gedächtnis-記憶-ذاكرة",
        'it\'s "quoted", listed; and $dollar %s',
        "/".join(["a-rather-long-name-of-a-folder"] * 8),
    ],
    ids=["spaces", "unicode", "punctuation", "very long"],
)
def test_a_folder_of_any_name_serves_and_can_be_joined(place: Path, name: str) -> None:
    server = start(place / name)
    joined = start(place / name)

    write_row(joined, "here")
    assert joined.pid == server.pid
    assert read_rows(server) == ["here"]
    with psycopg.connect(server.tcp_dsn("postgres", (place / name / "admin.password").read_text().strip())):
        pass
    leave(joined)
    assert leave(server)
    if server.socket_folder.parent != place / name:
        shutil.rmtree(server.socket_folder)


def test_a_busy_port_is_exchanged_for_another_which_is_remembered(folder: Path) -> None:
    first = start(folder)
    leave(first)

    with taken(first.port):
        second = start(folder)
        leave(second)
    third = start(folder)
    leave(third)

    assert second.port != first.port
    assert third.port == second.port


def test_a_busy_port_that_a_person_fixed_is_named_with_its_setting(folder: Path) -> None:
    with socket.socket() as other:
        other.bind((ADDRESS, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Misconfigured, match=rf"port {port} .*{PORT_SETTING}"):
            start(folder, port=port)


def test_a_fixed_port_is_used_and_not_remembered(folder: Path, place: Path) -> None:
    wanted = choose_port(Folder(place), None)

    server = start(folder, port=wanted)

    assert server.port == wanted
    with pytest.raises(Misconfigured, match=f"already runs on port {wanted}"):
        start(folder, port=wanted + 1)
    assert leave(server)
    assert not (folder / "port").exists()


def test_a_port_counts_as_busy_exactly_while_somebody_listens(place: Path) -> None:
    port = choose_port(Folder(place), None)

    with taken(port):
        assert not is_free(port)
    assert is_free(port)


def test_data_of_another_major_version_are_left_alone(folder: Path) -> None:
    leave(start(folder))
    (folder / "data" / "PG_VERSION").write_text("17\n")

    with pytest.raises(Misconfigured, match=r"made by PostgreSQL 17, and the installed server is 18.*pg_upgrade"):
        start(folder)
    assert (folder / "data" / "global" / "pg_control").exists()


def test_a_folder_with_other_things_in_it_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")

    with pytest.raises(Misconfigured, match=r"not empty \(thesis\.txt\): name an empty folder"):
        start(folder)
    assert [f.name for f in folder.iterdir()] == ["thesis.txt"]


def test_a_data_folder_that_somebody_else_made_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "PG_VERSION").write_text("15\n")

    with pytest.raises(Misconfigured, match=r"itself a data folder of PostgreSQL 15.*CONTINUO_DATABASE_URL"):
        start(folder)


def test_a_file_is_not_a_folder(folder: Path) -> None:
    folder.write_text("a file")

    with pytest.raises(Misconfigured, match="is not a folder"):
        start(folder)
    folder.unlink()


def test_data_without_their_password_are_not_guessed_at(folder: Path) -> None:
    leave(start(folder))
    (folder / "admin.password").unlink()

    with pytest.raises(Misconfigured, match=r"admin\.password is missing: restore"):
        start(folder)


def test_a_wrong_password_file_is_named(folder: Path) -> None:
    leave(start(folder))
    (folder / "admin.password").write_text("something else")

    with pytest.raises(Misconfigured, match=r"admin\.password is not the superuser's password"):
        start(folder)


def test_a_server_that_does_not_start_is_quoted(folder: Path) -> None:
    leave(start(folder))
    with (folder / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = plenty\n")

    with pytest.raises(Broken, match=r'invalid value for parameter "shared_buffers"'):
        start(folder)


@needs_root
def test_a_full_disk_is_named_and_a_start_with_room_works(place: Path) -> None:
    disk = place / "disk"
    with mounted(disk, "20m"):
        with pytest.raises(Unavailable, match=r"the disk that holds .* is full: free some space"):
            start(disk / "db")
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        server = start(disk / "db")
        write_row(server, "kept")
        leave(server)

        fill(disk / "filler")
        with pytest.raises(Unavailable, match="is full"):
            start(disk / "db")
        (disk / "filler").unlink()
        again = start(disk / "db")
        assert read_rows(again) == ["kept"]
        leave(again)


@needs_root
def test_a_disk_without_any_room_is_named_too(place: Path) -> None:
    disk = place / "disk"
    with mounted(disk, "1m"):
        fill(disk / "filler")

        with pytest.raises(Unavailable, match="is full"):
            start(disk / "db")


def test_the_usual_folder_is_one_that_the_server_can_reach(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        assert default_folder(tmp_path) == Path("/var/lib/continuo/postgres")
    else:
        assert default_folder(tmp_path) == tmp_path / "continuo" / "postgres"
        assert default_folder() == Path.home() / ".local/share/continuo/postgres"
