"""`comity serve`: one node's answers over HTTP, on Granian."""

import os
import signal
import socket
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from comity.api.public import Public, application
from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.cli.work import end_with
from comity.node.clock import Clock

app = answer.group("")

PORT = 8417
_THREADS = 16  # each may hold a connection of the database
_HEADERS_MS = 10_000
_ANSWERED_S = 5  # for the requests that are being answered when the server is to end
_END_S = 30


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = PORT,
    work: Annotated[bool, typer.Option("--work/--no-work", help="Run `comity work` beside.")] = True,
) -> None:
    """Answer HTTP for the node: its log, copies of others, lists, and its word as a witness.

    Plain HTTP: put a proxy with TLS in front of it. Ends by SIGTERM or Ctrl-C.
    """
    opened = node()
    opened.close()  # each process opens the database itself
    _refuse_taken(host, port)
    server = Granian(
        "comity.api.public:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # the log of requests answered is shared, but one process answers thousands a second
        blocking_threads=_THREADS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADERS_MS),
        log_level=LogLevels.error,
        websockets=False,
        workers_kill_timeout=_ANSWERED_S,  # one that was told to end while it started does not hear it
    )
    child = _start_work() if work else None
    told = {"name": opened.name, "url": f"http://{f'[{host}]' if ':' in host else host}:{port}", "work": work}
    answer.tell_line(told, answer.words("cli.serving", name=opened.name, url=str(told["url"])))
    try:
        load = partial(_load, os.getpid(), opened.home, Clock(answer.asked().at))
        server.serve(target_loader=load, wrap_loader=False)
    finally:
        ended = _end(child) if child else 0
    if ended:
        raise typer.Exit(ended)


def _load(parent: int, home: Path, clock: Clock) -> Public:
    os.setpgrp()  # Ctrl-C is for the server: a worker told twice to end may hang
    end_with(parent, lambda: os._exit(1))
    return application(home, clock)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, port), family=family):
            pass
    except OSError as fault:
        raise InputError("cli.cannot_listen", path="--port", host=host, port=port) from fault


def _start_work() -> subprocess.Popen[bytes]:
    asked = answer.asked()
    line = [sys.executable, "-m", "comity.cli.main", "--home", str(asked.home), "--lang", asked.language]
    line += ["--json"] if asked.json else []
    line += ["--at", asked.at.isoformat()] if asked.at else []
    child = subprocess.Popen([*line, "work", "--beside", str(os.getpid())])
    threading.Thread(target=_follow, args=(child,), daemon=True).start()
    return child


def _follow(child: subprocess.Popen[bytes]) -> None:
    # whoever supervises this process starts both again; a node that only answers would fall behind unseen
    if child.wait() > 0:
        os.kill(os.getpid(), signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> int:
    child.terminate()
    try:
        return max(0, child.wait(_END_S))
    except subprocess.TimeoutExpired:
        child.kill()  # nothing is lost: every step is one that may be cut off
        return 0
