#!/usr/bin/env python3
"""Fuzzes every decoder for a while, two at once: run.py SECONDS [TARGET…]

SECONDS is for all together. What libFuzzer learns is kept in build/fuzz/corpus/<target>, the seeds are in
tests/fuzz/corpus/<target>. Ends with a table; exit code 1 where an input broke something, which is then
in build/fuzz/found/<target>-…: mend it, and put it into the seeds.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/fuzz"
SEEDS = ROOT / "tests/fuzz/corpus"
AT_ONCE = 2
MEMORY_MB = 2048
LONGEST_BYTES = 65_536
SLOWEST_SECONDS = 10  # for one input


def targets():
    return sorted(path.name.removesuffix("_fuzz.cpp") for path in ROOT.glob("tests/fuzz/*_fuzz.cpp"))


def fuzz(target, seconds):
    """(target, exit code, inputs tried, features covered, the end of what was printed)"""
    corpus = BUILD / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    (BUILD / "found").mkdir(exist_ok=True)
    done = subprocess.run(
        [BUILD / "xf_fuzz", f"-max_total_time={seconds}", f"-max_len={LONGEST_BYTES}",
         f"-timeout={SLOWEST_SECONDS}", f"-rss_limit_mb={MEMORY_MB}", "-print_final_stats=1",
         f"-artifact_prefix={BUILD / 'found' / target}-", corpus, SEEDS / target],
        env=os.environ | {"XF_FUZZ_TARGET": target}, stderr=subprocess.PIPE, text=True,
        errors="replace", check=False)
    tried = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    covered = re.findall(r"ft: (\d+)", done.stderr)
    return (target, done.returncode, int(tried[1]) if tried else 0,
            int(covered[-1]) if covered else 0, done.stderr[-3000:])


def main():
    seconds, chosen = int(sys.argv[1]), sys.argv[2:] or targets()
    each = max(1, seconds * AT_ONCE // len(chosen))
    broken = 0
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for target, code, tried, covered, end in pool.map(lambda t: fuzz(t, each), chosen):
            print(f"fuzz: {target:12} {tried:10} inputs {covered:6} features  "
                  f"{'ok' if code == 0 else 'BROKEN'}", flush=True)
            if code != 0 or tried == 0:
                broken += 1
                print(end)
    print(f"fuzz: {len(chosen)} targets, {each} s each, {broken} broken")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
