"""A session as it goes on, on the screen."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict
from typing import Any

from rich.markup import escape

from continuo.cli.reading import scope_of
from continuo.cli.screen import OUT, note, plain
from continuo.services.sync.line import Line, Wanted
from continuo.services.sync.news import Edited, Ended, Ending, Farewell, Learned, News, Present, Said, Typing, Unsure
from continuo.settings import Settings
from continuo.wiring import running

_PATIENCE_S = 60.0


async def watch_session(settings: Settings, user: str, session: str, after: int | None, *, as_json: bool) -> None:
    """Print what is new in a session until it is stopped, or the memory is erased.

    Args:
        after: the position to begin behind; ``None`` begins where the session is now.
    """
    async with running(settings) as continuo:
        scope = scope_of(user)
        known = await continuo.journal.session(scope, session)
        begin = known.last_position if after is None else after
        wanted = Wanted(session, f"watch on {socket.gethostname()}"[:64], begin, await continuo.privacy.epoch(scope))
        async with continuo.live.follow(scope, wanted) as (line, _):
            note(f"{session}: {known.last_position} turns so far; Ctrl-C ends")
            await _watch(line, as_json=as_json)


async def _watch(line: Line, *, as_json: bool) -> None:
    try:
        while True:
            news = await line.next(_PATIENCE_S)
            if news is not None and as_json:
                # A line for each, at once: whoever reads along has no use for one document at the end.
                print(json.dumps(plain(_written(line, news)), ensure_ascii=False), flush=True)
            elif news is not None:
                _show(news)
    except Farewell as farewell:
        note("the memory was erased" if farewell.ending is Ending.ERASED else f"over: {farewell.ending.value}")


def _written(line: Line, news: News) -> dict[str, Any]:
    return {"type": type(news).__name__.lower(), "position": line.position} | asdict(news)


def _show(news: News) -> None:
    match news:
        case Said():
            for turn in news.turns:
                who = turn.speaker or turn.role.value
                place = f"[dim]{turn.position:>5}  {turn.said_at:%Y-%m-%d %H:%M}[/dim]"
                OUT.print(f"{place}  [bold]{escape(who)}[/bold]  {escape(turn.text)}")
        case Learned():
            OUT.print(f"[dim]       remembered up to turn {news.consolidated_to}[/dim]")
        case Unsure():
            OUT.print(f"[dim]       {news.open} questions are open[/dim]")
        case Edited():
            OUT.print("[dim]       memories were changed[/dim]")
        case Ended():
            OUT.print("[dim]       the session is over[/dim]")
        case Present():
            OUT.print(f"[dim]       {escape(news.device)} {'is here' if news.present else 'left'}[/dim]")
        case Typing():
            OUT.print(f"[dim]       {escape(news.device)} {'types' if news.typing else 'stopped typing'}[/dim]")
