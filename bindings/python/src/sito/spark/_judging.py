"""What an executor does: judges the record batches of a partition, by the rules that the driver has pinned."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Iterator, Optional

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import SparkFiles

from .. import Moderator, version
from .. import arrow as columns

__all__ = ["FAULT", "ID", "TEXT", "PartitionJudge", "Pin", "moderator_in"]

# The columns of what goes to the executors, before those that are kept. A fault is a record that could not be read.
ID, TEXT, FAULT = "id", "text", "fault"


@dataclass(frozen=True)
class Pin:
    """The rules that everybody is to judge by: arguments of a `Moderator`, and what it must come to.

    Files are named as `SparkContext.addFile` has them.
    """

    policy: Optional[str]
    policy_file: Optional[str]
    rules: Optional[str]
    ruleset: str
    policy_in_force: str
    version: str

    def moderator(self) -> Moderator:
        """The moderator of this process, made when it is first needed.

        Raises:
            RuntimeError: if it does not judge as the driver's would.
        """
        if self.version != version:
            raise RuntimeError(
                f"sito {version} is installed on this executor, and {self.version} on the driver; "
                "install the same wheel on all machines"
            )
        made = _moderators.get(self)
        if made is None:
            made = moderator_in(SparkFiles.getRootDirectory(), self.policy, self.policy_file, self.rules)
            if (made.ruleset, made.policy) != (self.ruleset, self.policy_in_force):
                raise RuntimeError(
                    f"the rules of this executor are {made.ruleset}, {made.policy}, and the driver's are {self.ruleset}, "
                    f"{self.policy_in_force}; install the same wheel on all machines"
                )
            _moderators[self] = made
        return made


# One for each process and ruleset: workers are used for one task after another, and it learns the words that it meets.
_moderators: dict[Pin, Moderator] = {}


def moderator_in(folder: str, policy: Optional[str], policy_file: Optional[str], rules: Optional[str]) -> Moderator:
    """A moderator by files that are named within a folder.

    The id of a ruleset covers the policy file's name as it was given, so all machines give the same. The working directory
    is the whole process's: not for one in which other threads run.
    """
    here = os.getcwd()
    os.chdir(folder)
    try:
        return Moderator(policy, policy_file=policy_file, rules=rules)
    finally:
        os.chdir(here)


@dataclass(frozen=True)
class PartitionJudge:
    """The function for `mapInArrow`: of columns id, text, fault and others it makes id, others, and the verdicts."""

    pin: Pin
    kept: tuple[str, ...]

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        moderator = self.pin.moderator()
        for batch in batches:
            yield self._judged(moderator, batch)

    def _judged(self, moderator: Moderator, batch: pa.RecordBatch) -> pa.RecordBatch:
        ids, texts = batch.column(ID), batch.column(TEXT)
        verdicts = moderator.classify_batch(texts, ids=pc.fill_null(ids.cast(pa.string()), ""), json=True)
        table = verdicts.to_arrow(json=True)
        lines = table["verdict"].cast(pa.string())
        if pa.types.is_integer(ids.type):
            # A number is a number in JSON, too.
            lines = pc.replace_substring_regex(lines, r'^\{"v":1,"id":"(-?\d+)"', r'{"v":1,"id":\1', max_replacements=1)
        made = {
            ID: ids,
            **{name: batch.column(name) for name in self.kept},
            **{name: table[name] for name in ("labels", "certain", "actions", "review")},
            "verdict": lines,
            "error": _errors(texts, table["review"], batch.column(FAULT)),
            **{name: _constant(value, len(ids)) for name, value in self._pinned()},
        }
        return pa.RecordBatch.from_arrays([_whole(column) for column in made.values()], list(made))

    def _pinned(self) -> tuple[tuple[str, str], ...]:
        return ("policy", self.pin.policy_in_force), ("ruleset", self.pin.ruleset), ("sito_version", self.pin.version)


def _errors(texts: pa.Array, judged: pa.ChunkedArray, faults: pa.Array) -> pa.Array:
    """Why a text was not judged, in the codes of docs/format.md; null where it was."""
    code = pc.if_else(pc.is_null(texts), pc.coalesce(faults, pa.scalar("no_text")), pa.scalar("too_long"))
    return pc.if_else(pc.is_null(judged), code, pa.scalar(None, pa.string()))


def _constant(value: str, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), count)


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
