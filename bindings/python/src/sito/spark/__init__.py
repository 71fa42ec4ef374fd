"""Judges archives on many machines: the same engine in every executor of Spark. docs/spark.md tells more.

    from sito.spark import rescan

    rescan(spark.read.parquet("comments"), text_column="text", id_column="id").write.parquet("verdicts")
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Optional, Sequence

from pyspark import SparkFiles
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as sql
from pyspark.sql.types import ArrayType, BooleanType, StringType, StructField, StructType

from .. import Moderator, version
from .._ruleset import Path
from ._judging import FAULT, ID, TEXT, PartitionJudge, Pin

__all__ = ["rescan"]


def rescan(
    comments: DataFrame,
    *,
    text_column: str,
    id_column: Optional[str] = None,
    keep: Sequence[str] = (),
    fault_column: Optional[str] = None,
    policy: Optional[str] = None,
    policy_file: Optional[Path] = None,
    rules: Optional[Path] = None,
) -> DataFrame:
    """The verdicts on comments, a row for each of them, in no order.

    The columns are `id`; those that are kept; `labels`, `certain` and `actions` (lists of names); `review`; `verdict`, as
    `sito classify --format jsonl` writes it; `error`, why a comment was not judged; and, the same in every row, `policy`,
    `ruleset` and `sito_version`. Every executor checks that these are its own.

    Args:
        comments: a row for each comment.
        text_column: the column of the texts, of type string.
        id_column: the column that names the comments; unless told, they get numbers that are unique.
        keep: more columns to take along, such as the author and the date.
        fault_column: tells of rows that could not be read why not: a code for the column `error`.
        policy, policy_file, rules: as for `sito.Moderator`. Files are those of the driver, and are sent along.

    Raises:
        ValueError: if there are no such columns, or they cannot be used.
        sito.SitoError: if the rules or the policy cannot be used.
    """
    fields = {field.name: field for field in comments.schema.fields}
    for column in (text_column, *([id_column] if id_column is not None else []), *keep):
        if column not in fields:
            raise ValueError(f"there is no column '{column}' among {', '.join(fields)}")
    if not isinstance(fields[text_column].dataType, StringType):
        raise ValueError(f"column '{text_column}' holds {fields[text_column].dataType.simpleString()}, and not texts")
    number = sql.monotonically_increasing_id()
    chosen = comments.select(
        (number if id_column is None else _column(id_column)).alias(ID),
        _column(text_column).alias(TEXT),
        (sql.lit(None).cast("string") if fault_column is None else _column(fault_column)).alias(FAULT),
        *map(_column, keep),
    )
    schema = StructType([chosen.schema[ID], *(fields[name] for name in keep), *_VERDICT])
    taken = [name for name in schema.names if schema.names.count(name) > 1 or name in (TEXT, FAULT)]
    if taken:
        raise ValueError(f"column '{taken[0]}' cannot be kept: rename it, since verdicts have one of that name")
    pin = _pin(comments, policy, policy_file, rules)
    return chosen.mapInArrow(PartitionJudge(pin, tuple(keep)), schema)


_VERDICT = [
    *(StructField(name, ArrayType(StringType())) for name in ("labels", "certain", "actions")),
    StructField("review", BooleanType()),
    *(StructField(name, StringType()) for name in ("verdict", "error", "policy", "ruleset", "sito_version")),
]


def _column(name: str) -> Column:
    """A column by its very name: dots in it do not lead into it."""
    return sql.col("`" + name.replace("`", "``") + "`")


def _pin(comments: DataFrame, policy: Optional[str], policy_file: Optional[Path], rules: Optional[Path]) -> Pin:
    """Makes the ruleset here, so that what is wrong with it is told at once, and sends its files along."""
    with Moderator(policy, policy_file=policy_file, rules=rules) as moderator:
        ruleset, in_force = moderator.ruleset, moderator.policy
    context = comments.sparkSession.sparkContext
    for path in (policy_file, rules):
        if path is not None:
            context.addFile(os.path.abspath(path), recursive=os.path.isdir(path))
    names = policy, _name(policy_file), _name(rules)
    if policy_file is not None:
        ruleset = _ruleset_in(SparkFiles.getRootDirectory(), *names)
    return Pin(*names, ruleset, in_force, version)


def _name(path: Optional[Path]) -> Optional[str]:
    return None if path is None else os.path.basename(os.path.abspath(path))


def _ruleset_in(folder: str, *names: Optional[str]) -> str:
    """The id of the ruleset that executors will make of the files. In a process of its own, see `moderator_in`."""
    program = f"from sito.spark._judging import moderator_in; print(moderator_in({folder!r}, *{names!r}).ruleset)"
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path)
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode().strip()
