"""Keeps `os.fork` away from the middle of a call into the library.

Threads other than the one that forks are gone in the child. Had one of them been inside the library, its locks would stay
locked there for ever. So a fork waits until no call is running, and calls wait while there is a fork.
"""

from __future__ import annotations

import os
import threading
from types import TracebackType
from typing import Optional, Type

__all__ = ["ForkGate", "gate"]


class ForkGate:
    """Counts the threads that are in a call; `with gate:` around each of them.

    A thread that is in already may go in again, since a garbage collection may release a moderator at any moment.
    """

    # Calls take milliseconds, and the compilation of a rulebook some seconds.
    PATIENCE = 60.0

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.RLock())
        self._own = _Depth()
        self._inside = 0
        # How many threads want to fork: meanwhile nobody goes in, or they would wait for ever.
        self._forking = 0
        self._unusable = False

    def __enter__(self) -> None:
        if self._own.depth == 0:
            with self._changed:
                if self._unusable:
                    raise RuntimeError(
                        "this process was forked while another thread was using sito, which cannot be used here; "
                        "start processes by 'spawn' (multiprocessing.set_start_method), or before using threads"
                    )
                while self._forking:
                    self._changed.wait()
                self._inside += 1
        self._own.depth += 1

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self._own.depth -= 1
        if self._own.depth == 0:
            with self._changed:
                self._inside -= 1
                if self._forking and self._inside == 0:
                    self._changed.notify_all()

    def before_fork(self) -> None:
        """Waits until nobody is inside, and lets nobody in."""
        self._changed.acquire()
        self._forking += 1
        self._own.depth += 1
        self._changed.wait_for(lambda: self._inside == 0, timeout=self.PATIENCE)

    def after_in_parent(self) -> None:
        """Lets the others in again."""
        self._own.depth -= 1
        self._forking -= 1
        self._changed.notify_all()
        self._changed.release()

    def after_in_child(self) -> None:
        """This thread is alone now."""
        self._own.depth -= 1
        # A lock that other threads were waiting for is not to be trusted here.
        self._changed = threading.Condition(threading.RLock())
        self._unusable = self._unusable or self._inside > 0
        self._inside = self._forking = 0


class _Depth(threading.local):
    """How many times a thread is inside."""

    depth = 0


gate = ForkGate()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=gate.before_fork, after_in_parent=gate.after_in_parent, after_in_child=gate.after_in_child
    )
