"""API keys from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from rich.table import Table

from continuo.cli.screen import OUT, note, show_json
from continuo.services.tenancy import SCOPES
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, tenancy_alone


async def make_key(settings: Settings, name: str, scopes: Sequence[str], days: int | None, *, as_json: bool) -> None:
    """Make a key and print it."""
    lifetime = timedelta(days=days) if days else None
    async with tenancy_alone(settings) as tenancy:
        made = await tenancy.create_key(DEFAULT_TENANT, name=name, scopes=scopes or sorted(SCOPES), lifetime=lifetime)
    if as_json:
        show_json({"key_id": made.record.key_id, "key": made.secret, "scopes": made.record.scopes})
        return
    OUT.print(made.secret, soft_wrap=True)
    note("this key is shown once and kept nowhere: put it where your application finds it")


async def show_keys(settings: Settings, *, as_json: bool) -> None:
    """List the keys of the default tenant."""
    async with tenancy_alone(settings) as tenancy:
        found = await tenancy.keys(DEFAULT_TENANT)
    rows = [
        {
            "key_id": k.key_id, "name": k.name, "scopes": k.scopes, "created_at": k.created_at,
            "expires_at": k.expires_at, "revoked_at": k.revoked_at,
        }
        for k in found
    ]  # fmt: skip
    if as_json:
        show_json(rows)
        return
    table = Table("id", "name", "scopes", "created", "expires", "revoked")
    for k in found:
        times = [f"{t:%Y-%m-%d %H:%M}" if t else "" for t in (k.created_at, k.expires_at, k.revoked_at)]
        table.add_row(k.key_id, k.name, ", ".join(k.scopes), *times)
    OUT.print(table)


async def drop_key(settings: Settings, key_id: str) -> None:
    """Revoke a key; raises NotFound if there is none of that id."""
    async with tenancy_alone(settings) as tenancy:
        await tenancy.revoke_key(DEFAULT_TENANT, key_id)
