"""`python -m sito.spark rescan`; also for spark-submit."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Optional, Sequence

from pyspark.errors import PySparkException
from pyspark.sql import Column, DataFrame, Observation, SparkSession
from pyspark.sql import functions as sql

from sito import SitoError
from sito.spark import rescan
from sito.spark._reading import FORMATS, format_of, read_comments

# As those of the command, see docs/format.md.
DONE, UNREADABLE_RECORDS, WRONG_USAGE, STREAM_FAILED = 0, 2, 64, 74


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Runs the command; returns its exit code."""
    options = _parser().parse_args(arguments)
    format = options.input_format or format_of(options.input)
    if format is None:
        return _fail(f"{options.input}: parquet, jsonl or csv? say it by --input-format", WRONG_USAGE)
    session = _session(options)
    try:
        counts = Observation("sito")
        _write(_judged(session, options, format).observe(counts, *_counts()), options)
        return _summary(counts)
    except (SitoError, ValueError) as error:
        return _fail(str(error), WRONG_USAGE)
    except PySparkException as error:
        return _fail(str(error), STREAM_FAILED)
    finally:
        session.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sito.spark", description="Judges archives of comments on Spark.")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("rescan", help="judge an archive", description="Judges the comments of an archive.")
    add = command.add_argument
    add("--input", required=True, metavar="PATH", help="files to read: a path or address that Spark knows, s3a://…")
    add("--input-format", choices=FORMATS, help="unless told, as the ending of the path says")
    add("--delimiter", default=",", metavar="SIGN", help="what separates columns of CSV (default: a comma)")
    add("--text-column", default="text", metavar="NAME", help="the column or member that holds the text (default: text)")
    add("--id-column", metavar="NAME", help="the one that names the comment (default: numbers are given)")
    add("--keep", default="", metavar="NAME,…", help="more columns to take along")
    add("--policy", metavar="ID", help="the act to decide by, see 'sito policies list'")
    add("--policy-file", metavar="FILE", help="a policy of your own")
    add("--rules", metavar="DIR", help="a folder of rules to use instead of the built-in ones")
    add("--output", required=True, metavar="PATH", help="the folder to write; it must not be there yet")
    add("--output-format", choices=("parquet", "json"), default="parquet", help="(default: parquet)")
    add("--overwrite", action="store_true", help="replace the folder if it is there")
    add("--only-flagged", action="store_true", help="write only those comments in which something was found")
    add("--partitions", type=int, metavar="N", help="divide the comments anew, where the files cannot be split")
    add("--master", metavar="URL", help="the cluster (default: spark-submit's, or this machine)")
    add("--conf", action="append", default=[], metavar="KEY=VALUE", help="a setting of Spark; may be given again")
    return parser


def _session(options: argparse.Namespace) -> SparkSession:
    # On this machine the workers are this Python; Spark would take the first of the PATH. spark-submit knows by itself.
    if "PYSPARK_GATEWAY_PORT" not in os.environ and (options.master or "local").startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("sito rescan")
    if options.master:
        builder = builder.master(options.master)
    for setting in options.conf:
        key, _, value = setting.partition("=")
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _judged(session: SparkSession, options: argparse.Namespace, format: str) -> DataFrame:
    keep = [name for name in options.keep.split(",") if name]
    columns = [options.text_column, *([options.id_column] if options.id_column else []), *keep]
    comments, fault = read_comments(session, options.input, format, columns, delimiter=options.delimiter)
    if options.partitions:
        comments = comments.repartition(options.partitions)
    return rescan(
        comments,
        text_column=options.text_column,
        id_column=options.id_column,
        keep=keep,
        fault_column=fault,
        policy=options.policy,
        policy_file=options.policy_file,
        rules=options.rules,
    )


def _counts() -> list[Column]:
    return [
        sql.count(sql.lit(1)).alias("records"),
        sql.count_if(sql.array_contains("actions", "delete")).alias("delete"),
        sql.count_if(sql.col("review")).alias("review"),
        sql.count_if(sql.col("error").isNotNull()).alias("unreadable"),
    ]


def _write(verdicts: DataFrame, options: argparse.Namespace) -> None:
    if options.only_flagged:
        verdicts = verdicts.where("size(labels) > 0 OR error IS NOT NULL")
    verdicts.write.save(
        options.output, format=options.output_format, mode="overwrite" if options.overwrite else "errorifexists"
    )


def _summary(counts: Observation) -> int:
    found = counts.get
    print("Comments: {records}; to delete: {delete}; to review: {review}; not judged: {unreadable}".format(**found))
    return UNREADABLE_RECORDS if found["unreadable"] else DONE


def _fail(message: str, code: int) -> int:
    print(f"sito.spark: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
