#!/usr/bin/env python3
"""clang-tidy over all our C++: tidy.py [BUILD_FOLDER…], after a build of each (build/asan build/web).

A source is analysed as the first folder that compiles it does. One that was clean is not analysed
again until it, a header of it, its flags, .clang-tidy or clang-tidy changes: its stamp in the cache
($XDG_CACHE_HOME/xinfeng/tidy) is named by the hash of all that. Paths below the root are hashed as
relative ones, so every checkout on a machine shares the stamps. `tidy.py --self-test` proves that
findings are told and stamps are not trusted too far.
"""

import concurrent.futures
import functools
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tree import ROOT, files, name

TIDY = "clang-tidy-14"
FINDING = re.compile(r"^(?=\S+:\d+:\d+: (?:error|warning): )", re.M)
STAMP_DAYS = 30


def stamp_folder():
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(cache) / "xinfeng/tidy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@functools.cache
def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@functools.cache
def hash_of(path, _changed):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def changed(path):
    return path.stat().st_mtime_ns


def target_flags(compiler):
    """What em++ adds to the command before it calls clang."""
    if Path(compiler).name != "em++":
        return []
    return [f"--extra-arg-before={flag}" for flag in output_of(compiler, "--cflags").split()]


class Source:
    """One line of a compilation database, and the files that went into its object."""

    def __init__(self, folder, entry, made_of):
        self.path = Path(entry["file"])
        self.command = entry["command"]
        words = shlex.split(self.command)
        self.object = Path(entry["directory"], words[words.index("-o") + 1])
        self.made_of = made_of.get(self.object, [])
        self.tidy = [TIDY, "--quiet", "-p", str(folder), *target_flags(words[0]), str(self.path)]

    def stamp(self):
        """None where the build does not know the headers of the source as it is now."""
        if not self.made_of or not all(file.exists() for file in [self.object, *self.made_of]):
            return None
        if max(map(changed, self.made_of)) > changed(self.object):
            return None
        configs = [parent / ".clang-tidy" for parent in self.path.parents]
        read = {*self.made_of, *(config for config in configs if config.exists())}
        parts = [output_of(TIDY, "--version"), self.command, *self.tidy]
        parts += sorted(f"{path} {hash_of(path, changed(path))}" for path in read)
        text = "\n".join(parts).replace(str(ROOT), "")
        return stamp_folder() / hashlib.sha256(text.encode()).hexdigest()

    def known_clean(self):
        stamp = self.stamp()
        if not stamp or not stamp.exists():
            return False
        stamp.touch()
        return True

    def analyse(self):
        """What clang-tidy finds."""
        stamp = self.stamp()
        run = subprocess.run(self.tidy, capture_output=True, text=True)
        said = run.stdout.strip() or (run.stderr if run.returncode else "")
        if stamp and not said:
            stamp.touch()
        return [block.rstrip() for block in FINDING.split(said) if block]


def objects_of(folder):
    """{object: the files it was made of}, as the build knows them."""
    found = {}
    made_of = []
    for line in output_of("ninja", "-C", str(folder), "-t", "deps").splitlines():
        if line.startswith("    "):
            made_of.append(Path(os.path.normpath(folder / line.strip())))
        elif line:
            made_of = found[folder / line.split(": #deps")[0]] = []
    return found


def sources_of(folders, wanted):
    """The wanted sources, and the names of those that no folder compiles."""
    sources = []
    for folder in folders:
        made_of = objects_of(folder)
        for entry in json.loads((folder / "compile_commands.json").read_text("utf-8")):
            if Path(entry["file"]) in wanted:
                wanted.remove(Path(entry["file"]))
                sources.append(Source(folder, entry, made_of))
    return sources, sorted(map(name, wanted))


def remove_old_stamps():
    oldest = time.time() - STAMP_DAYS * 24 * 3600
    for stamp in stamp_folder().iterdir():
        if stamp.stat().st_mtime < oldest:
            stamp.unlink(missing_ok=True)


def check(folders):
    sources, not_compiled = sources_of(folders, set(files(".cpp")))
    remove_old_stamps()
    left = [source for source in sources if not source.known_clean()]
    print(f"tidy: {len(sources)} sources, {len(left)} to analyse", flush=True)
    # A finding in a header comes once from each source that includes it.
    found = {f"{path}: no build folder compiles it: not analysed": None for path in not_compiled}
    with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for blocks in pool.map(Source.analyse, left):
            for block in blocks:
                if block not in found:
                    print(block.replace(f"{ROOT}/", ""), flush=True)
                found[block] = None
    print(f"tidy: {len(found)} findings")
    sys.exit(1 if found else 0)


def self_test():
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as scratch:
        folder = Path(scratch, "tests")  # a name that .clang-tidy asks headers for
        folder.mkdir()
        os.environ["XDG_CACHE_HOME"] = scratch
        source, header, made = folder / "x.cpp", folder / "x.hpp", folder / "x.o"
        entry = {"directory": str(folder), "file": str(source)}
        entry["command"] = f"clang++-14 -std=c++20 -o {made} -c {source}"
        (folder / "compile_commands.json").write_text(json.dumps([entry]))
        source.write_text('#include "x.hpp"\n')

        def outcome(header_text, built):
            header.write_text(header_text)
            if built:
                made.touch()
            one = Source(folder, entry, {made: [source, header]})
            return "stamped" if one.known_clean() else len(one.analyse())

        good, bad = "int good_name();\n", "int BadName();\n"
        steps = [(good, True), (good, True), (bad, True), (bad, True), (good, False), (good, True)]
        outcomes = [outcome(*step) for step in steps]
    if outcomes != [0, "stamped", 1, 1, 0, "stamped"]:
        sys.exit(f"self-test: {outcomes}")
    print("tidy: findings are told each time, clean sources are stamped")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    else:
        check([ROOT / folder for folder in sys.argv[1:] or ["build/asan", "build/web"]])
