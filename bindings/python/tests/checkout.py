"""What the tests take from the checkout: its comments, and the command to compare with."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Sequence

CHECKOUT = Path(__file__).resolve().parents[3]
CORPUS = CHECKOUT / "corpus"


def command() -> str:
    """The command: the one that SITO names, or one that was built in the checkout."""
    places = [CHECKOUT / ".build/release/sito", CHECKOUT / ".build/tests/release/sito"]
    for place in [os.environ["SITO"]] if "SITO" in os.environ else map(str, places):
        if os.access(place, os.X_OK):
            return place
    raise FileNotFoundError("there is no command to compare with: run 'make build', or name it in SITO")


def run(*arguments: str, input: bytes = b"") -> bytes:
    """What the command writes."""
    done = subprocess.run([command(), *arguments], input=input, stdout=subprocess.PIPE, check=True)
    return done.stdout


def corpus_files() -> list[Path]:
    """The files of comments, JSON Lines."""
    return sorted(CORPUS.glob("*/*.jsonl"))


def comments(files: Sequence[Path] = ()) -> list[tuple[str, str]]:
    """Ids and texts of comments, of all files unless told."""
    records = (json.loads(line) for path in files or corpus_files() for line in path.read_text("utf-8").splitlines() if line)
    return [(record["id"], record["text"]) for record in records]
