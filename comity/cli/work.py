"""`comity work`: what a node does by itself, round after round."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from typing import Annotated

import typer

from comity.cli import answer
from comity.cli.home import node
from comity.cli.verdict import moment
from comity.node.duties import duties
from comity.node.duty import Http
from comity.node.work import Event, Pace, run_lanes, run_once

app = answer.group("")

_LOOK_S = 0.5


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help="One round, then end: 1 when a step failed.")] = False,
    alone: Annotated[
        bool, typer.Option("--alone", help="Do not wait for a peer or witness; never after a backup.")
    ] = False,
    beside: Annotated[int, typer.Option(hidden=True, help="Process to end with.")] = 0,
) -> None:
    """Keep the node working: number and publish acts, have the log cosigned, take what peers published.

    Peers and witnesses are those of node.toml. One line an event. Ends by SIGTERM or Ctrl-C.
    """
    opened, stop = node(), threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    if beside:
        end_with(beside, stop.set)
    tell = _teller(opened.clock.now)
    pace = Pace(time.monotonic, stop.wait, random.random)
    made = duties(opened, Http(), alone)
    good = run_once(made.first, pace, tell)
    if not once:
        run_lanes(made.lanes, pace, tell, stop)
    elif not run_once([step for lane in made.lanes for step in lane], pace, tell) or not good:
        raise typer.Exit(1)


def end_with(parent: int, end: Callable[[], None]) -> None:
    """Call `end` once the process that started this one is gone: killed, it could not say so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_S)
        end()

    threading.Thread(target=watch, daemon=True).start()


def _teller(now: Callable[[], int]) -> Callable[[Event], None]:
    asked, one_at_a_time = copy_context(), threading.Lock()  # a thread has no context of its own

    def tell(event: Event) -> None:
        with one_at_a_time:
            asked.run(_tell, event, now())

    return tell


def _tell(event: Event, at: int) -> None:
    words = answer.words(event.code, **event.facts)
    told = {
        "at": at,
        "step": event.step,
        "code": event.code,
        "failed": event.failed,
        "facts": dict(event.facts),
        "words": words,
    }
    answer.tell_line(told, f"{moment(at)} {'✗ ' if event.failed else ''}{event.step}: {words}")
