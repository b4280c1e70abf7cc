"""A value that takes long to make, kept for some seconds between requests."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

KEPT_S = 10.0  # a witness's keys, and a signed status list, are made anew after that

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Makes the value once in so many seconds, whichever thread asks; a fault is not kept."""

    def __init__(self, make: Callable[[], Made], seconds: float = KEPT_S) -> None:
        """Nothing is made before it is asked for."""
        self._make, self._seconds = make, seconds
        self._lock, self._until = threading.Lock(), 0.0
        self._mark: object = None

    def get(self, mark: object = None) -> Made:
        """The value, made anew when it is too old, or was made under another mark."""
        with self._lock:
            if time.monotonic() >= self._until or mark != self._mark:
                self._value = self._make()
                self._until, self._mark = time.monotonic() + self._seconds, mark
            return self._value
