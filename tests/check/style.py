#!/usr/bin/env python3
"""Layout and plain mistakes, as tools of others find them: style.py format | shell | javascript.

  format      every C and C++ file is as clang-format writes it; `style.py format --fix` writes it
  shell       shellcheck has nothing to say about our scripts
  javascript  every file is at least JavaScript

`style.py self-test` proves that each can fail.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import ROOT, files

FORMAT = "clang-format-14"


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def check_format(paths):
    status, said = run(FORMAT, "--dry-run", "--Werror", *paths)
    unformatted = dict.fromkeys(re.findall(r"^(.+?):\d+:\d+: error: ", said, re.M))
    if status and not unformatted:
        return [said]
    return [f"{path}: not formatted" for path in unformatted]


def check_shell(paths):
    status, said = run("shellcheck", *paths)
    return [said] if status else []


def check_javascript(paths):
    # From standard input, because by its name alone Debian's node takes a .js for no module.
    told = [
        (path, *run("node", "--check", "--input-type=module", "-", text=path.read_text("utf-8")))
        for path in paths
    ]
    return [f"{path}: {said}" for path, status, said in told if status]


def is_shell(path):
    with path.open("rb") as file:
        return re.match(rb"#!/bin/(ba)?sh\n", file.readline()) is not None


def shell_scripts():
    named = [*files(""), *(ROOT / ".ci").iterdir()]
    return [path for path in named if path.is_file() and is_shell(path)]


CHECKS = {
    "format": (check_format, lambda: list(files(".cpp", ".hpp", ".c", ".h"))),
    "shell": (check_shell, shell_scripts),
    "javascript": (check_javascript, lambda: list(files(".js", ".mjs"))),
}


def self_test():
    with tempfile.TemporaryDirectory() as scratch:
        bad = Path(scratch, "bad.cpp")
        for check, text in [
            (check_format, "int  a ;\n"),
            (check_shell, "#!/bin/sh\necho $1\n"),
            (check_javascript, "import {\n"),
        ]:
            bad.write_text(text)
            if not check([bad]):
                sys.exit(f"self-test: {check.__name__} has no eye for {text!r}")
    print(f"style: all {len(CHECKS)} checks can fail")


def main():
    if sys.argv[1] == "self-test":
        return self_test()
    check, paths = CHECKS[sys.argv[1]]
    paths = paths()
    if sys.argv[1:] == ["format", "--fix"]:
        sys.exit(subprocess.run([FORMAT, "-i", *paths]).returncode)
    found = check(paths)
    for finding in found:
        print(finding.replace(f"{ROOT}/", ""))
    print(f"{sys.argv[1]}: {len(paths)} files, {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
