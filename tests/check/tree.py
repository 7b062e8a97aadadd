"""Which files of the tree are ours, for the checks beside this file."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("shared", "kiosk", "web", "native", "tests", "assets", "deploy")


def name(path):
    """As people write it: from the root."""
    return path.relative_to(ROOT).as_posix()


def report(check, found):
    """Tells the findings and ends the program: with 1 where there are any."""
    for line in found:
        print(line)
    print(f"{check}: {len(found)} findings")
    sys.exit(1 if found else 0)


def files(*suffixes):
    for top in TOPS:
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in suffixes and "node_modules" not in file.parts:
                yield file
