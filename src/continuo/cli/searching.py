"""Turns that mention something, on the command line."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from continuo.cli.reading import scope_of
from continuo.cli.screen import OUT, note, show_json
from continuo.domain.errors import Invalid
from continuo.domain.mentions import Grain, Mentioned, MentionFilter, Page
from continuo.domain.turn import Role
from continuo.settings import Settings
from continuo.wiring import running

_SHOWN = 160  # Characters of a turn in the table; all of them with --json.


def roles_of(name: str | None) -> list[Role] | None:
    """Return the roles that an option names; raises Invalid for one that there is not."""
    if name is None:
        return None
    if name not in set(Role):
        raise Invalid("--role", f"must be one of {', '.join(Role)}")
    return [Role(name)]


def page_of(limit: int, after: str, count_by: str | None, *, newest: bool) -> Page:
    """Return the page that options ask for; raises Invalid for a grain that there is not."""
    if count_by is not None and count_by not in set(Grain):
        raise Invalid("--count-by", f"must be one of {', '.join(Grain)}")
    return Page(limit, after, newest, Grain(count_by) if count_by is not None else None)


async def list_mentions(settings: Settings, user: str, wanted: MentionFilter, page: Page, *, as_json: bool) -> None:
    """Print one page of the turns that a filter lets through, and what is counted."""
    async with running(settings) as continuo:
        found = await continuo.mentions.list(scope_of(user), wanted, page)
    if as_json:
        show_json(_plain(found))
        return
    table = Table("said", "session", "turn", "speaker", "text", title=_title(found))
    for turn in found.turns:
        table.add_row(
            f"{turn.said_at:%Y-%m-%d %H:%M}", escape(found.sessions.get(turn.session_id, "")), str(turn.position),
            escape(turn.speaker or turn.role.value), escape(turn.text[:_SHOWN]),
        )  # fmt: skip
    OUT.print(table if found.turns else _title(found) or "no turns")
    for counted in found.counts:
        OUT.print(f"  {escape(counted.key)}: {counted.turns}")
    if found.next:
        note(f"more with --after {found.next}")


def _title(found: Mentioned) -> str:
    if found.total is None:
        return ""
    if found.first_said_at is None or found.last_said_at is None:
        return "0 turns"
    return f"{found.total} turns, from {found.first_said_at:%Y-%m-%d %H:%M} to {found.last_said_at:%Y-%m-%d %H:%M}"


def _plain(found: Mentioned) -> dict[str, object]:
    """Return the page as a document: with the name of its session in each turn."""
    turns = [
        {"session": found.sessions.get(turn.session_id, ""), "position": turn.position, "role": turn.role.value,
         "speaker": turn.speaker, "said_at": turn.said_at, "text": turn.text}
        for turn in found.turns
    ]  # fmt: skip
    ends = {"total": found.total, "first_said_at": found.first_said_at, "last_said_at": found.last_said_at}
    return {"turns": turns, **ends, "counts": found.counts, "next": found.next or None}
