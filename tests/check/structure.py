#!/usr/bin/env python3
"""The rules of ARCHITECTURE.md that a compiler does not enforce.

Each rule names what it found, and the tree is refused if anything was. `structure.py --self-test`
proves that every rule can fail.
"""

import re
import sys

from tree import files, name, report

SOURCES = (".cpp", ".hpp", ".js", ".mjs", ".py")
FEATURES = {"devices", "people", "points", "privacy", "shop", "requests"}
# What a folder of shared/ may include besides itself. Features may know each other's events, which
# are the language they share, and nothing else of each other.
LAYERS = {
    "base": set(),
    "ports": {"base"},
    "tlog": {"base"},
    "store": {"base", "ports"},
    "blobs": {"base", "ports", "store"},
    "sync": {"base", "ports", "store", "blobs"},
    "rescue": {"base", "ports", "store", "sync"},
    "disclosure": {"base", "ports", "store", "tlog", "blobs"},
    "app": None,  # all of shared
    **{feature: {"base", "ports", "store", "blobs"} for feature in FEATURES},
}
PLATFORM = re.compile(
    r"__EMSCRIPTEN__|_WIN32|__linux__|__unix__|emscripten\.h|\bSDL|<thread>|<mutex>|std::thread|"
    r"sleep_for|usleep|system_clock|steady_clock|\btime\(nullptr\)|random_device|\brand\(|<fstream>|"
    r"<unistd\.h>|fopen"
)
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)
MAX_LINES = 400


def shared_include_allowed(layer, included):
    other = included.split("/")[1]
    allowed = LAYERS[layer]
    if allowed is None or other == layer or other in allowed:
        return True
    return layer in FEATURES and other in FEATURES and included.endswith("/events.hpp")


def check_shared(path, text):
    layer = path.split("/")[1]
    if layer not in LAYERS:
        yield f"{path}: a folder that LAYERS in this script does not know"
        return
    for word in sorted(set(PLATFORM.findall(text))):
        yield f"{path}: platform word in the core: {word}"
    if "imgui" in text:
        yield f"{path}: the core knows no interface library"
    for included in INCLUDE.findall(text):
        if not included.startswith("shared/"):
            yield f"{path}: includes {included}"
        elif not shared_include_allowed(layer, included):
            yield f"{path}: {layer} must not include {included}"


def check_kiosk(path, text):
    for word in sorted(set(PLATFORM.findall(text))):
        yield f"{path}: platform word in the interface: {word}"
    for included in INCLUDE.findall(text):
        ok = included.startswith(("kiosk/", "shared/app/", "shared/base/", "im", "texts.gen"))
        if not ok:
            yield f"{path}: the interface must not include {included}"


def findings(path, text):
    lines = text.count("\n")
    if lines > MAX_LINES:
        yield f"{path}: {lines} lines, more than {MAX_LINES}"
    if path.endswith(".hpp") and not text.startswith("// "):
        yield f"{path}: a header begins with what it is for"
    if path.startswith("shared/") and path.endswith((".cpp", ".hpp")):
        yield from check_shared(path, text)
    if path.startswith("kiosk/") and path.endswith((".cpp", ".hpp")):
        yield from check_kiosk(path, text)


def self_test():
    bad = {
        "shared/store/x.cpp": '#include "shared/points/events.hpp"\n',
        "shared/points/x.cpp": '#include "shared/people/feature.hpp"\n',
        "shared/base/x.cpp": "std::thread t;\n",
        "shared/base/y.cpp": '#include "kiosk/host.hpp"\n',
        "shared/novel/x.cpp": "\n",
        "kiosk/x.cpp": '#include "shared/store/sqlite.hpp"\n',
        "web/x.cpp": "\n" * (MAX_LINES + 1),
        "web/x.hpp": "#pragma once\n",
    }
    escaped = [path for path, text in bad.items() if not list(findings(path, text))]
    good = list(findings("shared/points/y.cpp", '#include "shared/devices/events.hpp"\n'))
    if escaped or good:
        sys.exit(f"self-test: not caught: {escaped}; wrongly caught: {good}")
    print(f"structure: all {len(bad)} rules can fail")


def main():
    if "--self-test" in sys.argv:
        return self_test()
    found = []
    for file in files(*SOURCES):
        found += findings(name(file), file.read_text("utf-8"))
    report("structure", found)


if __name__ == "__main__":
    main()
