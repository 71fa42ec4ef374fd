from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import unittest
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Callable

from checkout import comments

import sito
from sito._forking import gate

MODERATOR = sito.Moderator()
TEXTS = [text for _, text in comments()][:2000]


def judged() -> list[int]:
    """In a child of fork this is the parent's moderator; in one of spawn, the child's own."""
    return MODERATOR.classify_batch(TEXTS).flags.tolist()


def judged_by(moderator: sito.Moderator) -> list[int]:
    return moderator.classify_batch(TEXTS).flags.tolist()


def status_of_child(work: Callable[[], bool]) -> int:
    """Forks; the exit status of a child that does the work: 0 if it returned true, and -14 if it took a minute."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        status = 1
        try:
            status = 0 if work() else 2
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class ProcessTests(unittest.TestCase):
    def setUp(self) -> None:
        self.expected = judged()

    def test_fork_and_spawn(self) -> None:
        for method in ("fork", "spawn", "forkserver"):
            with self.subTest(method):
                with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
                    results = [pool.submit(judged).result() for _ in range(3)]
                    results.append(pool.submit(judged_by, MODERATOR).result())
                self.assertEqual(results, [self.expected] * 4)
        self.assertEqual(judged(), self.expected)

    def test_fork_while_threads_judge(self) -> None:
        stop = threading.Event()

        def keep_judging() -> None:
            while not stop.is_set():
                MODERATOR.classify_batch(TEXTS[:50], json=True)
                sito.Moderator().judge("да")

        with ThreadPoolExecutor(4) as pool:
            done = [pool.submit(keep_judging) for _ in range(4)]
            try:
                statuses = [status_of_child(lambda: judged() == self.expected) for _ in range(25)]
            finally:
                stop.set()
            for thread in done:
                thread.result()
        self.assertEqual(statuses, [0] * 25)
        self.assertEqual(judged(), self.expected)

    def test_fork_in_the_middle_of_a_call_says_so(self) -> None:
        inside, leave = threading.Event(), threading.Event()

        def stay() -> None:
            with gate:
                inside.set()
                leave.wait()

        def refused() -> bool:
            try:
                judged()
            except RuntimeError as error:
                return "forked while another thread was using sito" in str(error)
            return False

        thread = threading.Thread(target=stay)
        thread.start()
        inside.wait()
        gate.PATIENCE = 0.1
        try:
            self.assertEqual(status_of_child(refused), 0)
        finally:
            del gate.PATIENCE
            leave.set()
            thread.join()
        self.assertEqual(judged(), self.expected)


class ThreadTests(unittest.TestCase):
    def test_one_moderator_in_many_threads(self) -> None:
        expected = judged()
        with sito.Moderator() as moderator, ThreadPoolExecutor(8) as pool:
            results = list(pool.map(lambda _: judged_by(moderator), range(24)))
        self.assertEqual(results, [expected] * 24)

    def test_closed_while_others_judge(self) -> None:
        moderator = sito.Moderator()

        def work() -> str:
            try:
                while True:
                    moderator.judge("Глава — идиот")
            except ValueError as error:
                return str(error)

        with ThreadPoolExecutor(4) as pool:
            ends = [pool.submit(work) for _ in range(4)]
            moderator.close()
        self.assertEqual({end.result() for end in ends}, {"this moderator is closed"})

    def test_others_run_during_a_call(self) -> None:
        """While one thread judges a long text, another counts: it could not if the call kept Python for itself."""
        text = " ".join(TEXTS)
        counted, running = 0, True

        def judge() -> None:
            nonlocal running
            MODERATOR.judge(text)
            running = False

        thread = threading.Thread(target=judge)
        thread.start()
        while running:
            counted += 1
        thread.join()
        self.assertGreater(counted, 100)


if __name__ == "__main__":
    unittest.main()
