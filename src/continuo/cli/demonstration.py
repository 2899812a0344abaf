"""The sample conversation: remembered over HTTP, then asked three questions."""

from __future__ import annotations

import asyncio
import json
import time
from importlib.resources import files
from typing import Any

import httpx
from rich.markup import escape
from rich.panel import Panel

from continuo.cli.screen import OUT, note, show_json
from continuo.domain.errors import Broken, Unavailable

CONTEXT_TOKENS = 300
_LEARN_TIMEOUT_S = 60.0


async def demonstrate(address: str, key: str, *, as_json: bool) -> None:
    """Remember the sample conversation and print the context for its questions, with sources.

    Run again it stores nothing twice: every turn carries its own id.
    """
    sample = json.loads((files("continuo") / "examples" / "ana.json").read_text(encoding="utf-8"))
    async with httpx.AsyncClient(
        base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=30, trust_env=False
    ) as client:
        turns = await _remember(client, sample)
        note(f"remembered {turns} turns of {sample['user_id']} in {len(sample['sessions'])} sessions")
        await _learned(client, sample)
        answers = [await _ask(client, sample["user_id"], question) for question in sample["questions"]]
    if as_json:
        show_json(answers)
        return
    for answer in answers:
        _show(answer)


async def _remember(client: httpx.AsyncClient, sample: dict[str, Any]) -> int:
    count = 0
    for session in sample["sessions"]:
        turns = [turn | {"client_event_id": f"{session['id']}#{n}"} for n, turn in enumerate(session["turns"])]
        path = f"/v1/sessions/{session['id']}"
        await _post(client, f"{path}/turns", {"user_id": sample["user_id"], "turns": turns})
        await _post(client, f"{path}/end", {"user_id": sample["user_id"]})
        count += len(turns)
    return count


async def _learned(client: httpx.AsyncClient, sample: dict[str, Any]) -> None:
    """Wait until the worker has made memory of everything; without it, recall has the turns alone."""
    deadline = time.monotonic() + _LEARN_TIMEOUT_S
    for session in sample["sessions"]:
        while True:
            answer = await client.get(f"/v1/sessions/{session['id']}", params={"user_id": sample["user_id"]})
            state = _read(answer)
            if state["consolidated_to"] >= state["last_position"]:
                break
            if time.monotonic() > deadline:
                raise Unavailable("the worker has not taken the sample conversation: see its messages above")
            await asyncio.sleep(0.1)


async def _ask(client: httpx.AsyncClient, user_id: str, question: str) -> dict[str, Any]:
    body = {"user_id": user_id, "query": question, "max_tokens": CONTEXT_TOKENS}
    return {"question": question, **await _post(client, "/v1/context", body)}


async def _post(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    return _read(await client.post(path, json=body))


def _read(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_error:
        raise Broken(
            f"{answer.request.method} {answer.request.url.path} was answered {answer.status_code}: {answer.text[:300]}"
        )
    found: dict[str, Any] = answer.json()
    return found


def _show(answer: dict[str, Any]) -> None:
    tokens = f"{answer['tokens']} tokens ({answer['tokenizer']})"
    OUT.print(Panel(escape(answer["text"]), title=escape(answer["question"]), title_align="left", subtitle=tokens))
    for number, item in enumerate(answer["items"], 1):
        turns = ", ".join(str(source["position"]) for source in item["sources"])
        OUT.print(f"  [dim]\\[{number}] {item['kind']} from session {escape(item['session_id'])}, turn {turns}[/dim]")
    OUT.print()
