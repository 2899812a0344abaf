"""``continuo watch``: a session as it goes on, a line for each thing that happens."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from rich.markup import escape

from continuo.cli.reading import scope_of
from continuo.cli.screen import OUT, note, show_line
from continuo.domain.turn import Turn
from continuo.services.sync.messages import Live, LiveKind
from continuo.settings import Settings
from continuo.wiring import running

PATIENCE = timedelta(seconds=15)


async def watch_session(settings: Settings, user: str, session: str, *, after: int | None, as_json: bool) -> None:
    """Print what happens in a session until it is interrupted, or erased.

    Args:
        after: the last position that is known; ``None`` begins now.
    """
    async with (
        running(settings, progress=note) as continuo,
        continuo.live.follow(scope_of(user), session, after=after) as feed,
    ):
        _show(feed.following.hello(feed), as_json=as_json)
        while not feed.is_over:
            told = await feed.next(PATIENCE)
            if told.kind is not LiveKind.HEARTBEAT:
                _show(told, as_json=as_json)


def _show(told: Live, *, as_json: bool) -> None:
    if as_json:
        show_line({name: value for name, value in asdict(told).items() if value not in (None, "", ())})
    else:
        OUT.print(_line(told), highlight=False)


def _line(told: Live) -> str:
    if told.turn is not None:
        return _said(told.turn)
    words = {
        LiveKind.HELLO: f"following from position {told.position}; {told.upto} turns have become memory",
        LiveKind.LEARNED: f"turns up to {told.upto} have become memory",
        LiveKind.UNSURE: "a question to the person was opened or settled",
        LiveKind.EDITED: "somebody decided about a fact",
        LiveKind.ENDED: "the session is over",
        LiveKind.PRESENCE: f"{escape(told.device)} {'is there' if told.present else 'has gone'}",
        LiveKind.TYPING: f"{escape(told.device)} {'is writing' if told.present else 'has stopped writing'}",
        LiveKind.ERASED: "it was erased",
    }
    return f"[dim]      {words[told.kind]}[/dim]"


def _said(turn: Turn) -> str:
    who = escape(turn.speaker or turn.role.value)
    return f"{turn.position:>5} [bold]{who}[/bold] [dim]{turn.said_at:%H:%M}[/dim]  {escape(turn.text)}"
