#!/usr/bin/env python3
"""run-integration.py [--update] [--all] FILE…: does what pages of documentation show, and compares.

A fenced block with `file=NAME` is written to that file; one whose name begins with `sito/` must be what the checkout has
there. A block of `shell-session` is run, a command for each line that begins with "$ " (a line that ends in | or \\ goes on
with the next one), and what each prints on standard output must be what stands there. A block with `needs=MODULE` is left
out where Python has no such module. All of it happens in an empty folder, in which `sito` is the checkout.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
COMMAND_TIME = 1800


@dataclass
class Block:
    """A fenced block: its lines' place in the page, its language, and what its first line says besides."""

    start: int
    lines: list[str]
    language: str
    options: dict[str, str] = field(default_factory=dict)


class Failure(Exception):
    """What the page shows is not so."""


def blocks_of(page: list[str]) -> list[Block]:
    """The fenced blocks of a page that are to be done."""
    blocks: list[Block] = []
    opened: Block | None = None
    for number, line in enumerate(page):
        if opened is None and (found := re.fullmatch(r"```([\w-]+)(.*)", line)):
            options = dict(pair.split("=", 1) for pair in found[2].split() if "=" in pair)
            opened = Block(number + 1, [], found[1], options)
        elif opened is not None and line == "```":
            if opened.language == "shell-session" or "file" in opened.options:
                blocks.append(opened)
            opened = None
        elif opened is not None:
            opened.lines.append(line)
    return blocks


def write_file(block: Block, folder: Path) -> None:
    """Writes the file, or compares it with the checkout's."""
    name, content = block.options["file"], "\n".join(block.lines) + "\n"
    path = folder / name
    if not name.startswith("sito/"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != content:
        raise Failure(f"line {block.start}: {name} in the checkout is another text")


def run_session(block: Block, folder: Path, environment: dict[str, str]) -> list[str]:
    """Runs the commands; the lines that the block should have."""
    made: list[str] = []
    lines = iter(block.lines)
    for line in lines:
        if not line.startswith("$ "):
            continue
        command = [line]
        while command[-1].endswith(("|", "\\")):
            command.append(next(lines))
        made += command
        text = "\n".join(command)[2:]
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=COMMAND_TIME,
        )
        if done.returncode != 0:
            raise Failure(f"line {block.start}: '{text}' failed with status {done.returncode}:\n{done.stderr}")
        made += done.stdout.splitlines()
    return made


def environment(folder: Path, sito: Path) -> dict[str, str]:
    """This Python, the command, and what is installed in the folder come first."""
    programs = folder / ".programs"
    programs.mkdir()
    (programs / "sito").symlink_to(sito.resolve())
    local = folder / "local"
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(programs), os.path.dirname(sys.executable), os.environ["PATH"]]),
        "PKG_CONFIG_PATH": str(local / "lib" / "pkgconfig"),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
    }


@dataclass
class Tally:
    """What came of the blocks with commands."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


def do_page(page: Path, options: argparse.Namespace, tally: Tally) -> None:
    """Does one page in a folder of its own."""
    lines = page.read_text(encoding="utf-8").split("\n")
    # By how much the lines have moved, where what commands print was put in.
    shift = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sito").symlink_to(CHECKOUT)
        settings = environment(folder, options.sito)
        for block in blocks_of(lines):
            block.start += shift
            need = block.options.get("needs")
            if need and not options.all and importlib.util.find_spec(need) is None:
                print(f"{page}:{block.start}: left out, since Python here has no {need}")
                tally.skipped += 1
                continue
            try:
                if "file" in block.options:
                    write_file(block, folder)
                    continue
                made = run_session(block, folder, settings)
            except (Failure, subprocess.TimeoutExpired) as error:
                print(f"{page}: {error}", file=sys.stderr)
                tally.failed += 1
                continue
            if options.update:
                lines[block.start : block.start + len(block.lines)] = made
                shift += len(made) - len(block.lines)
            elif made != block.lines:
                difference = difflib.unified_diff(block.lines, made, "as the page has it", "as it is", lineterm="")
                print(f"{page}: line {block.start}:", *difference, sep="\n", file=sys.stderr)
                tally.failed += 1
                continue
            tally.passed += 1
    if options.update:
        page.write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Does the pages; 0 if all of them are as they show."""
    parser = argparse.ArgumentParser(description="Does what pages of documentation show, and compares.")
    parser.add_argument("pages", type=Path, metavar="FILE", nargs="+")
    parser.add_argument("--sito", type=Path, default=CHECKOUT / ".build/release/sito", help="the command")
    parser.add_argument("--update", action="store_true", help="write what the commands print into the page")
    parser.add_argument("--all", action="store_true", help="leave out nothing: what is missing is a failure")
    options = parser.parse_args()
    tally = Tally()
    for page in options.pages:
        do_page(page, options, tally)
    print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
