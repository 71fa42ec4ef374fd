from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator

from checkout import CHECKOUT, comments, run

import sito

try:
    import pyarrow.parquet as parquet
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession

    from sito.spark import _judging, rescan
except ImportError:
    SparkSession = None  # type: ignore[assignment,misc]

# Workers are this Python, too.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

# How many comments the archive of the first test has.
COUNT = int(os.environ.get("SITO_SPARK_COMMENTS", "200000"))


def archive() -> Iterator[dict[str, str]]:
    """Comments made of two others each: every comment of corpus/ with one after another of those behind it."""
    given = [text for _, text in comments()]
    for number in range(COUNT):
        turn, place = divmod(number, len(given))
        other = given[(place + turn) % len(given)]
        yield {"id": f"c{number}", "text": given[place] if turn == 0 else f"{given[place]} {other}"}


def write_lines(path: Path, records: Iterator[dict[str, Any]]) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def spark_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sito.spark", "rescan", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@unittest.skipIf(SparkSession is None, "pyspark, pandas and pyarrow are not installed")
class SparkTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def frame(self, *rows: tuple[Any, ...], schema: str = "id string, text string") -> DataFrame:
        session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        return session.createDataFrame(list(rows), schema)

    @classmethod
    def tearDownClass(cls) -> None:
        session = SparkSession.getActiveSession() if SparkSession is not None else None
        if session is not None:
            session.stop()

    def test_large_archive_is_judged_as_by_the_command(self) -> None:
        source, output = self.folder / "archive.jsonl", self.folder / "verdicts"
        write_lines(source, archive())
        expected = run("classify", "--input", "jsonl", "--format", "jsonl", str(source)).decode().splitlines()
        done = spark_command("--input", str(source), "--id-column", "id", "--output", str(output))
        self.assertEqual(done.returncode, 0, done.stderr)
        table = parquet.read_table(output)
        lines = dict(zip(table["id"].to_pylist(), table["verdict"].to_pylist()))
        self.assertEqual(len(lines), COUNT)
        self.assertEqual(table.num_rows, COUNT)
        self.assertEqual([lines[f"c{number}"] for number in range(COUNT)], expected)
        deleted = sum('"actions":["delete"' in line.split('"clauses"')[0] for line in expected)
        self.assertIn(f"Comments: {COUNT}; to delete: {deleted};", done.stdout)
        with sito.Moderator() as moderator:
            pinned = {"policy": moderator.policy, "ruleset": moderator.ruleset, "sito_version": sito.version}
        for column, value in pinned.items():
            self.assertEqual(set(table[column].to_pylist()), {value})

    def test_columns(self) -> None:
        judged = rescan(
            self.frame(
                (7, "Глава — идиот", 1.5), (8, None, None), (9, "Спасибо", 2.5), schema="n bigint, `a.b` string, w double"
            ),
            text_column="a.b",
            id_column="n",
            keep=["w"],
        )
        rows = sorted(judged.collect(), key=lambda row: row["id"])
        with sito.Moderator() as moderator:
            expected = [moderator.classify(text, number=n) for n, text in ((7, "Глава — идиот"), (9, "Спасибо"))]
        self.assertEqual([rows[0].verdict, rows[2].verdict], [verdict.json for verdict in expected])
        self.assertEqual((rows[0].id, rows[0].w, rows[0].labels, rows[0].review), (7, 1.5, ["insult"], False))
        self.assertEqual(rows[0].actions, ["delete", "blacklist", "no_reply"])
        self.assertEqual((rows[1].labels, rows[1].verdict, rows[1].error), (None, None, "no_text"))
        self.assertEqual((rows[2].labels, rows[2].certain, rows[2].error), ([], [], None))

    def test_numbers_where_there_are_no_ids(self) -> None:
        rows = rescan(self.frame(*(("", "да") for _ in range(20))), text_column="text").collect()
        self.assertEqual(len({row.id for row in rows}), 20)
        for row in rows:
            self.assertEqual(json.loads(row.verdict)["id"], row.id)

    def test_rules_of_ones_own(self) -> None:
        file = self.folder / "ours.yaml"
        original = CHECKOUT / "lexicons/policies/kozhevnikovo-650-2022.yaml"
        file.write_text(original.read_text("utf-8").replace("kozhevnikovo-650-2022", "ours-1-2026"), "utf-8")
        frame = self.frame(("a", "Глава — идиот"))
        rows = rescan(frame, text_column="text", id_column="id", policy_file=file, rules=CHECKOUT / "lexicons").collect()
        with sito.Moderator(policy_file=file, rules=CHECKOUT / "lexicons") as moderator:
            # A ruleset's id covers the name that the policy file was given by, which is another one on executors.
            expected = moderator.classify("Глава — идиот", id="a").json.replace(moderator.ruleset, rows[0].ruleset)
        self.assertEqual((rows[0].verdict, rows[0].policy), (expected, "ours-1-2026"))

    def test_executors_that_judge_otherwise(self) -> None:
        frame = self.frame(("a", "да"))
        judged = rescan(frame, text_column="text", id_column="id")
        pin = _judging.Pin(None, None, None, "0" * 16, "plastunovskaya-273-2023", sito.version)
        for wrong, message in (
            (pin, "the rules of this executor are .*, and the driver's are 0000000000000000"),
            (replace(pin, version="0.0.1"), f"sito {sito.version} is installed on this executor, and 0.0.1 on the driver"),
        ):
            with self.assertRaisesRegex(PySparkException, message):
                chosen = frame.selectExpr("id", "text", "cast(null as string) AS fault")
                chosen.mapInArrow(_judging.PartitionJudge(wrong, ()), judged.schema).collect()

    def test_what_cannot_be_judged(self) -> None:
        frame = self.frame(("a", "да"))
        for message, arguments in (
            ("no column 'comment' among id, text", dict(text_column="comment")),
            ("no column 'date'", dict(text_column="text", keep=["date"])),
            ("column 'id' cannot be kept", dict(text_column="text", keep=["id"])),
        ):
            with self.assertRaisesRegex(ValueError, message):
                rescan(frame, **arguments)
        with self.assertRaisesRegex(ValueError, "holds bigint, and not texts"):
            rescan(self.frame((1,), schema="text bigint"), text_column="text")
        with self.assertRaisesRegex(sito.SitoError, "nowhere-1-2000"):
            rescan(frame, text_column="text", policy="nowhere-1-2000")

    def test_json_lines_with_broken_records(self) -> None:
        source, output = self.folder / "archive.jsonl", self.folder / "verdicts"
        lines = ['{"id":"a","text":"Глава — идиот"}', '{"id":"b",', '{"id":"c"}', '{"id":"d","text":"Спасибо"}']
        source.write_text("\n".join(lines), "utf-8")
        done = spark_command(
            *("--input", str(source), "--id-column", "id", "--output", str(output), "--output-format", "json")
        )
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("Comments: 4; to delete: 1; to review: 0; not judged: 2", done.stdout)
        records = [json.loads(line) for path in output.glob("*.json") for line in path.read_text("utf-8").splitlines()]
        self.assertEqual(sorted(record["error"] for record in records if "error" in record), ["bad_json", "no_text"])
        self.assertEqual(
            {record["id"]: record["labels"] for record in records if "labels" in record}, {"a": ["insult"], "d": []}
        )

    def test_csv(self) -> None:
        source, output = self.folder / "archive.csv", self.folder / "verdicts"
        source.write_text('№;Комментарий;автор\n1;"Глава — идиот,\nвот и ""всё""";а\n2;Спасибо;б\n', "utf-8")
        arguments = ["--input", str(source), "--delimiter", ";", "--text-column", "Комментарий", "--id-column", "№"]
        arguments += ["--keep", "автор", "--only-flagged", "--output", str(output)]
        done = spark_command(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        (row,) = parquet.read_table(output).to_pylist()
        self.assertEqual((row["id"], row["автор"], row["labels"]), ("1", "а", ["insult"]))
        with sito.Moderator() as moderator:
            self.assertEqual(row["verdict"], moderator.classify('Глава — идиот,\nвот и "всё"', id="1").json)
        self.assertEqual(spark_command(*arguments).returncode, 74, "the output is there already")

    def test_parquet_through_the_command(self) -> None:
        import pyarrow as pa

        source, output = self.folder / "archive.parquet", self.folder / "verdicts"
        parquet.write_table(pa.table({"id": [1, 2], "text": ["Глава — идиот", "да"]}), source)
        done = spark_command(
            *("--input", str(source), "--id-column", "id", "--partitions", "2", "--output", str(output)),
            *("--policy", "kozhevnikovo-650-2022"),
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = sorted(parquet.read_table(output).to_pylist(), key=lambda row: row["id"])
        with sito.Moderator("kozhevnikovo-650-2022") as moderator:
            expected = [moderator.classify(text, number=n).json for n, text in ((1, "Глава — идиот"), (2, "да"))]
        self.assertEqual([row["verdict"] for row in rows], expected)

    def test_wrong_usage(self) -> None:
        output = str(self.folder / "verdicts")
        for arguments, code, message in (
            (["--input", "archive.txt"], 64, "say it by --input-format"),
            (["--input", str(self.folder / "none.jsonl")], 74, "none.jsonl"),
        ):
            done = spark_command(*arguments, "--output", output)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(message, done.stderr)


if __name__ == "__main__":
    unittest.main()
