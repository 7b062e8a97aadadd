#!/usr/bin/env python3
"""Screens and widgets hold no colour, size, radius or duration of their own: those are tokens.

What a number there may be: a count or an index; a share, which is multiplied with a token or divides
one; or a named constant that says which of the two it is. So this script finds
  - colours: Color{…}, rgb(…), IM_COL32, six or eight hexadecimal digits
  - a length that is added, subtracted or passed as it is: inset(r, 8), x + 3, Rect{0, 0, 40, 40}
  - a named length or duration: constexpr float kGap = 12; kFadeMs = 200
`literals.py --self-test` proves that each is found.
"""

import re
import sys

from tree import files, name, report

FOLDERS = ("kiosk/screens/", "kiosk/widgets/")
NOISE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#include[^\n]*""", re.S
)
COLOUR = re.compile(
    r"\bColor\s*(?:\w+\s*)?\{\s*\d|\brgb\s*\(|\bIM_COL32\b|\b0[xX](?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b"
)
# A number that is no factor: nothing multiplies or divides it. Up to LEAST it rounds, counts lines of
# one or halves something; above it can only be a size.
NUMBER = r"(?<![\w.])(?P<number>\d+\.\d*f?|\d+)(?![\w.])"
LENGTH = [
    # handed to what draws or measures
    re.compile(
        r"\b(?:inset|circle|ring|outline|stroke|line|shadow|text|box)\([^;()]*[,(]\s*"
        + NUMBER
        + r"\s*[,)]"
    ),
    # added to a coordinate or an extent
    re.compile(
        r"\b(?:x|y|w|h|width|height|bottom\(\)|right\(\)|pad|gap|left|top)\s*[-+]=?\s*"
        + NUMBER
        + r"\s*[,;)}]"
    ),
    # an edge of a rectangle
    re.compile(r"\bRect\s*\{[^;{}]*(?:[,{]\s*|[-+]\s*)" + NUMBER + r"\s*[,}]"),
    re.compile(r"\{\s*(?:\w+\.)?x\b[^;{}]*,\s*" + NUMBER + r"\s*[,}]"),
]
LEAST = 1.0
DURATION = re.compile(r"\b\w*(?:[mM]s|_s|Seconds|seconds)\s*=\s*\d+\.?\d*f?\s*;")
CONSTANT = re.compile(r"constexpr\s+float\s+(k\w+)\s*=\s*([\d.]+)f?\s*;")
# Named numbers that are more than a share of a token, and why they are no sizes.
NO_SIZE = {
    "kGrid": "the grid that icons are drawn on",
}
SHARE = 2.0  # a constant up to here is a share or a proportion


def without_noise(text):
    """Comments, words and includes as blanks, so that lines keep their numbers."""
    return NOISE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def literals(text):
    for found in COLOUR.finditer(text):
        yield found.start(), f"a colour: {found.group()}"
    for pattern in LENGTH:
        for found in pattern.finditer(text):
            if float(found["number"].rstrip("f")) > LEAST:
                yield found.start("number"), f"a length: {found.group().strip()}"
    for found in DURATION.finditer(text):
        yield found.start(), f"a duration: {found.group()}"
    for found in CONSTANT.finditer(text):
        if float(found[2]) > SHARE and not found[1].endswith("Em") and found[1] not in NO_SIZE:
            yield found.start(), f"a length by name: {found.group()}"


def findings(path, text):
    if not path.startswith(FOLDERS) or not path.endswith((".cpp", ".hpp")):
        return
    clean = without_noise(text)
    for at, what in literals(clean):
        yield f"{path}:{clean.count(chr(10), 0, at) + 1}: {what}"


def self_test():
    bad = [
        "Color red{255, 0, 0};",
        "draw(IM_COL32(1, 2, 3, 4));",
        "auto c = 0xB1301F;",
        "ui.paint.box(inset(r, 8), Tone::ink);",
        "ui.paint.outline(r, Tone::edge, 14, ui.m.stroke);",
        "ui.paint.text(x, y, words, 24.0f, Tone::ink);",
        "y += 12;",
        "const float left = r.x + 6.5f;",
        "place(Rect{0, 0, 40, 40});",
        "ui.label({r.x, r.y, 40, line}, word, style);",
        "constexpr float kGap = 12;",
        "constexpr int kFadeMs = 200;",
    ]
    good = [
        "const int columns = ui.m.wide() ? 4 : 3;",
        "y += ui.space(kMedium) * 1.5f;",
        "constexpr float kShare = 0.6f;  // 24 px of 40",
        'ui.text(r, "12, 13", {.max_lines = 2});',
        "const Rect half = {r.x, r.y, r.w / 2, r.h};",
        "for (int i = 0; i < 12; ++i) draw(i);",
        "constexpr float kCardWidthEm = 11.5f;",
    ]
    escaped = [text for text in bad if not list(findings("kiosk/screens/x.cpp", text))]
    wrongly = [text for text in good if list(findings("kiosk/widgets/x.cpp", text))]
    if escaped or wrongly or list(findings("kiosk/tokens/x.cpp", bad[0])):
        sys.exit(f"self-test: not caught: {escaped}; wrongly caught: {wrongly}")
    print(f"literals: all {len(bad)} kinds are found")


def main():
    if "--self-test" in sys.argv:
        return self_test()
    found = []
    for file in files(".cpp", ".hpp"):
        found += findings(name(file), file.read_text("utf-8"))
    report("literals", found)


if __name__ == "__main__":
    main()
