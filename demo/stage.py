"""The stage of the demo: commands shown with their answers, and nodes that run as processes beside it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from comity.register.verify import moment
from demo.process import Ended, in_a_process
from demo.words import PHRASES

HERE = Path(__file__).parent
DAY, LATER = "2026-11-16", "2026-11-20"

_PATIENCE_S, _END_S, _POLL_S = 120.0, 40.0, 0.1  # for a busy machine; nothing waits longer than it must


class Show(Enum):
    """How much of an answer the demo shows."""

    ALL = "all"
    END = "its last box, and what stands below"
    NOTHING = "neither the command nor its answer"


@dataclass(frozen=True, slots=True)
class Running:
    """A node that answers at a port, and the file its own log goes to."""

    process: "subprocess.Popen[str]"
    told: Path
    stream: IO[str]
    since: float


class Demo:
    """The demo as it runs: where the nodes are, where the certificate goes, in which language it speaks.

    A context: the processes it started end with it, whatever ends it.
    """

    def __init__(self, home: Path, out: Path, language: str) -> None:
        """Take an empty folder for the nodes, and one for the certificate."""
        self.home, self.out, self.language = home, out, language
        self._console = Console(highlight=False, soft_wrap=False)
        self._step = 0
        self.running: dict[str, Running] = {}
        self._left: signal._HANDLER = signal.SIG_DFL
        self._ports: dict[str, int] = {}

    def __enter__(self) -> "Demo":
        """From here on a SIGTERM ends the demo as Ctrl-C does."""
        self._left = signal.signal(signal.SIGTERM, _leave)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process that still runs."""
        for running in self.running.values():
            running.process.terminate()
        for running in self.running.values():
            _wait(running)
        signal.signal(signal.SIGTERM, self._left)

    def tell(self, phrase: str, **facts: str) -> None:
        """A heading, numbered."""
        self._step += 1
        self._console.print(Text(f"\n{self._step}. {self._words(phrase, facts)}\n", style="bold cyan"))

    def frame(self, phrase: str, **facts: str) -> None:
        """What stands before the first step and after the last."""
        self._console.print(Text(f"\n{self._words(phrase, facts)}", style="cyan"))

    def comity(
        self,
        node: str,
        line: str,
        *,
        day: str = DAY,
        code: int | None = 0,
        show: Show = Show.ALL,
        offline: bool = False,
    ) -> str:
        """One command of one node, shown with its answer; the demo fails when it ends with another code.

        None takes any code, and gives what went wrong where nothing was answered.
        """
        words = self._placed(line)
        run = self._run(node, words, day, offline)
        if show is not Show.NOTHING:
            self._typed(node, ["comity", *words], day)
            answered = run.stdout + run.stderr
            sys.stdout.write(answered if show is Show.ALL else end_of(answered))
            sys.stdout.flush()
        if code is not None and run.returncode != code:
            raise SystemExit(
                f"demo: expected exit {code}, got {run.returncode}: {line}\n{run.stdout}{run.stderr}"
            )
        return run.stdout or run.stderr

    def python(self, node: str, line: str) -> None:
        """What somebody does who keeps to no rule: a module of this demo, shown as it is run."""
        words = self._placed(line)
        self._typed(node, ["python", "-m", *words])
        command = [sys.executable, "-m", *words]
        subprocess.run(command, cwd=HERE.parent, env=self._environment(), check=True)

    def copy(self, source: str, target: str) -> None:
        """A folder in place of another: a backup that is made, or put back."""
        kept, placed = (Path(word) for word in self._placed(f"{source} {target}"))
        self._typed("", ["cp", "-rT", str(kept), str(placed)])
        shutil.rmtree(placed, ignore_errors=True)
        shutil.copytree(kept, placed)

    def url(self, node: str) -> str:
        """Where the node answers, at a port that was free when it was first asked for."""
        if node not in self._ports:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self._ports[node] = int(free.getsockname()[1])
        return f"http://127.0.0.1:{self._ports[node]}"

    def start(self, node: str, *, day: str = DAY, place_of: str = "", options: str = "") -> None:
        """Start `comity serve` for the node; with `place_of` at the address of another.

        It tells what it does as JSON, which the demo reads, and shows in the words it has.
        """
        self.url(place_of or node)
        port = self._ports[place_of or node]
        words = ["serve", "--port", str(port), *options.split()]
        self._typed(node, ["comity", *words], day, "&")
        told = self.home / f"{node}.log"
        stream = told.open("w", encoding="utf-8")
        command = [sys.executable, "-m", "comity.cli.main", *self._chosen(node, day), "--json", *words]
        process = subprocess.Popen(
            command, cwd=HERE.parent, env=self._environment(), stdout=stream, stderr=stream, text=True
        )
        self.running[node] = Running(process, told, stream, time.time())

    def stop(self, *nodes: str) -> None:
        """End the processes of these nodes, at once."""
        for node in nodes:
            self._console.print(Text(f"[{node}] ^C", style="bold"))
            self.running[node].process.terminate()
        for node in nodes:
            _wait(self.running.pop(node))

    def until(self, node: str, code: str, least: int = 0) -> None:
        """Wait until the node's own log tells of such an event of so many entries or more; show the line."""
        running = self.running[node]

        def found() -> Mapping[str, Any] | None:
            matching = (each for each in _events(running) if each["code"] == code)
            return next((each for each in matching if int(each["facts"].get("size", 0)) >= least), None)

        self._heard(node, self._awaited(running, found, code))

    def until_lists(self, node: str) -> None:
        """Wait until the node has taken the status list of the other one since it was started."""
        running, folder = self.running[node], self.home / node / "statuses"

        def found() -> bool:
            return any(path.stat().st_mtime >= running.since for path in folder.glob("*.cwt"))

        self._awaited(running, found, "status")

    def _awaited(self, running: Running, found: Any, what: str) -> Any:
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until and running.process.poll() is None:
            if got := found():
                return got
            time.sleep(_POLL_S)
        raise SystemExit(f"demo: waited in vain for {what}:\n{running.told.read_text(encoding='utf-8')}")

    def _heard(self, node: str, event: Mapping[str, Any]) -> None:
        mark = "✗ " if event["failed"] else ""
        line = f"[{node}] {moment(event['at'])} {mark}{event['step']}: {event['words']}"
        self._console.print(Text(line), soft_wrap=True)

    def _words(self, phrase: str, facts: Mapping[str, str]) -> str:
        return PHRASES.say(phrase, self.language, facts)

    def _placed(self, line: str) -> list[str]:
        places = {"@": str(self.home), "out:": str(self.out)}
        return [_placed(word, places) for word in line.split()]

    def _typed(self, node: str, words: Sequence[str], day: str = DAY, end: str = "") -> None:
        asked = f"[{node}] " if node else ""
        pinned = ["--at", day] if day != DAY else []
        typed = f"{asked}$ {' '.join([*words, *pinned, *filter(None, [end])])}"
        self._console.print(Text(typed.replace(f"{Path.home()}/", "~/"), style="bold"))

    def _chosen(self, node: str, day: str) -> list[str]:
        home = ["--home", str(self.home / node)] if node else []
        return [*home, "--lang", self.language, "--at", day]

    def _environment(self) -> dict[str, str]:
        # A subprocess has no terminal to ask: the width of ours is passed on.
        environment = {**os.environ, "COLUMNS": str(self._console.width), "PYTHONIOENCODING": "utf-8"}
        for name in ("COMITY_HOME", "COMITY_AT", "COMITY_LANG"):
            environment.pop(name, None)
        return environment

    def _run(self, node: str, words: Sequence[str], day: str, offline: bool) -> Ended:
        return in_a_process([*self._chosen(node, day), *words], self._environment(), offline)


def end_of(answered: str) -> str:
    """What an answer ends with: its last box, and all below it."""
    lines = answered.splitlines(keepends=True)
    return "".join(lines[max((at for at, line in enumerate(lines) if line.startswith("╭")), default=0) :])


def _placed(word: str, places: Mapping[str, str]) -> str:
    for mark, folder in places.items():
        if word.startswith(mark):
            return str(Path(folder, word.removeprefix(mark)))
    return word


def _events(running: Running) -> list[Mapping[str, Any]]:
    lines = running.told.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    read = [json.loads(line) for line in lines if line.startswith("{")]
    return [each for each in read if "code" in each]


def _wait(running: Running) -> None:
    try:
        running.process.wait(_END_S)
    except subprocess.TimeoutExpired:
        running.process.kill()
        running.process.wait()
    running.stream.close()


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
