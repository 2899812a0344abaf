"""The least that could store a turn over HTTP: no framework, no memory, one ``INSERT`` and ``COMMIT`` for a request.

    python -m bench.bare_door DSN PORT

What continuo reaches is compared with it: same server, same driver, same loop, same durability.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any
from uuid import uuid4

import uvicorn
import uvloop
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

CONNECTIONS = 8


async def serve(dsn: str, port: int) -> None:
    """Store the texts of bodies until a signal comes."""
    async with AsyncConnectionPool[AsyncConnection](dsn, min_size=CONNECTIONS, max_size=CONNECTIONS) as pool:

        async def store(scope: Any, receive: Any, send: Any) -> None:
            body = b""
            while (message := await receive())["body"] or message.get("more_body"):
                body += message["body"]
                if not message.get("more_body"):
                    break
            said = json.loads(body)["turns"][0]["text"]
            async with pool.connection() as connection:
                await connection.execute("INSERT INTO public.bare VALUES (%s, %s)", (uuid4(), said))
            head = [(b"content-type", b"application/json"), (b"content-length", b"2")]
            await send({"type": "http.response.start", "status": 201, "headers": head})
            await send({"type": "http.response.body", "body": b"{}"})

        config = uvicorn.Config(
            store, port=port, loop="none", http="httptools", lifespan="off", access_log=False, log_config=None,
            server_header=False, date_header=False,
        )  # fmt: skip
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], int(sys.argv[2]))) if uvloop else asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
