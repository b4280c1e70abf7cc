"""A plan ready to run over the columns of a batch, a chunk of rows at a time, on some threads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from comity.law.bits import packed
from comity.law.divide import divided
from comity.law.encode import Fitted
from comity.law.fold import fold
from comity.law.lower import unmarked
from comity.law.lowered import Lowered
from comity.law.plan import Node
from comity.law.simplify import shared, simplified
from comity.law.vector import CHUNK, Array, Program


@dataclass(frozen=True, slots=True)
class Done:
    """The answers, which rows are left to `evaluate`, and how many each column has beyond its shape."""

    values: Array
    left: Array
    beyond: Counter[str]


@dataclass(frozen=True, slots=True)
class Ready:
    """A plan and its program, in as few steps as can be found.

    `wanted` are by column the marks it is read by, `looked` the names of tables it is read through.
    """

    lowered: Lowered
    program: Program
    wanted: Mapping[str, Sequence[str]]
    looked: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, lowered: Lowered) -> "Ready":
        """Make a plan ready."""
        program = prepared([lowered.node, lowered.ok])
        wanted: dict[str, list[str]] = {}
        looked: dict[str, list[str]] = {}
        for name in program.plain:
            wanted.setdefault(unmarked(name), []).append(name[len(unmarked(name)) :])
        for key, (name, _) in program.looked.items():
            looked.setdefault(unmarked(name), []).append(key)
        return cls(lowered, program, wanted, looked)

    def run(self, fitted: Mapping[str, Fitted], rows: int, workers: int) -> Done:
        """The answers of the rows; with several workers, each takes the next chunk."""
        done = Done(np.empty(rows, np.int64), np.empty(rows, np.bool_), Counter())
        told = self.program.looked.items()
        tables = {key: fitted[unmarked(name)].through(table) for key, (name, table) in told}

        # Threads hand over between two calls of NumPy: with longer chunks they do so less often.
        size = CHUNK if workers == 1 else 2 * CHUNK

        def chunk(start: int) -> dict[str, int]:
            return self._chunk(fitted, tables, start, min(start + size, rows), done)

        starts = range(0, rows, size)
        if workers == 1:
            counts = list(map(chunk, starts))
        else:
            with ThreadPoolExecutor(workers) as pool:
                counts = list(pool.map(chunk, starts))
        for each in counts:
            done.beyond.update(each)
        return done

    def _chunk(
        self, fitted: Mapping[str, Fitted], tables: Mapping[str, Array], start: int, stop: int, done: Done
    ) -> dict[str, int]:
        given: dict[str, Array] = {}
        beyond: dict[str, Array] = {}
        for name, column in fitted.items():
            places, outside = column.places(start, stop)
            if outside is not None:
                beyond[name] = outside
            for mark in self.wanted.get(name, ()):
                given[name + mark] = column.marked(places, mark)
            for key in self.looked.get(name, ()):
                given[key] = tables[key].take(places)
        value, ok = self.program.chunk(given)
        done.values[start:stop] = value
        np.equal(ok, 0, out=done.left[start:stop])
        for outside in beyond.values():
            done.left[start:stop] |= outside
        return {name: int(np.count_nonzero(outside)) for name, outside in beyond.items()}


def prepared(roots: Sequence[Node]) -> Program:
    """The program of some roots, in as few steps as can be found."""
    return Program(packed(shared(divided(fold(simplified(roots))))))
