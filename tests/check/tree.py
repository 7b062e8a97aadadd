"""Which files of the tree are ours, for the checks beside this file."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("shared", "kiosk", "web", "native", "tests", "assets", "deploy")


def name(path):
    """As people write it: from the root."""
    return path.relative_to(ROOT).as_posix()


def files(*suffixes):
    for top in TOPS:
        for file in sorted((ROOT / top).rglob("*")):
            if file.suffix in suffixes and "node_modules" not in file.parts:
                yield file
