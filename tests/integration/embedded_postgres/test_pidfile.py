"""What a server says of itself is read with care: it may be half written, left over, or somebody else's."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from continuo.adapters.embedded_postgres.pidfile import is_alive, read_pidfile, serves

LINES = ["4711", "/var/lib/db/data", "1790000000", "25432", "/var/lib/db/socket", "127.0.0.1", "1 2", "ready"]


def read(text: str) -> tuple[int, int, str] | None:
    with TemporaryDirectory() as data:
        (Path(data) / "postmaster.pid").write_text(text, encoding="utf-8", newline="")
        told = read_pidfile(Path(data))
    return None if told is None else (told.pid, told.port, str(told.socket_folder))


@given(count=st.integers(0, len(LINES)))
def test_a_server_is_believed_once_it_has_said_where_it_listens(count: int) -> None:
    told = read("\n".join(LINES[:count]))

    assert told == ((4711, 25432, "/var/lib/db/socket") if count >= 5 else None)


@given(text=st.text(st.characters(codec="utf-8")), line=st.integers(0, 4))
def test_a_damaged_file_is_no_number_of_a_process(text: str, line: int) -> None:
    told = read("\n".join([*LINES[:line], text, *LINES[line + 1 :]]))

    assert told is None or (0 < told[0] < 10**9 and 0 < told[1] < 10**9)


def test_a_process_that_lives_elsewhere_is_no_server_of_this_folder(tmp_path: Path) -> None:
    assert is_alive(os.getpid())
    assert not serves(os.getpid(), tmp_path)
