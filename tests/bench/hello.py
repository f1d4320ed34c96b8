"""The limit of every page: a server that only says hello. ``python -m bench.hello bare|starlette PORT``."""

import gc
import sys

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

START = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]}


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    await send(START)
    await send({"type": "http.response.body", "body": b"hello"})


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def main(kind: str, port: int) -> None:
    app = bare if kind == "bare" else Starlette(routes=[Route("/", hello)])
    config = uvicorn.Config(
        app,
        port=port,
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="error",
        timeout_keep_alive=75,
    )
    gc.collect()
    gc.freeze()
    uvloop.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
