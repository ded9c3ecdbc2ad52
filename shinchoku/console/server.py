"""The server: uvicorn, saying as little of itself as it can, and stopping when it is told to."""

import signal
import socket
import sys
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from shinchoku.errors import OperationalError

_GRACE_SECONDS = 10
_KEEP_ALIVE_SECONDS = 15
_MOST_CONNECTIONS = 1000
_BACKLOG = 1024


def server_of(app: ASGIApp) -> uvicorn.Server:
    """Return a server for an application; forwarding headers are the application's own business."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before anything is said of an address.

    Raises:
        OperationalError: if the address or the port cannot be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        made = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        # asyncio does this only for sockets that name their protocol: head and body of an answer go out as
        # two pieces, and without it the second would wait 40 ms for the client's word on the first.
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made  # noqa: TRY300 -- what can fail is the making
    except OSError as error:
        raise OperationalError(
            f"{host} のポート {port} で待ち受けられません（{error.strerror}）。使用中なら --port で別の番号を指定してください。",
            f"port {port} of {host} cannot be listened on ({error.strerror}): try another --port.",
        ) from error


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve an application until it is told to stop, and leave by way of whoever has something to tidy up.

    The server ends a request to stop by sending itself the signal again: without a handler that would be the end
    of the process at once, with the socket's file left behind.
    """
    signal.signal(signal.SIGTERM, _leave)
    server_of(app).run(sockets=[listening])


def _leave(signal_number: int, frame: FrameType | None) -> None:
    """End the process in peace."""
    del signal_number, frame
    sys.exit(0)
