"""Asks an implementation every vector: `python -m tests.vectors.run COMMAND...`, from the project's root.

The command is started once. It reads one JSON object a line and writes one JSON object a line; README.md in
this folder says what is in them. Exit code 0 when each answer is the expected one, 1 when one differs, 2 when
the command did not answer each question. `--only TEXT` asks the vectors with the text in their names.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LIMIT_SECONDS = 600

_ANSWERS = frozenset({"about", "answer", "step", "code", "disclosed"})


def vectors(only: str = "") -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each vector: its name, the question and the answer expected."""
    for path in sorted(HERE.rglob("*.json")):
        name = path.relative_to(HERE).with_suffix("").as_posix()
        if only not in name:
            continue
        told = json.loads(path.read_text())
        if "ask" in told:
            yield name, {"ask": told["ask"], **told["given"]}, told["expect"]
        else:
            given = {key: value for key, value in told.items() if key not in _ANSWERS}
            shown = {"disclosed": told["disclosed"]} if told.get("disclosed") else {}
            expect = {"answer": told["answer"], "step": told["step"], **shown}
            yield name, {"ask": "credential", **given}, expect


def differing(command: Sequence[str], only: str = "") -> tuple[int, list[str]]:
    """How many vectors were asked, and a line for each answer that is not the expected one."""
    asked = list(vectors(only))
    questions = "".join(json.dumps(question) + "\n" for _, question, _ in asked)
    done = subprocess.run(
        command, input=questions, stdout=subprocess.PIPE, text=True, timeout=LIMIT_SECONDS, check=False
    )
    answers = done.stdout.splitlines()
    if done.returncode or len(answers) != len(asked):
        raise ValueError(f"{len(answers)} answers to {len(asked)} questions, exit code {done.returncode}")
    lines = []
    for (name, _, expected), text in zip(asked, answers, strict=True):
        if json.loads(text) != expected:
            lines.append(f"{name}: expected {json.dumps(expected)[:200]}, answered {text[:200]}")
    return len(asked), lines


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code, once the answers that differ are written."""
    parser = argparse.ArgumentParser(prog="python -m tests.vectors.run", description="Ask every vector.")
    parser.add_argument("--only", default="", metavar="TEXT", help="only vectors with this in their names")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the implementation, with its arguments")
    given = parser.parse_args(arguments)
    if not given.command:
        parser.error("which command?")
    try:
        count, lines = differing(given.command, given.only)
    except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
        sys.stdout.write(f"no complete answer: {fault}\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.write(f"{count} vectors, {len(lines)} answered otherwise\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
