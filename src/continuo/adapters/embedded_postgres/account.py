"""Which account of the operating system the server runs as, and what that account can reach.

PostgreSQL refuses to run as root, so that a hole in it is not a hole in the machine.
"""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from continuo.domain.errors import Misconfigured

PREFERRED = ("continuo", "postgres", "nobody")
"""Accounts that root hands the server to, the first that exists. ``nobody`` is shared with others, so it comes last."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system.

    Args:
        dropped: whether the launcher is root and has to become this account for the server.
    """

    name: str
    uid: int
    gid: int
    dropped: bool

    def give(self, descriptor_or_path: int | Path) -> None:
        """Make the account the owner of a file or folder; nothing to do for the launcher's own account."""
        if self.dropped:
            os.chown(descriptor_or_path, self.uid, self.gid)


def server_account(data: Path, wish: str | None = None) -> Account:
    """Return the account for the server that keeps its data in ``data``.

    An ordinary user runs it as themselves. For root it is the owner of data that exist already, so that an account
    which is added to the machine later does not lock them out; else the wish; else the first of ``PREFERRED``.

    Raises:
        Misconfigured: there is no such account, or the data belong to someone else.
    """
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        if wish is not None and wish != _of_uid(os.geteuid()).pw_name:
            raise Misconfigured(f"only root can start the server as {wish}")
        return _own(data, owner)
    if owner == 0:
        raise Misconfigured(f"{data} belongs to root, and PostgreSQL refuses root: give it to an account (chown -R)")
    entry = _wished(wish) if owner is None else _of_uid(owner)
    if wish is not None and entry.pw_name != wish:
        raise Misconfigured(f"{data} belongs to {entry.pw_name}, not to {wish}: chown -R {wish} {data}")
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, dropped=True)


def first_unreachable(path: Path, account: Account) -> Path | None:
    """Return the outermost folder on the way to ``path`` that the account may not enter, or ``None``.

    Permission bits decide; access control lists are not read. What does not exist yet is not asked about.
    """
    if not account.dropped:
        return None
    for folder in reversed(path.resolve().parents):
        if folder.exists() and not _may_enter(folder.stat(), account):
            return folder
    return None


def _own(data: Path, owner: int | None) -> Account:
    entry = _of_uid(os.geteuid())
    if owner is not None and owner != entry.pw_uid:
        raise Misconfigured(
            f"{data} belongs to the user id {owner}, and you are {entry.pw_name}: "
            "run continuo as its owner, or name another data folder"
        )
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, dropped=False)


def _wished(wish: str | None) -> pwd.struct_passwd:
    for name in PREFERRED if wish is None else (wish,):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid == 0:
            raise Misconfigured(f"PostgreSQL refuses to run as root, and {name} is root: name another account")
        return entry
    raise Misconfigured(
        f"there is no account {wish or ', '.join(PREFERRED)} to run PostgreSQL as (it refuses root): "
        "useradd --system continuo"
    )


def _of_uid(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError as error:
        raise Misconfigured(
            f"the user id {uid} has no account, and PostgreSQL needs one: add a line for it to /etc/passwd"
        ) from error


def _may_enter(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
