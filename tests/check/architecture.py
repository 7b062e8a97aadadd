#!/usr/bin/env python3
"""That the pages about the tree tell of the tree as it is.

Every path that a page names in backticks or as the target of a link exists, and every folder with
sources is in the code map of ARCHITECTURE.md: a folder of its own as `shared/store`, those below a row
that names their parent, as `kiosk/`, by their names in backticks in that row. `architecture.py
--self-test` proves that each rule can fail.
"""

import posixpath
import re
import sys
import tempfile
from pathlib import Path

from tree import ROOT, TOPS, report

PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README*.md", "docs/*.md")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
ROW = re.compile(r"^\| (`[^|]+) \| ([^|]*) \|", re.M)
FOLDER = re.compile(r"`(\w+)`")
PATH = re.compile(rf"(?:{'|'.join((*TOPS, 'docs', '.ci'))})/[\w./*<>-]*")
SOURCES = {".cpp", ".hpp", ".c", ".h", ".js", ".mjs", ".py", ".go", ".cmake"}
# A file's name alone is enough where the folder was just spoken of. (JSON and such may be a hub's.)
NAME = re.compile(rf"[\w.-]+(?:{'|'.join(map(re.escape, sorted(SOURCES)))}|\.def|\.md)")
NOT_OURS = ("node_modules", "__pycache__")


def tree_of(root):
    """Every path of ours, as a page may name it; not what was built or installed beside them."""
    tops = [root / top for top in (*TOPS, "docs", ".ci")]
    below = [path for top in tops for path in top.rglob("*")]
    paths = [path for path in (*root.iterdir(), *below) if not set(path.parts) & set(NOT_OURS)]
    return {path.relative_to(root).as_posix() for path in paths}


def exists(named, paths):
    """`<area>` and `*` stand for any name; at least one has to be there."""
    pattern = re.sub(r"\\\*|<\w+>", r"[^/]+", re.escape(named.rstrip("/")))
    return any(re.fullmatch(pattern, path) for path in paths)


def named_in(page, text):
    """What a page names: paths from the root, and names of files."""
    for target in LINK.findall(text):
        if not re.match(r"[a-z]+:|#", target):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page), target.split("#")[0]))
    blocks = " ".join(FENCE.findall(text))
    for word in " ".join((blocks, *CODE.findall(FENCE.sub("", text)))).split():
        word = word.rstrip(".,;:")
        if PATH.fullmatch(word) or NAME.fullmatch(word):
            yield word


def missing(page, text, paths):
    names = {posixpath.basename(path) for path in paths}
    for named in dict.fromkeys(named_in(page, text)):
        if not (exists(named, paths) or named in names):
            yield f"{page}: {named} does not exist"


def source_folders(paths):
    """Folders of the code map: each top, and what is directly below it, if sources are in it."""
    sources = [path.split("/") for path in paths if posixpath.splitext(path)[1] in SOURCES]
    for top, *rest in sources:
        if top in TOPS:
            yield top
            if len(rest) > 1 and top != "assets":
                yield f"{top}/{rest[0]}"


def mapped(text):
    """The folders that the code map names."""
    for first, second in ROW.findall(text):
        for folder in CODE.findall(first):
            yield folder.rstrip("/")
            if folder.endswith("/"):
                yield from (folder + name for name in FOLDER.findall(second))


def check_map(text, paths):
    folders = set(mapped(text.partition("## Code map")[2].partition("\n## ")[0]))
    named = folders | {folder.split("/")[0] for folder in folders}
    for folder in sorted(set(source_folders(paths)) - named):
        yield f"ARCHITECTURE.md: the code map does not name {folder}"
    for folder in sorted(folders - paths):
        yield f"ARCHITECTURE.md: the code map names {folder}, which does not exist"


def findings(root):
    paths = tree_of(root)
    for page in sorted(page for pattern in PAGES for page in root.glob(pattern)):
        name, text = page.relative_to(root).as_posix(), page.read_text("utf-8")
        yield from missing(name, text, paths)
        if name == "ARCHITECTURE.md":
            yield from check_map(text, paths)


GOOD = {
    "ARCHITECTURE.md": "`log.hpp`, `shared/<area>/log.hpp`, [a](docs/a.md#x), `web/page/x.js -v`\n"
    "## Code map\n| `shared/base` `shared/log` | x |\n| `web/` | the `page` | y |\n## More\n",
    "docs/a.md": "[up](../ARCHITECTURE.md), [out](https://c2sp.org), `build/asan`, `/log/<village>`\n",
    "shared/base/a.cpp": "",
    "shared/log/log.hpp": "",
    "web/page/x.js": "",
    "web/page/node_modules/y/z.js": "",
}
BAD = {
    "a path that is gone": {"docs/a.md": "`shared/base/b.cpp`"},
    "a path in a command": {"docs/a.md": "```\nshared/run fast\n```"},
    "a file by its name": {"docs/a.md": "`b.cpp`"},
    "a pattern without a match": {"docs/a.md": "`shared/<area>/b.cpp`"},
    "a link": {"docs/a.md": "[b](b.md)"},
    "a folder that is not in the map": {"shared/new/a.cpp": ""},
    "a folder that a row leaves out": {"web/new/a.js": ""},
    "a top that is not in the map": {"native/a.cpp": ""},
    "a folder of the map that is gone": {
        "ARCHITECTURE.md": GOOD["ARCHITECTURE.md"].replace("`page`", "`page` `old`")
    },
}


def found_in(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            file = Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return list(findings(Path(root)))


def self_test():
    wrongly = found_in(GOOD)
    escaped = [what for what, files in BAD.items() if len(found_in(GOOD | files)) != 1]
    if wrongly or escaped:
        sys.exit(f"self-test: not caught: {escaped}; wrongly caught: {wrongly}")
    print(f"architecture: all {len(BAD)} rules can fail")


def main():
    if "--self-test" in sys.argv:
        return self_test()
    report("architecture", list(findings(ROOT)))


if __name__ == "__main__":
    main()
