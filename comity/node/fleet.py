"""A fleet priced from one file into a folder: parts by several processes, then two files and their ground.

Nothing stands in the folder half done: parts come whole, the files last, `run.json` after them.
"""

import fcntl
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pyarrow as pa

from comity.basis import errors
from comity.basis.errors import ComityError, InputError, StateError
from comity.node.files import make_folder, read_bytes, write_file
from comity.node.fleet_file import FleetFile, Segment, digest_of
from comity.node.fleet_join import PREMIUMS, REFUSALS, Joined, join
from comity.node.fleet_part import Part, Pricer, Say, Work, make_part

RUN, PARTS = "run.json", "parts"
_OURS = {RUN, PARTS, PREMIUMS, REFUSALS}
Told = Callable[[int, int], None]  # rows done, and bytes of the segments finished


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be priced, and how: each process makes its own pricer, so `make` and `say` must be picklable.

    `say` finds words for a fault; `about` is what the answer rests on beside the file.
    """

    file: FleetFile
    make: Callable[[], Pricer]
    say: Say
    about: Mapping[str, Any]

    @property
    def key(self) -> str:
        """A digest of all a part rests on beside its own bytes."""
        told = json.dumps([self.file.digest, self.about], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def run(job: Job, folder: Path, workers: int, told: Told) -> tuple[dict[str, Any], bool]:
    """What `run.json` says, and whether the folder held this answer already.

    StateError for a folder that holds another answer, or is being written to by another run.
    """
    _refuse_foreign(folder)
    segments = job.file.segments()
    if (folder / RUN).exists():
        return _earlier(job, folder, segments), True
    make_folder(folder / PARTS)
    with _locked(folder):
        if workers == 1 or len(segments) == 1:
            parts = _by_one(job, folder / PARTS, segments, told)
        else:
            parts = _by_workers(job, folder / PARTS, segments, workers, told)
        joined = join(folder / PARTS, parts, _metadata(job), job.say)
        answer = _answer(job, parts, joined)
        for name in (PREMIUMS, REFUSALS):
            os.replace(folder / PARTS / name, folder / name)
        write_file(folder / RUN, json.dumps(answer, ensure_ascii=False, indent=2).encode() + b"\n")
        shutil.rmtree(folder / PARTS)
    return answer, False


def input_digest(file: FleetFile, digests: Sequence[str]) -> str:
    """SHA-256 of the digest of the header and those of the segments, in order, as bytes."""
    return hashlib.sha256(bytes.fromhex("".join([file.digest, *digests]))).hexdigest()


def _answer(job: Job, parts: Sequence[Part], joined: Joined) -> dict[str, Any]:
    rows, blank = sum(part.rows for part in parts), sum(part.blank for part in parts)
    digest = input_digest(job.file, [part.digest for part in parts])
    return {
        "format": 1,
        **job.about,
        "input": {"file": job.file.path.name, "bytes": job.file.size, "digest": digest},
        "counts": {
            "rows": rows - blank,
            "priced": joined.priced,
            "refused": rows - blank - joined.priced,
            "blank": blank,
        },
        "reasons": dict(joined.reasons),
        "sum": {"minor": joined.total, "currency": job.about["currency"]},
        "spot": {"rows": sum(part.spot for part in parts), "unlike": 0},
        "doubts": sorted({rule for part in parts for rule in part.doubts}),
        "key": job.key,
    }


def _metadata(job: Job) -> dict[str, str]:
    return {name: str(value) for name, value in job.about.items() if isinstance(value, str)}


def _earlier(job: Job, folder: Path, segments: Sequence[Segment]) -> dict[str, Any]:
    """What the folder says of this very answer; StateError where it holds another."""
    try:
        told = json.loads(read_bytes(folder / RUN))
    except (ValueError, RecursionError):
        told = None
    told = told if isinstance(told, dict) else {}
    if told.get("key") == job.key:
        digest = input_digest(job.file, [digest_of(job.file, segment) for segment in segments])
        if told["input"]["digest"] == digest:
            shutil.rmtree(folder / PARTS, ignore_errors=True)
            return told
    raise StateError("fleet.other_result", path=str(folder))


def _refuse_foreign(folder: Path) -> None:
    try:
        there = {path.name for path in folder.iterdir()} if folder.exists() else set()
    except OSError as fault:
        raise InputError("files.not_writable", path=str(folder), reason=type(fault).__name__) from fault
    if there - _OURS or (there & {PREMIUMS, REFUSALS} and not there & {RUN, PARTS}):
        raise StateError("fleet.folder_in_use", path=str(folder), value=min(there - _OURS or there))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / PARTS / "lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise StateError("fleet.busy", path=str(folder)) from fault
        yield


def _by_one(job: Job, folder: Path, segments: Sequence[Segment], told: Told) -> list[Part]:
    """The parts, made in this process."""
    parts = []
    with closing(job.make()) as price:
        for segment in segments:
            work = Work(folder, job.file, segment, job.key)
            parts.append(make_part(work, price, job.say, lambda rows: told(rows, 0)))
            told(0, segment.end - segment.start)
    return parts


def _by_workers(job: Job, folder: Path, segments: Sequence[Segment], workers: int, told: Told) -> list[Part]:
    """The parts, made by processes of their own: each asks for the next segment when it is done with one."""
    waiting = list(reversed(segments))
    parts: list[Part] = []
    processes: dict[Connection, Any] = {}
    try:
        for _ in range(min(workers, len(segments))):
            connection, process = _start(job, folder)
            processes[connection] = process
            connection.send(waiting.pop())
        while len(parts) < len(segments):
            for ready in wait(list(processes)):
                if not isinstance(ready, Connection):
                    continue
                rows, part = _heard(ready)
                if part is None:
                    told(rows, 0)
                    continue
                parts.append(part)
                told(0, segments[part.number].end - segments[part.number].start)
                if waiting:
                    ready.send(waiting.pop())
    finally:
        for connection, process in processes.items():
            connection.close()  # ends a worker that waits for work
            process.join(0.5)
            process.kill()
            process.join()
    return sorted(parts, key=lambda part: part.number)


def _start(job: Job, folder: Path) -> tuple[Connection, Any]:
    # Spawned, not forked: a fork of a process with threads (Arrow's, NumPy's) may hang.
    spawn = multiprocessing.get_context("spawn")
    own, other = spawn.Pipe()
    process = spawn.Process(target=_work, args=(other, job, folder), daemon=True)
    process.start()
    other.close()
    return own, process


def _heard(connection: Connection) -> tuple[int, Part | None]:
    try:
        kind, told = connection.recv()
    except (EOFError, OSError) as fault:
        raise StateError("fleet.worker_died", path=PARTS) from fault
    if kind == "fault":
        name, code, facts = told
        raise getattr(errors, name)(code, **facts)
    if kind == "bug":
        raise RuntimeError(told)
    return (told, None) if kind == "rows" else (0, told)


def _work(connection: Connection, job: Job, folder: Path) -> None:
    """Make the parts that are asked for, until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run itself is interrupted, and ends its workers
    pa.set_cpu_count(1)
    try:
        with closing(job.make()) as price:
            while True:
                work = Work(folder, job.file, connection.recv(), job.key)
                part = make_part(work, price, job.say, lambda rows: connection.send(("rows", rows)))
                connection.send(("part", part))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the run is over, or was killed
    except ComityError as fault:
        connection.send(("fault", (type(fault).__name__, fault.code, dict(fault.facts))))
    except Exception:  # noqa: BLE001 - a bug is told in the process that prints
        connection.send(("bug", traceback.format_exc()))
