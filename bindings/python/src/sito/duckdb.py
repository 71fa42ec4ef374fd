"""Verdicts as functions of DuckDB, for archives on one machine. docs/duckdb.md tells more.

    import duckdb, sito.duckdb

    connection = sito.duckdb.register(duckdb.connect())
    connection.sql("SELECT id, sito_labels(text) FROM 'comments.parquet' WHERE sito_review(text)")

`python -m sito.duckdb "SELECT …"` runs a statement and shows what comes out.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, Callable, Optional, Sequence

import duckdb
import pyarrow as pa
from duckdb.func import ARROW, SPECIAL

from . import Moderator, SitoError, arrow
from ._ruleset import Path

__all__ = ["register"]


def register(
    connection: duckdb.DuckDBPyConnection,
    *,
    policy: Optional[str] = None,
    policy_file: Optional[Path] = None,
    rules: Optional[Path] = None,
    prefix: str = "sito",
) -> duckdb.DuckDBPyConnection:
    """Adds functions of a text to a connection, which is returned:

    - `sito_labels`, `sito_certain`, `sito_actions`: lists of names;
    - `sito_review`: whether a person should look;
    - `sito_judge`: all of these, as a struct with the members `labels`, `certain`, `actions` and `review`;
    - `sito_verdict`: the verdict as JSON.

    Null gives null.

    Args:
        policy, policy_file, rules: as for `sito.Moderator`.
        prefix: the beginning of the functions' names, to have several policies beside each other.

    Raises:
        SitoError: if the rules or the policy cannot be used.
    """
    moderator = Moderator(policy, policy_file=policy_file, rules=rules)

    def flags(texts: pa.ChunkedArray) -> pa.UInt32Array:
        return arrow.flags_array(moderator.classify_batch(texts))

    def judge(texts: pa.ChunkedArray) -> pa.StructArray:
        judged = flags(texts)
        return pa.StructArray.from_arrays(
            [arrow.labels(judged), arrow.certain(judged), arrow.actions(judged), arrow.review(judged)],
            ["labels", "certain", "actions", "review"],
            mask=judged.is_null(),
        )

    def verdict(texts: pa.ChunkedArray) -> pa.ChunkedArray:
        return moderator.classify_batch(texts, json=True).to_arrow(json=True)["verdict"].cast(pa.string())

    functions: dict[str, tuple[Callable[[pa.ChunkedArray], Any], str]] = {
        "labels": (lambda texts: arrow.labels(flags(texts)), "VARCHAR[]"),
        "certain": (lambda texts: arrow.certain(flags(texts)), "VARCHAR[]"),
        "actions": (lambda texts: arrow.actions(flags(texts)), "VARCHAR[]"),
        "review": (lambda texts: arrow.review(flags(texts)), "BOOLEAN"),
        "judge": (judge, "STRUCT(labels VARCHAR[], certain VARCHAR[], actions VARCHAR[], review BOOLEAN)"),
        "verdict": (verdict, "VARCHAR"),
    }
    for name, (function, result) in functions.items():
        connection.create_function(
            f"{prefix}_{name}",
            function,
            [connection.type("VARCHAR")],
            connection.type(result),
            type=ARROW,
            null_handling=SPECIAL,
        )
    return connection


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Runs the command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m sito.duckdb", description="Runs SQL that may use sito_labels(text), sito_actions(text) …"
    )
    parser.add_argument("statement", help="the SQL, such as: SELECT id, sito_labels(text) FROM 'comments.parquet'")
    parser.add_argument("--database", default=":memory:", metavar="FILE", help="a database of DuckDB (default: none)")
    parser.add_argument("--policy", metavar="ID", help="the act to decide by, see 'sito policies list'")
    parser.add_argument("--policy-file", metavar="FILE", help="a policy of your own")
    parser.add_argument("--rules", metavar="DIR", help="a folder of rules to use instead of the built-in ones")
    options = parser.parse_args(arguments)
    try:
        connection = register(
            duckdb.connect(options.database),
            policy=options.policy,
            policy_file=options.policy_file,
            rules=options.rules,
        )
        result = connection.sql(options.statement)
        if result is not None:
            result.show()
    except (SitoError, duckdb.Error) as error:
        print(f"sito.duckdb: {error}", file=sys.stderr)
        return 64
    return 0


if __name__ == "__main__":
    sys.exit(main())
