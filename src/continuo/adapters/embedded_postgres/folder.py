"""The folder a database lives in: what lies where, whether it may be used, and what it remembers."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from continuo.adapters.embedded_postgres.account import Account, first_unreachable
from continuo.domain.errors import Misconfigured, Unavailable

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_OURS_BUT_HARMLESS = frozenset({"lost+found", ".DS_Store"})


@dataclass(frozen=True, slots=True)
class Folder:
    """The places within a database folder; none of them has to exist.

    Args:
        root: the whole; it belongs to whoever launches, and only what the server writes belongs to the server.
    """

    root: Path

    @property
    def data(self) -> Path:
        """Return where PostgreSQL keeps its files."""
        return self.root / "data"

    @property
    def unfinished_data(self) -> Path:
        """Return where new data are made; they move to ``data`` when they are whole."""
        return self.root / "data.unfinished"

    @property
    def archive(self) -> Path:
        """Return the place for archived WAL; nothing is written there until an archive is set up."""
        return self.root / "archive"

    @property
    def installs(self) -> Path:
        """Return where copies of programs lie that the server's account could not reach otherwise."""
        return self.root / "programs"

    @property
    def socket(self) -> Path:
        """Return the preferred folder of the Unix socket."""
        return self.root / "socket"

    @property
    def log(self) -> Path:
        """Return what the server reports; never what a person said."""
        return self.root / "server.log"

    @property
    def password(self) -> Path:
        """Return the file with the password of the superuser."""
        return self.root / "admin.password"

    @property
    def port(self) -> Path:
        """Return the file with the port that was chosen."""
        return self.root / "port"

    @property
    def start_lock(self) -> Path:
        """Return the lock held while the server is started or stopped."""
        return self.root / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Return the lock shared by all who use the server."""
        return self.root / "users.lock"

    @property
    def server_lock(self) -> Path:
        """Return the lock that every process of the server holds as long as it lives."""
        return self.root / "server.lock"

    def known_names(self) -> frozenset[str]:
        """Return the names that may lie in a folder of ours before its data are whole."""
        places = (
            self.data, self.unfinished_data, self.archive, self.installs, self.socket, self.log,
            self.password, self.port, self.start_lock, self.users_lock, self.server_lock,
        )  # fmt: skip
        return frozenset(place.name for place in places) | {f"{self.log.name}.1"} | _NOT_OURS_BUT_HARMLESS


def default_folder(data_home: Path | None = None) -> Path:
    """Return where the database lives if nobody says otherwise.

    Args:
        data_home: ``XDG_DATA_HOME``, if it is set. Root's own home is closed to the account that runs the server, so
            for root the answer is ``/var/lib/continuo/postgres`` either way.
    """
    if os.geteuid() == 0:
        return Path("/var/lib/continuo/postgres")
    return (data_home or Path.home() / ".local" / "share") / "continuo" / "postgres"


def prepare(folder: Folder) -> None:
    """Make the folder if it is not there, and see that it is ours to use.

    Raises:
        Misconfigured: it is something else, or somebody else's.
    """
    _make_reachable(folder.root)
    if not folder.root.is_dir():
        raise Misconfigured(f"{folder.root} is not a folder: name another place for the database")
    owner = folder.root.stat().st_uid
    if owner != os.geteuid():
        raise Misconfigured(
            f"{folder.root} belongs to the user id {owner}, and you are {os.geteuid()}: "
            "run continuo as its owner, or name another data folder"
        )
    _check_purpose(folder)


def check_data(folder: Folder, major: int) -> bool:
    """Return whether there are data to start from.

    Raises:
        Misconfigured: they are of another major version, or not whole.
    """
    if not folder.data.exists():
        return False
    made_by = _version_at(folder.data)
    if made_by not in (None, str(major)):
        raise Misconfigured(
            f"{folder.data} was made by PostgreSQL {made_by}, and the installed server is {major}: export with the "
            "continuo that made it and import here, or use pg_upgrade; until then name another data folder"
        )
    for needed in (folder.data / "PG_VERSION", folder.password):
        if not needed.exists():
            raise Misconfigured(f"{needed} is missing: restore {folder.root} from a backup, or name another folder")
    return True


def check_reach(folder: Folder, account: Account) -> None:
    """See that the account can come to the data.

    Raises:
        Misconfigured: names the first folder that is closed to it.
    """
    closed = first_unreachable(folder.data, account)
    if closed is not None:
        raise Misconfigured(
            f"root hands PostgreSQL to the account {account.name}, which cannot enter {closed}: "
            f"open it (chmod o+x {closed}), or name a data folder elsewhere, such as {default_folder()}"
        )


def admin_password(folder: Folder) -> str:
    """Return the superuser's password; raises Misconfigured if its file is gone."""
    return _read(folder.password)


