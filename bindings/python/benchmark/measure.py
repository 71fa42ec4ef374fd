"""measure.py [--passes N] [FILE]: how fast Python judges, beside a loop in C that calls the same library.

All on one thread, with what is known of words from a first pass; the best of the passes counts, and the passes of all take
turns, so that a machine that is busy for a while disturbs all alike. The file holds a comment a line; unless told, those of
corpus/ are taken, several times.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Callable

import sito
from sito._library import library

CHECKOUT = Path(__file__).resolve().parents[3]


def corpus() -> list[str]:
    """The comments of corpus/, in one line each, four times."""
    files = sorted((CHECKOUT / "corpus").glob("*/*.jsonl"))
    lines = [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines() if line]
    return [" ".join(line.split()) for line in lines] * 4


def compiled(folder: Path) -> Path:
    """The loop in C, linked with the library that this package has loaded."""
    program, path = folder / "judge_lines", Path(library._name).resolve()
    # In the package the file has another name than the one by which programs look for it.
    (folder / "libsito.so.1").symlink_to(path)
    subprocess.run(
        [
            *("cc", "-O2", "-o", str(program), str(Path(__file__).with_name("judge_lines.c"))),
            *(f"-I{CHECKOUT / 'Sources/CSito'}", str(path), f"-Wl,-rpath,{folder}"),
        ],
        check=True,
    )
    return program


def ways(texts: list[str]) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    moderator = sito.Moderator()
    made: dict[str, Callable[[], object]] = {
        "classify_batch(list)": lambda: moderator.classify_batch(texts),
        "classify_batch(list, json=True)": lambda: moderator.classify_batch(texts, json=True),
        "judge, one by one": lambda: [moderator.judge(text) for text in texts],
        "classify, one by one": lambda: [moderator.classify(text) for text in texts],
    }
    try:
        import pyarrow
    except ImportError:
        return made
    array = pyarrow.array(texts)
    made["classify_batch(pyarrow.Array)"] = lambda: moderator.classify_batch(array)
    made["classify_batch(pyarrow.Array).to_arrow()"] = lambda: moderator.classify_batch(array).to_arrow()
    return made


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the package beside a loop in C.")
    parser.add_argument("file", nargs="?", type=Path, help="comments, one a line (default: those of corpus/)")
    parser.add_argument("--passes", type=int, default=7, help="how often each is measured (default: 7)")
    options = parser.parse_args()
    lines = options.file.read_text("utf-8").split("\n") if options.file else corpus()
    texts = [line for line in lines if line]
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(texts)} comments, {size / 1e6:.1f} MB, library {library._name}")
    with tempfile.TemporaryDirectory() as name:
        file, program = Path(name) / "comments.txt", compiled(Path(name))
        file.write_text("\n".join(texts) + "\n", "utf-8")
        measured = ways(texts)
        best = {way: float("inf") for way in ("C, sito_judge_batch", *measured)}
        for work in measured.values():
            work()
        for _ in range(options.passes):
            loop = subprocess.run([program, str(file), "1"], stdout=subprocess.PIPE, check=True)
            best["C, sito_judge_batch"] = min(best["C, sito_judge_batch"], float(loop.stdout))
            for way, work in measured.items():
                best[way] = min(best[way], seconds(work))
    reference = best["C, sito_judge_batch"]
    for way, took in best.items():
        print(f"{way:42} {took:8.3f} s {size / took / 1e6:7.2f} MB/s {reference / took:6.2f} of C")


if __name__ == "__main__":
    main()
