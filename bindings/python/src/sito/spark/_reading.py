"""Reads comments out of Parquet, JSON Lines and CSV."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.types import StringType, StructField, StructType

__all__ = ["FAULT_COLUMN", "FORMATS", "format_of", "read_comments"]

FORMATS = ("parquet", "jsonl", "csv")
# Where a record that could not be read leaves why.
FAULT_COLUMN = "sito_fault"
_BROKEN = "sito_broken_record"
_ENDINGS = {"parquet": "parquet", "jsonl": "jsonl", "ndjson": "jsonl", "json": "jsonl", "csv": "csv"}


def format_of(path: str) -> Optional[str]:
    """The format that a path's ending names, also behind that of a compression."""
    found = re.search(r"\.(\w+?)(\.(gz|zst|bz2|lz4|snappy))?/?$", path)
    return _ENDINGS.get(found[1]) if found else None


def read_comments(
    session: SparkSession, path: str, format: str, columns: Sequence[str], *, delimiter: str = ","
) -> tuple[DataFrame, Optional[str]]:
    """The comments, and the column that tells why a record could not be read, if there is one.

    JSON Lines and CSV hold texts only; of JSON Lines only `columns` are read.
    """
    if format == "parquet":
        return session.read.parquet(path), None
    if format == "jsonl":
        frame = session.read.json(path, schema=_texts(columns), columnNameOfCorruptRecord=_BROKEN)
        return _with_faults(frame, "bad_json")
    # Quotes are doubled, and quoted fields may hold line breaks (RFC 4180).
    reader = session.read.options(header=True, sep=delimiter, quote='"', escape='"', multiLine=True)
    header = reader.csv(path).columns
    frame = reader.csv(path, schema=_texts(header), columnNameOfCorruptRecord=_BROKEN)
    return _with_faults(frame, "bad_columns")


def _texts(columns: Sequence[str]) -> StructType:
    return StructType([StructField(name, StringType()) for name in (*dict.fromkeys(columns), _BROKEN)])


def _with_faults(frame: DataFrame, code: str) -> tuple[DataFrame, str]:
    fault = sql.when(sql.col(_BROKEN).isNotNull(), sql.lit(code))
    return frame.withColumn(FAULT_COLUMN, fault).drop(_BROKEN), FAULT_COLUMN