def ensure_password(folder: Folder, account: Account) -> Path:
    """Return the file with the superuser's password, made if need be; only the server's account can read it."""
    if not folder.password.exists() or not _read(folder.password):
        _write_private(folder.password, secrets.token_urlsafe(32), account)
    return folder.password


def remembered_port(folder: Folder) -> int | None:
    """Return the port chosen at an earlier start, if there was one."""
    if not folder.port.exists():
        return None
    text = _read(folder.port)
    return int(text) if text.isdecimal() and 0 < int(text) < 65536 else None


def remember_port(folder: Folder, port: int) -> None:
    """Keep the port for the next start."""
    _write_private(folder.port, str(port), None)


@contextmanager
def translated_disk_errors(folder: Folder) -> Iterator[None]:
    """Translate what the file system refuses into what a person can do about it."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full(folder) from error
        what = error.filename or folder.root
        raise Misconfigured(f"{what}: {error.strerror}; see to it, or name another data folder") from error


def disk_full(folder: Folder) -> Unavailable:
    """Return the error for a disk without room."""
    return Unavailable(
        f"the disk that holds {folder.root} is full: free some space (a new database needs 100 MB) and start again; "
        "nothing that was acknowledged is lost"
    )


def write_into(place: Path, text: str, account: Account, *, by_way_of: Path) -> None:
    """Put a file of the account's at ``place``, in one step.

    The account owns the folder of ``place`` and could have laid a link there. The file is therefore written
    elsewhere and moved, which replaces a link and does not follow it.
    """
    _write_private(by_way_of, text, account)
    by_way_of.replace(place)


def _make_reachable(root: Path) -> None:
    if root.exists():
        return
    missing = [p for p in root.parents if not p.exists()]
    for parent in reversed(missing):
        parent.mkdir(exist_ok=True)
        # Root's umask may close new folders to everybody, the server's account included.
        if os.geteuid() == 0:
            parent.chmod(0o755)
    root.mkdir(exist_ok=True)
    root.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _check_purpose(folder: Folder) -> None:
    if folder.data.exists():
        return
    if (version := _version_at(folder.root)) is not None:
        raise Misconfigured(
            f"{folder.root} is itself a data folder of PostgreSQL {version}, not made by continuo: "
            "name another data folder, or start that server yourself and set CONTINUO_DATABASE_URL"
        )
    known = folder.known_names()
    names = [place.name for place in folder.root.iterdir()]
    # A file on its way to its name carries the name and a random ending.
    foreign = sorted(n for n in names if n not in known and n.rpartition(".")[0] not in known)
    if foreign:
        raise Misconfigured(
            f"{folder.root} holds no database, but is not empty ({', '.join(foreign[:3])}): name an empty folder"
        )


def _version_at(data: Path) -> str | None:
    try:
        return (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


def _read(file: Path) -> str:
    return file.read_text(encoding="ascii").strip()


def _write_private(file: Path, text: str, account: Account | None) -> None:
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(text + "\n")
            out.flush()
            os.fsync(out.fileno())
            if account is not None:
                account.give(out.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
