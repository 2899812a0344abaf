"""The doctor and the rebuild from the command line."""

from __future__ import annotations

from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from continuo.cli.screen import NOTES, OUT, show_json
from continuo.domain.errors import ContinuoError
from continuo.domain.scope import Scope, checked_name
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, ailments, running


async def examine_installation(settings: Settings, *, as_json: bool) -> bool:
    """Print what is wrong with the installation; return whether all is well."""
    rows = [{"part": a.check, "well": False, "detail": f"{a.found_at}: {a.problem}"} for a in await ailments(settings)]
    if not rows:
        rows.append({"part": "database walls", "well": True, "detail": "every rule holds"})
        try:
            async with running(settings) as continuo:
                rows += [{"part": f.part, "well": f.well, "detail": f.detail} for f in await continuo.health.findings()]
        except ContinuoError as error:
            rows.append({"part": "start", "well": False, "detail": str(error)})
    well = all(row["well"] for row in rows)
    if as_json:
        show_json({"well": well, "findings": rows})
        return well
    table = Table("", "part", "detail")
    for row in rows:
        table.add_row(
            "[green]ok[/green]" if row["well"] else "[red]!![/red]",
            escape(str(row["part"])),
            escape(str(row["detail"])),
        )
    OUT.print(table)
    return well


async def rebuild_people(settings: Settings, user: str | None, *, as_json: bool) -> bool:
    """Rebuild one person or all; return whether every digest came out the same."""
    rows = []
    async with running(settings) as continuo:
        people = [checked_name("--user", user)] if user else await continuo.tenancy.people(DEFAULT_TENANT)
        with Progress(console=NOTES) as progress:
            for name in progress.track(people, description="rebuilt"):
                done = await continuo.rebuild.rebuild(Scope.of(DEFAULT_TENANT, name))
                rows.append(
                    {
                        "user_id": name,
                        "runs": done.runs,
                        "turns": done.turns,
                        "before": done.before,
                        "after": done.after,
                    }
                )
    same = all(row["before"] == row["after"] for row in rows)
    if as_json:
        show_json({"same": same, "people": rows})
        return same
    table = Table("user", "runs", "turns", "digest", "")
    for row in rows:
        verdict = (
            "[green]the same[/green]"
            if row["before"] == row["after"]
            else "[yellow]differs: the rules have changed[/yellow]"
        )
        table.add_row(escape(str(row["user_id"])), str(row["runs"]), str(row["turns"]), str(row["after"])[:16], verdict)
    OUT.print(table)
    return same
