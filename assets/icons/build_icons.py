#!/usr/bin/python3
"""Turns the drawings of this folder into tables of points: icons.gen.hpp and icons.gen.cpp.

A drawing is an SVG on a 24 × 24 grid with <path> (M L H V C S Q A Z) and <circle> elements:
strokes of one width, class="tint" for the pale area behind, class="solid" for a filled dot.
Curves become points here, so that the program only draws polylines.
"""

import argparse
import math
import pathlib
import re
import xml.etree.ElementTree

STEPS = 8  # points of a curve: smooth at 100 px
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d*|\.\d+|\d+)")


def cubic(p0, p1, p2, p3):
    for i in range(1, STEPS + 1):
        t = i / STEPS
        s = 1 - t
        yield tuple(s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d
                    for a, b, c, d in zip(p0, p1, p2, p3))


def arc(p0, rx, ry, rotation, large, sweep, p1):
    """The points of an elliptical arc; SVG 1.1 implementation notes, F.6.5."""
    if rx == 0 or ry == 0 or rotation != 0:
        raise ValueError("arcs need radii and no rotation")
    dx, dy = (p0[0] - p1[0]) / 2, (p0[1] - p1[1]) / 2
    grow = math.sqrt(max(1.0, (dx / rx) ** 2 + (dy / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = max(0.0, (rx * ry) ** 2 - (rx * dy) ** 2 - (ry * dx) ** 2)
    k = math.sqrt(rest / ((rx * dy) ** 2 + (ry * dx) ** 2)) * (1 if large != sweep else -1)
    cx, cy = k * rx * dy / ry, -k * ry * dx / rx
    start = math.atan2((dy - cy) / ry, (dx - cx) / rx)
    end = math.atan2((-dy - cy) / ry, (-dx - cx) / rx)
    turn = end - start
    if sweep and turn < 0:
        turn += 2 * math.pi
    if not sweep and turn > 0:
        turn -= 2 * math.pi
    mx, my = (p0[0] + p1[0]) / 2 + cx, (p0[1] + p1[1]) / 2 + cy
    steps = max(2, math.ceil(abs(turn) / (math.pi / 2) * 5))
    for i in range(1, steps + 1):
        angle = start + turn * i / steps
        yield (mx + rx * math.cos(angle), my + ry * math.sin(angle))


def tokens_of(d):
    """(command, relative, arguments); numbers after M continue as L. Arc flags stand apart."""
    tokens = TOKEN.findall(d)
    i, command = 0, ""
    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
        count = ARGUMENTS[command.upper()]
        yield command.upper(), command.islower(), [float(t) for t in tokens[i:i + count]]
        i += count
        if command in "Mm":
            command = "L" if command == "M" else "l"


def polylines(d):
    """[(points, closed)] of a path."""
    lines, points = [], []
    x = y = 0.0
    control = None
    for command, relative, n in tokens_of(d):
        ox, oy = (x, y) if relative else (0.0, 0.0)
        pairs = [(n[i] + ox, n[i + 1] + oy) for i in range(0, len(n) - 1, 2)]
        last_control, control = control, None
        if command == "M":
            if len(points) > 1:
                lines.append((points, False))
            points = [pairs[0]]
        elif command == "L":
            points.append(pairs[0])
        elif command == "H":
            points.append((n[0] + ox, y))
        elif command == "V":
            points.append((x, n[0] + oy))
        elif command in "CS":
            if command == "S":
                mirror = (2 * x - last_control[0], 2 * y - last_control[1]) if last_control else (x, y)
                pairs = [mirror] + pairs
            points.extend(cubic((x, y), *pairs))
            control = pairs[1]
        elif command == "Q":
            (qx, qy), end = pairs
            points.extend(cubic((x, y), (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y)),
                                (end[0] + 2 / 3 * (qx - end[0]), end[1] + 2 / 3 * (qy - end[1])), end))
        elif command == "A":
            end = (n[5] + ox, n[6] + oy)
            points.extend(arc((x, y), n[0], n[1], n[2], n[3] != 0, n[4] != 0, end))
        elif command == "Z":
            lines.append((points, True))
            points = [points[0]]
        x, y = points[-1]
    if len(points) > 1:
        lines.append((points, False))
    return lines


def circle(element):
    cx, cy, r = (float(element.get(name)) for name in ("cx", "cy", "r"))
    count = 32 if r > 3 else 16
    turns = [2 * math.pi * i / count for i in range(count)]
    return [([(cx + r * math.cos(t), cy + r * math.sin(t)) for t in turns], True)]


def tidy(points, closed):
    """Without neighbours that fall together: they would make spikes in a stroke."""
    kept = []
    for p in points:
        if not kept or math.dist(p, kept[-1]) > 0.02:
            kept.append(p)
    if closed and len(kept) > 1 and math.dist(kept[0], kept[-1]) <= 0.02:
        kept.pop()
    return kept


def shapes(file):
    """[(kind, points)] of one drawing; kind is tint, solid, open or closed."""
    found = []
    for element in xml.etree.ElementTree.parse(file).getroot():
        tag = element.tag.rpartition("}")[2]
        lines = circle(element) if tag == "circle" else polylines(element.get("d"))
        for points, closed in lines:
            filled = element.get("class")
            kind = filled or ("closed" if closed else "open")
            found.append((kind, tidy(points, closed or filled)))
    return found


def steps(line):
    """Each point as its way from the one before, in hundredths of the grid's unit: what is drawn alike
    then reads alike wherever it stands, and half as much is left of it when the program is packed."""
    last = (0, 0)
    for x, y in line:
        point = (round(x * 100), round(y * 100))
        yield (point[0] - last[0], point[1] - last[1])
        last = point


def write_if_changed(file, text):
    """An untouched file recompiles nothing."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("drawings", type=pathlib.Path, nargs="+")
    arguments = parser.parse_args()
    files = sorted(arguments.drawings, key=lambda file: file.stem)

    points, rows, icons = [], [], []
    for file in files:
        first = len(rows)
        for kind, line in shapes(file):
            rows.append(f"    {{IconShape::Kind::{kind}, {len(points)}, {len(line)}}},")
            points.extend(steps(line))
        icons.append(f"    {{{first}, {len(rows) - first}}},  // {file.stem}")

    arguments.out.mkdir(parents=True, exist_ok=True)
    names = "".join(f"    {file.stem},\n" for file in files)
    write_if_changed(arguments.out / "icons.gen.hpp",
        "// Made by assets/icons/build_icons.py.\n#pragma once\n\n#include <cstdint>\n\n"
        "namespace xf::kiosk {\n\nenum class Icon : std::uint8_t {\n    none,\n" + names +
        "};\n\n}  // namespace xf::kiosk\n")
    flat = "".join(f"    {x}, {y},\n" for x, y in points)
    write_if_changed(arguments.out / "icons.gen.cpp",
        "// Made by assets/icons/build_icons.py.\n#include \"kiosk/widgets/icon_shapes.hpp\"\n\n"
        "namespace xf::kiosk {\n\nconst std::int16_t kIconPoints[] = {\n" + flat + "};\n\n"
        "const IconShape kIconShapes[] = {\n" + "\n".join(rows) + "\n};\n\n"
        "const IconRange kIconRanges[] = {\n    {0, 0},  // none\n" + "\n".join(icons) +
        "\n};\n\n}  // namespace xf::kiosk\n")


if __name__ == "__main__":
    main()
